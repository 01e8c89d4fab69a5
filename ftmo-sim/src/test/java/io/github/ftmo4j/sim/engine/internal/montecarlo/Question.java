package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.List;

/** A specification and a seed: all that a trial depends on. */
record Question(SimulationSpec spec, long seed) {

    Question(
            Program program,
            OutcomeModel outcomes,
            TradesPerDay tradesPerDay,
            PositionSizer sizer,
            TradingPlan plan,
            int accounts,
            Dependence dependence,
            long seed) {
        this(
                new SimulationSpec(
                        program,
                        outcomes,
                        tradesPerDay,
                        sizer,
                        Positions.oneByOne().withPath(TradePath.CLOSES_ONLY),
                        plan,
                        TradingCalendar.weekdays(),
                        Start.fresh(),
                        accounts,
                        dependence),
                seed);
    }

    Tally newTally() {
        return trials().newTally();
    }

    ReadableTrials trials() {
        return new ReadableTrials(spec, seed);
    }

    /** The tally of the first trials. */
    Tally run(long count, Execution execution) {
        return run(0, count, execution);
    }

    Tally run(long first, long count, Execution execution) {
        return BlockRun.run(List.of(trials()), first, count, execution)
                .tallies()
                .get(0);
    }

    TrialRunner runner(Tally tally) {
        return new TrialRunner(spec, seed, 0, tally);
    }
}
