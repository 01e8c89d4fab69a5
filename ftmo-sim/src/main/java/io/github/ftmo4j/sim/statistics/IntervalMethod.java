package io.github.ftmo4j.sim.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/** How an interval for a probability is computed from successes among independent trials. */
public enum IntervalMethod {
    /** E. B. Wilson, 1927: close to its nominal level on average. The default. */
    WILSON(BinomialConfidenceInterval.WILSON_SCORE, "Wilson"),
    /** C. Clopper, E. Pearson, 1934: never below its nominal level, hence wider. */
    CLOPPER_PEARSON(BinomialConfidenceInterval.CLOPPER_PEARSON, "Clopper-Pearson"),
    /** Quantiles of the posterior under Jeffreys' prior. */
    JEFFREYS(BinomialConfidenceInterval.JEFFREYS, "Jeffreys"),
    /** A. Agresti, B. Coull, 1998: simple, slightly wider than Wilson's. */
    AGRESTI_COULL(BinomialConfidenceInterval.AGRESTI_COULL, "Agresti-Coull");

    private final BinomialConfidenceInterval formula;
    private final String title;

    IntervalMethod(BinomialConfidenceInterval formula, String title) {
        this.formula = formula;
        this.title = title;
    }

    /**
     * The estimate of a probability at a confidence level of 95 %.
     *
     * @param successes how often it happened, from 0 to {@code trials}
     * @param trials among how many independent trials, from 1 to {@link Integer#MAX_VALUE}
     * @return the share of successes with its interval
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public Estimate estimate(long successes, long trials) {
        return estimate(successes, trials, 0.95);
    }

    /**
     * The estimate of a probability.
     *
     * @param successes how often it happened, from 0 to {@code trials}
     * @param trials among how many independent trials, from 1 to {@link Integer#MAX_VALUE}
     * @param level the confidence level, above 0 and below 1
     * @return the share of successes with its interval
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public Estimate estimate(long successes, long trials, double level) {
        if (trials < 1 || trials > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("trials must be from 1 to " + Integer.MAX_VALUE + ", was " + trials);
        }
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException("successes must be from 0 to " + trials + ", was " + successes);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
        }
        Interval interval = formula.fromErrorRate((int) trials, (int) successes, 1 - level);
        return new Estimate(
                (double) successes / trials,
                successes == 0 ? 0 : Math.max(0, interval.getLowerBound()),
                successes == trials ? 1 : Math.min(1, interval.getUpperBound()),
                level,
                trials,
                this);
    }

    /** The name of the method as it is written in prose. */
    @Override
    public String toString() {
        return title;
    }
}
