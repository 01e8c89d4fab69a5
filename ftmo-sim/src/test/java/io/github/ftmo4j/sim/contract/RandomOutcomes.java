package io.github.ftmo4j.sim.contract;

import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.FixedTrades;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.LognormalR;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.PoissonTrades;
import io.github.ftmo4j.sim.outcome.StudentTReturns;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random outcome models and random distributions of trades a day, of all kinds that the library has. */
public final class RandomOutcomes {

    /** Every outcome model of the library. The contract is checked for each. */
    private static final List<Arbitrary<? extends OutcomeModel>> MODELS = List.of(
            Combinators.combine(thousandths(0, 1000), sizes(), sizes())
                    .as((winRate, win, loss) -> new BernoulliR(winRate, win, -loss)),
            Combinators.combine(thousandths(-100, 100), thousandths(0, 500), thousandths(1, 500))
                    .as(GaussianReturns::new),
            Combinators.combine(
                            thousandths(2_001, 30_000),
                            thousandths(-100, 100),
                            thousandths(1, 500),
                            thousandths(1, 500))
                    .as(StudentTReturns::new),
            Combinators.combine(thousandths(-900, 2000), thousandths(1, 1000)).as(LognormalR::new),
            thousandths(-5000, 5000).list().ofMinSize(1).ofMaxSize(20).map(RandomOutcomes::discrete),
            Combinators.combine(
                            thousandths(-2000, 5000).list().ofMinSize(1).ofMaxSize(60),
                            Arbitraries.of(1.0, 1.5, 5.0, 1e12))
                    .as((history, meanBlock) -> Bootstrap.of(history.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray())
                            .withMeanBlock(meanBlock)));

    /** Every distribution of trades a day of the library. The contract is checked for each. */
    private static final List<Arbitrary<? extends TradesPerDay>> TRADES_PER_DAY = List.of(
            Arbitraries.integers().between(1, TradesPerDay.MOST).map(FixedTrades::new),
            thousandths(1, 500_000).map(PoissonTrades::new));

    private RandomOutcomes() {}

    public static Arbitrary<OutcomeModel> models() {
        return Arbitraries.of(MODELS).flatMap(model -> model.map(OutcomeModel.class::cast));
    }

    public static Arbitrary<TradesPerDay> tradesPerDay() {
        return Arbitraries.of(TRADES_PER_DAY).flatMap(distribution -> distribution.map(TradesPerDay.class::cast));
    }

    /** One outcome model of each kind. */
    public static List<OutcomeModel> oneModelOfEach() {
        return MODELS.stream()
                .map(model -> model.map(OutcomeModel.class::cast).sample())
                .toList();
    }

    /** One distribution of trades a day of each kind. */
    public static List<TradesPerDay> oneTradesPerDayOfEach() {
        return TRADES_PER_DAY.stream()
                .map(distribution -> distribution.map(TradesPerDay.class::cast).sample())
                .toList();
    }

    /** Values of different probabilities. */
    private static DiscreteR discrete(List<Double> values) {
        double sum = values.size() * (values.size() + 1) / 2.0;
        return DiscreteR.of(
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                IntStream.rangeClosed(1, values.size())
                        .mapToDouble(i -> i / sum)
                        .toArray());
    }

    /** R-multiples without sign. */
    private static Arbitrary<Double> sizes() {
        return Arbitraries.oneOf(thousandths(1, 5000), Arbitraries.of(1.0, 100.0, Outcome.LARGEST_R));
    }

    private static Arbitrary<Double> thousandths(int least, int most) {
        return Arbitraries.integers().between(least, most).map(n -> n / 1000.0);
    }
}
