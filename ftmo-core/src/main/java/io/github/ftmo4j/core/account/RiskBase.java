package io.github.ftmo4j.core.account;

/** What a risk fraction is a fraction of. */
public enum RiskBase {
    /** The current balance: stakes compound. */
    BALANCE,
    /** The initial balance: stakes stay the same. */
    INITIAL_BALANCE,
    /** The current equity. */
    EQUITY;

    /**
     * The base of an account.
     *
     * @param account the account
     * @return minor units, never negative
     */
    public long of(AccountView account) {
        long base = switch (this) {
            case BALANCE -> account.balance();
            case INITIAL_BALANCE -> account.initialBalance();
            case EQUITY -> account.equity();
        };
        return base < 0 ? 0 : base;
    }
}
