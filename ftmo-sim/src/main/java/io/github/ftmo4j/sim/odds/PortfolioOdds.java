package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.sim.statistics.Correlation;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.IntervalMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The odds of several challenges that were run side by side: each alone, and all together. Immutable.
 *
 * <p>What is said of several of them comes from the trials that were complete in all of them. Challenges are numbered
 * from 0 in the order of the portfolio.
 */
public final class PortfolioOdds {

    private final List<SampledOdds> challenges;
    private final SampledPasses passes;
    private final long[][] both;
    private final long trials;
    private final long trialsPlanned;

    /**
     * The odds from what was counted.
     *
     * @param challenges the odds of each challenge
     * @param passes in how many trials each number of challenges was passed
     * @param both in how many trials each pair of challenges was passed
     * @param trialsPlanned how many trials were to be run
     */
    public PortfolioOdds(List<SampledOdds> challenges, long[] passes, long[][] both, long trialsPlanned) {
        this.challenges = List.copyOf(challenges);
        this.passes = new SampledPasses(passes.clone(), IntervalMethod.WILSON);
        this.both = Arrays.stream(both).map(long[]::clone).toArray(long[][]::new);
        this.trials = Arrays.stream(passes).sum();
        this.trialsPlanned = trialsPlanned;
    }

    /**
     * The odds of each challenge alone.
     *
     * @return in the order of the portfolio
     */
    public List<SampledOdds> challenges() {
        return challenges;
    }

    /**
     * The distribution of the number of challenges that are passed. Its correlation is that of results that are alike;
     * where the challenges differ, see {@link #correlation(int, int)}.
     *
     * @return the distribution, with P(at least 1), P(all) and P(none)
     */
    public SampledPasses passes() {
        return passes;
    }

    /**
     * P(two challenges are both passed).
     *
     * @param one the number of one of them
     * @param other the number of the other one
     * @return the probability
     * @throws IndexOutOfBoundsException if there is no such challenge
     * @throws IllegalArgumentException if no trial was run
     */
    public Estimate both(int one, int other) {
        return IntervalMethod.WILSON.estimate(count(one, other), trials);
    }

    /**
     * The correlation of the results of two challenges, where a result is whether it is passed.
     *
     * @param one the number of one of them
     * @param other the number of the other one
     * @return the correlation; none if one of them was passed in all trials, or in none
     * @throws IndexOutOfBoundsException if there is no such challenge
     */
    public Optional<Correlation> correlation(int one, int other) {
        return Correlation.of(count(one, other), count(one, one), count(other, other), trials);
    }

    private long count(int one, int other) {
        Objects.checkIndex(one, both.length);
        Objects.checkIndex(other, both.length);
        return both[Math.min(one, other)][Math.max(one, other)];
    }

    /**
     * How many trials were run, fewer than planned if the run was stopped.
     *
     * @return the number
     */
    public long trials() {
        return trials;
    }

    /**
     * Whether all planned trials were run.
     *
     * @return whether the odds are complete
     */
    public boolean complete() {
        return trials == trialsPlanned;
    }

    /** P(pass) of each challenge, the number of challenges that are passed, and the correlations of their results. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < challenges.size(); i++) {
            SampledOdds odds = challenges.get(i);
            lines.add("P(pass " + (i + 1) + ", " + odds.spec().program().name() + ") = " + odds.pass());
        }
        lines.add("passed: " + passes);
        for (int i = 0; i < challenges.size(); i++) {
            for (int j = i + 1; j < challenges.size(); j++) {
                String pair = "correlation of " + (i + 1) + " and " + (j + 1) + ": ";
                lines.add(pair + correlation(i, j).map(Correlation::toString).orElse("none"));
            }
        }
        return String.join(System.lineSeparator(), lines);
    }
}
