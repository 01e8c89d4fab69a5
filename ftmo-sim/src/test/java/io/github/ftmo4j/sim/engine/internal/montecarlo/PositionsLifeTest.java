package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Floors;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.odds.TracedAttempt;
import io.github.ftmo4j.sim.outcome.FixedSlippage;
import io.github.ftmo4j.sim.outcome.Gaps;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.random.CorrelatedStream;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingHours;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The lives of accounts with positions, excursions, gaps and times, once as the simulator runs them and once written
 * down again as the events of real accounts: the same balances, floors and verdicts.
 */
class PositionsLifeTest {

    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");

    /** Results with excursions beyond them, some of which are the result itself. */
    private record Swings(long unit) implements OutcomeModel {
        @Override
        public OutcomeSampler start() {
            return new OutcomeSampler() {
                @Override
                public void next(RandomGenerator random, Outcome out) {
                    out.set(random.nextInt(5) == 0 ? 0 : random.nextInt(100) < 45 ? 1.5 : -1.003);
                }

                @Override
                public void complete(RandomGenerator random, Outcome out) {
                    double low = random.nextInt(3) == 0 ? 0 : -random.nextInt(120) / 100.0;
                    double high = random.nextInt(3) == 0 ? 0 : random.nextInt(170) / 100.0;
                    out.withExcursions(
                            Math.min(low, Math.min(0, out.rMultiple())), Math.max(high, Math.max(0, out.rMultiple())));
                }
            };
        }

        @Override
        public boolean hasExcursions() {
            return true;
        }

        @Override
        public boolean completes() {
            return true;
        }
    }

    /** The second writing. */
    private static final class Written implements Moment {

        private record Held(String id, long stake, long profit, long low, long high) {}

        private final SimulationSpec spec;
        private final long seed;
        private final int drawAccount;
        private final TradingDayClock clock;
        private final AccountSizing sizing;
        private final OutcomeSampler sampler;
        private final List<String> told = new ArrayList<>();
        private final List<Held> held = new ArrayList<>();
        private final Map<Purpose, RandomStream> streams = new TreeMap<>();
        private Account account;
        private int phase;
        private int phaseDays;
        private int ids;
        private int tradeOfDay;
        private int tradeOfPhase;
        private int idleDays;
        private long groupKey;
        private Instant now;
        private boolean failed;

        Written(SimulationSpec spec, long seed, int drawAccount) {
            this.spec = spec;
            this.seed = seed;
            this.drawAccount = drawAccount;
            clock = spec.program().clock();
            sizing = spec.sizing().start().open();
            sampler = spec.outcomes().start();
            now = noon(spec.start().firstDay(spec.calendar()));
            account = open();
        }

        private static Instant noon(long day) {
            return LocalDate.ofEpochDay(day)
                    .atTime(12, 0)
                    .atZone(ZoneId.of("UTC"))
                    .toInstant();
        }

        private Account open() {
            sizing.reset();
            sampler.restart();
            for (Purpose purpose : Purpose.values()) {
                streams.put(purpose, new RandomStream(seed, 0, drawAccount, phase, purpose));
            }
            phaseDays = 1;
            idleDays = 0;
            tradeOfPhase = 0;
            return Account.open(spec.program().phases().get(phase), clock.startOf(clock.dayOf(now)), clock);
        }

        private AccountMachine view() {
            return (AccountMachine) account.view();
        }

        private void accept(AccountEvent event) {
            account.accept(event);
            if (account.verdict() == Verdict.FAILED && !failed) {
                failed = true;
                account.assess()
                        .failure()
                        .ifPresent(failure -> told.add("BREACH " + failure.objective() + " " + failure.equity() + " "
                                + failure.floor().map(Money::toString).orElse("none")));
            }
        }

        private Money money(long minorUnits) {
            return spec.program().phases().get(0).initialBalance().withMinorUnits(minorUnits);
        }

        List<String> live() {
            while (livesADay()) {
                // one after the other
            }
            return told;
        }

