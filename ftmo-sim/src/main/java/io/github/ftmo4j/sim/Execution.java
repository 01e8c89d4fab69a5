package io.github.ftmo4j.sim;

import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Where and how a simulation runs. It never changes the result. Immutable.
 *
 * @param executor whose threads work; none for threads of its own
 * @param parallelism how many workers there are, the calling thread being one of them
 * @param progress told after each block of trials, by the thread that ran it
 */
public record Execution(Optional<Executor> executor, int parallelism, Progress progress) {

    /** Told how far a run has come. Must be thread-safe if there is more than one worker. */
    @FunctionalInterface
    public interface Progress {

        /**
         * A block of trials is done. With several workers, numbers may arrive out of order. What this throws fails the
         * run.
         *
         * @param done how many trials are done
         * @param total how many there are
         */
        void update(long done, long total);
    }

    /**
     * Checks the parallelism.
     *
     * @throws IllegalArgumentException if there is no worker
     */
    public Execution {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
        }
    }

    /**
     * As many threads of its own as there are processors.
     *
     * @return the execution
     */
    public static Execution allProcessors() {
        return threads(Runtime.getRuntime().availableProcessors());
    }

    /**
     * The calling thread, and threads of its own that end with the run.
     *
     * @param threads how many in all, at least 1
     * @return the execution
     */
    public static Execution threads(int threads) {
        return new Execution(Optional.empty(), threads, (done, total) -> {});
    }

    /**
     * Somebody else's threads, beside the calling one.
     *
     * @param executor the executor; if it rejects work, the run fails
     * @param parallelism how many workers there are, the calling thread being one of them
     * @return the execution
     */
    public static Execution on(Executor executor, int parallelism) {
        return new Execution(Optional.of(executor), parallelism, (done, total) -> {});
    }

    /**
     * The same execution with somebody to be told.
     *
     * @param listener told after each block of trials
     * @return the execution
     */
    public Execution onProgress(Progress listener) {
        return new Execution(executor, parallelism, listener);
    }
}
