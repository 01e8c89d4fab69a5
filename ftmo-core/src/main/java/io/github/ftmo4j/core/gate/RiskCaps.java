package io.github.ftmo4j.core.gate;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The most that may be at risk: per trade, per day and open at a time, and how many positions and orders. A quantity
 * without a cap is unlimited.
 *
 * @param caps how high each cap is; in the order of the enum
 */
public record RiskCaps(Map<RiskCap, Height> caps) {

    /** Stands for no cap: no amount is above it. */
    public static final long UNCAPPED = Long.MAX_VALUE;

    private static final RiskCap[] CAPS = RiskCap.values();

    /**
     * Copies and checks the caps.
     *
     * @throws IllegalArgumentException if money is capped by a number, or a number by money
     */
    public RiskCaps {
        EnumMap<RiskCap, Height> copy = new EnumMap<>(RiskCap.class);
        copy.putAll(caps);
        copy.forEach((cap, height) -> {
            if (cap.capsMoney() == height instanceof Count) {
                throw new IllegalArgumentException(cap + " must be "
                        + (cap.capsMoney() ? "a share or an amount" : "a number") + ", was " + height);
            }
        });
        caps = Collections.unmodifiableMap(copy);
    }

    /**
     * No caps at all.
     *
     * @return the caps
     */
    public static RiskCaps none() {
        return new RiskCaps(Map.of());
    }

    /**
     * Starts without caps.
     *
     * @return a builder
     */
    public static Builder builder() {
        return none().toBuilder();
    }

    /**
     * Starts with the limits of FTMO's platform: 200 simultaneous orders, of which each open position is one; 2,000
     * positions a day; 2,000 server requests a day, of which each order is one.
     *
     * @return a builder
     */
    public static Builder ftmoPlatform() {
        return builder().openPositions(200).positionsPerDay(2_000).ordersPerDay(2_000);
    }

    /**
     * Starts with these caps.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        return new Builder(caps);
    }

    /**
     * How much the next trade may risk under one cap. Allocates nothing.
     *
     * @param cap the cap
     * @param account the account to be traded
     * @param exposure what is at risk on it
     * @return minor units, rounded down, never negative; {@link #UNCAPPED} if the cap is not set, or is a number that
     *     is not reached
     * @throws IllegalArgumentException if the cap is an amount in another currency than the account's
     */
    public long most(RiskCap cap, AccountView account, Exposure exposure) {
        Height height = caps.get(cap);
        return height == null ? UNCAPPED : height.left(account, cap.taken(exposure));
    }

    /**
     * How much the next trade may risk. Allocates nothing.
     *
     * @param account the account to be traded
     * @param exposure what is at risk on it
     * @return minor units, rounded down, never negative; {@link #UNCAPPED} if nothing caps it
     * @throws IllegalArgumentException if a cap is an amount in another currency than the account's
     */
    public long most(AccountView account, Exposure exposure) {
        long most = UNCAPPED;
        for (RiskCap cap : CAPS) {
            most = Math.min(most, most(cap, account, exposure));
        }
        return most;
    }

    /**
     * Which cap decides how much the next trade may risk.
     *
     * @param account the account to be traded
     * @param exposure what is at risk on it
     * @return the tightest cap, the first of equals; none if nothing caps it
     * @throws IllegalArgumentException if a cap is an amount in another currency than the account's
     */
    public Optional<RiskCap> tightest(AccountView account, Exposure exposure) {
        return caps.keySet().stream()
                .filter(cap -> most(cap, account, exposure) < UNCAPPED)
                .min(Comparator.comparingLong(cap -> most(cap, account, exposure)));
    }

    /** How high a cap is. */
    public sealed interface Height {

        /**
         * How much the next trade may risk.
         *
         * @param account the account to be traded
         * @param taken how much of the capped quantity is used already, in minor units or as a number
         * @return minor units, rounded down, never negative; {@link #UNCAPPED} for a number that is not reached
         */
        long left(AccountView account, long taken);
    }

    /**
     * A share of an account.
     *
     * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}
     * @param base what it is a share of
     */
    public record Share(double fraction, RiskBase base) implements Height {
        /**
         * Checks the fraction.
         *
         * @throws IllegalArgumentException if the fraction is out of range
         */
        public Share {
            Fraction.requireRisk(fraction, "cap");
        }

        @Override
        public long left(AccountView account, long taken) {
            return Math.max(0, MinorUnits.down(fraction * base.of(account)) - taken);
        }
    }

    /**
     * An amount.
     *
     * @param money above zero, in the account's currency
     */
    public record Amount(Money money) implements Height {
        /**
         * Checks the amount.
         *
         * @throws IllegalArgumentException if the amount is not above zero
         */
        public Amount {
            if (!money.isPositive()) {
                throw new IllegalArgumentException("cap must be above zero, was " + money);
            }
        }

