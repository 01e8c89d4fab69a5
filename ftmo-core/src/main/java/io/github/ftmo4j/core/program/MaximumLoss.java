package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import java.util.Optional;

/**
 * The largest loss of a whole phase: the floor lies {@code limit} below a reference.
 *
 * @param limit how far the floor lies below the reference
 * @param reference what the floor is measured from
 * @param lock where a trailing floor stops rising, none if it never stops
 * @param payout what a payout does to a trailing floor
 */
public record MaximumLoss(Limit limit, Reference reference, Optional<Lock> lock, Payout payout) {

    /** What a payout does to a trailing floor. A static floor always stays. */
    public enum Payout {
        /** The floor stays where it is. */
        KEEPS_FLOOR,
        /** The floor is measured anew from the balance that is left, as on a fresh account. FTMO. */
        RESETS_FLOOR
    }

    /**
     * What the floor of the maximum loss is measured from. A reference other than the initial balance never falls,
     * except that cash flows move it; they move the lock by the same amount.
     */
    public enum Reference {
        /** The initial balance: the floor is static. FTMO 2-Step. */
        INITIAL_BALANCE,
        /** The highest balance at the start of any day so far, the first included. FTMO 1-Step. */
        START_OF_DAY_BALANCE,
        /** The highest balance after any booking so far: a closing, a part of one, a correction, a cost. */
        CLOSED_BALANCE,
        /** The highest equity seen so far, floating profit included. */
        INTRADAY_EQUITY
    }

    /**
     * Checks the lock.
     *
     * @throws IllegalArgumentException if a floor that never moves is locked
     */
    public MaximumLoss {
        if (lock.isPresent() && reference == Reference.INITIAL_BALANCE) {
            throw new IllegalArgumentException("lock must come with a floor that trails, was " + lock.get());
        }
    }

    /**
     * A floor that never moves.
     *
     * @param limit the loss from the initial balance
     * @return the objective
     */
    public static MaximumLoss fixed(Limit limit) {
        return new MaximumLoss(limit, Reference.INITIAL_BALANCE, Optional.empty(), Payout.RESETS_FLOOR);
    }

    /**
     * A floor that rises with its reference and never falls.
     *
     * @param limit the loss from the reference
     * @param reference what the floor is measured from
     * @return the objective
     */
    public static MaximumLoss trailing(Limit limit, Reference reference) {
        return new MaximumLoss(limit, reference, Optional.empty(), Payout.RESETS_FLOOR);
    }

    /**
     * The same floor, which never rises above a level.
     *
     * @param aboveInitial how far above the initial balance that level is; zero for the initial balance itself
     * @return the objective
     * @throws IllegalArgumentException if the level is below the initial balance, or the floor never moves
     */
    public MaximumLoss lockedAbove(Money aboveInitial) {
        return new MaximumLoss(limit, reference, Optional.of(new Lock(aboveInitial, Optional.empty())), payout);
    }

    /**
     * The same floor, which never rises above a level and jumps up to it once the reference is high enough.
     *
     * @param aboveInitial how far above the initial balance that level is; zero for the initial balance itself
     * @param trigger how far above the initial balance the reference must be
     * @return the objective
     * @throws IllegalArgumentException if the level is below the initial balance or not below the trigger, or the floor
     *     never moves
     */
    public MaximumLoss lockedAbove(Money aboveInitial, Money trigger) {
        return new MaximumLoss(limit, reference, Optional.of(new Lock(aboveInitial, Optional.of(trigger))), payout);
    }

    /**
     * The same floor, which stays where it is when money is paid out.
     *
     * @return the objective
     */
    public MaximumLoss keptByPayout() {
        return new MaximumLoss(limit, reference, lock, Payout.KEEPS_FLOOR);
    }
}
