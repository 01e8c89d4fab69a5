package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.AccountCode;
import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SizingCode;
import io.github.ftmo4j.sim.engine.internal.Resumption;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.outcome.ExcursionLaw;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One phase as a Markov chain: the distribution over the states of the account is moved on trade by trade and day by
 * day. Each state goes through the same rules, plan and sizer as an attempt of the readable engine, with the same
 * rounding to minor units, so that the answer is exact for every rule that they have.
 *
 * <p>A state is the {@link AccountCode}, what the plan counts, the {@link SizingCode}, and the number of trades so far
 * where it is random and matters. Not thread-safe.
 */
class PhaseChain implements Moment {

    /** What the plan counts while something was risked today; else twice the idle days, plus one if refused today. */
    private static final long RISKED = -1;

    /** Stands for every result of a trade. */
    private static final int EVERY = -1;

    /** One trade may drop this share of what may still be dropped. */
    private static final double SHARE = 1.0 / 256;

    private final TradingPlan plan;
    private final TradingCalendar calendar;
    private final CompiledPhase rules;
    private final DiscreteLaw outcomes;
    private final CountProbabilities trades;
    private final Effort effort;
    private final AccountCode accountCode;
    private final SizingCode sizingCode;
    private final AccountSizing sizing;

    /** None if trades are judged at their closes only. */
    private final @Nullable ExcursionLaw excursions;

    /** The places of the parts of a state after the account; the number of trades is the last. */
    private final int planAt;

    private final int sizingAt;

    /** The place of what a subclass keeps of a state. */
    private final int moreAt;

    private final boolean countsTrades;

    /** The account on today, and as it was when today began, apart from its state. */
    private final AccountMachine account;

    private final AccountMachine today;
    private final AccountMachine tomorrow;

    private final long[] key;

    /** The state with the sizing as the present trade was sized. */
    private final long[] sized;

    private StateTable states;
    private StateTable next;
    private final StateTable evening;
    private PhaseLaw law = new PhaseLaw();
    private double allowed;
    private int phaseDay;
    private int daysBefore;
    private int tradeOfDay;
    private int tradesBefore;
    private int tradeOfPhase;
    private int outcome = EVERY;

    PhaseChain(
            SimulationSpec spec,
            CompiledPhase rules,
            DiscreteLaw outcomes,
            CountProbabilities trades,
            Set<RiskModule.Input> inputs,
            @Nullable Resumption running,
            Effort effort) {
        this(spec, new AccountCode(rules, facts(inputs)), rules, outcomes, trades, inputs, running, effort, 0);
    }

    /**
     * A chain with more in its states.
     *
     * @param more how many numbers a subclass keeps of a state, zero at the start
     */
    PhaseChain(
            SimulationSpec spec,
            AccountCode accountCode,
            CompiledPhase rules,
            DiscreteLaw outcomes,
            CountProbabilities trades,
            Set<RiskModule.Input> inputs,
            @Nullable Resumption running,
            Effort effort,
            int more) {
        plan = spec.tradingPlan();
        calendar = spec.calendar();
        this.rules = rules;
        this.outcomes = outcomes;
        this.trades = trades;
        this.effort = effort;
        this.accountCode = accountCode;
        account = new AccountMachine(rules, 0);
        sizing = spec.sizing().start().open();
        if (running != null) {
            running.resume(account, sizing, this);
        }
        sizingCode = new SizingCode(spec.sizing(), sizing);
        planAt = accountCode.length();
        sizingAt = planAt + 1;
        excursions = spec.seesOpenTrades() ? spec.outcomes().excursionLaw().orElseThrow() : null;
        countsTrades = inputs.contains(RiskModule.Input.TRADE_OF_PHASE) && trades.probability(trades.most()) < 1;
        moreAt = sizingAt + sizingCode.length();
        int width = moreAt + more + (countsTrades ? 1 : 0);
        key = new long[width];
        sized = new long[width];
        states = new StateTable(width);
        next = new StateTable(width);
        evening = new StateTable(width);
        today = new AccountMachine(rules, 0);
        tomorrow = new AccountMachine(rules, 0);
    }

