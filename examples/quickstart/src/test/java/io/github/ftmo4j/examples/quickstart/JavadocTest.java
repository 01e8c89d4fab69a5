package io.github.ftmo4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles the Java examples in the Javadoc of the modules: every preformatted block whose content is a code tag. A
 * block holds statements, and types if it needs some; it may begin with imports. All public packages of the modules,
 * {@code java.nio.file}, {@code java.time}, {@code java.util}, {@code java.util.random} and the factories of
 * {@code Money} are imported. A preformatted block without a code tag is for text that is not Java.
 */
class JavadocTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern BLOCK =
            Pattern.compile("<pre>\\s*\\{@code\\s*?\n(.*?)\\s*}\\s*</pre>", Pattern.DOTALL);

    record Snippet(String name, String code) {}

    static List<Snippet> snippets(String file, String source) {
        List<Snippet> snippets = new ArrayList<>();
        Matcher comments = JAVADOC.matcher(source);
        while (comments.find()) {
            Matcher blocks = BLOCK.matcher(comments.group().replaceAll("(?m)^ *\\* ?", ""));
            while (blocks.find()) {
                snippets.add(new Snippet(file + " " + (snippets.size() + 1), blocks.group(1)));
            }
        }
        return snippets;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> sources = new ArrayList<>();
            for (Path module : modules.toList()) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main)) {
                    try (Stream<Path> files = Files.walk(main)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                    }
                }
            }
            return sources;
        }
    }

    private static String packageOf(Path source) throws IOException {
        return Files.readString(source)
                .lines()
                .filter(line -> line.startsWith("package "))
                .findFirst()
                .map(line -> line.substring("package ".length(), line.length() - 1))
                .orElse("");
    }

    /** A compilation unit whose only method is the snippet. */
    static String unit(String code, Iterable<String> packages) {
        StringBuilder unit = new StringBuilder();
        code.lines()
                .filter(line -> line.startsWith("import "))
                .forEach(line -> unit.append(line).append('\n'));
        packages.forEach(name -> unit.append("import ").append(name).append(".*;\n"));
        unit.append("import static io.github.ftmo4j.core.money.Money.*;\n")
                .append(
                        "import java.nio.file.*;\nimport java.time.*;\nimport java.util.*;\nimport java.util.random.*;\n")
                .append("class Snippet {\n    void run() throws Exception {\n");
        code.lines()
                .filter(line -> !line.startsWith("import "))
                .forEach(line -> unit.append(line).append('\n'));
        return unit.append("    }\n}\n").toString();
    }

    @Test
    void aBlockIsFound() {
        String source =
                "/**\n * Says.\n *\n * <pre>{@code\n * var a = Map.of();\n *\n * if (a.isEmpty()) {}\n * }</pre>\n */";
        assertThat(snippets("A.java", source))
                .containsExactly(new Snippet("A.java 1", "var a = Map.of();\n\nif (a.isEmpty()) {}"));
    }

    @TestFactory
    Stream<DynamicTest> compiles(@TempDir Path folder) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        List<String> packages = new ArrayList<>();
        for (Path source : sources()) {
            String name = packageOf(source);
            if (!name.isEmpty() && !name.contains(".internal") && !packages.contains(name)) {
                packages.add(name);
            }
            snippets.addAll(snippets(ROOT.relativize(source).toString(), Files.readString(source)));
        }
        return snippets.stream()
                .map(snippet -> dynamicTest(snippet.name(), () -> compile(unit(snippet.code(), packages), folder)));
    }

    private static void compile(String unit, Path folder) throws IOException {
        Path source = folder.resolve("Snippet.java");
        Files.writeString(source, unit);
        StringWriter errors = new StringWriter();
        boolean compiled;
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            compiled = compiler.getTask(
                            errors,
                            files,
                            null,
                            List.of("-Xlint:all", "-Werror", "-proc:none", "-d", folder.toString()),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
        }
        assertThat(compiled)
                .as(() -> unit.lines()
                        .filter(line -> !line.startsWith("import "))
                        .collect(Collectors.joining("\n", errors.toString(), "\n")))
                .isTrue();
    }
}
