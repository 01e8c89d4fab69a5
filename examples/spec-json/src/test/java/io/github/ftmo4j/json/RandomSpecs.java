package io.github.ftmo4j.json;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.MarketHours;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.AssetClass;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Leverage;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.core.program.ScalingPlan;
import io.github.ftmo4j.core.program.Source;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingConditions;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.SavedState;
import io.github.ftmo4j.mm.SavedValues;
import io.github.ftmo4j.mm.contract.RandomModules;
import io.github.ftmo4j.mm.module.Presets;
import io.github.ftmo4j.sim.contract.RandomOutcomes;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.policy.AfterLoss;
import io.github.ftmo4j.sim.policy.Goal;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.policy.StakeMenu;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingHours;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random questions over everything that a specification may hold. */
final class RandomSpecs {

    private final SplittableRandom random;

    private RandomSpecs(long seed) {
        random = new SplittableRandom(seed);
    }

    static Arbitrary<SimulationSpec> specs() {
        return Combinators.combine(
                        Arbitraries.longs(), RandomOutcomes.models(), RandomOutcomes.tradesPerDay(), sizers())
                .as((seed, outcomes, trades, sizer) -> new RandomSpecs(seed).spec(outcomes, trades, sizer));
    }

    static Arbitrary<PolicySearch> policies() {
        return Combinators.combine(Arbitraries.longs(), RandomOutcomes.models(), RandomOutcomes.tradesPerDay())
                .as((seed, outcomes, trades) -> new RandomSpecs(seed).policy(outcomes, trades));
    }

    static Arbitrary<JourneySpec> journeys() {
        return Combinators.combine(Arbitraries.longs(), specs())
                .as((seed, trading) -> new RandomSpecs(seed).journey(trading));
    }

    static Arbitrary<Program> programs() {
        return Arbitraries.longs().map(seed -> new RandomSpecs(seed).program());
    }

    private static Arbitrary<PositionSizer> sizers() {
        Arbitrary<PositionSizer> stacks = Combinators.combine(Arbitraries.longs(), RandomModules.stacks())
                .as((seed, stack) -> {
                    RandomSpecs specs = new RandomSpecs(seed);
                    PositionSizer.Builder builder = new RandomModules.Stack(
                                    stack.proposals(),
                                    stack.limits(),
                                    stack.freeze(),
                                    stack.caps(),
                                    specs.gate(),
                                    specs.gate())
                            .builder();
                    return (specs.chance(0.2) ? builder.risingAfterLoss() : builder).build();
                });
        return Arbitraries.frequencyOf(
                Tuple.of(9, stacks),
                Tuple.of(1, Arbitraries.of(Presets.conservative(), Presets.balanced(), Presets.aggressive())));
    }

    private SimulationSpec spec(OutcomeModel outcomes, TradesPerDay trades, PositionSizer sizer) {
        Program program = program();
        return new SimulationSpec(
                program,
                outcomes,
                outcomes.hasDays() ? TradesPerDay.ofDays() : trades,
                sizer,
                positions(),
                plan(),
                calendar(),
                start(program, sizer),
                6,
                one(
                        Dependence::independent,
                        Dependence::copied,
                        () -> Dependence.commonShocks(share()),
                        () -> Dependence.correlated(share())));
    }

    private PolicySearch policy(OutcomeModel outcomes, TradesPerDay trades) {
        Program program = program();
        StakeMenu menu = new StakeMenu(one(StakeMenu.Base.values()), List.of(0.0, share(), 1.0), chance(0.5));
        return PolicySearch.of(program, outcomes, outcomes.hasDays() ? TradesPerDay.ofDays() : trades)
                .tradingPlan(plan())
                .calendar(calendar())
                .start(chance(0.5) ? Start.fresh() : Start.on(day()))
                .menu(menu)
                .afterLoss(one(AfterLoss.values()))
                .maximise(one(
                        Goal::pass,
                        () -> Goal.passPhase(program.phases().get(0).name()),
                        () -> Goal.money(program.phases().get(0).initialBalance())))
                .mostStates(1 + random.nextInt(1_000_000));
    }

