package io.github.ftmo4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.sim.statistics.CountSample;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Holds samples against exact values at four standard errors, so that a right program fails by chance in 6.3e-5 of all
 * seeds; where a probability is near 0 or 1, the binomial tails take the place of the standard error, at the same rate.
 */
final class Significance {

    private static final double STANDARD_ERRORS = 4;
    private static final double FALSE_ALARM = 6.3e-5;

    private Significance() {}

    static void assertShare(String name, long successes, long n, double exact) {
        if (n * exact * (1 - exact) > 100) {
            assertThat((double) successes / n)
                    .as(name)
                    .isCloseTo(exact, within(STANDARD_ERRORS * Math.sqrt(exact * (1 - exact) / n)));
        } else {
            BinomialDistribution binomial = new BinomialDistribution(null, Math.toIntExact(n), exact);
            int seen = Math.toIntExact(successes);
            assertThat(binomial.cumulativeProbability(seen))
                    .as(name + ", too few")
                    .isGreaterThan(FALSE_ALARM / 2);
            assertThat(1 - binomial.cumulativeProbability(seen - 1))
                    .as(name + ", too many")
                    .isGreaterThan(FALSE_ALARM / 2);
        }
    }

    /**
     * Where too few were seen to know their deviation, the mean stands in for it: waiting times spread less than that.
     */
    static void assertMean(String name, CountSample sample, double exact) {
        if (sample.n() > 0) {
            double deviation = sample.n() < 30 ? exact : sample.deviation();
            assertThat(sample.mean())
                    .as(name)
                    .isCloseTo(exact, within(STANDARD_ERRORS * deviation / Math.sqrt((double) sample.n())));
        }
    }
}