        private boolean livesADay() {
            int trades = TradesPerDay.draw(spec.tradesPerDay(), stream(Purpose.TRADES_PER_DAY));
            Instant[] times = times(trades);
            boolean holds = spec.positions().overnight() > 0
                    && stream(Purpose.OVERNIGHT).nextDouble() < spec.positions().overnight();
            now = times.length == 0 ? noon(day()) : times[0];
            close();
            boolean risked = false;
            boolean refused = false;
            int group = 0;
            for (tradeOfDay = 0; tradeOfDay < trades && !account.verdict().isFinal(); ) {
                now = times[tradeOfDay];
                Outcome outcome = new Outcome();
                if (group == 0) {
                    groupKey = stream(Purpose.GROUP).nextLong();
                }
                sampler.next(results(), outcome);
                sampler.complete(stream(Purpose.INSIDE_TRADE), outcome);
                if (spec.tradingPlan().takesTrade(view())) {
                    long stake = sizing.size(view(), this);
                    risked |= stake > 0;
                    refused |= stake == 0;
                    if (stake > 0) {
                        open(stake, outcome);
                    }
                }
                tradeOfDay++;
                tradeOfPhase++;
                if (++group == spec.positions().atOnce()) {
                    group = 0;
                    if (!(holds && tradeOfDay == trades)) {
                        extremes();
                        close();
                    }
                }
            }
            extremes();
            if (!holds) {
                close();
            }
            if (spec.tradingPlan().takesTokenTrade(view())) {
                accept(AccountEvent.opened(now, "T" + ids));
                accept(new AccountEvent.Closed(now, "T" + ids++, money(0)));
                told.add(balance("0.00", money(0)));
            }
            return night(risked, refused);
        }

        private RandomGenerator results() {
            Positions positions = spec.positions();
            RandomStream own = stream(Purpose.OUTCOME);
            return positions.atOnce() == 1 || positions.correlation() == 0
                    ? own
                    : new CorrelatedStream(
                            new RandomStream(groupKey, 0, 0, 0, Purpose.GROUP), own, positions.correlation());
        }

        private boolean night(boolean risked, boolean refused) {
            long next = spec.calendar().dayAfter(account.view().day());
            if (account.verdict() == Verdict.PASSED) {
                if (++phase == spec.program().phases().size()) {
                    told.add("PASSED");
                    return false;
                }
                now = noon(next);
                held.clear();
                account = open();
                return true;
            }
            if (risked) {
                idleDays = 0;
            } else if (refused) {
                idleDays++;
            }
            if (account.verdict() != Verdict.FAILED) {
                now = clock.startOf(LocalDate.ofEpochDay(next));
                accept(new AccountEvent.TimePassed(now));
                if (account.verdict() == Verdict.PAUSED) {
                    liquidate();
                }
            }
            if (account.verdict() == Verdict.FAILED) {
                told.add("FAILED");
                return false;
            }
            if (spec.tradingPlan().isStalledAfter(idleDays)
                    || spec.tradingPlan().isAbandonedAfter(phaseDays)) {
                told.add("GIVEN UP");
                return false;
            }
            phaseDays++;
            Assessment dawn = account.assess();
            told.add("DAY " + dawn.day() + " "
                    + dawn.headroom().dailyLoss().map(Money::toString).orElse("none") + " "
                    + dawn.headroom().maximumLoss());
            return true;
        }

        private RandomStream stream(Purpose purpose) {
            return streams.get(purpose);
        }

        private Instant[] times(int trades) {
            Instant[] times = new Instant[trades];
            Arrays.fill(times, noon(day()));
            spec.positions().hours().ifPresent(hours -> {
                for (int i = 0; i < trades; i++) {
                    times[i] = time(hours);
                }
                Arrays.sort(times);
            });
            return times;
        }

        private Instant time(TradingHours hours) {
            if (hours instanceof TradingHours.Drawn some) {
                int drawn = stream(Purpose.TIME).nextInt(some.times().size());
                return at(some.times().stream().sorted().toList().get(drawn), hours.zone());
            }
            long from = at(hours.first(), hours.zone()).toEpochMilli();
            long to = at(hours.last(), hours.zone()).toEpochMilli();
            return Instant.ofEpochMilli(from + (long) (stream(Purpose.TIME).nextDouble() * (to - from)));
        }

        private Instant at(LocalTime time, ZoneId zone) {
            return LocalDate.ofEpochDay(day()).atTime(time).atZone(zone).toInstant();
        }

        private void open(long stake, Outcome outcome) {
            String id = "P" + ids++;
            long profit = MinorUnits.round(stake * outcome.rMultiple());
            long low = outcome.adverse() < Math.min(0, outcome.rMultiple())
                    ? (long) Math.floor(stake * outcome.adverse())
                    : Math.min(0, profit);
            long high = outcome.favourable() > Math.max(0, outcome.rMultiple())
                    ? (long) Math.floor(stake * outcome.favourable())
                    : Math.max(0, profit);
            held.add(new Held(
                    id, stake, profit, Math.min(low, Math.min(0, profit)), Math.max(high, Math.max(0, profit))));
            accept(AccountEvent.opened(now, id));
            sizing.opened(stake);
        }

