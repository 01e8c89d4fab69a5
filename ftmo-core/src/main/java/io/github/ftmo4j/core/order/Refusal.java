package io.github.ftmo4j.core.order;

/**
 * Why an order must not be sent.
 *
 * @param code a stable code: the name of a {@link Reason}, of a {@link io.github.ftmo4j.core.gate.RiskCap}, or the code
 *     of the {@link io.github.ftmo4j.core.gate.Gate} that is closed
 * @param text the reason with its figures
 */
public record Refusal(String code, String text) {

    /** The reasons that are neither caps nor gates. The names are stable codes. */
    public enum Reason {
        /** The phase is passed or failed. */
        PHASE_ENDED,
        /** The loss of the day was reached: nothing more may be opened until the next day. */
        PAUSED,
        /** The last update of the account is too long ago. */
        STALE,
        /** The value of the open positions is not known after an interruption: a restart or a stale feed. */
        EQUITY_UNKNOWN,
        /** The last reading of the account is implausible, and waits for the next one. */
        READING_DOUBTED,
        /** The clock of the machine has leapt ahead, and no event has confirmed it. */
        CLOCK_LEAPT,
        /** A snapshot shows a balance or a position that the deals so far do not explain. */
        DEALS_MISSING,
        /** The balance at the last midnight is not known, and if it was higher, the floor of the day is too high. */
        ANCHOR_UNCERTAIN,
        /** The journal has failed, so that further events would not be saved. */
        JOURNAL_FAILED,
        /** An order or a position of this id is known already. */
        DUPLICATE_ORDER,
        /** The order has no stop, so that its loss is not bounded. */
        NO_STOP,
        /** An open position has no stop, so that its loss is not bounded. */
        POSITION_WITHOUT_STOP,
        /** The worst case would breach the daily loss. */
        DAILY_LOSS,
        /** The worst case would breach the maximum loss. */
        MAXIMUM_LOSS,
        /** The worst case would breach the floating loss. */
        FLOATING_LOSS,
        /** The worst case would breach the daily loss of the next day. */
        DAILY_LOSS_AFTER_MIDNIGHT,
        /** The worst case would breach the maximum loss as it is from the next day on. */
        MAXIMUM_LOSS_AFTER_MIDNIGHT,
        /** The margin of the order and the margin in use exceed the equity. */
        MARGIN
    }

    /**
     * A refusal for one of the reasons of the check itself.
     *
     * @param reason the reason, whose name is the code
     * @param text what it is about, with amounts
     * @return the refusal
     */
    public static Refusal of(Reason reason, String text) {
        return new Refusal(reason.name(), text);
    }
}