    private JourneySpec journey(SimulationSpec trading) {
        Program program = trading.program();
        Fee fee = new Fee(usd(540), one(Fee.Refund.values()));
        Fee monthly = fee.withMonthly(usd(99))
                .withReset(usd("49.50"))
                .withActivation(usd(130))
                .withFreeRetry(new Fee.FreeRetry(one(Fee.FreeRetry.After.values()), 1 + random.nextInt(3)));
        FundedTerms terms = FundedTerms.of(
                        phase("Funded").toBuilder().noProfitTarget().noBestDay().build(), share(), random.nextInt(20))
                .withUnknown(FundedTerms.Unknown.values());
        RewardTerms rewards = terms.reward()
                .withFirstAfter(random.nextInt(30))
                .withBuffer(limit())
                .withCaps(limit(), limit())
                .withRollover(one(RewardTerms.Rollover.DIVIDED, RewardTerms.Rollover.UNDIVIDED));
        FundedTerms own =
                terms.withReward(rewards).withSplit(ProfitSplit.of(0.9).withStep(usd(25_000), 1));
        return new JourneySpec(
                trading,
                program.funded().isPresent()
                                && chance(0.5)
                                && program.funded().get().reward().rollover() != RewardTerms.Rollover.FORBIDDEN
                        ? program.funded().get()
                        : own,
                one(fee, monthly),
                1 + random.nextInt(30),
                chance(0.5) ? Integer.MAX_VALUE : random.nextInt(4),
                one(
                        PayoutPlan::all,
                        () -> PayoutPlan.share(share()).withEvery(1 + random.nextInt(20)),
                        () -> PayoutPlan.keeping(usd(100))),
                1 + random.nextInt(300),
                BigDecimal.ONE,
                Optional.empty());
    }

    private Program program() {
        if (chance(0.2)) {
            String name = NamedPrograms.names()
                    .get(random.nextInt(NamedPrograms.names().size()));
            Program program = NamedPrograms.of(name, usd(50_000 + (name.startsWith("ftmo-") ? 50_000 : 0)));
            return chance(0.5) ? program : program.withBreachTest(one(BreachTest.values()));
        }
        Program program = chance(0.5)
                ? Program.of("Own \"quoted\" Ω", phase("First"), phase("Second"))
                : Program.of("Own", phase("Only"));
        if (chance(0.3)) {
            program = program.withClock(one(
                    TradingDayClock::metaTrader,
                    () -> TradingDayClock.midnight(ZoneId.of("UTC")),
                    () -> new TradingDayClock(ZoneId.of("America/Chicago"), Duration.ofMinutes(-95))));
        }
        if (chance(0.3)) {
            Phase funded =
                    phase("Funded").toBuilder().noProfitTarget().noBestDay().build();
            FundedTerms terms = FundedTerms.of(funded, share(), 1 + random.nextInt(30));
            program = program.withFunded(
                    chance(0.5)
                            ? terms
                            : terms.withMinimumProfit(usd(20))
                                    .withScaling(new ScalingPlan(4, share(), 2, share(), usd(2_000_000), 0.9)));
        }
        if (chance(0.3)) {
            program = program.withFee(new Fee(Money.eur(1 + random.nextInt(900)), one(Fee.Refund.values())))
                    .withConditions(new TradingConditions(2_000, 200, 1 + random.nextInt(9)))
                    .withSource(new Source("https://example.org/terms", day(), Optional.of("a note")));
        }
        return program;
    }

    private Phase phase(String name) {
        Money initial = usd(1_000).withMinorUnits(100_000 + random.nextInt(100_000_000));
        Phase.Builder phase = Phase.builder(name, initial)
                .profitTarget(limit())
                .maximumLoss(maximumLoss())
                .breachTest(one(BreachTest.values()));
        if (chance(0.7)) {
            DailyLoss daily = DailyLoss.of(limit()).anchoredAt(one(DailyLoss.Anchor.values()));
            phase.dailyLoss(one(() -> daily, daily::pausing, () -> daily.judged(DailyLoss.Judged.AT_CLOSE)));
        } else {
            phase.noDailyLoss();
        }
        if (chance(0.3)) {
            phase.floatingLoss(limit());
        }
        if (chance(0.3)) {
            phase.bestDay(new BestDay(share(), one(BestDay.Measure.values())));
        }
        if (chance(0.7)) {
            phase.tradingDays(one(
                    () -> TradingDays.opened(random.nextInt(6)),
                    () -> TradingDays.closed(random.nextInt(6)),
                    () -> TradingDays.openedOrClosed(random.nextInt(6)),
                    () -> TradingDays.profitable(random.nextInt(4), limit())));
        }
        if (chance(0.3)) {
            int days = 1 + random.nextInt(60);
            phase.timeLimit(chance(0.5) ? TimeLimit.weekdays(days) : TimeLimit.calendarDays(days));
        }
        if (chance(0.3)) {
            Inactivity clocks = Inactivity.of(1 + random.nextInt(30));
            phase.inactivity(chance(0.5) ? clocks : clocks.withDeepLoss(limit(), 1 + random.nextInt(9)));
        }
        if (chance(0.3)) {
            phase.restrictions(Restrictions.none()
                    .withNewsWindow(Duration.ofSeconds(random.nextInt(500)), Duration.ofMinutes(2))
                    .withFlatBefore(Duration.ofHours(random.nextInt(5))));
        }
        if (chance(0.3)) {
            phase.leverage(Leverage.of(AssetClass.FX, "33.3").with(AssetClass.CRYPTO, "1"));
        }
        return phase.build();
    }