        /** The best and the worst of all positions that are open. */
        private void extremes() {
            if (held.isEmpty() || spec.positions().path() == TradePath.CLOSES_ONLY) {
                return;
            }
            long balance = account.view().balance();
            if (spec.positions().path() == TradePath.PESSIMISTIC) {
                mark(balance + held.stream().mapToLong(Held::high).sum());
                fall(balance + held.stream().mapToLong(Held::low).sum(), held);
            } else {
                for (Held one : List.copyOf(held)) {
                    fall(balance + one.low(), List.of(one));
                }
                List.copyOf(held).forEach(one -> mark(balance + one.high()));
                if (!held.isEmpty()) {
                    mark(balance);
                }
            }
        }

        private void mark(long equity) {
            accept(new AccountEvent.Marked(now, money(equity)));
        }

        /** The equity falls without a jump: it is seen at the first floor on its way. */
        private void fall(long equity, List<Held> falling) {
            if (held.isEmpty()) {
                return;
            }
            Phase rules = account.phase();
            Floors floors = account.floors();
            boolean daily = rules.dailyLoss()
                            .filter(loss -> loss.judged() == DailyLoss.Judged.ANY_INSTANT)
                            .isPresent()
                    && account.verdict() != Verdict.PAUSED;
            long floor = Math.max(floors.maximumLoss(), floors.floatingLoss());
            if (daily) {
                floor = Math.max(floor, floors.dailyLoss());
            }
            long breach = rules.breachTest() == BreachTest.TOUCH ? floor : floor - 1;
            mark(Math.max(equity, breach));
            if (account.verdict() == Verdict.PAUSED) {
                liquidate(falling);
            }
        }

        private void liquidate() {
            liquidate(held);
        }

        /** The firm closes all positions where the account was paused. */
        private void liquidate(List<Held> falling) {
            AccountView view = account.view();
            long lost = view.equity() - view.balance();
            long all = falling.stream().mapToLong(Held::low).sum();
            double share = all < 0 ? Math.min(1, (double) lost / all) : 0;
            long rest = lost;
            List<Held> closed = new ArrayList<>();
            for (Held one : held) {
                long profit = falling.contains(one) ? MinorUnits.round(share * one.low()) : 0;
                if (falling.size() == 1 && falling.contains(one)) {
                    profit = lost;
                }
                rest -= profit;
                closed.add(new Held(one.id(), one.stake(), profit, 0, 0));
            }
            if (!closed.isEmpty() && rest != 0) {
                Held last = closed.remove(closed.size() - 1);
                closed.add(new Held(last.id(), last.stake(), last.profit() + rest, 0, 0));
            }
            held.clear();
            held.addAll(closed);
            close();
        }

        private void close() {
            for (Held one : held) {
                boolean decided = account.verdict().isFinal();
                if (!decided) {
                    accept(new AccountEvent.Closed(now, one.id(), money(one.profit())));
                }
                sizing.closed(one.stake(), one.profit());
                if (!decided) {
                    told.add(balance(money(one.stake()).toString(), money(one.profit())));
                }
            }
            held.clear();
        }

        private String balance(String risked, Money profit) {
            return "CLOSED " + (risked.equals("0.00") ? money(0).toString() : risked) + " " + profit + " "
                    + money(account.view().balance());
        }

        @Override
        public long day() {
            return account.view().day();
        }

        @Override
        public long epochMilli() {
            return now.toEpochMilli();
        }

        @Override
        public int tradeOfDay() {
            return tradeOfDay;
        }

        @Override
        public int tradeOfPhase() {
            return tradeOfPhase;
        }
    }

    private static SimulationSpec spec(Random random) {
        PositionSizer.Builder sizer = PositionSizer.builder()
                .propose(
                        random.nextBoolean()
                                ? FixedFractional.ofBalance(0.004 + 0.012 * random.nextDouble())
                                : new Cppi(0.2 + random.nextDouble() / 4, 0.03, Cushion.aboveBindingFloor()));
        if (random.nextBoolean()) {
            sizer.limit(DailyHeadroom.share(0.4));
        }
        if (random.nextInt(3) == 0) {
            sizer.caps(RiskCaps.builder().openPositions(2).openRisk(0.015).build());
        }
        Positions positions = new Positions(
                TradePath.values()[random.nextInt(3)],
                1 + random.nextInt(4),
                random.nextInt(3) * 0.5,
                random.nextInt(3) * 0.5,
                hours(random));
        if (positions.hours().isPresent() && random.nextBoolean()) {
            sizer.session(Sessions.in(PRAGUE)
                    .daily(LocalTime.of(9, 0), LocalTime.of(18, 30))
                    .build());
        }
        return new SimulationSpec(
                program(random),
                random.nextInt(3) == 0 ? new Gaps(new Swings(1), 0.3, new FixedSlippage(0.7)) : new Swings(1),
                random.nextBoolean() ? TradesPerDay.fixed(1 + random.nextInt(5)) : TradesPerDay.poisson(2.5),
                sizer.build(),
                positions,
                new TradingPlan(40, 6),
                TradingCalendar.weekdays(),
                Start.fresh(),
                1 + random.nextInt(2),
                Dependence.independent());
    }

