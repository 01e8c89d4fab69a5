package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Phases with any switches, and events that come close to what they forbid or ask for: to a minor unit, to the first
 * and the last second of a day, to the days on which clocks change.
 */
final class RandomStreams {

    /** Days start at midnight; at 17:00; at midnights that are skipped; at a time of day that comes twice. */
    static final List<TradingDayClock> CLOCKS = List.of(
            TradingDayClock.prague(),
            TradingDayClock.metaTrader(),
            TradingDayClock.midnight(ZoneId.of("America/Santiago")),
            new TradingDayClock(ZoneId.of("America/New_York"), Duration.ofMinutes(-90)));

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 360;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Around these the clocks above change. */
    private static final List<LocalDate> CHANGES = List.of(
            LocalDate.of(2026, 3, 8),
            LocalDate.of(2026, 3, 29),
            LocalDate.of(2026, 4, 5),
            LocalDate.of(2026, 9, 6),
            LocalDate.of(2026, 10, 25),
            LocalDate.of(2026, 11, 1));

    private static final List<NaiveClock> NAIVE_CLOCKS = CLOCKS.stream()
            .map(clock -> new NaiveClock(clock, FIRST.minusDays(10), FIRST.plusDays(3 * DAYS)))
            .toList();

    private static final List<Money> INITIAL =
            List.of(usd(10_000), usd(100_000), usd("12345.67"), usd("50000.01"), usd("7777.77"), usd("200000.99"));

    private static final double[] SHARES = {0.05, 0.1, 0.03, 0.08, 0.0725, 0.029, 0.0333, 0.12};
    private static final double[] HALF_SHARES = {0.02, 0.04, 0.015, 0.0333, 0.0125, 0.06};
    private static final double[] SMALL_SHARES = {0.005, 0.01, 0.0033, 0.0025, 0.02};

    private final SplittableRandom random;
    private final Phase phase;
    private final NaiveClock clock;
    private final long initial;
    private final Instant opening;
    private final Account account;
    private final List<AccountEvent> events = new ArrayList<>();
    /** Whether no floor is crossed on purpose. */
    private final boolean careful;

    private final List<String> closed = new ArrayList<>();
    private Instant now;
    private int positions;
    private long paidIn;

    private RandomStreams(long seed) {
        random = new SplittableRandom(seed);
        Money initialBalance = INITIAL.get(random.nextInt(INITIAL.size()));
        initial = initialBalance.minorUnits();
        phase = phase(initialBalance);
        clock = NAIVE_CLOCKS.get(random.nextInt(NAIVE_CLOCKS.size()));
        LocalDate day = FIRST.plusDays(random.nextInt(DAYS));
        if (chance(50)) {
            day = CHANGES.get(random.nextInt(CHANGES.size())).minusDays(random.nextInt(3));
        }
        Instant start = clock.startOf(day);
        opening = chance(20)
                ? start
                : start.plusMillis(random.nextLong(Duration.ofHours(23).toMillis()));
        now = opening;
        careful = chance(40);
        account = Account.open(phase, opening, clock.clock());
    }

    static EventStream of(long seed) {
        RandomStreams streams = new RandomStreams(seed);
        streams.live();
        return new EventStream(streams.phase, streams.clock, streams.opening, streams.events);
    }

    // ---- a phase

    private Phase phase(Money initialBalance) {
        Phase.Builder builder = Phase.builder("Random", initialBalance)
                .maximumLoss(maximumLoss())
                .breachTest(chance(50) ? BreachTest.BELOW : BreachTest.TOUCH)
                .tradingDays(tradingDays())
                .restrictions(restrictions());
        boolean target = chance(70);
        if (target) {
            builder.profitTarget(limit(oneOf(HALF_SHARES)));
        }
        if (chance(85)) {
            builder.dailyLoss(dailyLoss());
        }
        if (chance(40)) {
            builder.floatingLoss(limit(oneOf(HALF_SHARES)));
        }
        if (chance(60)) {
            BestDay.Measure[] measures = BestDay.Measure.values();
            BestDay.Measure measure = measures[random.nextInt(target ? measures.length : measures.length - 1)];
            builder.bestDay(new BestDay(chance(30) ? 1 : (3 + random.nextInt(7)) / 10.0, measure));
        }
        if (chance(35)) {
            int days = 1 + random.nextInt(9);
            builder.timeLimit(chance(50) ? TimeLimit.calendarDays(days) : TimeLimit.weekdays(days));
        }
        if (chance(60)) {
            builder.inactivity(inactivity());
        }
        return builder.build();
    }

