package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.MaximumLoss;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The state of a flat account as a few whole numbers: those on which its future depends, and no other. Two accounts of
 * one phase, on one day and with one first day, that have equal codes have equal futures, so that an exact computation
 * can treat them as one.
 *
 * <p>What the phase does not use is left out: the best day without a best-day rule, the trailing reference of a static
 * floor, trading days beyond the minimum, and the first trade where no reward is claimed. Days are relative to the
 * current one. Immutable and thread-safe.
 */
public final class AccountCode {

    /** What an account shows to its trader beyond balance, equity and floors. */
    public enum Fact {
        /** {@link AccountView#highWaterMark()}. */
        HIGH_WATER_MARK,
        /** {@link AccountView#dayStartBalance()}. */
        DAY_START_BALANCE,
        /** {@link AccountView#tradingDays()}, beyond the minimum. */
        TRADING_DAYS
    }

    /** Stands for a day that has not come. */
    private static final long NONE = 1;

    private final CompiledPhase rules;
    private final boolean pauses;
    private final boolean dailyLoss;
    private final boolean highWaterMark;
    private final boolean dayStart;
    private final boolean trails;
    private final boolean bestDay;
    private final boolean profitableDays;
    private final boolean carriedProfit;
    private final boolean tradingDays;
    private final boolean allTradingDays;
    private final boolean today;
    private final boolean lastOpening;
    private final boolean deepLoss;

    /** How many days after the first trade of a reward cycle its day still matters; below 0 if it never does. */
    private final int longestWait;

    private final int length;

    /**
     * The code of the accounts of a phase.
     *
     * @param rules the phase
     * @param facts what the trader looks at
     */
    public AccountCode(CompiledPhase rules, Set<Fact> facts) {
        this(rules, facts, -1, false);
    }

    /**
     * The code of the accounts of a phase from which rewards are claimed: with the first trade of the reward cycle as
     * far as a reward waits for it, and with the profit of earlier cycles where the firm's share depends on it.
     *
     * @param rules the phase
     * @param facts what the trader looks at
     * @param rewards the terms of the rewards
     */
    public AccountCode(CompiledPhase rules, Set<Fact> facts, RewardRules rewards) {
        this(rules, facts, rewards.longestWait(), rewards.dividesCycles());
    }

    private AccountCode(CompiledPhase rules, Set<Fact> facts, int longestWait, boolean cycles) {
        this.longestWait = longestWait;
        this.rules = Objects.requireNonNull(rules, "rules");
        Set<Fact> seen = facts.isEmpty() ? EnumSet.noneOf(Fact.class) : EnumSet.copyOf(facts);
        BestDay.Measure measure = rules.phase().bestDay().map(BestDay::measure).orElse(null);
        pauses = rules.dailyLossPauses();
        dailyLoss = rules.hasDailyLoss();
        highWaterMark = seen.contains(Fact.HIGH_WATER_MARK);
        trails = rules.maximumLossReference() != MaximumLoss.Reference.INITIAL_BALANCE;
        bestDay = measure != null;
        profitableDays = measure == BestDay.Measure.PROFITABLE_DAYS;
        carriedProfit = cycles || measure == BestDay.Measure.NET_PROFIT;
        dayStart = bestDay || rules.daysMustEarn() || seen.contains(Fact.DAY_START_BALANCE);
        allTradingDays = seen.contains(Fact.TRADING_DAYS);
        tradingDays = allTradingDays || rules.minimumTradingDays() > 0;
        today = tradingDays && !rules.daysMustEarn();
        lastOpening = rules.idleEnd(0, 0) != CompiledPhase.NEVER;
        deepLoss = rules.deepLossEnd(0) != CompiledPhase.NEVER;
        length = 2
                + (pauses ? 1 : 0)
                + (dailyLoss ? 2 : 0)
                + (highWaterMark ? 1 : 0)
                + (dayStart ? 1 : 0)
                + (trails ? 1 : 0)
                + (bestDay ? 1 : 0)
                + (profitableDays ? 1 : 0)
                + (carriedProfit ? 1 : 0)
                + (tradingDays ? 1 : 0)
                + (today ? 1 : 0)
                + (lastOpening ? 1 : 0)
                + (deepLoss ? 1 : 0)
                + (longestWait >= 0 ? 1 : 0);
    }

