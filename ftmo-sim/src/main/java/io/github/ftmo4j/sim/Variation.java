package io.github.ftmo4j.sim;

import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.sim.spec.SimulationSpec;

/**
 * How a simulation is changed by the value of a parameter. It only builds: what is run is the specification that it
 * leads to.
 *
 * <pre>{@code
 * Variation<Double> risk = (simulation, fraction) ->
 *         simulation.sizing(PositionSizer.of(FixedFractional.ofBalance(fraction)));
 * }</pre>
 *
 * @param <T> the type of the parameter
 */
@FunctionalInterface
public interface Variation<T> {

    /**
     * Changes a simulation.
     *
     * @param simulation a builder with everything that the simulation has; it may be changed
     * @param value the value of the parameter
     * @return the builder of the changed simulation: the same one, or another
     */
    Simulation.Builder apply(Simulation.Builder simulation, T value);

    /**
     * Changes the program. The rest of the simulation stays.
     *
     * @return the variation
     */
    static Variation<Program> program() {
        return (simulation, program) -> {
            SimulationSpec spec = simulation.spec();
            return Simulation.of(new SimulationSpec(
                    program,
                    spec.outcomes(),
                    spec.tradesPerDay(),
                    spec.sizing(),
                    spec.positions(),
                    spec.tradingPlan(),
                    spec.calendar(),
                    spec.start(),
                    spec.accounts(),
                    spec.dependence()));
        };
    }
}
