package io.github.ftmo4j.core.program;

/**
 * The largest loss of a whole phase: the floor lies {@code limit} below a reference.
 *
 * @param limit how far the floor lies below the reference
 * @param reference what the floor is measured from
 */
public record MaximumLoss(Limit limit, Reference reference) {

    /**
     * What the floor of the maximum loss is measured from. A reference other than the initial balance only ever rises.
     */
    public enum Reference {
        /** The initial balance: the floor is static. FTMO 2-Step. */
        INITIAL_BALANCE,
        /** The highest balance at the start of any day so far, the first included. FTMO 1-Step. */
        START_OF_DAY_BALANCE,
        /** The highest balance after any closed position so far. */
        CLOSED_BALANCE,
        /** The highest equity seen so far, floating profit included. */
        INTRADAY_EQUITY
    }

    /**
     * A floor that never moves.
     *
     * @param limit the loss from the initial balance
     * @return the objective
     */
    public static MaximumLoss fixed(Limit limit) {
        return new MaximumLoss(limit, Reference.INITIAL_BALANCE);
    }

    /**
     * A floor that rises with its reference and never falls.
     *
     * @param limit the loss from the reference
     * @param reference what the floor is measured from
     * @return the objective
     */
    public static MaximumLoss trailing(Limit limit, Reference reference) {
        return new MaximumLoss(limit, reference);
    }
}
