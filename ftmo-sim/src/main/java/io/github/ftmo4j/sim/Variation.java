package io.github.ftmo4j.sim;

import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.sim.outcome.Instruments;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.Objects;

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

    /**
     * Changes the share of the risk that an instrument has. The rest of the simulation stays.
     *
     * <pre>{@code
     * Simulation simulation = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
     *         .trades(Instruments.of(
     *                 new Instruments.Instrument("EURUSD", 3, 1, BernoulliR.of(0.48, 1.5)),
     *                 new Instruments.Instrument("DAX", 1, 1, BernoulliR.of(0.3, 3))))
     *         .tradesPerDay(4)
     *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.02))) // the largest risk of any instrument
     *         .trials(20_000)
     *         .seed(42)
     *         .build();
     * Optimizer search = Optimizer.of(simulation)
     *         .over("EURUSD", 0.05, 1, Variation.riskOf("EURUSD"))
     *         .over("DAX", 0.05, 1, Variation.riskOf("DAX"));
     * }</pre>
     *
     * @param instrument the name of one of the {@link Instruments} that the simulation trades
     * @return the variation; it refuses a simulation without such an instrument
     */
    static Variation<Double> riskOf(String instrument) {
        Objects.requireNonNull(instrument, "instrument");
        return (simulation, share) -> {
            if (simulation.spec().outcomes() instanceof Instruments instruments) {
                return simulation.trades(instruments.withRisk(instrument, share));
            }
            throw new IllegalArgumentException("trades must be Instruments for the risk of " + instrument
                    + " to vary, was " + simulation.spec().outcomes());
        };
    }
}
