package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.journal.Recovery;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals that earlier versions wrote, in the test resources, open and give the state that is noted beside them. */
class FormerJournalsTest {

    private static final Phase CHALLENGE = Phase.builder(Phase.CHALLENGE, usd(100_000))
            .profitTarget(0.10)
            .maximumLoss(0.10)
            .dailyLoss(0.05)
            .minimumTradingDays(4)
            .build();

    private static final Phase PAUSING = Phase.builder("Combine", usd(50_000))
            .profitTarget(Limit.amount(usd(3_000)))
            .maximumLoss(MaximumLoss.trailing(Limit.amount(usd(2_000)), MaximumLoss.Reference.START_OF_DAY_BALANCE)
                    .lockedAbove(usd(0)))
            .dailyLoss(DailyLoss.of(Limit.amount(usd(1_000))).pausing())
            .bestDay(new BestDay(0.55, BestDay.Measure.NET_PROFIT))
            .breachTest(BreachTest.TOUCH)
            .restrictions(Restrictions.none().withFlatBefore(Duration.ZERO))
            .build();

    private static final Phase FUNDED = Phase.builder("Funded account", Money.eur(25_000))
            .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.06), MaximumLoss.Reference.INTRADAY_EQUITY))
            .dailyLoss(DailyLoss.of(Limit.ofReference(0.05)).anchoredAt(DailyLoss.Anchor.HIGHER))
            .tradingDays(TradingDays.profitable(3, Limit.ofInitial(0.005)))
            .inactivity(Inactivity.of(30))
            .restrictions(Restrictions.none().withNewsWindow(Duration.ofMinutes(2), Duration.ofMinutes(2)))
            .build();

    /** Every component differs from its default, and the name looks like what follows it. */
    private static final Phase EVERYTHING = Phase.builder("A, initialBalance=1.00 USD, [\"50 %\"] é", usd("12345.67"))
            .profitTarget(Limit.ofInitial(0.08))
            .maximumLoss(MaximumLoss.trailing(Limit.ofReference(0.12), MaximumLoss.Reference.CLOSED_BALANCE)
                    .lockedAbove(usd(100), usd(1_500))
                    .keptByPayout())
            .dailyLoss(DailyLoss.of(Limit.amount(usd(600)))
                    .anchoredAt(DailyLoss.Anchor.EQUITY)
                    .judged(DailyLoss.Judged.AT_CLOSE))
            .floatingLoss(Limit.ofReference(0.03))
            .bestDay(new BestDay(0.4, BestDay.Measure.PROFIT_TARGET))
            .tradingDays(TradingDays.openedOrClosed(2))
            .timeLimit(TimeLimit.weekdays(30))
            .inactivity(Inactivity.of(14).withDeepLoss(Limit.ofInitial(0.05), 10))
            .breachTest(BreachTest.TOUCH)
            .restrictions(Restrictions.none()
                    .withStopRequired()
                    .withNewsWindow(Duration.ofMinutes(5), Duration.ofSeconds(90))
                    .withFlatBefore(Duration.ofHours(2))
                    .failing())
            .build();

    /** Before the first event, so that opening lets no time pass. */
    private static final Instant EARLY = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    private Path directory;

    private static Phase phase(String name) {
        return switch (name) {
            case "paused" -> PAUSING;
            case "funded" -> FUNDED;
            case "everything" -> EVERYTHING;
            default -> CHALLENGE;
        };
    }

    private static TradingDayClock clock(String name) {
        return switch (name) {
            case "paused" -> new TradingDayClock(ZoneId.of("America/Chicago"), Duration.ofHours(7));
            case "funded" -> TradingDayClock.metaTrader();
            default -> TradingDayClock.prague();
        };
    }

    private Path copy(String name) throws IOException {
        Path path = directory.resolve(name + ".jsonl");
        try (InputStream journal = resource(name + ".jsonl")) {
            Files.copy(journal, path);
        }
        return path;
    }

    private static InputStream resource(String file) {
        return Objects.requireNonNull(FormerJournalsTest.class.getResourceAsStream("former/" + file), file);
    }

    private static Map<String, String> expected(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(resource(name + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        Map<String, String> expected = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> expected.put(key, properties.getProperty(key)));
        return expected;
    }

    private static AccountMonitor open(String name, Path path) {
        return open(phase(name), clock(name), path);
    }

    private static AccountMonitor open(Phase phase, Path path) {
        return open(phase, TradingDayClock.prague(), path);
    }

    private static AccountMonitor open(Phase phase, TradingDayClock clock, Path path) {
        return AccountMonitor.builder(phase)
                .clock(clock)
                .time(() -> EARLY)
                .aheadAtMost(Duration.ofDays(366))
                .warnAt(0.5)
                .warnAt(0.8)
                .journal(path)
                .open();
    }

    private static Map<String, String> recovered(AccountMonitor monitor) {
        Map<String, String> recovered = new TreeMap<>();
        AccountState state = monitor.state();
        recovered.put("at", state.asOf().toString());
        recovered.put("verdict", state.verdict().toString());
        recovered.put("balance", state.balance().toString());
        recovered.put("equity", state.equity().toString());
        recovered.put("day", state.day().toString());
        recovered.put("firstDay", state.firstDay().toString());
        recovered.put("tradingDays", "" + monitor.assessment().tradingDays());
        recovered.put("cashFlows", state.cashFlows().toString());
        recovered.put("highWaterMark", state.highWaterMark().toString());
        recovered.put("trailingReference", state.trailingReference().toString());
        recovered.put("dayStartBalance", state.dayStartBalance().toString());
        recovered.put("dailyLossFloor", text(state.dailyLossFloor()));
        recovered.put("bestDayProfit", state.bestDayProfit().toString());
        recovered.put("profitableDaysProfit", state.profitableDaysProfit().toString());
        recovered.put("netProfit", state.netProfit().toString());
        recovered.put("floorsToday", "" + state.floorsToday().size());
        recovered.put("rewardCycleStart", text(state.rewardCycleStart()));
        recovered.put("deepSince", text(state.deepSince()));
        recovered.put("failure", text(state.failure().map(FormerJournalsTest::text)));
        recovered.put("positions", joined(monitor.positions(), FormerJournalsTest::text));
        recovered.put("reservations", joined(monitor.reservations(), FormerJournalsTest::text));
        List<ClosedTrade> trades = monitor.ask(view -> view.tradesAfter(0));
        recovered.put("closedTrades", joined(trades, FormerJournalsTest::text));
        recovered.put("lastRisk", text(monitor.<Optional<Money>>ask(LiveView::lastRisk)));
        recovered.put("begun", monitor.<Instant>ask(LiveView::begun).toString());
        recovered.put(
                "positionsToday",
                "" + monitor.<Integer>ask(view -> view.exposure().positionsToday()));
        recovered.put(
                "riskedToday", "" + monitor.<Long>ask(view -> view.exposure().riskedToday()));
        recovered.put("openRisk", "" + monitor.<Long>ask(view -> view.exposure().openRisk()));
        recovered.put(
                "tradeOfPhase", "" + monitor.<Integer>ask(view -> view.moment().tradeOfPhase()));
        Recovery recovery = monitor.recovery().orElseThrow();
        recovered.put("entries", "" + recovery.entries());
        recovered.put("torn", "" + recovery.tornLine().isPresent());
        return recovered;
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static String text(Failure failure) {
        return failure.objective() + " " + failure.at() + " " + failure.equity()
                + failure.floor().map(floor -> " " + floor).orElse("");
    }

    private static String text(Position position) {
        return position.id() + " " + position.lots().doubleValue()
                + position.profitAtStop().map(profit -> " " + profit).orElse("");
    }

    private static String text(Order order) {
        return order.id() + order.risk().map(risk -> " " + risk).orElse("");
    }

    private static String text(ClosedTrade trade) {
        return trade.number() + " " + trade.id() + " " + trade.closedAt() + " " + trade.profit()
                + trade.risked().map(risked -> " risked " + risked).orElse("");
    }

    private static <T> String joined(List<T> items, Function<? super T, String> text) {
        return items.stream().map(text).collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"days", "torn", "compacted", "failed", "passed", "paused", "funded", "reservations", "everything"
            })
    void aJournalOfFormat0IsRecovered(String name) throws IOException {
        try (AccountMonitor monitor = open(name, copy(name))) {
            assertThat(recovered(monitor)).isEqualTo(expected(name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"days", "torn", "compacted", "failed", "passed", "paused", "funded", "reservations", "everything"
            })
    void aJournalOfFormat0GoesOnAndIsCompactedToThisFormat(String name) throws IOException {
        Path path = copy(name);
        AccountState continued;
        boolean ended;
        try (AccountMonitor monitor = open(name, path)) {
            ended = monitor.assessment().verdict().isFinal();
            Money balance = monitor.assessment().balance();
            Instant at = monitor.assessment().asOf().plusSeconds(1);
            monitor.accept(
                    new AccountEvent.Opened(at, Position.of("new").withProfitAtStop(balance.withMinorUnits(-1_00))));
            monitor.accept(new AccountEvent.Booked(at, balance.withMinorUnits(-7)));
            continued = monitor.state();
        }
        assertThat(Files.readString(path)).contains("Phase[name=");
        try (AccountMonitor monitor = open(name, path)) {
            assertThat(monitor.state())
                    .usingRecursiveComparison()
                    .ignoringFields("asOf", "valuation")
                    .isEqualTo(continued);
            assertThat(monitor.positions().stream()
                            .anyMatch(position -> position.id().equals("new")))
                    .isEqualTo(!ended);
            monitor.compact();
        }
        assertThat(Files.readString(path)).doesNotContain("Phase[").contains("\"version\":1,\"clock\":{\"zone\":");
        try (AccountMonitor monitor = open(name, path)) {
            assertThat(monitor.state())
                    .usingRecursiveComparison()
                    .ignoringFields("asOf", "valuation")
                    .isEqualTo(continued);
        }
    }

    @ParameterizedTest
    @MethodSource("components")
    void theComponentThatDiffersIsNamed(String name, Phase other) throws IOException {
        Path path = copy("everything");
        assertThatThrownBy(() -> open(other, path))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 2: field rules must have " + name + "=");
    }

    static List<Arguments> components() {
        return List.of(
                Arguments.of("name", EVERYTHING.toBuilder().name("B").build()),
                Arguments.of(
                        "initialBalance",
                        EVERYTHING.toBuilder().initialBalance(usd("12345.68")).build()),
                Arguments.of(
                        "profitTarget",
                        EVERYTHING.toBuilder().profitTarget(0.081).build()),
                Arguments.of(
                        "maximumLoss", EVERYTHING.toBuilder().maximumLoss(0.12).build()),
                Arguments.of("dailyLoss", EVERYTHING.toBuilder().noDailyLoss().build()),
                Arguments.of(
                        "floatingLoss",
                        EVERYTHING.toBuilder()
                                .floatingLoss(Limit.ofInitial(0.03))
                                .build()),
                Arguments.of(
                        "bestDay",
                        EVERYTHING.toBuilder()
                                .bestDay(BestDay.ofProfitableDays(0.4))
                                .build()),
                Arguments.of(
                        "tradingDays",
                        EVERYTHING.toBuilder().minimumTradingDays(2).build()),
                Arguments.of(
                        "timeLimit",
                        EVERYTHING.toBuilder()
                                .timeLimit(TimeLimit.calendarDays(30))
                                .build()),
                Arguments.of(
                        "inactivity",
                        EVERYTHING.toBuilder().inactivity(Inactivity.of(14)).build()),
                Arguments.of(
                        "breachTest",
                        EVERYTHING.toBuilder().breachTest(BreachTest.BELOW).build()),
                Arguments.of(
                        "restrictions",
                        EVERYTHING.toBuilder().restrictions(Restrictions.none()).build()));
    }

    @Test
    void anotherClockIsRefused() throws IOException {
        Path path = copy("days");
        assertThatThrownBy(() -> AccountMonitor.builder(CHALLENGE)
                        .clock(TradingDayClock.metaTrader())
                        .journal(path)
                        .open())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 2: field clock must be ");
    }
}
