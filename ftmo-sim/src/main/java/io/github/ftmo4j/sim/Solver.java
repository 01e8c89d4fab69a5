package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.engine.internal.markov.Markov;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;
import java.util.Objects;

/**
 * Computes the odds of a specification exactly, without random numbers.
 *
 * <pre>{@code
 * ExactOdds odds = Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
 *         .trades(BernoulliR.of(0.48, 1.6))
 *         .tradesPerDay(4)
 *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
 *         .solve();
 * Estimate pass = odds.pass(); // 93.15 %, with a bound on its error
 * }</pre>
 *
 * <p>The answer is that of {@link Simulation#run} with infinitely many trials: the distribution over all states of the
 * account is moved on trade by trade, under the same rules and with the same rounding to minor units. It needs
 * independent results of finitely many values, a known distribution of the number of trades a day, and sizes that
 * follow from the account: modules with a state of the {@linkplain io.github.ftmo4j.mm.RiskModule.Scope#TRADER trader},
 * which learn, are refused. {@link #obstacles} names what stands in the way. Nothing is approximated silently: each
 * probability has a bound on its error.
 *
 * <p>The number of states grows with the number of different results, with rules that follow the path, such as a
 * trailing floor or a best day, and with sizes that depend on more than the balance. This class is immutable and
 * thread-safe.
 */
public final class Solver {

    /** The standard tolerance. */
    public static final double TOLERANCE = 1e-9;

    private static final double LARGEST_TOLERANCE = 0.01;
    static final long MOST_STATES = 300_000_000;

    private final SimulationSpec spec;
    private final double tolerance;
    private final long mostStates;

    private Solver(SimulationSpec spec, double tolerance, long mostStates) {
        this.spec = spec;
        this.tolerance = tolerance;
        this.mostStates = mostStates;
    }

    /**
     * Starts with a tolerance of {@link #TOLERANCE} and at most 300 million states.
     *
     * @param spec the specification
     * @return the solver
     */
    public static Solver of(SimulationSpec spec) {
        return new Solver(Objects.requireNonNull(spec, "spec"), TOLERANCE, MOST_STATES);
    }

    /**
     * The same solver with another tolerance: how much probability need not be followed to its end. The bound on the
     * error of the answer is about this, or less.
     *
     * @param probability from 0 to 0.01; 0 follows everything
     * @return the solver
     * @throws IllegalArgumentException if the tolerance is out of range
     */
    public Solver tolerance(double probability) {
        if (!(probability >= 0 && probability <= LARGEST_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "tolerance must be from 0 to " + LARGEST_TOLERANCE + ", was " + probability);
        }
        return new Solver(spec, probability, mostStates);
    }

    /**
     * The same solver with another limit to its work. Some millions of states take a second. Where a grid of balances
     * does not reach the tolerance, whole minor units are tried with a count of their own.
     *
     * @param number the most states that are visited, summed over all trades, at least 1
     * @return the solver
     * @throws IllegalArgumentException if the number is out of range
     */
    public Solver mostStates(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("mostStates must be at least 1, was " + number);
        }
        return new Solver(spec, tolerance, number);
    }

    /**
     * What stands in the way of solving a specification. The number of states is not known before.
     *
     * @param spec the specification
     * @return each with its name and the reason; empty if nothing does
     */
    public static List<Obstacle> obstacles(SimulationSpec spec) {
        return Markov.obstacles(Objects.requireNonNull(spec, "spec"));
    }

    /**
     * Computes the odds.
     *
     * @return the odds
     * @throws UnsolvableException if something stands in the way, or there are too many states; the message names
     *     everything and the number reached
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
     */
    public ExactOdds solve() {
        return new Markov(tolerance, mostStates).answer(spec);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Solver solver
                && spec.equals(solver.spec)
                && tolerance == solver.tolerance
                && mostStates == solver.mostStates;
    }

    @Override
    public int hashCode() {
        return Objects.hash(spec, tolerance, mostStates);
    }

    @Override
    public String toString() {
        return "Solver[" + spec + ", tolerance " + tolerance + ", at most " + mostStates + " states]";
    }
}
