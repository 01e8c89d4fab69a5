package io.github.ftmo4j.sim.internal.kernel;

import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.sim.TradingPlan;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;

/**
 * All that a trial depends on. Immutable.
 *
 * @param program the program attempted
 * @param outcomes where the results of trades come from
 * @param tradesPerDay how many trades a day brings
 * @param sizer how much is risked on each
 * @param tradingPlan what the trader does beyond sizing
 * @param accounts how many accounts run in parallel
 * @param attemptsDrawn how many of them have luck of their own
 * @param seed the seed of the run
 */
public record Plan(
        Program program,
        OutcomeModel outcomes,
        TradesPerDay tradesPerDay,
        PositionSizer sizer,
        TradingPlan tradingPlan,
        int accounts,
        int attemptsDrawn,
        long seed) {

    /**
     * How many attempts of one trial may depend on each other because the trader learns from all of them.
     *
     * @return all that are drawn if the sizer shares state, else 1
     */
    public int dependentAttempts() {
        return sizer.sharesState() ? attemptsDrawn : 1;
    }

    Tally newTally() {
        int phases = program.phases().size();
        return new Tally(accounts, phases, phases * tradingPlan.abandonAfter());
    }
}
