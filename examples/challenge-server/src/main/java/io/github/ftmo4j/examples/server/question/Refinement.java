package io.github.ftmo4j.examples.server.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.SampledOdds;
import java.util.concurrent.CancellationException;

/**
 * Runs the trials of a simulation in rounds, each as large as all before, so that odds come early and become narrower.
 * The final odds are those of a single run.
 *
 * @param simulation the simulation
 */
record Refinement(Simulation simulation) implements Question {

    private static final long FIRST_ROUND = 2_000;
    private static final long LARGEST_ROUND = 200_000;

    @Override
    public ObjectNode answer(Progress progress) {
        long total = simulation.trials();
        SampledOdds odds = round(0, Math.min(FIRST_ROUND, total), progress);
        while (odds.trials() < total && !Thread.currentThread().isInterrupted()) {
            progress.interim(answer(odds));
            long first = odds.trials();
            odds = odds.merge(round(first, Math.min(Math.min(first, LARGEST_ROUND), total - first), progress));
        }
        if (odds.trials() == 0) {
            throw new CancellationException();
        }
        return answer(odds);
    }

    /** Complete only with all trials of the simulation. */
    private ObjectNode answer(SampledOdds odds) {
        return Answers.of(new SampledOdds(simulation.spec(), simulation.trials(), simulation.seed(), odds.tally()))
                .json();
    }

    private SampledOdds round(long first, long count, Progress progress) {
        Execution execution = Execution.allProcessors()
                .onProgress((done, ofRound) -> progress.done(first + done, simulation.trials()));
        SampledOdds odds = simulation.run(first, count, execution);
        progress.done(first + odds.trials(), simulation.trials());
        return odds;
    }
}
