package io.github.ftmo4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles and runs every Java snippet of the README and holds its output against the block that follows. */
class ReadmeTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    record Snippet(String name, String code, String output) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    static Stream<Snippet> snippets() throws IOException {
        Matcher blocks = Pattern.compile("```java\n(.*?public class (\\w+).*?)```\n\n```text\n(.*?)```", Pattern.DOTALL)
                .matcher(readme());
        List<Snippet> snippets = new ArrayList<>();
        while (blocks.find()) {
            snippets.add(new Snippet(blocks.group(2), blocks.group(1), blocks.group(3)));
        }
        return snippets.stream();
    }

    @Test
    void everySnippetHasItsOutput() throws IOException {
        assertThat(readme().split("```java", -1)).hasSize((int) snippets().count() + 1);
        assertThat(snippets()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void printsWhatItSays(Snippet snippet, @TempDir Path folder) throws Exception {
        Path source = folder.resolve(snippet.name() + ".java");
        Files.writeString(source, snippet.code());
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(compiled).as("compiles").isZero();
        assertThat(outputOf(snippet.name(), folder)).isEqualTo(snippet.output());
    }

    private static String outputOf(String name, Path folder) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void ciRunsTheTestCommandItNames() throws IOException {
        assertThat(readme()).contains("```shell\n./mvnw verify\n```");
        assertThat(Files.readAllLines(ROOT.resolve(".ci/run"))).contains("./mvnw verify");
    }
}
