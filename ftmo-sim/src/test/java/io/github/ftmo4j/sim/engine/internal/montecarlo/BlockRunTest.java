package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a run ends: when it is interrupted, when something throws, and when there is very much or very little to do. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockRunTest {

    /** More trials than any machine runs within the time of a test. */
    private static final long ENDLESS = Tally.MOST_ATTEMPTS;

    private static final Program TWO_STEP = Programs.ftmoTwoStep(usd(100_000));

    /** Risks next to nothing, and calls back with the number of the trade, over all accounts, before it is sized. */
    private record Counting(Scope scope, AtomicLong count, LongConsumer listener) implements RiskModule {

        static PositionSizer sizer(LongConsumer listener) {
            return sizer(Scope.ACCOUNT, listener);
        }

        static PositionSizer sizer(Scope scope, LongConsumer listener) {
            return PositionSizer.of(new Counting(scope, new AtomicLong(), listener));
        }

        @Override
        public ModuleState start() {
            return new ModuleState() {
                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    listener.accept(count.incrementAndGet());
                    return 100;
                }
            };
        }
    }

    private static final long SEED = 20_261_122;

    private static Question plan(int accounts, TradesPerDay perDay, PositionSizer sizer) {
        return plan(TWO_STEP, accounts, perDay, sizer);
    }

    private static Question plan(Program program, int accounts, TradesPerDay perDay, PositionSizer sizer) {
        return new Question(
                program,
                BernoulliR.of(.5, 1),
                perDay,
                sizer,
                TradingPlan.standard(),
                accounts,
                Dependence.independent(),
                SEED);
    }

    private static Question smallPlan(LongConsumer listener) {
        return plan(1, TradesPerDay.fixed(4), Counting.sizer(listener));
    }

    private static void nothing(long trade) {}

    /** The trial during which the interrupt comes is not counted; those before it are, as in a run of so many. */
    @ParameterizedTest(name = "{0} accounts, {1} trades a day, state of the {2}")
    @CsvSource({
        "1000, 4, ACCOUNT, 3",
        "1000, 4, TRADER, 3",
        "1, 500, ACCOUNT, 9",
        "2, 500, TRADER, 5",
        "1, 10000, ACCOUNT, 0",
        "1000, 500, ACCOUNT, 0",
        "1000, 500, TRADER, 0"
    })
    void anInterruptIsSeenWithinATrial(int accounts, int perDay, RiskModule.Scope scope, long complete) {
        TradesPerDay trades = TradesPerDay.fixed(perDay);
        // nothing ends an attempt before it is abandoned
        long tradesOfTrial = 365L * accounts * perDay;
        long interruptAt = complete * tradesOfTrial + 100;
        AtomicLong asked = new AtomicLong();
        PositionSizer sizer = Counting.sizer(scope, trade -> {
            asked.set(trade);
            if (trade == interruptAt) {
                Thread.currentThread().interrupt();
            }
        });

        Tally found = plan(accounts, trades, sizer).run(1_000, Execution.threads(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked.get() - interruptAt).as("trades after the interrupt").isBetween(0L, 64L);
        assertThat(found.trials()).isEqualTo(complete);
        assertThat(attemptsEnded(found)).isEqualTo(complete * accounts);
        if (complete > 0) {
            Question undisturbed = plan(accounts, trades, Counting.sizer(scope, BlockRunTest::nothing));
            assertThat(found).isEqualTo(undisturbed.run(complete, Execution.threads(2)));
        }
    }

    @Test
    void anInterruptIsSeenOnDaysWithoutTrades() {
        AtomicLong days = new AtomicLong();
        TradesPerDay none = random -> {
            if (days.incrementAndGet() == 1_000) {
                Thread.currentThread().interrupt();
            }
            return 0;
        };
        Tally found = plan(1_000, none, Counting.sizer(BlockRunTest::nothing)).run(1_000, Execution.threads(1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(days.get()).isBetween(1_000L, 1_064L);
        assertThat(found.trials()).isZero();
    }

    /** The caller has done a short trial and waits for the helper, whose trial would take many seconds. */
    @Test
    void anInterruptIsSeenWhileTheCallerWaits() {
        Thread caller = Thread.currentThread();
        CountDownLatch helperAtWork = new CountDownLatch(1);
        RiskModule module = () -> (account, moment) -> {
            if (Thread.currentThread() == caller) {
                return account.initialBalance();
            }
            helperAtWork.countDown();
            if (caller.getState() == Thread.State.WAITING) {
                caller.interrupt();
            }
            return 100;
        };
        Executor executor = task -> {
            Thread helper = new Thread(task);
            helper.setDaemon(true);
            helper.start();
            awaitQuietly(helperAtWork);
        };
        Question plan = plan(1_000, TradesPerDay.fixed(500), PositionSizer.of(module));

        Tally found = plan.run(2, Execution.on(executor, 2));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(found.trials()).isEqualTo(1);
    }

    private static long attemptsEnded(Tally tally) {
        return Arrays.stream(AttemptEnd.values())
                .flatMapToLong(end -> Arrays.stream(tally.days(end)))
                .sum();
    }

    /** As when there is no memory for another thread: the helper that started already must stop, too. */
    @Test
    void anErrorOfTheExecutorStopsTheWorkersThatStarted() throws InterruptedException {
        List<Thread> started = new ArrayList<>();
        CountDownLatch atWork = new CountDownLatch(1);
        Executor executor = task -> {
            if (!started.isEmpty()) {
                awaitQuietly(atWork);
                throw new OutOfMemoryError("no thread");
            }
            Thread helper = new Thread(task);
            helper.setDaemon(true);
            started.add(helper);
            helper.start();
        };
        Question plan = smallPlan(trade -> atWork.countDown());
        assertThatThrownBy(() -> plan.run(ENDLESS, Execution.on(executor, 3)))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("no thread");
        started.get(0).join(10_000);
        assertThat(started.get(0).isAlive()).isFalse();
    }

    /** As an exception that is made once: a throwable cannot be suppressed by itself. */
    @Test
    void allWorkersMayThrowTheSame() {
        IllegalStateException same = new IllegalStateException("the same");
        Thread caller = Thread.currentThread();
        CountDownLatch callerAtWork = new CountDownLatch(1);
        CountDownLatch helperEnded = new CountDownLatch(1);
        Question plan = smallPlan(trade -> {
            if (Thread.currentThread() == caller) {
                callerAtWork.countDown();
                awaitQuietly(helperEnded);
            } else {
                awaitQuietly(callerAtWork);
            }
            throw same;
        });
        Executor executor = task -> new Thread(() -> {
                    task.run();
                    helperEnded.countDown();
                })
                .start();
        assertThat(catchThrowable(() -> plan.run(ENDLESS, Execution.on(executor, 2))))
                .isSameAs(same);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatAModuleThrowsEndsTheRun(boolean inHelper) {
        Thread caller = Thread.currentThread();
        CountDownLatch thrown = new CountDownLatch(1);
        Question plan = smallPlan(trade -> {
            if (inHelper == (Thread.currentThread() != caller)) {
                thrown.countDown();
                throw new StackOverflowError("deep");
            }
            awaitQuietly(thrown);
        });
        assertThatThrownBy(() -> plan.run(ENDLESS, Execution.threads(2)))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("deep");
    }

    /** Code in other languages than Java throws checked exceptions anywhere. The trials of that worker are missing. */
    @Test
    void anUndeclaredExceptionOfAHelperEndsTheRun() {
        Thread caller = Thread.currentThread();
        CountDownLatch thrown = new CountDownLatch(1);
        Question plan = smallPlan(trade -> {
            if (Thread.currentThread() != caller) {
                thrown.countDown();
                throwUndeclared(new IOException("gone"));
            }
            awaitQuietly(thrown);
        });
        assertThatThrownBy(() -> plan.run(5_000, Execution.threads(2)))
                .isInstanceOf(UndeclaredThrowableException.class)
                .hasRootCauseMessage("gone");
    }

    private static void throwUndeclared(Throwable thrown) {
        BlockRunTest.<RuntimeException>throwAs(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void throwAs(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** The sum of a million balances of 10¹¹ dollars is more than a long holds in cents, that of each worker is not. */
    @Test
    void aSumBeyondALongDoesNotEndTheRun() {
        Money rich = usd(100_000_000_000L);
        Program program =
                Program.of("Rich", Phase.builder("Day", rich).maximumLoss(0.10).build());
        Question plan = new Question(
                program,
                BernoulliR.of(.5, 1),
                TradesPerDay.fixed(1),
                Counting.sizer(BlockRunTest::nothing),
                new TradingPlan(1, 1),
                1_000,
                Dependence.independent(),
                1);
        AtomicReference<Tally> found = new AtomicReference<>();
        assertThat(catchThrowable(() -> found.set(plan.run(1_000, Execution.threads(2)))))
                .isNull();
        assertThat(found.get().trials()).isEqualTo(1_000);
        assertThatThrownBy(found.get()::finalBalances)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageMatching("finalBalances must be at most \\d+ minor units in size, was \\d{19}");
    }

    /** A block of few long trials would leave all of them to one worker. */
    @Test
    void workersShareAFewLongTrials() {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        CountDownLatch bothAtWork = new CountDownLatch(2);
        Question plan = plan(100, TradesPerDay.fixed(4), Counting.sizer(trade -> {
            if (workers.add(Thread.currentThread())) {
                bothAtWork.countDown();
                awaitQuietly(bothAtWork);
            }
        }));
        Tally found = plan.run(20, Execution.threads(2));
        assertThat(found.trials()).isEqualTo(20);
        assertThat(workers).hasSize(2);
    }

    @Test
    void progressOfLongTrialsIsReportedByTime() {
        List<Long> reported = Collections.synchronizedList(new ArrayList<>());
        Question plan = smallPlan(trade -> {
            if (trade == 1) {
                sleep(2_100);
            }
        });
        plan.run(2, Execution.threads(1).onProgress((done, total) -> reported.add(done)));
        assertThat(reported).containsExactly(1L, 2L);
    }

    @Test
    void impossibleSizesAreRefusedByName() {
        Question plan = plan(1_000, TradesPerDay.fixed(4), Counting.sizer(BlockRunTest::nothing));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.run(Long.MAX_VALUE, Execution.threads(1)))
                .withMessage("trials must be at least 1, from 0 to 9007199254740992, was 9223372036854775807 from 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.run(0, Execution.threads(1)))
                .withMessage("trials must be at least 1, from 0 to 9007199254740992, was 0 from 0");
        assertThatNullPointerException().isThrownBy(() -> plan.run(1, null)).withMessage("execution");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up after a while, so that a test fails instead of waiting for a worker that never comes. */
    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
