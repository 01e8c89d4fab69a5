package io.github.ftmo4j.sim.engine.internal.precision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.IntervalMethod;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the interval of a run to a precision covers the probability, compared with an interval from a number of
 * trials that is fixed beforehand. The trials are draws with a known probability.
 */
class CoverageTest {

    /** What was seen in many runs. */
    private record Seen(double coverage, double fixedCoverage, double trials, double needed, double again) {}

    private static Seen runs(double p, double halfWidth, int repetitions) {
        SampleSize size = new SampleSize(halfWidth);
        RandomStream random = new RandomStream(7, Double.doubleToLongBits(p), 0, 0, Purpose.OUTCOME);
        int covered = 0;
        int fixedCovered = 0;
        int again = 0;
        long all = 0;
        long needed = needed(p, halfWidth);
        for (int i = 0; i < repetitions; i++) {
            long pilot = size.pilot(Long.MAX_VALUE);
            long target = size.trials(IntervalMethod.WILSON.estimate(passes(random, pilot, p), pilot), pilot);
            long trials = 0;
            long passed = 0;
            int looks = 0;
            Estimate estimate;
            do {
                passed += passes(random, target - trials, p);
                trials = target;
                estimate = IntervalMethod.WILSON.estimate(passed, trials);
                target = size.more(estimate, trials);
                looks++;
            } while (estimate.halfWidth() > halfWidth);
            all += pilot + trials;
            covered += covers(estimate, p);
            again += looks > 1 ? 1 : 0;
            fixedCovered += covers(IntervalMethod.WILSON.estimate(passes(random, needed, p), needed), p);
        }
        return new Seen(
                (double) covered / repetitions,
                (double) fixedCovered / repetitions,
                (double) all / repetitions,
                needed,
                (double) again / repetitions);
    }

    private static long passes(RandomStream random, long trials, double p) {
        long passed = 0;
        for (long trial = 0; trial < trials; trial++) {
            passed += random.nextDouble() < p ? 1 : 0;
        }
        return passed;
    }

    private static int covers(Estimate estimate, double p) {
        return estimate.lower() <= p && p <= estimate.upper() ? 1 : 0;
    }

    /** The number of trials whose interval is as wide as asked if the share is the probability. */
    private static long needed(double p, double halfWidth) {
        long trials = 10;
        while (IntervalMethod.WILSON.estimate(Math.round(p * trials), trials).halfWidth() > halfWidth) {
            trials += Math.max(1, trials / 200);
        }
        return trials;
    }

    /** False-alarm rate below 1e-4 each if the coverage is 95 %. */
    @ParameterizedTest
    @CsvSource({"0.01, 0.005", "0.1, 0.01", "0.5, 0.02", "0.93, 0.01"})
    void covers(double p, double halfWidth) {
        Seen seen = runs(p, halfWidth, 2_000);
        assertThat(seen.coverage()).isBetween(0.95 - 4 * 0.0049, 0.95 + 4 * 0.0049);
        assertThat(seen.again()).isLessThan(0.005);
        assertThat(seen.trials()).isLessThan(3.5 * seen.needed());
    }

    /** The table in the documentation of {@link io.github.ftmo4j.sim.precision.Precision}. */
    @ParameterizedTest
    @Tag("thorough")
    @CsvSource({
        "0.01, 0.02", "0.1, 0.02", "0.5, 0.02", "0.93, 0.02",
        "0.01, 0.01", "0.1, 0.01", "0.5, 0.01", "0.93, 0.01",
        "0.01, 0.005", "0.1, 0.005", "0.5, 0.005", "0.93, 0.005",
        "0.01, 0.002", "0.1, 0.002", "0.93, 0.002"
    })
    void coversInManyRuns(double p, double halfWidth) {
        Seen seen = runs(p, halfWidth, 20_000);
        assertThat(seen.coverage()).isBetween(0.944, 0.956);
        assertThat(seen.again()).isLessThan(0.004);
    }
}
