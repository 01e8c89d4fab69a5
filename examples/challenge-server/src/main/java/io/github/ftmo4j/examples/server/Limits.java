package io.github.ftmo4j.examples.server;

import java.time.Duration;

/**
 * What a server does at most. Beyond it, a request is refused with a code that names the limit.
 *
 * @param answer how long an answer may take, with the time that it waits: {@code time_limit}
 * @param job how long a job may run: {@code time_limit}
 * @param bytes the largest body of a request: {@code body_too_large}
 * @param waiting how many requests wait for a processor at a time: {@code busy}
 * @param jobs how many jobs are unfinished at a time: {@code too_many_jobs}
 * @param listeners how many clients follow jobs at a time: {@code too_many_listeners}
 * @param runs how many runs are saved: {@code too_many_runs}
 */
public record Limits(Duration answer, Duration job, int bytes, int waiting, int jobs, int listeners, int runs) {

    /** Limits for a small machine. */
    public static Limits standard() {
        return new Limits(Duration.ofSeconds(30), Duration.ofMinutes(10), 2_000_000, 256, 16, 32, 10_000);
    }
}
