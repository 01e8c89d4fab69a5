package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.internal.Engine;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;

/**
 * Runs trial after trial, trade by trade, through the state machine of the rules and the sizer. This engine is the
 * reference for any other.
 *
 * @param first the number of the first trial
 * @param trials how many trials
 * @param seed the seed of the random numbers
 * @param execution where and how they run
 */
public record MonteCarlo(long first, long trials, long seed, Execution execution) implements Engine<SampledOdds> {

    @Override
    public SampledOdds answer(SimulationSpec spec) {
        Tally tally = BlockRun.run(List.of(new ReadableTrials(spec, seed)), first, trials, execution)
                .tallies()
                .get(0);
        return new SampledOdds(spec, trials, seed, tally);
    }
}
