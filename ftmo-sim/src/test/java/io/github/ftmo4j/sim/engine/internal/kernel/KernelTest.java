package io.github.ftmo4j.sim.engine.internal.kernel;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.mm.module.VolTarget;
import io.github.ftmo4j.sim.RandomSpecs;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.internal.TrialLoop;
import io.github.ftmo4j.sim.engine.internal.Trials;
import io.github.ftmo4j.sim.engine.internal.montecarlo.BlockRun;
import io.github.ftmo4j.sim.engine.internal.montecarlo.ReadableTrials;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.Breakevens;
import io.github.ftmo4j.sim.outcome.Costs;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.Excursions;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.PastDays;
import io.github.ftmo4j.sim.outcome.PastTrade;
import io.github.ftmo4j.sim.outcome.Slippage;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to the lowered kernel. */
class KernelTest {

    private static SimulationSpec spec(String name) {
        Simulation.Builder builder = Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(BernoulliR.of(.48, 1.6))
                .tradesPerDay(4);
        switch (name) {
            case "bets" -> builder.sizing(PositionSizer.of(FixedFractional.ofBalance(0.015)));
            case "odd bets" ->
                builder.sizing(PositionSizer.of(FixedFractional.ofBalance(0.0123456789012)))
                        .trades(new BernoulliR(.48, 1.6180339887, -0.9))
                        .tradesPerDay(11);
            case "market" ->
                builder.trades(new GaussianReturns(.002, .05, 1))
                        .tradesPerDay(8)
                        .sizing(PositionSizer.builder()
                                .propose(FixedFractional.ofBalance(.19))
                                .propose(VolTarget.ofMarket(.012, 1, 1).initial(.05))
                                .propose(new Cppi(3, .2, Cushion.underHighWaterMark(.12)))
                                .limit(DrawdownManager.band(.02, .15).and(.04, .10))
                                .build());
            case "learning" ->
                builder.trades(Bootstrap.of(-1, -1, -0.4, 0.2, 1.1, 2.3))
                        .accounts(3, Dependence.independent())
                        .sizing(PositionSizer.builder()
                                .propose(FixedFractional.ofBalance(0.01))
                                .propose(Bayes.of(Prior.uniform(1.5)).probe(0.0025))
                                .propose(new Cppi(.15, .02, Cushion.aboveBindingFloor()))
                                .limit(DrawdownManager.band(.03, .005))
                                .build());
            case "groups" ->
                builder.trades(BernoulliR.of(.45, 1.5).withExcursions())
                        .tradesPerDay(5)
                        .positions(Positions.oneByOne().withAtOnce(2, 0.5).withOvernight(0.3))
                        .sizing(PositionSizer.builder()
                                .propose(FixedFractional.ofBalance(0.008))
                                .caps(RiskCaps.builder().openRisk(0.012).build())
                                .build());
            case "days" ->
                builder.trades(PastDays.of(List.of(
                                List.of(
                                        new PastTrade(1.2, Optional.of(new Excursions(-0.4, 1.3)), 36_000, 40_000),
                                        new PastTrade(-1, Optional.of(new Excursions(-1, 0.4)), 38_000, 39_000)),
                                List.of(new PastTrade(-0.2, Optional.of(new Excursions(-0.8, 0.3)), 40_000, 50_000)))))
                        .tradesPerDay(TradesPerDay.ofDays())
                        .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)));
            default -> throw new IllegalArgumentException(name);
        }
        return builder.trials(1).seed(1).build().spec();
    }

    private static Tally run(Trials trials, long count, int threads, int block) {
        return BlockRun.run(List.of(trials), 0, count, Execution.threads(threads), block)
                .tallies()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({"bets, 9000", "odd bets, 9000", "market, 900", "learning, 450", "groups, 900", "days, 450"})
    void neitherThreadsNorBlocksMatter(String name, long trials) {
        SimulationSpec spec = spec(name);
        Tally expected = run(new ReadableTrials(spec, 7), trials, 1, 512);
        for (int block : new int[] {64, 512, 4_096}) {
            for (int threads = 1; threads <= 8; threads++) {
                assertThat(run(Kernel.trials(spec, 7), trials, threads, block))
                        .as("%s threads, blocks of %s", threads, block)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bets", "odd bets", "market", "learning", "groups", "days"})
    void trialsAllocateNothing(String name) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        TrialLoop loop = Kernel.trials(spec(name), 1).start();
        long[] passed = new long[64];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            loop.run(round % 2, round % 2 + 2_000, passed, () -> false);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes of 2,000 trials").isLessThan(100);
    }

    /** Where no copy of the loop can be made, the loop itself runs without constants. */
    @Test
    void theTemplateCountsTheSame() {
        for (long number = 0; number < 100; number++) {
            SimulationSpec spec = number % 2 == 0 ? RandomSpecs.any(number) : RandomSpecs.groups(number);
            Lowered lowered = Lowering.of(spec).lowered().orElseThrow();
            TrialLoop template = new KernelLoop(
                    lowered,
                    3,
                    0,
                    Kernel.trials(spec, 3).newTally(),
                    Copies.constructor(Copies.template(lowered.composition())));
            TrialLoop copy = Kernel.trials(spec, 3).start();
            template.run(0, 30, new long[1], () -> false);
            copy.run(0, 30, new long[1], () -> false);
            assertThat(template.tally()).as("specification %s", number).isEqualTo(copy.tally());
        }
    }

    private static SimulationSpec huge(double win) {
        Phase phase = Phase.builder("Huge", usd(9_000_000_000L))
                .profitTarget(1)
                .maximumLoss(0.9)
                .noDailyLoss()
                .build();
        return Simulation.of(
                        Program.of("Huge", phase.toBuilder().noProfitTarget().build()))
                .trades(BernoulliR.of(.3, win))
                .tradesPerDay(3)
                .tradingPlan(new TradingPlan(5, 5))
                .sizing(PositionSizer.of(FixedFractional.ofBalance(.05)))
                .trials(1)
                .seed(1)
                .build()
                .spec();
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 8, 15, 100, 1_000_000})
    void whatLeavesTheRangeIsRunByTheReadableEngine(double win) {
        Throwable expected = catchThrowable(() -> run(new ReadableTrials(huge(win), 5), 2_000, 1, 512));
        Throwable thrown = catchThrowable(() -> run(Kernel.trials(huge(win), 5), 2_000, 1, 512));
        if (expected == null) {
            assertThat(thrown).isNull();
            assertThat(run(Kernel.trials(huge(win), 5), 2_000, 1, 512))
                    .isEqualTo(run(new ReadableTrials(huge(win), 5), 2_000, 1, 512));
        } else {
            assertThat(thrown).hasSameClassAs(expected).hasMessage(expected.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void answersThatAreNoAmountsFailAsInTheReadableEngine(double answer) {
        RiskModule wrong = () -> (account, moment) -> moment.tradeOfPhase() < 9 ? ModuleState.ABSTAIN : answer;
        for (RiskModule module : List.of(
                wrong, wrong.atMost(0.01), FixedFractional.ofBalance(0.2).times(1e308))) {
            SimulationSpec spec = Simulation.of(spec("bets"))
                    .sizing(PositionSizer.builder()
                            .propose(FixedFractional.ofBalance(0.01))
                            .limit(module)
                            .build())
                    .trials(1)
                    .seed(1)
                    .build()
                    .spec();
            Throwable expected = catchThrowable(() -> run(new ReadableTrials(spec, 5), 20, 1, 512));
            Throwable thrown = catchThrowable(() -> run(Kernel.trials(spec, 5), 20, 1, 512));
            if (expected == null) {
                assertThat(thrown).isNull();
            } else {
                assertThat(thrown).hasSameClassAs(expected).hasMessage(expected.getMessage());
            }
        }
    }

    @Test
    void amountsAreRoundedAsMinorUnitsAre() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000_000; i++) {
            double amount = switch (i % 4) {
                case 0 -> random.nextDouble() * random.nextInt(1, 1_000_000);
                case 1 -> random.nextLong(1L << 42) * (random.nextInt(1, 10_000) / 10_000.0);
                case 2 -> {
                    double near = random.nextLong(1, 1L << random.nextInt(1, 43));
                    yield near * (1 + random.nextInt(-6, 7) * 0x1p-53);
                }
                default -> random.nextLong(1L << 40) + 0.5;
            };
            assertThat(Cents.down(amount)).isEqualTo((double) MinorUnits.down(amount));
            assertThat(Cents.up(amount)).isEqualTo((double) MinorUnits.up(amount));
            assertThat(Cents.half(amount)).isEqualTo((double) MinorUnits.round(amount));
            double r = random.nextInt(-4_000, 4_000) / 1_000.0;
            double stake = random.nextLong(1L << random.nextInt(1, 43));
            if (Math.abs(stake * r) <= MinorUnits.LARGEST) {
                assertThat(Cents.profit(stake, r)).isEqualTo(MinorUnits.round(stake * r) + 0.0);
            }
            double won = Math.abs(r) + 0.001;
            double toHalf = (random.nextLong(1L << 43) + 0.5) / won;
            assertThat(Cents.profit(toHalf, won)).isEqualTo((double) MinorUnits.round(toHalf * won));
        }
    }

    /** The proof of plain bets at its edges: shares, results and balances of all sizes, near whole products most. */
    @Test
    void plainBetsAreRoundedAsMinorUnitsAre() {
        SplittableRandom random = new SplittableRandom(2);
        int proved = 0;
        for (int i = 0; i < 20_000; i++) {
            double share = random.nextInt(1, 2_000) / Math.pow(10, random.nextInt(4, 9));
            double win = random.nextInt(1, 5_000) / Math.pow(10, random.nextInt(0, 5));
            double loss = i % 2 == 0 ? 1 : random.nextInt(1, 5_000) / Math.pow(10, random.nextInt(0, 5));
            PlainBets bets = PlainBets.of(share, win, loss, 100_000_00);
            if (bets == null) {
                continue;
            }
            proved++;
            for (int k = 0; k < 100; k++) {
                double balance = Math.floor(bets.below() * Math.pow(random.nextDouble(), 4));
                double stake = Math.floor(balance * bets.shareUp());
                assertThat(stake).isEqualTo((double) MinorUnits.down(share * balance));
                if (stake * win <= MinorUnits.LARGEST && stake * loss <= MinorUnits.LARGEST) {
                    assertThat(Math.floor(stake * bets.rMultiples()[1] + bets.halves()[1]))
                            .isEqualTo((double) MinorUnits.round(stake * win));
                    assertThat(Math.floor(stake * bets.rMultiples()[0] + bets.halves()[0]))
                            .isEqualTo(-MinorUnits.round(stake * loss) + 0.0);
                }
            }
        }
        assertThat(proved).isGreaterThan(5_000);
    }

    static Stream<Arguments> tradesBeforeCosts() {
        BernoulliR bets = BernoulliR.of(0.45, 1.5);
        List<Excursions> excursions = List.of(new Excursions(-1, 0.7), new Excursions(-0.2, 2.5));
        return Stream.of(
                Arguments.of(bets, true),
                Arguments.of(Bootstrap.of(-1, 2.3), true),
                Arguments.of(bets.withExcursions(), true),
                Arguments.of(Bootstrap.of(-1, 2.3).withExcursions(excursions), true),
                Arguments.of(Breakevens.of(bets, 0.3), false),
                Arguments.of(DiscreteR.of(new double[] {-1, 2}, new double[] {0.5, 0.5}), false));
    }

    /** Costs are certain, whatever the trades before them draw inside. */
    @ParameterizedTest
    @MethodSource("tradesBeforeCosts")
    void certainCostsOnAnyTradesAreThoseOfTheReadableEngine(OutcomeModel trades, boolean isLowered) {
        SimulationSpec spec = Simulation.of(spec("bets"))
                .trades(Costs.of(trades).commission(0.07).slippage(Slippage.fixed(0.01)))
                .path(TradePath.CLOSES_ONLY)
                .trials(1)
                .seed(1)
                .build()
                .spec();
        assertThat(Kernel.explain(spec).contains("The outcomes of Costs are lowered."))
                .isEqualTo(isLowered);
        assertThat(run(Kernel.trials(spec, 3), 500, 1, 64)).isEqualTo(run(new ReadableTrials(spec, 3), 500, 1, 64));
    }

    @Test
    void explainsWhatIsLoweredAndWhatIsNot() {
        assertThat(Kernel.explain(spec("bets")))
                .contains("The outcomes of BernoulliR are lowered.", "FixedFractional is lowered.");
        RiskModule own = () -> (account, moment) -> 100;
        SimulationSpec mixed = Simulation.of(spec("learning"))
                .trades(Bootstrap.of(-1, 1).withMeanBlock(3))
                .sizing(PositionSizer.builder()
                        .propose(own)
                        .limit(DrawdownManager.band(.03, .005))
                        .session(moment -> true)
                        .build())
                .trials(1)
                .seed(1)
                .build()
                .spec();
        assertThat(Kernel.explain(mixed))
                .contains("DrawdownManager is lowered.")
                .anyMatch(sentence -> sentence.startsWith("The outcomes of Bootstrap are drawn by its own sampler"))
                .anyMatch(sentence -> sentence.startsWith("RiskModule runs as it is"))
                .anyMatch(sentence -> sentence.startsWith("Session and blackout are asked as they are"));
        SimulationSpec tooLarge = Simulation.of(Program.of(
                        "Large",
                        Phase.builder("Large", Money.usd(20_000_000_000L))
                                .maximumLoss(0.1)
                                .build()))
                .trades(BernoulliR.of(.5, 1))
                .tradesPerDay(1)
                .sizing(PositionSizer.of(FixedFractional.ofBalance(.01)))
                .trials(1)
                .seed(1)
                .build()
                .spec();
        assertThat(Kernel.explain(tooLarge))
                .containsExactly("The readable engine runs every trial, because an account of 20000000000.00 USD is too"
                        + " large for whole numbers in doubles.");
    }
}
