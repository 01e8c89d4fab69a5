package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.internal.Engine;
import io.github.ftmo4j.sim.engine.internal.TrialLoop;
import io.github.ftmo4j.sim.engine.internal.Trials;
import io.github.ftmo4j.sim.engine.internal.montecarlo.BlockRun;
import io.github.ftmo4j.sim.engine.internal.montecarlo.ReadableTrials;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;

/**
 * Runs trial after trial on flat accounts where the specification can be lowered, else by the readable engine. The odds
 * are those of the readable engine, bit for bit.
 *
 * @param first the number of the first trial
 * @param trials how many trials
 * @param seed the seed of the random numbers
 * @param execution where and how they run
 */
public record Kernel(long first, long trials, long seed, Execution execution) implements Engine<SampledOdds> {

    /**
     * The trials of a specification, lowered where that is possible.
     *
     * @param spec the specification
     * @param seed the seed of the random numbers
     * @return the trials
     */
    public static Trials trials(SimulationSpec spec, long seed) {
        return trials(spec, seed, 0);
    }

    /**
     * The trials of some of the accounts that are run side by side.
     *
     * @param spec the specification
     * @param seed the seed of the random numbers
     * @param firstAccount the number of the first account among those that have draws of their own
     * @return the trials
     */
    public static Trials trials(SimulationSpec spec, long seed, int firstAccount) {
        return Lowering.of(spec)
                .lowered()
                .<Trials>map(lowered -> new LoweredTrials(lowered, seed, firstAccount))
                .orElseGet(() -> new ReadableTrials(spec, seed, firstAccount));
    }

    /**
     * What is lowered, what is not, and why.
     *
     * @param spec the specification
     * @return one sentence per part
     */
    public static List<String> explain(SimulationSpec spec) {
        return Lowering.of(spec).sentences();
    }

    @Override
    public SampledOdds answer(SimulationSpec spec) {
        Tally tally = BlockRun.run(List.of(trials(spec, seed)), first, trials, execution)
                .tallies()
                .get(0);
        return new SampledOdds(spec, trials, seed, tally);
    }

    private record LoweredTrials(Lowered lowered, long seed, int firstAccount) implements Trials {

        @Override
        public SimulationSpec spec() {
            return lowered.spec();
        }

        @Override
        public TrialLoop start() {
            return new KernelLoop(lowered, seed, firstAccount, newTally());
        }
    }
}
