package io.github.ftmo4j.core.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a process of its own, kills it ({@code kill -9}), and tells what it had said until then. */
public final class KilledProcess {

    /** Where the life that is measured begins. */
    public enum From {
        START,
        FIRST_LINE
    }

    private KilledProcess() {}

    /** The complete lines that the process printed before it was killed, which must not be after its own end. */
    public static List<String> linesOf(From from, Duration life, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("killed", ".out");
        try {
            Process process = start(said, main, arguments);
            try {
                while (from == From.FIRST_LINE && process.isAlive() && Files.size(said) == 0) {
                    Thread.sleep(1);
                }
                if (process.waitFor(life.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new AssertionError(main + " ended by itself: " + Files.readString(said));
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            String text = Files.readString(said);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } finally {
            Files.delete(said);
        }
    }

    /** All that a process prints which ends by itself. */
    static String run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path said = Files.createTempFile("run", ".out");
        try {
            Process process = start(said, main, arguments);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(main + " did not end");
            }
            return Files.readString(said);
        } finally {
            Files.delete(said);
        }
    }

    private static Process start(Path said, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }
}
