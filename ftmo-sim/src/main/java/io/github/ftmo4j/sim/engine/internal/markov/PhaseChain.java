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
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
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
final class PhaseChain implements Moment {

    /** What the plan counts while something was risked today; else twice the idle days, plus one if refused today. */
    private static final long RISKED = -1;

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

    /** None if the phase starts with a fresh account. */
    private final @Nullable Resumption resumption;

    /** The places of the parts of a state after the account; the number of trades is the last. */
    private final int planAt;

    private final int sizingAt;
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

    /** The days of the phase before those that are counted. */
    private int daysBefore;

    /** The trades of today that were taken before the start. */
    private int tradesTaken;

    private int tradeOfDay;
    private int tradesBefore;
    private int tradeOfPhase;

    PhaseChain(
            SimulationSpec spec,
            CompiledPhase rules,
            DiscreteLaw outcomes,
            CountProbabilities trades,
            Set<RiskModule.Input> inputs,
            @Nullable Resumption resumption,
            Effort effort) {
        plan = spec.tradingPlan();
        calendar = spec.calendar();
        this.rules = rules;
        this.outcomes = outcomes;
        this.trades = trades;
        this.effort = effort;
        accountCode = new AccountCode(rules, facts(inputs));
        account = new AccountMachine(rules, 0);
        sizing = spec.sizing().start().open();
        this.resumption = resumption;
        if (resumption != null) {
            resumption.resume(account, sizing, this);
        }
        sizingCode = new SizingCode(spec.sizing(), sizing);
        planAt = accountCode.length();
        sizingAt = planAt + 1;
        countsTrades = inputs.contains(RiskModule.Input.TRADE_OF_PHASE) && trades.probability(trades.most()) < 1;
        int width = sizingAt + sizingCode.length() + (countsTrades ? 1 : 0);
        key = new long[width];
        sized = new long[width];
        states = new StateTable(width);
        next = new StateTable(width);
        evening = new StateTable(width);
        today = new AccountMachine(rules, 0);
        tomorrow = new AccountMachine(rules, 0);
    }

