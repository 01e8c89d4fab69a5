package io.github.ftmo4j.sim.engine.internal;

import io.github.ftmo4j.sim.odds.Tally;
import java.util.function.BooleanSupplier;

/** Runs trials one after the other on one thread, and counts them. Not thread-safe. */
public interface TrialLoop {

    /**
     * Runs trials with consecutive numbers. A trial that is stopped is not counted.
     *
     * @param from the number of the first trial
     * @param to the number after that of the last trial
     * @param passed receives one bit per trial, from bit 0 of the first word on: whether at least one account passed
     * @param stop whether to stop; once true, it stays true
     * @return the number of the first trial that was not run, {@code to} if all were
     */
    long run(long from, long to, long[] passed, BooleanSupplier stop);

    /**
     * What was counted so far.
     *
     * @return the tally of this loop itself, not a copy
     */
    Tally tally();
}
