package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.money.MinorUnits;

/**
 * Whether a reading of the equity can be accepted at once. A reading that moves the equity by more than a bound waits:
 * the next one confirms it if it lies beyond the bound on the same side. An equity of zero is what a query that failed
 * returns, and is never accepted. Not thread-safe.
 */
final class Plausibility {

    /** What is to be done with a reading. */
    enum Judgement {
        ACCEPTED,
        HELD,
        CONFIRMED
    }

    private final long largestMove;

    /** The side of the reading that waits: 1 above, -1 below, 0 if none waits. */
    private int side;

    private boolean doubted;

    Plausibility(double share, long initialBalance) {
        largestMove = MinorUnits.round(share * initialBalance);
    }

    /** Whether the last reading was not accepted. */
    boolean isDoubted() {
        return doubted;
    }

    /**
     * Judges a reading.
     *
     * @param equity in minor units, zero if the reading is impossible
     */
    Judgement judge(Account account, long equity) {
        long move = equity - account.view().equity();
        int now = Math.abs(move) <= largestMove ? 0 : Long.signum(move);
        if (equity != 0 && (now == 0 || now == side)) {
            accept();
            return now == 0 ? Judgement.ACCEPTED : Judgement.CONFIRMED;
        }
        side = equity == 0 ? 0 : now;
        doubted = true;
        return Judgement.HELD;
    }

    /** Whether a reading would be accepted, without judging it. */
    boolean isPlausible(Account account, long equity) {
        return equity != 0 && Math.abs(equity - account.view().equity()) <= largestMove;
    }

    /** Doubts a reading for another reason. */
    void doubt() {
        doubted = true;
    }

    void accept() {
        side = 0;
        doubted = false;
    }
}