    private static Program program(Random random) {
        Program program = RandomPrograms.program(random);
        if (random.nextInt(4) > 0) {
            return program;
        }
        Limit limit = random.nextBoolean() ? Limit.ofReference(0.012) : Limit.amount(usd(900));
        return Program.of(
                program.name(),
                program.phases().stream()
                        .map(phase -> phase.toBuilder().floatingLoss(limit).build())
                        .toArray(Phase[]::new));
    }

    private static Optional<TradingHours> hours(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Optional.of(TradingHours.between(LocalTime.of(8, 0), LocalTime.of(20, 0), PRAGUE));
            case 1 ->
                Optional.of(TradingHours.of(
                        List.of(LocalTime.of(15, 30), LocalTime.of(8, 45), LocalTime.of(21, 10)), PRAGUE));
            default -> Optional.empty();
        };
    }

    /** What each account of the trial is seen to do. */
    private static List<List<String>> simulated(SimulationSpec spec, long seed) {
        Map<String, List<String>> told = new TreeMap<>();
        List<TracedAttempt> attempts = TrialRunner.trace(
                spec, seed, 0, entry -> note(entry, told.computeIfAbsent(entry.run(), run -> new ArrayList<>())));
        List<List<String>> lives = List.copyOf(told.values());
        assertThat(lives).hasSameSizeAs(attempts);
        for (int account = 0; account < lives.size(); account++) {
            lives.get(account)
                    .add(
                            switch (attempts.get(account).end()) {
                                case PASSED -> "PASSED";
                                case STALLED, ABANDONED -> "GIVEN UP";
                                default -> "FAILED";
                            });
        }
        return lives;
    }

    private static void note(LogEntry entry, List<String> told) {
        Map<String, Object> fields = entry.fields().plain();
        if (entry.event() == LogEvent.EQUITY) {
            told.add("CLOSED " + text(fields, "risked") + " " + text(fields, "profit") + " " + text(fields, "balance"));
        } else if (entry.event() == LogEvent.DAY_ROLLED) {
            told.add("DAY " + text(fields, "day") + " " + text(fields, "dailyLossHeadroom") + " "
                    + text(fields, "maximumLossHeadroom"));
        } else if (entry.event() == LogEvent.BREACH) {
            told.add(
                    "BREACH " + text(fields, "objective") + " " + text(fields, "equity") + " " + text(fields, "floor"));
        }
    }

    private static String text(Map<String, Object> fields, String name) {
        Object value = fields.getOrDefault(name, "none");
        return value instanceof Map<?, ?> money ? money.get("amount") + " " + money.get("currency") : value.toString();
    }

    /** A close is written before the breach that it is. */
    private static List<String> of(List<String> told, String kind) {
        return told.stream().filter(line -> line.startsWith(kind)).toList();
    }

    private static void compare(long seed, int lives) {
        Random random = new Random(seed);
        Map<String, Integer> ends = new TreeMap<>();
        for (int i = 0; i < lives; i++) {
            SimulationSpec spec = spec(random);
            List<List<String>> accounts = simulated(spec, i);
            for (int account = 0; account < accounts.size(); account++) {
                List<String> simulated = accounts.get(account);
                List<String> written = new Written(spec, i, account).live();
                for (String kind : List.of("CLOSED", "DAY", "BREACH")) {
                    assertThat(of(simulated, kind)).as("%s", spec).isEqualTo(of(written, kind));
                }
                String end = simulated.get(simulated.size() - 1);
                assertThat(end).isEqualTo(written.get(written.size() - 1));
                ends.merge(end, 1, Integer::sum);
            }
        }
        assertThat(ends.values()).hasSize(3).allMatch(count -> count > lives / 100);
    }

    @Test
    void aLifeOfEventsIsTheLifeOfTheSimulator() {
        compare(1, 1_000);
    }

    @Test
    @Tag("thorough")
    void aHundredThousandLives() {
        compare(2, 100_000);
    }
}
