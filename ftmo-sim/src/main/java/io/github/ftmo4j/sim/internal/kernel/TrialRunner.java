package io.github.ftmo4j.sim.internal.kernel;

import io.github.ftmo4j.mm.Trader;

/** Runs trials one after the other on one thread, and counts. Not thread-safe. */
public final class TrialRunner {

    private final Tally tally;
    private final int accountsPerAttempt;
    private final Trader trader;
    private final Attempt[] attempts;

    /**
     * A runner with an empty tally.
     *
     * @param plan what a trial depends on
     */
    public TrialRunner(Plan plan) {
        tally = plan.newTally();
        trader = plan.sizer().start();
        accountsPerAttempt = plan.accounts() / plan.attemptsDrawn();
        attempts = new Attempt[plan.attemptsDrawn()];
        for (int i = 0; i < attempts.length; i++) {
            attempts[i] = new Attempt(plan, tally, trader);
        }
    }

    /**
     * Runs one trial.
     *
     * @param trial its number
     */
    public void run(long trial) {
        trader.reset();
        for (int i = 0; i < attempts.length; i++) {
            attempts[i].start(trial, i);
        }
        if (trader.sharesMemory()) {
            runSideBySide();
        } else {
            for (Attempt attempt : attempts) {
                while (attempt.active()) {
                    attempt.startDay();
                    while (attempt.hasTrade()) {
                        attempt.trade();
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
    }

    /** What one account teaches the others must be known at the same time on all: day by day, trade by trade. */
    private void runSideBySide() {
        boolean anyActive = true;
        while (anyActive) {
            startDay();
            boolean anyTrade = true;
            while (anyTrade) {
                anyTrade = tradeOnce();
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

    private boolean tradeOnce() {
        boolean any = false;
        for (Attempt attempt : attempts) {
            if (attempt.active() && attempt.hasTrade()) {
                attempt.trade();
                any = true;
            }
        }
        return any;
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

    /**
     * What was counted so far.
     *
     * @return the tally, still growing
     */
    public Tally tally() {
        return tally;
    }
}
