package io.github.ftmo4j.examples.bridge;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guard over real sockets of the loopback interface. */
class GuardServerTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final int LONG_ENOUGH_MILLIS = 60_000;

    private final Codec codec = new Codec(usd(1).currency());
    private final Metrics.EventCounter events = new Metrics.EventCounter();
    private final AccountMonitor monitor = AccountMonitor.builder(Programs.ftmoTwoStep(usd(100_000)), Phase.CHALLENGE)
            .dealFeed()
            .time(InstantSource.fixed(NOW))
            .warnAt(0.5)
            .listener(events)
            .open();
    private final Guard guard = new Guard(monitor, Optional.empty(), text -> {});
    private GuardServer server;
    private HttpServer metrics;

    @BeforeEach
    void start() throws IOException {
        server = GuardServer.start(guard, codec, 0, text -> {});
        metrics = Metrics.of(monitor, guard, events, InstantSource.fixed(NOW.plusSeconds(3)))
                .serve(0);
    }

    @AfterEach
    void stop() throws IOException {
        metrics.stop(0);
        server.close();
        monitor.close();
    }

    /** The other end of a connection. */
    private final class Client implements AutoCloseable {

        private final Socket socket = new Socket(GuardServer.loopback(), server.port());
        private final LineReader lines = new LineReader(socket.getInputStream());
        private long sequence;

        Client() throws IOException {
            socket.setSoTimeout(LONG_ENOUGH_MILLIS);
        }

        void send(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void send(Message message) throws IOException {
            send(codec.write(++sequence, message));
        }

        void hello() throws IOException {
            send(new Message.Hello("4711", "USD", 0, 1, NOW));
        }

        <M extends Message> M await(Class<M> type) throws IOException, BadLineException {
            while (true) {
                Message message = codec.read(lines.next().orElseThrow()).message();
                if (type.isInstance(message)) {
                    return type.cast(message);
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static Snapshot reading(int second, long equity) {
        return new Snapshot(NOW.plusSeconds(second), usd(100_000), usd(equity), List.of()).withPending(List.of());
    }

    @Test
    void anOrderIsAnsweredAmidGarbage() throws Exception {
        try (Client client = new Client()) {
            client.send("GET / HTTP/1.1");
            client.hello();
            assertThat(client.await(Message.Refuse.class).on()).isFalse();
            client.send("x".repeat(LineReader.LONGEST + 7));
            client.socket.getOutputStream().write(new byte[] {0, (byte) 0xff, '\n'});
            client.send("[".repeat(50_000));
            client.send(new Message.Ask(Order.risking("1", usd(500)), reading(1, 100_000)));
            assertThat(client.await(Message.Answer.class).isAllowed()).isTrue();
        }
        assertThat(guard.skipped())
                .containsEntry("TOO_LONG", 1L)
                .containsEntry("NOT_TEXT", 1L)
                .containsEntry("NOT_JSON", 2L);
    }

    @Test
    void aLineWithoutAnEndDoesNotCount() throws Exception {
        try (Client client = new Client()) {
            client.hello();
            client.await(Message.Refuse.class);
            client.socket
                    .getOutputStream()
                    .write(codec.write(2, new Message.Reading(reading(1, 90_000)))
                            .getBytes(StandardCharsets.UTF_8));
        }
        try (Client client = new Client()) {
            client.hello();
            client.await(Message.Refuse.class);
            assertThat(monitor.assessment().equity()).isEqualTo(usd(100_000));
        }
    }

    @Test
    void aNewConnectionEndsTheOneBefore() throws Exception {
        try (Client first = new Client()) {
            first.hello();
            first.await(Message.Refuse.class);
            try (Client second = new Client()) {
                second.hello();
                second.await(Message.Refuse.class);
                assertThat(first.lines.next()).isEmpty();
                second.send(new Message.Reading(reading(1, 94_000)));
                assertThat(second.await(Message.Refuse.class).on()).isTrue();
                assertThat(guard.isConnected()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/metrics,GET,200", "/metrics,POST,405", "/,GET,404", "/metrics/x,GET,404"})
    void onlyMetricsAreServed(String path, String method, int status) throws Exception {
        assertThat(request(path, method).statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> request(String path, String method) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + metrics.getAddress().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anObserverSeesWhatTheMonitorSees() throws Exception {
        Guard.Connection connection = guard.connect();
        connection.handle(codec.write(1, new Message.Hello("4711", "USD", 0, 1, NOW)));
        connection.handle(codec.write(2, new Message.Ask(Order.risking("1", usd(500)), reading(1, 97_400))));
        connection.handle(codec.write(3, new Message.Ask(Order.risking("2", usd(2_000)), reading(2, 97_400))));
        connection.handle("{");
        assertThat(request("/metrics", "GET").body())
                .contains(
                        "ftmo_equity 97400.0",
                        "ftmo_balance 100000.0",
                        "ftmo_headroom{floor=\"daily_loss\"} 2400.0",
                        "ftmo_headroom{floor=\"maximum_loss\"} 7400.0",
                        "ftmo_open_risk 500.0",
                        "ftmo_open_positions 0.0",
                        "ftmo_reserved_orders 1.0",
                        "ftmo_feed_age_seconds 1.0",
                        "ftmo_stale 0.0",
                        "ftmo_provisional 0.0",
                        "ftmo_verdict{verdict=\"ONGOING\"} 1.0",
                        "ftmo_verdict{verdict=\"FAILED\"} 0.0",
                        "ftmo_refusals_total{code=\"DAILY_LOSS\"} 1.0",
                        "ftmo_lines_skipped_total{code=\"NOT_JSON\"} 1.0",
                        "ftmo_events_total{code=\"Warned\"} 1.0",
                        "ftmo_terminal_connected 1.0")
                .doesNotContain("floating_loss");

        connection.handle(codec.write(4, new Message.Reading(reading(3, 94_000))));
        assertThat(request("/metrics", "GET").body())
                .contains(
                        "ftmo_verdict{verdict=\"FAILED\"} 1.0",
                        "ftmo_headroom{floor=\"daily_loss\"} -1000.0",
                        "ftmo_events_total{code=\"Breached\"} 1.0");
    }
}
