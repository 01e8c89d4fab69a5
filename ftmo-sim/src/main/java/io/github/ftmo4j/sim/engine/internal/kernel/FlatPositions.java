package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.spec.TradePath;
import java.util.Arrays;

/**
 * The trades of a flat account that are not closed yet, in the order of their opening. They are valued and closed as by
 * {@code OpenPositions}, with amounts as doubles. Trades that are not taken are among them, with a stake of zero, where
 * a module watches the market. Not thread-safe.
 */
final class FlatPositions {

    /** Closes a position before whatever comes next. */
    static final long NEXT = Long.MIN_VALUE;

    private static final int SOME = 4;

    /** Whole numbers beyond this are no longer exact in sums. */
    private static final double MOST_LOST = 0x1p52;

    private final FlatAccount account;
    private final boolean marks;
    private final boolean optimistic;
    private final boolean tracksHigh;

    /** Whether extremes are bounds until they matter. */
    private final boolean bounds;

    /** The slots that learn from trades and from the market. */
    private final Slot[] traders;

    private final Slot[] watchers;

    private double[] stakes = new double[SOME];
    private double[] profits = new double[SOME];
    private double[] lows = new double[SOME];
    private double[] highs = new double[SOME];
    private long[] closesAt = new long[SOME];
    private double[] returns = new double[SOME];

    /** The R-multiples, and the numbers that decide how far trades go, where extremes are bounds. */
    private double[] rMultiples = new double[SOME];

    private long[] insides = new long[SOME];
    private int size;

    /** Whether a position was opened after the last marks. */
    private boolean unmarked;

    /** How many positions have a stake, and how much they risk together. */
    private int open;

    private double openRisk;

    FlatPositions(FlatAccount account, Lowered spec, Slot[] traders, Slot[] watchers) {
        this.account = account;
        this.traders = traders;
        this.watchers = watchers;
        marks = spec.composition().marks();
        tracksHigh = spec.composition().tracksHigh();
        bounds = marks && spec.draws().kind() == Draws.BERNOULLI;
        optimistic = spec.spec().positions().path() == TradePath.OPTIMISTIC;
    }

    void clear() {
        size = 0;
        open = 0;
        openRisk = 0;
        unmarked = false;
    }

    /** How many positions are open. */
    int open() {
        return open;
    }

    /** What the open positions risk together. */
    double openRisk() {
        return openRisk;
    }

    /** Adds a trade, with a stake of zero if it is not taken. */
    void add(double stake, double profit, double lowest, double highest, long closeTime, double marketReturn) {
        if (size == stakes.length) {
            grow();
        }
        stakes[size] = stake;
        profits[size] = profit;
        lows[size] = lowest;
        highs[size] = highest;
        closesAt[size] = closeTime;
        returns[size] = marketReturn;
        size++;
        if (stake > 0) {
            open++;
            openRisk += stake;
            unmarked = true;
        }
    }

    /** Adds a trade, of whose extremes the given ones are bounds. */
    void addBounded(double stake, double profit, double lowest, double highest, double rMultiple, long inside) {
        add(stake, profit, lowest, highest, NEXT, 0);
        rMultiples[size - 1] = rMultiple;
        insides[size - 1] = inside;
    }

    private void grow() {
        int more = 2 * size;
        stakes = Arrays.copyOf(stakes, more);
        profits = Arrays.copyOf(profits, more);
        lows = Arrays.copyOf(lows, more);
        highs = Arrays.copyOf(highs, more);
        closesAt = Arrays.copyOf(closesAt, more);
        returns = Arrays.copyOf(returns, more);
        rMultiples = Arrays.copyOf(rMultiples, more);
        insides = Arrays.copyOf(insides, more);
    }

    /** Values the open positions at their extremes, once after the last of them is opened. */
    void mark() {
        mark(false);
    }

    /** The same; if the positions stay open, their equity must be known. */
    void mark(boolean stay) {
        if (!marks || !unmarked) {
            return;
        }
        unmarked = false;
        if (bounds) {
            if (!stay && !reaches()) {
                return;
            }
            drawExtremes();
        }
        seeExtremes(account.balance);
        account.moveBounds();
    }