    static Set<AccountCode.Fact> facts(Set<RiskModule.Input> inputs) {
        Set<AccountCode.Fact> facts = EnumSet.noneOf(AccountCode.Fact.class);
        if (inputs.contains(RiskModule.Input.HIGH_WATER_MARK)) {
            facts.add(AccountCode.Fact.HIGH_WATER_MARK);
        }
        if (inputs.contains(RiskModule.Input.DAY_START_BALANCE)) {
            facts.add(AccountCode.Fact.DAY_START_BALANCE);
        }
        if (inputs.contains(RiskModule.Input.TRADING_DAYS)) {
            facts.add(AccountCode.Fact.TRADING_DAYS);
        }
        return facts;
    }

    /**
     * Solves the phase for a fresh account.
     *
     * @param firstDay its first day, in days since 1970-01-01
     * @param mayDrop how much mass need not be followed to its end
     * @return how the phase ends
     */
    PhaseLaw solve(long firstDay, double mayDrop) {
        begin(mayDrop);
        account.restart(firstDay);
        sizing.reset();
        start(0, 0);
        daysBefore = 0;
        tradesBefore = 0;
        return solve(1, 0);
    }

    /**
     * Solves the phase for a running account.
     *
     * @param from the account
     * @param mayDrop how much mass need not be followed to its end
     * @return how the phase ends, days counted from that of the account
     */
    PhaseLaw solve(Resumption from, double mayDrop) {
        begin(mayDrop);
        sizing.reset();
        from.resume(account, sizing, this);
        daysBefore = from.daysBefore();
        phaseDay = from.phaseDays();
        tradesBefore = from.tradesOfPhase() - from.tradesToday();
        if (account.verdict().isFinal()) {
            AttemptEnd end =
                    account.verdict() == Verdict.PASSED ? AttemptEnd.PASSED : AttemptEnd.of(account.failedObjective());
            end(end, 1);
            return law;
        }
        start(from.tradesToday() > 0 ? RISKED : 2L * from.idleDays(), from.tradesOfPhase());
        if (from.tradesOnItsDay()) {
            return solve(phaseDay, from.tradesToday());
        }
        states.clear();
        nextDay(1, today.day(), calendar.dayAfter(today.day()));
        today.become(tomorrow);
        return solve(phaseDay + 1, 0);
    }

    private void begin(double mayDrop) {
        law = new PhaseLaw();
        allowed = mayDrop;
        states.clear();
    }

    /** Begins with the account as it is. */
    private void start(long counted, int tradesOfPhase) {
        accountCode.write(account, key, 0);
        key[planAt] = counted;
        sizingCode.write(sizing, key, sizingAt, account.day());
        Arrays.fill(key, moreAt, key.length, 0);
        if (countsTrades) {
            key[key.length - 1] = tradesOfPhase;
        }
        states.add(key, 0, 1);
        today.become(account);
    }

    private PhaseLaw solve(int firstPhaseDay, int tradesTaken) {
        int taken = tradesTaken;
        for (phaseDay = firstPhaseDay; states.size() > 0; phaseDay++) {
            account.become(today);
            tradeAllDay(taken);
            taken = 0;
            endDay();
            double left = states.total();
            if (2 * left <= allowed - law.dropped()) {
                law.drop(left);
                break;
            }
        }
        return law;
    }

    /** Moves the distribution from the start of the day, or from later if trades were taken already, to its evening. */
    private void tradeAllDay(int taken) {
        evening.clear();
        double alive = 1;
        double over = 0;
        for (int i = 0; i < Math.min(taken, trades.most()); i++) {
            over += trades.probability(i);
        }
        for (tradeOfDay = taken; states.size() > 0; tradeOfDay++) {
            effort.visit(states, rules.phase().name(), phaseDay);
            law.level();
            over += tradeOfDay < trades.most() ? trades.probability(tradeOfDay) : 0;
            double ends = tradeOfDay < trades.most() ? over / alive : 1;
            alive -= over;
            over = 0;
            if (ends > 0) {
                for (int i = 0; i < states.size(); i++) {
                    evening.add(states.keys(), i * key.length, states.mass(i) * Math.min(1, ends));
                }
            }
            if (ends >= 1) {
                break;
            }
            next.clear();
            double negligible = negligible(states);
            for (int i = 0; i < states.size(); i++) {
                double mass = states.mass(i) * (1 - ends);
                if (mass < negligible) {
                    law.drop(mass);
                } else {
                    trade(states.keys(), i * key.length, mass);
                }
            }
            StateTable done = states;
            states = next;
            next = done;
        }
        tradesBefore += tradeOfDay;
    }

