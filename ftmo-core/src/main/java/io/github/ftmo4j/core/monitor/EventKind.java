package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of account events, with the names that they have as entries of a journal. A name never changes. */
enum EventKind {
    OPENED("opened"),
    CHANGED("changed"),
    REOPENED("reopened"),
    MARKED("marked"),
    CLOSED("closed"),
    CORRECTED("corrected"),
    REINSTATED("reinstated"),
    BOOKED("booked"),
    CASH_FLOW("cashFlow"),
    PAID_OUT("paidOut"),
    VIOLATED("violated"),
    TIME_PASSED("timePassed");

    private static final AccountEvent.Visitor<EventKind> KINDS = new Kinds();

    private final String entry;

    EventKind(String entry) {
        this.entry = entry;
    }

    /** The type of the entries that hold an event of this kind. */
    String entry() {
        return entry;
    }

    static EventKind of(AccountEvent event) {
        return event.accept(KINDS);
    }

    /** The kind of the event in an entry of a type, none if such entries hold no event. */
    static Optional<EventKind> ofEntry(String type) {
        return Arrays.stream(values()).filter(kind -> kind.entry.equals(type)).findFirst();
    }

    private static final class Kinds implements AccountEvent.Visitor<EventKind> {
        @Override
        public EventKind opened(AccountEvent.Opened event) {
            return OPENED;
        }

        @Override
        public EventKind changed(AccountEvent.Changed event) {
            return CHANGED;
        }

        @Override
        public EventKind reopened(AccountEvent.Reopened event) {
            return REOPENED;
        }

        @Override
        public EventKind marked(AccountEvent.Marked event) {
            return MARKED;
        }

        @Override
        public EventKind closed(AccountEvent.Closed event) {
            return CLOSED;
        }

        @Override
        public EventKind corrected(AccountEvent.Corrected event) {
            return CORRECTED;
        }

        @Override
        public EventKind reinstated(AccountEvent.Reinstated event) {
            return REINSTATED;
        }

        @Override
        public EventKind booked(AccountEvent.Booked event) {
            return BOOKED;
        }

        @Override
        public EventKind cashFlow(AccountEvent.CashFlow event) {
            return CASH_FLOW;
        }

        @Override
        public EventKind paidOut(AccountEvent.PaidOut event) {
            return PAID_OUT;
        }

        @Override
        public EventKind violated(AccountEvent.Violated event) {
            return VIOLATED;
        }

        @Override
        public EventKind timePassed(AccountEvent.TimePassed event) {
            return TIME_PASSED;
        }
    }
}
