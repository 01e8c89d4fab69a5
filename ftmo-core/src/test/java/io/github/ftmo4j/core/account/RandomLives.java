package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Lock;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Random phases, and random event streams that a real account could have seen: nothing is closed that was not opened.
 */
public final class RandomLives {

    private static final long FIRST_DAY = LocalDate.of(2026, 1, 5).toEpochDay();
    private static final int TWO_HUNDREDTHS = 200;

    private RandomLives() {}

    /** An event of a machine. */
    sealed interface Step {
        void on(AccountMachine machine);
    }

    record Open() implements Step {
        @Override
        public void on(AccountMachine machine) {
            machine.opened();
        }
    }

    record Mark(long equity) implements Step {
        @Override
        public void on(AccountMachine machine) {
            machine.marked(equity);
        }
    }

    record Close(long profit) implements Step {
        @Override
        public void on(AccountMachine machine) {
            machine.closed(profit);
        }
    }

    record Flow(long amount) implements Step {
        @Override
        public void on(AccountMachine machine) {
            machine.cashFlow(amount);
        }
    }

    record Book(long profit) implements Step {
        @Override
        public void on(AccountMachine machine) {
            machine.booked(profit);
        }
    }

    record Violate() implements Step {
        @Override
        public void on(AccountMachine machine) {
            machine.violated();
        }
    }

    /** Pays a share of the profit out where the rules allow it. */
    record Pay(int tenths) implements Step {
        @Override
        public void on(AccountMachine machine) {
            long profit = machine.balance() - machine.cashFlows() - machine.initialBalance();
            long amount = profit * tenths / 10;
            if (amount > 0 && machine.openPositions() == 0 && machine.targetBalance() == AccountView.NO_TARGET) {
                machine.paidOut(amount);
            }
        }
    }

    record Roll(long day) implements Step {
        @Override
        public void on(AccountMachine machine) {
            machine.rollTo(day);
        }
    }

    /** A phase and what happened in it. */
    record Life(Phase phase, List<Step> steps) {
        AccountMachine begin() {
            return begin(phase);
        }

        AccountMachine begin(Phase otherPhase) {
            return new AccountMachine(otherPhase, FIRST_DAY);
        }

        AccountMachine live() {
            return live(phase);
        }

        AccountMachine live(Phase otherPhase) {
            AccountMachine machine = begin(otherPhase);
            steps.forEach(step -> step.on(machine));
            return machine;
        }
    }

    /** A phase by a clock, and what happened when. */
    public record TimedLife(Phase phase, TradingDayClock clock, Instant opened, List<AccountEvent> events) {
        Account begin() {
            return Account.open(phase, opened, clock);
        }

        /** The same without marks that come late. */
        TimedLife withoutLateMarks() {
            List<AccountEvent> kept = new ArrayList<>();
            Instant now = opened;
            for (AccountEvent event : events) {
                if (!(event instanceof AccountEvent.Marked) || !event.at().isBefore(now)) {
                    kept.add(event);
                }
                now = later(now, event.at());
            }
            return new TimedLife(phase, clock, opened, kept);
        }
    }

    /** The later of two instants. */
    static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private enum Kind {
        OPEN,
        MARK,
        CLOSE,
        ROLL,
        FLOW,
        BOOK,
        PAY,
        VIOLATE,
        CHANGE,
        CORRECT,
        REOPEN
    }

    /**
     * One draw: what happens, how large it is in units of half a percent or in odd cents, and how much time passes
     * before.
     */
    private record Draw(Kind kind, int halfPercents, long odd, Gap gap) {
        long amount(long initial) {
            return halfPercents * (initial / TWO_HUNDREDTHS) + odd;
        }
    }

    /**
     * Time between two events; an exact midnight is the next one of the clock, and what is late is so within its day.
     */
    private record Gap(Optional<Duration> duration) {
        Instant after(Instant now, TradingDayClock clock) {
            LocalDate today = clock.dayOf(now);
            return duration.map(time -> later(now.plus(time), clock.startOf(today)))
                    .orElseGet(() -> clock.startOf(today.plusDays(1)));
        }
    }