    private MaximumLoss maximumLoss() {
        MaximumLoss loss = MaximumLoss.trailing(limit(), one(MaximumLoss.Reference.values()));
        if (loss.reference() == MaximumLoss.Reference.INITIAL_BALANCE) {
            return loss;
        }
        return one(() -> loss, () -> loss.lockedAbove(usd("12.34")), () -> loss.lockedAbove(usd(0), usd(100)));
    }

    private Limit limit() {
        return one(
                () -> Limit.ofInitial(share()),
                () -> Limit.ofReference(share()),
                () -> Limit.amount(usd(1).withMinorUnits(1 + random.nextInt(100_000))));
    }

    private Positions positions() {
        Positions positions = Positions.oneByOne().withPath(one(TradePath.values()));
        if (chance(0.3)) {
            positions = positions.withAtOnce(2 + random.nextInt(3), share()).withOvernight(share());
        }
        return chance(0.6)
                ? positions
                : positions.withHours(one(
                        () -> TradingHours.between(
                                LocalTime.of(9, 30), LocalTime.of(16, 0, 1), ZoneId.of("America/New_York")),
                        () -> TradingHours.of(List.of(LocalTime.of(9, 0), LocalTime.of(15, 1)), ZoneId.of("UTC"))));
    }

    private TradingPlan plan() {
        return chance(0.3) ? TradingPlan.standard() : new TradingPlan(1 + random.nextInt(500), 1 + random.nextInt(90));
    }

    private TradingCalendar calendar() {
        if (chance(0.5)) {
            return TradingCalendar.weekdays();
        }
        Set<DayOfWeek> days = EnumSet.of(one(DayOfWeek.values()));
        days.add(one(DayOfWeek.values()));
        return TradingCalendar.of(days);
    }

    private Start start(Program program, PositionSizer sizer) {
        if (chance(0.6)) {
            return chance(0.5) ? Start.fresh() : Start.on(day());
        }
        Phase phase = program.phases().get(0);
        Instant now = program.clock().startOf(day());
        Account account = Account.open(phase, now, program.clock());
        if (chance(0.7)) {
            account.accept(new AccountEvent.Opened(
                    now.plusMillis(1),
                    Position.of("1").withProfitAtStop(usd(-100)).withLots(new BigDecimal("0.25"))));
            account.accept(new AccountEvent.Closed(now.plusMillis(2), "1", usd(random.nextInt(200) - 100)));
            account.accept(new AccountEvent.Opened(now.plusMillis(3), Position.of("open")));
        }
        return Start.from(account.state())
                .withPhase(phase)
                .withTradesBefore(random.nextInt(9))
                .withTradesToday(random.nextInt(2))
                .withIdleDays(random.nextInt(2))
                .withTrader(sizer.start().save())
                .withSizing(sizer.start().open().save());
    }

    private Gate gate() {
        return chance(0.6)
                ? Gate.alwaysOpen()
                : one(
                        RandomSpecs::sessions,
                        this::forex,
                        () -> forex().weekends().lead(Duration.ofMinutes(random.nextInt(90))),
                        () -> forex().breaksLongerThan(Duration.ofHours(random.nextInt(3))),
                        () -> forex().noGapTrading(),
                        () -> news().within(Duration.ofMinutes(random.nextInt(9)), Duration.ZERO)
                                .and(sessions()));
    }

    private static Sessions sessions() {
        return Sessions.in(ZoneId.of("Europe/London"))
                .weekdays(LocalTime.of(8, 0), LocalTime.of(16, 30))
                .span(DayOfWeek.SUNDAY, LocalTime.of(22, 0), DayOfWeek.MONDAY, LocalTime.of(3, 0))
                .build();
    }

    private MarketHours forex() {
        return MarketHours.forex().closed(day());
    }

    private NewsBlackout news() {
        return NewsBlackout.around(List.of(
                        new NewsEvent(Instant.parse("2026-03-02T13:30:00Z"), "USD", Impact.HIGH, "Payrolls"),
                        new NewsEvent(Instant.parse("2026-03-01T13:30:00Z"), "EUR", Impact.LOW, "\"Index\"")))
                .impact(one(Impact.NONE, Impact.LOW))
                .build();
    }

    private LocalDate day() {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(700));
    }

    private double share() {
        return chance(0.5) ? (1 + random.nextInt(100)) / 1_000.0 : Math.nextUp(random.nextDouble());
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    @SafeVarargs
    private <T> T one(Supplier<? extends T>... makers) {
        return makers[random.nextInt(makers.length)].get();
    }

    /** A saved state with values of each type. */
    static SavedState savedState() {
        return new SavedState(Map.of(
                "module",
                SavedValues.builder()
                        .number("count", Long.MAX_VALUE)
                        .decimal("whole", 4)
                        .decimal("tiny", Double.MIN_VALUE)
                        .flag("flag", true)
                        .text("text", "Ω \"quoted\"")
                        .build()));
    }
}
