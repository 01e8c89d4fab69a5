package io.github.ftmo4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.edge.Edge;
import io.github.ftmo4j.sim.edge.EdgeOdds;
import io.github.ftmo4j.sim.edge.Outlook;
import io.github.ftmo4j.sim.edge.Spread;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.sweep.Criterion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EdgeStudyTest {

    private static Simulation simulation(long trials) {
        return Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(BernoulliR.of(0.45, 1.5))
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)))
                .trials(trials)
                .seed(42)
                .build();
    }

    private static double pass(double winRate) {
        return simulation(1).toBuilder()
                .trades(BernoulliR.of(winRate, 1.5))
                .solve()
                .pass()
                .value();
    }

    @Test
    void theIntegratedOddsAreTheMeanOverThePosterior() {
        EdgeOdds odds = EdgeStudy.of(simulation(1), Edge.ofCounts(45, 55, 1.5)).run();
        Spread spread = odds.spread(Criterion.pass());
        assertThat(spread.plugIn().value()).isCloseTo(0.750, within(0.02)).isEqualTo(pass(0.45));
        BetaDistribution posterior = new BetaDistribution(45.5, 55.5);
        double integral = 0;
        int points = 400;
        for (int i = 0; i < points; i++) {
            double winRate = 0.2 + 0.5 * (i + 0.5) / points;
            integral += pass(winRate) * posterior.density(winRate) * 0.5 / points;
        }
        assertThat(spread.integrated())
                .isCloseTo(integral, within(2e-3))
                .isLessThan(spread.plugIn().value());
        assertThat(spread.quantile(0.05)).isCloseTo(pass(posterior.inverseCumulativeProbability(0.05)), within(0.01));
        assertThat(spread.above(spread.quantile(0.3))).isCloseTo(0.7, within(0.01));
    }

    @Tag("thorough")
    @Test
    void moreTradesNarrowTheInterval() {
        EdgeStudy study = EdgeStudy.of(simulation(1), Edge.ofCounts(27, 33, 1.5));
        Outlook few = study.outlook(30);
        Outlook many = study.outlook(3_000);
        assertThat(few.widthThen()).isLessThan(few.widthNow());
        assertThat(many.widthThen()).isLessThan(0.5 * few.widthThen());
        assertThat(few.toString()).startsWith("30 more trades narrow the 90 % interval of P(pass) from ");
    }

    /** The odds rise with the win rate, so that their quantiles are those of the posterior of the win rate. */
    @Test
    void theOutlookIsTheMeanWidthOverWhatTheTradesMayBe() {
        int wins = 45;
        int trades = 100;
        int more = 100;
        double now = width(wins, trades);
        BetaDistribution posterior = new BetaDistribution(wins + 0.5, trades - wins + 0.5);
        int truths = 50;
        double then = 0;
        for (int i = 0; i < truths; i++) {
            BinomialDistribution won =
                    new BinomialDistribution(null, more, posterior.inverseCumulativeProbability((i + 0.5) / truths));
            for (int wonMore = 10; wonMore <= 80; wonMore += 5) {
                then += width(wins + wonMore, trades + more)
                        * (won.cumulativeProbability(wonMore + 2) - won.cumulativeProbability(wonMore - 3))
                        / truths;
            }
        }
        Outlook outlook = EdgeStudy.of(simulation(1), Edge.ofCounts(wins, trades - wins, 1.5))
                .outlook(more);
        assertThat(outlook.widthNow()).isCloseTo(now, within(0.01));
        assertThat(outlook.widthThen()).isCloseTo(then, within(0.03)); // some 3 standard errors
    }

    private static double width(int wins, int trades) {
        BetaDistribution posterior = new BetaDistribution(wins + 0.5, trades - wins + 0.5);
        return pass(posterior.inverseCumulativeProbability(0.95)) - pass(posterior.inverseCumulativeProbability(0.05));
    }

    /** About as the square root of the number of trades, for any seed: by 1 - sqrt(400 / 500). */
    @Tag("thorough")
    @Test
    void aQuarterMoreTradesNarrowTheIntervalByATenth() {
        double[] results = IntStream.range(0, 400)
                .mapToDouble(i -> i % 20 < 9 ? 1 + i % 11 * 0.1 : -1)
                .toArray();
        for (int seed = 1; seed <= 2; seed++) {
            Outlook outlook = EdgeStudy.of(
                            simulation(100).toBuilder().seed(seed).build(), Edge.ofResults(results))
                    .outlook(100);
            assertThat(1 - outlook.widthThen() / outlook.widthNow()).isBetween(0.04, 0.18);
        }
    }

    @Test
    void theBestOfManyIsDeflated() {
        EdgeOdds odds = EdgeStudy.of(simulation(1), Edge.ofCounts(45, 55, 1.5))
                .bestOf(100)
                .run();
        double lowered = EdgeStudy.expectedMaximum(100) * Math.sqrt(0.45 * 0.55 / 100);
        assertThat(EdgeStudy.expectedMaximum(1)).isCloseTo(0, within(1e-12));
        assertThat(EdgeStudy.expectedMaximum(2)).isCloseTo(1 / Math.sqrt(Math.PI), within(1e-9));
        assertThat(EdgeStudy.expectedMaximum(100)).isCloseTo(2.50759, within(1e-5));
        assertThat(odds.deflated(Criterion.pass()).plugIn().value()).isCloseTo(pass(0.45 - lowered), within(1e-9));
        assertThat(odds.notes()).singleElement().asString().contains("the best of 100");
        assertThat(odds.toString()).contains("after deflation, P(pass): ");
    }

    @Test
    void anyHistoryHasAPosterior() {
        double[] results = {2.1, -1, 1.4, -1, -0.4, 1.2, -1, 0, 3, -1, -1, 1.8};
        Simulation base = simulation(200);
        for (Edge edge : List.of(Edge.ofResults(results), Edge.ofWinRateAndPayoff(results))) {
            assertThat(edge.meanR()).isCloseTo(Arrays.stream(results).average().orElseThrow(), within(1e-12));
            assertThat(edge.draws(7, 1)).isEqualTo(edge.draws(7, 1)).hasSize(7);
            assertThat(edge.loweredBy(0.1).meanR()).isCloseTo(edge.meanR() - 0.1, within(1e-12));
            assertThat(edge.after(1, -1).trades()).isEqualTo(14);
            double mean = edge.draws(4_000, 3).stream()
                    .mapToDouble(EdgeStudyTest::mean)
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(edge.meanR(), within(0.05)); // 6 standard errors, and the prior
            Spread spread = EdgeStudy.of(base, edge).draws(20).run().spread(Criterion.pass());
            assertThat(spread.width()).isBetween(0.1, 1.0);
        }
    }

    private static double mean(OutcomeModel model) {
        var law = model.law().orElseThrow();
        double mean = 0;
        for (int i = 0; i < law.size(); i++) {
            mean += law.value(i) * law.probability(i);
        }
        return mean;
    }

    @Test
    void moneyIsSpreadToo() {
        EdgeOdds odds = EdgeStudy.of(simulation(100), Edge.ofCounts(27, 33, 1.5))
                .draws(10)
                .journey(trading -> Journey.of(trading).attempts(2).horizon(60).rate("1.08"))
                .run();
        Spread value = odds.spread(Criterion.expectedValue());
        assertThat(value.quantile(0.9)).isGreaterThan(value.quantile(0.1));
        assertThat(value.above(Double.NEGATIVE_INFINITY)).isOne();
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Edge.ofCounts(0, 0, 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Edge.ofCounts(-1, 2, 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Edge.ofResults());
        assertThatIllegalArgumentException().isThrownBy(() -> Edge.ofResults(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Edge.ofWinRateAndPayoff(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Edge.ofCounts(1, 1, 1).draws(0, 1));
        EdgeStudy study = EdgeStudy.of(simulation(1), Edge.ofCounts(1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> study.draws(1));
        assertThatIllegalArgumentException().isThrownBy(() -> study.bestOf(0));
        assertThatIllegalArgumentException().isThrownBy(() -> study.outlook(0));
    }

    /**
     * Traders whose win rate comes from the prior, each known from 60 trades: of those of whom 70 % is said, 70 % pass.
     * The attempts are run. Each group deviates by 4 standard errors once in 16,000 times; there are at most 10.
     */
    @Test
    @Tag("thorough")
    void saidOddsAreCalibrated() {
        int traders = 4_000;
        int trades = 60;
        double prior = 90; // win rates from about 0.40 to 0.50
        double[] said = new double[10];
        double[] passed = new double[10];
        double[] variance = new double[10];
        int[] number = new int[10];
        BetaDistribution population = new BetaDistribution(null, 0.45 * prior, 0.55 * prior);
        double[] known = new double[trades + 1];
        Arrays.fill(known, Double.NaN);
        for (int trader = 0; trader < traders; trader++) {
            RandomStream random = new RandomStream(5, trader, 0, 0, Purpose.OUTCOME);
            double winRate = population.inverseCumulativeProbability(random.nextDouble());
            int wins = 0;
            for (int i = 0; i < trades; i++) {
                wins += random.nextDouble() < winRate ? 1 : 0;
            }
            if (Double.isNaN(known[wins])) {
                known[wins] = EdgeStudy.of(
                                simulation(1),
                                Edge.ofCounts(wins, trades - wins, 1.5).withPrior(0.45 * prior, 0.55 * prior))
                        .draws(100)
                        .run()
                        .spread(Criterion.pass())
                        .integrated();
            }
            double odds = known[wins];
            boolean passes = simulation(1).toBuilder()
                            .trades(BernoulliR.of(winRate, 1.5))
                            .seed(1_000 + trader)
                            .build()
                            .run()
                            .ends()
                            .get(AttemptEnd.PASSED)
                    == 1;
            int group = (int) Math.min(9, 10 * odds);
            said[group] += odds;
            variance[group] += odds * (1 - odds);
            passed[group] += passes ? 1 : 0;
            number[group]++;
        }
        for (int group = 0; group < 10; group++) {
            if (number[group] > 30) {
                assertThat(passed[group])
                        .as("said %.3f of %d", said[group] / number[group], number[group])
                        .isCloseTo(said[group], within(4 * Math.sqrt(variance[group])));
            }
        }
    }
}
