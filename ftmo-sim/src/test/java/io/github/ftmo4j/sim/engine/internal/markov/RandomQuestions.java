package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.gate.Gate;
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
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.contract.RandomModules;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.BreakevenStop;
import io.github.ftmo4j.sim.outcome.Costs;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.FixedSlippage;
import io.github.ftmo4j.sim.outcome.FixedTrades;
import io.github.ftmo4j.sim.outcome.Gaps;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.StopAndTarget;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;

/** Random specifications that can be solved: every rule with every switch, every module that does not learn. */
final class RandomQuestions {

    private static final RandomGenerator<RandomModules.Stack> STACKS = generator(RandomModules.stacks());
    private static final RandomGenerator<RiskModule> MODULES = generator(RandomModules.modules());

    private final Random random;
    private final int mostDays;

    /**
     * Questions.
     *
     * @param mostDays the most trading days of a phase
     */
    RandomQuestions(long seed, int mostDays) {
        random = new Random(seed);
        this.mostDays = mostDays;
    }

    private static <T> RandomGenerator<T> generator(Arbitrary<T> arbitrary) {
        return arbitrary.generator(1_000);
    }

    SimulationSpec next(TradesPerDay tradesPerDay) {
        Phase[] program =
                random.nextBoolean() ? new Phase[] {phase("First")} : new Phase[] {phase("First"), phase("Second")};
        return new SimulationSpec(
                Program.of("Random", program),
                outcomes(),
                tradesPerDay,
                sizer(),
                Positions.oneByOne().withPath(TradePath.CLOSES_ONLY),
                new TradingPlan(1 + random.nextInt(mostDays), 1 + random.nextInt(Math.min(mostDays, 5))),
                calendar(),
                Start.on(LocalDate.of(2024, 1, 1).plusDays(random.nextInt(14))),
                1 + random.nextInt(3),
                chance(0.5) ? Dependence.independent() : Dependence.copied());
    }

    /** As {@link #next}, with costs, and with trades whose way to their result is seen. */
    SimulationSpec nextInsideTrades(TradesPerDay tradesPerDay) {
        SimulationSpec plain = next(tradesPerDay);
        Positions positions =
                Positions.oneByOne().withPath(any(TradePath.PESSIMISTIC, TradePath.OPTIMISTIC, TradePath.CLOSES_ONLY));
        return new SimulationSpec(
                plain.program(),
                withCosts(insideTrades()),
                tradesPerDay,
                plain.sizing(),
                positions,
                plain.tradingPlan(),
                plain.calendar(),
                plain.start(),
                plain.accounts(),
                plain.dependence());
    }

    private OutcomeModel insideTrades() {
        StopAndTarget trades = BernoulliR.of((1 + random.nextInt(9)) / 10.0, oneOf(0.5, 1, 1.6, 3))
                .withExcursions();
        return chance(0.3) ? new BreakevenStop(trades, oneOf(0.2, 0.4)) : trades;
    }

    private OutcomeModel withCosts(OutcomeModel trades) {
        return switch (random.nextInt(3)) {
            case 0 -> trades;
            case 1 ->
                Costs.of(trades)
                        .commission(oneOf(0, 0.05))
                        .spread(0.02)
                        .slippage(new FixedSlippage(oneOf(-0.01, 0.03)));
            default -> new Gaps(trades, oneOf(0.1, 0.5), new FixedSlippage(oneOf(0.3, 1)));
        };
    }

    /** As {@link #next}, for two accounts that have some of their trades in common. */
    SimulationSpec nextPair(TradesPerDay tradesPerDay) {
        SimulationSpec plain = next(TradesPerDay.fixed(tradesPerDay instanceof FixedTrades fixed ? fixed.trades() : 1));
        return new SimulationSpec(
                plain.program(),
                plain.outcomes(),
                plain.tradesPerDay(),
                plain.sizing(),
                plain.positions(),
                plain.tradingPlan(),
                plain.calendar(),
                plain.start(),
                2,
                Dependence.commonShocks(oneOf(0.1, 0.4, 0.7, 0.95)));
    }

    private OutcomeModel outcomes() {
        return switch (random.nextInt(3)) {
            case 0 -> BernoulliR.of((1 + random.nextInt(9)) / 10.0, oneOf(0.5, 1, 1.6, 3));
            case 1 -> Bootstrap.of(-1, oneOf(-1, -0.3, 0, 0.7), oneOf(0.9, 2.2));
            default ->
                DiscreteR.of(new double[] {oneOf(-1.4, -1), oneOf(0, 0.1), oneOf(1, 1.7)}, new double[] {.5, .1, .4});
        };
    }

