package io.github.ftmo4j.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.ftmo4j.examples.server.store.RunStore;
import io.github.ftmo4j.examples.server.store.RunSummary;
import io.github.ftmo4j.examples.server.store.SavedRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that saves runs is killed in the middle of it. */
class DurabilityTest {

    private static final int CLIENTS = 4;

    @TempDir
    private Path data;

    @Test
    void aKilledProcessLosesNoSavedRun() throws Exception {
        kill(2);
    }

    @Test
    @Tag("thorough")
    void twoHundredKilledProcessesLoseNoSavedRun() throws Exception {
        kill(200);
    }

    /** The server itself is killed while several clients save runs over HTTP. */
    @Test
    @Tag("thorough")
    void twentyKilledServersLoseNoAcknowledgedRun() throws Exception {
        Random random = new Random(5);
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        String text = "{\"text\": \"" + "x".repeat(Saver.LENGTH) + "\"}";
        String run =
                "{\"name\": \"run\", \"kind\": \"ftmo_multi\", \"question\": " + text + ", \"answer\": " + text + "}";
        for (int i = 0; i < 20; i++) {
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            try (ServerProcess server = ServerProcess.start(
                    data, "-cp", System.getProperty("java.class.path"), ChallengeServer.class.getName())) {
                int before = acknowledged.size();
                List<Future<?>> saves = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    saves.add(clients.submit(() -> save(new Client(server.port()), run, acknowledged)));
                }
                while (acknowledged.size() < before + CLIENTS) {
                    assertThat(saves).noneMatch(Future::isDone);
                    Thread.sleep(5);
                }
                Thread.sleep(random.nextInt(200));
                server.kill();
                for (Future<?> save : saves) {
                    save.get(30, TimeUnit.SECONDS);
                }
            } finally {
                clients.shutdownNow();
            }
        }
        assertWhole(data.resolve("runs.sqlite"), acknowledged);
    }

    /** Saves runs until the server is gone. */
    private static void save(Client client, String run, Set<Long> acknowledged) {
        try {
            for (; ; ) {
                HttpResponse<String> response = client.post("/v1/runs", run);
                assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
                acknowledged.add(Client.json(response).path("id").longValue());
            }
        } catch (UncheckedIOException e) {
            // It is killed.
        }
    }

    private void kill(int times) throws Exception {
        Random random = new Random(3);
        Path file = data.resolve("runs.sqlite");
        Set<Long> acknowledged = new HashSet<>();
        for (int i = 0; i < times; i++) {
            Process saver = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Saver.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int least = random.nextInt(20);
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(saver.getInputStream(), StandardCharsets.UTF_8))) {
                for (int read = 0; read <= least; read++) {
                    acknowledged.add(Long.parseLong(out.readLine()));
                }
                saver.toHandle().destroyForcibly(); // leaves its output open
                // The last line of a killed process may be cut: only a number with a line break was printed in full.
                String rest = out.lines().collect(Collectors.joining("\n"));
                rest.lines()
                        .limit(Math.max(0, rest.lines().count() - 1))
                        .forEach(line -> acknowledged.add(Long.parseLong(line)));
            }
            saver.waitFor();
        }
        assertWhole(file, acknowledged);
    }

    private static void assertWhole(Path file, Set<Long> acknowledged) throws IOException {
        try (RunStore store = new RunStore(file, 1_000_000)) {
            Set<Long> found = new HashSet<>();
            for (RunSummary summary : store.all()) {
                SavedRun run = store.run(summary.id());
                assertThat(run.question().path("text").textValue()).hasSize(Saver.LENGTH);
                assertThat(run.answer()).isEqualTo(Optional.of(run.question()));
                found.add(summary.id());
            }
            assertThat(found).containsAll(acknowledged);
        }
    }

    /** Saves runs for ever and prints the number of each when it is saved. */
    static final class Saver {

        static final int LENGTH = 20_000;

        private Saver() {}

        public static void main(String[] args) throws IOException {
            JsonNode question = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(LENGTH));
            try (RunStore store = new RunStore(Path.of(args[0]), 1_000_000)) {
                for (int i = 0; ; i++) {
                    SavedRun run = store.save("run " + i, "estimate", question, Optional.of(question));
                    System.out.println(run.summary().id());
                    System.out.flush();
                }
            }
        }
    }
}