        @Override
        public long left(AccountView account, long taken) {
            return Math.max(0, money.in(account.currency()) - taken);
        }
    }

    /**
     * A number of positions or orders.
     *
     * @param most at least 1
     */
    public record Count(int most) implements Height {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Count {
            if (most < 1) {
                throw new IllegalArgumentException("cap must be at least 1, was " + most);
            }
        }

        @Override
        public long left(AccountView account, long taken) {
            return taken < most ? UNCAPPED : 0;
        }
    }

    /** Builds caps. Setting a cap again replaces it. Not thread-safe. */
    public static final class Builder {
        private final Map<RiskCap, Height> caps = new EnumMap<>(RiskCap.class);

        private Builder(Map<RiskCap, Height> caps) {
            this.caps.putAll(caps);
        }

        /**
         * Caps the risk of a single trade.
         *
         * @param fraction a share of the balance, above 0 and at most {@link Fraction#LARGEST_RISK}
         * @return this builder
         * @throws IllegalArgumentException if the fraction is out of range
         */
        public Builder perTrade(double fraction) {
            return perTrade(fraction, RiskBase.BALANCE);
        }

        /**
         * Caps the risk of a single trade.
         *
         * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}
         * @param base what it is a share of
         * @return this builder
         * @throws IllegalArgumentException if the fraction is out of range
         */
        public Builder perTrade(double fraction, RiskBase base) {
            return set(RiskCap.CAP_PER_TRADE, new Share(fraction, base));
        }

        /**
         * Caps the risk of a single trade.
         *
         * @param amount above zero, in the account's currency
         * @return this builder
         * @throws IllegalArgumentException if the amount is not above zero
         */
        public Builder perTrade(Money amount) {
            return set(RiskCap.CAP_PER_TRADE, new Amount(amount));
        }

        /**
         * Caps the risk opened in a day, whatever became of it.
         *
         * @param fraction a share of the balance, above 0 and at most {@link Fraction#LARGEST_RISK}
         * @return this builder
         * @throws IllegalArgumentException if the fraction is out of range
         */
        public Builder perDay(double fraction) {
            return perDay(fraction, RiskBase.BALANCE);
        }

        /**
         * Caps the risk opened in a day, whatever became of it.
         *
         * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}
         * @param base what it is a share of
         * @return this builder
         * @throws IllegalArgumentException if the fraction is out of range
         */
        public Builder perDay(double fraction, RiskBase base) {
            return set(RiskCap.CAP_PER_DAY, new Share(fraction, base));
        }

        /**
         * Caps the risk opened in a day, whatever became of it.
         *
         * @param amount above zero, in the account's currency
         * @return this builder
         * @throws IllegalArgumentException if the amount is not above zero
         */
        public Builder perDay(Money amount) {
            return set(RiskCap.CAP_PER_DAY, new Amount(amount));
        }

        /**
         * Caps the risk of all open positions together.
         *
         * @param fraction a share of the balance, above 0 and at most {@link Fraction#LARGEST_RISK}
         * @return this builder
         * @throws IllegalArgumentException if the fraction is out of range
         */
        public Builder openRisk(double fraction) {
            return openRisk(fraction, RiskBase.BALANCE);
        }

        /**
         * Caps the risk of all open positions together.
         *
         * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}
         * @param base what it is a share of
         * @return this builder
         * @throws IllegalArgumentException if the fraction is out of range
         */
        public Builder openRisk(double fraction, RiskBase base) {
            return set(RiskCap.CAP_OPEN_RISK, new Share(fraction, base));
        }

        /**
         * Caps the risk of all open positions together.
         *
         * @param amount above zero, in the account's currency
         * @return this builder
         * @throws IllegalArgumentException if the amount is not above zero
         */
        public Builder openRisk(Money amount) {
            return set(RiskCap.CAP_OPEN_RISK, new Amount(amount));
        }

        /**
         * Caps how many positions are open at a time.
         *
         * @param most at least 1
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder openPositions(int most) {
            return set(RiskCap.CAP_OPEN_POSITIONS, new Count(most));
        }

        /**
         * Caps how many positions are opened in a day.
         *
         * @param most at least 1
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder positionsPerDay(int most) {
            return set(RiskCap.CAP_POSITIONS_PER_DAY, new Count(most));
        }

        /**
         * Caps how many orders are sent in a day.
         *
         * @param most at least 1
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder ordersPerDay(int most) {
            return set(RiskCap.CAP_ORDERS_PER_DAY, new Count(most));
        }

        /**
         * Builds the caps.
         *
         * @return the caps
         */
        public RiskCaps build() {
            return new RiskCaps(caps);
        }

        private Builder set(RiskCap cap, Height height) {
            caps.put(cap, height);
            return this;
        }
    }
}
