package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.PassedTrials;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run: workers take trials until none is left. Each worker has a tally, and the tallies are added up.
 *
 * <p>The calling thread is one of the workers, so that a run ends even if an executor never starts another.
 * Interrupting it stops all workers, each in the middle of its trial; the trials that were complete by then are
 * returned, and the thread stays interrupted. What a worker throws stops the others in the same way. The first failure
 * is thrown to the caller once no worker is at work.
 *
 * <p>A worker takes few trials at a time if they are long and many if they are short, so that all workers end at about
 * the same time.
 */
public final class BlockRun {

    /** The most trials taken at once, and the most after which a worker reports progress. */
    private static final int BLOCK = 512;

    /** A worker takes more trials next time if the last ones took less than half of this, fewer if they took more. */
    private static final long NANOS_AT_ONCE = TimeUnit.MILLISECONDS.toNanos(10);

    /** A worker reports progress before a block is full if it takes longer than this. */
    private static final long NANOS_BETWEEN_REPORTS = TimeUnit.SECONDS.toNanos(2);

    private final SimulationSpec spec;
    private final long seed;
    private final long trials;

    /** The end of the last block, counted as a full one. */
    private final long end;

    private final LongUnaryOperator order;
    private final Execution.Progress progress;
    private final Thread caller = Thread.currentThread();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong trialsDone = new AtomicLong();
    private final PassedTrials passed;
    private final Object lock = new Object();

    // guarded by lock
    private final Tally sum;
    private int atWork;
    private @Nullable Throwable failure;

    private volatile boolean stopped;

    /**
     * The result of a run, with fewer trials if it was interrupted.
     *
     * @param tally the counts
     * @param passed the trials in which at least one account passed
     */
    public record Found(Tally tally, PassedTrials passed) {}

    private BlockRun(
            SimulationSpec spec, long seed, long trials, LongUnaryOperator order, Execution.Progress progress) {
        this.spec = spec;
        this.seed = seed;
        this.trials = trials;
        this.end = blockEnd(trials - 1);
        this.order = order;
        this.progress = progress;
        this.passed = new PassedTrials(trials);
        this.sum = newTally(spec);
    }

    /**
     * Runs trials.
     *
     * @param spec the specification
     * @param seed the seed of the random numbers
     * @param trials how many
     * @param execution where they run
     * @return the result, with fewer trials if interrupted
     * @throws IllegalArgumentException if there is no trial, or there are too many to be counted
     */
    public static Found run(SimulationSpec spec, long seed, long trials, Execution execution) {
        return run(spec, seed, trials, execution, LongUnaryOperator.identity());
    }

    /**
     * Runs trials, block by block in another order.
     *
     * @param spec the specification
     * @param seed the seed of the random numbers
     * @param trials how many
     * @param execution where they run
     * @param order a permutation of the numbers of blocks
     * @return the result, with fewer trials if interrupted
     */
    static Found run(SimulationSpec spec, long seed, long trials, Execution execution, LongUnaryOperator order) {
        Objects.requireNonNull(execution, "execution");
        long most = Tally.MOST_ATTEMPTS / spec.attemptsDrawn();
        if (trials < 1 || trials > most) {
            throw new IllegalArgumentException("trials must be from 1 to " + most + " with " + spec.attemptsDrawn()
                    + " attempts each, was " + trials);
        }
        BlockRun run = new BlockRun(spec, seed, trials, order, execution.progress());
        int helpers = (int) Math.min(execution.parallelism(), trials) - 1;
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
            for (int i = 0; i < helpers && !stopped(); i++) {
                executor.execute(this::work);
            }
        } catch (Throwable e) {
            fail(e);
        }
        work();
        return awaitOthers();
    }

    /** Runs trials until none is left; does nothing if the run is already over. Throws nothing. */
    private void work() {
        synchronized (lock) {
            if (stopped() || next.get() >= end) {
                return;
            }
            atWork++;
        }
        try {
            Worker worker = new Worker();
            worker.work();
            synchronized (lock) {
                sum.add(worker.counted);
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            synchronized (lock) {
                atWork--;
                lock.notifyAll();
            }
        }
    }

    /** Whether the workers must stop. Once true, it stays true. */
    private boolean stopped() {
        if (caller.isInterrupted()) {
            stopped = true;
        }
        return stopped;
    }

    private void fail(Throwable thrown) {
        synchronized (lock) {
            stopped = true;
            if (failure == null) {
                failure = thrown;
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
            if (failure != null) {
                throw new UndeclaredThrowableException(failure);
            }
            return new Found(sum, passed);
        }
    }

    static Tally newTally(SimulationSpec spec) {
        int phases = spec.program().phases().size();
        return new Tally(
                spec.accounts(),
                phases,
                Math.multiplyExact(phases, spec.tradingPlan().abandonAfter()));
    }

    private static long blockEnd(long trial) {
        return (trial / BLOCK + 1) * BLOCK;
    }

    /** The end of the trials that are taken at once; all of them are of one block. */
    private static long shareEnd(long from, long most) {
        return Math.min(from + most, blockEnd(from));
    }

    /** One worker: its tally, and how many trials it takes at once. */
    private final class Worker {

        private final Tally counted = newTally(spec);
        private final TrialRunner runner = new TrialRunner(spec, seed, counted);
        private final BooleanSupplier stop = BlockRun.this::stopped;
        private int most = 1;
        private long reported = System.nanoTime();
        private long unreported;

        void work() {
            long from = take();
            while (from < end && !stopped()) {
                long start = System.nanoTime();
                run(from, shareEnd(from, most));
                long now = System.nanoTime();
                if (unreported >= BLOCK || now - reported >= NANOS_BETWEEN_REPORTS) {
                    report();
                    reported = now;
                }
                adapt(now - start);
                from = take();
            }
            report();
        }

        private long take() {
            return next.getAndAccumulate(most, BlockRun::shareEnd);
        }

        private void run(long from, long to) {
            long shift = order.applyAsLong(from / BLOCK) * BLOCK - blockEnd(from) + BLOCK;
            long last = Math.min(to + shift, trials);
            for (long trial = from + shift; trial < last; trial++) {
                int passes = runner.run(trial, stop);
                if (passes == TrialRunner.STOPPED) {
                    return;
                }
                if (passes > 0) {
                    passed.add(trial);
                }
                unreported++;
            }
        }

        private void adapt(long nanos) {
            if (nanos > NANOS_AT_ONCE) {
                most = Math.max(1, most / 2);
            } else if (nanos < NANOS_AT_ONCE / 2) {
                most = Math.min(BLOCK, 2 * most);
            }
        }

        private void report() {
            if (unreported > 0) {
                progress.update(trialsDone.addAndGet(unreported), trials);
                unreported = 0;
            }
        }
    }
}
