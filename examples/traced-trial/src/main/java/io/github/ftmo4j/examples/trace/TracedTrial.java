package io.github.ftmo4j.examples.trace;

import io.github.ftmo4j.core.decision.JsonLines;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.OtherFirms;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.sim.Simulation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays one trial of a simulation again and prints what was decided, day by day. */
@Command(
        name = "traced-trial",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        header = "One simulated attempt, day by day.",
        description = {
            "",
            "Plays one trial of a simulation again, exactly as a run of all its trials does,",
            "and prints why so much was risked on each trade and what came of it. The trader",
            "is made up, and so are the trades. All trades of a day come up at noon UTC.",
            "",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the story was printed",
            "1:something went wrong inside",
            "2:the arguments are wrong",
        })
public final class TracedTrial implements Callable<Integer> {

    /** How many trials there are to choose from. */
    static final long TRIALS = 1_000_000;

    private static final Money SIZE = Money.usd(100_000);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--trial", paramLabel = "N", description = "which trial, from 0 to 999999")
    private long trial = 62;

    @Option(names = "--seed", paramLabel = "N", description = "the seed of the simulation")
    private long seed = 42;

    @Option(names = "--program", paramLabel = "NAME", description = "two-step, one-step or high-stakes")
    private String program = "two-step";

    @Option(names = "--explain", description = "also what each module said when it was asked")
    private boolean explain;

    @Option(names = "--jsonl", description = "the decision log itself, one JSON object a line")
    private boolean jsonl;

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new TracedTrial()).setParameterExceptionHandler((wrong, args) -> {
            PrintWriter err = wrong.getCommandLine().getErr();
            err.println(wrong.getMessage());
            err.println("Try --help.");
            return CommandLine.ExitCode.USAGE;
        });
    }

    @Override
    public Integer call() {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        PrintWriter out = commandLine.getOut();
        Simulation simulation = FixedPlan.of(program(commandLine), TRIALS, seed);
        List<LogEntry> entries = new ArrayList<>();
        try {
            simulation.trace(trial, entries::add);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, String.valueOf(e.getMessage()));
        }
        if (jsonl) {
            entries.forEach(entry -> out.println(JsonLines.format(entry)));
            out.flush();
        } else {
            out.println("Trial " + trial + " of seed " + seed + ": "
                    + simulation.spec().program().name());
            FixedPlan.IN_WORDS.forEach(out::println);
            new Story(out, explain).print(entries);
        }
        return 0;
    }

    private Program program(CommandLine commandLine) {
        return switch (program) {
            case "two-step" -> Programs.ftmoTwoStep(SIZE);
            case "one-step" -> Programs.ftmoOneStep(SIZE);
            case "high-stakes" -> OtherFirms.the5ersHighStakes(SIZE);
            default ->
                throw new ParameterException(
                        commandLine, "--program must be two-step, one-step or high-stakes, was " + program);
        };
    }
}
