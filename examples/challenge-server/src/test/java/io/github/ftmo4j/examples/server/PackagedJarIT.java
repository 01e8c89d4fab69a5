package io.github.ftmo4j.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the jar as its README says; runs once it is packaged. */
class PackagedJarIT {

    @TempDir
    private Path data;

    @Test
    void theJarAnswers() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, "-jar", "target/challenge-server.jar")) {
            Client client = new Client(server.port());
            JsonNode answer = Client.json(client.post("/v1/solve", """
                    {"version": 1, "program": {"name": "ftmo-2-step", "size": "100000.00 USD"},
                     "outcomes": {"type": "bernoulli", "winRate": 0.48, "win": 1.6}, "tradesPerDay": 4,
                     "sizing": {"proposals": [{"type": "fixed-fractional", "fraction": 0.01}]}}"""));

            assertThat(answer.path("method").textValue()).as(answer.toString()).isEqualTo("exact");
            assertThat(client.get("/").body()).contains("<title>");
            assertThat(client.get("/docs/assets/swagger-ui-bundle.js").statusCode())
                    .isEqualTo(200);
        }
    }
}
