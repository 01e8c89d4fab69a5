package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.Optional;

/** An event on an account. A midnight is not an event of its own: it follows from the instants of the events. */
public sealed interface AccountEvent {

    /**
     * When it happened.
     *
     * @return the instant
     */
    Instant at();

    /**
     * Calls the method of a visitor that handles this kind of event.
     *
     * @param visitor handles each kind
     * @param <R> what it returns
     * @return what the visitor returns
     */
    <R> R accept(Visitor<? extends R> visitor);

    /**
     * A position without a stop was opened.
     *
     * @param at when
     * @param id what the broker calls it
     * @return the event
     */
    static Opened opened(Instant at, String id) {
        return new Opened(at, Position.of(id));
    }

    /**
     * A position was opened.
     *
     * @param at when
     * @param position the position
     */
    record Opened(Instant at, Position position) implements AccountEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.opened(this);
        }
    }

    /**
     * The size or the stop of an open position changed. The profit of the part that was closed is booked.
     *
     * @param at when
     * @param position the position as it is now
     * @param profit the profit booked with the change, zero if there is none
     */
    record Changed(Instant at, Position position, Money profit) implements AccountEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.changed(this);
        }
    }

    /**
     * A position that was recorded as closed is still open, for example because a feed omitted it for a moment. It does
     * not count as opened on that day, and the profit booked with its closing stays booked.
     *
     * @param at when
     * @param position the position, by the id under which it was closed
     */
    record Reopened(Instant at, Position position) implements AccountEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.reopened(this);
        }
    }

    /**
     * The open positions were valued.
     *
     * @param at when
     * @param equity balance plus floating profit
     */
    record Marked(Instant at, Money equity) implements AccountEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.marked(this);
        }
    }

    /**
     * A position was closed in whole.
     *
     * @param at when
     * @param id what the broker calls it
     * @param profit what it earned after all costs that are not booked yet
     */
    record Closed(Instant at, String id, Money profit) implements AccountEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.closed(this);
        }
    }

    /**
     * The firm changed the result of a closed trade; zero voids it. The difference is booked today, and days that were
     * counted stay counted.
     *
     * @param at when
     * @param id what the broker called the position
     * @param profit the corrected profit
     * @param scope what the corrected profit is that of
     */
    record Corrected(Instant at, String id, Money profit, Scope scope) implements AccountEvent {

        /** What a correction replaces. */
        public enum Scope {

            /** The profit of the closing alone; what partial closes and costs booked before stays. */
            CLOSING,

            /** The profit of the whole trade: the closing, the partial closes and the costs of the position. */
            TRADE
        }

        /**
         * A correction of the closing alone.
         *
         * @param at when
         * @param id what the broker called the position
         * @param profit the corrected profit of its closing
         */
        public Corrected(Instant at, String id, Money profit) {
            this(at, id, profit, Scope.CLOSING);
        }

        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.corrected(this);
        }
    }

    /**
     * The firm decided that the phase goes on, although the rules as they were applied say that it is passed or failed.
     * It goes on from the state at that verdict; the value of open positions is unknown until the next mark. What led
     * to the verdict must be corrected by other events, otherwise the rules say the same again.
     *
     * @param at when
     * @param reason what the firm says, for the record
     */
    record Reinstated(Instant at, String reason) implements AccountEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.reinstated(this);
        }
    }

    /**
     * Profit or loss was booked apart from a closing: a commission, a swap, a dividend. As with every booking, equity
     * stays as last marked while a position is open.
     *
     * @param at when
     * @param profit below zero for a cost
     * @param id what the broker calls the booking, so that one that arrives twice counts once; none if it has no id
     * @param positionId the open position to whose result it belongs, none if it belongs to none
     */
    record Booked(Instant at, Money profit, Optional<String> id, Optional<String> positionId) implements AccountEvent {

        /**
         * A booking without an id that belongs to no position.
         *
         * @param at when
         * @param profit below zero for a cost
         */
        public Booked(Instant at, Money profit) {
            this(at, profit, Optional.empty(), Optional.empty());
        }

        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.booked(this);
        }
    }

    /**
     * Money was paid in or out, which is neither profit nor loss. Equity, target and the floors that are measured from
     * balance or equity move with it; a static floor does not.
     *
     * @param at when
     * @param amount paid in, or out if negative
     */
    record CashFlow(Instant at, Money amount) implements AccountEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.cashFlow(this);
        }
    }

    /**
     * Profit was paid out as a reward, and a new reward cycle begins: its trading days and its best day count from
     * here. The floor of the day moves with the money.
     *
     * @param at when
     * @param amount what leaves the account, the firm's share included; above zero
     */
    record PaidOut(Instant at, Money amount) implements AccountEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.paidOut(this);
        }
    }

    /**
     * A restriction of the firm was violated.
     *
     * @param at when
     * @param restriction the stable code of the restriction
     */
    record Violated(Instant at, String restriction) implements AccountEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.violated(this);
        }
    }

    /**
     * Time passed without any other event.
     *
     * @param at the present
     */
    record TimePassed(Instant at) implements AccountEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.timePassed(this);
        }
    }

    /**
     * Handles every kind of event. A new kind adds a method here, so that code that does not handle it does not
     * compile.
     *
     * @param <R> what the visitor returns
     */
    interface Visitor<R> {

        /**
         * Handles the event that a position was opened.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R opened(Opened event);

        /**
         * Handles the event that a position was changed.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R changed(Changed event);

        /**
         * Handles the event that a position was reopened.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R reopened(Reopened event);

        /**
         * Handles the event that the open positions were valued.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R marked(Marked event);

        /**
         * Handles the event that a position was closed.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R closed(Closed event);

        /**
         * Handles the event that the result of a closed trade was corrected.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R corrected(Corrected event);

        /**
         * Handles the event that the firm reinstated the account.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R reinstated(Reinstated event);

        /**
         * Handles the event that profit or loss was booked apart from a closing.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R booked(Booked event);

        /**
         * Handles the event that money was paid in or out.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R cashFlow(CashFlow event);

        /**
         * Handles the event that a reward was paid out.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R paidOut(PaidOut event);

        /**
         * Handles the event that a restriction was violated.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R violated(Violated event);

        /**
         * Handles the event that time has passed.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R timePassed(TimePassed event);
    }
}
