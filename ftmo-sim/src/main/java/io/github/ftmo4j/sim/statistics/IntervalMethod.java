package io.github.ftmo4j.sim.statistics;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/** How an interval for a probability is computed from successes among independent trials. */
public enum IntervalMethod {
    /** E. B. Wilson, 1927: close to its nominal level on average. The default. */
    WILSON(BinomialConfidenceInterval.WILSON_SCORE, "Wilson"),
    /** C. Clopper, E. Pearson, 1934: never below its nominal level, so it is wider. */
    CLOPPER_PEARSON(BinomialConfidenceInterval.CLOPPER_PEARSON, "Clopper-Pearson"),
    /** Quantiles of the posterior under Jeffreys' prior. */
    JEFFREYS(BinomialConfidenceInterval.JEFFREYS, "Jeffreys"),
    /** A. Agresti, B. Coull, 1998: simple, slightly wider than Wilson's. */
    AGRESTI_COULL(BinomialConfidenceInterval.AGRESTI_COULL, "Agresti-Coull");

    /** Up to here every count is exact as a double. */
    static final long MOST_TRIALS = 1L << 53;

    /** Fewer than these of many trials are a Poisson number. */
    private static final long FEW = 10_000;

    private final BinomialConfidenceInterval formula;
    private final String title;

    IntervalMethod(BinomialConfidenceInterval formula, String title) {
        this.formula = formula;
        this.title = title;
    }

    /**
     * The estimate of a probability at a confidence level of 95 %.
     *
     * @param successes how many trials succeeded, from 0 to {@code trials}
     * @param trials of how many independent trials, from 1 to 2<sup>53</sup>
     * @return the share of successes with its interval
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public Estimate estimate(long successes, long trials) {
        return estimate(successes, trials, 0.95);
    }

    /**
     * The estimate of a probability.
     *
     * @param successes how many trials succeeded, from 0 to {@code trials}
     * @param trials of how many independent trials, from 1 to 2<sup>53</sup>
     * @param level the confidence level, above 0 and below 1
     * @return the share of successes with its interval
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public Estimate estimate(long successes, long trials, double level) {
        if (trials < 1 || trials > MOST_TRIALS) {
            throw new IllegalArgumentException("trials must be from 1 to " + MOST_TRIALS + ", was " + trials);
        }
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException("successes must be from 0 to " + trials + ", was " + successes);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
        }
        double value = (double) successes / trials;
        return new Estimate(
                value,
                Math.min(value, lower(successes, trials, level)),
                Math.max(value, upper(successes, trials, level)),
                level,
                OptionalLong.of(trials),
                Optional.of(this));
    }

    /**
     * The estimate of a probability at a confidence level of 95 %, from trials in groups: trials of one group may
     * depend on each other in any way, and the groups are independent.
     *
     * <p>Each group counts as one trial. The share of successes is then between two whole numbers of successes; the
     * interval reaches from the lower end for the smaller one to the upper end for the larger one. It contains the
     * estimate and is conservative.
     *
     * @param successes how many trials succeeded, from 0 to {@code trials}
     * @param trials of how many trials, at least 1
     * @param groupSize how many trials make a group, at least 1
     * @return the share of successes with its interval, based on {@code trials / groupSize} trials, at least one
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public Estimate estimateGrouped(long successes, long trials, int groupSize) {
        if (groupSize < 1) {
            throw new IllegalArgumentException("groupSize must be at least 1, was " + groupSize);
        }
        if (groupSize == 1) {
            return estimate(successes, trials);
        }
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "successes must be from 0 to the number of trials, at least 1, was " + successes + " of " + trials);
        }
        long groups = Math.max(1, trials / groupSize);
        double value = (double) successes / trials;
        Estimate fewer = estimate((long) Math.floor(value * groups), groups);
        Estimate more = estimate((long) Math.ceil(value * groups), groups);
        return new Estimate(
                value,
                Math.min(value, fewer.lower()),
                Math.max(value, more.upper()),
                fewer.level(),
                fewer.n(),
                fewer.method());
    }

    private double lower(long successes, long trials, double level) {
        return successes == 0 ? 0 : Math.max(0, bound(successes, trials, level, false));
    }

    private double upper(long successes, long trials, double level) {
        return successes == trials ? 1 : Math.min(1, bound(successes, trials, level, true));
    }

    private double bound(long successes, long trials, double level, boolean upper) {
        if (trials <= Integer.MAX_VALUE) {
            Interval interval = formula.fromErrorRate((int) trials, (int) successes, 1 - level);
            return upper ? interval.getUpperBound() : interval.getLowerBound();
        }
        return ofManyTrials(successes, trials, level, upper);
    }

    /**
     * A bound for more trials than the library counts. The beta distributions of Clopper-Pearson and Jeffreys are gamma
     * distributions where few trials succeed or few fail, and normal otherwise, to far more digits than such a sample
     * gives.
     */
    private double ofManyTrials(long successes, long trials, double level, boolean upper) {
        if (this == CLOPPER_PEARSON || this == JEFFREYS) {
            if (successes < FEW) {
                return rare(successes, level, upper) / trials;
            }
            if (trials - successes < FEW) {
                return 1 - rare(trials - successes, level, !upper) / trials;
            }
        }
        double z = Math.sqrt(2) * Erf.erfInv(level);
        double side = upper ? z : -z;
        double correction = this == CLOPPER_PEARSON ? (upper ? 0.5 : -0.5) : 0;
        double share = Math.max(0, Math.min(1, (successes + correction) / trials));
        double centre = (share + z * z / (2.0 * trials)) / (1 + z * z / trials);
        if (this == AGRESTI_COULL) {
            return centre + side * Math.sqrt(centre * (1 - centre) / (trials + z * z));
        }
        return centre
                + side
                        * Math.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials))
                        / (1 + z * z / trials);
    }

    /** A bound of the mean of a Poisson number. */
    private double rare(long count, double level, boolean upper) {
        double shape = this == JEFFREYS ? count + 0.5 : upper ? count + 1.0 : count;
        return new GammaDistribution(null, shape, 1)
                .inverseCumulativeProbability(upper ? (1 + level) / 2 : (1 - level) / 2);
    }

    /** The name of the method in text. */
    @Override
    public String toString() {
        return title;
    }
}
