package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Something that happened on a watched account and that listeners of its monitor receive. */
public sealed interface MonitorEvent {

    /**
     * A line that says what happened.
     *
     * @return the text
     */
    String text();

    /**
     * Calls the method of a visitor that handles this kind of event.
     *
     * @param visitor handles each kind
     * @param <R> what it returns
     * @return what the visitor returns
     */
    <R> R accept(Visitor<? extends R> visitor);

    /**
     * A trading day has begun.
     *
     * @param day the day
     * @param assessment what the rules say after the event that revealed it
     */
    record DayRolled(LocalDate day, Assessment assessment) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.dayRolled(this);
        }

        @Override
        public String text() {
            return day + " has begun, room " + assessment.headroom().tightest();
        }
    }

    /**
     * A share of a permitted loss is used up. Each objective and share occurs at most once a day.
     *
     * @param at when
     * @param objective the objective at risk
     * @param share the share of the permitted loss, as it was given to the builder
     * @param headroom what is left of it
     */
    record Warned(Instant at, Objective objective, double share, Money headroom) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.warned(this);
        }

        @Override
        public String text() {
            return String.format(Locale.ROOT, "%.0f %% of %s is used up, %s left", 100 * share, objective, headroom);
        }
    }

    /**
     * The phase has failed.
     *
     * @param failure how
     */
    record Breached(Failure failure) implements MonitorEvent {

        /**
         * The violated objective as a stable code.
         *
         * @return its name
         */
        public String code() {
            return failure.objective().name();
        }

        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.breached(this);
        }

        @Override
        public String text() {
            return "failed by " + failure.objective() + " at " + failure.at() + ", equity " + failure.equity()
                    + failure.floor().map(floor -> ", floor " + floor).orElse("");
        }
    }

    /**
     * The daily loss was reached: nothing more may be opened until the next day.
     *
     * @param assessment what the rules say
     */
    record Paused(Assessment assessment) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.paused(this);
        }

        @Override
        public String text() {
            return "paused until the next day, equity " + assessment.equity();
        }
    }

    /**
     * The balance has reached the profit target. Other objectives may not be met yet.
     *
     * @param assessment what the rules say
     */
    record TargetReached(Assessment assessment) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.targetReached(this);
        }

        @Override
        public String text() {
            return "target reached, balance " + assessment.balance();
        }
    }

    /**
     * The phase is passed.
     *
     * @param assessment what the rules say
     */
    record Passed(Assessment assessment) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.passed(this);
        }

        @Override
        public String text() {
            return "passed, balance " + assessment.balance() + ", trading days " + assessment.tradingDays();
        }
    }

    /**
     * A restriction of the firm was violated.
     *
     * @param at when
     * @param restriction the restriction, as a stable code
     */
    record Violated(Instant at, String restriction) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.violated(this);
        }

        @Override
        public String text() {
            return "violated " + restriction + " at " + at;
        }
    }

    /**
     * A snapshot differed from the events before it.
     *
     * @param at when
     * @param findings what differed; each is a stable code and its object: APPEARED, VANISHED, REOPENED, SHRANK,
     *     UNEXPLAINED_GAIN, UNEXPLAINED_LOSS, POSITIONS_MISSING
     */
    record Reconciled(Instant at, List<String> findings) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.reconciled(this);
        }

        @Override
        public String text() {
            return "reconciled: " + String.join(", ", findings);
        }
    }

    /**
     * The feed is silent for too long. Orders are refused until the next event, mark or snapshot.
     *
     * @param at when it was noticed
     * @param lastUpdate when the last event, mark or snapshot came
     */
    record WentStale(Instant at, Instant lastUpdate) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.wentStale(this);
        }

        @Override
        public String text() {
            return "no data since " + lastUpdate;
        }
    }

    /**
     * The journal has failed. The rules are still judged; orders are refused.
     *
     * @param cause why
     */
    record JournalFailed(RuntimeException cause) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.journalFailed(this);
        }

        @Override
        public String text() {
            return "journal failed: " + cause.getMessage();
        }
    }

    /**
     * What was recorded was revised: a deal arrived late, an inference was withdrawn, or the firm decided otherwise.
     * The rules were applied again from the moment concerned. If the verdict changed, the event of the new verdict
     * follows.
     *
     * @param at when the revision was made
     * @param before the assessment before it
     * @param after the assessment after it
     * @param causes what was revised, such as {@code LATE_DEAL 5002}
     */
    record Revised(Instant at, Assessment before, Assessment after, List<String> causes) implements MonitorEvent {

        /** Copies the causes. */
        public Revised {
            causes = List.copyOf(causes);
        }

        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.revised(this);
        }

        @Override
        public String text() {
            return "revised (" + String.join(", ", causes) + "): " + before.verdict() + " -> " + after.verdict()
                    + ", balance " + before.balance() + " -> " + after.balance();
        }
    }

    /**
     * A reading is implausible. It changes nothing until the next reading agrees with it; orders are refused meanwhile.
     *
     * @param at when
     * @param reason a stable code and the values
     */
    record Doubted(Instant at, String reason) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.doubted(this);
        }

        @Override
        public String text() {
            return "doubted: " + reason;
        }
    }

    /**
     * A reservation has ended without a fill and without a release by the caller.
     *
     * @param at when
     * @param order the order
     * @param reason {@code EXPIRED}, or {@code NOT_LISTED} if the broker no longer lists it
     */
    record ReservationEnded(Instant at, Order order, String reason) implements MonitorEvent {
        @Override
        public <R> R accept(Visitor<? extends R> visitor) {
            return visitor.reservationEnded(this);
        }

        @Override
        public String text() {
            return "reservation of " + order.id() + " ended: " + reason;
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
         * Handles the event that a trading day has begun.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R dayRolled(DayRolled event);

        /**
         * Handles the event that a share of a permitted loss is used up.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R warned(Warned event);

        /**
         * Handles the event that the phase has failed.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R breached(Breached event);

        /**
         * Handles the event that nothing may be opened until the next day.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R paused(Paused event);

        /**
         * Handles the event that the balance has reached the profit target.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R targetReached(TargetReached event);

        /**
         * Handles the event that the phase is passed.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R passed(Passed event);

        /**
         * Handles the event that a restriction was violated.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R violated(Violated event);

        /**
         * Handles the event that a snapshot differed from the events before it.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R reconciled(Reconciled event);

        /**
         * Handles the event that the feed is silent for too long.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R wentStale(WentStale event);

        /**
         * Handles the event that the journal has failed.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R journalFailed(JournalFailed event);

        /**
         * Handles a revision.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R revised(Revised event);

        /**
         * Handles a reading that is doubted.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R doubted(Doubted event);

        /**
         * Handles the end of a reservation.
         *
         * @param event the event
         * @return what the visitor returns
         */
        R reservationEnded(ReservationEnded event);
    }
}
