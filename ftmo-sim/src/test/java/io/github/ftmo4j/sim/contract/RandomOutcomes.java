package io.github.ftmo4j.sim.contract;

import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.Breakevens;
import io.github.ftmo4j.sim.outcome.Costs;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.Excursions;
import io.github.ftmo4j.sim.outcome.FixedTrades;
import io.github.ftmo4j.sim.outcome.Gaps;
import io.github.ftmo4j.sim.outcome.GarchReturns;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.Instruments;
import io.github.ftmo4j.sim.outcome.JumpReturns;
import io.github.ftmo4j.sim.outcome.LognormalR;
import io.github.ftmo4j.sim.outcome.LognormalWinners;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.PastDays;
import io.github.ftmo4j.sim.outcome.PastTrade;
import io.github.ftmo4j.sim.outcome.PoissonTrades;
import io.github.ftmo4j.sim.outcome.Regimes;
import io.github.ftmo4j.sim.outcome.SkewedReturns;
import io.github.ftmo4j.sim.outcome.Slippage;
import io.github.ftmo4j.sim.outcome.StepReturns;
import io.github.ftmo4j.sim.outcome.StudentTReturns;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random outcome models and random distributions of trades a day, of all kinds that the library has. */
public final class RandomOutcomes {

    /** Every outcome model of the library. The contract is checked for each. */
    private static final List<Arbitrary<? extends OutcomeModel>> MODELS = List.of(
            winsAndLosses(),
            winsAndLosses().map(BernoulliR::withExcursions),
            Combinators.combine(winsAndLosses(), thousandths(1, 999))
                    .as((trades, share) -> trades.withExcursions().breakevenAt(share * trades.win())),
            gaussianReturns(),
            studentTReturns(),
            garchReturns(),
            jumpReturns(),
            skewedReturns(),
            Arbitraries.oneOf(gaussianReturns(), studentTReturns(), skewedReturns(), garchReturns(), jumpReturns())
                    .map(StepReturns::withExcursions),
            regimes(),
            instruments(),
            Combinators.combine(thousandths(0, 1000), thousandths(1, 3000), thousandths(1, 1000), thousandths(1, 2000))
                    .as((winRate, win, sigma, loss) -> new LognormalWinners(winRate, win, sigma, -loss)),
            Combinators.combine(thousandths(-900, 2000), thousandths(1, 1000)).as(LognormalR::new),
            thousandths(-5000, 5000).list().ofMinSize(1).ofMaxSize(20).map(RandomOutcomes::discrete),
            bootstraps(),
            Combinators.combine(bootstraps(), Arbitraries.of(true, false))
                    .as((history, stated) -> stated ? history.replayFrom(0) : history.replay()),
            pastDays(),
            Combinators.combine(
                            beforeCosts(),
                            thousandths(0, 500),
                            thousandths(0, 500),
                            slippages().optional())
                    .as(Costs::new),
            Combinators.combine(beforeCosts(), thousandths(0, 1000), thousandths(0, 1000))
                    .as(Breakevens::new),
            Combinators.combine(beforeCosts(), thousandths(0, 1000), slippages())
                    .as(Gaps::new));

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

    private static Arbitrary<BernoulliR> winsAndLosses() {
        return Combinators.combine(thousandths(0, 1000), sizes(), sizes())
                .as((winRate, win, loss) -> new BernoulliR(winRate, win, -loss));
    }

    private static Arbitrary<GaussianReturns> gaussianReturns() {
        return Combinators.combine(thousandths(-100, 100), thousandths(0, 500), thousandths(1, 500))
                .as(GaussianReturns::new);
    }

    private static Arbitrary<StudentTReturns> studentTReturns() {
        return Combinators.combine(
                        thousandths(2_001, 30_000), thousandths(-100, 100), thousandths(1, 500), thousandths(1, 500))
                .as(StudentTReturns::new);
    }

