package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.engine.internal.StateIndex;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * The reachable states of an account in one phase, and what each stake of the menu makes of them. Each step goes
 * through the rules and the plan as an attempt of the readable engine does.
 *
 * <p>A state says nothing of the number of trades so far today and of days, so that one graph serves every day. It
 * notes before which trade of the day a state can be reached at all, and from which day on. The time limit of the phase
 * is not part of the graph; a search over it ends with the last day. Not thread-safe.
 */
final class PhaseGraph {

    /** The number of a state that stands for a failed phase. */
    static final int FAILED = 0;

    /** The number of a state that stands for a passed phase. */
    static final int PASSED = 1;

    /** The number of the first state of an account. */
    static final int FIRST = 2;

    /** The option that risks nothing. */
    static final int NOTHING = -1;

    /** Trades of a day from here on are not distinguished. */
    private static final int LAST_LEVEL = 62;

    /** The most numbers that say where stakes lead to: 512 MiB. */
    private static final int MOST_STEPS = 1 << 27;

    private static final int UNKNOWN = -1;

    /** The machine works on this day. */
    private static final long DAY = 0;

    private final StakeMenu menu;
    private final long noCapFrom;
    private final TradingPlan plan;
    private final DiscreteLaw outcomes;
    private final int trades;
    private final long endLevels;
    private final int[] gaps;
    private final int mostStates;
    private final Phase phase;
    private final boolean withoutBestDay;
    private final CompiledPhase rules;
    private final StateKey stateKey;
    private final StateIndex states;
    private final AccountMachine account;
    private final long[] key;

    /** By state. */
    private boolean[] passive = new boolean[64];

    private boolean[] canRefuse = new boolean[64];
    private boolean[] expanded = new boolean[64];
    private long[] reached = new long[64];
    private long[] pending = new long[64];
    private int[] firstOption = new int[64];
    private int[] lastOption = new int[64];

    /** By state and stake of the menu: the option of the state. */
    private byte[] optionOf;

    /** By option: the stake, and to which state each outcome leads. */
    private long[] stakes = new long[64];

    private int[] steps;
    private int options;

    /** By gap to the next trading day and state: the state of the next morning. */
    private final int[][] mornings;

    private final IntList[] levels;

    /** By day and level. */
    private int[][] counts = new int[0][];

    private boolean refuses;

    PhaseGraph(PolicySearch search, Phase phase, double[] ends, int[] gaps) {
        menu = search.menu();
        plan = search.tradingPlan();
        outcomes = search.law();
        trades = ends.length - 1;
        this.gaps = gaps.clone();
        mostStates = search.mostStates();
        this.phase = phase;
        withoutBestDay = bestDayCannotBind(phase);
        rules = CompiledPhase.of(reduced(phase));
        boolean capped = search.afterLoss() == AfterLoss.CAPPED;
        stateKey = new StateKey(rules, capped, false);
        noCapFrom = noCapFrom(capped);
        states = new StateIndex(stateKey.width());
        key = new long[stateKey.width()];
        account = new AccountMachine(rules, DAY);
        long ending = 0;
        for (int t = 0; t <= trades; t++) {
            ending |= ends[t] > 0 ? 1L << level(t) : 0;
        }
        endLevels = ending;
        levels = new IntList[level(trades) + 1];
        Arrays.setAll(levels, t -> new IntList());
        mornings = new int[gaps.length][64];
        for (int[] each : mornings) {
            Arrays.fill(each, UNKNOWN);
        }
        optionOf = new byte[64 * menu.size()];
        steps = new int[64 * outcomes.size()];
    }

