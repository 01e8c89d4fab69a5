package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.examples.server.ServeCommand;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import java.io.UncheckedIOException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** The library as a command. */
@Command(
        name = "ftmo4j",
        mixinStandardHelpOptions = true,
        version = "ftmo4j 0.1.0-SNAPSHOT",
        header = "The odds of a challenge of a prop firm, and how to size for it.",
        description = {
            "",
            "Each command takes a specification in JSON or flags, and prints words or, with --json, JSON.",
            "Progress goes to standard error if that is a terminal."
        },
        subcommands = {
            SolveCommand.class,
            EstimateCommand.class,
            JourneyCommand.class,
            SweepCommand.class,
            SensitivityCommand.class,
            PolicyCommand.class,
            ProgramsCommand.class,
            DescribeCommand.class,
            ImportCommand.class,
            ReplayCommand.class,
            ServeCommand.class,
            AutoCompleteCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:there is an answer, and it is printed",
            "1:there is none: the question is refused, or a file cannot be read or written",
            "2:the arguments are wrong"
        })
public final class Ftmo4j {

    private static final int REFUSED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private Ftmo4j() {}

    /**
     * Runs a command and ends the process.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        boolean serves = args.length > 0 && args[0].equals(ServeCommand.NAME);
        System.setProperty(
                serves ? "org.slf4j.simpleLogger.log.io.javalin.Javalin" : "org.slf4j.simpleLogger.defaultLogLevel",
                "off");
        System.exit(execute(commandLine(), args));
    }

    private static int execute(CommandLine line, String[] args) {
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            return complain(
                    line,
                    String.format(
                            "needs more memory than the %,d MB that Java takes here; start it with more, such as"
                                    + " java -Xmx4g -jar ftmo4j.jar …",
                            Runtime.getRuntime().maxMemory() >> 20),
                    REFUSED);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Ftmo4j())
                .setParameterExceptionHandler(Ftmo4j::wrongArguments)
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, line));
    }

    private static int wrongArguments(ParameterException failure, String[] args) {
        String message = message(failure)
                .replace("Missing required subcommand", "a command must be given; --help lists them")
                .replace("is not a double", "is not a number")
                .replaceAll("is not an? (int|long)", "is not a whole number");
        return complain(failure.getCommandLine(), message, WRONG_ARGUMENTS);
    }

    private static String message(Exception failure) {
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    private static int failed(Exception failure, CommandLine line) {
        if (failure instanceof UsageException) {
            return complain(line, message(failure), WRONG_ARGUMENTS);
        }
        if (failure instanceof RefusedException || failure instanceof UnsolvableException) {
            return complain(line, message(failure), REFUSED);
        }
        if (failure instanceof UncheckedIOException || failure instanceof IllegalArgumentException) {
            return complain(line, message(failure), REFUSED);
        }
        return complain(line, "failed: " + failure, REFUSED);
    }

    /** One line, whatever the message is. */
    private static int complain(CommandLine line, String message, int exitCode) {
        line.getErr()
                .println(line.getCommandSpec().qualifiedName() + ": "
                        + message.strip().replaceAll("\\s*\\R\\s*", "; "));
        line.getErr().flush();
        return exitCode;
    }
}
