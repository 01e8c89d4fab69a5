package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingPlan;

/** Challenges whose answers were computed elsewhere, without trials and seed. */
final class KnownChallenges {

    private static final FixedFractional ONE_PERCENT = FixedFractional.ofInitialBalance(0.01);

    private KnownChallenges() {}

    /** The two phases of FTMO; {@code perDay} is {@code 4} or {@code Poisson 4}. */
    static Simulation.Builder twoSteps(
            BreachTest test, double winRate, double win, double stake, RiskBase base, String perDay) {
        return Simulation.of(Programs.ftmoTwoStep(usd(100_000)).withBreachTest(test))
                .trades(BernoulliR.of(winRate, win))
                .tradesPerDay(perDay.startsWith("Poisson") ? TradesPerDay.poisson(4) : TradesPerDay.fixed(4))
                .sizing(PositionSizer.of(new FixedFractional(stake, base, FixedFractional.allowing(1))));
    }

    /** One step in which one rule is changed at a time: D1, D2, D5, D9 or D12. */
    static Simulation.Builder oneStep(String id) {
        Phase.Builder step = step().profitTarget(0.08).maximumLoss(0.10);
        TradesPerDay perDay = TradesPerDay.fixed(8);
        DailyLoss rule = DailyLoss.of(Limit.ofInitial(0.05));
        if (!id.equals("D2")) {
            step.dailyLoss(id.equals("D5") ? rule.pausing() : rule);
        }
        if (id.equals("D9")) {
            step.bestDay(new BestDay(0.5, BestDay.Measure.NET_PROFIT));
        }
        if (id.equals("D12")) {
            step.minimumTradingDays(4).timeLimit(TimeLimit.weekdays(30));
            perDay = TradesPerDay.poisson(2);
        }
        return Simulation.of(Program.of(id, step.build()))
                .path(TradePath.CLOSES_ONLY)
                .trades(BernoulliR.of(.45, 1.5))
                .tradesPerDay(perDay)
                .sizing(PositionSizer.of(ONE_PERCENT));
    }

    /** The one phase of FTMO, with a time limit. */
    static Simulation.Builder oneStepWithinFifteenDays() {
        Phase challenge = Programs.ftmoOneStep(usd(100_000)).phases().get(0).toBuilder()
                .timeLimit(TimeLimit.weekdays(15))
                .build();
        return Simulation.of(Program.of("1-Step", challenge))
                .trades(BernoulliR.of(.45, 1.5))
                .tradesPerDay(4)
                .sizing(PositionSizer.of(ONE_PERCENT));
    }

    /** A history of five wins and five losses in turns. */
    static Simulation.Builder streaks(double meanBlock) {
        double[] history = new double[60];
        for (int i = 0; i < history.length; i++) {
            history[i] = i / 5 % 2 == 0 ? 1 : -1;
        }
        Phase step = step().profitTarget(0.08).maximumLoss(0.04).build();
        return Simulation.of(Program.of("Streaks", step))
                .trades(Bootstrap.of(history).withMeanBlock(meanBlock))
                .tradesPerDay(5)
                .sizing(PositionSizer.of(ONE_PERCENT));
    }

    /** Even bets of 1 % of the initial balance, one a day, for as long as it takes. */
    static Simulation.Builder evenBets(Phase step, double winRate) {
        return Simulation.of(Program.of("Even bets", step))
                .path(TradePath.CLOSES_ONLY)
                .trades(BernoulliR.of(winRate, 1))
                .tradesPerDay(1)
                .sizing(PositionSizer.of(ONE_PERCENT))
                .tradingPlan(TradingPlan.standard().withAbandonAfter(20_000));
    }

    /** A phase whose floors are breached when they are touched. */
    static Phase.Builder step() {
        return Phase.builder("Step", usd(100_000)).breachTest(BreachTest.TOUCH);
    }
}