    static Arbitrary<Life> lives() {
        return lives(phases());
    }

    static Arbitrary<Life> lives(Arbitrary<Phase> phases) {
        return Combinators.combine(phases, draws(kinds()))
                .as((phase, draws) ->
                        new Life(phase, steps(phase.initialBalance().minorUnits(), draws)));
    }

    public static Arbitrary<TimedLife> timedLives() {
        Arbitrary<Instant> beginnings = Arbitraries.longs()
                .between(0, Duration.ofDays(730).toSeconds())
                .map(Instant.parse("2025-06-01T00:00:00Z")::plusSeconds);
        Arbitrary<TradingDayClock> clocks = Arbitraries.of(
                TradingDayClock.prague(),
                TradingDayClock.metaTrader(),
                TradingDayClock.midnight(ZoneId.of("America/Santiago")));
        return Combinators.combine(phases(), clocks, beginnings, draws(timedKinds()))
                .as((phase, clock, opened, draws) ->
                        new TimedLife(phase, clock, opened, new Events(phase, clock, opened).of(draws)));
    }

    public static Arbitrary<Phase> phases() {
        Arbitrary<Money> sizes = Arbitraries.of(Money.usd(100_000), Money.usd(10_000), Money.usd("12345.67"));
        return sizes.flatMap(RandomLives::phases);
    }

