package io.github.ftmo4j.examples.server;

import static io.github.ftmo4j.examples.server.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    private static final String PRESET = """
            {"capital_initial": 100000,
             "modules": [{"id": "bayes", "enabled": true, "params": {"p": 0.55, "k": 0.1, "cap": 0.02}},
                         {"id": "vol_target", "params": {"target_vol": 0.1, "vol_est": 0.1, "scale": 0.1, "max_risk": 0.02}},
                         {"id": "cppi", "params": {"multiplier": 1.0, "cap": 0.02}},
                         {"id": "drawdown_manager", "params": {"bands": [[5, 0.02], [10, 0.01], [20, 0.0]]}}],
             "gating": {}, "risk_limits": {"max_dd": %s, "daily_dd": %s, "freeze_cushion_pct": 5}}""";

    @TempDir
    private static Path data;

    private static ChallengeServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        server = ChallengeServer.start(ServerOptions.of(0, data));
        client = new Client(server.port());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0.002,  0.01,  10, 5,  8,   10, 5,  5, 100, 20, 0, 0, 0.16113",
        "0.001,  0.02,  10, 5,  12,  15, 8,  5, 100, 20, 0, 0, 0.16113",
        "0.0005, 0.005, 10, 5,  5,   8,  3,  5, 100, 20, 0, 0, 0.16113",
        "0.005,  0.005, 20, 10, 0.1, 20, 10, 2, 50,  30, 1, 0.88649, 1"
    })
    void demoRunsHaveTheirVerdicts(
            String mu,
            String sigma,
            String maxDd,
            String dailyDd,
            String target,
            String total,
            String daily,
            String least,
            String limit,
            int trials,
            double any,
            double lower,
            double upper) {
        String request =
                """
                {"preset": %s, "market_model": {"type": "MC", "params": {"mu": %s, "sigma": %s}}, "horizon": 100,
                 "rules": {"profit_target_pct": %s, "max_total_dd_pct": %s, "max_daily_dd_pct": %s,
                           "min_trading_steps": %s, "time_limit_steps": %s},
                 "parallel": 3, "trials": %d, "seed": 42}""".formatted(PRESET.formatted(maxDd, dailyDd), mu, sigma, target, total, daily, least, limit, trials);

        HttpResponse<String> response = client.post("/ftmo_multi", request);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode estimate = json(response).path("estimate");
        assertThat(estimate.path("p_any").doubleValue()).isEqualTo(any);
        assertThat(estimate.path("p_none").doubleValue()).isEqualTo(1 - any);
        assertThat(estimate.path("ci95").path(0).doubleValue()).isCloseTo(lower, within(5e-6));
        assertThat(estimate.path("ci95").path(1).doubleValue()).isCloseTo(upper, within(5e-6));
        assertThat(estimate.path("trials").intValue()).isEqualTo(trials);
        assertThat(estimate.path("parallel").intValue()).isEqualTo(3);
        int steps = Integer.parseInt(limit);
        assertThat(json(response).at("/example/T").intValue()).isEqualTo(steps);
        assertThat(json(response).at("/example/series/equity_curve")).hasSize(steps + 1);
        assertThat(json(response).at("/example/series/risk_effectif/0").doubleValue())
                .isEqualTo(0.005);
        assertThat(json(response).at("/example/series/sizing/0").doubleValue()).isEqualTo(500);
        assertThat(client.post("/ftmo_multi", request).body()).isEqualTo(response.body());
    }

    @Test
    void constantMarketsPassOrFail() {
        String request = """
                {"preset": %s, "market_model": {"params": {"mu": %s, "sigma": 0}}, "horizon": 10,
                 "rules": {"profit_target_pct": 0.05, "max_total_dd_pct": 100, "max_daily_dd_pct": 100}}""";

        JsonNode up = json(client.post("/ftmo_multi", request.formatted(PRESET.formatted(10, 5), "0.01")));
        assertThat(up.at("/estimate/p_any").doubleValue()).isEqualTo(1);
        assertThat(up.at("/estimate/p_none").doubleValue()).isZero();
        assertThat(up.at("/estimate/trials").intValue()).isEqualTo(100);
        JsonNode down = json(client.post("/ftmo_multi", request.formatted(PRESET.formatted(10, 5), "-0.01")));
        assertThat(down.at("/estimate/p_any").doubleValue()).isZero();
        assertThat(down.at("/estimate/p_all").doubleValue()).isZero();
    }

    @Test
    void aFreezeIsLogged() throws Exception {
        JsonNode answer = json(client.post("/simulate", """
                {"preset": {"modules": [{"id": "CPPIFreeze", "params": {"multiplier": 1, "cap": 0.1}}]},
                 "market_model": {"params": {"mu": -0.2, "sigma": 0}}, "seeds": [1, 2], "horizon": 60}"""));

        assertThat(answer.at("/series/risk_effectif/0").doubleValue()).isEqualTo(0.1);
        assertThat(answer.at("/series/risk_effectif/59").doubleValue()).isZero();
        assertThat(answer.path("logs").findValuesAsText("event")).contains("RUN_STARTED", "FROZEN", "RUN_ENDED");
        Path log =
                data.resolve("logs").resolve(answer.path("run_id").textValue()).resolve("log.jsonl");
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSizeGreaterThan(120).first().asString().contains("RUN_STARTED");
        assertThat(lines.get(1)).contains("\"said\":[{\"module\":\"Cppi\"");
    }

    @Test
    void gatesAndCapsHold() {
        JsonNode answer = json(client.post("/simulate", """
                {"preset": {"gating": {"risk_cap": 0.004, "news_blackouts": "2-4, 7", "news_blackouts_steps": [[9, 10]],
                                       "session_mask": {"day_len": 6, "allow": [[0, 5]]}}},
                 "market_model": {"params": {"mu": 0.001, "sigma": 0}}, "horizon": 12}"""));

        double[] expected = {0.004, 0.004, 0, 0, 0.004, 0, 0.004, 0, 0.004, 0, 0.004, 0};
        for (int step = 0; step < expected.length; step++) { // stakes are whole cents
            assertThat(answer.at("/series/risk_effectif/" + step).doubleValue())
                    .isCloseTo(expected[step], within(1e-7));
        }
        assertThat(answer.at("/compliance/violations")).isEmpty();
    }

    @Test
    void noModuleRisksNothing() {
        JsonNode answer = json(client.post("/simulate", "{\"preset\": {\"modules\": []}, \"horizon\": 3}"));

        assertThat(answer.at("/series/sizing").toString()).isEqualTo("[0.0,0.0,0.0]");
        assertThat(answer.at("/kpis/MaxDD").doubleValue()).isZero();
    }

    @Test
    void everyPlaceThatIsWrongIsNamed() {
        HttpResponse<String> response = client.post("/ftmo_multi", """
                {"preset": {"modules": [{"id": "martingale"}, {"id": "bayes", "params": {"q": 1}}]}, "horizon": "10",
                 "rules": {"profit_target_pct": "NaN"}, "trials": 1e30, "parallel": 0, "colour": 1}""");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("error").textValue()).isEqualTo("validation_error");
        assertThat(json(response).path("detail").findValuesAsText("path"))
                .containsExactlyInAnyOrder(
                        "$.preset.modules[0].id",
                        "$.preset.modules[1].params.q",
                        "$.horizon",
                        "$.rules.profit_target_pct",
                        "$.trials",
                        "$.parallel",
                        "$.colour");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "3", "null", "{\"seed\": NaN}", "{\"seed\": 1, \"seed\": 2}", "{} {}"})
    void whatIsNoRequestIsRefused(String body) {
        HttpResponse<String> response = client.post("/ftmo_multi", body);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).at("/detail/0/path").textValue()).startsWith("$");
    }

    @Test
    void healthIsOk() {
        assertThat(client.get("/health").body()).isEqualTo("{\"ok\":true}");
    }
}
