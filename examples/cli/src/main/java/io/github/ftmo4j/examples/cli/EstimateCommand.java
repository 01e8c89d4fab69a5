package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.precision.PreciseOdds;
import io.github.ftmo4j.sim.precision.Precision;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    private static final long MOST_TRIALS = 1_000_000_000;

    @Mixin
    private Question question = new Question();

    @Mixin
    private Run run = new Run();

    @Option(
            names = "--precision",
            paramLabel = "SHARE",
            description = "run until P(pass) is known to this half width, such as 0.001; --trials is then the most")
    private @Nullable Double precision;

    @Override
    public Integer call() {
        SimulationSpec spec = question.spec();
        Execution execution = run.execution(err());
        if (precision == null) {
            SampledOdds odds = run.simulation(spec).run(execution);
            print(Answers.of(odds).json(), () -> Words.of(odds));
            return 0;
        }
        Precision asked = Precision.of(Flags.within("--precision", precision, 1e-6, 0.49));
        PreciseOdds precise = run.simulation(spec, MOST_TRIALS).runTo(asked, execution);
        print(Answers.of(precise).json(), () -> words(precise));
        return 0;
    }

    private static String words(PreciseOdds precise) {
        StringBuilder text = new StringBuilder(Words.of(precise.odds())).append(System.lineSeparator());
        Words.line(
                text,
                "Half width",
                Words.percent(precise.halfWidth())
                        + (precise.reached()
                                ? ", as asked"
                                : ", which is NOT what was asked; more --trials are needed"));
        return text.toString().stripTrailing();
    }
}