    private static Arbitrary<Phase> phases(Money size) {
        Arbitrary<Optional<Limit>> targets = Arbitraries.integers()
                .between(2, 16)
                .withDistribution(RandomDistribution.uniform())
                .map(halfPercents -> Limit.ofInitial(halfPercents / 200.0))
                .optional(0.8);
        Arbitrary<MaximumLoss> maximumLosses = Combinators.combine(
                        limits(size, 8, 40),
                        Arbitraries.of(MaximumLoss.Reference.values()),
                        Arbitraries.longs().between(0, size.minorUnits() / 20).optional(0.2),
                        Arbitraries.longs().between(1, size.minorUnits() / 20).optional(0.3),
                        Arbitraries.of(MaximumLoss.Payout.values()))
                .as((limit, reference, lock, trigger, payout) -> new MaximumLoss(
                        limit,
                        reference,
                        lock.filter(above -> reference != MaximumLoss.Reference.INITIAL_BALANCE)
                                .map(above -> new Lock(
                                        size.withMinorUnits(above),
                                        trigger.map(further -> size.withMinorUnits(above + further)))),
                        payout));
        Arbitrary<Optional<Limit>> floatingLosses = Arbitraries.integers()
                .between(4, 20)
                .map(halfPercents -> Limit.ofInitial(halfPercents / 200.0))
                .optional(0.1);
        Arbitrary<TradingDays> tradingDays = Combinators.combine(
                        Arbitraries.integers().between(0, 3), Arbitraries.of(TradingDays.Counted.values()))
                .as((minimum, counted) -> new TradingDays(
                        minimum,
                        counted,
                        counted == TradingDays.Counted.PROFITABLE
                                ? Optional.of(Limit.ofInitial(0.01))
                                : Optional.empty()));
        Arbitrary<Optional<Inactivity>> inactivities = Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 6))
                .as((idle, deep) -> Inactivity.of(idle).withDeepLoss(Limit.ofInitial(0.03), deep))
                .optional(0.1);
        Arbitrary<Restrictions> restrictions = Arbitraries.frequency(
                Tuple.of(18, Restrictions.none()),
                Tuple.of(1, Restrictions.none().failing()),
                Tuple.of(1, Restrictions.none().withStopRequired().failing()));
        Arbitrary<Optional<DailyLoss>> dailyLosses = Combinators.combine(
                        limits(size, 4, 20),
                        Arbitraries.of(DailyLoss.Anchor.values()),
                        Arbitraries.of(DailyLoss.Judged.values()),
                        Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)))
                .as(RandomLives::dailyLoss)
                .optional(0.7);
        Arbitrary<Optional<TimeLimit>> timeLimits = Combinators.combine(
                        Arbitraries.integers().between(1, 20), Arbitraries.of(TimeLimit.Count.values()))
                .as(TimeLimit::new)
                .optional(0.3);
        Arbitrary<Optional<BestDay>> bestDays = Combinators.combine(
                        Arbitraries.of(0.4, 0.5, 0.9), Arbitraries.of(BestDay.Measure.values()))
                .as(BestDay::new)
                .optional(0.1);
        Arbitrary<Phase.Builder> losses = Combinators.combine(
                        maximumLosses, dailyLosses, floatingLosses, Arbitraries.of(BreachTest.values()))
                .as((maximumLoss, dailyLoss, floatingLoss, breachTest) -> {
                    Phase.Builder builder = Phase.builder("Evaluation", size)
                            .maximumLoss(maximumLoss)
                            .breachTest(breachTest);
                    dailyLoss.ifPresent(builder::dailyLoss);
                    floatingLoss.ifPresent(builder::floatingLoss);
                    return builder;
                });
        return Combinators.combine(losses, targets, bestDays, tradingDays, timeLimits, inactivities, restrictions)
                .as((builder, target, bestDay, days, timeLimit, inactivity, restriction) -> {
                    builder.tradingDays(days).restrictions(restriction);
                    target.ifPresent(builder::profitTarget);
                    bestDay.filter(rule -> target.isPresent() || rule.measure() != BestDay.Measure.PROFIT_TARGET)
                            .ifPresent(builder::bestDay);
                    timeLimit.ifPresent(builder::timeLimit);
                    inactivity.ifPresent(builder::inactivity);
                    return builder.build();
                });
    }

    private static DailyLoss dailyLoss(Limit limit, DailyLoss.Anchor anchor, DailyLoss.Judged judged, boolean pauses) {
        DailyLoss daily = DailyLoss.of(limit).anchoredAt(anchor).judged(judged);
        return pauses && judged == DailyLoss.Judged.ANY_INSTANT ? daily.pausing() : daily;
    }

    private static Arbitrary<Limit> limits(Money size, int fromHalfPercents, int toHalfPercents) {
        Arbitrary<Integer> halfPercents = Arbitraries.integers()
                .between(fromHalfPercents, toHalfPercents)
                .withDistribution(RandomDistribution.uniform());
        return Arbitraries.oneOf(
                halfPercents.map(n -> Limit.ofInitial(n / 200.0)),
                halfPercents.map(n -> Limit.ofReference(n / 200.0)),
                halfPercents.map(n -> Limit.amount(size.withMinorUnits(n * (size.minorUnits() / TWO_HUNDREDTHS)))));
    }

    private static Arbitrary<Kind> kinds() {
        return Arbitraries.frequency(
                Tuple.of(12, Kind.OPEN),
                Tuple.of(12, Kind.MARK),
                Tuple.of(18, Kind.CLOSE),
                Tuple.of(8, Kind.ROLL),
                Tuple.of(2, Kind.FLOW),
                Tuple.of(1, Kind.BOOK),
                Tuple.of(1, Kind.PAY),
                Tuple.of(1, Kind.VIOLATE));
    }

    private static Arbitrary<Kind> timedKinds() {
        return Arbitraries.frequency(
                Tuple.of(12, Kind.OPEN),
                Tuple.of(16, Kind.MARK),
                Tuple.of(18, Kind.CLOSE),
                Tuple.of(6, Kind.ROLL),
                Tuple.of(2, Kind.FLOW),
                Tuple.of(2, Kind.BOOK),
                Tuple.of(8, Kind.PAY),
                Tuple.of(1, Kind.VIOLATE),
                Tuple.of(3, Kind.CHANGE),
                Tuple.of(2, Kind.CORRECT),
                Tuple.of(2, Kind.REOPEN));
    }

    private static Arbitrary<List<Draw>> draws(Arbitrary<Kind> kinds) {
        Arbitrary<Integer> halfPercents =
                Arbitraries.integers().between(-7, 9).withDistribution(RandomDistribution.uniform());
        Arbitrary<Long> odd = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0L)),
                Tuple.of(1, Arbitraries.longs().between(-900, 900)));
        Arbitrary<Gap> gaps = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(new Gap(Optional.of(Duration.ZERO)))),
                Tuple.of(4, gapsUpTo(Duration.ofHours(6))),
                Tuple.of(2, gapsUpTo(Duration.ofDays(4))),
                Tuple.of(1, Arbitraries.just(new Gap(Optional.empty()))),
                Tuple.of(1, gapsBackUpTo(Duration.ofHours(12))));
        return Combinators.combine(kinds, halfPercents, odd, gaps)
                .as(Draw::new)
                .list()
                .ofMaxSize(60)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Gap> gapsUpTo(Duration longest) {
        return Arbitraries.longs()
                .between(1, longest.toSeconds())
                .map(seconds -> new Gap(Optional.of(Duration.ofSeconds(seconds))));
    }

    private static Arbitrary<Gap> gapsBackUpTo(Duration longest) {
        return Arbitraries.longs()
                .between(1, longest.toSeconds())
                .map(seconds -> new Gap(Optional.of(Duration.ofSeconds(-seconds))));
    }

    /** One step for each draw; what would close a position where none is open opens one instead. */
    private static List<Step> steps(long initial, List<Draw> draws) {
        List<Step> steps = new ArrayList<>();
        long balance = initial;
        long day = FIRST_DAY;
        int open = 0;
        for (Draw draw : draws) {
            long amount = draw.amount(initial);
            if (balance + amount < initial / 4) {
                amount = -amount;
            }
            Kind kind = draw.kind() == Kind.CLOSE && open == 0 ? Kind.OPEN : draw.kind();
            switch (kind) {
                case OPEN -> {
                    steps.add(new Open());
                    open++;
                }
                case MARK -> steps.add(new Mark(open == 0 ? balance : balance + amount));
                case CLOSE -> {
                    steps.add(new Close(amount));
                    balance += amount;
                    open--;
                }
                case FLOW -> {
                    steps.add(new Flow(amount));
                    balance += amount;
                }
                case BOOK -> {
                    steps.add(new Book(amount / 4));
                    balance += amount / 4;
                }
                case PAY -> steps.add(new Pay(1 + Math.floorMod(draw.halfPercents(), 10)));
                case VIOLATE -> steps.add(new Violate());
                case ROLL -> {
                    day += 1 + Math.floorMod(draw.halfPercents(), 4);
                    steps.add(new Roll(day));
                }
                case CHANGE, CORRECT, REOPEN -> throw new IllegalStateException(kind + " is of events with ids");
            }
        }
        return steps;
    }

    /** One event for each draw, and none that an account would refuse; where there is nothing to do, time passes. */
    private static final class Events {

        private final Phase phase;
        private final TradingDayClock clock;
        private final Money size;
        private final Deque<String> open = new ArrayDeque<>();
        private final Map<String, Long> closed = new LinkedHashMap<>();
        private final Account account;
        private final NavigableMap<Instant, Floors> today = new TreeMap<>();
        private Instant now;
        private long balance;
        private long paidIn;

        Events(Phase phase, TradingDayClock clock, Instant opened) {
            this.phase = phase;
            this.clock = clock;
            this.size = phase.initialBalance();
            this.now = opened;
            this.balance = size.minorUnits();
            this.account = Account.open(phase, opened, clock);
            today.put(opened, account.floors());
        }

        List<AccountEvent> of(List<Draw> draws) {
            List<AccountEvent> events = new ArrayList<>();
            for (Draw draw : draws) {
                Instant at = draw.gap().after(now, clock);
                if (clock.dayOf(at).isAfter(clock.dayOf(now))) {
                    today.clear();
                }
                events.add(event(draw, at, events.size()));
                now = later(now, at);
                account.accept(events.get(events.size() - 1));
                today.put(now, account.floors());
            }
            return events;
        }

        private AccountEvent event(Draw draw, Instant at, int number) {
            long amount = draw.amount(size.minorUnits());
            if (balance + amount < size.minorUnits() / 4) {
                amount = -amount;
            }
            boolean needsOpen = draw.kind() == Kind.CLOSE || draw.kind() == Kind.CHANGE;
            Kind kind = needsOpen && open.isEmpty() ? Kind.OPEN : draw.kind();
            return switch (kind) {
                case OPEN -> {
                    open.addLast("P" + number);
                    yield new AccountEvent.Opened(at, position(open.getLast(), number));
                }
                case MARK -> {
                    long floating = open.isEmpty() ? 0 : amount;
                    boolean late = at.isBefore(now);
                    yield new AccountEvent.Marked(at, money(late ? lateEquity(draw, at, number) : balance + floating));
                }
                case CLOSE -> {
                    balance += amount;
                    closed.put(open.getFirst(), amount);
                    yield new AccountEvent.Closed(at, open.removeFirst(), money(amount));
                }
                case CHANGE -> {
                    long profit = number % 2 == 0 ? 0 : amount / 4;
                    balance += profit;
                    Position changed =
                            position(open.getLast(), number).withLots(BigDecimal.valueOf(1.0 / (1 + number)));
                    yield new AccountEvent.Changed(at, changed, money(profit));
                }
                case CORRECT -> closed.isEmpty() ? new AccountEvent.TimePassed(at) : corrected(at, amount / 2);
                case REOPEN -> closed.isEmpty() ? new AccountEvent.TimePassed(at) : reopened(at, number);
                case FLOW -> {
                    balance += amount;
                    paidIn += amount;
                    yield new AccountEvent.CashFlow(at, money(amount));
                }
                case BOOK -> {
                    balance += amount / 4;
                    yield new AccountEvent.Booked(at, money(amount / 4));
                }
                case PAY -> paidOut(at, 1 + Math.floorMod(draw.halfPercents(), 10));
                case VIOLATE -> new AccountEvent.Violated(at, "NEWS");
                case ROLL -> new AccountEvent.TimePassed(at);
            };
        }

        /** Every other time close to a floor of that moment, which may be another by now. */
        private long lateEquity(Draw draw, Instant at, int number) {
            if (number % 2 == 0) {
                return balance + 2 * draw.amount(size.minorUnits());
            }
            Map.Entry<Instant, Floors> then =
                    Optional.ofNullable(today.floorEntry(at)).orElse(today.firstEntry());
            Floors floors = then.getValue();
            return Math.max(floors.dailyLoss(), Math.max(floors.maximumLoss(), floors.floatingLoss())) + draw.odd();
        }

        private Position position(String id, int number) {
            Position position = Position.of(id);
            return number % 3 == 0 ? position : position.withProfitAtStop(money(-number));
        }

        private AccountEvent corrected(Instant at, long profit) {
            String id = lastClosed();
            balance += profit - Objects.requireNonNull(closed.put(id, profit));
            return new AccountEvent.Corrected(at, id, money(profit));
        }

        private AccountEvent reopened(Instant at, int number) {
            String id = lastClosed();
            closed.remove(id);
            open.addLast(id);
            return new AccountEvent.Reopened(at, position(id, number));
        }

        private String lastClosed() {
            return List.copyOf(closed.keySet()).get(closed.size() - 1);
        }

        private AccountEvent paidOut(Instant at, int tenths) {
            long amount = (balance - paidIn - size.minorUnits()) * tenths / 10;
            if (amount <= 0 || !open.isEmpty() || phase.profitTarget().isPresent()) {
                return new AccountEvent.TimePassed(at);
            }
            balance -= amount;
            return new AccountEvent.PaidOut(at, money(amount));
        }

        private Money money(long minorUnits) {
            return size.withMinorUnits(minorUnits);
        }
    }

    /** The verdict, or the objective that failed. */
    static String describe(AccountMachine machine) {
        return machine.verdict() == Verdict.FAILED
                ? machine.failedObjective().name()
                : machine.verdict().name();
    }
}
