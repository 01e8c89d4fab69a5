package io.github.ftmo4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.precision.PreciseOdds;
import io.github.ftmo4j.sim.precision.Precision;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Estimates odds from trials. */
@Command(
        name = "estimate",
        header = "Estimates the odds from trials; any question can be estimated.",
        footer = {
            "  ftmo4j estimate --program ftmo-2-step --win-rate 0.48 --payoff 1.6 --accounts 3"
                    + " --dependence correlated:0.6 --trials 20000 --seed 42 --json",
            "  ftmo4j estimate --program ftmo-2-step --win-rate 0.48 --payoff 1.6 --sizing balanced --precision 0.01"
        })
final class EstimateCommand extends Ftmo4jCommand {

    @Mixin
    private Question question = new Question();

    @Mixin
    private Run run = new Run();

    @Override
    public Integer call() {
        SimulationSpec spec = question.spec();
        Simulation simulation = run.simulation(spec);
        Execution execution = run.execution(err());
        if (run.precision().isEmpty()) {
            SampledOdds odds = simulation.run(execution);
            print(Answers.of(odds), () -> Words.of(odds));
            return 0;
        }
        PreciseOdds precise = simulation.runTo(Precision.of(run.precision().getAsDouble()), execution);
        ObjectNode answer = Answers.of(precise.odds());
        answer.putObject("precision")
                .put("asked", precise.precision().halfWidth())
                .put("halfWidth", precise.halfWidth())
                .put("reached", precise.reached());
        print(answer, () -> Words.of(precise.odds()));
        return 0;
    }
}
