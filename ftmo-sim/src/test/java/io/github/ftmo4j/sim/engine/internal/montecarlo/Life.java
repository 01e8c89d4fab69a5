package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.Trader;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/**
 * The life of an account that is traded by a specification, written down a second time: with the events of a real
 * account in place of the calls of the engine, so that its state can be taken at any time.
 */
final class Life implements Moment {

    private static final TradingDayClock CLOCK = TradingDayClock.midnight(ZoneOffset.UTC);

    private final SimulationSpec spec;
    private final TradingPlan plan;
    private final TradingCalendar calendar;
    private final Trader trader;
    private final AccountSizing sizing;
    private final OutcomeSampler sampler;
    private RandomGenerator random;

    private Account account;
    private int phase = -1;
    private int phaseDays;
    private int idleDays;
    private int drawn;
    private int tradesToday;
    private int tradeOfDay;
    private int tradeOfPhase;
    private boolean risked;
    private boolean refused;
    private boolean over;
    private long seconds;

    /** Trading days before the present one, in all phases. */
    private int daysBefore;

    Life(SimulationSpec spec, RandomGenerator random) {
        this.spec = spec;
        this.random = random;
        plan = spec.tradingPlan();
        calendar = spec.calendar();
        trader = spec.sizing().start();
        sizing = trader.open();
        sampler = spec.outcomes().start();
        account = enter(0, spec.start().firstDay(calendar));
    }

    private Account enter(int newPhase, long day) {
        phase = newPhase;
        account = Account.open(spec.program().phases().get(phase), at(day, 0), CLOCK);
        sizing.reset();
        sampler.restart();
        phaseDays = 1;
        idleDays = 0;
        drawn = 0;
        tradeOfPhase = 0;
        startDay();
        return account;
    }

    private void startDay() {
        tradesToday = TradesPerDay.draw(spec.tradesPerDay(), random);
        tradeOfDay = 0;
        seconds = 0;
        risked = false;
        refused = false;
    }

    /** Draws from another generator from here on, the number of trades of a day that has not begun included. */
    void drawFrom(RandomGenerator other) {
        random = other;
        if (tradeOfDay == 0) {
            tradesToday = TradesPerDay.draw(spec.tradesPerDay(), random);
        }
    }

    private static Instant at(long day, long second) {
        return LocalDate.ofEpochDay(day).atStartOfDay().plusSeconds(second).toInstant(ZoneOffset.UTC);
    }

    private AccountMachine machine() {
        return (AccountMachine) account.view();
    }

    private Instant next() {
        return at(day(), 43_200 + ++seconds);
    }

    /** Whether the attempt, or its present phase with the present state, is over. */
    boolean over() {
        return over || account.verdict().isFinal();
    }

    /** Whether a start in the middle of this day has all that idle days depend on. */
    boolean tellsItsIdleDays() {
        return tradeOfDay == 0 || risked || (idleDays == 0 && !refused);
    }

    /** Whether the first phase is passed. */
    boolean inLaterPhase() {
        return phase > 0;
    }

    /** How many trades were drawn in this phase. */
    int drawn() {
        return drawn;
    }

    int daysBefore() {
        return daysBefore;
    }

    boolean hasTrade() {
        return tradeOfDay < tradesToday && !account.verdict().isFinal();
    }

    void trade() {
        Outcome outcome = new Outcome();
        sampler.next(random, outcome);
        drawn++;
        if (plan.takesTrade(machine())) {
            long stake = sizing.size(machine(), this);
            if (stake > 0) {
                risked = true;
                long profit = MinorUnits.round(stake * outcome.rMultiple());
                sizing.opened(stake);
                traded(profit);
                sizing.closed(stake, profit);
            } else {
                refused = true;
            }
        }
        tradeOfDay++;
        tradeOfPhase++;
        if (spec.outcomes().hasMarket()) {
            sizing.moved(outcome.marketReturn());
        }
    }

    private void traded(long profit) {
        String id = "P" + day() + "-" + seconds;
        account.accept(new AccountEvent.Opened(next(), Position.of(id)));
        account.accept(new AccountEvent.Closed(next(), id, money(profit)));
    }

    private Money money(long minorUnits) {
        return account.phase().initialBalance().withMinorUnits(minorUnits);
    }

    /** Trades that are left, and the end of the day up to its midnight. */
    void finishDay() {
        while (hasTrade()) {
            trade();
        }
        if (plan.takesTokenTrade(machine())) {
            traded(0);
        }
        if (!account.verdict().isFinal()) {
            if (risked) {
                idleDays = 0;
            } else if (refused) {
                idleDays++;
            }
        }
    }

    /** The next day of the calendar without trades, if there is one before the next trading day. */
    boolean rollToIdleDay() {
        if (calendar.contains(LocalDate.ofEpochDay(day() + 1))) {
            return false;
        }
        roll(day() + 1);
        return true;
    }

    private void roll(long day) {
        long today = day();
        account.accept(new AccountEvent.TimePassed(at(day, 0)));
        if (day() > today) {
            daysBefore++; // a phase that fails as the day is closed ends on it
        }
    }

    /** The next trading day, of the next phase if this one is passed. */
    void nextDay() {
        if (account.verdict() == Verdict.PASSED) {
            if (phase + 1 == spec.program().phases().size()) {
                over = true;
            } else {
                daysBefore++;
                enter(phase + 1, calendar.dayAfter(day()));
            }
        } else if (account.verdict() == Verdict.FAILED) {
            over = true;
        } else {
            roll(calendar.dayAfter(day()));
            if (account.verdict() == Verdict.FAILED
                    || plan.isStalledAfter(idleDays)
                    || plan.isAbandonedAfter(phaseDays)) {
                over = true;
            } else {
                phaseDays++;
                startDay();
            }
        }
    }

    /** Whether it ended in a way that the state of the account does not show. */
    boolean gaveUp() {
        return over && !account.verdict().isFinal();
    }

    RunningStart start() {
        Phase rules = account.phase();
        return Start.from(account.state())
                .withPhase(rules)
                .withTradesBefore(tradeOfPhase - tradeOfDay)
                .withTradesToday(tradeOfDay)
                .withIdleDays(idleDays)
                .withTrader(trader.save())
                .withSizing(sizing.save());
    }

    @Override
    public long day() {
        return account.view().day();
    }

    @Override
    public long epochMilli() {
        return calendar.timeOfTrades(day());
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
