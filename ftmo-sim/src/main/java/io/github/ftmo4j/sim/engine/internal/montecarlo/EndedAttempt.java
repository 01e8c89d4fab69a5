package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;

/**
 * How an attempt ended.
 *
 * @param how how it ended
 * @param firstPhase the first phase that counts, passed ones before a running start included
 * @param phase the phase in which it ended
 * @param days how many days it took
 * @param balance its last balance, minor units
 * @param capped how many trades were sized by the rule that risk does not rise after a loss
 */
record EndedAttempt(AttemptEnd how, int firstPhase, int phase, int days, long balance, long capped) {

    /** Counts the attempt and each phase that it entered. */
    void count(Tally tally) {
        count(tally, how, firstPhase, phase, days, balance, capped);
    }

    static void count(Tally tally, AttemptEnd how, int firstPhase, int phase, int days, long balance, long capped) {
        for (int earlier = firstPhase; earlier < phase; earlier++) {
            tally.phaseEnded(earlier, AttemptEnd.PASSED);
        }
        tally.phaseEnded(phase, how);
        tally.cappedAfterLoss(capped);
        tally.attemptEnded(how, days, balance);
    }
}
