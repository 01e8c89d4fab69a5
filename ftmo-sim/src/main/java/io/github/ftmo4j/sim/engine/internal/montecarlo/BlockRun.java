package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.internal.TrialLoop;
import io.github.ftmo4j.sim.engine.internal.Trials;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.odds.TrialRanges;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run of a range of trials under one or more specifications: workers take trials until none is left, and run each
 * of them under every specification. Each worker has tallies of its own, and the tallies are added up.
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

    /** The most trials taken at once, and the most after which a worker reports progress; a multiple of 64. */
    static final int BLOCK = 512;

    /** A worker takes more trials next time if the last ones took less than half of this, fewer if they took more. */
    private static final long NANOS_AT_ONCE = TimeUnit.MILLISECONDS.toNanos(10);

    /** A worker reports progress before a block is full if it takes longer than this. */
    private static final long NANOS_BETWEEN_REPORTS = TimeUnit.SECONDS.toNanos(2);

    private final List<? extends Trials> all;
    private final long first;
    private final long end;
    private final int block;
    private final Execution.Progress progress;
    private final Thread caller = Thread.currentThread();
    private final AtomicLong next;
    private final AtomicLong trialsDone = new AtomicLong();
    private final Object lock = new Object();

    // guarded by lock
    private final List<Tally> sums = new ArrayList<>();
    private final List<List<TrialRanges.Range>> missing = new ArrayList<>();
    private final long[] gained;
    private final long[] lost;
    private long compared;
    private final long[] passes;
    private final long[][] both;
    private int atWork;
    private @Nullable Throwable failure;

    private volatile boolean stopped;

    /**
     * The result of a run, with fewer trials if it was interrupted.
     *
     * @param tallies the counts of each specification
     * @param gained in how many of the compared trials an account passed under each specification, and none under the
     *     first
     * @param lost in how many of the compared trials no account passed under each specification, and one did under the
     *     first
     * @param compared how many trials were run under all specifications
     * @param passes in how many of the compared trials an account passed under each number of specifications; empty
     *     unless run jointly
     * @param both in how many of the compared trials an account passed under each pair of specifications, the lower
     *     number first; empty unless run jointly
     */
    public record Found(List<Tally> tallies, long[] gained, long[] lost, long compared, long[] passes, long[][] both) {}

    private BlockRun(
            List<? extends Trials> all,
            long first,
            long count,
            Execution.Progress progress,
            int block,
            boolean jointly) {
        this.all = all;
        this.first = first;
        this.end = first + count;
        this.block = block;
        this.progress = progress;
        this.next = new AtomicLong(first);
        this.gained = new long[all.size()];
        this.lost = new long[all.size()];
        this.passes = new long[jointly ? all.size() + 1 : 0];
        this.both = new long[jointly ? all.size() : 0][all.size()];
        for (Trials each : all) {
            sums.add(each.newTally());
            missing.add(new ArrayList<>());
        }
    }

    /**
     * Runs trials.
     *
     * @param all the trials of each specification
     * @param first the number of the first trial, at least 0
     * @param count how many, at least 1
     * @param execution where they run
     * @return the result, with fewer trials if interrupted
     * @throws IllegalArgumentException if there is no trial, or a number is out of range
     */
    public static Found run(List<? extends Trials> all, long first, long count, Execution execution) {
        return run(all, first, count, execution, BLOCK);
    }

    /**
     * Runs trials, and counts under how many specifications, and under which pairs of them, an account passes.
     *
     * @param all the trials of each specification
     * @param first the number of the first trial, at least 0
     * @param count how many, at least 1
     * @param execution where they run
     * @return the result, with fewer trials if interrupted
     * @throws IllegalArgumentException if there is no trial, or a number is out of range
     */
    public static Found runJointly(List<? extends Trials> all, long first, long count, Execution execution) {
        return run(all, first, count, execution, BLOCK, true);
    }

    /**
     * Runs trials in blocks of another size.
     *
     * @param all the trials of each specification
     * @param first the number of the first trial, at least 0
     * @param count how many, at least 1
     * @param execution where they run
     * @param block the most trials taken at once, a multiple of 64
     * @return the result, with fewer trials if interrupted
     */
    public static Found run(List<? extends Trials> all, long first, long count, Execution execution, int block) {
        return run(all, first, count, execution, block, false);
    }

    private static Found run(
            List<? extends Trials> all, long first, long count, Execution execution, int block, boolean jointly) {
        Objects.requireNonNull(execution, "execution");
        if (first < 0 || count < 1 || count > Tally.MOST_ATTEMPTS || first > Tally.MOST_ATTEMPTS - count) {
            throw new IllegalArgumentException("trials must be at least 1, from 0 to " + Tally.MOST_ATTEMPTS + ", was "
                    + count + " from " + first);
        }
        BlockRun run = new BlockRun(all, first, count, execution.progress(), block, jointly);
        int helpers = (int) Math.min(execution.parallelism(), count) - 1;
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
                worker.addTo(this);
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
            for (int i = 0; i < sums.size(); i++) {
                sums.get(i).cover(covered(missing.get(i)));
            }
            return new Found(List.copyOf(sums), gained, lost, compared, passes, both);
        }
    }

    /** All trials that were taken, except for those that are missing. */
    private TrialRanges covered(List<TrialRanges.Range> without) {
        List<TrialRanges.Range> run = new ArrayList<>();
        long from = first;
        for (TrialRanges.Range gap : new TrialRanges(without).ranges()) {
            if (from < gap.first()) {
                run.add(new TrialRanges.Range(from, gap.first() - from));
            }
            from = gap.end();
        }
        if (from < next.get()) {
            run.add(new TrialRanges.Range(from, next.get() - from));
        }
        return new TrialRanges(run);
    }

    /** One worker: its tallies, and how many trials it takes at once. */
    private final class Worker {

        private final List<TrialLoop> own = new ArrayList<>();
        private final long[][] passed = new long[all.size()][block / Long.SIZE];
        private final long[] ownGained = new long[all.size()];
        private final long[] ownLost = new long[all.size()];
        private final List<List<TrialRanges.Range>> gaps = new ArrayList<>();
        private final BooleanSupplier stop = BlockRun.this::stopped;

        /** The end of the trials that are taken at once; all of them are of one block. */
        @SuppressWarnings("UnnecessaryLambda") // one object, not one each time
        private final LongBinaryOperator shareEnd =
                (from, atOnce) -> Math.min(end, Math.min(from + atOnce, (from / block + 1) * block));

        private final long[] ownPasses = new long[passes.length];
        private final long[][] ownBoth = new long[both.length][all.size()];
        private long ownCompared;
        private int most = 1;
        private long reported = System.nanoTime();
        private long unreported;

        Worker() {
            for (Trials each : all) {
                own.add(each.start());
                gaps.add(new ArrayList<>());
            }
        }

        void work() {
            while (!stopped()) {
                long from = next.getAndAccumulate(most, shareEnd);
                if (from >= end) {
                    break;
                }
                long start = System.nanoTime();
                run(from, shareEnd.applyAsLong(from, most));
                long now = System.nanoTime();
                if (unreported >= BLOCK || now - reported >= NANOS_BETWEEN_REPORTS) {
                    report();
                    reported = now;
                }
                adapt(now - start);
            }
            report();
        }

        private void run(long from, long to) {
            long done = to;
            for (int i = 0; i < own.size(); i++) {
                Arrays.fill(passed[i], 0);
                long reached = own.get(i).run(from, to, passed[i], stop);
                if (reached < to) {
                    gaps.get(i).add(new TrialRanges.Range(reached, to - reached));
                    done = Math.min(done, reached);
                }
            }
            compare((int) (done - from));
            if (both.length > 0) {
                countJointly((int) (done - from));
            }
            unreported += done - from;
        }

        private void compare(int count) {
            ownCompared += count;
            for (int i = 1; i < own.size(); i++) {
                for (int word = 0; word * Long.SIZE < count; word++) {
                    long counted = counted(count, word);
                    ownGained[i] += Long.bitCount(passed[i][word] & ~passed[0][word] & counted);
                    ownLost[i] += Long.bitCount(passed[0][word] & ~passed[i][word] & counted);
                }
            }
        }

        private void countJointly(int count) {
            for (int trial = 0; trial < count; trial++) {
                int number = 0;
                for (long[] each : passed) {
                    number += (int) (each[trial / Long.SIZE] >>> trial) & 1;
                }
                ownPasses[number]++;
            }
            for (int word = 0; word * Long.SIZE < count; word++) {
                long counted = counted(count, word);
                for (int i = 0; i < passed.length; i++) {
                    long ofOne = passed[i][word] & counted;
                    for (int j = i; j < passed.length; j++) {
                        ownBoth[i][j] += Long.bitCount(ofOne & passed[j][word]);
                    }
                }
            }
        }

        /** The bits of a word that stand for one of so many trials. */
        private static long counted(int count, int word) {
            int bits = count - word * Long.SIZE;
            return bits >= Long.SIZE ? -1 : (1L << bits) - 1;
        }

        void addTo(BlockRun run) {
            for (int i = 0; i < ownPasses.length; i++) {
                run.passes[i] += ownPasses[i];
            }
            for (int i = 0; i < ownBoth.length; i++) {
                for (int j = i; j < ownBoth.length; j++) {
                    run.both[i][j] += ownBoth[i][j];
                }
            }
            run.compared += ownCompared;
            for (int i = 0; i < own.size(); i++) {
                run.sums.get(i).add(own.get(i).tally());
                run.missing.get(i).addAll(gaps.get(i));
                run.gained[i] += ownGained[i];
                run.lost[i] += ownLost[i];
            }
        }

        private void adapt(long nanos) {
            if (nanos > NANOS_AT_ONCE) {
                most = Math.max(1, most / 2);
            } else if (nanos < NANOS_AT_ONCE / 2) {
                most = Math.min(block, 2 * most);
            }
        }

        private void report() {
            if (unreported > 0) {
                progress.update(trialsDone.addAndGet(unreported), end - first);
                unreported = 0;
            }
        }
    }
}
