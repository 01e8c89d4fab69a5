package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Computes odds exactly. */
@Command(
        name = "solve",
        header = "Computes the odds exactly, without random numbers.",
        footer = {
            "  ftmo4j solve --program ftmo-2-step --size 100000 --win-rate 0.48 --payoff 1.6 --trades-per-day 4"
                    + " --risk 0.01",
            "  ftmo4j solve --phase target=0.08,max=0.10,daily=0.05,time-limit=30 --breach touch --win-rate 0.45"
                    + " --payoff 1.5 --trades-per-day poisson:2 --risk 0.01 --risk-base initial --json",
            "  ftmo4j solve --program ftmo-1-step --win-rate 0.45 --payoff 1.5 --time-limit 15 --risk-base initial"
        })
final class SolveCommand extends Ftmo4jCommand {

    @Mixin
    private Question question = new Question();

    @Override
    public Integer call() {
        SimulationSpec spec = question.spec();
        ExactOdds odds = Solver.of(spec).solve();
        print(Answers.of(odds), () -> Words.of(odds));
        return 0;
    }
}