    private PositionSizer sizer() {
        while (true) {
            PositionSizer sizer =
                    random.nextInt(3) == 0 ? STACKS.next(random).value().sizer() : plain();
            if (!sizer.sharesState()) {
                return sizer;
            }
        }
    }

    /** Stakes of a size that traders use, and one more module or two. */
    private PositionSizer plain() {
        PositionSizer.Builder builder = PositionSizer.builder()
                .propose(
                        chance(0.5)
                                ? FixedFractional.ofBalance(oneOf(0.01, 0.02, 0.04))
                                : FixedFractional.ofInitialBalance(oneOf(0.01, 0.02, 0.04)));
        for (int i = random.nextInt(3); i > 0; i--) {
            RiskModule module = MODULES.next(random).value();
            if (chance(0.3)) {
                builder.propose(module);
            } else {
                builder.limit(module);
            }
        }
        if (chance(0.1)) {
            Gate noMondays = moment -> Math.floorMod(moment.day(), 7) != 4;
            builder.session(noMondays);
        }
        return builder.build();
    }

    private TradingCalendar calendar() {
        return switch (random.nextInt(4)) {
            case 0 -> TradingCalendar.of(EnumSet.allOf(DayOfWeek.class));
            case 1 -> TradingCalendar.of(EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.SATURDAY));
            default -> TradingCalendar.weekdays();
        };
    }

    private Phase phase(String name) {
        Phase.Builder phase = Phase.builder(name, Money.usd(10_000))
                .maximumLoss(maximumLoss())
                .breachTest(any(BreachTest.values()))
                .tradingDays(tradingDays());
        if (chance(0.9)) {
            phase.profitTarget(oneOf(0.01, 0.03, 0.05, 0.1));
        }
        if (chance(0.6)) {
            phase.dailyLoss(dailyLoss());
        }
        if (chance(0.1)) {
            phase.floatingLoss(limit(0.02));
        }
        if (chance(0.3)) {
            BestDay.Measure measure = any(BestDay.Measure.PROFITABLE_DAYS, BestDay.Measure.NET_PROFIT);
            phase.bestDay(new BestDay(oneOf(0.3, 0.5, 0.8), measure));
        }
        if (chance(0.3)) {
            int days = 1 + random.nextInt(mostDays);
            phase.timeLimit(chance(0.5) ? TimeLimit.calendarDays(days) : TimeLimit.weekdays(days));
        }
        if (chance(0.3)) {
            Inactivity inactivity = Inactivity.of(1 + random.nextInt(4));
            phase.inactivity(chance(0.5) ? inactivity : inactivity.withDeepLoss(limit(0.01), 1 + random.nextInt(4)));
        }
        return phase.build();
    }

    private MaximumLoss maximumLoss() {
        Limit limit = limit(oneOf(0.02, 0.05, 0.1));
        MaximumLoss.Reference reference = any(MaximumLoss.Reference.values());
        if (reference == MaximumLoss.Reference.INITIAL_BALANCE) {
            return MaximumLoss.fixed(limit);
        }
        MaximumLoss trailing = MaximumLoss.trailing(limit, reference);
        return switch (random.nextInt(3)) {
            case 0 -> trailing.lockedAbove(Money.usd(whole(0, 100)));
            case 1 -> trailing.lockedAbove(Money.usd(0), Money.usd(whole(100, 300)));
            default -> trailing;
        };
    }

    private DailyLoss dailyLoss() {
        DailyLoss daily = DailyLoss.of(limit(oneOf(0.01, 0.03, 0.05))).anchoredAt(any(DailyLoss.Anchor.values()));
        return switch (random.nextInt(3)) {
            case 0 -> daily.pausing();
            case 1 -> daily.judged(DailyLoss.Judged.AT_CLOSE);
            default -> daily;
        };
    }

    private TradingDays tradingDays() {
        int days = random.nextInt(4);
        return switch (random.nextInt(4)) {
            case 0 -> TradingDays.closed(days);
            case 1 -> TradingDays.openedOrClosed(days);
            case 2 -> TradingDays.profitable(days, limit(0.005));
            default -> TradingDays.opened(days);
        };
    }

    private Limit limit(double share) {
        return switch (random.nextInt(3)) {
            case 0 -> new Limit.ShareOfReference(share);
            case 1 -> new Limit.Amount(Money.usd(10_000).withMinorUnits(Math.round(1_000_000 * share) + 7));
            default -> Limit.ofInitial(share);
        };
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private double oneOf(double... values) {
        return values[random.nextInt(values.length)];
    }

    private long whole(int... values) {
        return values[random.nextInt(values.length)];
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
