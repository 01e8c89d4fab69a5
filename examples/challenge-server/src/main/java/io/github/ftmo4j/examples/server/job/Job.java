package io.github.ftmo4j.examples.server.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.examples.server.question.Question;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question that is answered in the background. Thread-safe. */
public final class Job implements Question.Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    /** What a job does. The names are stable codes. */
    public enum State {
        /** Waits for others. */
        WAITING,
        /** Is being answered. */
        RUNNING,
        /** Has its answer. */
        DONE,
        /** Was not answered; the error says why. The answer, if there is one, is from a part of the work. */
        FAILED,
        /** Was cancelled. The answer, if there is one, is from a part of the work. */
        CANCELLED
    }

    private final String id;
    private final String kind;
    private State state = State.WAITING;
    private long version;
    private long done;
    private long total;
    private boolean cancelled;
    private Optional<ObjectNode> answer = Optional.empty();
    private Optional<ObjectNode> error = Optional.empty();
    private Optional<Future<?>> future = Optional.empty();

    Job(String id, String kind) {
        this.id = id;
        this.kind = kind;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    void run(Question question) {
        if (!change(State.RUNNING)) {
            return;
        }
        try {
            ObjectNode whole = question.answer(this);
            finish(Optional.of(whole), Optional.empty());
        } catch (CancellationException e) {
            finish(Optional.empty(), Optional.empty());
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            RuntimeException failure = Work.refusal(e);
            if (!(failure instanceof Refusal)) {
                LOG.error("job {} failed", id, e);
            }
            finish(
                    Optional.empty(),
                    Optional.of(
                            failure instanceof Refusal refusal
                                    ? refusal.body()
                                    : Refusal.of(500, "internal", "the server failed")
                                            .body()));
        }
    }

    private synchronized boolean change(State next) {
        if (isFinished()) {
            return false;
        }
        state = next;
        changed();
        return true;
    }

    private synchronized void finish(Optional<ObjectNode> whole, Optional<ObjectNode> failure) {
        if (isFinished()) {
            return;
        }
        answer = whole.or(() -> answer);
        error = failure;
        state = cancelled ? State.CANCELLED : failure.isPresent() ? State.FAILED : State.DONE;
        changed();
    }

    @Override
    public synchronized void done(long part, long whole) {
        if (isFinished()) {
            return;
        }
        done = Math.max(done, part);
        total = whole;
        changed();
    }

    @Override
    public synchronized void interim(ObjectNode part) {
        if (isFinished()) {
            return;
        }
        answer = Optional.of(part);
        changed();
    }

    private void changed() {
        version++;
        notifyAll();
    }

    synchronized void startedAs(Future<?> running) {
        future = Optional.of(running);
    }

    /** Stops the work. A finished job stays as it is. */
    public synchronized void cancel() {
        if (isFinished()) {
            return;
        }
        cancelled = true;
        if (state == State.WAITING) {
            finish(Optional.empty(), Optional.empty());
        }
        future.ifPresent(running -> running.cancel(true));
    }

    /** Ends the job because its time is over. What is known stays. */
    synchronized void expire(Duration limit) {
        if (!isFinished()) {
            finish(Optional.empty(), Optional.of(Work.timeOver(limit).body()));
            future.ifPresent(running -> running.cancel(true));
        }
    }

    /** Whether nothing will change. */
    public synchronized boolean isFinished() {
        return state == State.DONE || state == State.FAILED || state == State.CANCELLED;
    }

    /** Waits until something changed after a version, at most so long. */
    public synchronized long await(long seen, long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; version == seen && !isFinished() && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
        return version;
    }

    /** What is known now. */
    public synchronized ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("kind", kind)
                .put("state", state.name())
                .put("done", done)
                .put("total", total);
        json.set("answer", answer.orElse(null));
        json.set("error", error.orElse(null));
        return json;
    }
}
