package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.odds.ExactOdds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    private static final double COARSE = 0.001;
    private static final double COARSEST = 0.01;

    @Mixin
    private Question question = new Question();

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            description = "how far the answer may be off, from 0 to 0.01 (default: 1e-9, and 0.001 if that is too much"
                    + " work); the answer states its bound")
    private @Nullable Double tolerance;

    @Option(
            names = "--most-states",
            paramLabel = "NUMBER",
            description = "when to give up; some millions of states take a second (default: ${DEFAULT-VALUE})")
    private long mostStates = 20_000_000;

    @Override
    public Integer call() {
        Flags.within("--most-states", mostStates, 1, 1_000_000_000_000L);
        Solver solver = Solver.of(question.spec()).mostStates(mostStates);
        ExactOdds odds = tolerance == null
                ? solved(solver)
                : solved(solver, Flags.within("--tolerance", tolerance, 0, COARSEST));
        print(Answers.of(odds).json(), () -> Words.of(odds));
        return 0;
    }

    /** To the standard tolerance, or else to one for which a grid of balances may do. */
    private ExactOdds solved(Solver solver) {
        try {
            return solver.solve();
        } catch (UnsolvableException e) {
            if (!Solver.obstacles(question.spec()).isEmpty()) {
                throw refused(e);
            }
            return solved(solver, COARSE);
        }
    }

    private static ExactOdds solved(Solver solver, double tolerance) {
        try {
            return solver.tolerance(tolerance).solve();
        } catch (UnsolvableException e) {
            throw refused(e);
        }
    }

    private static RefusedException refused(UnsolvableException e) {
        return new RefusedException(e.getMessage() + "; 'estimate' answers the same question from trials", e);
    }
}