    private double oneOf(double[] shares) {
        return shares[random.nextInt(shares.length)];
    }

    private Limit limit(double share) {
        return switch (random.nextInt(3)) {
            case 0 -> Limit.ofInitial(share);
            case 1 -> Limit.ofReference(share);
            default -> Limit.amount(Money.usd(100 + random.nextInt(600)));
        };
    }

    private MaximumLoss maximumLoss() {
        MaximumLoss.Reference[] references = MaximumLoss.Reference.values();
        MaximumLoss loss = MaximumLoss.trailing(limit(oneOf(SHARES)), references[random.nextInt(references.length)]);
        if (loss.reference() != MaximumLoss.Reference.INITIAL_BALANCE && chance(60)) {
            Money above = chance(50) ? usd(0) : usd(random.nextInt(400));
            loss = chance(50)
                    ? loss.lockedAbove(above)
                    : loss.lockedAbove(above, above.plus(usd(1 + random.nextInt(400))));
        }
        return chance(50) ? loss.keptByPayout() : loss;
    }

    private DailyLoss dailyLoss() {
        DailyLoss.Anchor[] anchors = DailyLoss.Anchor.values();
        DailyLoss loss = DailyLoss.of(limit(oneOf(HALF_SHARES))).anchoredAt(anchors[random.nextInt(anchors.length)]);
        return switch (random.nextInt(3)) {
            case 0 -> loss.judged(DailyLoss.Judged.AT_CLOSE);
            case 1 -> loss.pausing();
            default -> loss;
        };
    }

    private TradingDays tradingDays() {
        int minimum = chance(50) ? random.nextInt(2) : random.nextInt(4);
        return switch (random.nextInt(4)) {
            case 0 -> TradingDays.opened(minimum);
            case 1 -> TradingDays.closed(minimum);
            case 2 -> TradingDays.openedOrClosed(minimum);
            default -> TradingDays.profitable(minimum, limit(oneOf(SMALL_SHARES)));
        };
    }

    private Inactivity inactivity() {
        Inactivity clocks =
                chance(60) ? Inactivity.of(1 + random.nextInt(6)) : new Inactivity(Optional.empty(), Optional.empty());
        return chance(85) ? clocks.withDeepLoss(limit(oneOf(SMALL_SHARES)), 1 + random.nextInt(2)) : clocks;
    }

    private Restrictions restrictions() {
        Restrictions restrictions = Restrictions.none();
        if (chance(40)) {
            restrictions = restrictions.withStopRequired();
        }
        return chance(50) ? restrictions.failing() : restrictions;
    }

    // ---- what happens

    private void live() {
        int length = 4 + random.nextInt(20);
        int afterwards = 1 + random.nextInt(2);
        while (events.size() < length && afterwards > 0) {
            AccountEvent event = next();
            account.accept(event);
            events.add(event);
            if (event instanceof AccountEvent.Closed gone) {
                closed.add(gone.id());
            }
            if (event instanceof AccountEvent.CashFlow flow) {
                paidIn += flow.amount().minorUnits();
            }
            Verdict verdict = account.assess().verdict();
            if (verdict.isFinal() || (verdict == Verdict.PAUSED && chance(30))) {
                afterwards--;
            }
        }
    }

    private AccountEvent next() {
        Instant at = nextInstant();
        if (!at.isBefore(now)) {
            now = at;
        }
        List<Position> open = account.positions();
        int kind = random.nextInt(100);
        if (open.isEmpty()) {
            long profit = account.view().balance() - paidIn - initial;
            if (phase.profitTarget().isEmpty() && profit > 0 && kind < 50) {
                return new AccountEvent.PaidOut(at, money(Math.max(1, profit / (1 + random.nextInt(3)))));
            }
            return kind < 55 ? opened(at) : kind < 60 ? marked(at) : other(at);
        }
        if (kind < 40) {
            return marked(at);
        }
        if (kind < 68) {
            String id = open.get(random.nextInt(open.size())).id();
            return new AccountEvent.Closed(at, id, money(open.size() == 1 ? profitTo(landmark()) : small()));
        }
        if (kind < 76) {
            Position position = open.get(random.nextInt(open.size()));
            return new AccountEvent.Changed(
                    at, chance(70) ? position.withLots(position.lots().divide(TWO)) : position, money(booking()));
        }
        return kind < 84 ? opened(at) : other(at);
    }

