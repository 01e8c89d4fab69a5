package io.github.ftmo4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Optimum;
import io.github.ftmo4j.sim.sweep.SweepOdds;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerTest {

    private static final Variation<Double> RISK =
            (trader, risk) -> trader.sizing(PositionSizer.of(FixedFractional.ofBalance(risk)));

    /** Within 60 days: a small risk takes too long, a large one breaches. */
    private static Simulation simulation(long trials) {
        return Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(BernoulliR.of(0.45, 1.5))
                .tradesPerDay(2)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(60))
                .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
                .trials(trials)
                .seed(42)
                .build();
    }

    @Tag("thorough")
    @ParameterizedTest
    @EnumSource
    void findsWhatAFineGridFinds(Optimizer.Method method) {
        Simulation base = simulation(4_000);
        List<Double> grid =
                IntStream.rangeClosed(1, 100).mapToObj(i -> i * 0.0003).toList();
        SweepOdds sweep =
                Sweep.of(base).over("risk", grid, RISK).by(Criterion.pass()).run();
        Optimum best = Optimizer.of(base)
                .over("risk", 0.0003, 0.03, RISK)
                .method(method)
                .run();
        assertThat(best.tried()).hasSizeLessThanOrEqualTo(60);
        double found =
                best.tried().stream().mapToDouble(Optimum.Tried::value).max().orElseThrow();
        assertThat(found).isGreaterThan(sweep.best().score(Criterion.pass()).value() - 0.005);
    }

    /** A further target is reached less often: the edge of a trade is 0.1 R at any target. */
    @Tag("thorough")
    @ParameterizedTest
    @EnumSource
    void findsTheBestOfTwoParameters(Optimizer.Method method) {
        Variation<Double> target = (trader, win) -> trader.trades(BernoulliR.of(1.1 / (1 + win), win));
        Simulation base = simulation(2_000);
        SweepOdds sweep = Sweep.of(base)
                .over(
                        "risk",
                        IntStream.rangeClosed(1, 12).mapToObj(i -> i * 0.0019).toList(),
                        RISK)
                .over(
                        "target",
                        IntStream.rangeClosed(1, 12).mapToObj(i -> i * 0.31).toList(),
                        target)
                .run();
        Optimum best = Optimizer.of(base)
                .over("risk", 0.001, 0.025, RISK)
                .over("target", 0.3, 4, target)
                .method(method)
                .run();
        double found =
                best.tried().stream().mapToDouble(Optimum.Tried::value).max().orElseThrow();
        assertThat(found).isGreaterThan(sweep.best().score(Criterion.pass()).value() - 0.005);
    }

    /** Profit that is left on the account carries it further from its floor, and may be lost. */
    @Test
    void searchesHowMuchOfARewardIsTaken() {
        Optimizer search = Optimizer.of(simulation(100))
                .journey(trading -> Journey.of(trading).attempts(3).horizon(60).rate("1.08"))
                .over("risk", 0.002, 0.015, RISK)
                .overJourney("share", 0.1, 1, (journey, share) -> journey.payouts(PayoutPlan.share(share)))
                .evaluations(10);
        Optimum best = search.run();
        JourneyOdds there = best.journey().orElseThrow();

        assertThat(there.spec().payouts().share()).isEqualTo(best.value("share"));
        assertThat(best.score().value()).isEqualTo(there.expectedValue().value());
        assertThat(best.tried()).extracting(Optimum.Tried::settings).doesNotHaveDuplicates();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizer.of(simulation(10)).overJourney("share", 0, 1, (journey, share) -> journey))
                .withMessage("journey must be set before share");
    }

    @Test
    void theSameSearchFindsTheSame() {
        Optimizer search =
                Optimizer.of(simulation(500)).over("risk", 0.001, 0.04, RISK).evaluations(20);
        assertThat(search.run().tried()).isEqualTo(search.run().tried());
    }

    @Test
    void wrongSearchesAreRefused() {
        Optimizer nothing = Optimizer.of(simulation(10));
        assertThatIllegalArgumentException().isThrownBy(nothing::run);
        assertThatIllegalArgumentException().isThrownBy(() -> nothing.over("risk", 0.02, 0.01, RISK));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nothing.over("risk", 0, 1, RISK).over("risk", 0, 1, RISK));
        assertThatIllegalArgumentException().isThrownBy(() -> nothing.evaluations(3));
    }
}
