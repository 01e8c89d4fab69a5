package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.spec.SimulationSpec;

/**
 * The last trading day of an attempt that neither passes nor fails before, as long as it trades every day.
 *
 * @param day the number of the day in its phase, from 1
 * @param end how the phase ends on it
 */
record LastDay(int day, AttemptEnd end) {

    static LastDay of(SimulationSpec spec, CompiledPhase rules, long firstDay) {
        long limit = rules.lastDay(firstDay);
        long at = firstDay;
        for (int day = 1; ; day++) {
            at = spec.calendar().dayAfter(at);
            if (at > limit) {
                return new LastDay(day, AttemptEnd.TIME_LIMIT);
            }
            if (spec.tradingPlan().isAbandonedAfter(day)) {
                return new LastDay(day, AttemptEnd.ABANDONED);
            }
        }
    }
}
