package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.sim.spec.TradingPlan;

/** How an attempt, or one of its phases, ended. The names are stable codes. */
public enum AttemptEnd {
    /** All objectives were met. */
    PASSED,
    /** Failed by {@link Objective#DAILY_LOSS}. */
    DAILY_LOSS,
    /** Failed by {@link Objective#MAXIMUM_LOSS}. */
    MAXIMUM_LOSS,
    /** Failed by {@link Objective#FLOATING_LOSS}. */
    FLOATING_LOSS,
    /** Failed by {@link Objective#TIME_LIMIT}. */
    TIME_LIMIT,
    /** Failed by {@link Objective#INACTIVITY}. */
    INACTIVITY,
    /** Failed by {@link Objective#DEEP_LOSS}. */
    DEEP_LOSS,
    /** Failed by {@link Objective#RESTRICTION}. */
    RESTRICTION,
    /**
     * Trades were refused and nothing was risked on {@link TradingPlan#stalledAfter()} trading days in a row, not
     * counting days without trades.
     */
    STALLED,
    /** The trader gave up after {@link TradingPlan#abandonAfter()} trading days of one phase. */
    ABANDONED;

    /**
     * Whether an objective was violated.
     *
     * @return neither passed, stalled nor abandoned
     */
    public boolean isFailure() {
        return this != PASSED && this != STALLED && this != ABANDONED;
    }

    /**
     * The end of an attempt that fails an objective.
     *
     * @param objective the failed objective
     * @return the end
     */
    public static AttemptEnd of(Objective objective) {
        return switch (objective) {
            case DAILY_LOSS -> DAILY_LOSS;
            case MAXIMUM_LOSS -> MAXIMUM_LOSS;
            case FLOATING_LOSS -> FLOATING_LOSS;
            case TIME_LIMIT -> TIME_LIMIT;
            case INACTIVITY -> INACTIVITY;
            case DEEP_LOSS -> DEEP_LOSS;
            case RESTRICTION -> RESTRICTION;
        };
    }
}