    private long noCapFrom(boolean capped) {
        if (!capped) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < outcomes.size(); j++) {
            least = Math.min(least, Math.abs(outcomes.value(j)));
        }
        // a trade without result keeps the rule and may lower the cap
        double smallest = menu.fractions().stream()
                .filter(fraction -> fraction > 0)
                .findFirst()
                .orElseThrow();
        boolean alwaysEarnsOrLoses = smallest * rules.initialBalance() * least > 1;
        return menu.base() == StakeMenu.Base.INITIAL_BALANCE && !menu.withinCushion() && alwaysEarnsOrLoses
                ? MinorUnits.down(largestStake())
                : Long.MAX_VALUE;
    }

    /** In minor units, for fractions of the initial balance. */
    private double largestStake() {
        return menu.fractions().get(menu.size() - 1) * phase.initialBalance().minorUnits();
    }

    /** Whether no day can earn more than the share of the target, which the rule always allows. */
    private boolean bestDayCannotBind(Phase of) {
        if (of.bestDay().isEmpty() || menu.base() != StakeMenu.Base.INITIAL_BALANCE) {
            return false;
        }
        double most = trades * (largestStake() * Math.max(0, outcomes.value(outcomes.size() - 1)) + 1);
        long target =
                of.targetBalance().orElseThrow().minus(of.initialBalance()).minorUnits();
        return most <= MinorUnits.down(of.bestDay().orElseThrow().share() * target);
    }

    private Phase reduced(Phase whole) {
        Phase.Builder reduced = whole.toBuilder().noTimeLimit();
        return withoutBestDay ? reduced.noBestDay().build() : reduced.build();
    }

    /** Trades of a day that are not distinguished have one level. */
    static int level(int trade) {
        return Math.min(trade, LAST_LEVEL);
    }

    /** The state of a fresh account. */
    int fresh() {
        account.restart(DAY);
        stateKey.write(account, StateKey.NO_CAP, key);
        return add();
    }

    /** The state of a running account before its next trade, whose phase has a number of trading days behind it. */
    int running(AccountMachine running, long cap) {
        stateKey.write(running, normal(cap), key);
        return add();
    }

    /**
     * Adds all states that follow from one.
     *
     * @param root the state
     * @param trade how many trades of its first day it has had
     * @param days how many days there are, the first included
     */
    void explore(int root, int trade, int days) {
        counts = new int[days + 1][];
        IntList work = new IntList();
        IntList tomorrow = new IntList();
        reach(root, 1L << level(trade), work);
        for (int day = 1; day <= days; day++) {
            while (work.size > 0) {
                int state = work.pop();
                long levelsOf = pending[state];
                pending[state] = 0;
                noteLevels(state, levelsOf);
                long beforeTrade = trades > LAST_LEVEL ? levelsOf : levelsOf & ~(1L << trades);
                if (beforeTrade != 0) {
                    step(state, next(beforeTrade), work);
                }
                if ((levelsOf & endLevels) != 0) {
                    for (int g = 0; g < gaps.length; g++) {
                        int morning = morning(g, state);
                        if (morning >= FIRST && (reached[morning] & 1) == 0) {
                            tomorrow.add(morning);
                        }
                    }
                }
            }
            int[] now = new int[levels.length];
            for (int t = 0; t < now.length; t++) {
                now[t] = levels[t].size;
            }
            counts[day] = now;
            if (tomorrow.size == 0) {
                Arrays.fill(counts, day, days + 1, now);
                break;
            }
            for (int i = 0; i < tomorrow.size; i++) {
                reach(tomorrow.values[i], 1, work);
            }
            tomorrow.size = 0;
        }
    }

    private static long next(long levelsOf) {
        return ((levelsOf << 1) & (-1L >>> 1)) | (levelsOf & (1L << LAST_LEVEL));
    }

    private void noteLevels(int state, long levelsOf) {
        for (long left = levelsOf; left != 0; left &= left - 1) {
            levels[Long.numberOfTrailingZeros(left)].add(state);
        }
    }

    private void reach(int state, long at, IntList work) {
        long more = at & ~reached[state];
        if (more != 0) {
            reached[state] |= more;
            if (pending[state] == 0) {
                work.add(state);
            }
            pending[state] |= more;
        }
    }

    private void step(int state, long at, IntList work) {
        if (!expanded[state]) {
            expanded[state] = true;
            expand(state);
        }
        if (passive[state] || canRefuse[state]) {
            reach(state, at, work);
        }
        int outcomesOf = outcomes.size();
        for (int i = firstOption[state] * outcomesOf; i < lastOption[state] * outcomesOf; i++) {
            if (steps[i] >= FIRST) {
                reach(steps[i], at, work);
            }
        }
    }

    private void expand(int state) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the search was interrupted");
        }
        firstOption[state] = options;
        lastOption[state] = options;
        read(state);
        if (!plan.takesTrade(account)) {
            passive[state] = true;
            return;
        }
        long cap = stateKey.cap(states.keys(), at(state));
        for (int k = 0; k < menu.size(); k++) {
            if (k > 0) {
                read(state);
            }
            long stake = menu.stake(menu.fractions().get(k), account);
            stake = cap == StateKey.NO_CAP ? stake : Math.min(stake, cap);
            int option = NOTHING;
            if (stake <= 0) {
                canRefuse[state] = true;
                refuses = true;
            } else {
                if (options == firstOption[state] || stakes[options - 1] != stake) {
                    addOption(state, stake, cap);
                }
                option = options - 1 - firstOption[state];
            }
            optionOf[state * menu.size() + k] = (byte) option;
        }
        lastOption[state] = options;
    }

    private void addOption(int state, long stake, long cap) {
        int outcomesOf = outcomes.size();
        if (options == stakes.length) {
            stakes = Arrays.copyOf(stakes, 2 * options);
        }
        if ((options + 1) * outcomesOf > steps.length) {
            if (steps.length >= MOST_STEPS) {
                throw tooMany(steps.length + " steps from " + states.size() + " states");
            }
            steps = Arrays.copyOf(steps, 2 * steps.length);
        }
        stakes[options] = stake;
        for (int j = 0; j < outcomesOf; j++) {
            read(state);
            long profit = MinorUnits.round(stake * outcomes.value(j));
            account.opened();
            account.closed(profit);
            steps[options * outcomesOf + j] = reachedState(capAfter(stake, profit, cap));
        }
        options++;
    }

    private long capAfter(long stake, long profit, long cap) {
        boolean afterALoss = profit < 0 || (profit == 0 && cap != StateKey.NO_CAP);
        return normal(afterALoss ? stake : StateKey.NO_CAP);
    }

    private long normal(long cap) {
        return cap >= noCapFrom ? StateKey.NO_CAP : cap;
    }

    /** No stake exceeds a cap of this size after a loss: it is none. */
    long noCapFrom() {
        return noCapFrom;
    }

    /** Whether the best-day rule cannot bind and is left out. */
    boolean withoutBestDay() {
        return withoutBestDay;
    }

    /** The state of the next morning, {@link #PASSED} if the phase is passed in the evening. */
    int morning(int gap, int state) {
        int known = mornings[gap][state];
        if (known != UNKNOWN) {
            return known;
        }
        read(state);
        if (plan.takesTokenTrade(account)) {
            account.opened();
            account.closed(0);
        }
        int morning = PASSED;
        if (account.verdict() != Verdict.PASSED) {
            account.rollTo(DAY + gaps[gap]);
            morning = reachedState(stateKey.cap(states.keys(), at(state)));
        }
        mornings[gap][state] = morning;
        return morning;
    }

    private int reachedState(long cap) {
        if (account.verdict() == Verdict.PASSED) {
            return PASSED;
        }
        if (account.verdict() == Verdict.FAILED) {
            return FAILED;
        }
        stateKey.write(account, cap, key);
        return add();
    }

    private int add() {
        int state = FIRST + states.add(key, 0);
        if (state >= mostStates) {
            throw tooMany(states.size() + " states");
        }
        if (state >= passive.length) {
            grow(2 * passive.length);
        }
        return state;
    }

    private void grow(int length) {
        int before = passive.length;
        passive = Arrays.copyOf(passive, length);
        canRefuse = Arrays.copyOf(canRefuse, length);
        expanded = Arrays.copyOf(expanded, length);
        reached = Arrays.copyOf(reached, length);
        pending = Arrays.copyOf(pending, length);
        firstOption = Arrays.copyOf(firstOption, length);
        lastOption = Arrays.copyOf(lastOption, length);
        optionOf = Arrays.copyOf(optionOf, Math.multiplyExact(length, menu.size()));
        for (int g = 0; g < gaps.length; g++) {
            mornings[g] = Arrays.copyOf(mornings[g], length);
            Arrays.fill(mornings[g], before, length, UNKNOWN);
        }
    }

    UnsolvableException tooMany(String what) {
        return new UnsolvableException(List.of(new Obstacle(
                "states",
                String.format(
                        Locale.ROOT,
                        "%s of %s are too many (at most %,d states); ask for fewer or rounder stakes, a shorter time"
                                + " limit, fewer days until the trader gives up, or for more states",
                        what,
                        phase.name(),
                        mostStates))));
    }

    private int at(int state) {
        return (state - FIRST) * states.width();
    }

    private void read(int state) {
        stateKey.read(states.keys(), at(state), DAY, account);
    }

    /** The balance of a state, minor units. */
    long balance(int state) {
        return states.keys()[at(state)];
    }

    /** Of every state its numbers. */
    long[] keys() {
        return Arrays.copyOf(states.keys(), states.size() * states.width());
    }

    int width() {
        return states.width();
    }

    /** How many states there are, failed and passed included. */
    int size() {
        return FIRST + states.size();
    }

    /** Whether a trade in this state may be refused. */
    boolean canRefuse(int state) {
        return canRefuse[state];
    }

    /** Whether any trade may be refused. */
    boolean refuses() {
        return refuses;
    }

    /** Whether the plan takes no trade in this state. */
    boolean isPassive(int state) {
        return passive[state];
    }

    int firstOption(int state) {
        return firstOption[state];
    }

    int lastOption(int state) {
        return lastOption[state];
    }

    /** The option of the state, counted from its first, that a stake of the menu is; {@link #NOTHING} for none. */
    int option(int state, int stake) {
        int option = optionOf[state * menu.size() + stake];
        return option == NOTHING ? NOTHING : option & 0xFF;
    }

    long stake(int option) {
        return stakes[option];
    }

    /** Where the outcomes of the options lead to, one option after the other. */
    int[] steps() {
        return steps;
    }

    /** The states that can be reached before a trade of the day, in the order of {@link #count}. */
    int[] states(int level) {
        return levels[level].values;
    }

    /** How many of these can be reached on a day, counted from 1. */
    int count(int day, int level) {
        return counts[day][level];
    }

    int levels() {
        return levels.length;
    }

    /** Whole numbers that are added at the end. */
    private static final class IntList {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        int pop() {
            return values[--size];
        }
    }
}
