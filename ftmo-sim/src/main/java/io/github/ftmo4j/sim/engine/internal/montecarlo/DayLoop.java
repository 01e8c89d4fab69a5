package io.github.ftmo4j.sim.engine.internal.montecarlo;

import java.util.function.BooleanSupplier;

/** Runs accounts day by day until none is active: one after the other, or side by side. Not thread-safe. */
final class DayLoop {

    /**
     * The number of trades of one day, or of accounts side by side, between two checks whether to stop; a power of two.
     */
    private static final int TRADES_BETWEEN_CHECKS = 64;

    private final Lane[] lanes;
    private final boolean sideBySide;

    private BooleanSupplier stopped = () -> false;
    private int tradesSideBySide;

    DayLoop(Lane[] lanes, boolean sideBySide) {
        this.lanes = lanes;
        this.sideBySide = sideBySide;
    }

    /** Runs until no account is active; whether it was not stopped. */
    boolean run(BooleanSupplier stop) {
        stopped = stop;
        if (sideBySide) {
            runSideBySide();
        } else {
            runOneByOne();
        }
        return continues();
    }

    private boolean continues() {
        return !stopped.getAsBoolean();
    }

    /** Whether the day continues with its next trade; a long day checks now and then whether to stop. */
    private boolean continuesAfter(int trades) {
        return (trades & (TRADES_BETWEEN_CHECKS - 1)) != TRADES_BETWEEN_CHECKS - 1 || continues();
    }

    private void runOneByOne() {
        for (Lane lane : lanes) {
            while (lane.active() && continues()) {
                lane.startDay();
                while (lane.hasTrade() && continuesAfter(lane.tradeOfDay())) {
                    lane.openTrade();
                    lane.closeTrade();
                }
                lane.endDay();
            }
        }
    }

    /**
     * Runs all accounts day by day and trade by trade, so that each trade is sized with all trades of all accounts that
     * were closed before. Trades of equal number run at the same time: all are sized before any of them is closed.
     */
    private void runSideBySide() {
        boolean anyActive = true;
        while (anyActive && continues()) {
            startDay();
            while (openTrades()) {
                closeTrades();
            }
            anyActive = endDay();
        }
    }

    private void startDay() {
        for (Lane lane : lanes) {
            if (lane.active()) {
                lane.startDay();
            }
        }
    }

    private boolean openTrades() {
        boolean any = false;
        for (Lane lane : lanes) {
            if (lane.active() && lane.hasTrade()) {
                if (!continuesAfter(tradesSideBySide++)) {
                    // the trial is not counted, so that what is open need not be closed
                    return false;
                }
                lane.openTrade();
                any = true;
            }
        }
        return any;
    }

    private void closeTrades() {
        for (Lane lane : lanes) {
            lane.closeTrade();
        }
    }

    private boolean endDay() {
        boolean any = false;
        for (Lane lane : lanes) {
            if (lane.active()) {
                lane.endDay();
                any |= lane.active();
            }
        }
        return any;
    }
}
