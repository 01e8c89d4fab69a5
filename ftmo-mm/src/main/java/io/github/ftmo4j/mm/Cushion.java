package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;
import java.util.EnumSet;
import java.util.Set;

/** The distance of the equity from a floor that the trader chooses. Immutable. */
@FunctionalInterface
public interface Cushion {

    /**
     * The floor.
     *
     * @param account the account
     * @return minor units; {@link AccountView#NO_FLOOR} if there is none, which makes the cushion infinite
     */
    long floor(AccountView account);

    /**
     * The distance of the equity from the floor.
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
     * @return (equity − floor) / equity; zero if the equity is not above the floor or not above zero
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
     * @return whether equity − floor is less than threshold × equity, or the equity is not above zero
     */
    default boolean isUnder(double threshold, AccountView account) {
        long equity = account.equity();
        return equity <= 0 || above(account) < MinorUnits.round(threshold * equity);
    }

    /**
     * The upper bound of the cushion. A rule that waits for a larger cushion never ends. For the floors of an account
     * the bound depends on the program; then this is 1.
     *
     * @return a share of the equity, above 0 and at most 1
     */
    default double most() {
        return 1;
    }

    /**
     * What the floor may depend on, as {@link RiskModule#inputs()} has it.
     *
     * @return the inputs, by default all
     */
    default Set<RiskModule.Input> inputs() {
        return EnumSet.allOf(RiskModule.Input.class);
    }

    /**
     * Whether the floor never falls, whatever day it is.
     *
     * @return whether it does not; by default it may
     */
    default boolean neverFalls() {
        return false;
    }

    /**
     * A cushion above a ratchet: the floor stays the given share under the high-water mark (time-invariant portfolio
     * protection).
     *
     * @param share the largest drawdown, above 0 and at most 1
     * @return the cushion
     */
    static Cushion underHighWaterMark(double share) {
        return new UnderHighWaterMark(share);
    }

    /**
     * A cushion above the binding floor of the account: the highest floor of daily loss, maximum loss and floating
     * loss.
     *
     * @return the cushion
     */
    static Cushion aboveBindingFloor() {
        return AccountFloor.BINDING;
    }

    /**
     * A cushion above the maximum-loss floor of the account. The daily loss does not matter.
     *
     * @return the cushion
     */
    static Cushion aboveMaximumLossFloor() {
        return AccountFloor.MAXIMUM_LOSS;
    }

    /**
     * A cushion above a fixed floor: a share of the initial balance. Deposits and withdrawals do not move it.
     *
     * @param share above 0 and at most 1, such as 0.9 for a floor 10 % under the initial balance
     * @return the cushion
     */
    static Cushion aboveShareOfInitialBalance(double share) {
        return new AboveShareOfInitialBalance(share);
    }

    /**
     * A cushion above a ratchet under the high-water mark.
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
        public Set<RiskModule.Input> inputs() {
            return Set.of(RiskModule.Input.HIGH_WATER_MARK);
        }

        @Override
        public boolean neverFalls() {
            return true;
        }

        @Override
        public long floor(AccountView account) {
            long high = account.highWaterMark();
            return high - MinorUnits.round(high * share);
        }
    }

    /**
     * A cushion above a share of the initial balance.
     *
     * @param share the floor as a share of the initial balance, above 0 and at most 1
     */
    record AboveShareOfInitialBalance(double share) implements Cushion {
        /** Checks the share. */
        public AboveShareOfInitialBalance {
            Fraction.requirePositive(share, "share");
        }

        @Override
        public Set<RiskModule.Input> inputs() {
            return Set.of();
        }

        @Override
        public boolean neverFalls() {
            return true;
        }

        @Override
        public long floor(AccountView account) {
            return MinorUnits.round(account.initialBalance() * share);
        }
    }

    /** A cushion above a floor that the rules of the account set. */
    enum AccountFloor implements Cushion {
        /** The highest of the floors. */
        BINDING {
            @Override
            public long floor(AccountView account) {
                return account.bindingFloor();
            }

            @Override
            public Set<RiskModule.Input> inputs() {
                return Set.of(RiskModule.Input.DAILY_LOSS);
            }
        },
        /** The floor of the maximum loss. */
        MAXIMUM_LOSS {
            @Override
            public long floor(AccountView account) {
                return account.maximumLossFloor();
            }

            @Override
            public boolean neverFalls() {
                return true;
            }
        };

        @Override
        public Set<RiskModule.Input> inputs() {
            return Set.of();
        }
    }
}
