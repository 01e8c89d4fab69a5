package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.gate.Exposure;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the trades of one account have at risk. */
final class AccountExposure implements Exposure {

    private static final long NO_DAY = Long.MIN_VALUE;

    /** Stands for no day where it is saved, as a number that a double holds; no day is before it. */
    private static final long FIRST_DAY = -1L << 53;

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

    /** A trade that was opened before this exposure was created may be closed, too. */
    void closed(long risked) {
        openRisk = Math.max(0, openRisk - risked);
        openPositions = Math.max(0, openPositions - 1);
    }

    void clear() {
        become(new AccountExposure());
    }

    void become(AccountExposure other) {
        day = other.day;
        openRisk = other.openRisk;
        riskedToday = other.riskedToday;
        openPositions = other.openPositions;
        positionsToday = other.positionsToday;
        ordersToday = other.ordersToday;
    }

    Map<String, Double> save() {
        Map<String, Double> saved = new LinkedHashMap<>();
        saved.put("day", (double) Math.max(day, FIRST_DAY));
        saved.put("openRisk", (double) openRisk);
        saved.put("riskedToday", (double) riskedToday);
        saved.put("openPositions", (double) openPositions);
        saved.put("positionsToday", (double) positionsToday);
        saved.put("ordersToday", (double) ordersToday);
        return saved;
    }

    static AccountExposure of(SavedNumbers saved) {
        AccountExposure exposure = new AccountExposure();
        long day = saved.whole("day", FIRST_DAY);
        exposure.day = day == FIRST_DAY ? NO_DAY : day;
        exposure.openRisk = saved.whole("openRisk", 0);
        exposure.riskedToday = saved.whole("riskedToday", 0);
        exposure.openPositions = (int) saved.whole("openPositions", 0, Integer.MAX_VALUE);
        exposure.positionsToday = (int) saved.whole("positionsToday", 0, Integer.MAX_VALUE);
        exposure.ordersToday = (int) saved.whole("ordersToday", 0, Integer.MAX_VALUE);
        return exposure;
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
