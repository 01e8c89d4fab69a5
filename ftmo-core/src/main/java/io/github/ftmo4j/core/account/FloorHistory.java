package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The floors of the current day from each instant at which they changed, and the cash flows up to then; a late mark is
 * compared with the floors of its own instant.
 */
final class FloorHistory {

    /** The largest number of changes kept; a mark from before the oldest is compared with the oldest. */
    private static final int CHANGES = 1_000;

    private final NavigableMap<Instant, Then> today = new TreeMap<>();

    private Then last;

    /**
     * The floors at some moment.
     *
     * @param floors the floors
     * @param cashFlows what was paid in less what was paid out by then, minor units
     */
    record Then(Floors floors, long cashFlows) {}

    FloorHistory(Instant dayStart, Then first) {
        last = first;
        today.put(dayStart, first);
    }

    /** Discards the day before. */
    void startDay(Instant dayStart, Then first) {
        today.clear();
        last = first;
        today.put(dayStart, first);
    }

    /** Notes the floors of an instant if they have changed. */
    void note(Instant at, Then now) {
        if (!last.equals(now)) {
            last = now;
            today.put(at, now);
            if (today.size() > CHANGES) {
                today.pollFirstEntry();
            }
        }
    }

    /** The floor of the maximum loss as last noted, the only floor that a mark can move. */
    long maximumLossFloor() {
        return last.floors().maximumLoss();
    }

    /** What was paid in less what was paid out by the start of the day, as far as it is kept. */
    long cashFlowsAtStart() {
        return today.firstEntry().getValue().cashFlows();
    }

    Then at(Instant instant) {
        Map.Entry<Instant, Then> entry = today.floorEntry(instant);
        return entry == null ? today.firstEntry().getValue() : entry.getValue();
    }

    List<FloorsSince> save(Currency currency) {
        List<FloorsSince> changes = new ArrayList<>();
        today.forEach((since, then) -> changes.add(new FloorsSince(
                since,
                money(then.floors().dailyLoss(), currency),
                new Money(then.floors().maximumLoss(), currency),
                money(then.floors().floatingLoss(), currency),
                new Money(then.cashFlows(), currency))));
        return changes;
    }

    /** Replaces the history, unless none was saved. */
    void restore(List<FloorsSince> changes, Currency currency) {
        if (changes.isEmpty()) {
            return;
        }
        today.clear();
        for (FloorsSince change : changes) {
            last = new Then(
                    new Floors(
                            minorUnits(change.dailyLoss(), currency),
                            change.maximumLoss().in(currency),
                            minorUnits(change.floatingLoss(), currency)),
                    change.cashFlows().in(currency));
            today.put(change.since(), last);
        }
    }

    private static Optional<Money> money(long floor, Currency currency) {
        return floor == AccountView.NO_FLOOR ? Optional.empty() : Optional.of(new Money(floor, currency));
    }

    private static long minorUnits(Optional<Money> floor, Currency currency) {
        return floor.map(money -> money.in(currency)).orElse(AccountView.NO_FLOOR);
    }
}
