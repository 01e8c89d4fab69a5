package io.github.ftmo4j.examples.bridge;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.monitor.Deal;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.Notional;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.order.Side;
import io.github.ftmo4j.core.program.AssetClass;
import io.github.ftmo4j.examples.bridge.BadLineException.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {

    private static final Codec CODEC = new Codec(Currency.getInstance("USD"));
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00.123Z");

    static Stream<Message> messages() {
        Snapshot plain = new Snapshot(AT, usd(100_000), usd("99999.99"), List.of());
        Snapshot full = new Snapshot(
                        AT,
                        usd(100_000),
                        usd(100_600),
                        List.of(
                                new Position("1001", new BigDecimal("0.40"), Optional.of(usd(-800))),
                                Position.of("\"EUR\\USD\" é")))
                .withCredit(usd(500))
                .withMargin(usd("3333.33"))
                .withPending(List.of(
                        Order.risking("g1", usd(250)).withSymbol("XAUUSD").withSide(Side.SELL),
                        Order.withoutStop("7")));
        BigDecimal lots = new BigDecimal("0.40");
        List<Deal> deals = List.of(
                Deal.entry("5001", AT, "1001", lots, usd(0))
                        .withCommission(usd(-2))
                        .ofOrder("g1"),
                Deal.exit("5002", AT, "1001", lots, usd(180))
                        .withSwap(usd("-0.35"))
                        .withFee(usd("-0.01")),
                Deal.reversal("5003", AT, "EURUSD", lots, usd(-20)),
                Deal.booking("5004", AT, Deal.Kind.CASH_FLOW, usd(-100)),
                Deal.booking("5005", AT, Deal.Kind.REWARD, usd(-100)),
                Deal.booking("5006", AT, Deal.Kind.BOOKING, usd(-7)),
                Deal.booking("5007", AT, Deal.Kind.CREDIT, usd(500)));
        Order order = Order.risking("g2", usd(500))
                .withSymbol("BTCUSD")
                .withSide(Side.BUY)
                .withLots(new BigDecimal("0.05"))
                .withNotional(new Notional(usd(4_850), Optional.of(AssetClass.CRYPTO)));
        return Stream.of(
                new Message.Hello("4711", "USD", 7_200, 3, AT),
                new Message.Reading(plain),
                new Message.Reading(full),
                new Message.Deals(deals),
                new Message.Deals(List.of()),
                new Message.Ask(order, full),
                new Message.Ask(Order.withoutStop("g3"), plain),
                new Message.Ended("g3", "rejected"),
                new Message.Answer("g2", List.of(), usd(1_200)),
                new Message.Answer("g2", List.of(new Refusal("DAILY_LOSS", "the worst \"case\"")), usd(0)),
                new Message.DealsSince(AT),
                new Message.CloseAll("FAILED by DAILY_LOSS"),
                new Message.CancelAll("FAILED by DAILY_LOSS"),
                new Message.Refuse(true, "PAUSED"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsWrittenIsRead(Message message) throws BadLineException {
        String line = CODEC.write(17, message);
        assertThat(line).doesNotContain("\n").startsWith("{\"v\":1,\"seq\":17,\"type\":");
        assertThat(CODEC.read(line)).isEqualTo(new Codec.Line(17, message));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void unknownFieldsAreIgnored(Message message) throws BadLineException {
        String line = CODEC.write(1, message).replace("\"type\"", "\"later\":{\"x\":[1,null]},\"type\"");
        assertThat(CODEC.read(line).message()).isEqualTo(message);
    }

    /** A line that ends early, or in which one character is another one, is a message or refused, and nothing else. */
    @ParameterizedTest
    @MethodSource("messages")
    void aDamagedLineIsRefusedOrRead(Message message) {
        String line = CODEC.write(9, message);
        for (int end = 0; end < line.length(); end++) {
            assertThat(isRead(line.substring(0, end)))
                    .as(line.substring(0, end))
                    .isFalse();
        }
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            StringBuilder damaged = new StringBuilder(line);
            damaged.setCharAt(random.nextInt(line.length()), (char) (32 + random.nextInt(95)));
            isRead(damaged.toString());
        }
    }

    private static boolean isRead(String line) {
        try {
            CODEC.read(line);
            return true;
        } catch (BadLineException e) {
            return false;
        }
    }

    private static String account(String time, String balance, String equity, String positions) {
        return "{\"v\":1,\"seq\":1,\"type\":\"account\",\"time\":" + time + ",\"balance\":" + balance + ",\"equity\":"
                + equity + ",\"positions\":" + positions + "}";
    }

    static Stream<List<String>> badLines() {
        String lots = "{\"id\":\"1\",\"lots\":\"%s\"}";
        return Stream.of(
                List.of("NOT_JSON", ""),
                List.of("NOT_JSON", "{"),
                List.of("NOT_JSON", "GET / HTTP/1.1"),
                List.of("NOT_JSON", "[]"),
                List.of("NOT_JSON", "null"),
                List.of("NOT_JSON", "7"),
                List.of("NOT_JSON", "{\"v\":1} {\"v\":1}"),
                List.of("NOT_JSON", "{\"v\":1,\"v\":1,\"seq\":1,\"type\":\"ended\",\"id\":\"1\",\"reason\":\"x\"}"),
                List.of("NOT_JSON", "[".repeat(100_000)),
                List.of("NOT_JSON", "{\"v\":NaN}"),
                List.of("BAD_FIELD", "{}"),
                List.of("BAD_FIELD", "{\"v\":\"1\",\"seq\":1,\"type\":\"deals\",\"deals\":[]}"),
                List.of("OTHER_VERSION", "{\"v\":2,\"seq\":1,\"type\":\"deals\",\"deals\":[]}"),
                List.of("BAD_FIELD", "{\"v\":1,\"type\":\"deals\",\"deals\":[]}"),
                List.of("BAD_FIELD", "{\"v\":1,\"seq\":0,\"type\":\"deals\",\"deals\":[]}"),
                List.of("BAD_FIELD", "{\"v\":1,\"seq\":1.5,\"type\":\"deals\",\"deals\":[]}"),
                List.of("BAD_FIELD", "{\"v\":1,\"seq\":99999999999999999999,\"type\":\"deals\",\"deals\":[]}"),
                List.of("UNKNOWN_TYPE", "{\"v\":1,\"seq\":1}"),
                List.of("UNKNOWN_TYPE", "{\"v\":1,\"seq\":1,\"type\":\"dance\"}"),
                List.of("UNKNOWN_TYPE", "{\"v\":1,\"seq\":1,\"type\":[]}"),
                List.of("BAD_FIELD", "{\"v\":1,\"seq\":1,\"type\":\"deals\"}"),
                List.of("BAD_FIELD", "{\"v\":1,\"seq\":1,\"type\":\"deals\",\"deals\":{}}"),
                List.of("BAD_FIELD", "{\"v\":1,\"seq\":1,\"type\":\"ended\",\"id\":\" \",\"reason\":\"x\"}"),
                List.of("BAD_FIELD", "{\"v\":1,\"seq\":1,\"type\":\"ended\",\"id\":7,\"reason\":\"x\"}"),
                List.of(
                        "BAD_FIELD",
                        "{\"v\":1,\"seq\":1,\"type\":\"ended\",\"id\":\"" + "x".repeat(201) + "\",\"reason\":\"x\"}"),
                List.of("BAD_FIELD", "{\"v\":1,\"seq\":1,\"type\":\"refuse\",\"on\":\"true\",\"reason\":\"x\"}"),
                List.of(
                        "BAD_FIELD",
                        "{\"v\":1,\"seq\":1,\"type\":\"answer\",\"id\":\"1\",\"allowed\":true,\"room\":\"0\","
                                + "\"refusals\":[{\"code\":\"X\",\"text\":\"\"}]}"),
                List.of("BAD_FIELD", account("\"now\"", "\"1\"", "\"1\"", "[]")),
                List.of("BAD_FIELD", account("1e3", "\"1\"", "\"1\"", "[]")),
                List.of("BAD_FIELD", account("1", "1", "\"1\"", "[]")),
                List.of("BAD_FIELD", account("1", "\"NaN\"", "\"1\"", "[]")),
                List.of("BAD_FIELD", account("1", "\"1\"", "\"Infinity\"", "[]")),
                List.of("BAD_FIELD", account("1", "\"1e999999999\"", "\"1\"", "[]")),
                List.of("BAD_FIELD", account("1", "\"1.234\"", "\"1\"", "[]")),
                List.of("BAD_FIELD", account("1", "\"999999999999999\"", "\"1\"", "[]")),
                List.of("BAD_FIELD", account("1", "\"1\"", "\"1\"", "[7]")),
                List.of("BAD_FIELD", account("1", "\"1\"", "\"1\"", "[" + lots.formatted("0") + "]")),
                List.of("BAD_FIELD", account("1", "\"1\"", "\"1\"", "[" + lots.formatted("-1") + "]")),
                List.of(
                        "BAD_FIELD",
                        account("1", "\"1\"", "\"1\"", "[" + lots.formatted("1") + "," + lots.formatted("1") + "]")),
                List.of("BAD_FIELD", account("1", "\"1\"", "\"1\"", "[],\"credit\":\"-1\"")),
                List.of("BAD_FIELD", account("1", "\"1\"", "\"1\"", "[],\"pending\":[{\"id\":\"1\",\"risk\":\"0\"}]")),
                List.of(
                        "BAD_FIELD",
                        account("1", "\"1\"", "\"1\"", "[],\"pending\":[{\"id\":\"1\",\"side\":\"hold\"}]")));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void aBadLineIsNamed(List<String> problemAndLine) {
        assertThatThrownBy(() -> CODEC.read(problemAndLine.get(1)))
                .isInstanceOfSatisfying(
                        BadLineException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.valueOf(problemAndLine.get(0))));
    }

    /** The other deals of the line count. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "7",
                "{}",
                "{\"id\":\"1\",\"time\":1,\"kind\":\"entry\",\"lots\":\"1\"}",
                "{\"id\":\"1\",\"time\":1,\"kind\":\"dance\",\"profit\":\"1\"}",
                "{\"id\":\"1\",\"time\":1,\"kind\":\"exit\",\"position\":\"1\",\"profit\":\"1\"}",
                "{\"id\":\"1\",\"time\":1,\"kind\":\"booking\",\"profit\":\"x\"}",
                "{\"id\":\"\",\"time\":1,\"kind\":\"booking\",\"profit\":\"1\"}",
                "{\"id\":\"1\",\"time\":1,\"kind\":\"reward\",\"profit\":\"1\"}",
            })
    void aBadDealIsSkippedAlone(String bad) throws BadLineException {
        String good = "{\"id\":\"5\",\"time\":1,\"kind\":\"booking\",\"profit\":\"-3\"}";
        String line = "{\"v\":1,\"seq\":1,\"type\":\"deals\",\"deals\":[" + bad + "," + good + "]}";
        Message.Deals deals = (Message.Deals) CODEC.read(line).message();
        assertThat(deals.deals()).extracting(Deal::id).containsExactly("5");
        assertThat(deals.problems()).hasSize(1);
    }

    @Test
    void linesAreBoundedAndTheNextOneIsRead() throws IOException, BadLineException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("one\r\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("x".repeat(LineReader.LONGEST + 1).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("y".repeat(LineReader.LONGEST).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, '\n', '\n'});
        bytes.writeBytes("no end".getBytes(StandardCharsets.UTF_8));
        LineReader reader = new LineReader(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(reader.next()).contains("one");
        assertThatThrownBy(reader::next)
                .isInstanceOfSatisfying(
                        BadLineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.TOO_LONG));
        assertThat(reader.next().orElseThrow()).hasSize(LineReader.LONGEST);
        assertThatThrownBy(reader::next)
                .isInstanceOfSatisfying(
                        BadLineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_TEXT));
        assertThat(reader.next()).contains("");
        assertThat(reader.next()).isEmpty();
    }
}
