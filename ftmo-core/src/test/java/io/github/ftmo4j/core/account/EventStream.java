package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.account.NaiveRules.Broken;
import io.github.ftmo4j.core.account.NaiveRules.Outcome;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A phase and what happened in it. */
record EventStream(Phase phase, NaiveClock clock, Instant opening, List<AccountEvent> events) {

    /** The engine, or a copy of it. */
    interface Engine {
        /** An account of this engine. */
        interface Running {
            Assessment accept(AccountEvent event);

            AccountView view();
        }

        Running open(Phase phase, Instant at, TradingDayClock clock);
    }

    /** The engine that is shipped. */
    static Engine.Running open(Phase phase, Instant at, TradingDayClock clock) {
        Account account = Account.open(phase, at, clock);
        return new Engine.Running() {
            @Override
            public Assessment accept(AccountEvent event) {
                return account.accept(event);
            }

            @Override
            public AccountView view() {
                return account.view();
            }
        };
    }

    Outcome naive() {
        return NaiveRules.judge(phase, clock, opening, events);
    }

    Outcome by(Engine engine) {
        Engine.Running account = engine.open(phase, opening, clock.clock());
        Assessment last = account.accept(new AccountEvent.TimePassed(opening));
        for (AccountEvent event : events) {
            last = account.accept(event);
        }
        return outcome(last, account.view());
    }

    private static Outcome outcome(Assessment assessment, AccountView view) {
        return new Outcome(
                assessment.verdict(),
                assessment
                        .failure()
                        .map(failure -> new Broken(
                                failure.objective(),
                                failure.at(),
                                failure.equity().minorUnits(),
                                failure.floor().map(Money::minorUnits).orElse(null)))
                        .orElse(null),
                assessment.day(),
                assessment.balance().minorUnits(),
                assessment.equity().minorUnits(),
                assessment.openPositions(),
                view.dailyLossFloor() == AccountView.NO_FLOOR ? null : view.dailyLossFloor(),
                view.maximumLossFloor(),
                view.floatingLossFloor() == AccountView.NO_FLOOR ? null : view.floatingLossFloor(),
                view.highWaterMark(),
                assessment.tradingDays(),
                assessment.bestDayHolds(),
                view.targetBalance() == AccountView.NO_TARGET ? null : view.targetBalance());
    }

    EventStream first(int count) {
        return new EventStream(phase, clock, opening, events.subList(0, count));
    }

    /** Whether an engine says something else than the definitions, or refuses what happened. */
    boolean isDisputedBy(Engine engine) {
        return isDisputedBy(engine, naive());
    }

    boolean isDisputedBy(Engine engine, Outcome expected) {
        try {
            return !by(engine).equals(expected);
        } catch (IllegalArgumentException | IllegalStateException refused) {
            return true;
        }
    }

    /** The same dispute without the events that it does not need. */
    EventStream minimised(Engine engine) {
        for (int i = events.size() - 1; i >= 0; i--) {
            List<AccountEvent> fewer = new ArrayList<>(events);
            fewer.remove(i);
            EventStream shorter = new EventStream(phase, clock, opening, fewer);
            if (shorter.isAccepted() && shorter.isDisputedBy(engine)) {
                return shorter.minimised(engine);
            }
        }
        return this;
    }

    /** Whether no event is refused, such as one that closes what was never opened. */
    private boolean isAccepted() {
        try {
            by(EventStream::open);
            return true;
        } catch (IllegalArgumentException | IllegalStateException refused) {
            return false;
        }
    }

    String report(Engine engine) {
        return phase + "\n" + clock.clock() + "\nopened at " + opening
                + events.stream().map(event -> "\n  " + event).collect(Collectors.joining())
                + "\nnaive:  " + naive() + "\nengine: " + answer(engine);
    }

    private String answer(Engine engine) {
        try {
            return by(engine).toString();
        } catch (IllegalArgumentException | IllegalStateException refused) {
            return refused.toString();
        }
    }

    /** The first of the streams cut short that is disputed. */
    Optional<EventStream> firstDispute(Engine engine) {
        for (int count = 0; count <= events.size(); count++) {
            EventStream start = first(count);
            if (start.isDisputedBy(engine)) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }
}
