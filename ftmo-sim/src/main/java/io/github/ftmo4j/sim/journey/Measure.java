package io.github.ftmo4j.sim.journey;

/**
 * What is measured of each journey. With several accounts it is that of all of them together. The names are stable
 * codes. Money is in the currency of the account.
 */
public enum Measure {
    /** Rewards less cost: what the trader has from it. Its mean is the expected value. */
    NET("net result", Kind.MONEY),
    /** Fees less refunds. */
    COST("cost", Kind.MONEY),
    /** What the trader got as rewards. */
    REWARDS("rewards", Kind.MONEY),
    /** The trader's share of the profit that is still on the account at the horizon; no part of {@link #NET}. */
    RESIDUAL("residual value", Kind.MONEY),
    /**
     * The largest fall of the trader's equity from its highest value, zero at the start. Equity is the money got less
     * the money paid, and the trader's share of the profit on the funded account as each day ends.
     */
    DRAWDOWN("largest drawdown", Kind.MONEY),
    /** Attempts that were started, free ones and resets included. */
    ATTEMPTS("number of attempts", Kind.NUMBER),
    /** Rewards that were paid. */
    PAYOUTS("number of payouts", Kind.NUMBER),
    /** Accounts that were funded. */
    FUNDED("number of funded accounts", Kind.NUMBER),
    /** Accounts with at least one reward. */
    PAID("number of accounts with a payout", Kind.NUMBER),
    /** Funded accounts that failed before the horizon. */
    BLOWN("number of blown accounts", Kind.NUMBER),
    /** Trading days from the start to the day on which the first account is funded; only where one is. */
    DAYS_TO_FUNDED("number of days to funded", Kind.DAYS),
    /** Trading days from the start to the end of the last account. */
    DAYS("number of days", Kind.DAYS),
    /** The most trading days in a row without a new high of the trader's equity. */
    STAGNATION("longest stagnation", Kind.DAYS);

    /** What a measure counts. */
    public enum Kind {
        /** Minor units of the account's currency. */
        MONEY,
        /** Trading days. */
        DAYS,
        /** A plain number. */
        NUMBER
    }

    private final String title;
    private final Kind kind;

    Measure(String title, Kind kind) {
        this.title = title;
        this.kind = kind;
    }

    /**
     * What it counts.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /** The measure in words. */
    @Override
    public String toString() {
        return title;
    }
}
