package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.BreakevenStop;
import io.github.ftmo4j.sim.outcome.Breakevens;
import io.github.ftmo4j.sim.outcome.Costs;
import io.github.ftmo4j.sim.outcome.Excursions;
import io.github.ftmo4j.sim.outcome.ExponentialSlippage;
import io.github.ftmo4j.sim.outcome.FixedSlippage;
import io.github.ftmo4j.sim.outcome.Gaps;
import io.github.ftmo4j.sim.outcome.GarchReturns;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.Instruments;
import io.github.ftmo4j.sim.outcome.JumpReturns;
import io.github.ftmo4j.sim.outcome.LognormalWinners;
import io.github.ftmo4j.sim.outcome.NormalSlippage;
import io.github.ftmo4j.sim.outcome.PastDays;
import io.github.ftmo4j.sim.outcome.PastTrade;
import io.github.ftmo4j.sim.outcome.Regimes;
import io.github.ftmo4j.sim.outcome.Replay;
import io.github.ftmo4j.sim.outcome.SkewedReturns;
import io.github.ftmo4j.sim.outcome.Slippage;
import io.github.ftmo4j.sim.outcome.StepExcursions;
import io.github.ftmo4j.sim.outcome.StopAndTarget;
import io.github.ftmo4j.sim.spec.SpecificationsTest.Specification;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What the models of markets, of histories and of what happens inside a trade state. */
final class OutcomeSpecifications {

    static final List<Excursions> EXCURSIONS =
            List.of(new Excursions(-0.5, 2.5), new Excursions(-1, 0.25), new Excursions(0, 0.5));

    private static final List<PastTrade> DAY = List.of(new PastTrade(1, Optional.empty(), 0, 60));

    private static final BernoulliR GOOD = BernoulliR.of(0.6, 1.5);
    private static final BernoulliR BAD = BernoulliR.of(0.3, 1.5);

    private OutcomeSpecifications() {}

