package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.gate.Exposure;
import java.util.List;

/** The exposure of one account, counted from the trades that are reported. */
final class AccountExposure implements Exposure {

    private static final long NO_DAY = Long.MIN_VALUE;

    /** The names of what it saves. */
    static final List<String> NAMES =
            List.of("day", "openRisk", "riskedToday", "openPositions", "positionsToday", "ordersToday");

    private long day = NO_DAY;
    private long openRisk;
    private long riskedToday;
    private int openPositions;
    private int positionsToday;
    private int ordersToday;

    /** Earlier days are ignored. What happened before the first day counts to the first day. */
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

    /** Whether what was counted was counted on a day. */
    boolean isOf(long today) {
        return day == today;
    }

    /** Nothing is open, and so much has been used on a day. */
    void begin(long today, long risked, int positions, int orders) {
        day = today;
        openRisk = 0;
        openPositions = 0;
        riskedToday = risked;
        positionsToday = positions;
        ordersToday = orders;
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

    /** Trades of today that nothing is at risk in any more. */
    void traded(int trades) {
        positionsToday += trades;
        ordersToday += trades;
    }

    /** What another exposure has used up today; nothing is at risk. */
    static AccountExposure usedUp(long day, Exposure other) {
        AccountExposure used = new AccountExposure();
        used.begin(day, other.riskedToday(), other.positionsToday(), other.ordersToday());
        return used;
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

    /** Without a day if there was none yet. */
    void save(SavedValues.Builder out) {
        if (day != NO_DAY) {
            out.number("day", day);
        }
        out.number("openRisk", openRisk)
                .number("riskedToday", riskedToday)
                .number("openPositions", openPositions)
                .number("positionsToday", positionsToday)
                .number("ordersToday", ordersToday);
    }

    static AccountExposure of(SavedValues saved) {
        AccountExposure exposure = new AccountExposure();
        exposure.day = saved.has("day") ? saved.number("day", Long.MIN_VALUE) : NO_DAY;
        exposure.openRisk = saved.number("openRisk", 0);
        exposure.riskedToday = saved.number("riskedToday", 0);
        exposure.openPositions = count(saved, "openPositions");
        exposure.positionsToday = count(saved, "positionsToday");
        exposure.ordersToday = count(saved, "ordersToday");
        return exposure;
    }

    private static int count(SavedValues saved, String name) {
        return (int) saved.number(name, 0, Integer.MAX_VALUE);
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
