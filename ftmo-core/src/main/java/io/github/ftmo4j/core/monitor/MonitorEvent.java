package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Something that a monitor tells its listeners. */
public sealed interface MonitorEvent {

    /**
     * A line that says what happened.
     *
     * @return the text
     */
    String text();

    /**
     * A trading day has begun.
     *
     * @param day the day
     * @param assessment what the rules say after the event that revealed it
     */
    record DayRolled(LocalDate day, Assessment assessment) implements MonitorEvent {
        @Override
        public String text() {
            return day + " has begun, room " + assessment.headroom().tightest();
        }
    }

    /**
     * So much of a permitted loss is used up that the trader wants to know. Told once a day for each objective and
     * share.
     *
     * @param at when
     * @param objective the objective at risk
     * @param share the share of the permitted loss that was to be told
     * @param headroom what is left of it
     */
    record Warned(Instant at, Objective objective, double share, Money headroom) implements MonitorEvent {
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
        public String text() {
            return "failed by " + failure.objective() + " at " + failure.at() + ", equity " + failure.equity()
                    + failure.floor().map(floor -> ", floor " + floor).orElse("");
        }
    }

    /**
     * The loss of the day was reached: nothing more may be opened until the next day.
     *
     * @param assessment what the rules say
     */
    record Paused(Assessment assessment) implements MonitorEvent {
        @Override
        public String text() {
            return "paused until the next day, equity " + assessment.equity();
        }
    }

    /**
     * The balance has reached the profit target. Other objectives may be missing.
     *
     * @param assessment what the rules say
     */
    record TargetReached(Assessment assessment) implements MonitorEvent {
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
        public String text() {
            return "passed, balance " + assessment.balance() + ", trading days " + assessment.tradingDays();
        }
    }

    /**
     * Something was done that the firm forbids.
     *
     * @param at when
     * @param restriction what, as a stable code
     */
    record Violated(Instant at, String restriction) implements MonitorEvent {
        @Override
        public String text() {
            return "violated " + restriction + " at " + at;
        }
    }

    /**
     * A snapshot said something else than the events before it.
     *
     * @param at when
     * @param findings each a stable code and what it is about: APPEARED, VANISHED, REOPENED, SHRANK, UNEXPLAINED_GAIN,
     *     UNEXPLAINED_LOSS, POSITIONS_MISSING
     */
    record Reconciled(Instant at, List<String> findings) implements MonitorEvent {
        @Override
        public String text() {
            return "reconciled: " + String.join(", ", findings);
        }
    }

    /**
     * Nothing was heard of the account for too long; orders are refused until something is.
     *
     * @param at when it was noticed
     * @param lastHeard when something was last heard
     */
    record WentStale(Instant at, Instant lastHeard) implements MonitorEvent {
        @Override
        public String text() {
            return "nothing heard since " + lastHeard;
        }
    }

    /**
     * The journal has failed. Rules are judged on; orders are refused.
     *
     * @param cause why
     */
    record JournalFailed(RuntimeException cause) implements MonitorEvent {
        @Override
        public String text() {
            return "journal failed: " + cause.getMessage();
        }
    }
}
