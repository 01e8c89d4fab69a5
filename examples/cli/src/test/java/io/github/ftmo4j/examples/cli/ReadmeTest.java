package io.github.ftmo4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the documentation run. */
class ReadmeTest {

    private static final Path EXAMPLES = Path.of("..");
    private static final String JAR = "java -jar examples/cli/target/ftmo4j.jar ";

    @TempDir
    private Path folder;

    static Stream<String> commands() {
        return Stream.of(EXAMPLES.resolve("README.md"), Path.of("README.md")).flatMap(ReadmeTest::commands);
    }

    private static Stream<String> commands(Path page) {
        try {
            return Pattern.compile(Pattern.quote(JAR) + "([^\n`)]+)")
                    .matcher(Files.readString(page))
                    .results()
                    .map(command -> command.group(1).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that read a file are given one. */
    @ParameterizedTest
    @MethodSource("commands")
    void aCommandRuns(String command) throws IOException {
        Shell shell = Shell.run(Samples.inPlace(arguments(command), folder));

        assertThat(shell.err()).isEmpty();
        assertThat(shell.out()).isNotBlank();
        assertThat(shell.exitCode()).isZero();
    }

    /** Splits at blanks outside of quotes. */
    private static List<String> arguments(String command) {
        return Pattern.compile("\"([^\"]*)\"|(\\S+)")
                .matcher(command)
                .results()
                .map(part -> part.group(1) == null ? part.group(2) : part.group(1))
                .toList();
    }

    @Test
    void itsTableHasEveryCommand() throws IOException {
        List<String> named = Pattern.compile("(?m)^\\| `([a-z]+)` \\|")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Ftmo4j.commandLine().getSubcommands().keySet().stream()
                        .filter(name -> !name.equals("help"))
                        .toList());
    }

    @Test
    void theTableOfExamplesHasEveryFolder() throws IOException {
        List<String> named = Pattern.compile("(?m)^\\| \\[`([a-z-]+)`\\]\\(([a-z-]+)\\)")
                .matcher(Files.readString(EXAMPLES.resolve("README.md")))
                .results()
                .map((MatchResult row) -> row.group(2))
                .toList();
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(
                            folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                                    .map(folder -> folder.getFileName().toString())
                                    .toList());
        }
    }
}