    /** Whether the extremes may change anything: most do not. */
    private boolean reaches() {
        double highest = account.balance + sum(highs);
        return account.balance + sum(lows) < account.low
                || (tracksHigh && highest > account.highWaterMark)
                || (account.rules.trailsEquity && highest > account.trailingReference)
                || !(highest < FlatRules.SAFE);
    }

    private void drawExtremes() {
        for (int i = 0; i < size; i++) {
            if (stakes[i] > 0) {
                double profit = profits[i];
                account.sampleInside(rMultiples[i], insides[i]);
                lows[i] = account.lowest(stakes[i], profit < 0 ? profit : 0);
                highs[i] = account.highest(stakes[i], profit > 0 ? profit : 0);
            }
        }
    }

    private void seeExtremes(double balance) {
        double low = sum(lows);
        account.outOfRange |= !(low > -MOST_LOST);
        if (!optimistic) {
            account.marked(balance + sum(highs));
            if (meets(balance + low)) {
                closeAt(low);
            }
            return;
        }
        for (int i = 0; i < size; i++) {
            if (meets(balance + lows[i])) {
                closeOneAt(i);
                return;
            }
        }
        for (int i = 0; i < size; i++) {
            account.marked(balance + highs[i]);
        }
        account.marked(balance);
    }

    private double sum(double[] amounts) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += amounts[i];
        }
        return sum;
    }

    /** Moves the equity down to a value, at most to the first floor on the way; whether the account is paused there. */
    private boolean meets(double low) {
        double floor = account.threshold - 1;
        account.marked(low > floor ? low : floor);
        return account.verdict == FlatRules.PAUSED;
    }

    /** The firm closes all positions at the equity that paused the account, each on the same share of its way. */
    private void closeAt(double low) {
        double lost = account.floating;
        double share = low < 0 ? Math.min(1, lost / low) : 0;
        double rest = lost;
        int last = -1;
        for (int i = 0; i < size; i++) {
            if (stakes[i] > 0) {
                profits[i] = Cents.profit(share, lows[i]);
                rest -= profits[i];
                last = i;
            }
        }
        if (last >= 0) {
            profits[last] += rest;
        }
        closeAll();
    }

    /** As {@link #closeAt} where one position moves alone. */
    private void closeOneAt(int position) {
        double lost = account.floating;
        for (int i = 0; i < size; i++) {
            profits[i] = i == position ? lost : 0;
        }
        closeAll();
    }

    /** The account is paused while positions are open, as at midnight: they are closed at its equity. */
    void closeWhilePaused() {
        if (size > 0 && account.verdict == FlatRules.PAUSED) {
            closeAt(sum(lows));
        }
    }

    /** Closes what is to be closed by a time, in the order of closing times, then of opening. */
    void closeUntil(long time) {
        while (size > 0) {
            long next = Long.MAX_VALUE;
            for (int i = 0; i < size; i++) {
                next = closesAt[i] < next ? closesAt[i] : next;
            }
            if (next > time) {
                return;
            }
            mark();
            int kept = 0;
            int all = size;
            for (int i = 0; i < all; i++) {
                if (closesAt[i] == next) {
                    close(i);
                } else {
                    move(i, kept++);
                }
            }
            size = Math.min(size, kept);
            if (size > 0) {
                account.marked(account.balance);
                account.moveBounds();
            }
        }
    }

    /** Closes all positions at once. */
    void closeAll() {
        mark();
        for (int i = 0; i < size; i++) {
            close(i);
        }
        size = 0;
    }

    private void close(int i) {
        double stake = stakes[i];
        if (stake > 0) {
            double profit = profits[i];
            open--;
            openRisk -= stake;
            account.closed(profit, open == 0);
            for (Slot slot : traders) {
                slot.closed(stake, profit);
            }
        }
        for (Slot slot : watchers) {
            slot.moved(returns[i]);
        }
    }

    private void move(int from, int to) {
        stakes[to] = stakes[from];
        profits[to] = profits[from];
        lows[to] = lows[from];
        highs[to] = highs[from];
        closesAt[to] = closesAt[from];
        returns[to] = returns[from];
    }
}
