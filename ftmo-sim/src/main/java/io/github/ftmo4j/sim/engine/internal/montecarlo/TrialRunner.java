package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.mm.SavedState;
import io.github.ftmo4j.mm.Trader;
import io.github.ftmo4j.sim.engine.internal.TrialLoop;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.odds.TracedAttempt;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs trials one after the other on one thread, and counts their results. Not thread-safe. */
public final class TrialRunner implements TrialLoop {

    /** The result of a run that was stopped. */
    public static final int STOPPED = -1;

    private final int firstAccount;
    private final Tally tally;
    private final int accountsPerAttempt;
    private final Trader trader;

    /** None if the trader starts every trial without having learnt anything. */
    private final @Nullable SavedState learnt;

    private final Attempt[] attempts;
    private final DayLoop days;

    /**
     * A runner.
     *
     * @param spec the specification
     * @param seed the seed of the random numbers
     * @param firstAccount the number of the first account among those that have draws of their own
     * @param tally where to count
     */
    public TrialRunner(SimulationSpec spec, long seed, int firstAccount, Tally tally) {
        this(spec, seed, firstAccount, tally, List.of());
    }

    TrialRunner(SimulationSpec spec, long seed, int firstAccount, Tally tally, List<AttemptTrail> trails) {
        this.firstAccount = firstAccount;
        this.tally = tally;
        trader = spec.sizing().start();
        learnt = spec.start() instanceof RunningStart running ? running.trader().orElse(null) : null;
        accountsPerAttempt = spec.accounts() / spec.attemptsDrawn();
        attempts = new Attempt[spec.attemptsDrawn()];
        for (int i = 0; i < attempts.length; i++) {
            attempts[i] = new Attempt(spec, seed, trader, trails.isEmpty() ? null : trails.get(i));
        }
        days = new DayLoop(attempts, spec.sizing().sharesState());
    }

    /**
     * Runs one trial and writes it to a log.
     *
     * @param spec the specification
     * @param seed the seed of the random numbers
     * @param trial its number
     * @param log the log
     * @return how each attempt with draws of its own ended
     */
    public static List<TracedAttempt> trace(SimulationSpec spec, long seed, long trial, DecisionLog log) {
        List<AttemptTrail> trails = IntStream.rangeClosed(1, spec.attemptsDrawn())
                .mapToObj(account -> new AttemptTrail(log, "trial-" + trial + "-account-" + account))
                .toList();
        new TrialRunner(spec, seed, 0, new ReadableTrials(spec, seed).newTally(), trails).run(trial);
        return trails.stream().map(AttemptTrail::attempt).toList();
    }

    @Override
    public long run(long from, long to, long[] passed, BooleanSupplier stop) {
        for (long trial = from; trial < to; trial++) {
            int passes = run(trial, stop);
            if (passes == STOPPED) {
                return trial;
            }
            if (passes > 0) {
                passed[(int) ((trial - from) / Long.SIZE)] |= 1L << (trial - from);
            }
        }
        return to;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    /**
     * Runs one trial to its end.
     *
     * @param trial its number
     * @return how many accounts passed
     */
    int run(long trial) {
        return run(trial, () -> false);
    }

    /**
     * Runs one trial. A trial that is stopped is not counted.
     *
     * @param trial its number
     * @param stop whether to stop; once true, it stays true
     * @return how many accounts passed, {@link #STOPPED} if the trial was stopped
     */
    public int run(long trial, BooleanSupplier stop) {
        trader.reset();
        if (learnt != null) {
            trader.restore(learnt);
        }
        for (int i = 0; i < attempts.length; i++) {
            attempts[i].start(trial, firstAccount + i);
        }
        return days.run(stop) ? count() : STOPPED;
    }

    private int count() {
        int passed = 0;
        for (Attempt attempt : attempts) {
            attempt.count(tally);
            if (attempt.passed()) {
                passed += accountsPerAttempt;
            }
        }
        tally.trial(passed);
        return passed;
    }
}
