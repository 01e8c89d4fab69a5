package io.github.ftmo4j.sim;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.Kelly;
import io.github.ftmo4j.mm.module.LinearEdge;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.mm.module.TargetGlide;
import io.github.ftmo4j.mm.module.VolTarget;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.Costs;
import io.github.ftmo4j.sim.outcome.Excursions;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.NormalSlippage;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.PastDays;
import io.github.ftmo4j.sim.outcome.PastTrade;
import io.github.ftmo4j.sim.outcome.Slippage;
import io.github.ftmo4j.sim.outcome.StepExcursions;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.JointDraws;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingHours;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Random specifications over every switch of a program, every module and combination, every outcome model and every
 * dependence. One number makes one specification, always the same. Attempts are short and end in all ways.
 */
public final class RandomSpecs {

    private final SplittableRandom random;
    private final boolean accountOnly;

    /** Whether limits and stakes are a few cents, so that floors coincide and are touched. */
    private final boolean cents;

    private RandomSpecs(long number, boolean accountOnly) {
        random = new SplittableRandom(number);
        this.accountOnly = accountOnly;
        cents = number % 10 == 9;
    }

    /** Any specification. */
    public static SimulationSpec any(long number) {
        return new RandomSpecs(number, false).spec();
    }

    /** A specification whose outcomes are independent, and whose sizing follows from the account alone. */
    public static SimulationSpec accountOnly(long number) {
        return new RandomSpecs(number, true).spec();
    }

    /**
     * A specification of a fixed fraction on trades with two results, in any program, each second with excursions.
     * Accounts may be alike.
     */
    public static SimulationSpec bets(long number) {
        RandomSpecs specs = new RandomSpecs(number, true);
        Simulation.Builder question = Simulation.of(specs.spec());
        BernoulliR trades = new BernoulliR(
                specs.pick(0.35, 0.5, 0.6), specs.pick(0.7, 1.0, 1.6, 1.23456), specs.pick(-1.0, -1.0, -0.83));
        return question.trades(number % 2 == 0 ? trades : trades.withExcursions())
                .tradesPerDay(specs.pick(1, 2, 4, 9, 70))
                .sizing(PositionSizer.of(FixedFractional.ofBalance(specs.share(1, 60))))
                .path(number % 2 == 0 ? TradePath.CLOSES_ONLY : specs.one(TradePath.values()))
                .accounts(1 + (int) (number % 3), specs.dependence())
                .trials(1)
                .seed(1)
                .build()
                .spec();
    }

    /**
     * Any specification whose open trades are valued, whose trades have costs or times, or whose accounts are alike.
     */
    public static SimulationSpec positions(long number) {
        RandomSpecs specs = new RandomSpecs(number, false);
        SimulationSpec any = specs.spec();
        Positions positions = Positions.oneByOne().withPath(specs.one(TradePath.values()));
        return new SimulationSpec(
                any.program(),
                specs.chance(0.2) ? any.outcomes() : specs.completed(),
                any.tradesPerDay(),
                any.sizing(),
                specs.chance(0.7) ? positions : positions.withHours(specs.hours()),
                any.tradingPlan(),
                any.calendar(),
                any.start(),
                any.accounts(),
                specs.dependence());
    }

    /**
     * Any specification in which several positions are open together, are held over midnight, or have times of a
     * history; of accounts that depend on each other in any way.
     */
    public static SimulationSpec groups(long number) {
        RandomSpecs specs = new RandomSpecs(number, false);
        SimulationSpec any = specs.spec();
        boolean past = specs.chance(0.25);
        Positions positions = Positions.oneByOne()
                .withPath(specs.one(TradePath.values()))
                .withAtOnce(specs.pick(2, 2, 3, 5), specs.pick(0.0, 0.0, 0.5, 1.0))
                .withOvernight(specs.pick(0.0, 0.0, 0.3, 1.0));
        PositionSizer.Builder sizer = specs.sizerBuilder();
        if (specs.chance(0.3)) {
            RiskCaps.Builder caps = RiskCaps.builder().openPositions(specs.pick(1, 2, 3));
            sizer.caps(
                    specs.chance(0.5)
                            ? caps.build()
                            : caps.openRisk(specs.share(5, 60), specs.one(RiskBase.values()))
                                    .build());
        }
        return new SimulationSpec(
                any.program(),
                past ? specs.pastDays() : specs.chance(0.4) ? any.outcomes() : specs.completed(),
                past ? TradesPerDay.ofDays() : any.tradesPerDay(),
                sizer.build(),
                past || specs.chance(0.7) ? positions : positions.withHours(specs.hours()),
                any.tradingPlan(),
                any.calendar(),
                any.start(),
                any.accounts(),
                specs.chance(0.15) ? new CommonDays() : specs.dependence());
    }

