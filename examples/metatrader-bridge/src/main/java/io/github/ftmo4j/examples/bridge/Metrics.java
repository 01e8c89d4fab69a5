package io.github.ftmo4j.examples.bridge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ftmo4j.core.account.Headroom;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.Gauges;
import io.github.ftmo4j.core.monitor.MonitorEvent;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What an observer sees, in the text format of Prometheus. Amounts are in units of the account currency. A scrape shows
 * one moment: it reads the gauges of the monitor once.
 */
final class Metrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AccountMonitor monitor;
    private final Guard guard;
    private final Map<String, LongAdder> events;
    private final Set<String> counted = new HashSet<>();
    private Gauges gauges;

    private Metrics(AccountMonitor monitor, Guard guard, EventCounter events, InstantSource time) {
        this.monitor = monitor;
        this.guard = guard;
        this.events = events.counts;
        gauges = monitor.gauges();
        gauge(
                "ftmo.equity",
                "Balance plus floating profit",
                at -> units(at.assessment().equity()));
        gauge("ftmo.balance", "Closed money", at -> units(at.assessment().balance()));
        headroom("daily_loss", Headroom::dailyLoss);
        headroom("maximum_loss", headroom -> Optional.of(headroom.maximumLoss()));
        headroom("floating_loss", Headroom::floatingLoss);
        gauge("ftmo.open.risk", "What positions and reserved orders lose at their stops", at -> units(at.openRisk()));
        gauge("ftmo.open.positions", "Open positions", Gauges::openPositions);
        gauge("ftmo.reserved.orders", "Orders that are allowed and neither filled nor ended", Gauges::reservedOrders);
        gauge(
                "ftmo.feed.age.seconds",
                "Since the latest time stamp of the terminal, by its clock",
                at -> Duration.between(at.lastUpdate(), time.instant()).toMillis() / 1000.0);
        gauge("ftmo.stale", "1 if the terminal is silent for too long", at -> at.stale() ? 1 : 0);
        gauge("ftmo.provisional", "1 if deals are missing or a reading is doubted", at -> at.provisional() ? 1 : 0);
        for (Verdict verdict : Verdict.values()) {
            Gauge.builder("ftmo.verdict", this, own -> own.gauges.assessment().verdict() == verdict ? 1 : 0)
                    .description("1 for the present verdict")
                    .tag("verdict", verdict.name())
                    .register(registry);
        }
        Gauge.builder("ftmo.terminal.connected", guard, at -> at.isConnected() ? 1 : 0)
                .description("1 if a terminal has said hello")
                .register(registry);
    }

    /**
     * Observes a monitor and a guard.
     *
     * @param monitor the monitor
     * @param guard the guard
     * @param events a listener of the monitor
     * @param time the clock of the machine
     * @return the metrics
     */
    static Metrics of(AccountMonitor monitor, Guard guard, EventCounter events, InstantSource time) {
        return new Metrics(monitor, guard, events, time);
    }

    /** A listener of a monitor that counts its events by kind. Thread-safe. */
    static final class EventCounter implements Consumer<MonitorEvent> {

        private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

        @Override
        public void accept(MonitorEvent event) {
            counts.computeIfAbsent(event.getClass().getSimpleName(), kind -> new LongAdder())
                    .increment();
        }
    }

    private void gauge(String name, String description, ToDoubleFunction<Gauges> value) {
        Gauge.builder(name, this, own -> value.applyAsDouble(own.gauges))
                .description(description)
                .register(registry);
    }

    private void headroom(String floor, Function<Headroom, Optional<Money>> part) {
        if (part.apply(gauges.assessment().headroom()).isEmpty()) {
            return;
        }
        Gauge.builder(
                        "ftmo.headroom",
                        this,
                        own -> part.apply(own.gauges.assessment().headroom())
                                .map(Metrics::units)
                                .orElse(Double.NaN))
                .description("Equity less the floor")
                .tag("floor", floor)
                .register(registry);
    }

    private static double units(Money money) {
        return money.toBigDecimal().doubleValue();
    }

    /**
     * Reads the gauges once.
     *
     * @return all metrics in the text format of Prometheus
     */
    synchronized String scrape() {
        gauges = monitor.gauges();
        gauges.refusals()
                .keySet()
                .forEach(code -> count(
                        "ftmo.refusals",
                        "Orders refused, by the code of the reason",
                        code,
                        own -> own.gauges.refusals().getOrDefault(code, 0L)));
        guard.skipped()
                .keySet()
                .forEach(code -> count(
                        "ftmo.lines.skipped",
                        "Lines of the terminal that were skipped",
                        code,
                        own -> own.guard.skipped().getOrDefault(code, 0L)));
        events.keySet()
                .forEach(kind -> count(
                        "ftmo.events",
                        "Events of the monitor, by their kind",
                        kind,
                        own -> own.events.getOrDefault(kind, new LongAdder()).sum()));
        return registry.scrape();
    }

    private void count(String name, String description, String code, ToDoubleFunction<Metrics> count) {
        if (counted.add(name + " " + code)) {
            FunctionCounter.builder(name, this, count)
                    .description(description)
                    .tag("code", code)
                    .register(registry);
        }
    }

    /**
     * Serves the metrics at {@code /metrics} on the loopback interface.
     *
     * @param port the port, 0 for any
     * @return the server, which runs
     * @throws IOException if the port is in use
     */
    HttpServer serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(GuardServer.loopback(), port), 0);
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                byte[] body = scrape().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }
}