    private double negligible(StateTable table) {
        return Math.max(0, allowed - law.dropped()) * SHARE / table.size();
    }

    /** The next trade of one state. */
    private void trade(long[] from, int at, double mass) {
        effort.step();
        outcome = EVERY;
        System.arraycopy(from, at, key, 0, key.length);
        accountCode.read(key, 0, account);
        if (countsTrades) {
            tradeOfPhase = (int) key[key.length - 1]++;
        } else {
            tradeOfPhase = tradesBefore + tradeOfDay;
        }
        if (!plan.takesTrade(account)) {
            moved(key, mass);
            return;
        }
        long day = account.day();
        sizingCode.read(key, sizingAt, sizing, day);
        long stake = sizing.size(account, this);
        sizingCode.write(sizing, key, sizingAt, day);
        if (stake <= 0) {
            key[planAt] = key[planAt] == RISKED ? RISKED : key[planAt] | 1;
            moved(key, mass);
            return;
        }
        close(from, at, mass, stake, day);
    }

    private void close(long[] from, int at, double mass, long stake, long day) {
        System.arraycopy(key, 0, sized, 0, key.length);
        for (int j = 0; j < outcomes.size(); j++) {
            outcome = j;
            if (j > 0) {
                accountCode.read(from, at, account);
                sizingCode.read(sized, sizingAt, sizing, day);
            }
            double r = outcomes.value(j);
            double reached = mass * outcomes.probability(j);
            long profit = MinorUnits.round(stake * r);
            double breached = breaches(stake, r, profit);
            if (breached > 0) {
                meetFloor(stake, day, reached * breached);
                if (breached >= 1) {
                    continue;
                }
                accountCode.read(from, at, account);
                sizingCode.read(sized, sizingAt, sizing, day);
            }
            account.opened();
            sizing.opened(stake);
            settle(stake, profit, day, reached * (1 - breached));
        }
    }

    /** The probability that the open trade meets a floor before it is closed. */
    private double breaches(long stake, double r, long profit) {
        if (excursions == null) {
            return 0;
        }
        long room = account.balance() - account.lowestEquity();
        if (Math.min(0, profit) < -room) {
            return 1;
        }
        // the result itself is judged at the close
        return excursions.adverseReaches(r, Math.max((double) room / stake, Math.nextUp(Math.max(0, -r))));
    }

    /** A floor is met by the open trade: the phase fails, or the firm closes the trade and pauses the account. */
    private void meetFloor(long stake, long day, double mass) {
        account.opened();
        sizing.opened(stake);
        long floor = account.lowestEquity() - 1;
        account.marked(floor);
        settle(stake, floor - account.balance(), day, mass);
    }

    private void settle(long stake, long profit, long day, double mass) {
        account.closed(profit);
        sizing.closed(stake, profit);
        if (account.verdict() == Verdict.PASSED) {
            end(AttemptEnd.PASSED, mass);
        } else if (account.verdict() == Verdict.FAILED) {
            end(AttemptEnd.of(account.failedObjective()), mass);
        } else {
            accountCode.write(account, key, 0);
            key[planAt] = RISKED;
            sizingCode.write(sizing, key, sizingAt, day);
            moved(key, mass);
        }
    }

    /** Moves the distribution from the evening to the start of the next trading day. */
    private void endDay() {
        states.clear();
        long day = today.day();
        long newDay = calendar.dayAfter(day);
        double negligible = negligible(evening);
        for (int i = 0; i < evening.size(); i++) {
            double mass = evening.mass(i);
            if (mass < negligible) {
                law.drop(mass);
            } else {
                endDay(evening.keys(), i * key.length, mass, day, newDay);
            }
        }
        today.become(tomorrow);
    }