    static Stream<Specification<?>> all() {
        return Stream.of(
                new Specification<>(
                                Replay.class,
                                () -> Bootstrap.of(2, -1).withMeanBlock(5).replayFrom(1),
                                "Replay[history=Bootstrap[trades=2, meanR=0.5, meanBlock=1.0], first=OptionalInt[1]]")
                        .with(
                                "history",
                                Replay::history,
                                Bootstrap.of(2, -1),
                                Bootstrap.of(3, -1).replayFrom(1),
                                Bootstrap.of(3, -1))
                        .with(
                                "first",
                                Replay::first,
                                OptionalInt.of(1),
                                Bootstrap.of(2, -1).replay(),
                                OptionalInt.empty()),
                new Specification<>(
                                PastDays.class,
                                () -> PastDays.of(List.of(DAY, List.of())).inOrderFrom(1),
                                "PastDays[days=2, trades=1, order=AS_IN_HISTORY, first=1]")
                        .with(
                                "days",
                                PastDays::days,
                                List.of(DAY, List.of()),
                                PastDays.of(List.of(DAY, DAY)).inOrderFrom(1),
                                List.of(DAY, DAY))
                        .with(
                                "order",
                                PastDays::order,
                                PastDays.Order.AS_IN_HISTORY,
                                PastDays.of(List.of(DAY, List.of())),
                                PastDays.Order.DRAWN)
                        .with(
                                "first",
                                PastDays::first,
                                OptionalInt.of(1),
                                PastDays.of(List.of(DAY, List.of())).inOrder(),
                                OptionalInt.empty()),
                new Specification<>(
                                StopAndTarget.class,
                                () -> BernoulliR.of(0.48, 1.6).withExcursions(),
                                "StopAndTarget[trades=BernoulliR[winRate=0.48, win=1.6, loss=-1.0]]")
                        .with(
                                "trades",
                                StopAndTarget::trades,
                                BernoulliR.of(0.48, 1.6),
                                BernoulliR.of(0.5, 1.6).withExcursions(),
                                BernoulliR.of(0.5, 1.6)),
                new Specification<>(
                                StepExcursions.class,
                                () -> new GaussianReturns(0, 0.01, 0.02).withExcursions(),
                                "StepExcursions[returns=GaussianReturns[mean=0.0, deviation=0.01, stopDistance=0.02]]")
                        .with(
                                "returns",
                                StepExcursions::returns,
                                new GaussianReturns(0, 0.01, 0.02),
                                new GaussianReturns(0, 0.02, 0.02).withExcursions(),
                                new GaussianReturns(0, 0.02, 0.02)),
                new Specification<>(
                                GarchReturns.class,
                                () -> new GarchReturns(0.001, 0.01, 0.1, 0.8, 0.02),
                                "GarchReturns[mean=0.001, deviation=0.01, alpha=0.1, beta=0.8, stopDistance=0.02]")
                        .with("mean", GarchReturns::mean, 0.001, new GarchReturns(0, 0.01, 0.1, 0.8, 0.02), 0.0)
                        .with(
                                "deviation",
                                GarchReturns::deviation,
                                0.01,
                                new GarchReturns(0.001, 0.02, 0.1, 0.8, 0.02),
                                0.02)
                        .with("alpha", GarchReturns::alpha, 0.1, new GarchReturns(0.001, 0.01, 0.15, 0.8, 0.02), 0.15)
                        .with("beta", GarchReturns::beta, 0.8, new GarchReturns(0.001, 0.01, 0.1, 0.7, 0.02), 0.7)
                        .with(
                                "stopDistance",
                                GarchReturns::stopDistance,
                                0.02,
                                new GarchReturns(0.001, 0.01, 0.1, 0.8, 0.03),
                                0.03),
                new Specification<>(
                                JumpReturns.class,
                                () -> new JumpReturns(0.001, 0.01, 0.1, -0.03, 0.02, 0.02),
                                "JumpReturns[mean=0.001, deviation=0.01, jumpProbability=0.1, jumpMean=-0.03, jumpDeviation=0.02, stopDistance=0.02]")
                        .with("mean", JumpReturns::mean, 0.001, new JumpReturns(0, 0.01, 0.1, -0.03, 0.02, 0.02), 0.0)
                        .with(
                                "deviation",
                                JumpReturns::deviation,
                                0.01,
                                new JumpReturns(0.001, 0.02, 0.1, -0.03, 0.02, 0.02),
                                0.02)
                        .with(
                                "jumpProbability",
                                JumpReturns::jumpProbability,
                                0.1,
                                new JumpReturns(0.001, 0.01, 0.2, -0.03, 0.02, 0.02),
                                0.2)
                        .with(
                                "jumpMean",
                                JumpReturns::jumpMean,
                                -0.03,
                                new JumpReturns(0.001, 0.01, 0.1, 0, 0.02, 0.02),
                                0.0)
                        .with(
                                "jumpDeviation",
                                JumpReturns::jumpDeviation,
                                0.02,
                                new JumpReturns(0.001, 0.01, 0.1, -0.03, 0.03, 0.02),
                                0.03)
                        .with(
                                "stopDistance",
                                JumpReturns::stopDistance,
                                0.02,
                                new JumpReturns(0.001, 0.01, 0.1, -0.03, 0.02, 0.03),
                                0.03),
                new Specification<>(
                                SkewedReturns.class,
                                () -> new SkewedReturns(5, 0.8, 0.001, 0.01, 0.02),
                                "SkewedReturns[degrees=5.0, skew=0.8, mean=0.001, deviation=0.01, stopDistance=0.02]")
                        .with("degrees", SkewedReturns::degrees, 5.0, new SkewedReturns(6, 0.8, 0.001, 0.01, 0.02), 6.0)
                        .with("skew", SkewedReturns::skew, 0.8, new SkewedReturns(5, 0.9, 0.001, 0.01, 0.02), 0.9)
                        .with("mean", SkewedReturns::mean, 0.001, new SkewedReturns(5, 0.8, 0, 0.01, 0.02), 0.0)
                        .with(
                                "deviation",
                                SkewedReturns::deviation,
                                0.01,
                                new SkewedReturns(5, 0.8, 0.001, 0.02, 0.02),
                                0.02)
                        .with(
                                "stopDistance",
                                SkewedReturns::stopDistance,
                                0.02,
                                new SkewedReturns(5, 0.8, 0.001, 0.01, 0.03),
                                0.03),
                new Specification<>(
                                LognormalWinners.class,
                                () -> new LognormalWinners(0.4, 2, 0.5, -1),
                                "LognormalWinners[winRate=0.4, meanWin=2.0, sigma=0.5, loss=-1.0]")
                        .with("winRate", LognormalWinners::winRate, 0.4, new LognormalWinners(0.5, 2, 0.5, -1), 0.5)
                        .with("meanWin", LognormalWinners::meanWin, 2.0, new LognormalWinners(0.4, 3, 0.5, -1), 3.0)
                        .with("sigma", LognormalWinners::sigma, 0.5, new LognormalWinners(0.4, 2, 0.6, -1), 0.6)
                        .with("loss", LognormalWinners::loss, -1.0, new LognormalWinners(0.4, 2, 0.5, -0.9), -0.9),
                new Specification<>(
                                Regimes.class,
                                () -> new Regimes(GOOD, BAD, 0.9, 0.8),
                                "Regimes[first=" + GOOD + ", second=" + BAD + ", firstStays=0.9, secondStays=0.8]")
                        .with("first", Regimes::first, GOOD, new Regimes(BAD, BAD, 0.9, 0.8), BAD)
                        .with("second", Regimes::second, BAD, new Regimes(GOOD, GOOD, 0.9, 0.8), GOOD)
                        .with("firstStays", Regimes::firstStays, 0.9, new Regimes(GOOD, BAD, 0.7, 0.8), 0.7)
                        .with("secondStays", Regimes::secondStays, 0.8, new Regimes(GOOD, BAD, 0.9, 0.7), 0.7),
                new Specification<>(
                                Instruments.class,
                                () -> Instruments.of(new Instruments.Instrument("DAX", 3, 0.5, GOOD)),
                                "Instruments[instruments=[Instrument[name=DAX, frequency=3.0, risk=0.5, trades=" + GOOD
                                        + "]]]")
                        .with(
                                "instruments",
                                Instruments::instruments,
                                List.of(new Instruments.Instrument("DAX", 3, 0.5, GOOD)),
                                Instruments.of(new Instruments.Instrument("DAX", 3, 0.5, BAD)),
                                List.of(new Instruments.Instrument("DAX", 3, 0.5, BAD))),
                new Specification<>(
                                Costs.class,
                                () -> Costs.of(GOOD).commission(5, 100).spread(0.02),
                                "Costs[trades=" + GOOD + ", commission=0.05, spread=0.02, slippage=Optional.empty]")
                        .with(
                                "trades",
                                Costs::trades,
                                GOOD,
                                Costs.of(BAD).commission(0.05).spread(0.02),
                                BAD)
                        .with(
                                "commission",
                                Costs::commission,
                                0.05,
                                Costs.of(GOOD).commission(0.06).spread(0.02),
                                0.06)
                        .with("spread", Costs::spread, 0.02, Costs.of(GOOD).commission(0.05), 0.0)
                        .with(
                                "slippage",
                                Costs::slippage,
                                Optional.empty(),
                                Costs.of(GOOD).commission(0.05).spread(0.02).slippage(Slippage.normal(0.01, 0.02)),
                                Optional.of(new NormalSlippage(0.01, 0.02))),
                new Specification<>(
                                Breakevens.class,
                                () -> new Breakevens(GOOD, 0.1, 0.2),
                                "Breakevens[trades=" + GOOD + ", winners=0.1, losers=0.2]")
                        .with("trades", Breakevens::trades, GOOD, new Breakevens(BAD, 0.1, 0.2), BAD)
                        .with("winners", Breakevens::winners, 0.1, Breakevens.of(GOOD, 0.2), 0.2)
                        .with("losers", Breakevens::losers, 0.2, Breakevens.of(GOOD, 0.1), 0.1),
                new Specification<>(
                                Gaps.class,
                                () -> new Gaps(GOOD, 0.1, Slippage.exponential(0.5)),
                                "Gaps[trades=" + GOOD + ", probability=0.1, excess=ExponentialSlippage[mean=0.5]]")
                        .with("trades", Gaps::trades, GOOD, new Gaps(BAD, 0.1, Slippage.exponential(0.5)), BAD)
                        .with(
                                "probability",
                                Gaps::probability,
                                0.1,
                                new Gaps(GOOD, 0.2, Slippage.exponential(0.5)),
                                0.2)
                        .with(
                                "excess",
                                Gaps::excess,
                                new ExponentialSlippage(0.5),
                                new Gaps(GOOD, 0.1, Slippage.fixed(0.5)),
                                new FixedSlippage(0.5)),
                new Specification<>(
                                BreakevenStop.class,
                                () -> GOOD.withExcursions().breakevenAt(1),
                                "BreakevenStop[trades=StopAndTarget[trades=" + GOOD + "], trigger=1.0]")
                        .with(
                                "trades",
                                BreakevenStop::trades,
                                GOOD.withExcursions(),
                                BAD.withExcursions().breakevenAt(1),
                                BAD.withExcursions())
                        .with(
                                "trigger",
                                BreakevenStop::trigger,
                                1.0,
                                GOOD.withExcursions().breakevenAt(0.5),
                                0.5));
    }
}
