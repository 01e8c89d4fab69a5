package io.github.ftmo4j.core.decision;

import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The decision log of one run. Thread-safe.
 *
 * <p>A failure of the log does not reach the caller: the entry is lost, later entries are tried again, and the first
 * failure is reported to SLF4J and kept.
 */
public final class RunLog {

    private final DecisionLog log;
    private final String run;
    private final Supplier<Logger> reports;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    RunLog(DecisionLog log, String run, Supplier<Logger> reports) {
        this.log = log;
        this.run = LogEntry.requireRun(run);
        this.reports = reports;
    }

    /**
     * A log that is always off.
     *
     * @return the log
     */
    public static RunLog none() {
        return DecisionLog.none().run("none");
    }

    /**
     * Whether the log takes entries at the moment. Check it before costly work for an entry.
     *
     * @return whether to write them
     */
    public boolean isOn() {
        try {
            return log.isOn();
        } catch (Throwable e) { // errors of a log do not reach the caller either
            report(e);
            return false;
        }
    }

    /**
     * The first failure of the log.
     *
     * @return none if every entry was taken
     */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /**
     * Writes an entry.
     *
     * @param at when it happened
     * @param event what happened
     * @param fields makes the fields; not called while the log is off, and its exceptions count as failures of the log
     */
    public void write(Instant at, LogEvent event, Supplier<Fields> fields) {
        if (isOn()) {
            try {
                log.write(new LogEntry(at, run, event, fields.get()));
            } catch (Throwable e) {
                report(e);
            }
        }
    }

    /**
     * Writes {@link LogEvent#RUN_STARTED}.
     *
     * @param at when
     * @param phase the phase whose rules hold
     * @param balance the balance at the start
     * @param equity the equity at the start
     */
    public void started(Instant at, Phase phase, Money balance, Money equity) {
        write(
                at,
                LogEvent.RUN_STARTED,
                () -> Fields.none()
                        .with("phase", phase.name())
                        .with("initialBalance", phase.initialBalance())
                        .with("balance", balance)
                        .with("equity", equity));
    }

    /**
     * Writes {@link LogEvent#RUN_ENDED}.
     *
     * @param at when
     * @param verdict where the phase stands
     * @param balance the balance at the end
     * @param equity the equity at the end
     */
    public void ended(Instant at, Verdict verdict, Money balance, Money equity) {
        write(
                at,
                LogEvent.RUN_ENDED,
                () -> Fields.none()
                        .with("verdict", verdict)
                        .with("balance", balance)
                        .with("equity", equity));
    }

    /**
     * Writes {@link LogEvent#EQUITY}.
     *
     * @param at when
     * @param balance closed money
     * @param equity balance plus floating profit
     */
    public void equity(Instant at, Money balance, Money equity) {
        write(at, LogEvent.EQUITY, () -> Fields.none().with("balance", balance).with("equity", equity));
    }

    /**
     * Writes {@link LogEvent#DAY_ROLLED}.
     *
     * @param at the first instant of the day
     * @param assessment the assessment as it begins
     */
    public void dayRolled(Instant at, Assessment assessment) {
        write(
                at,
                LogEvent.DAY_ROLLED,
                () -> Fields.none()
                        .with("day", assessment.day())
                        .with("tradingDays", assessment.tradingDays())
                        .with("dailyLossHeadroom", assessment.headroom().dailyLoss())
                        .with("maximumLossHeadroom", assessment.headroom().maximumLoss())
                        .with("toTarget", assessment.headroom().target()));
    }

    /**
     * Writes {@link LogEvent#WARNING}.
     *
     * @param at when
     * @param objective the objective at risk
     * @param used the share of the permitted loss that is used up
     * @param headroom what is left of it
     */
    public void warned(Instant at, Objective objective, double used, Money headroom) {
        write(
                at,
                LogEvent.WARNING,
                () -> Fields.none()
                        .with("objective", objective)
                        .with("used", used)
                        .with("headroom", headroom));
    }

    /**
     * Writes {@link LogEvent#BREACH}, at the instant of the failure.
     *
     * @param breach how the phase failed
     */
    public void breached(Failure breach) {
        write(
                breach.at(),
                LogEvent.BREACH,
                () -> Fields.none()
                        .with("objective", breach.objective())
                        .with("equity", breach.equity())
                        .with("floor", breach.floor()));
    }

    /**
     * Writes {@link LogEvent#PAUSED}.
     *
     * @param at when
     * @param equity the equity that reached the loss of the day
     * @param floor the floor of the day
     */
    public void paused(Instant at, Money equity, Money floor) {
        write(at, LogEvent.PAUSED, () -> Fields.none().with("equity", equity).with("floor", floor));
    }

    /**
     * Writes {@link LogEvent#PASSED}.
     *
     * @param at when
     * @param balance the balance that passed
     * @param tradingDays on how many days a position was opened
     */
    public void passed(Instant at, Money balance, int tradingDays) {
        write(at, LogEvent.PASSED, () -> Fields.none().with("balance", balance).with("tradingDays", tradingDays));
    }

    /**
     * Writes {@link LogEvent#ORDER_ALLOWED}.
     *
     * @param at when
     * @param order the id of the order
     * @param risk the money lost if its stop is hit
     */
    public void allowed(Instant at, String order, Money risk) {
        write(
                at,
                LogEvent.ORDER_ALLOWED,
                () -> Fields.none().with("order", order).with("risk", risk));
    }

    /**
     * Writes {@link LogEvent#ORDER_REFUSED}.
     *
     * @param at when
     * @param order the id of the order
     * @param codes the reasons as stable codes, at least one
     * @param risk the money lost if its stop is hit, none if it is unbounded
     */
    public void refused(Instant at, String order, List<String> codes, Optional<Money> risk) {
        write(
                at,
                LogEvent.ORDER_REFUSED,
                () -> Fields.none()
                        .with("order", order)
                        .with("code", codes.get(0))
                        .with("codes", String.join(" ", codes))
                        .with("risk", risk));
    }

    /**
     * Writes {@link LogEvent#FEED_STALE}.
     *
     * @param at when the feed became stale
     * @param lastUpdate when the last event, mark or snapshot came
     */
    public void stale(Instant at, Instant lastUpdate) {
        write(at, LogEvent.FEED_STALE, () -> Fields.none().with("lastUpdate", lastUpdate));
    }

    private void report(Throwable e) {
        if (failure.compareAndSet(null, e)) {
            try {
                reports.get().error("The decision log of run {} failed; entries are being lost", run, e);
            } catch (Throwable ignored) {
                // the failure is kept all the same
            }
        }
    }
}
