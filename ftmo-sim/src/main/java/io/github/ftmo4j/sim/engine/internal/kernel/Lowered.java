package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A specification compiled for flat accounts. Immutable.
 *
 * @param spec the specification
 * @param phases its phases
 * @param firstDay the first day of an attempt
 * @param draws how outcomes are drawn
 * @param limits freeze, caps and gates
 * @param fixedTrades the trades of every day, 0 if their number is drawn
 * @param order the modules in the order in which they are asked: a proposal first, then the less costly ones first
 * @param completes whether the sampler completes each trade
 * @param hasTimes whether anything looks at the times of day of trades
 * @param hasMarket whether each outcome has a market return
 * @param needsDates whether the dates of days matter
 * @param daysBetweenChecks how many days pass between two checks whether to stop
 * @param plainBets the bets if outcomes and sizing are nothing more, and nothing but the balance matters while a day
 *     lasts; else none
 * @param composition which copy of the code runs it
 */
record Lowered(
        SimulationSpec spec,
        FlatPhase[] phases,
        long firstDay,
        Draws draws,
        SizeLimits limits,
        int fixedTrades,
        List<Integer> order,
        boolean completes,
        boolean hasTimes,
        boolean hasMarket,
        boolean needsDates,
        int daysBetweenChecks,
        @Nullable PlainBets plainBets,
        Composition composition) {

    boolean hasSampler() {
        return draws.kind() == Draws.SAMPLER;
    }
}
