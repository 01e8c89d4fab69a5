package io.github.ftmo4j.sim.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Where and how a simulation runs. It never changes the result. Immutable.
 *
 * @param executor whose threads work; none for threads of its own
 * @param parallelism how many workers there are, from 1 to 4,096, the calling thread being one of them
 * @param progress called by each worker after 512 trials, or every few seconds if they take longer
 */
public record Execution(Optional<Executor> executor, int parallelism, Progress progress) {

    private static final int MOST_WORKERS = 4_096;

    /** A listener to the progress of a run. Must be thread-safe if there is more than one worker. */
    @FunctionalInterface
    public interface Progress {

        /**
         * More trials are done. With several workers, numbers may arrive out of order. What this throws fails the run.
         *
         * @param done how many trials are done
         * @param total how many there are
         */
        void update(long done, long total);
    }

    /**
     * Checks the parallelism.
     *
     * @throws IllegalArgumentException if there is no worker, or there are more than 4,096
     */
    public Execution {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(progress, "progress");
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
        }
        if (parallelism > MOST_WORKERS) {
            throw new IllegalArgumentException("parallelism must be at most " + MOST_WORKERS + ", was " + parallelism);
        }
    }

    /**
     * As many threads of its own as there are processors.
     *
     * @return the execution
     */
    public static Execution allProcessors() {
        return threads(Math.min(Runtime.getRuntime().availableProcessors(), MOST_WORKERS));
    }

    /**
     * The calling thread, and threads of its own that end with the run.
     *
     * @param threads how many in all, from 1 to 4,096
     * @return the execution
     */
    public static Execution threads(int threads) {
        return new Execution(Optional.empty(), threads, (done, total) -> {});
    }

    /**
     * The calling thread, and threads of an executor. A run never waits for a task that the executor has not started.
     *
     * @param executor the executor; if it rejects work, the run fails
     * @param parallelism how many workers there are, from 1 to 4,096, the calling thread being one of them
     * @return the execution
     */
    public static Execution on(Executor executor, int parallelism) {
        return new Execution(
                Optional.of(Objects.requireNonNull(executor, "executor")), parallelism, (done, total) -> {});
    }

    /**
     * The same execution with another listener.
     *
     * @param listener called by each worker after 512 trials, or every few seconds if they take longer
     * @return the execution
     */
    public Execution onProgress(Progress listener) {
        return new Execution(executor, parallelism, listener);
    }
}
