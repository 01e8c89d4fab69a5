package io.github.ftmo4j.examples.server.job;

import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.examples.server.question.Question;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Answers questions in the background, two at a time, each within a time limit. The newest finished jobs are kept. */
public final class Jobs implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MOST_KEPT = 200;

    private final int mostUnfinished;
    private final Duration limit;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Jobs::thread);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Jobs::thread);

    /** Jobs of which so many are unfinished at most, and each runs so long at most. */
    public Jobs(int mostUnfinished, Duration limit) {
        this.mostUnfinished = mostUnfinished;
        this.limit = limit;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "job");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts a job.
     *
     * @throws Refusal if too many are unfinished
     */
    public synchronized Job start(String kind, Question question) {
        if (jobs.values().stream().filter(job -> !job.isFinished()).count() >= mostUnfinished) {
            throw Refusal.of(429, "too_many_jobs", "at most " + mostUnfinished + " jobs are unfinished at a time");
        }
        Iterator<Job> oldest = jobs.values().iterator();
        while (jobs.size() >= MOST_KEPT && oldest.hasNext()) {
            if (oldest.next().isFinished()) {
                oldest.remove();
            }
        }
        Job job = new Job(new BigInteger(80, random).toString(36), kind);
        jobs.put(job.id(), job);
        job.startedAs(threads.submit(() -> run(job, question)));
        return job;
    }

    private void run(Job job, Question question) {
        Future<?> alarm = clock.schedule(() -> job.expire(limit), limit.toMillis(), TimeUnit.MILLISECONDS);
        job.run(question);
        alarm.cancel(false);
    }

    /**
     * A job.
     *
     * @throws Refusal if there is none
     */
    public synchronized Job job(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw Refusal.of(404, "not_found", "there is no such job");
        }
        return job;
    }

    /** All jobs, the newest last. */
    public synchronized List<Job> all() {
        return new ArrayList<>(jobs.values());
    }

    @Override
    public void close() {
        all().forEach(Job::cancel);
        threads.shutdownNow();
        clock.shutdownNow();
    }
}
