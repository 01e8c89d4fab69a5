package io.github.ftmo4j.sim.engine.internal.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fast form against the general one: all figures to 1e-12. */
class FastFormTest {

    private static final long MOST = 40_000_000;

    private final Random random = new Random(20_261_128);

    @Test
    void allFiguresAreThoseOfTheGeneralForm() {
        for (int i = 0; i < 300; i++) {
            assertEqual(question());
        }
    }

    @Test
    @Tag("thorough")
    void allFiguresOfManyMoreAreThoseOfTheGeneralForm() {
        for (int i = 0; i < 2_000; i++) {
            assertEqual(question());
        }
    }

    private static void assertEqual(SimulationSpec spec) {
        ExactOdds fast = new Markov(1e-13, MOST).answer(spec);
        ExactOdds general = new Markov(1e-13, MOST, true).answer(spec);
        for (AttemptEnd end : AttemptEnd.values()) {
            double sum = general.share(end).value();
            assertThat(fast.share(end).value()).as("%s of %s", end, spec).isCloseTo(sum, within(1e-12));
            for (int day = 0; day <= general.days(end).most(); day++) {
                assertThat(fast.days(end).probability(day) * sum)
                        .as("%s on day %s of %s", end, day, spec)
                        .isCloseTo(general.days(end).probability(day) * sum, within(1e-12));
            }
        }
        assertThat(fast.meanFinalBalance()).isCloseTo(general.meanFinalBalance(), within(100.0));
    }

    private SimulationSpec question() {
        Program program =
                random.nextBoolean() ? Program.of("One", phase("A")) : Program.of("Two", phase("A"), phase("B"));
        double small = -0.3 - random.nextInt(3) / 2.0;
        double win = pick(1, 1.6, 2.35);
        boolean three = random.nextInt(4) == 0;
        double p = 0.3 + random.nextInt(5) / 10.0;
        PositionSizer sizer = sizer();
        boolean many = three || sizer.proposals().get(0) instanceof Cppi;
        return Simulation.of(program)
                .trades(
                        three
                                ? DiscreteR.of(new double[] {-1, small, win}, new double[] {0.3, 0.2, 0.5})
                                : DiscreteR.of(
                                        new double[] {random.nextInt(3) == 0 ? small : -1, win},
                                        new double[] {1 - p, p}))
                .tradesPerDay(1 + random.nextInt(many ? 2 : 4))
                .sizing(sizer)
                .tradingPlan(
                        TradingPlan.standard().withAbandonAfter(many ? 1 + random.nextInt(4) : 1 + random.nextInt(25)))
                .spec();
    }

    private PositionSizer sizer() {
        double fraction = 0.002 * (1 + random.nextInt(12)) + 0.0001 * random.nextInt(9);
        return switch (random.nextInt(5)) {
            case 0 -> PositionSizer.of(FixedFractional.ofInitialBalance(fraction));
            case 1 -> PositionSizer.of(new ConstantMoney(Money.usd(100 + random.nextInt(3_000))));
            case 2 ->
                PositionSizer.builder()
                        .propose(new Cppi(0.2, 0.03, Cushion.aboveMaximumLossFloor()))
                        .cap(fraction)
                        .build();
            default -> PositionSizer.of(FixedFractional.ofBalance(fraction));
        };
    }

    private Phase phase(String name) {
        Phase.Builder phase = Phase.builder(name, Money.usd(100_000))
                .profitTarget(pick(0.03, 0.05, 0.1))
                .maximumLoss(pick(0.05, 0.1))
                .minimumTradingDays(random.nextInt(6))
                .breachTest(random.nextBoolean() ? BreachTest.TOUCH : BreachTest.BELOW);
        if (random.nextInt(4) > 0) {
            Limit limit = random.nextBoolean()
                    ? Limit.ofInitial(pick(0.02, 0.05))
                    : new Limit.ShareOfReference(pick(0.02, 0.05));
            phase.dailyLoss(DailyLoss.of(limit));
        }
        if (random.nextInt(3) == 0) {
            int days = 2 + random.nextInt(30);
            phase.timeLimit(random.nextBoolean() ? TimeLimit.calendarDays(days) : TimeLimit.weekdays(days));
        }
        return phase.build();
    }

    private double pick(double... values) {
        return values[random.nextInt(values.length)];
    }
}
