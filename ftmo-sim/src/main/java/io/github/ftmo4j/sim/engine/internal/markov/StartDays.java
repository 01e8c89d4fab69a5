package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.gate.AlwaysOpen;
import io.github.ftmo4j.core.gate.BothGates;
import io.github.ftmo4j.core.gate.CodedGate;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.MarketBreaks;
import io.github.ftmo4j.core.gate.MarketHours;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SizingCode;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What matters of the day on which a phase starts: nothing, the day of the week or the date. Phases that start on days
 * that differ in nothing that matters are solved once.
 */
final class StartDays {

    private static final int DAYS_OF_WEEK = 7;

    private final Set<RiskModule.Input> inputs;
    private final boolean gatesChangeByWeek;
    private final boolean gatesChangeByDate;
    private final boolean gatesStayOpen;
    private final boolean gatesIgnoreTime;
    private final long firstDay;
    private final TradingCalendar calendar;

    /** Of one attempt. */
    StartDays(SimulationSpec spec) {
        this(spec, (long) spec.program().phases().size() * spec.tradingPlan().abandonAfter());
    }

    /** Of all that starts within so many trading days, and ends within them. */
    StartDays(SimulationSpec spec, long days) {
        calendar = spec.calendar();
        firstDay = spec.start().firstDay(calendar);
        inputs = EnumSet.noneOf(RiskModule.Input.class);
        inputs.addAll(SizingCode.inputs(spec.sizing()));
        Gate blackout = spec.sizing().blackout();
        Gate session = spec.sizing().session();
        gatesIgnoreTime = blackout instanceof AlwaysOpen && session instanceof AlwaysOpen;
        if (isOfTime(blackout) && isOfTime(session)) {
            int[] byWeekday = new int[DAYS_OF_WEEK];
            boolean differs = false;
            boolean closes = false;
            Noon noon = noon();
            for (long i = 0; i < (gatesIgnoreTime ? 0 : days); i++) {
                boolean open = blackout.isOpen(noon) && session.isOpen(noon);
                int weekday = Math.floorMod(noon.day, DAYS_OF_WEEK);
                int seen = open ? 1 : -1;
                closes |= !open;
                differs |= byWeekday[weekday] == -seen;
                byWeekday[weekday] = seen;
                noon.day = calendar.dayAfter(noon.day);
            }
            gatesStayOpen = !closes;
            gatesChangeByDate = differs;
            gatesChangeByWeek = closes && Arrays.stream(byWeekday).anyMatch(seen -> seen == 1);
        } else {
            // it may ask for anything
            inputs.addAll(
                    Set.of(RiskModule.Input.DATE, RiskModule.Input.TRADE_OF_DAY, RiskModule.Input.TRADE_OF_PHASE));
            gatesStayOpen = false;
            gatesChangeByDate = true;
            gatesChangeByWeek = true;
        }
    }

    /** Whether a gate is one of the library, which depend on the instant only. */
    private static boolean isOfTime(Gate gate) {
        if (gate instanceof BothGates both) {
            return isOfTime(both.first()) && isOfTime(both.second());
        }
        if (gate instanceof CodedGate coded) {
            return isOfTime(coded.gate());
        }
        return gate instanceof AlwaysOpen
                || gate instanceof Sessions
                || gate instanceof NewsBlackout
                || gate instanceof MarketHours
                || gate instanceof MarketBreaks;
    }

    /** What sizes may depend on, gates included. */
    Set<RiskModule.Input> inputs() {
        return inputs;
    }

    /** Whether no gate closes on any day on which the attempt may trade. */
    boolean gatesStayOpen() {
        return gatesStayOpen;
    }

    /** Whether no gate can be open at one time of a day and closed at another. */
    boolean gatesIgnoreTime() {
        return gatesIgnoreTime;
    }

    /** The moment of the first trade. */
    Noon noon() {
        return new Noon(calendar, firstDay);
    }

    /** Equal for days that differ in nothing that matters. */
    long key(Phase phase, long firstDay) {
        if (gatesChangeByDate || inputs.contains(RiskModule.Input.DATE)) {
            return firstDay;
        }
        boolean countsDays = phase.timeLimit().isPresent()
                || phase.inactivity().isPresent()
                || inputs.contains(RiskModule.Input.CALENDAR_DAYS);
        return gatesChangeByWeek || countsDays ? Math.floorMod(firstDay, DAYS_OF_WEEK) : 0;
    }

    /** Whether anything matters of the day on which a phase starts. */
    boolean matter(Phase phase) {
        return key(phase, 0) != key(phase, 1);
    }

    /** The moment of the first trade of a day. */
    static final class Noon implements Moment {
        private final TradingCalendar calendar;
        private long day;

        Noon(TradingCalendar calendar, long day) {
            this.calendar = calendar;
            this.day = day;
        }

        @Override
        public long day() {
            return day;
        }

        @Override
        public long epochMilli() {
            return calendar.timeOfTrades(day);
        }

        @Override
        public int tradeOfDay() {
            return 0;
        }

        @Override
        public int tradeOfPhase() {
            return 0;
        }
    }
}