    private static Set<AccountCode.Fact> facts(Set<RiskModule.Input> inputs) {
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
     * Solves the phase for a fresh account, or from where a running account stands.
     *
     * @param firstDay the first day of a fresh account, in days since 1970-01-01
     * @param mayDrop how much mass need not be followed to its end
     * @return how the phase ends
     */
    PhaseLaw solve(long firstDay, double mayDrop) {
        law = new PhaseLaw();
        allowed = mayDrop;
        states.clear();
        sizing.reset();
        if (resumption == null) {
            account.restart(firstDay);
            phaseDay = 1;
            daysBefore = 0;
            tradesBefore = 0;
            put(0, 0);
            states.add(key, 0, 1);
        } else {
            resume(resumption);
        }
        for (; states.size() > 0; phaseDay++) {
            account.become(today);
            tradeAllDay();
            endDay();
            double left = states.total();
            if (2 * left <= allowed - law.dropped()) {
                law.drop(left);
                break;
            }
        }
        return law;
    }

    /** Makes the account the only state. */
    private void put(long counted, int tradesOfPhase) {
        accountCode.write(account, key, 0);
        key[planAt] = counted;
        sizingCode.write(sizing, key, sizingAt, account.day());
        if (countsTrades) {
            key[key.length - 1] = tradesOfPhase;
        }
        today.become(account);
    }

    /** Puts the account where it stands: its verdict may be final, and its day one without trades. */
    private void resume(Resumption from) {
        from.resume(account, sizing, this);
        phaseDay = from.phaseDays();
        daysBefore = from.daysBefore();
        if (account.verdict() == Verdict.PASSED) {
            end(AttemptEnd.PASSED, 1);
        } else if (account.verdict() == Verdict.FAILED) {
            end(AttemptEnd.of(account.failedObjective()), 1);
        } else {
            tradesTaken = from.tradesToday();
            tradesBefore = from.tradesOfPhase() - tradesTaken;
            put(tradesTaken > 0 ? RISKED : 2L * from.idleDays(), from.tradesOfPhase());
            if (from.tradesOnItsDay()) {
                states.add(key, 0, 1);
            } else {
                long day = account.day();
                nextDay(key.clone(), 0, 1, day, calendar.dayAfter(day));
                today.become(tomorrow);
                phaseDay++;
            }
        }
    }

    private void end(AttemptEnd how, double mass) {
        law.add(how, phaseDay - daysBefore, mass, account.balance());
    }

    /** Moves the distribution from the start of the day to its evening. */
    private void tradeAllDay() {
        evening.clear();
        double alive = 1;
        double over = 0;
        for (int n = 0; n < tradesTaken; n++) {
            over += n <= trades.most() ? trades.probability(n) : 0;
        }
        for (tradeOfDay = tradesTaken; states.size() > 0; tradeOfDay++) {
            effort.visit(states, rules.phase().name(), phaseDay);
            law.level();
            // the day is over by now if no more trades come up, or fewer than were taken before the start
            double ends = tradeOfDay >= trades.most() ? 1 : (over + trades.probability(tradeOfDay)) / alive;
            alive -= tradeOfDay >= trades.most() ? alive : over + trades.probability(tradeOfDay);
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
        tradesTaken = 0;
    }

    private double negligible(StateTable table) {
        return Math.max(0, allowed - law.dropped()) * SHARE / table.size();
    }

    /** The next trade of one state. */
    private void trade(long[] from, int at, double mass) {
        effort.step();
        System.arraycopy(from, at, key, 0, key.length);
        accountCode.read(key, 0, account);
        if (countsTrades) {
            tradeOfPhase = (int) key[key.length - 1]++;
        } else {
            tradeOfPhase = tradesBefore + tradeOfDay;
        }
        if (!plan.takesTrade(account)) {
            next.add(key, 0, mass);
            return;
        }
        long day = account.day();
        sizingCode.read(key, sizingAt, sizing, day);
        long stake = sizing.size(account, this);
        sizingCode.write(sizing, key, sizingAt, day);
        if (stake <= 0) {
            key[planAt] = key[planAt] == RISKED ? RISKED : key[planAt] | 1;
            next.add(key, 0, mass);
            return;
        }
        close(from, at, mass, stake, day);
    }

    private void close(long[] from, int at, double mass, long stake, long day) {
        System.arraycopy(key, 0, sized, 0, key.length);
        for (int j = 0; j < outcomes.size(); j++) {
            if (j > 0) {
                accountCode.read(from, at, account);
                sizingCode.read(sized, sizingAt, sizing, day);
            }
            long profit = MinorUnits.round(stake * outcomes.value(j));
            account.opened();
            sizing.opened(stake);
            account.closed(profit);
            sizing.closed(stake, profit);
            double reached = mass * outcomes.probability(j);
            if (account.verdict() == Verdict.PASSED) {
                end(AttemptEnd.PASSED, reached);
            } else if (account.verdict() == Verdict.FAILED) {
                end(AttemptEnd.of(account.failedObjective()), reached);
            } else {
                accountCode.write(account, key, 0);
                key[planAt] = RISKED;
                sizingCode.write(sizing, key, sizingAt, day);
                next.add(key, 0, reached);
            }
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
        account.become(today);
        accountCode.read(from, at, account);
        if (plan.takesTokenTrade(account)) {
            account.opened();
            account.closed(0);
        }
        if (account.verdict() == Verdict.PASSED) {
            end(AttemptEnd.PASSED, mass);
        } else {
            nextDay(from, at, mass, day, newDay);
        }
    }

    /** Moves the account, whose state is {@code from} but for a token trade, to the next trading day. */
    private void nextDay(long[] from, int at, double mass, long day, long newDay) {
        long counted = from[at + planAt];
        int idleDays = counted == RISKED ? 0 : (int) (counted / 2 + counted % 2);
        account.rollTo(newDay);
        if (account.verdict() == Verdict.FAILED) {
            end(AttemptEnd.of(account.failedObjective()), mass);
        } else if (plan.isStalledAfter(idleDays)) {
            end(AttemptEnd.STALLED, mass);
        } else if (plan.isAbandonedAfter(phaseDay)) {
            end(AttemptEnd.ABANDONED, mass);
        } else {
            System.arraycopy(from, at, key, 0, key.length);
            accountCode.write(account, key, 0);
            key[planAt] = 2L * idleDays;
            sizingCode.read(key, sizingAt, sizing, day);
            sizingCode.write(sizing, key, sizingAt, newDay);
            states.add(key, 0, mass);
            tomorrow.become(account);
        }
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