    private AccountEvent opened(Instant at) {
        positions++;
        Position position = Position.of("p" + positions);
        return new AccountEvent.Opened(at, chance(92) ? position.withProfitAtStop(usd(-10)) : position);
    }

    private AccountEvent marked(Instant at) {
        return new AccountEvent.Marked(at, money(landmark()));
    }

    private AccountEvent other(Instant at) {
        int kind = random.nextInt(100);
        if (kind < 30) {
            return new AccountEvent.TimePassed(at);
        }
        if (kind < 45) {
            return new AccountEvent.Booked(at, money(booking()));
        }
        if (kind < 60 && !closed.isEmpty()) {
            String id = closed.get(random.nextInt(closed.size()));
            return new AccountEvent.Corrected(at, id, money(chance(30) ? 0 : small()));
        }
        if (kind < 95) {
            return new AccountEvent.CashFlow(at, money(small()));
        }
        return new AccountEvent.Violated(at, "random");
    }

    private Money money(long minorUnits) {
        return phase.initialBalance().withMinorUnits(minorUnits);
    }

    private long booking() {
        return chance(30) ? profitTo(landmark()) : small();
    }

    private long profitTo(long balance) {
        return balance - account.view().balance();
    }

    private long small() {
        return random.nextLong(-initial / 100, initial / 100);
    }

    /** An amount that makes a difference, or one that is a minor unit away from it. */
    private long landmark() {
        AccountView view = account.view();
        long amount = switch (random.nextInt(19)) {
            case 0, 1 -> view.dailyLossFloor();
            case 2 -> view.maximumLossFloor();
            case 3 -> view.floatingLossFloor();
            case 4, 5, 6 -> view.targetBalance();
            case 7, 8 -> view.dayStartBalance() + profitableDay();
            case 9, 10, 11 -> deepLoss();
            case 12 -> lockTrigger();
            case 13 -> view.highWaterMark() + small();
            default -> view.balance() + small();
        };
        boolean exists = amount > 0 && amount < 10 * initial;
        int beside = careful ? 1 : random.nextInt(3) - 1;
        return exists ? amount + beside : view.balance() + small();
    }

    private long profitableDay() {
        return phase.tradingDays()
                .profit()
                .map(limit -> limit.minorUnits(initial, account.view().dayStartBalance()))
                .orElse(0L);
    }

    private long deepLoss() {
        return phase.inactivity()
                .flatMap(Inactivity::deepLoss)
                .map(deep -> initial - deep.loss().minorUnits(initial, initial))
                .orElse(0L);
    }

    private long lockTrigger() {
        return phase.maximumLoss()
                .lock()
                .flatMap(lock -> lock.trigger())
                .map(trigger -> initial + trigger.minorUnits())
                .orElse(0L);
    }

    private Instant nextInstant() {
        LocalDate today = clock.dayOf(now);
        int kind = random.nextInt(100);
        if (kind < 10) {
            return now;
        }
        if (kind < 20) {
            long since = Duration.between(clock.startOf(today), now).toMillis();
            return since > 0 ? now.minusMillis(random.nextLong(since + 1)) : now;
        }
        if (kind < 30) {
            return clock.startOf(today.plusDays(1));
        }
        if (kind < 35) {
            Instant last = clock.startOf(today.plusDays(1)).minusMillis(1 + random.nextInt(2));
            return last.isBefore(now) ? now : last;
        }
        if (kind < 70) {
            return now.plusMillis(random.nextLong(Duration.ofHours(6).toMillis()));
        }
        if (kind < 92) {
            return now.plusMillis(random.nextLong(Duration.ofHours(30).toMillis()));
        }
        return now.plus(Duration.ofHours(random.nextInt(24 * 6)));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
