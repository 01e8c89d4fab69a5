package io.github.ftmo4j.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReadmeTest {

    private static final Path README = Path.of("README.md");

    @TempDir
    private Path data;

    @Test
    void itsRequestsAreAnswered() throws Exception {
        String text = Files.readString(README);
        try (ChallengeServer server = ChallengeServer.start(ServerOptions.of(0, data))) {
            Client client = new Client(server.port());
            int asked = 0;
            for (MatchResult request : Pattern.compile(
                            "curl -s http://127.0.0.1:8001(\\S+) .*? -d '(.*?)'", Pattern.DOTALL)
                    .matcher(text)
                    .results()
                    .toList()) {
                HttpResponse<String> response = client.post(request.group(1), request.group(2));
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                asked++;
            }
            assertThat(asked).isPositive();
            for (String path : new String[] {"/", "/docs", "/openapi.json", "/v1/programs", "/v1/schemas/simulation"}) {
                assertThat(text).contains(path);
                assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void itsOptionsExist() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandLine command =
                new CommandLine(new ServeCommand()).setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        assertThat(command.execute("--help")).isZero();

        String help = out.toString(StandardCharsets.UTF_8);
        Pattern.compile("`(--[a-z-]+)`")
                .matcher(Files.readString(README))
                .results()
                .forEach(option -> assertThat(help).contains(option.group(1)));
    }
}
