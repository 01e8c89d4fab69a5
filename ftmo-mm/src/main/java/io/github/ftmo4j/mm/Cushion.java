package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;

/** How far the equity is above a floor of the trader's choice. Immutable. */
@FunctionalInterface
public interface Cushion {

    /**
     * The floor.
     *
     * @param account the account
     * @return minor units; {@link AccountView#NO_FLOOR} if there is none, and the cushion is without end
     */
    long floor(AccountView account);

    /**
     * How far the equity is above the floor.
     *
     * @param account the account
     * @return minor units, negative if it is below
     */
    default double above(AccountView account) {
        // in doubles, since a floor that does not exist is the smallest of all longs
        return (double) account.equity() - floor(account);
    }

    /**
     * The cushion.
     *
     * @param account the account
     * @return (equity − floor) / equity; zero if the equity is not above the floor, or none is left
     */
    default double of(AccountView account) {
        double above = above(account);
        return above > 0 && account.equity() > 0 ? above / account.equity() : 0;
    }

    /**
     * Whether the cushion is under a threshold, compared in whole minor units.
     *
     * @param threshold a share of the equity, from 0 to 1
     * @param account the account
     * @return whether equity − floor is less than the threshold of the equity, or no equity is left
     */
    default boolean isUnder(double threshold, AccountView account) {
        long equity = account.equity();
        return equity <= 0 || above(account) < MinorUnits.round(threshold * equity);
    }

    /**
     * The largest that the cushion can be. A rule that waits for a larger one waits for ever. Above an account's own
     * floors it depends on the program, and is not known here.
     *
     * @return a share of the equity, above 0 and at most 1
     */
    default double most() {
        return 1;
    }

    /**
     * Above a ratchet: the floor stays the given share under the highest equity seen (time-invariant portfolio
     * protection).
     *
     * @param share the largest drawdown, above 0 and at most 1
     * @return the cushion
     */
    static Cushion underHighWaterMark(double share) {
        return new UnderHighWaterMark(share);
    }

    /**
     * Above the account's own floor, the highest of daily loss, maximum loss and floating loss.
     *
     * @return the cushion
     */
    static Cushion aboveBindingFloor() {
        return AccountFloor.BINDING;
    }

    /**
     * Above the account's floor of the maximum loss, whatever the daily loss.
     *
     * @return the cushion
     */
    static Cushion aboveMaximumLossFloor() {
        return AccountFloor.MAXIMUM_LOSS;
    }

    /**
     * Above a floor that never moves: a share of the initial balance. Money paid in or out does not move it.
     *
     * @param share above 0 and at most 1, such as 0.9 for a floor 10 % under the initial balance
     * @return the cushion
     */
    static Cushion aboveShareOfInitialBalance(double share) {
        return new AboveShareOfInitialBalance(share);
    }

    /**
     * Above a ratchet under the high-water mark.
     *
     * @param share the largest drawdown, above 0 and at most 1
     */
    record UnderHighWaterMark(double share) implements Cushion {
        /** Checks the share. */
        public UnderHighWaterMark {
            Fraction.requirePositive(share, "share");
        }

        @Override
        public double most() {
            return share;
        }

        @Override
        public long floor(AccountView account) {
            long high = account.highWaterMark();
            return high - MinorUnits.round(high * share);
        }
    }

    /**
     * Above a share of the initial balance.
     *
     * @param share where the floor is, above 0 and at most 1
     */
    record AboveShareOfInitialBalance(double share) implements Cushion {
        /** Checks the share. */
        public AboveShareOfInitialBalance {
            Fraction.requirePositive(share, "share");
        }

        @Override
        public long floor(AccountView account) {
            return MinorUnits.round(account.initialBalance() * share);
        }
    }

    /** Above a floor that the rules of the account set. */
    enum AccountFloor implements Cushion {
        /** The highest of them. */
        BINDING {
            @Override
            public long floor(AccountView account) {
                return account.bindingFloor();
            }
        },
        /** That of the maximum loss. */
        MAXIMUM_LOSS {
            @Override
            public long floor(AccountView account) {
                return account.maximumLossFloor();
            }
        }
    }
}
