package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Valuation;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.json.JsonFormat;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Notional;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Side;
import io.github.ftmo4j.core.program.AssetClass;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Leverage;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Lock;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in a journal of a monitor, and what is made of a journal that another version wrote. */
class JournalFormatTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Phase PLAIN = Phase.builder(Phase.CHALLENGE, usd(100_000))
            .profitTarget(0.10)
            .maximumLoss(0.10)
            .dailyLoss(0.05)
            .build();
    private static final Phase FULL = PLAIN.toBuilder()
            .maximumLoss(MaximumLoss.trailing(Limit.ofReference(0.12), MaximumLoss.Reference.CLOSED_BALANCE)
                    .lockedAbove(usd(100), usd(1_500)))
            .floatingLoss(Limit.amount(usd(300)))
            .bestDay(BestDay.ofProfitableDays(0.5))
            .tradingDays(TradingDays.profitable(3, Limit.ofInitial(0.005)))
            .timeLimit(TimeLimit.weekdays(30))
            .inactivity(Inactivity.of(14).withDeepLoss(Limit.ofInitial(0.05), 10))
            .breachTest(BreachTest.TOUCH)
            .restrictions(Restrictions.none()
                    .withStopRequired()
                    .withNewsWindow(Duration.ofMinutes(5), Duration.ofSeconds(90))
                    .withFlatBefore(Duration.ofHours(2)))
            .build();

    @TempDir
    private Path directory;

    private Path path() {
        return directory.resolve("account.jsonl");
    }

    private AccountMonitor open(Phase phase) {
        return AccountMonitor.builder(phase).time(() -> MONDAY).journal(path()).open();
    }

    private void rewrite(Function<String, String> change) throws IOException {
        String lines = Files.readAllLines(path()).stream()
                .map(line -> line.substring(0, line.lastIndexOf(",\"crc\":")))
                .map(change)
                .map(JournalFormatTest::sealed)
                .collect(Collectors.joining());
        Files.writeString(path(), lines);
    }

    private static String sealed(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(UTF_8));
        return body + ",\"crc\":\"%08x\"}\n".formatted(crc.getValue());
    }

    @Test
    void theFirstEntryNamesTheRules() throws IOException {
        open(PLAIN).close();
        assertThat(Files.readAllLines(path()).get(1))
                .startsWith("{\"seq\":1,\"type\":\"begun\",\"at\":\"2026-03-02T08:00:00Z\",\"version\":1,"
                        + "\"clock\":{\"zone\":\"Europe/Prague\",\"offset\":\"PT0S\"},"
                        + "\"rules\":{\"name\":\"Challenge\",\"currency\":\"USD\",\"initialBalance\":10000000,"
                        + "\"profitTarget\":{\"shareOfInitial\":0.1},"
                        + "\"maximumLoss\":{\"limit\":{\"shareOfInitial\":0.1},\"reference\":\"INITIAL_BALANCE\","
                        + "\"payout\":\"RESETS_FLOOR\"},"
                        + "\"dailyLoss\":{\"limit\":{\"shareOfInitial\":0.05},\"anchor\":\"BALANCE\","
                        + "\"judged\":\"ANY_INSTANT\",\"effect\":\"FAIL\"}},\"crc\":");
    }

    @Test
    void everyComponentOfAPhaseHasAName() {
        assertThat(JournalRules.fields(FULL))
                .hasToString("{name=Challenge, currency=USD, initialBalance=10000000, "
                        + "profitTarget={shareOfInitial=0.1}, "
                        + "maximumLoss={limit={shareOfReference=0.12}, reference=CLOSED_BALANCE, "
                        + "lock={aboveInitial=10000, trigger=150000}, payout=RESETS_FLOOR}, "
                        + "dailyLoss={limit={shareOfInitial=0.05}, anchor=BALANCE, judged=ANY_INSTANT, effect=FAIL}, "
                        + "floatingLoss={amount=30000}, bestDay={share=0.5, measure=PROFITABLE_DAYS}, "
                        + "tradingDays={minimum=3, counted=PROFITABLE, profit={shareOfInitial=0.005}}, "
                        + "timeLimit={days=30, count=WEEKDAYS}, "
                        + "inactivity={withoutTrade=14, deepLoss={loss={shareOfInitial=0.05}, days=10}}, breachTest=TOUCH, "
                        + "restrictions={stopRequired=true, newsWindow={before=PT5M, after=PT1M30S}, flatBefore=PT2H, "
                        + "sanction=WARN}}");
    }

    /**
     * A component that is added must be written where it differs from its default; then its number may change here. The
     * leverage is the exception.
     */
    @ParameterizedTest
    @MethodSource("records")
    void noComponentIsLeftOut(Class<?> type, int components) {
        assertThat(type.getRecordComponents()).hasSize(components);
    }

    static List<Arguments> records() {
        return List.of(
                Arguments.of(Phase.class, 13),
                Arguments.of(MaximumLoss.class, 4),
                Arguments.of(Lock.class, 2),
                Arguments.of(DailyLoss.class, 4),
                Arguments.of(BestDay.class, 2),
                Arguments.of(TradingDays.class, 3),
                Arguments.of(TimeLimit.class, 2),
                Arguments.of(Inactivity.class, 2),
                Arguments.of(Inactivity.DeepLoss.class, 2),
                Arguments.of(Restrictions.class, 4),
                Arguments.of(Restrictions.Window.class, 2),
                Arguments.of(TradingDayClock.class, 2));
    }

    @Test
    void aJournalFromBeforeTheLeverageWasKnownOpens() {
        Leverage leverage = Leverage.of(AssetClass.FX, "30");
        open(PLAIN).close();
        open(PLAIN.toBuilder().leverage(leverage).build()).close();
        open(PLAIN.toBuilder().leverage(leverage.with(AssetClass.CRYPTO, "1")).build())
                .close();
    }

    @Test
    void everyKindOfLimitHasAForm() {
        assertThat(Limit.class.getPermittedSubclasses()).hasSize(3);
    }

    @Test
    void aJournalFromBeforeAComponentExistedOpens() throws IOException {
        open(PLAIN).close();
        // all of these components might be younger than the journal, which has none of them
        assertThat(Files.readString(path()))
                .doesNotContain("floatingLoss", "bestDay", "tradingDays", "timeLimit", "inactivity", "breachTest")
                .doesNotContain("restrictions", "\"lock\"");
        open(PLAIN).close();
        for (Phase younger : List.of(
                PLAIN.toBuilder().floatingLoss(Limit.ofInitial(0.01)).build(),
                PLAIN.toBuilder().breachTest(BreachTest.TOUCH).build())) {
            assertThatThrownBy(() -> open(younger))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("absent");
        }
    }

    @ParameterizedTest
    @MethodSource("differences")
    void theComponentThatDiffersIsNamed(Phase other, String why) {
        open(FULL).close();
        assertThatThrownBy(() -> open(other))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 2: field rules." + why);
    }

    static List<Arguments> differences() {
        return List.of(
                Arguments.of(FULL.toBuilder().name("B").build(), "name must be B, was Challenge"),
                Arguments.of(
                        FULL.toBuilder().dailyLoss(0.04).build(),
                        "dailyLoss.limit.shareOfInitial must be 0.04, was 0.05"),
                Arguments.of(
                        FULL.toBuilder()
                                .dailyLoss(DailyLoss.of(Limit.ofReference(0.05)))
                                .build(),
                        "dailyLoss.limit.shareOfReference must be 0.05, was absent"),
                Arguments.of(
                        FULL.toBuilder().noDailyLoss().build(),
                        "dailyLoss must be absent, was {limit={shareOfInitial=0.05}"),
                Arguments.of(FULL.toBuilder().breachTest(BreachTest.BELOW).build(), "breachTest must be absent"),
                Arguments.of(FULL.toBuilder().inactivity(Inactivity.of(14)).build(), "inactivity.deepLoss must be"));
    }

    @Test
    void aComponentThatIsNotKnownHereIsRefused() throws IOException {
        open(PLAIN).close();
        rewrite(line -> line.replace("\"rules\":{", "\"rules\":{\"coolOff\":\"PT1H\","));
        assertThatThrownBy(() -> open(PLAIN))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 2: field rules.coolOff must be absent, was PT1H");
    }

    @Test
    void aJournalOfALaterVersionIsRefused() throws IOException {
        open(PLAIN).close();
        rewrite(line -> line.contains("begun") ? line.replace("\"version\":1", "\"version\":2") : line);
        assertThatThrownBy(() -> open(PLAIN))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(
                        "line 2: field version must be at most 1, was 2: a later version wrote the journal");
    }

    @Test
    void aFieldThatIsNotKnownIsIgnoredAndAKindIsNot() throws IOException {
        try (AccountMonitor monitor = open(PLAIN)) {
            monitor.accept(AccountEvent.opened(MONDAY, "1"));
        }
        rewrite(line -> line.replace("\"id\":", "\"color\":\"red\",\"id\":"));
        try (AccountMonitor monitor = open(PLAIN)) {
            assertThat(monitor.positions()).containsExactly(Position.of("1"));
        }
        rewrite(line -> line.replace("\"opened\"", "\"moved\""));
        assertThatThrownBy(() -> open(PLAIN))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 3: field type must be known, was moved");
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyKindOfEventIsReadAsWritten(AccountEvent event) {
        EventKind kind = EventKind.of(event);
        JsonFormat json = JsonFormat.unescaped();
        String text = json.text(out -> event.accept(new EventWriter(out)));
        assertThat(EventKind.ofEntry(kind.entry())).contains(kind);
        assertThat(new JournalCodec(Currency.getInstance("USD"))
                        .event(kind, json.read(text, (why, cause) -> new IllegalStateException(why, cause))))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void anOrderIsReadAsWritten(Order order) {
        JsonFormat json = JsonFormat.unescaped();
        String text = json.text(out -> JournalCodec.write(order, out));
        assertThat(new JournalCodec(Currency.getInstance("USD"))
                        .order(json.read(text, (why, cause) -> new IllegalStateException(why, cause))))
                .isEqualTo(order);
    }

    static List<Order> orders() {
        Order order = Order.risking("1", usd(5));
        return List.of(
                Order.withoutStop("1"),
                order,
                order.withSymbol("EURUSD"),
                order.withSide(Side.SELL),
                order.withLots(new BigDecimal("0.30")),
                order.withLots(new BigDecimal("100")),
                order.withNotional(new Notional(usd("99.99"), Optional.empty())),
                Instrument.of("XAUUSD", "0.01", usd(1)).order("2", "0.1", "2400", "2390"));
    }

    static List<AccountEvent> events() {
        Position position = new Position("1", 0.1, Optional.of(usd(-50)));
        return List.of(
                new AccountEvent.Opened(MONDAY, position),
                new AccountEvent.Changed(MONDAY, position, usd(5)),
                new AccountEvent.Reopened(MONDAY, Position.of("2")),
                new AccountEvent.Marked(MONDAY, usd("99.99")),
                new AccountEvent.Closed(MONDAY, "1", usd(-1)),
                new AccountEvent.Corrected(MONDAY, "1", usd(0)),
                new AccountEvent.Reinstated(MONDAY, "a wrong reading"),
                new AccountEvent.Booked(MONDAY, usd(-3)),
                new AccountEvent.CashFlow(MONDAY, usd(1_000)),
                new AccountEvent.PaidOut(MONDAY, usd(10)),
                new AccountEvent.Violated(MONDAY, "NEWS"),
                new AccountEvent.TimePassed(MONDAY.plusNanos(1)));
    }

    @Test
    void noKindOfEventIsMissing() {
        assertThat(events())
                .extracting(AccountEvent::getClass)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(AccountEvent.class.getPermittedSubclasses())
                        .<Class<? extends AccountEvent>>map(kind -> kind.asSubclass(AccountEvent.class))
                        .toList());
        assertThat(events()).extracting(EventKind::of).containsExactlyInAnyOrder(EventKind.values());
    }

    /** A constant whose name stands in journals must keep it. */
    @Test
    void theCodesInJournalsDoNotChange() {
        assertThat(Arrays.stream(EventKind.values()).map(EventKind::entry))
                .containsExactly(
                        "opened",
                        "changed",
                        "reopened",
                        "marked",
                        "closed",
                        "corrected",
                        "reinstated",
                        "booked",
                        "cashFlow",
                        "paidOut",
                        "violated",
                        "timePassed");
        assertThat(List.of(
                        Replay.BEGUN,
                        Replay.RESUMED,
                        Replay.STATE,
                        Replay.STALE,
                        Replay.RESERVED,
                        Replay.RELEASED,
                        Replay.FORMER_ORDERS,
                        Replay.FILLED,
                        Replay.DEAL,
                        Replay.LISTED,
                        Replay.RENAMED,
                        Replay.UNCERTAIN,
                        Replay.REVISED))
                .containsExactly(
                        "begun",
                        "resumed",
                        "state",
                        "stale",
                        "reserved",
                        "released",
                        "formerOrders",
                        "filled",
                        "deal",
                        "listed",
                        "renamed",
                        "uncertain",
                        "revised");
        assertThat(names(Deal.Kind.class))
                .contains("ENTRY", "EXIT", "REVERSAL", "CASH_FLOW", "REWARD", "BOOKING", "CREDIT");
        assertThat(names(Side.class)).contains("BUY", "SELL");
        assertThat(names(Verdict.class)).contains("ONGOING", "PAUSED", "PASSED", "FAILED");
        assertThat(names(Valuation.class)).contains("CURRENT", "BEFORE_BOOKING", "UNKNOWN");
        assertThat(names(Objective.class))
                .contains(
                        "DAILY_LOSS",
                        "MAXIMUM_LOSS",
                        "FLOATING_LOSS",
                        "TIME_LIMIT",
                        "INACTIVITY",
                        "DEEP_LOSS",
                        "RESTRICTION");
        assertThat(names(BreachTest.class)).contains("BELOW", "TOUCH");
        assertThat(names(MaximumLoss.Reference.class))
                .contains("INITIAL_BALANCE", "START_OF_DAY_BALANCE", "CLOSED_BALANCE", "INTRADAY_EQUITY");
        assertThat(names(MaximumLoss.Payout.class)).contains("KEEPS_FLOOR", "RESETS_FLOOR");
        assertThat(names(DailyLoss.Anchor.class)).contains("BALANCE", "EQUITY", "HIGHER");
        assertThat(names(DailyLoss.Judged.class)).contains("ANY_INSTANT", "AT_CLOSE");
        assertThat(names(DailyLoss.Effect.class)).contains("FAIL", "PAUSE");
        assertThat(names(BestDay.Measure.class)).contains("PROFITABLE_DAYS", "NET_PROFIT", "PROFIT_TARGET");
        assertThat(names(TradingDays.Counted.class)).contains("OPENED", "CLOSED", "OPENED_OR_CLOSED", "PROFITABLE");
        assertThat(names(TimeLimit.Count.class)).contains("CALENDAR_DAYS", "WEEKDAYS");
        assertThat(names(Restrictions.Sanction.class)).contains("WARN", "FAIL");
    }

    private static List<String> names(Class<? extends Enum<?>> codes) {
        return Arrays.stream(codes.getEnumConstants()).map(Enum::name).toList();
    }
}
