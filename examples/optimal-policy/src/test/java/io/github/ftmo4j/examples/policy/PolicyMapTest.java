package io.github.ftmo4j.examples.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The committed picture is the one that the program draws, and the README has what it prints. */
class PolicyMapTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new PolicyMap())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    @Tag("thorough")
    void thePictureAndTheReadmeAreOfThisProgram() throws IOException {
        Path svg = directory.resolve("policy.svg");
        assertThat(run("--svg", svg.toString())).as(err.toString()).isZero();

        assertThat(Files.readString(Path.of("README.md")))
                .contains("```\n" + out.toString().strip() + "\n```");
        assertThat(svg).hasSameTextualContentAs(Path.of("policy.svg"));
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThat(run("--days", "0")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--days must be from 1 to 250, was 0");
        assertThat(run("--win-rate", "1")).isEqualTo(2);
    }
}
