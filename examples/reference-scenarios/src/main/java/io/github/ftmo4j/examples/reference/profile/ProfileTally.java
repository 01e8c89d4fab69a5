package io.github.ftmo4j.examples.reference.profile;

import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.IntervalMethod;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts runs and trials. Mean and deviation are updated as B. P. Welford did, 1962. */
final class ProfileTally {

    private static final double LEVEL = 0.95;

    private final int accounts;
    private final Map<Violation, Long> violations = new EnumMap<>(Violation.class);
    private long attempts;
    private long passes;
    private long frozen;
    private double mean;
    private double squares;
    private long trials;
    private long trialsAny;
    private long trialsAll;

    ProfileTally(int accounts) {
        this.accounts = accounts;
        for (Violation violation : Violation.values()) {
            violations.put(violation, 0L);
        }
    }

    void attempt(ProfileAttempt attempt) {
        attempts++;
        passes += attempt.passed() ? 1 : 0;
        frozen += attempt.frozenSteps() > 0 ? 1 : 0;
        double offMean = attempt.gain() - mean;
        mean += offMean / attempts;
        squares += offMean * (attempt.gain() - mean);
        attempt.violations().forEach(violation -> violations.merge(violation, 1L, Long::sum));
    }

    void trial(int passed) {
        trials++;
        trialsAny += passed > 0 ? 1 : 0;
        trialsAll += passed == accounts ? 1 : 0;
    }

    ProfileResult result() {
        return new ProfileResult(
                estimate(trialsAny, trials),
                estimate(trialsAll, trials),
                estimate(trials - trialsAny, trials),
                estimate(passes, attempts),
                mean,
                attempts < 2 ? Double.NaN : Math.sqrt(squares / (attempts - 1)),
                frozen,
                Collections.unmodifiableMap(new EnumMap<>(violations)));
    }

    private static Estimate estimate(long successes, long n) {
        return IntervalMethod.WILSON.estimate(successes, n, LEVEL);
    }
}
