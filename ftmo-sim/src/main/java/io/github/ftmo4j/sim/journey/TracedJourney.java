package io.github.ftmo4j.sim.journey;

import io.github.ftmo4j.core.money.Money;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One journey, entry by entry: what was paid and got, and what happened to the funded accounts.
 *
 * <p>On each funded account the money goes in and out to the cent: its initial balance and all {@link Kind#PROFIT}
 * equal all {@link Kind#REWARD}, all {@link Kind#FIRM_SHARE} and its last balance.
 *
 * @param entries in the order of time for each account, one account after the other or mixed
 * @param net what the trader has from it: money got less money paid
 */
public record TracedJourney(List<Entry> entries, Money net) {

    /** What an entry is about. The names are stable codes. */
    public enum Kind {
        /** An attempt was bought: the trader pays the amount. */
        PRICE,
        /** An attempt was reset: the trader pays the amount. */
        RESET,
        /** An attempt without a price was started. */
        FREE_RETRY,
        /** A month of an attempt: the trader pays the amount. */
        MONTHLY,
        /** An attempt ended without an account; the amount is its last balance. */
        ATTEMPT_ENDED,
        /** An account was funded; the amount is its initial balance. */
        FUNDED,
        /** The activation of the account: the trader pays the amount. */
        ACTIVATION,
        /** The trader gets the price back. */
        REFUND,
        /** What trading earned on a funded account since it was funded or paid last. */
        PROFIT,
        /** The trader gets the amount from the account. */
        REWARD,
        /** The firm takes the amount from the account. */
        FIRM_SHARE,
        /** A funded account grew by the amount. */
        SCALED,
        /** A funded account failed; the amount is its last balance. */
        BLOWN,
        /** The horizon was reached; the amount is the last balance. */
        HORIZON;

        private static final Set<Kind> PAID = EnumSet.of(PRICE, RESET, MONTHLY, ACTIVATION);

        /**
         * Whether the trader pays the amount.
         *
         * @return whether it is a fee
         */
        public boolean isPaid() {
            return PAID.contains(this);
        }

        /**
         * Whether the trader gets the amount.
         *
         * @return whether it is a reward or a refund
         */
        public boolean isGot() {
            return this == REWARD || this == REFUND;
        }
    }

    /**
     * One entry.
     *
     * @param account the number of the account, 1 for the first
     * @param day the day
     * @param kind what it is about
     * @param amount the amount in the account's currency
     */
    public record Entry(int account, LocalDate day, Kind kind, Money amount) {

        /** The entry in one line, such as {@code 2024-03-04 account 1: REWARD 3600.00 USD}. */
        @Override
        public String toString() {
            return day + " account " + account + ": " + kind + " " + amount;
        }
    }

    /** Copies the entries. */
    public TracedJourney {
        entries = List.copyOf(entries);
    }

    /** One line for each entry. */
    @Override
    public String toString() {
        return String.join(
                System.lineSeparator(), entries.stream().map(Entry::toString).toList());
    }
}
