package io.github.ftmo4j.examples.cli;

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
            print(Answers.of(odds).json(), () -> Words.of(odds));
            return 0;
        }
        PreciseOdds precise = simulation.runTo(Precision.of(run.precision().getAsDouble()), execution);
        print(Answers.of(precise).json(), () -> Words.of(precise.odds()));
        return 0;
    }
}
