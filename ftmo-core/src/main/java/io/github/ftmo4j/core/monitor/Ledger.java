package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Valuation;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.json.JsonWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An account and its exposure, and what listeners must be told of each event. Live events and those that a journal
 * replays take the same way. Not thread-safe.
 */
final class Ledger {

    private final Account account;
    private final LiveExposure exposure;
    private final Warnings warnings;
    private long lowOfDay;

    Ledger(Account account, LiveExposure exposure, List<Double> shares) {
        this.account = account;
        this.exposure = exposure;
        this.warnings = new Warnings(account, shares);
        lowOfDay = account.view().equity();
        exposure.rollTo(account.view().day());
    }

    Warnings warnings() {
        return warnings;
    }

    Account account() {
        return account;
    }

    LiveExposure exposure() {
        return exposure;
    }

    /** Whether a mark is on the current day and can change nothing but equity and time. */
    boolean isPlain(long epochMilli, long equity) {
        AccountView view = account.view();
        return account.isNext(epochMilli)
                && account.verdict() == Verdict.ONGOING
                && account.valuation() == Valuation.CURRENT
                && equity >= lowOfDay
                && !account.isHigh(equity)
                && equity > view.bindingFloor()
                && equity > warnings.highestEquity();
    }

    List<MonitorEvent> apply(AccountEvent event) {
        List<MonitorEvent> told = new ArrayList<>();
        Verdict before = account.verdict();
        long dayBefore = account.view().day();
        boolean targetBefore = targetReached();
        Assessment after = account.accept(event);
        if (before.isFinal()) {
            return told;
        }
        AccountView view = account.view();
        exposure.rollTo(view.day());
        Optional<Failure> failure = after.failure();
        // what comes after a midnight that failed no longer happens
        if (failure.isEmpty() || !failure.get().at().isBefore(event.at())) {
            exposure.take(event);
        }
        failure.ifPresent(how -> exposure.fail(how, view.balance()));
        boolean newDay = view.day() != dayBefore;
        if (newDay) {
            lowOfDay = view.equity();
            warnings.rearm();
            told.add(new MonitorEvent.DayRolled(LocalDate.ofEpochDay(view.day()), after));
        }
        lowOfDay = Math.min(lowOfDay, view.equity());
        restriction(event).ifPresent(restriction -> told.add(new MonitorEvent.Violated(event.at(), restriction)));
        if (!after.verdict().isFinal()) {
            told.addAll(warnings.of(after));
        }
        if (targetReached() && !targetBefore) {
            told.add(new MonitorEvent.TargetReached(after));
        }
        if (after.verdict() != before || newDay) {
            switch (after.verdict()) {
                case FAILED ->
                    told.add(new MonitorEvent.Breached(after.failure().orElseThrow()));
                case PAUSED -> told.add(new MonitorEvent.Paused(after));
                case PASSED -> told.add(new MonitorEvent.Passed(after));
                case ONGOING -> {
                    // the day that rolled says so
                }
            }
        }
        return told;
    }

    /** The restriction that an event violates by itself. */
    private Optional<String> restriction(AccountEvent event) {
        return switch (EventKind.of(event)) {
            case VIOLATED -> Optional.of(((AccountEvent.Violated) event).restriction());
            case OPENED ->
                account.lacksStop(((AccountEvent.Opened) event).position())
                        ? Optional.of("STOP_REQUIRED")
                        : Optional.empty();
            case CHANGED, REOPENED, MARKED, CLOSED, CORRECTED, BOOKED, CASH_FLOW, PAID_OUT, TIME_PASSED ->
                Optional.empty();
        };
    }

    /** Writes everything that an entry of a journal must hold to replace all entries before it. */
    void write(JsonWriter out) {
        JournalCodec.write(account.state(), out);
        out.object("book", exposure::write);
        warnings.write(out);
    }

    private boolean targetReached() {
        return account.view().balance() >= account.view().targetBalance();
    }
}
