package io.github.ftmo4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the main source files of all three modules. */
class SourceFilesTest {

    private static final int MOST_LINES = 700;

    /** The state machine of the rules is one class on purpose; nothing else is that long. */
    @Test
    void onlyTheStateMachineIsLong() throws IOException {
        Path root = Path.of(System.getProperty("basedir", "")).resolve("..");
        for (String module : List.of("ftmo-core", "ftmo-mm", "ftmo-sim")) {
            Path main = root.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(main)) {
                assertThat(files.filter(file -> file.toString().endsWith(".java")))
                        .as(module)
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(lines(file))
                                .as(file.toString())
                                .isLessThanOrEqualTo(
                                        file.endsWith("AccountMachine.java") ? Integer.MAX_VALUE : MOST_LINES));
            }
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
