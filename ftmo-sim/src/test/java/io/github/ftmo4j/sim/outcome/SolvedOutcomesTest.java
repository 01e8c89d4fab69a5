package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.odds.SampledOdds;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the models draw against what their laws say, through the whole simulator: within 4 standard errors. */
class SolvedOutcomesTest {

    private static final int TRIALS = 40_000;

    private static Stream<OutcomeModel> models() {
        BernoulliR trades = BernoulliR.of(0.48, 1.6);
        return Stream.of(
                trades.withExcursions(),
                trades.withExcursions().breakevenAt(0.8),
                Costs.of(trades.withExcursions()).commission(7, 250).spread(0.02),
                new Gaps(trades.withExcursions(), 0.05, Slippage.fixed(1)),
                Breakevens.of(trades, 0.2));
    }

    @ParameterizedTest
    @MethodSource("models")
    void runAndSolveAgree(OutcomeModel model) {
        Simulation.Builder challenge = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(model)
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.015)))
                .trials(TRIALS)
                .seed(4);
        SampledOdds sampled = challenge.build().run();
        double exact = challenge.build().solve().pass().value();
        assertThat(sampled.pass().value()).isCloseTo(exact, within(4 * Math.sqrt(exact * (1 - exact) / TRIALS)));
    }
}
