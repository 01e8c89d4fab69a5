package io.github.ftmo4j.examples.server.job;

import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.json.InvalidDocumentException;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Computes answers: as many at once as there are processors, each within a time limit, further ones in a short queue.
 */
public final class Work implements AutoCloseable {

    private final ThreadPoolExecutor threads;
    private final Duration limit;
    private final int mostWaiting;

    /** Work whose answers may take so long each, with the time in the queue; so many wait at most. */
    public Work(Duration limit, int mostWaiting) {
        this.limit = limit;
        this.mostWaiting = mostWaiting;
        int processors = Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(
                processors, processors, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(mostWaiting), task -> {
                    Thread thread = new Thread(task, "work");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Computes an answer.
     *
     * @throws Refusal if the queue is full, the time is over, or the question cannot be answered
     */
    public <T> T answer(Callable<T> question) {
        Future<T> answer;
        try {
            answer = threads.submit(question);
        } catch (RejectedExecutionException e) {
            throw Refusal.of(429, "busy", "at most " + mostWaiting + " requests wait at a time; try again");
        }
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw timeOver(limit);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw Refusal.of(503, "stopping", "the server stops");
        } catch (ExecutionException e) {
            throw refusal(Objects.requireNonNull(e.getCause()));
        }
    }

    static Refusal timeOver(Duration limit) {
        return Refusal.of(422, "time_limit", "an answer may take at most " + seconds(limit) + " s");
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /** What went wrong, for the client if it is the question's fault. */
    static RuntimeException refusal(Throwable cause) {
        if (cause instanceof InvalidDocumentException invalid) {
            return Refusal.of(invalid);
        }
        if (cause instanceof UnsolvableException) {
            return Refusal.of(422, "unsolvable", String.valueOf(cause.getMessage()));
        }
        if (cause instanceof IllegalArgumentException || cause instanceof ArithmeticException) {
            return Refusal.invalid("$", String.valueOf(cause.getMessage()));
        }
        if (cause instanceof CancellationException) {
            return Refusal.of(422, "cancelled", "the answer was cancelled");
        }
        if (cause instanceof OutOfMemoryError || cause instanceof StackOverflowError) {
            return Refusal.of(422, "work_limit", "the question is too large for the memory of this server");
        }
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        return new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
