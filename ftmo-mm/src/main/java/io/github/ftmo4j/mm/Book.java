package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.gate.Exposure;

/** What the trades of one account have at risk. */
final class Book implements Exposure {

    private static final long NO_DAY = Long.MIN_VALUE;

    private long day = NO_DAY;
    private long openRisk;
    private long riskedToday;
    private int openPositions;
    private int positionsToday;
    private int ordersToday;

    /** Days that are past do not come again; what happened before any day counts to the first. */
    void beginDay(long newDay) {
        if (newDay > day) {
            if (day != NO_DAY) {
                riskedToday = 0;
                positionsToday = 0;
                ordersToday = 0;
            }
            day = newDay;
        }
    }

    void ordered() {
        ordersToday++;
    }

    void opened(long risked) {
        openRisk += risked;
        riskedToday += risked;
        openPositions++;
        positionsToday++;
        ordersToday++;
    }

    /** What was opened before the book was may be closed too. */
    void closed(long risked) {
        openRisk = Math.max(0, openRisk - risked);
        openPositions = Math.max(0, openPositions - 1);
    }

    void clear() {
        day = NO_DAY;
        openRisk = 0;
        riskedToday = 0;
        openPositions = 0;
        positionsToday = 0;
        ordersToday = 0;
    }

    @Override
    public long openRisk() {
        return openRisk;
    }

    @Override
    public long riskedToday() {
        return riskedToday;
    }

    @Override
    public int openPositions() {
        return openPositions;
    }

    @Override
    public int positionsToday() {
        return positionsToday;
    }

    @Override
    public int ordersToday() {
        return ordersToday;
    }
}
