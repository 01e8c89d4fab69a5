package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.Sweep;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.SweepOdds;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Varies a question. */
@Command(
        name = "sweep",
        header = "Computes the odds under each value of one or more parameters.",
        description = "%nRows are exact where they can be, unless --trials is given; then all have the same draws.%n",
        footer = {
            "  ftmo4j sweep --program ftmo-2-step --win-rate 0.48 --payoff 1.6 --over risk=0.0025,0.005,0.01",
            "  ftmo4j sweep --program ftmo-2-step --win-rate 0.48 --payoff 1.6 --over risk=0.005:0.015:0.005"
                    + " --over trades-per-day=2,4 --trials 2000 --json"
        })
final class SweepCommand extends Ftmo4jCommand {

    @Mixin
    private Question question = new Question();

    @Mixin
    private Run run = new Run();

    @Mixin
    private Buying buying = new Buying();

    @Option(
            names = "--over",
            paramLabel = "NAME=VALUES",
            required = true,
            description = {
                "a parameter and its values, repeatable: risk=0.005,0.01 or",
                "risk=0.005:0.02:0.0025 (from, to, step); the parameters are",
                "risk, win-rate, payoff and trades-per-day",
                "(the mean, if --trades-per-day is poisson:MEAN)"
            })
    private List<String> over = new ArrayList<>();

    @Option(
            names = "--by",
            paramLabel = "CRITERION",
            description = "what ranks the rows: pass, at-least-one, days or ev (default: ${DEFAULT-VALUE})")
    private String by = "pass";

    @Option(names = "--csv", description = "print the rows as CSV")
    private boolean csv;

    @Override
    public Integer call() {
        if (csv) {
            refuseJson("--csv");
        }
        if (!by.equals("ev")) {
            buying.note("money is counted only with --by ev");
        }
        SimulationSpec spec = question.spec();
        Simulation base = run.simulation(spec);
        Sweep sweep = by(Sweep.of(base));
        for (String text : over) {
            sweep = Varied.of(text).over(sweep);
        }
        SweepOdds odds = run.statesTrials() ? sweep.run(run.execution(err())) : sweep.solve(run.execution(err()));
        print(Answers.of(odds).json(), () -> csv ? odds.csv().stripTrailing() : odds.toString());
        return 0;
    }

    private Sweep by(Sweep sweep) {
        return switch (Flags.one("--by", by, List.of("pass", "at-least-one", "days", "ev"))) {
            case "at-least-one" -> sweep.by(Criterion.atLeast(1), Criterion.pass(), Criterion.daysToPass());
            case "days" -> sweep.by(Criterion.daysToPass(), Criterion.pass());
            case "ev" ->
                sweep.journey(buying::journey).by(Criterion.expectedValue(), Criterion.pass(), Criterion.daysToPass());
            default -> sweep;
        };
    }
}
