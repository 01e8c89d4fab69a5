package io.github.ftmo4j.sim.internal.kernel;

import io.github.ftmo4j.sim.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

/**
 * One run: workers take blocks of trials until none is left, each counting for itself; their tallies are added up.
 *
 * <p>Interrupting the calling thread stops the run after the blocks at work; what was counted by then is returned, and
 * the thread stays interrupted. If a worker throws, all stop and the first exception is thrown again.
 */
public final class BlockRun {

    private static final int BLOCK = 512;

    private final Plan plan;
    private final long trials;
    private final long blocks;
    private final LongUnaryOperator order;
    private final Execution.Progress progress;
    private final AtomicLong nextBlock = new AtomicLong();
    private final AtomicLong trialsDone = new AtomicLong();
    private volatile boolean stopped;

    private BlockRun(Plan plan, long trials, LongUnaryOperator order, Execution.Progress progress) {
        this.plan = plan;
        this.trials = trials;
        this.blocks = (trials + BLOCK - 1) / BLOCK;
        this.order = order;
        this.progress = progress;
    }

    /**
     * Runs trials.
     *
     * @param plan what a trial depends on
     * @param trials how many
     * @param execution where they run
     * @return the counts; fewer trials if interrupted
     */
    public static Tally run(Plan plan, long trials, Execution execution) {
        return run(plan, trials, execution, LongUnaryOperator.identity());
    }

    /**
     * Runs trials, block by block in another order.
     *
     * @param plan what a trial depends on
     * @param trials how many
     * @param execution where they run
     * @param order a permutation of the numbers of blocks
     * @return the counts; fewer trials if interrupted
     */
    static Tally run(Plan plan, long trials, Execution execution, LongUnaryOperator order) {
        BlockRun run = new BlockRun(plan, trials, order, execution.progress());
        if (execution.executor().isPresent()) {
            return run.on(execution.executor().get(), execution.parallelism());
        }
        ExecutorService threads = Executors.newFixedThreadPool(execution.parallelism(), task -> {
            Thread thread = new Thread(task, "ftmo-sim");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return run.on(threads, execution.parallelism());
        } finally {
            threads.shutdown();
        }
    }

    private Tally on(Executor executor, int parallelism) {
        List<CompletableFuture<Tally>> workers = new ArrayList<>();
        try {
            for (int i = 0; i < parallelism; i++) {
                workers.add(CompletableFuture.supplyAsync(this::work, executor));
            }
        } catch (RuntimeException e) {
            stopped = true;
            throw e;
        }
        boolean interrupted = false;
        Tally sum = plan.newTally();
        for (CompletableFuture<Tally> worker : workers) {
            Tally tally = null;
            while (tally == null) {
                try {
                    tally = worker.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopped = true;
                } catch (ExecutionException e) {
                    stopped = true;
                    throw unchecked(e);
                }
            }
            sum.add(tally);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return sum;
    }

    private Tally work() {
        TrialRunner runner = new TrialRunner(plan);
        try {
            long block = nextBlock.getAndIncrement();
            while (block < blocks && !stopped) {
                long first = order.applyAsLong(block) * BLOCK;
                long end = Math.min(first + BLOCK, trials);
                for (long trial = first; trial < end; trial++) {
                    runner.run(trial);
                }
                progress.update(trialsDone.addAndGet(end - first), trials);
                block = nextBlock.getAndIncrement();
            }
            return runner.tally();
        } catch (RuntimeException | Error e) {
            stopped = true;
            throw e;
        }
    }

    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException exception ? exception : new IllegalStateException(e);
    }
}
