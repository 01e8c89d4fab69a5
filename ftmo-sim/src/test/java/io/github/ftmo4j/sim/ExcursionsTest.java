package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Floors that are judged at any instant see what happens inside a trade. */
class ExcursionsTest {

    private static final BernoulliR TRADER = BernoulliR.of(0.45, 1.5);

    static Stream<Arguments> challenges() {
        Phase.Builder pausing = Phase.builder("Pausing", usd(50_000))
                .profitTarget(0.06)
                .maximumLoss(MaximumLoss.fixed(Limit.ofInitial(0.06)))
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.02)).pausing())
                .bestDay(BestDay.ofProfitableDays(0.5));
        return Stream.of(
                Arguments.of("2-Step", Programs.ftmoTwoStep(usd(100_000)), FixedFractional.ofInitialBalance(0.01)),
                Arguments.of("2-Step", Programs.ftmoTwoStep(usd(100_000)), FixedFractional.ofInitialBalance(0.02)),
                Arguments.of("1-Step", Programs.ftmoOneStep(usd(100_000)), FixedFractional.ofInitialBalance(0.01)),
                Arguments.of(
                        "pausing", Program.of("Pausing", pausing.build()), FixedFractional.ofInitialBalance(0.01)));
    }

    /** Every share is within 4 standard errors: a false alarm once in 800 seeds of this test. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("challenges")
    void theSampleAgreesWithTheSolver(String name, Program program, FixedFractional stake) {
        requireSampleAgreesWithSolver(program, stake, 40_000);
    }

    /** The same false-alarm rate. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("challenges")
    @Tag("thorough")
    void aLargeSampleAgreesWithTheSolver(String name, Program program, FixedFractional stake) {
        requireSampleAgreesWithSolver(program, stake, 400_000);
    }

    private static void requireSampleAgreesWithSolver(Program program, FixedFractional stake, int trials) {
        Simulation.Builder challenge = Simulation.of(program)
                .trades(TRADER.withExcursions())
                .tradesPerDay(2)
                .sizing(PositionSizer.of(stake))
                .tradingPlan(TradingPlan.standard().withAbandonAfter(40));
        ExactOdds exact = Solver.of(challenge.spec()).mostStates(1L << 31).solve();
        SampledOdds sampled = challenge.trials(trials).seed(11).build().run();
        for (AttemptEnd end : AttemptEnd.values()) {
            double p = exact.share(end).value();
            assertThat(sampled.share(end).value())
                    .as(end.name())
                    .isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / trials) + 1e-9));
        }
    }

    /** Results alone do not show how high an open trade has been. */
    @Test
    void aFloorThatTrailsTheEquityOfTheDayNeedsExcursions() {
        Phase trailing = Phase.builder("Evaluation", usd(100_000))
                .profitTarget(0.06)
                .maximumLoss(new MaximumLoss(
                        Limit.ofInitial(0.03),
                        MaximumLoss.Reference.INTRADAY_EQUITY,
                        Optional.empty(),
                        MaximumLoss.Payout.KEEPS_FLOOR))
                .build();
        BernoulliR trades = BernoulliR.of(0.5, 1.5);
        Simulation.Builder builder = Simulation.of(Program.of("Trailing", trailing))
                .trades(trades)
                .tradesPerDay(2)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.005)))
                .trials(10)
                .seed(1);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("the maximum loss of Evaluation trails the equity of the day");
        assertThat(builder.path(TradePath.CLOSES_ONLY).build().spec().assumptions())
                .first()
                .asString()
                .contains("at their closes only", "trails closed balances");
        assertThat(builder.path(TradePath.PESSIMISTIC)
                        .trades(trades.withExcursions())
                        .build()
                        .spec()
                        .assumptions())
                .first()
                .asString()
                .contains("at their best and then at their worst");
    }
}
