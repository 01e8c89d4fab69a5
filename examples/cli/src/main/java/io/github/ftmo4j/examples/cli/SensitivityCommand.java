package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.sim.Sensitivities;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.sweep.Sensitivity;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what an edge is sensitive to. */
@Command(
        name = "sensitivity",
        header = "Says by how much the odds change with the win rate, the payoff, costs and the trades a day.",
        description = "%nChanges are exact where they can be, unless --trials is given.%n",
        footer = {
            "  ftmo4j sensitivity --program ftmo-2-step --win-rate 0.48 --payoff 1.6",
            "  ftmo4j sensitivity --program ftmo-2-step --win-rate 0.48 --payoff 1.6 --trials 2000 --json"
        })
final class SensitivityCommand extends Ftmo4jCommand {

    @Mixin
    private Question question = new Question();

    @Mixin
    private Run run = new Run();

    @Override
    public Integer call() {
        SimulationSpec spec = question.spec();
        Simulation simulation = run.simulation(spec);
        Sensitivities sensitivities = Sensitivities.of(simulation);
        List<Sensitivity> all = run.statesTrials() ? sensitivities.run(run.execution(err())) : sensitivities.solve();
        print(
                Answers.of(all).json(),
                () -> all.stream().map(Sensitivity::toString).collect(Collectors.joining(System.lineSeparator())));
        return 0;
    }
}
