package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.sim.Journey;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Computes what a program is worth. */
@Command(
        name = "journey",
        header =
                "Computes what a program is worth: attempts until an account is funded, fees, rewards, expected value.",
        description = "%nThe answer is exact where it can be, unless --trials is given.%n",
        footer = {
            "  ftmo4j journey --program ftmo-2-step --win-rate 0.48 --payoff 1.6 --risk 0.01 --attempts 3 --trials 2000",
            "  ftmo4j journey --phase target=0.08,max=0.06 --win-rate 0.5 --payoff 1.2 --fee 500 --refund first-reward"
                    + " --split 0.8 --reward-after 14 --horizon 60 --trials 2000 --json"
        })
final class JourneyCommand extends Ftmo4jCommand {

    @Mixin
    private Question question = new Question();

    @Mixin
    private Buying buying = new Buying();

    @Mixin
    private Run run = new Run();

    @Override
    public Integer call() {
        SimulationSpec trading = question.spec();
        Journey journey = Flags.checked(
                "the journey", "is refused", () -> buying.journey(trading).build());
        List<String> more = buying.assumptions(trading.program());
        List<String> all = new ArrayList<>(journey.spec().assumptions());
        all.addAll(more);
        Optional<ExactJourneyOdds> exact = run.statesTrials() ? Optional.empty() : solved(journey);
        if (exact.isPresent()) {
            print(
                    Answers.of(exact.get()).withAssumptions(more).json(),
                    () -> words(exact.get().toString(), all));
            return 0;
        }
        JourneyOdds odds = journey.run(run.journeys(), run.seed(), run.execution(err()));
        print(Answers.of(odds).withAssumptions(more).json(), () -> words(odds.toString(), all));
        return 0;
    }

    /** None if there are obstacles, which may show on the way only. */
    private static Optional<ExactJourneyOdds> solved(Journey journey) {
        if (!journey.obstacles().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(journey.solve());
        } catch (UnsolvableException e) {
            return Optional.empty();
        }
    }

    private static String words(String odds, List<String> assumptions) {
        StringBuilder text = new StringBuilder(odds);
        assumptions.forEach(assumption ->
                text.append(System.lineSeparator()).append("Assumed: ").append(assumption));
        return text.toString();
    }
}
