package io.github.ftmo4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Score;
import io.github.ftmo4j.sim.sweep.SweepOdds;
import io.github.ftmo4j.sim.sweep.SweepRow;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static final Variation<Double> RISK =
            (trader, risk) -> trader.sizing(PositionSizer.of(FixedFractional.ofInitialBalance(risk)));

    private static Simulation simulation(long trials) {
        return Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(BernoulliR.of(0.45, 1.5))
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)))
                .trials(trials)
                .seed(42)
                .build();
    }

    @Test
    void eachRowHasTheOddsOfItsSimulation() {
        Sweep sweep = Sweep.of(simulation(2_000)).over("risk", List.of(0.005, 0.01, 0.02), RISK);
        SweepOdds odds = sweep.run(Execution.threads(2));
        for (int i = 0; i < 3; i++) {
            SampledOdds alone = sweep.simulations().get(i).run();
            SweepRow row = odds.rows().get(i);
            assertThat(((SampledOdds) row.odds()).tally()).isEqualTo(alone.tally());
            assertThat(row.score(Criterion.pass())).isEqualTo(Score.of(alone.pass()));
            assertThat(row.score(Criterion.daysToPass()).value())
                    .isEqualTo(alone.daysToPass().mean());
        }
        assertThat(odds.csv()).isEqualTo(sweep.run(Execution.threads(1)).csv());
    }

    @Test
    void differencesAreThoseOfPairedTrials() {
        Simulation base = simulation(2_000);
        Sweep sweep = Sweep.of(base).over("risk", List.of(0.005, 0.01), RISK);
        SweepOdds odds = sweep.run();
        Comparison pair = sweep.simulations().get(0).compare(sweep.simulations().get(1));
        assertThat(odds.best().name()).isEqualTo("risk 0.005");
        Score less = odds.rows().get(1).toBest(Criterion.pass());
        assertThat(less.value()).isEqualTo(pair.differences().get(0).value());
        assertThat(less.lower()).isEqualTo(pair.differences().get(0).lower());
        assertThat(less.method()).isEqualTo("Tango");
        assertThat(odds.rows().get(0).toBest(Criterion.pass()).value()).isZero();
        Score days = odds.rows().get(1).toBest(Criterion.daysToPass());
        assertThat(days.upper()).isNegative();
    }

    @Test
    void solvedRowsAreExactAndTheOthersAreSampled() {
        Simulation base = simulation(2_000);
        SweepOdds odds = Sweep.of(base)
                .over(
                        "trades",
                        List.of(
                                BernoulliR.of(0.48, 1.6),
                                BernoulliR.of(0.50, 1.0),
                                Bootstrap.of(1, -1, 1, -1, -1).withMeanBlock(3)),
                        Simulation.Builder::trades)
                .solve();
        assertThat(odds.rows().get(0).score(Criterion.pass()).value()).isCloseTo(0.929619, within(1e-6));
        assertThat(odds.rows().get(1).score(Criterion.pass()).value()).isCloseTo(0.360119, within(1e-6));
        assertThat(odds.rows().get(1).score(Criterion.daysToPass()).value()).isCloseTo(38.9923, within(1e-4));
        assertThat(odds.rows().get(1).toBest(Criterion.pass()).value()).isCloseTo(0.360119 - 0.929619, within(1e-6));
        assertThat(odds.rows().get(0).score(Criterion.pass()).isComputed()).isTrue();
        assertThat(odds.rows().get(2).score(Criterion.pass()).isComputed()).isFalse();
        assertThat(odds.contenders()).containsExactly(odds.rows().get(0));
    }

    @Test
    void severalParametersGiveAllCombinations() {
        SweepOdds odds = Sweep.of(simulation(500))
                .over(
                        "program",
                        List.of(Programs.ftmoTwoStep(Money.usd(100_000)), Programs.ftmoOneStep(Money.usd(100_000))),
                        Variation.program())
                .over("trades a day", List.of(1, 2), Simulation.Builder::tradesPerDay)
                .by(Criterion.daysToPass())
                .run();
        assertThat(odds.rows().stream().map(SweepRow::name))
                .containsExactly(
                        "program FTMO 2-Step, trades a day 1",
                        "program FTMO 2-Step, trades a day 2",
                        "program FTMO 1-Step, trades a day 1",
                        "program FTMO 1-Step, trades a day 2");
        assertThat(odds.toString().lines()).hasSize(5);
        assertThat(odds.csv().lines()).hasSize(5).first().asString().startsWith("program,trades a day,days to pass,");
    }

    @Test
    void theFrontHasNoRowThatAnotherBeatsInAll() {
        SweepOdds odds = Sweep.of(simulation(1_000))
                .over("risk", List.of(0.0025, 0.005, 0.01, 0.015, 0.03, 0.04), RISK)
                .run();
        List<SweepRow> front = odds.front();
        assertThat(front).contains(odds.best(), odds.best(Criterion.daysToPass()));
        assertThat(odds.front(List.of(Criterion.pass()))).contains(odds.best());
        for (SweepRow row : odds.rows()) {
            boolean beaten = odds.rows().stream()
                    .anyMatch(other -> pass(other) >= pass(row)
                            && days(other) <= days(row)
                            && (pass(other) > pass(row) || days(other) < days(row)));
            assertThat(front.contains(row)).isEqualTo(!beaten);
        }
    }

    private static double pass(SweepRow row) {
        return row.score(Criterion.pass()).value();
    }

    private static double days(SweepRow row) {
        return row.score(Criterion.daysToPass()).value();
    }

    @Test
    void parallelAccountsAreMeasuredByHowManyPass() {
        Simulation two = simulation(1_000).toBuilder()
                .accounts(2, Dependence.independent())
                .build();
        SweepOdds odds = Sweep.of(two)
                .over("risk", List.of(0.005, 0.02), RISK)
                .by(Criterion.atLeast(1), Criterion.pass(), Criterion.atLeast(2))
                .run();
        assertThat(odds.best().toBest(Criterion.atLeast(2)).value()).isZero();
        assertThat(odds.rows().get(1).toBest(Criterion.atLeast(1)).method()).isEqualTo("Tango");
        assertThat(odds.rows().get(1).toBest(Criterion.pass()).method()).isEqualTo("t of 40 batches");
    }

    @Test
    void journeysAreComparedTrialByTrial() {
        Simulation base = simulation(1_000);
        Sweep sweep = Sweep.of(base)
                .journey(trading -> Journey.of(trading).attempts(3).horizon(60).rate("1.08"))
                .over("risk", List.of(0.005, 0.01), RISK)
                .overJourney(
                        "payouts",
                        List.of(PayoutPlan.all(), PayoutPlan.share(0.5)),
                        (journey, plan) -> journey.payouts(plan))
                .by(Criterion.expectedValue(), Criterion.pass());
        SweepOdds odds = sweep.run();
        assertThat(odds.rows()).hasSize(4);
        JourneyOdds alone = Journey.of(sweep.simulations().get(2).spec())
                .attempts(3)
                .horizon(60)
                .rate("1.08")
                .build()
                .run(1_000, 42);
        SweepRow third = odds.rows().get(2);
        assertThat(third.journey().orElseThrow()).isEqualTo(alone);
        assertThat(third.score(Criterion.expectedValue()).value())
                .isEqualTo(alone.expectedValue().value());
        double best = odds.best().score(Criterion.expectedValue()).value();
        for (SweepRow row : odds.rows()) {
            assertThat(row.toBest(Criterion.expectedValue()).value())
                    .isCloseTo(row.score(Criterion.expectedValue()).value() - best, within(1e-6));
        }
        assertThat(odds.best().toBest(Criterion.expectedValue()).upper()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweep.of(base).by(Criterion.expectedValue()).run())
                .withMessageStartingWith("journey must be set");
    }

    @Test
    void journeysThatCanBeSolvedAre() {
        SweepOdds odds = Sweep.of(simulation(200))
                .journey(trading -> Journey.of(trading).attempts(2).rate("1.08").horizon(20))
                .overJourney("horizon", List.of(20, 30, 90), Journey.Builder::horizon)
                .by(Criterion.expectedValue())
                .solve();
        SweepRow exact = odds.rows().get(0);
        SweepRow sampled = odds.rows().get(2); // the account may grow within 90 days

        assertThat(exact.score(Criterion.expectedValue()))
                .isEqualTo(Score.of(exact.exactJourney().orElseThrow().expectedValue()));
        assertThat(exact.journey()).isEmpty();
        assertThat(sampled.exactJourney()).isEmpty();
        assertThat(sampled.score(Criterion.expectedValue()).isComputed()).isFalse();
        assertThat(odds.best()).isEqualTo(sampled);
        assertThat(exact.toBest(Criterion.expectedValue()).upper()).isNegative();
        assertThat(odds.rows().get(1).toBest(Criterion.expectedValue()).isComputed())
                .isFalse();
    }

    @Test
    void progressCountsTrialsAndInterruptionCancels() {
        Sweep sweep = Sweep.of(simulation(2_000)).over("risk", List.of(0.005, 0.01), RISK);
        AtomicLong last = new AtomicLong();
        sweep.run(Execution.threads(1).onProgress((done, total) -> {
            assertThat(total).isEqualTo(2_000);
            assertThat(done).isGreaterThan(last.getAndSet(done));
        }));
        assertThat(last).hasValue(2_000);
        Thread.currentThread().interrupt();
        assertThat(catchThrowable(sweep::run)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void wrongSweepsAreRefused() {
        Sweep sweep = Sweep.of(simulation(10)).over("risk", List.of(0.01), RISK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sweep.over("risk", List.of(0.02), RISK))
                .withMessage("parameter must be a new one, was risk");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sweep.over("more", List.of(), RISK))
                .withMessage("values of more must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sweep.run().best(Criterion.atLeast(1)))
                .withMessageContaining("criterion must be one of [P(pass), days to pass], was P(at least 1)");
    }

    /**
     * The interval of a difference in mean days contains the exact difference as often as it says. The share of 2,000
     * repetitions is within 4 standard errors of 95 % unless by one chance in 16,000; the interval of 40 batches may
     * miss by half a point.
     */
    @Test
    @Tag("thorough")
    void intervalsOfDifferencesContainTheTruth() {
        Sweep exact = Sweep.of(simulation(400)).over("risk", List.of(0.01, 0.015), RISK);
        double[] truth =
                exact.solve().rows().stream().mapToDouble(SweepTest::days).toArray();
        double[] odds =
                exact.solve().rows().stream().mapToDouble(SweepTest::pass).toArray();
        int repetitions = 2_000;
        int days = 0;
        int passes = 0;
        for (int i = 0; i < repetitions; i++) {
            Simulation base = simulation(400).toBuilder().seed(i).build();
            SweepOdds found =
                    Sweep.of(base).over("risk", List.of(0.01, 0.015), RISK).run(Execution.threads(1));
            boolean firstIsBest = found.best().equals(found.rows().get(0));
            SweepRow other = found.rows().get(firstIsBest ? 1 : 0);
            double sign = firstIsBest ? 1 : -1;
            days += contains(other.toBest(Criterion.daysToPass()), sign * (truth[1] - truth[0]));
            passes += contains(other.toBest(Criterion.pass()), sign * (odds[1] - odds[0]));
        }
        double error = Math.sqrt(0.95 * 0.05 / repetitions);
        assertThat((double) days / repetitions).isCloseTo(0.95, within(4 * error + 0.005));
        assertThat((double) passes / repetitions).isCloseTo(0.95, within(4 * error + 0.005));
    }

    private static int contains(Score score, double value) {
        return score.lower() <= value && value <= score.upper() ? 1 : 0;
    }
}
