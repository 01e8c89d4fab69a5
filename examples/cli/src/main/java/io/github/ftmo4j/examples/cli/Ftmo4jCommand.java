package io.github.ftmo4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands have: {@code --json}, {@code --help} and the exit codes. */
@Command(
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:there is an answer, and it is printed",
            "1:there is none: the question is refused, or a file cannot be read or written",
            "2:the arguments are wrong"
        },
        footerHeading = "%nExamples:%n")
abstract class Ftmo4jCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @SuppressWarnings("unused") // only its annotation counts
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    private boolean help;

    @Option(names = "--json", description = "print the answer as JSON")
    private boolean json;

    private final List<String> notes = new ArrayList<>();

    final PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    final PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    /** A line for standard error, which is printed if there is an answer. */
    final void note(String text) {
        notes.add(text);
    }

    final void refuseJson(String flag) {
        if (json) {
            throw new UsageException("--json must not be given beside " + flag);
        }
    }

    /** Prints an answer in words or as JSON. */
    final void print(JsonNode answer, Supplier<String> words) {
        String name = Objects.requireNonNull(spec).qualifiedName();
        notes.forEach(note -> err().println(name + ": " + note));
        err().flush();
        out().println(json ? answer.toPrettyString() : words.get());
        if (out().checkError()) {
            throw new RefusedException("the answer cannot be written to standard output");
        }
    }
}