    private PastDays pastDays() {
        boolean excursions = chance(0.6);
        double nights = pick(0.0, 0.0, 0.2);
        List<List<PastTrade>> days = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            List<PastTrade> trades = new ArrayList<>();
            int opens = random.nextInt(36_000);
            int number = day == 0 ? 3 : random.nextInt(6);
            for (int i = 0; i < number; i++) {
                opens += random.nextInt(4) * 900;
                double r = pick(-1.0, -1.0, -0.4, 0.0, 0.3, 1.2, 2.5);
                int closes = opens + random.nextInt(6) * 900 + (chance(nights) ? 80_000 : 0);
                Optional<Excursions> seen = excursions
                        ? Optional.of(new Excursions(
                                Math.min(0, r) - pick(0.0, 0.3, 0.9), Math.max(0, r) + pick(0.0, 0.2, 0.8)))
                        : Optional.empty();
                trades.add(new PastTrade(r, seen, opens, closes));
            }
            days.add(trades);
        }
        return chance(0.5) ? PastDays.of(days) : PastDays.of(days).inOrder();
    }

    private Dependence dependence() {
        return one(
                Dependence::independent,
                Dependence::independent,
                Dependence::copied,
                () -> Dependence.commonShocks(pick(0.0, 0.4, 1.0)),
                () -> Dependence.correlated(pick(0.0, 0.6, 1.0)));
    }

    private OutcomeModel completed() {
        BernoulliR bets = new BernoulliR(
                pick(0.35, 0.45, 0.5, 0.7, 1.0), pick(0.7, 1.0, 1.6, 3.1), pick(-1.0, -1.0, -0.8, -1.31));
        double stop = pick(0.004, 0.008, 0.02);
        return one(
                bets::withExcursions,
                bets::withExcursions,
                bets::withExcursions,
                () -> Bootstrap.of(-1, -0.37, 0, 0.21, 2.3)
                        .withExcursions(List.of(
                                new Excursions(-1, 0.7),
                                new Excursions(-0.9, 0),
                                new Excursions(0, 0),
                                new Excursions(-0.9, 1.3),
                                new Excursions(-0.2, 2.5)))
                        .withMeanBlock(pick(1.0, 3.0)),
                () -> new StepExcursions(new GaussianReturns(pick(-0.001, 0.0, 0.001), 0.01, stop)),
                () -> new Costs(bets.withExcursions(), 0.03, 0.05, Optional.of(new NormalSlippage(0.01, 0.05))),
                () -> Costs.of(bets).commission(pick(0.05, 0.7, 2)).slippage(Slippage.fixed(0.02)),
                () -> Costs.of(Costs.of(Bootstrap.of(-1, -0.37, 0, 0.21, 2.3)).spread(0.03))
                        .commission(0.01));
    }

    private TradingHours hours() {
        return chance(0.5)
                ? TradingHours.between(LocalTime.of(9, 30), LocalTime.of(16, 0), ZoneId.of("America/New_York"))
                : TradingHours.of(List.of(LocalTime.of(9, 0), LocalTime.of(15, 1)), ZoneId.of("UTC"));
    }

    private SimulationSpec spec() {
        int accounts = chance(0.6) ? 1 : 1 + random.nextInt(3);
        return new SimulationSpec(
                program(),
                outcomes(),
                tradesPerDay(),
                sizer(),
                Positions.oneByOne().withPath(TradePath.CLOSES_ONLY),
                new TradingPlan(pick(3, 8, 20, 60), pick(2, 5, 30)),
                calendar(),
                chance(0.5) ? Start.fresh() : Start.on(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(400))),
                accounts,
                chance(0.6) ? Dependence.independent() : Dependence.copied());
    }

    private TradingCalendar calendar() {
        if (chance(0.6)) {
            return TradingCalendar.weekdays();
        }
        Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
        for (DayOfWeek day : DayOfWeek.values()) {
            if (chance(0.5)) {
                days.add(day);
            }
        }
        return TradingCalendar.of(days);
    }

    private Program program() {
        Phase[] phases = new Phase[1 + random.nextInt(2)];
        for (int i = 0; i < phases.length; i++) {
            phases[i] = phase(i);
        }
        return Program.of("Random", phases);
    }

    private Phase phase(int number) {
        long size = pick(1_000, 10_000, 50_000, 100_000, 123_457);
        Money initial = Money.usd(size).withMinorUnits(100 * size + (chance(0.2) ? random.nextInt(100) : 0));
        Phase.Builder phase = Phase.builder("Phase " + number, initial);
        boolean hasTarget = chance(0.95);
        if (hasTarget) {
            phase.profitTarget(
                    chance(0.7) && !cents ? Limit.ofInitial(share(5, 120)) : Limit.amount(part(initial, 100)));
        } else {
            phase.noProfitTarget();
        }
        phase.maximumLoss(maximumLoss(initial));
        if (chance(0.7)) {
            phase.dailyLoss(dailyLoss(initial));
        } else {
            phase.noDailyLoss();
        }
        if (chance(0.15)) {
            phase.floatingLoss(limit(initial, 20));
        }
        if (chance(0.3)) {
            BestDay.Measure measure = one(BestDay.Measure.values());
            phase.bestDay(new BestDay(
                    pick(0.2, 0.3, 0.5, 0.8),
                    hasTarget || measure != BestDay.Measure.PROFIT_TARGET ? measure : BestDay.Measure.PROFITABLE_DAYS));
        }
        if (chance(0.7)) {
            phase.tradingDays(one(
                    () -> TradingDays.opened(random.nextInt(6)),
                    () -> TradingDays.closed(random.nextInt(6)),
                    () -> TradingDays.openedOrClosed(random.nextInt(6)),
                    () -> TradingDays.profitable(random.nextInt(4), limit(initial, 5))));
        }
        if (chance(0.3)) {
            int days = pick(3, 5, 10, 30);
            phase.timeLimit(chance(0.5) ? TimeLimit.weekdays(days) : TimeLimit.calendarDays(days));
        }
        if (chance(0.3)) {
            Inactivity clocks = Inactivity.of(pick(1, 2, 3, 7));
            phase.inactivity(chance(0.5) ? clocks : clocks.withDeepLoss(limit(initial, 40), pick(1, 2, 6)));
        }
        if (chance(0.3)) {
            phase.breachTest(BreachTest.TOUCH);
        }
        return phase.build();
    }

    private MaximumLoss maximumLoss(Money initial) {
        Limit limit = limit(initial, 120);
        if (chance(0.4)) {
            return MaximumLoss.fixed(limit);
        }
        MaximumLoss trailing = MaximumLoss.trailing(limit, one(MaximumLoss.Reference.values()));
        if (trailing.reference() == MaximumLoss.Reference.INITIAL_BALANCE || chance(0.5)) {
            return trailing;
        }
        Money above = part(initial, 30);
        return chance(0.5) ? trailing.lockedAbove(above) : trailing.lockedAbove(above, above.plus(part(initial, 30)));
    }

    private DailyLoss dailyLoss(Money initial) {
        DailyLoss daily = DailyLoss.of(limit(initial, 60)).anchoredAt(one(DailyLoss.Anchor.values()));
        return one(() -> daily, () -> daily, daily::pausing, () -> daily.judged(DailyLoss.Judged.AT_CLOSE));
    }

    private Limit limit(Money initial, int mostPermille) {
        if (cents) {
            return Limit.amount(part(initial, mostPermille));
        }
        return one(
                () -> Limit.ofInitial(share(2, mostPermille)),
                () -> Limit.ofReference(share(2, mostPermille)),
                () -> Limit.amount(part(initial, mostPermille)));
    }

    private Money part(Money initial, int mostPermille) {
        if (cents) {
            return initial.withMinorUnits(1 + random.nextInt(5));
        }
        return initial.withMinorUnits(
                Math.max(1, (long) (initial.minorUnits() * random.nextDouble() * mostPermille / 1_000)));
    }

    private OutcomeModel outcomes() {
        double winRate = pick(0.35, 0.45, 0.5, 0.55, 0.7);
        Bootstrap history = Bootstrap.of(-1, -1, -0.37, 0, 0.21, 1.13, 2.3, -1.6);
        return accountOnly
                ? one(
                        () -> new BernoulliR(winRate, pick(0.7, 1.0, 1.6, 3.1), pick(-1.0, -1.0, -0.8, -1.31)),
                        () -> history)
                : one(
                        () -> new BernoulliR(winRate, pick(0.7, 1.0, 1.6, 3.1), pick(-1.0, -1.0, -0.8, -1.31)),
                        () -> history,
                        () -> history.withMeanBlock(3),
                        () -> new GaussianReturns(pick(-0.001, 0.0, 0.001), 0.01, pick(0.004, 0.008, 0.02)),
                        () -> new Alternating(pick(0.5, 1.0, 2.0)));
    }

    private TradesPerDay tradesPerDay() {
        return one(
                () -> TradesPerDay.fixed(pick(1, 3, 4)),
                () -> TradesPerDay.fixed(pick(2, 5, 70)),
                () -> TradesPerDay.poisson(pick(0.5, 2.0, 6.0)));
    }

    private PositionSizer sizer() {
        return sizerBuilder().build();
    }

    private PositionSizer.Builder sizerBuilder() {
        PositionSizer.Builder sizer = PositionSizer.builder();
        int proposals = chance(0.5) ? 1 : 1 + random.nextInt(3);
        for (int i = 0; i < proposals; i++) {
            sizer.propose(module());
        }
        int limits = chance(0.4) ? 0 : random.nextInt(4);
        for (int i = 0; i < limits; i++) {
            sizer.limit(module());
        }
        if (chance(0.2)) {
            Cushion cushion = cushion();
            sizer.freezeBelow(cushion.most() * share(1, 100), cushion);
        }
        if (chance(0.4)) {
            sizer.caps(caps());
        }
        if (!accountOnly && chance(0.1)) {
            sizer.blackout(new EveryOther(random.nextBoolean()));
        }
        if (!accountOnly && chance(0.1)) {
            sizer.session(new EveryOther(random.nextBoolean()));
        }
        if (chance(0.15)) {
            sizer.risingAfterLoss();
        }
        return sizer;
    }

    private RiskCaps caps() {
        RiskCaps.Builder caps = RiskCaps.builder();
        RiskBase base = one(RiskBase.values());
        if (chance(0.5)) {
            if (chance(0.7)) {
                caps.perTrade(share(5, 40), base);
            } else {
                caps.perTrade(Money.usd(pick(50, 500)));
            }
        }
        if (chance(0.3)) {
            if (chance(0.7)) {
                caps.perDay(share(5, 60), base);
            } else {
                caps.perDay(Money.usd(pick(100, 1_000)));
            }
        }
        if (chance(0.2)) {
            caps.openRisk(share(5, 40), base);
        }
        if (chance(0.2)) {
            caps.positionsPerDay(pick(1, 2, 3));
        }
        if (chance(0.2)) {
            caps.ordersPerDay(pick(1, 2, 3));
        }
        return chance(0.2) ? caps.openPositions(1).build() : caps.build();
    }

    private RiskModule module() {
        if (chance(0.8)) {
            return single();
        }
        return one(
                () -> single().times(pick(0.5, 2.0)),
                () -> single().atMost(share(2, 30)),
                () -> combined().orElse(FixedFractional.ofBalance(share(2, 40))),
                () -> RiskModule.least(combined(), FixedFractional.ofBalance(share(2, 40))),
                () -> RiskModule.greatest(combined(), FixedFractional.ofInitialBalance(share(2, 40))),
                () -> RiskModule.average(combined(), FixedFractional.ofBalance(share(2, 40)), new TargetGlide(1.5)));
    }

    private RiskModule combined() {
        return one(this::single, () -> LosingStreakLadder.after(2, share(2, 20)));
    }

    private RiskModule single() {
        if (cents) {
            return new ConstantMoney(Money.usd(1).withMinorUnits(1 + random.nextInt(2)));
        }
        double fraction = share(2, 60);
        double cap = chance(0.2) ? Fraction.NO_CAP : share(2, 60);
        double drawdown = share(5, 60);
        int built = random.nextInt(accountOnly ? 10 : 15);
        return switch (built) {
            case 0, 1 -> new FixedFractional(fraction, one(RiskBase.values()));
            case 2 -> new ConstantMoney(Money.usd(pick(10, 100, 700)));
            case 3 -> new Kelly(pick(0.4, 0.5, 0.6), pick(1.0, 1.7), pick(0.1, 0.5), cap);
            case 4 -> new Cppi(pick(0.1, 0.3, 1.0), cap, cushion());
            case 5 -> frozen(new Cppi(pick(0.2, 0.5, 1.0), cap, cushion()));
            case 6 -> bands(drawdown).recovery(chance(0.5) ? 0 : drawdown * random.nextDouble());
            case 7 -> chance(0.5) ? DailyHeadroom.over(pick(1, 2, 4)) : DailyHeadroom.share(pick(0.2, 0.5, 1.0));
            case 8 -> chance(0.5) ? new TargetGlide(pick(0.8, 1.6, 5.0)) : new LinearEdge(0.57, 0.5, cap);
            case 9 -> new FixedVolTarget(0.1, pick(0.1, 0.5), share(5, 50), cap);
            case 10 -> LosingStreakLadder.after(pick(1, 2), share(2, 30)).and(4, share(1, 10));
            case 11 ->
                VolTarget.ofTrades(0.3, 756, 1.25)
                        .cap(share(5, 60))
                        .warmUp(pick(1, 5))
                        .halfLife(pick(3, 20));
            case 12 ->
                VolTarget.ofMarket(0.3, 756, 0.008)
                        .cap(share(5, 60))
                        .warmUp(pick(1, 5))
                        .initial(pick(0.005, 0.02));
            case 13 ->
                (chance(0.5)
                                ? Bayes.of(Prior.uniform(1.5))
                                : Bayes.of(Prior.uniform(1.5)).learnPayoff())
                        .halfLife(pick(5, 50))
                        .probe(0.0025)
                        .cap(share(5, 60));
            default -> new Learner(chance(0.5) ? RiskModule.Scope.ACCOUNT : RiskModule.Scope.TRADER);
        };
    }

    private static Cppi frozen(Cppi cppi, double threshold, double recovered, int days) {
        return days == 0
                ? cppi.freezeBelow(threshold).untilRecovered(recovered)
                : cppi.freezeBelow(threshold).forDays(days);
    }

    private Cppi frozen(Cppi cppi) {
        double most = cppi.cushion().most();
        double threshold = most * share(5, 400);
        return frozen(cppi, threshold, threshold + (most - threshold) * share(1, 300), random.nextInt(4));
    }

    private DrawdownManager bands(double drawdown) {
        DrawdownManager bands = DrawdownManager.band(drawdown, chance(0.1) ? 0 : share(2, 30));
        return chance(0.5) ? bands : bands.and(drawdown + share(5, 30), chance(0.2) ? 0 : share(1, 20));
    }

    private Cushion cushion() {
        return one(
                Cushion::aboveBindingFloor,
                Cushion::aboveMaximumLossFloor,
                () -> Cushion.aboveShareOfInitialBalance(pick(0.9, 0.95)),
                () -> Cushion.underHighWaterMark(share(20, 120)));
    }

    private double share(int leastPermille, int mostPermille) {
        return chance(0.5)
                ? (leastPermille + random.nextInt(mostPermille - leastPermille + 1)) / 1_000.0
                : (leastPermille + (mostPermille - leastPermille) * random.nextDouble()) / 1_000.0;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }

    private double pick(double... values) {
        return values[random.nextInt(values.length)];
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    @SafeVarargs
    private <T> T one(Supplier<? extends T>... values) {
        return values[random.nextInt(values.length)].get();
    }

    /** Wins and losses in turn: a model of a user's own. */
    private record Alternating(double win) implements OutcomeModel {
        @Override
        public OutcomeSampler start() {
            return new OutcomeSampler() {
                private boolean won;

                @Override
                public void next(java.util.random.RandomGenerator generator, Outcome out) {
                    won = generator.nextDouble() < (won ? 0.3 : 0.6);
                    out.set(won ? win : -1);
                }

                @Override
                public void restart() {
                    won = false;
                }
            };
        }
    }

    /** A dependence of a user's own: half of the days are common to all accounts. */
    private record CommonDays() implements Dependence {
        @Override
        public JointDraws draws(long seed) {
            RandomStream day = new RandomStream(seed, 0, 0, 0, Purpose.SHOCK);
            Map<Purpose, RandomStream> streams = new EnumMap<>(Purpose.class);
            for (Purpose each : Purpose.values()) {
                streams.put(each, new RandomStream(seed, 0, 0, 0, each.common()));
            }
            return (own, purpose, trial, number, ordinal) -> {
                day.reset(seed, trial, number, JointDraws.ONCE_A_DAY, Purpose.SHOCK);
                if (day.nextLong() < 0) {
                    return own;
                }
                RandomStream common = Objects.requireNonNull(streams.get(purpose));
                common.reset(seed, trial, number, ordinal, purpose.common());
                return common;
            };
        }
    }

    /** A gate of a user's own. */
    private record EveryOther(boolean days) implements Gate {
        @Override
        public boolean isOpen(Moment moment) {
            return days
                    ? moment.day() % 2 == 0 && moment.epochMilli() > 0
                    : (moment.tradeOfPhase() + moment.tradeOfDay()) % 3 != 0;
        }
    }

    /** A module of a user's own, which looks at everything that there is to be seen. */
    private record Learner(Scope scope) implements RiskModule {
        @Override
        public ModuleState start() {
            return new ModuleState() {
                private int wins = 5;
                private double volatility;

                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    long seen = account.balance()
                            ^ account.equity()
                            ^ account.highWaterMark()
                            ^ account.dayStartBalance()
                            ^ account.dailyLossFloor()
                            ^ account.dailyLossLimit()
                            ^ account.maximumLossFloor()
                            ^ account.maximumLossLimit()
                            ^ account.floatingLossFloor()
                            ^ account.bindingFloor()
                            ^ account.targetBalance()
                            ^ account.initialBalance()
                            ^ account.tradingDays()
                            ^ account.day()
                            ^ moment.day()
                            ^ moment.epochMilli()
                            ^ moment.tradeOfDay()
                            ^ moment.tradeOfPhase();
                    double share = 0.0005 * wins + Math.floorMod(seen, 97) * 1e-5 + Math.min(0.001, volatility);
                    return account.initialBalance() * share;
                }

                @Override
                public void closed(long risked, long profit) {
                    wins = Math.max(1, Math.min(25, profit > 0 ? wins + 1 : wins - 1));
                }

                @Override
                public void moved(double marketReturn) {
                    volatility = 0.9 * volatility + 0.1 * Math.abs(marketReturn);
                }

                @Override
                public void reset() {
                    wins = 5;
                    volatility = 0;
                }
            };
        }
    }
}
