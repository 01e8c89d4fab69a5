package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.spec.TradePath;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The trades of an attempt that are not closed yet, in the order of their opening. It values open positions as
 * {@link TradePath} says, and closes them. Trades that are not taken are among them, with a stake of zero, because the
 * market moves with them, too. It is reused for every trial.
 */
final class OpenPositions {

    /** Closes a position before whatever comes next. */
    static final long NEXT = Long.MIN_VALUE;

    private static final int SOME = 4;

    private final AccountSizing sizing;
    private final TradePath path;
    private final boolean marks;
    private final boolean hasMarket;

    /** None unless the trial is traced. */
    private final @Nullable AttemptTrail trail;

    private final Moment now;

    private long[] stakes = new long[SOME];
    private long[] profits = new long[SOME];
    private long[] lows = new long[SOME];
    private long[] highs = new long[SOME];
    private long[] closesAt = new long[SOME];
    private double[] returns = new double[SOME];
    private int size;

    /** Whether a position was opened after the last marks. */
    private boolean unmarked;

    OpenPositions(
            AccountSizing sizing,
            TradePath path,
            boolean marks,
            boolean hasMarket,
            @Nullable AttemptTrail trail,
            Moment now) {
        this.sizing = sizing;
        this.path = path;
        this.marks = marks;
        this.hasMarket = hasMarket;
        this.trail = trail;
        this.now = now;
    }

    void clear() {
        size = 0;
        unmarked = false;
    }

    /** Adds a trade, with a stake of zero if it is not taken. */
    void add(AccountMachine account, long stake, Outcome outcome, long closeTime) {
        if (stake == 0 && !hasMarket) {
            return;
        }
        if (size == stakes.length) {
            grow();
        }
        long profit = 0;
        if (stake > 0) {
            profit = MinorUnits.round(stake * outcome.rMultiple());
            account.opened();
            sizing.opened(stake);
            unmarked = true;
        }
        stakes[size] = stake;
        profits[size] = profit;
        closesAt[size] = closeTime;
        returns[size] = outcome.marketReturn();
        if (marks && stake > 0) {
            double r = outcome.rMultiple();
            lows[size] = Math.min(0, profit);
            highs[size] = Math.max(0, profit);
            if (outcome.adverse() < Math.min(0, r)) {
                lows[size] = Math.min(lows[size], (long) Math.floor(stake * outcome.adverse()));
            }
            if (outcome.favourable() > Math.max(0, r)) {
                highs[size] = Math.max(highs[size], (long) Math.floor(stake * outcome.favourable()));
            }
        } else {
            lows[size] = 0;
            highs[size] = 0;
        }
        size++;
    }

    private void grow() {
        int more = 2 * size;
        stakes = Arrays.copyOf(stakes, more);
        profits = Arrays.copyOf(profits, more);
        lows = Arrays.copyOf(lows, more);
        highs = Arrays.copyOf(highs, more);
        closesAt = Arrays.copyOf(closesAt, more);
        returns = Arrays.copyOf(returns, more);
    }

    /** Values the open positions at their extremes, once after the last of them is opened. */
    void mark(AccountMachine account) {
        if (!marks || !unmarked) {
            return;
        }
        unmarked = false;
        seeExtremes(account);
    }

    private void seeExtremes(AccountMachine account) {
        long balance = account.balance();
        if (path == TradePath.PESSIMISTIC) {
            account.marked(balance + sum(highs));
            long low = sum(lows);
            if (meets(account, balance + low)) {
                closeAt(account, low);
            }
            return;
        }
        for (int i = 0; i < size; i++) {
            if (meets(account, balance + lows[i])) {
                closeOneAt(account, i);
                return;
            }
        }
        for (int i = 0; i < size; i++) {
            account.marked(balance + highs[i]);
        }
        account.marked(balance);
    }

    private long sum(long[] amounts) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += amounts[i];
        }
        return sum;
    }

    /** Moves the equity down to a value, at most to the first floor on the way; whether the account is paused there. */
    private boolean meets(AccountMachine account, long low) {
        account.marked(Math.max(low, account.lowestEquity() - 1));
        if (trail != null) {
            trail.marked(now(), account);
        }
        return account.verdict() == Verdict.PAUSED;
    }

    private Instant now() {
        return Instant.ofEpochMilli(now.epochMilli());
    }

    /** The firm closes all positions at the equity that paused the account, each on the same share of its way. */
    private void closeAt(AccountMachine account, long low) {
        long lost = account.equity() - account.balance();
        double share = low < 0 ? Math.min(1, (double) lost / low) : 0;
        long rest = lost;
        int last = -1;
        for (int i = 0; i < size; i++) {
            if (stakes[i] > 0) {
                profits[i] = MinorUnits.round(share * lows[i]);
                rest -= profits[i];
                last = i;
            }
        }
        if (last >= 0) {
            profits[last] += rest;
        }
        closeAll(account, NEXT);
    }

    /** As {@link #closeAt} where one position moves alone. */
    private void closeOneAt(AccountMachine account, int position) {
        long lost = account.equity() - account.balance();
        for (int i = 0; i < size; i++) {
            profits[i] = i == position ? lost : 0;
        }
        closeAll(account, NEXT);
    }

    /** The account is paused while positions are open, as at midnight: they are closed at its equity. */
    void closeWhilePaused(AccountMachine account) {
        if (size > 0 && account.verdict() == Verdict.PAUSED) {
            closeAt(account, sum(lows));
        }
    }

    /** Closes what is to be closed by a time, in the order of closing times, then of opening. */
    void closeUntil(AccountMachine account, long time) {
        while (size > 0) {
            long next = Long.MAX_VALUE;
            for (int i = 0; i < size; i++) {
                next = Math.min(next, closesAt[i]);
            }
            if (next > time) {
                return;
            }
            mark(account);
            int kept = 0;
            int all = size;
            for (int i = 0; i < all; i++) {
                if (closesAt[i] == next) {
                    close(account, i, next);
                } else {
                    move(i, kept++);
                }
            }
            size = Math.min(size, kept);
            if (size > 0) {
                account.marked(account.balance());
            }
        }
    }

    /** Closes all positions at once. */
    void closeAll(AccountMachine account, long time) {
        mark(account);
        for (int i = 0; i < size; i++) {
            close(account, i, time);
        }
        size = 0;
    }

    private void close(AccountMachine account, int i, long time) {
        if (stakes[i] > 0) {
            boolean decided = account.verdict().isFinal();
            account.closed(profits[i]);
            sizing.closed(stakes[i], profits[i]);
            if (trail != null && !decided) {
                trail.closed(time == NEXT ? now() : Instant.ofEpochMilli(time), stakes[i], profits[i], account);
            }
        }
        if (hasMarket) {
            sizing.moved(returns[i]);
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
