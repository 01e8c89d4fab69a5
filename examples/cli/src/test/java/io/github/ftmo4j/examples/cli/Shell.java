package io.github.ftmo4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ftmo4j.json.Document;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** What a command printed and its exit code. */
record Shell(int exitCode, String out, String err) {

    /** Runs a command; a blank separates arguments. */
    static Shell run(String command) {
        return run(command.strip().split(" +"));
    }

    static Shell run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Ftmo4j.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Shell(line.execute(arguments), out.toString(), err.toString());
    }

    /** The answer of a command that succeeds, and says nothing else. */
    static JsonNode json(String command) {
        List<String> arguments = new ArrayList<>(Arrays.asList(command.strip().split(" +")));
        arguments.add("--json");
        Shell shell = run(arguments.toArray(String[]::new));
        assertThat(shell.err()).isEmpty();
        assertThat(shell.exitCode()).isZero();
        return Document.parse(shell.out());
    }
}
