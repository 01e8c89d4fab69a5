package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Costs, breakevens and gaps: what each does to a trade, and the laws that they state. Tests at 1e-4. */
class CostsTest {

    private static final int DRAWS = 100_000;
    private static final double FALSE_ALARM = 1e-4;
    private static final double KOLMOGOROV = 2.23;

    private static final BernoulliR TRADES = BernoulliR.of(0.48, 1.6);

    private final RandomStream outcomes = new RandomStream(3, 0, 0, 0, Purpose.OUTCOME);
    private final RandomStream inside = new RandomStream(3, 1, 0, 0, Purpose.OUTCOME);

    private double[] draw(OutcomeModel model) {
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        double[] drawn = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            sampler.next(outcomes, out);
            sampler.complete(inside, out);
            drawn[i] = out.rMultiple();
        }
        return drawn;
    }

    private static Outcome complete(OutcomeModel model, double r) {
        OutcomeModel fixed = new Fixed(r, -1.25, 2);
        OutcomeModel wrapped = model instanceof Costs costs
                ? new Costs(fixed, costs.commission(), costs.spread(), costs.slippage())
                : model instanceof Gaps gaps
                        ? new Gaps(fixed, gaps.probability(), gaps.excess())
                        : new Breakevens(fixed, ((Breakevens) model).winners(), ((Breakevens) model).losers());
        OutcomeSampler sampler = wrapped.start();
        Outcome out = new Outcome();
        sampler.next(new RandomStream(1, 0, 0, 0, Purpose.OUTCOME), out);
        sampler.complete(new RandomStream(2, 0, 0, 0, Purpose.OUTCOME), out);
        return out;
    }

    /** One trade with all that an outcome can have. */
    private record Fixed(double r, double adverse, double favourable) implements OutcomeModel {
        @Override
        public OutcomeSampler start() {
            return (random, out) -> out.set(r)
                    .withExcursions(Math.min(r, adverse), Math.max(r, favourable))
                    .withMarketReturn(0.01)
                    .withTimes(60, 120);
        }
    }

    @Test
    void commissionAndSpreadLowerTheResultAndTheExcursions() {
        assertThat(complete(Costs.of(TRADES).commission(12.5, 100).spread(0.125), 1.5))
                .hasToString("Outcome[rMultiple=1.25, adverse=-1.5, favourable=1.75, marketReturn=0.01, opensAt=60,"
                        + " closesAt=120]");
    }

    @Test
    void slippageIsPaidAtTheClose() {
        assertThat(complete(Costs.of(TRADES).slippage(Slippage.fixed(0.5)), -1))
                .hasToString("Outcome[rMultiple=-1.5, adverse=-1.5, favourable=2.0, marketReturn=0.01, opensAt=60,"
                        + " closesAt=120]");
    }

    @Test
    void aBreakevenEndsAtZero() {
        Breakevens winners = new Breakevens(TRADES, 1, 0);
        assertThat(complete(winners, 1.5).rMultiple()).isZero();
        assertThat(complete(winners, -1).rMultiple()).isEqualTo(-1);
        Breakevens losers = new Breakevens(TRADES, 0, 1);
        assertThat(complete(losers, 1.5).rMultiple()).isEqualTo(1.5);
        assertThat(complete(losers, -1))
                .hasToString("Outcome[rMultiple=0.0, adverse=-1.25, favourable=2.0, marketReturn=0.01, opensAt=60,"
                        + " closesAt=120]");
    }

    @Test
    void aGapMakesALossLarger() {
        Gaps gaps = new Gaps(TRADES, 1, Slippage.fixed(0.5));
        assertThat(complete(gaps, -1).rMultiple()).isEqualTo(-1.5);
        assertThat(complete(gaps, -1).adverse()).isEqualTo(-1.5);
        assertThat(complete(gaps, 1.5).rMultiple()).isEqualTo(1.5);
        assertThat(complete(new Gaps(TRADES, 1, Slippage.fixed(-0.5)), -1).rMultiple())
                .isEqualTo(-1);
    }

    private static Stream<OutcomeModel> discrete() {
        return Stream.of(
                Costs.of(TRADES).commission(0.05).spread(0.02).slippage(Slippage.fixed(0.01)),
                new Breakevens(TRADES, 0.1, 0.3),
                Breakevens.of(Bootstrap.of(-1, -1, 0, 0.5, 2), 0.25),
                new Gaps(TRADES, 0.1, Slippage.fixed(0.5)),
                new Gaps(Costs.of(Breakevens.of(TRADES, 0.1)).commission(0.1), 0.1, Slippage.fixed(0.5)));
    }

    @ParameterizedTest
    @MethodSource("discrete")
    void resultsFollowTheStatedLaw(OutcomeModel model) {
        DiscreteLaw law = model.law().orElseThrow();
        double[] drawn = draw(model);
        double[] expected = new double[law.size()];
        long[] seen = new long[law.size()];
        for (int i = 0; i < law.size(); i++) {
            double value = law.value(i);
            expected[i] = law.probability(i);
            seen[i] = Arrays.stream(drawn).filter(r -> r == value).count();
        }
        assertThat(Arrays.stream(seen).sum()).isEqualTo(DRAWS);
        assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(FALSE_ALARM);
    }

    private static Stream<OutcomeModel> continuous() {
        Slippage normal = Slippage.normal(0.05, 0.1);
        return Stream.of(
                Costs.of(TRADES).commission(0.05).slippage(normal),
                Costs.of(new GaussianReturns(0.001, 0.01, 0.01)).spread(0.05).slippage(normal),
                Costs.of(new LognormalR(0.1, 0.5)).spread(0.05).commission(0.1));
    }

    @ParameterizedTest
    @MethodSource("continuous")
    void resultsFollowTheStatedDensity(OutcomeModel model) {
        ContinuousLaw law = model.continuousLaw().orElseThrow();
        double[] drawn = draw(model);
        Arrays.sort(drawn);
        double distance = 0;
        for (int i = 0; i < DRAWS; i++) {
            distance = Math.max(distance, Math.abs(law.cumulative(drawn[i]) - (i + 0.5) / DRAWS));
        }
        assertThat(distance * Math.sqrt(DRAWS)).isLessThan(KOLMOGOROV);
        assertThat(Arrays.stream(drawn).average().orElseThrow()).isCloseTo(law.mean(), within(0.02));
        assertThat(law.partialMean(1e6)).isCloseTo(law.mean(), within(1e-9));
        assertThat(law.partialMean(0.3) - law.partialMean(0.3 - 1e-5))
                .isCloseTo(0.3 * law.density(0.3) * 1e-5, within(1e-9));
    }

    private static Stream<OutcomeModel> withExcursionLaw() {
        return Stream.of(
                Costs.of(TRADES.withExcursions()).commission(0.05).spread(0.02),
                Costs.of(TRADES.withExcursions()).spread(0.02).slippage(Slippage.fixed(0.1)),
                Costs.of(TRADES.withExcursions().breakevenAt(0.8)).spread(0.02).slippage(Slippage.fixed(-0.01)),
                Costs.of(new GaussianReturns(0.001, 0.01, 0.01).withExcursions())
                        .spread(0.05),
                new Gaps(TRADES.withExcursions(), 0.2, Slippage.fixed(0.5)),
                new Gaps(Costs.of(TRADES.withExcursions()).spread(0.05), 0.2, Slippage.fixed(0.5)));
    }

    /** Shares of trades within 4 standard errors of the mean of the probabilities that the law gives them. */
    @ParameterizedTest
    @MethodSource("withExcursionLaw")
    void excursionsFollowTheStatedLaw(OutcomeModel model) {
        ExcursionLaw law = model.excursionLaw().orElseThrow();
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        double[] levels = {0.03, 0.3, 0.6, 0.9, 1.1, 1.4, 1.57};
        double[] expected = new double[2 * levels.length];
        double[] seen = new double[2 * levels.length];
        for (int i = 0; i < DRAWS; i++) {
            sampler.next(outcomes, out);
            sampler.complete(inside, out);
            for (int k = 0; k < levels.length; k++) {
                expected[2 * k] += law.adverseReaches(out.rMultiple(), levels[k]) / DRAWS;
                expected[2 * k + 1] += law.favourableReaches(out.rMultiple(), levels[k]) / DRAWS;
                seen[2 * k] += out.adverse() <= -levels[k] ? 1.0 / DRAWS : 0;
                seen[2 * k + 1] += out.favourable() >= levels[k] ? 1.0 / DRAWS : 0;
            }
        }
        for (int k = 0; k < seen.length; k++) {
            double p = expected[k];
            assertThat(seen[k]).isCloseTo(p, within(4 * Math.sqrt(Math.max(0, p * (1 - p)) / DRAWS) + 1e-9));
        }
    }

    @Test
    void lawsAreNotStatedWhereTheyAreNotKnown() {
        assertThat(Costs.of(TRADES).slippage(Slippage.exponential(0.1)).law()).isEmpty();
        assertThat(Costs.of(TRADES).slippage(Slippage.exponential(0.1)).continuousLaw())
                .isEmpty();
        assertThat(Costs.of(TRADES.withExcursions())
                        .slippage(Slippage.exponential(0.1))
                        .excursionLaw())
                .isEmpty();
        assertThat(Breakevens.of(TRADES.withExcursions(), 0.1).excursionLaw()).isEmpty();
        assertThat(new Gaps(TRADES, 0.1, Slippage.exponential(0.5)).law()).isEmpty();
    }

    @Test
    void slippageHasItsMean() {
        double[] exponential = draw(Costs.of(BernoulliR.of(1, 1)).slippage(Slippage.exponential(0.25)));
        assertThat(Arrays.stream(exponential).average().orElseThrow())
                .isCloseTo(0.75, within(4 * 0.25 / Math.sqrt(DRAWS)));
        assertThat(Arrays.stream(exponential).max().orElseThrow()).isLessThanOrEqualTo(1);
        double[] normal = draw(Costs.of(BernoulliR.of(1, 1)).slippage(Slippage.normal(0.25, 0.5)));
        assertThat(Arrays.stream(normal).average().orElseThrow()).isCloseTo(0.75, within(4 * 0.5 / Math.sqrt(DRAWS)));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Costs.of(TRADES).commission(-0.1))
                .withMessage("commission must be from 0 to 1000000 R, was -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Costs.of(TRADES).commission(7, 0))
                .withMessage("riskPerLot must be above 0 and finite, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Breakevens.of(TRADES, 1.5))
                .withMessage("winners must be from 0 to 1, was 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gaps(TRADES, 2, Slippage.fixed(1)))
                .withMessage("probability must be from 0 to 1, was 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slippage.exponential(0))
                .withMessage("mean must be above 0 and finite, was 0.0");
    }

    private static Stream<OutcomeModel> wrapped() {
        OutcomeModel trades = TRADES.withExcursions();
        return Stream.of(
                Costs.of(trades).commission(0.05).slippage(Slippage.exponential(0.1)),
                Breakevens.of(trades, 0.3),
                new Gaps(trades, 0.5, Slippage.exponential(0.5)),
                TRADES.withExcursions().breakevenAt(0.5));
    }

    /** So that a comparison of costs is one of the same trades. */
    @ParameterizedTest
    @MethodSource("wrapped")
    void theTradesThatPayAreDrawnAsWithoutCosts(OutcomeModel model) {
        RandomStream twin = new RandomStream(3, 0, 0, 0, Purpose.OUTCOME);
        OutcomeSampler bare = TRADES.start();
        OutcomeSampler sampler = model.start();
        Outcome expected = new Outcome();
        Outcome out = new Outcome();
        for (int i = 0; i < 1_000; i++) {
            bare.next(twin, expected);
            sampler.next(outcomes, out);
            assertThat(out.rMultiple()).isEqualTo(expected.rMultiple());
            sampler.complete(inside, out);
        }
    }
}
