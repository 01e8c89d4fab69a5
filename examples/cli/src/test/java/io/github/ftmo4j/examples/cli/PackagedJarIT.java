package io.github.ftmo4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ftmo4j.json.Document;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the jar as its README says; runs once it is packaged. */
class PackagedJarIT {

    @TempDir
    private Path data;

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "target/ftmo4j.jar"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void theJarAnswers() throws Exception {
        Process solve = start("solve", "--program", "ftmo-2-step", "--win-rate", "0.48", "--payoff", "1.6", "--json");
        String out = new String(solve.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        JsonNode answer = Document.parse(out);
        assertThat(solve.waitFor()).isZero();
        assertThat(answer.path("method").textValue()).isEqualTo("exact");
    }

    @Test
    void theJarServes() throws Exception {
        Process server = start("serve", "--port", "0", "--data", data.toString());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String address = lines.readLine();

            String health = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address + "health")).build(), BodyHandlers.ofString())
                    .body();
            assertThat(health).isEqualTo("{\"ok\":true}");
        } finally {
            server.destroyForcibly();
        }
    }
}