    /** In blocks of any kind, with excursions and without. */
    private static Arbitrary<Bootstrap> bootstraps() {
        return Combinators.combine(
                        thousandths(-2000, 5000).list().ofMinSize(1).ofMaxSize(60),
                        Arbitraries.of(1.0, 1.5, 5.0, 1e12),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((history, block, fixed, excursions) -> {
                    Bootstrap results = Bootstrap.of(
                            history.stream().mapToDouble(Double::doubleValue).toArray());
                    Bootstrap blocks =
                            fixed ? results.withBlock((int) block.doubleValue()) : results.withMeanBlock(block);
                    return excursions ? blocks.withExcursions(excursions(history)) : blocks;
                });
    }

    private static Arbitrary<SkewedReturns> skewedReturns() {
        return Combinators.combine(
                        Arbitraries.oneOf(thousandths(2_001, 30_000), Arbitraries.just(Double.POSITIVE_INFINITY)),
                        thousandths(100, 10_000),
                        thousandths(-100, 100),
                        thousandths(1, 500),
                        thousandths(1, 500))
                .as(SkewedReturns::new);
    }

    private static Arbitrary<GarchReturns> garchReturns() {
        return Combinators.combine(
                        thousandths(-100, 100),
                        thousandths(1, 500),
                        thousandths(0, 300),
                        thousandths(0, 690),
                        thousandths(1, 500))
                .as(GarchReturns::new);
    }

    private static Arbitrary<JumpReturns> jumpReturns() {
        return Combinators.combine(
                        thousandths(-100, 100),
                        thousandths(1, 500),
                        thousandths(0, 1000),
                        thousandths(-500, 500),
                        thousandths(0, 500),
                        thousandths(1, 500))
                .as(JumpReturns::new);
    }

    /** Of two states alike in what they have. */
    private static Arbitrary<Regimes> regimes() {
        Arbitrary<List<OutcomeModel>> states = Arbitraries.oneOf(
                winsAndLosses().list().ofSize(2).map(List::copyOf),
                winsAndLosses().map(BernoulliR::withExcursions).list().ofSize(2).map(List::copyOf),
                Combinators.combine(gaussianReturns(), garchReturns())
                        .as((calm, wild) -> List.of(calm.withExcursions(), wild.withExcursions())));
        return Combinators.combine(states, thousandths(0, 1000), thousandths(0, 1000))
                .as((models, first, second) -> new Regimes(models.get(0), models.get(1), first, second));
    }

    /** Of one or two instruments alike in what they have. */
    private static Arbitrary<Instruments> instruments() {
        Arbitrary<List<OutcomeModel>> models = Arbitraries.oneOf(
                winsAndLosses().list().ofMinSize(1).ofMaxSize(2).map(List::copyOf),
                winsAndLosses().map(BernoulliR::withExcursions).list().ofSize(2).map(List::copyOf),
                Combinators.combine(winsAndLosses(), thousandths(0, 500))
                        .as((trades, cost) -> List.of(trades, Costs.of(trades).commission(cost))),
                Combinators.combine(gaussianReturns(), garchReturns())
                        .as((calm, wild) -> List.of(calm.withExcursions(), wild.withExcursions())));
        return Combinators.combine(models, thousandths(1, 5000), thousandths(1, 1000))
                .as((all, frequency, risk) -> new Instruments(IntStream.range(0, all.size())
                        .mapToObj(i -> i == 0
                                ? new Instruments.Instrument("A", frequency, risk, all.get(0))
                                : new Instruments.Instrument("B", 1, 1, all.get(1)))
                        .toList()));
    }

    /** With all that a model may have: a market, excursions from either step, times and days. */
    private static Arbitrary<OutcomeModel> beforeCosts() {
        return Arbitraries.oneOf(
                winsAndLosses().map(OutcomeModel.class::cast),
                winsAndLosses().map(BernoulliR::withExcursions),
                gaussianReturns().map(StepReturns::withExcursions),
                bootstraps(),
                pastDays());
    }

    private static Arbitrary<Slippage> slippages() {
        return Arbitraries.oneOf(
                thousandths(-100, 500).map(Slippage::fixed),
                thousandths(1, 500).map(Slippage::exponential),
                Combinators.combine(thousandths(-100, 500), thousandths(1, 500)).as(Slippage::normal));
    }

    private static Arbitrary<PastDays> pastDays() {
        Arbitrary<PastTrade> trades = Combinators.combine(
                        thousandths(-2000, 5000), Arbitraries.integers().between(0, 90_000))
                .as((r, opensAt) -> new PastTrade(
                        r, Optional.of(new Excursions(-0.5, 0.25).enclosing(r)), opensAt, opensAt + 3_600));
        Arbitrary<List<PastTrade>> day = trades.list()
                .ofMaxSize(5)
                .map(list -> list.stream()
                        .sorted(Comparator.comparingInt(PastTrade::opensAt))
                        .toList());
        return Combinators.combine(day.list().ofMinSize(1).ofMaxSize(10), trades, Arbitraries.of(0, 1, 2))
                .as((days, one, order) -> {
                    PastDays drawn = PastDays.of(Stream.concat(days.stream(), Stream.of(List.of(one)))
                            .toList());
                    return order == 0 ? drawn : order == 1 ? drawn.inOrder() : drawn.inOrderFrom(days.size());
                });
    }

    private static List<Excursions> excursions(List<Double> rMultiples) {
        return rMultiples.stream()
                .map(r -> new Excursions(-Math.abs(r) / 3, 0.25).enclosing(r))
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
