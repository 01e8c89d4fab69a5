package io.github.ftmo4j.sim.engine.internal.precision;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.precision.PreciseOdds;
import io.github.ftmo4j.sim.precision.Precision;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs trials until the interval of a figure is narrow enough. Used once. */
public final class PrecisionRun {

    /** Trials that run between two looks at the clock take about so long. */
    private static final long NANOS_AT_ONCE = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long FIRST_AT_ONCE = 16;

    private final Range trials;
    private final long most;
    private final Precision precision;
    private final SampleSize size;
    private final Execution execution;
    private final long start = System.nanoTime();
    private long atOnce;

    /** Runs trials with consecutive numbers. */
    @FunctionalInterface
    public interface Range {

        /**
         * Runs them.
         *
         * @param first the number of the first one
         * @param count how many
         * @param execution where and how
         * @return their odds, not complete if the calling thread was interrupted
         */
        SampledOdds run(long first, long count, Execution execution);
    }

    /**
     * A run.
     *
     * @param trials runs trials
     * @param most how many there are
     * @param precision the precision
     * @param execution where and how
     */
    public PrecisionRun(Range trials, long most, Precision precision, Execution execution) {
        this.trials = trials;
        this.most = most;
        this.precision = precision;
        this.size = new SampleSize(precision.halfWidth());
        this.execution = execution;
        this.atOnce = precision.mostTime().isPresent() ? FIRST_AT_ONCE : Long.MAX_VALUE;
    }

    /**
     * Runs it: the pilot has the last trials, the odds come from the first ones.
     *
     * @return the odds, and whether they are as precise as asked
     */
    public PreciseOdds run() {
        long pilot = size.pilot(most);
        long target = most - pilot;
        if (pilot > 0) {
            SampledOdds odds = extend(null, most - pilot, pilot);
            if (isOver() || !odds.complete()) {
                return result(odds, odds.complete() ? PreciseOdds.End.TIME : PreciseOdds.End.INTERRUPTED);
            }
            target = Math.min(target, size.trials(precision.figure(odds), pilot));
        }
        SampledOdds odds = null;
        while (true) {
            odds = extend(odds, 0, target);
            if (!odds.complete()) {
                return result(odds, PreciseOdds.End.INTERRUPTED);
            }
            if (odds.trials() < target) {
                return result(odds, PreciseOdds.End.TIME);
            }
            Estimate estimate = precision.figure(odds);
            if (estimate.halfWidth() <= precision.halfWidth()) {
                return result(odds, PreciseOdds.End.REACHED);
            }
            if (target == most - pilot) {
                return result(odds, PreciseOdds.End.TRIALS);
            }
            target = Math.min(most - pilot, size.more(estimate, target));
        }
    }

    private PreciseOdds result(SampledOdds odds, PreciseOdds.End end) {
        return new PreciseOdds(odds, precision, end);
    }

    /**
     * Runs the trials that are missing up to a number of them, fewer if the time is over or the thread is interrupted;
     * one at least.
     */
    private SampledOdds extend(@Nullable SampledOdds some, long first, long count) {
        SampledOdds odds = some;
        long done = some == null ? 0 : some.trials();
        while (odds == null || (odds.complete() && done < count && !isOver())) {
            long next = Math.min(count - done, atOnce);
            long before = done;
            long from = System.nanoTime();
            Execution counted =
                    execution.onProgress((ran, total) -> execution.progress().update(before + ran, count));
            SampledOdds part = trials.run(first + done, next, counted);
            adapt(System.nanoTime() - from, next);
            odds = odds == null ? part : odds.merge(part);
            done += next;
        }
        return odds;
    }

    private void adapt(long nanos, long count) {
        if (precision.mostTime().isPresent()) {
            long left = precision
                    .mostTime()
                    .get()
                    .minusNanos(System.nanoTime() - start)
                    .toNanos();
            double rate = (double) count / Math.max(1, nanos);
            atOnce = Math.max(1, Math.min(2 * count, (long) (rate * Math.min(NANOS_AT_ONCE, Math.max(0, left)))));
        }
    }

    private boolean isOver() {
        return precision
                .mostTime()
                .map(time -> Duration.ofNanos(System.nanoTime() - start).compareTo(time) >= 0)
                .orElse(false);
    }
}
