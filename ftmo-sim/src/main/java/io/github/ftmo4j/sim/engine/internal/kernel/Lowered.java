package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.spec.SimulationSpec;
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
 * @param proposals how many of the modules propose
 * @param hasMarket whether each outcome has a market return
 * @param tracksHigh whether the high-water mark matters
 * @param needsDates whether the dates of days matter
 * @param lossBinds whether a trade after a loss could be sized larger than the one before, which the sizer prevents
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
        int proposals,
        boolean hasMarket,
        boolean tracksHigh,
        boolean needsDates,
        boolean lossBinds,
        int daysBetweenChecks,
        @Nullable PlainBets plainBets,
        Composition composition) {

    boolean hasSampler() {
        return draws.kind() == Draws.SAMPLER;
    }
}
