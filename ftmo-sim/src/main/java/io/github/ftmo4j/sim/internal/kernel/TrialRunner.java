package io.github.ftmo4j.sim.internal.kernel;

import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.mm.Trader;
import io.github.ftmo4j.sim.TracedAttempt;
import java.util.List;
import java.util.stream.IntStream;

/** Runs trials one after the other on one thread, and counts. Not thread-safe. */
public final class TrialRunner {

    private final Tally tally;
    private final boolean sharesState;
    private final int accountsPerAttempt;
    private final Trader trader;
    private final Attempt[] attempts;

    /**
     * A runner.
     *
     * @param plan what a trial depends on
     * @param tally where to count
     */
    TrialRunner(Plan plan, Tally tally) {
        this(plan, tally, List.of());
    }

    private TrialRunner(Plan plan, Tally tally, List<AttemptTrail> trails) {
        this.tally = tally;
        sharesState = plan.sizer().sharesState();
        trader = plan.sizer().start();
        accountsPerAttempt = plan.accounts() / plan.attemptsDrawn();
        attempts = new Attempt[plan.attemptsDrawn()];
        for (int i = 0; i < attempts.length; i++) {
            attempts[i] = new Attempt(plan, tally, trader, trails.isEmpty() ? null : trails.get(i));
        }
    }

    /**
     * Runs one trial and tells a log of it.
     *
     * @param plan what a trial depends on
     * @param trial its number
     * @param log the log
     * @return how each attempt ended that had luck of its own
     */
    public static List<TracedAttempt> trace(Plan plan, long trial, DecisionLog log) {
        List<AttemptTrail> trails = IntStream.rangeClosed(1, plan.attemptsDrawn())
                .mapToObj(account -> new AttemptTrail(log, "trial-" + trial + "-account-" + account))
                .toList();
        new TrialRunner(plan, plan.newTally(), trails).run(trial);
        return trails.stream().map(AttemptTrail::attempt).toList();
    }

    /**
     * Runs one trial.
     *
     * @param trial its number
     * @return how many accounts passed
     */
    int run(long trial) {
        trader.reset();
        for (int i = 0; i < attempts.length; i++) {
            attempts[i].start(trial, i);
        }
        if (sharesState) {
            runSideBySide();
        } else {
            for (Attempt attempt : attempts) {
                while (attempt.active()) {
                    attempt.startDay();
                    while (attempt.hasTrade()) {
                        attempt.openTrade();
                        attempt.closeTrade();
                    }
                    attempt.endDay();
                }
            }
        }
        int passed = 0;
        for (Attempt attempt : attempts) {
            if (attempt.passed()) {
                passed += accountsPerAttempt;
            }
        }
        tally.trial(passed);
        return passed;
    }

    /**
     * Day by day and trade by trade, so that an account knows what the others have closed by then. Trades of one
     * ordinal run at the same time: all are sized before any of them teaches.
     */
    private void runSideBySide() {
        boolean anyActive = true;
        while (anyActive) {
            startDay();
            while (openTrades()) {
                closeTrades();
            }
            anyActive = endDay();
        }
    }

    private void startDay() {
        for (Attempt attempt : attempts) {
            if (attempt.active()) {
                attempt.startDay();
            }
        }
    }

    private boolean openTrades() {
        boolean any = false;
        for (Attempt attempt : attempts) {
            if (attempt.active() && attempt.hasTrade()) {
                attempt.openTrade();
                any = true;
            }
        }
        return any;
    }

    private void closeTrades() {
        for (Attempt attempt : attempts) {
            attempt.closeTrade();
        }
    }

    private boolean endDay() {
        boolean any = false;
        for (Attempt attempt : attempts) {
            if (attempt.active()) {
                attempt.endDay();
                any |= attempt.active();
            }
        }
        return any;
    }
}
