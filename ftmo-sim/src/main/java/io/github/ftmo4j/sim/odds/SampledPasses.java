package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.sim.statistics.Correlation;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.IntervalMethod;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The number of accounts that passed, observed trial by trial. The sample is the trials, however many accounts each
 * trial has. Immutable; two are equal if counts and method are equal.
 */
public final class SampledPasses implements PassDistribution {

    private final long[] counts;
    private final long trials;
    private final IntervalMethod method;

    SampledPasses(long[] counts, IntervalMethod method) {
        this.counts = counts;
        this.trials = Arrays.stream(counts).sum();
        this.method = method;
    }

    @Override
    public int accounts() {
        return counts.length - 1;
    }

    @Override
    public Estimate atLeast(int number) {
        requireAccounts(number);
        Estimate estimate =
                estimate(Arrays.stream(counts, number, counts.length).sum());
        return number == 0 ? Estimate.exact(1) : estimate;
    }

    @Override
    public Estimate exactly(int number) {
        requireAccounts(number);
        return estimate(counts[number]);
    }

    @Override
    public Optional<Correlation> correlation() {
        return Correlation.ofPairs(counts);
    }

    /**
     * In how many trials exactly so many accounts passed.
     *
     * @param number from 0 to {@link #accounts()}
     * @return the count
     * @throws IllegalArgumentException if the number is out of range
     */
    public long count(int number) {
        requireAccounts(number);
        return counts[number];
    }

    /**
     * The same distribution, with intervals of another method.
     *
     * @param other the method
     * @return the distribution
     */
    public SampledPasses with(IntervalMethod other) {
        return new SampledPasses(counts, other);
    }

    private Estimate estimate(long successes) {
        return method.estimate(successes, trials);
    }

    private void requireAccounts(int number) {
        if (number < 0 || number > accounts()) {
            throw new IllegalArgumentException("accounts must be from 0 to " + accounts() + ", was " + number);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SampledPasses passes && Arrays.equals(counts, passes.counts) && method == passes.method;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counts) + method.hashCode();
    }

    /** The probabilities of each number, such as {@code 0: 1.45 %, 1: 13.20 %, 2: 42.65 %, 3: 42.70 % (n = 100000)}. */
    @Override
    public String toString() {
        return IntStream.rangeClosed(0, accounts())
                .filter(number -> counts[number] > 0)
                .mapToObj(number -> String.format(Locale.ROOT, "%d: %.2f %%", number, 100.0 * counts[number] / trials))
                .collect(Collectors.joining(", ", "", " (n = " + trials + ")"));
    }
}