    private void endDay(long[] from, int at, double mass, long day, long newDay) {
        effort.step();
        outcome = EVERY;
        System.arraycopy(from, at, key, 0, key.length);
        account.become(today);
        accountCode.read(key, 0, account);
        if (plan.takesTokenTrade(account)) {
            account.opened();
            account.closed(0);
        }
        if (account.verdict() == Verdict.PASSED) {
            end(AttemptEnd.PASSED, mass);
            return;
        }
        evening(account, phaseDay, mass);
        nextDay(mass, day, newDay);
    }

    /** What happens to a flat account at the end of a day. */
    void evening(AccountMachine ofState, int day, double mass) {
        // nothing by default
    }

    /** Moves the present state, the account of which may be another one by now, to the next trading day. */
    private void nextDay(double mass, long day, long newDay) {
        long counted = key[planAt];
        int idleDays = counted == RISKED ? 0 : (int) (counted / 2 + counted % 2);
        account.rollTo(newDay);
        if (account.verdict() == Verdict.FAILED) {
            end(AttemptEnd.of(account.failedObjective()), mass);
        } else if (plan.isStalledAfter(idleDays)) {
            end(AttemptEnd.STALLED, mass);
        } else if (plan.isAbandonedAfter(phaseDay)) {
            end(AttemptEnd.ABANDONED, mass);
        } else {
            accountCode.write(account, key, 0);
            key[planAt] = 2L * idleDays;
            sizingCode.read(key, sizingAt, sizing, day);
            sizingCode.write(sizing, key, sizingAt, newDay);
            begun(key, mass);
            tomorrow.become(account);
        }
    }

    /** A state that a trade leads to. */
    void moved(long[] to, double mass) {
        next.add(to, 0, mass);
    }

    /** A state that a new day begins with. */
    void begun(long[] to, double mass) {
        states.add(to, 0, mass);
    }

    /** An end that a trade or a night leads to. */
    void end(AttemptEnd how, double mass) {
        law.add(how, phaseDay - daysBefore, mass, (double) account.balance());
        if (how == AttemptEnd.TIME_LIMIT && account.balance() > account.initialBalance()) {
            law.addTimeOutInProfit(phaseDay - daysBefore, mass);
        }
    }

    /** The account as it is at an {@link #end}. */
    final AccountMachine endedAccount() {
        return account;
    }

    /** What a subclass keeps of the present state. */
    final long more(int index) {
        return key[moreAt + index];
    }

    /** Changes what a subclass keeps of the present state. */
    final void keep(int index, long value) {
        key[moreAt + index] = value;
    }

    /** The result of the trade that leads to the present state or end, below 0 if every result does. */
    final int outcome() {
        return outcome;
    }

    /** How many numbers a state has. */
    final int width() {
        return key.length;
    }

    /** Begins with a fresh account, for those who follow single states. */
    final void restart(long firstDay) {
        account.restart(firstDay);
        today.become(account);
        tradesBefore = 0;
    }

    /** The state of a fresh account, whatever day the others are on. */
    final long[] freshKey(long firstDay) {
        account.restart(firstDay);
        sizing.reset();
        accountCode.write(account, key, 0);
        key[planAt] = 0;
        sizingCode.write(sizing, key, sizingAt, firstDay);
        return key;
    }

    final void startDay(int newPhaseDay) {
        phaseDay = newPhaseDay;
        account.become(today);
    }

    /** Follows one state through a trade: to {@link #moved} or {@link #end}, once for each result or once for all. */
    final void follow(long[] from, int at, int trade) {
        tradeOfDay = trade;
        trade(from, at, 1);
    }

    /** Follows one state to the next day: to {@link #begun} or {@link #end}. */
    final void followNight(long[] from, int at, long day, long newDay) {
        endDay(from, at, 1, day, newDay);
    }

    /** All states are on the next day. */
    final void rolled() {
        tradesBefore += trades.most();
        today.become(tomorrow);
    }

    @Override
    public long day() {
        return account.day();
    }

    @Override
    public long epochMilli() {
        return calendar.timeOfTrades(account.day());
    }

    @Override
    public int tradeOfDay() {
        return tradeOfDay;
    }

    @Override
    public int tradeOfPhase() {
        return tradeOfPhase;
    }
}