    /**
     * How many numbers a code has.
     *
     * @return at least 2
     */
    public int length() {
        return length;
    }

    /**
     * Writes the code of an account.
     *
     * @param account an account of the phase, flat and not yet decided
     * @param code where to write
     * @param from the index of the first number
     * @throws IllegalStateException if a position is open, or the verdict is final
     */
    public void write(AccountMachine account, long[] code, int from) {
        if (account.openPositions > 0 || account.equity != account.balance || account.verdict.isFinal()) {
            throw new IllegalStateException("account must be flat and not yet decided, had " + account.openPositions
                    + " open positions and was " + account.verdict);
        }
        int i = from;
        code[i++] = account.balance;
        code[i++] = account.cashFlows;
        if (pauses) {
            code[i++] = account.verdict == Verdict.PAUSED ? 1 : 0;
        }
        if (dailyLoss) {
            code[i++] = account.dailyLossFloor;
            code[i++] = account.dailyLossLimit;
        }
        if (highWaterMark) {
            code[i++] = account.highWaterMark;
        }
        if (dayStart) {
            code[i++] = account.dayStartBalance;
        }
        if (trails) {
            code[i++] = account.trailingReference;
        }
        if (bestDay) {
            code[i++] = account.bestDayProfit;
        }
        if (profitableDays) {
            code[i++] = account.profitableDaysProfit;
        }
        if (carriedProfit) {
            // the profit before this reward cycle is the same all day, and mostly zero
            code[i++] = profitBeforeToday(account) - account.netProfit;
        }
        boolean todayCounts = account.lastCountedDay == account.day;
        if (tradingDays) {
            // a day that counts in addition to enough days changes nothing
            code[i++] =
                    allTradingDays ? account.tradingDays : Math.min(account.tradingDays, rules.minimumTradingDays());
        }
        if (today) {
            code[i++] = todayCounts ? 1 : 0;
        }
        if (lastOpening) {
            code[i++] = relative(account.lastOpeningDay, account.day);
        }
        if (deepLoss) {
            code[i++] = relative(account.deepSince, account.day);
        }
        if (longestWait >= 0) {
            code[i] = Math.max(-longestWait, relative(account.firstOpeningDay, account.day));
        }
    }

    private long profitBeforeToday(AccountMachine account) {
        return account.dayStartBalance - account.cashFlows - rules.initialBalance();
    }

    /**
     * Puts an account into the state of a code. Its day and its first day stay as they are.
     *
     * @param code where to read
     * @param from the index of the first number
     * @param account an account of the phase, with its day and its first day
     */
    public void read(long[] code, int from, AccountMachine account) {
        int i = from;
        account.balance = code[i++];
        account.equity = account.balance;
        account.cashFlows = code[i++];
        account.openPositions = 0;
        account.valuation = Valuation.CURRENT;
        account.verdict = pauses && code[i++] == 1 ? Verdict.PAUSED : Verdict.ONGOING;
        if (dailyLoss) {
            account.dailyLossFloor = code[i++];
            account.dailyLossLimit = code[i++];
        }
        account.highWaterMark = highWaterMark ? code[i++] : account.balance;
        account.dayStartBalance = dayStart ? code[i++] : account.balance;
        if (trails) {
            account.trailingReference = code[i++];
        }
        account.bestDayProfit = bestDay ? code[i++] : 0;
        account.profitableDaysProfit = profitableDays ? code[i++] : 0;
        account.netProfit = carriedProfit ? profitBeforeToday(account) - code[i++] : 0;
        account.tradingDays = tradingDays ? (int) code[i++] : 0;
        account.lastCountedDay = today && code[i++] == 1 ? account.day : CompiledPhase.NO_DAY;
        account.lastOpeningDay = lastOpening ? absolute(code[i++], account.day) : CompiledPhase.NO_DAY;
        account.deepSince = deepLoss ? absolute(code[i++], account.day) : CompiledPhase.NO_DAY;
        if (longestWait >= 0) {
            account.firstOpeningDay = absolute(code[i], account.day);
        }
        account.moveFloors();
    }

    private static long relative(long day, long today) {
        return day == CompiledPhase.NO_DAY ? NONE : day - today;
    }

    private static long absolute(long relative, long today) {
        return relative == NONE ? CompiledPhase.NO_DAY : today + relative;
    }
}
