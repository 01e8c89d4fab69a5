package io.github.ftmo4j.sim.internal.kernel;

import io.github.ftmo4j.sim.Execution;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run: workers take blocks of trials until none is left, each counting for itself; their tallies are added up.
 *
 * <p>The calling thread is one of the workers, so that a run ends even if an executor never starts another.
 * Interrupting it stops the run after the blocks at work; what was counted by then is returned, and the thread stays
 * interrupted. If a worker throws, all stop, and what was thrown first is thrown again once no worker is at work any
 * more.
 */
public final class BlockRun {

    /** A multiple of 64, so that each word of {@link PassedTrials} has one writer. */
    private static final int BLOCK = 512;

    private final Plan plan;
    private final long trials;
    private final long blocks;
    private final LongUnaryOperator order;
    private final Execution.Progress progress;
    private final Thread caller = Thread.currentThread();
    private final AtomicLong nextBlock = new AtomicLong();
    private final AtomicLong trialsDone = new AtomicLong();
    private final PassedTrials passed;
    private final Object lock = new Object();

    // guarded by lock
    private final Tally sum;
    private int atWork;
    private @Nullable Throwable failure;

    private volatile boolean stopped;

    /**
     * What a run found. Without all of its trials if it was interrupted.
     *
     * @param tally the counts
     * @param passed the trials in which at least one account passed
     */
    public record Found(Tally tally, PassedTrials passed) {}

    private BlockRun(Plan plan, long trials, LongUnaryOperator order, Execution.Progress progress) {
        this.plan = plan;
        this.trials = trials;
        this.blocks = (trials + BLOCK - 1) / BLOCK;
        this.order = order;
        this.progress = progress;
        this.passed = new PassedTrials(trials);
        this.sum = plan.newTally();
    }

    /**
     * Runs trials.
     *
     * @param plan what a trial depends on
     * @param trials how many
     * @param execution where they run
     * @return what was found; fewer trials if interrupted
     */
    public static Found run(Plan plan, long trials, Execution execution) {
        return run(plan, trials, execution, LongUnaryOperator.identity());
    }

    /**
     * Runs trials, block by block in another order.
     *
     * @param plan what a trial depends on
     * @param trials how many
     * @param execution where they run
     * @param order a permutation of the numbers of blocks
     * @return what was found; fewer trials if interrupted
     */
    static Found run(Plan plan, long trials, Execution execution, LongUnaryOperator order) {
        BlockRun run = new BlockRun(plan, trials, order, execution.progress());
        int helpers = execution.parallelism() - 1;
        if (execution.executor().isPresent()) {
            return run.with(execution.executor().get(), helpers);
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, helpers), task -> {
            Thread thread = new Thread(task, "ftmo-sim");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return run.with(threads, helpers);
        } finally {
            threads.shutdown();
        }
    }

    private Found with(Executor executor, int helpers) {
        try {
            for (int i = 0; i < helpers; i++) {
                executor.execute(this::work);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
        work();
        return awaitOthers();
    }

    /** Does blocks until there are none, or at once nothing if the run is over already. */
    private void work() {
        synchronized (lock) {
            if (over()) {
                return;
            }
            atWork++;
        }
        Tally counted = plan.newTally();
        try {
            TrialRunner runner = new TrialRunner(plan, counted);
            long block = nextBlock.getAndIncrement();
            while (block < blocks) {
                run(runner, order.applyAsLong(block) * BLOCK);
                block = over() ? blocks : nextBlock.getAndIncrement();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            synchronized (lock) {
                sum.add(counted);
                atWork--;
                lock.notifyAll();
            }
        }
    }

    private void run(TrialRunner runner, long first) {
        long end = Math.min(first + BLOCK, trials);
        for (long trial = first; trial < end; trial++) {
            if (runner.run(trial) > 0) {
                passed.add(trial);
            }
        }
        progress.update(trialsDone.addAndGet(end - first), trials);
    }

    private boolean over() {
        if (caller.isInterrupted()) {
            stopped = true;
        }
        return stopped || nextBlock.get() >= blocks;
    }

    private void fail(Throwable thrown) {
        synchronized (lock) {
            stopped = true;
            if (failure == null) {
                failure = thrown;
            } else {
                failure.addSuppressed(thrown);
            }
        }
    }

    private Found awaitOthers() {
        boolean interrupted = false;
        synchronized (lock) {
            while (atWork > 0) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopped = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return new Found(sum, passed);
        }
    }
}
