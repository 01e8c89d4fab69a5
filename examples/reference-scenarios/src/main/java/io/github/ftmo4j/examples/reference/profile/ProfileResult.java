package io.github.ftmo4j.examples.reference.profile;

import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Map;

/**
 * What all runs found. Intervals are Wilson's at 95 %; all but that of {@code pass} are over trials.
 *
 * @param any P(at least one account passes)
 * @param all P(all accounts pass)
 * @param none P(no account passes)
 * @param pass P(an account passes), over the runs of all accounts
 * @param meanGain the mean gain of a run, as a share of the capital
 * @param gainDeviation the standard deviation of the gain, with n − 1 in the denominator; NaN of a single run
 * @param frozenRuns how many runs were frozen at some step
 * @param violations how many runs violated each part of the rule; all parts are present
 */
public record ProfileResult(
        Estimate any,
        Estimate all,
        Estimate none,
        Estimate pass,
        double meanGain,
        double gainDeviation,
        long frozenRuns,
        Map<Violation, Long> violations) {}
