package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.Moment;
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
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.odds.TrialRanges;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {

    private static final long TRIALS = 10_000;

    private static final PositionSizer STACK = PositionSizer.builder()
            .propose(FixedFractional.ofBalance(0.012))
            .propose(new Cppi(0.15, 0.02, Cushion.aboveBindingFloor()))
            .limit(DrawdownManager.band(0.03, 0.005))
            .freezeBelow(0.01, Cushion.aboveBindingFloor())
            .build();

    private static final PositionSizer LEARNING = PositionSizer.builder()
            .propose(Bayes.of(Prior.uniform(1.5))
                    .learnPayoff()
                    .halfLife(50)
                    .probe(0.0025)
                    .cap(0.02))
            .propose(VolTarget.ofMarket(0.4, 756, 0.008).cap(0.02).initial(0.01))
            .propose(VolTarget.ofTrades(0.4, 756, 1.25).cap(0.02))
            .propose(new Cppi(0.15, 0.02, Cushion.aboveBindingFloor())
                    .freezeBelow(0.02)
                    .forDays(2))
            .build();

    private static Question plan(String name) {
        return switch (name) {
            case "one percent" -> plan(BernoulliR.of(.48, 1.6), TradesPerDay.fixed(4), fixed(0.01));
            case "one and a half" -> plan(BernoulliR.of(.48, 1.6), TradesPerDay.fixed(4), fixed(0.015));
            case "gaussian" -> plan(new GaussianReturns(0.001, 0.01, 0.008), TradesPerDay.poisson(3), fixed(0.01));
            case "bootstrap stack" -> plan(Bootstrap.of(-1, -1, -0.4, 0.2, 1.1, 2.3), TradesPerDay.poisson(3), STACK);
            case "learning" -> plan(new GaussianReturns(0.001, 0.01, 0.008), TradesPerDay.poisson(3), LEARNING);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static PositionSizer fixed(double fraction) {
        return PositionSizer.of(FixedFractional.ofBalance(fraction));
    }

    private static Question plan(OutcomeModel outcomes, TradesPerDay perDay, PositionSizer sizer) {
        return new Question(
                Programs.ftmoTwoStep(usd(100_000)),
                outcomes,
                perDay,
                sizer,
                TradingPlan.standard(),
                3,
                Dependence.independent(),
                20_261_122);
    }

    /**
     * These numbers must not change, on any machine or JDK: passes of each phase, final balances in cents, days of all
     * attempts.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one percent, 28895, 27996, 313893145510, 496350",
        "one and a half, 20260, 16080, 303259162692, 226164",
        "gaussian, 21613, 17817, 302837784781, 727763",
        "bootstrap stack, 29871, 29770, 316929772157, 1230564",
        "learning, 29334, 28729, 315233436326, 2850951",
    })
    void goldenTallies(String name, long challenges, long verifications, long finalCents, long days) {
        Tally tally = plan(name).run(TRIALS, Execution.threads(2));
        long allDays = Arrays.stream(AttemptEnd.values())
                .mapToLong(end -> sumOfDays(tally.days(end)))
                .sum();
        assertThat(new long[] {
                    tally.phaseEnds(0, AttemptEnd.PASSED),
                    tally.phaseEnds(1, AttemptEnd.PASSED),
                    tally.finalBalances(),
                    allDays
                })
                .containsExactly(challenges, verifications, finalCents, days);
    }

    private static long sumOfDays(long[] counts) {
        return LongStream.range(0, counts.length).map(i -> i * counts[(int) i]).sum();
    }

    @ParameterizedTest
    @CsvSource({"one and a half, 1", "one and a half, 2", "bootstrap stack, 7"})
    void anyNumberOfThreadsCountsTheSame(String name, int threads) {
        requireSameOn(threads, name);
    }

    @ParameterizedTest
    @CsvSource({"bootstrap stack, 2", "learning, 7"})
    @Tag("thorough")
    void anyNumberOfThreadsCountsTheSameOfLongTrials(String name, int threads) {
        requireSameOn(threads, name);
    }

    private void requireSameOn(int threads, String name) {
        Question plan = plan(name);
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        CountDownLatch allAtWork = new CountDownLatch(threads);
        // nobody takes a second block before everybody has done a first one
        Execution execution = Execution.threads(threads).onProgress((done, total) -> {
            if (workers.add(Thread.currentThread())) {
                allAtWork.countDown();
                awaitQuietly(allAtWork);
            }
        });
        Tally found = plan.run(TRIALS, execution);
        assertThat(workers).hasSize(threads);
        assertThat(found).isEqualTo(oneByOne(plan));
    }

    @Test
    void theOrderInWhichTrialsAreRunDoesNotMatter() {
        requireSameBackwards("one and a half");
    }

    @Test
    @Tag("thorough")
    void theOrderInWhichTrialsOfLearnersAreRunDoesNotMatter() {
        requireSameBackwards("learning");
    }

    private void requireSameBackwards(String name) {
        Question plan = plan(name);
        Tally backwards = plan.newTally();
        for (long end = TRIALS; end > 0; end -= Math.min(end, 1_234)) {
            long first = Math.max(0, end - 1_234);
            backwards.add(plan.run(first, end - first, Execution.threads(2)));
        }
        assertThat(backwards).isEqualTo(oneByOne(plan));
    }

    /**
     * Two plans that differ a little end a few trials differently. With independent draws they would do so in 2 · p ·
     * (1 − p) of them, 40 % here.
     */
    @Test
    void plansOfOneSeedShareTheirDrawsTradeByTrade() {
        Question smaller = plan(BernoulliR.of(.48, 1.6), TradesPerDay.poisson(4), fixed(0.0149));
        Question larger = plan(BernoulliR.of(.48, 1.6), TradesPerDay.poisson(4), fixed(0.015));
        int different = 0;
        for (long trial = 0; trial < 2_000; trial++) {
            if (passes(smaller, trial) != passes(larger, trial)) {
                different++;
            }
        }
        assertThat(different).isBetween(1, 200);
    }

    /** A sizer that skips every other trade meets the same results on the others as one that takes them all. */
    @Test
    void aSkippedTradeStillConsumesItsDraw() {
        List<Double> all = new ArrayList<>();
        List<Double> some = new ArrayList<>();
        play(moment -> true, all);
        play(moment -> moment.tradeOfPhase() % 2 == 0, some);
        List<Double> everyOther = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 2) {
            everyOther.add(all.get(i));
        }
        assertThat(some.subList(0, 20)).isEqualTo(everyOther.subList(0, 20));
    }

    /** Records each taken trade's profit in stakes. */
    private static void play(Gate gate, List<Double> results) {
        RiskModule recorder = () -> new ModuleState() {
            @Override
            public double moneyAtRisk(AccountView account, Moment moment) {
                return 10_000;
            }

            @Override
            public void closed(long risked, long profit) {
                results.add((double) profit / risked);
            }
        };
        PositionSizer sizer =
                PositionSizer.builder().propose(recorder).session(gate).build();
        Question plan = plan(new GaussianReturns(0, 1, 1), TradesPerDay.fixed(5), sizer);
        plan.runner(plan.newTally()).run(3);
    }

    /**
     * The fewest bytes of several rounds, since the virtual machine may allocate for itself in any of them. Some
     * objects are no allocation only in optimised code.
     */
    @ParameterizedTest
    @ValueSource(strings = {"bootstrap stack", "learning"})
    @Tag("thorough")
    void trialsAllocateNothingUnlessTheyAreTraced(String name) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Question plan = plan(name);
        TrialRunner runner = plan.runner(plan.newTally());
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (long trial = 0; trial < 1_000; trial++) {
                runner.run(trial);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes of 1,000 trials").isLessThan(1_000);
    }

    private static boolean passes(Question plan, long trial) {
        return plan.runner(plan.newTally()).run(trial) > 0;
    }

    /** Every trial alone, on a runner of its own. */
    private static Tally oneByOne(Question plan) {
        Tally tally = plan.newTally();
        for (long trial = 0; trial < TRIALS; trial++) {
            plan.runner(tally).run(trial);
        }
        tally.cover(TrialRanges.of(0, TRIALS));
        return tally;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
