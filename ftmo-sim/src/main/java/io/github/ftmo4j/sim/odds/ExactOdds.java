package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The odds, computed without random numbers. Immutable.
 *
 * <p>Every probability has a bound on its error, which its interval states: it contains the true probability. The bound
 * of distributions of days is {@link #error()} for the sum of all of them. What the bound is made of, {@link #method()}
 * says.
 */
public final class ExactOdds implements Odds {

    private final SimulationSpec spec;
    private final String method;
    private final double error;
    private final Map<AttemptEnd, double[]> days;
    private final List<PhaseOdds> phases;
    private final double meanFinalBalance;
    private final ExactPasses passes;

    /**
     * The odds from what was computed.
     *
     * @param spec the specification
     * @param method how it was computed, in words
     * @param error the bound on the error of each probability of an attempt, and of their sum
     * @param days the probability that an attempt ends in each way after each number of days, all ends present; not
     *     changed any more
     * @param phases the odds of each phase
     * @param meanFinalBalance the mean of the last balance, minor units
     */
    public ExactOdds(
            SimulationSpec spec,
            String method,
            double error,
            Map<AttemptEnd, double[]> days,
            List<PhaseOdds> phases,
            double meanFinalBalance) {
        this.spec = spec;
        this.method = method;
        this.error = error;
        this.days = new EnumMap<>(days);
        this.phases = List.copyOf(phases);
        this.meanFinalBalance = meanFinalBalance;
        passes = ExactPasses.of(spec.accounts(), spec.dependence().isAlike(), pass());
    }

    private ExactOdds(ExactOdds odds, ExactPasses passes) {
        spec = odds.spec;
        method = odds.method;
        error = odds.error;
        days = odds.days;
        phases = odds.phases;
        meanFinalBalance = odds.meanFinalBalance;
        this.passes = passes;
    }

    /**
     * The same odds of one account, with another distribution of the number of accounts that pass.
     *
     * @param number the distribution
     * @return the odds
     */
    public ExactOdds with(ExactPasses number) {
        return new ExactOdds(this, number);
    }

    @Override
    public SimulationSpec spec() {
        return spec;
    }

    /**
     * How the odds were computed, and what the bound on the error is made of.
     *
     * @return one sentence or more
     */
    public String method() {
        return method;
    }

    /**
     * The bound on the error of {@link #pass()} and of each {@link #share}, and of all of them together.
     *
     * @return at least 0
     */
    public double error() {
        return error;
    }

    @Override
    public Estimate share(AttemptEnd end) {
        return bounded(sum(end), error);
    }

    /**
     * A probability with a bound on its error.
     *
     * @param value the probability as it was computed
     * @param error the bound
     * @return the probability, within [0, 1]
     */
    public static Estimate bounded(double value, double error) {
        double within = Math.max(0, Math.min(1, value));
        return Estimate.computed(within, Math.max(0, within - error), Math.min(1, within + error));
    }

    @Override
    public ExactPasses passes() {
        return passes;
    }

    @Override
    public List<PhaseOdds> phases() {
        return phases;
    }

    @Override
    public CountProbabilities days(AttemptEnd end) {
        return CountProbabilities.of(masses(end));
    }

    @Override
    public CountProbabilities daysToPass() {
        return days(AttemptEnd.PASSED);
    }

    @Override
    public CountProbabilities daysToFail() {
        double[] sum = new double[0];
        for (AttemptEnd end : AttemptEnd.values()) {
            double[] more = masses(end);
            if (end.isFailure() && more.length > 0) {
                double[] longer = Arrays.copyOf(sum, Math.max(sum.length, more.length));
                for (int i = 0; i < more.length; i++) {
                    longer[i] += more[i];
                }
                sum = longer;
            }
        }
        return CountProbabilities.of(sum);
    }

    /**
     * The mean of the last balance of an attempt.
     *
     * @return minor units of the currency of the program, not rounded; accurate to some minor units
     */
    public double meanFinalBalance() {
        return meanFinalBalance;
    }

    private double[] masses(AttemptEnd end) {
        return Objects.requireNonNull(days.get(end));
    }

    private double sum(AttemptEnd end) {
        double sum = 0;
        for (double mass : masses(end)) {
            sum += mass;
        }
        return sum;
    }

    /** The odds in short: P(pass), P(at least one passes), how attempts end, and the days to pass. */
    @Override
    public String toString() {
        String shares = Stream.of(AttemptEnd.values())
                .filter(end -> sum(end) >= 5e-5)
                .map(end -> String.format(Locale.ROOT, "%s %.2f %%", end, 100 * sum(end)))
                .collect(Collectors.joining(", "));
        return "P(pass) = " + pass()
                + (spec.accounts() == 1
                        ? ""
                        : System.lineSeparator() + "P(at least 1 of " + spec.accounts() + " passes) = "
                                + passes().atLeast(1))
                + System.lineSeparator() + "ends: " + shares
                + System.lineSeparator() + "days to pass: " + daysToPass();
    }
}
