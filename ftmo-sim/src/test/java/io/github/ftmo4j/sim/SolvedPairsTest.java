package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.ExactPasses;
import io.github.ftmo4j.sim.odds.SampledPasses;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The number of two accounts that pass, computed from pairs of states. */
class SolvedPairsTest {

    private static Simulation.Builder evenBets(double winRate, int target, int floor) {
        return KnownChallenges.evenBets(
                KnownChallenges.step()
                        .profitTarget(target / 100.0)
                        .maximumLoss(floor / 100.0)
                        .build(),
                winRate);
    }

    /** The figures were computed elsewhere, and printed to eight digits. */
    @ParameterizedTest(name = "a share of {0}")
    @CsvSource({
        "0, 0.25000000, 0.50000000, 0.25000000, 0.75000000",
        ".5, 0.32942366, 0.34115268, 0.32942366, 0.67057634",
        "1, 0.50000000, 0, 0.50000000, 0.50000000",
    })
    void twoAccountsWithCommonShocks(double share, double both, double one, double none, double atLeastOne) {
        ExactPasses passes = evenBets(.5, 5, 5)
                .accounts(2, Dependence.commonShocks(share))
                .solve()
                .passes();
        assertThat(passes.all().value()).isCloseTo(both, within(.5001e-8));
        assertThat(passes.exactly(1).value()).isCloseTo(one, within(.5001e-8));
        assertThat(passes.none().value()).isCloseTo(none, within(.5001e-8));
        assertThat(passes.atLeast(1).value()).isCloseTo(atLeastOne, within(.5001e-8));
        assertThat(passes.all().isComputed()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void eachAccountAloneHasItsOwnOddsAndTheRestIsWhatIsSampled(String name, Simulation.Builder builder) {
        long trials = 40_000;
        for (double share : new double[] {.3, .8}) {
            builder.accounts(2, Dependence.commonShocks(share));
            ExactOdds odds = builder.solve();
            ExactPasses passes = odds.passes();
            assertThat(passes.all().value() + passes.exactly(1).value() / 2)
                    .isCloseTo(
                            odds.pass().value(),
                            within(odds.error() + 2 * passes.all().halfWidth() + 1e-12));
            assertThat(passes.all().halfWidth()).isLessThan(1e-6);
            SampledPasses sampled =
                    builder.trials(trials).seed(20_261_128).build().run().passes();
            for (int number = 0; number <= 2; number++) {
                Significance.assertShare(
                        name + " " + number,
                        sampled.count(number),
                        trials,
                        passes.exactly(number).value());
            }
            assertThat(passes.correlation().orElseThrow().value())
                    .isCloseTo(sampled.correlation().orElseThrow().value(), within(.03))
                    .isBetween(0.0, share);
        }
    }

    static Stream<Object[]> questions() {
        Program limited = Program.of(
                "Limited",
                Programs.ftmoTwoStep(usd(100_000)).phases().stream()
                        .map(phase -> phase.toBuilder()
                                .timeLimit(TimeLimit.weekdays(8))
                                .build())
                        .toArray(Phase[]::new));
        return Stream.of(
                new Object[] {"one step", evenBets(.55, 8, 10)},
                new Object[] {"two steps", twoSteps(Programs.ftmoTwoStep(usd(100_000)), 4)},
                new Object[] {"two steps that end", twoSteps(limited, 3)},
                new Object[] {
                    "given up",
                    evenBets(.5, 6, 7).tradingPlan(TradingPlan.standard().withAbandonAfter(20))
                });
    }

    private static Simulation.Builder twoSteps(Program program, int perDay) {
        return Simulation.of(program)
                .path(TradePath.CLOSES_ONLY)
                .trades(BernoulliR.of(.5, 1))
                .tradesPerDay(perDay)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(.01)));
    }

    @Test
    void theMoreIsInCommonTheMoreOftenBothPassAndNone() {
        double both = 0;
        for (double share : new double[] {.1, .4, .7, .95}) {
            ExactPasses passes = twoSteps(Programs.ftmoTwoStep(usd(100_000)), 4)
                    .accounts(2, Dependence.commonShocks(share))
                    .solve()
                    .passes();
            assertThat(passes.all().value()).isGreaterThan(both);
            both = passes.all().value();
        }
    }

    @Test
    void whatIsNotComputedIsNamed() {
        assertRefused(evenBets(.5, 5, 5).accounts(3, Dependence.commonShocks(.5)), "it is computed for two accounts");
        assertRefused(evenBets(.5, 5, 5).accounts(2, Dependence.correlated(.5)), "it is computed for two accounts");
        assertRefused(
                evenBets(.5, 5, 5).tradesPerDay(TradesPerDay.poisson(2)).accounts(2, Dependence.commonShocks(.5)),
                "joins the numbers of trades a day, which are random");
        assertThatThrownBy(() -> Solver.of(twoSteps(Programs.ftmoTwoStep(usd(100_000)), 4)
                                .accounts(2, Dependence.commonShocks(.5))
                                .spec())
                        .mostStates(20_000)
                        .solve())
                .isInstanceOf(UnsolvableException.class)
                .hasMessageContaining("are too many");
    }

    private static void assertRefused(Simulation.Builder builder, String reason) {
        assertThatThrownBy(builder::solve)
                .isInstanceOf(UnsolvableException.class)
                .hasMessageContaining(reason);
    }
}
