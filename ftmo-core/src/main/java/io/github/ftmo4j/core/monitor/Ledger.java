package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Valuation;
import io.github.ftmo4j.core.account.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An account and its book, and what is worth telling of each event. The same for events that come in and for those that
 * a journal replays. Not thread-safe.
 */
final class Ledger {

    private final Account account;
    private final Book book;
    private final Warnings warnings;
    private long lowOfDay;

    Ledger(Account account, Book book, List<Double> shares) {
        this.account = account;
        this.book = book;
        this.warnings = new Warnings(account, shares);
        lowOfDay = account.view().equity();
        book.rollTo(account.view().day());
    }

    Warnings warnings() {
        return warnings;
    }

    Account account() {
        return account;
    }

    Book book() {
        return book;
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
        book.rollTo(view.day());
        Optional<Failure> failure = after.failure();
        // what comes after a midnight that failed no longer happens
        if (failure.isEmpty() || !failure.get().at().isBefore(event.at())) {
            book.take(event);
        }
        failure.ifPresent(how -> book.fail(how, view.balance()));
        boolean newDay = view.day() != dayBefore;
        if (newDay) {
            lowOfDay = view.equity();
            warnings.rearm();
            told.add(new MonitorEvent.DayRolled(LocalDate.ofEpochDay(view.day()), after));
        }
        lowOfDay = Math.min(lowOfDay, view.equity());
        if (event instanceof AccountEvent.Violated violated) {
            told.add(new MonitorEvent.Violated(violated.at(), violated.restriction()));
        } else if (event instanceof AccountEvent.Opened opened && account.lacksStop(opened.position())) {
            told.add(new MonitorEvent.Violated(opened.at(), "STOP_REQUIRED"));
        }
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

    private boolean targetReached() {
        return account.view().balance() >= account.view().targetBalance();
    }
}
