package io.github.ftmo4j.core.program;

/**
 * The largest loss of one trading day: the floor lies {@code limit} below the anchor taken at the start of the day, and
 * stays there until the next day starts; only money paid in or out moves it, by as much.
 *
 * @param limit how far the floor lies below the anchor
 * @param anchor what is taken at the start of the day
 * @param judged when equity is held against the floor
 * @param effect what a breach does
 */
public record DailyLoss(Limit limit, Anchor anchor, Judged judged, Effect effect) {

    /** What the floor of a day is measured from, taken as the day starts. */
    public enum Anchor {
        /** The balance: open positions do not count. FTMO. */
        BALANCE,
        /** The equity. */
        EQUITY,
        /** The higher of balance and equity. */
        HIGHER
    }

    /** When equity is held against the floor. */
    public enum Judged {
        /** At every instant. FTMO. */
        ANY_INSTANT,
        /** Only as the day ends. */
        AT_CLOSE
    }

    /** What a breach of the floor does. */
    public enum Effect {
        /** The phase has failed. FTMO. */
        FAIL,
        /** Nothing more may be opened until the next day. The phase goes on. */
        PAUSE
    }

    /**
     * Checks the switches against each other.
     *
     * @throws IllegalArgumentException if a breach at the close would pause a day that is over
     */
    public DailyLoss {
        if (judged == Judged.AT_CLOSE && effect == Effect.PAUSE) {
            throw new IllegalArgumentException("dailyLoss must not pause at the close, when the day is over");
        }
    }

    /**
     * FTMO's reading: below the balance at the start of the day, at any instant.
     *
     * @param limit the loss of a day
     * @return the objective
     */
    public static DailyLoss of(Limit limit) {
        return new DailyLoss(limit, Anchor.BALANCE, Judged.ANY_INSTANT, Effect.FAIL);
    }

    /**
     * The same objective, measured from another anchor.
     *
     * @param other the anchor
     * @return the objective
     */
    public DailyLoss anchoredAt(Anchor other) {
        return new DailyLoss(limit, other, judged, effect);
    }

    /**
     * The same objective, judged at other times.
     *
     * @param other when it is judged
     * @return the objective
     */
    public DailyLoss judged(Judged other) {
        return new DailyLoss(limit, anchor, other, effect);
    }

    /**
     * The same objective, a breach of which only ends the day.
     *
     * @return the objective
     * @throws IllegalArgumentException if it is judged at the close
     */
    public DailyLoss pausing() {
        return new DailyLoss(limit, anchor, judged, Effect.PAUSE);
    }
}
