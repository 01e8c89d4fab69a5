package io.github.ftmo4j.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

    private static final Instant AT = Instant.parse("2026-03-02T09:30:00Z");
    private static final String HEAD = "{\"time\":\"2026-03-02T09:30:00Z\",\"run\":\"r1\",\"event\":\"EQUITY\"";

    private static LogEntry entry(Fields fields) {
        return new LogEntry(AT, "r1", LogEvent.EQUITY, fields);
    }

    @Test
    void everyKindOfValueHasItsForm() {
        Fields fields = Fields.none()
                .with("text", "a\"b\nc\u2028č😀\ud83d")
                .with("code", Objective.DAILY_LOSS)
                .with("whole", Long.MIN_VALUE)
                .with("share", 0.8)
                .with("flag", true)
                .with("dollars", Money.usd("-1234.50"))
                .with("yen", Money.of(5, "JPY"))
                .with("dinar", Money.of("0.001", "BHD"))
                .with("none", Optional.empty())
                .with("some", Optional.of(Money.usd(1)))
                .with("at", AT)
                .with("day", LocalDate.of(2026, 3, 2))
                .with("list", List.of(Fields.none().with("a", 1), Fields.none()))
                .with("group", Fields.none().with("b", false));

        assertThat(JsonLines.format(entry(fields)))
                .isEqualTo(HEAD
                        + ",\"text\":\"a\\\"b\\nc\\u2028\\u010D\\uD83D\\uDE00\\uD83D\""
                        + ",\"code\":\"DAILY_LOSS\""
                        + ",\"whole\":-9223372036854775808"
                        + ",\"share\":0.8"
                        + ",\"flag\":true"
                        + ",\"dollars\":{\"amount\":-1234.50,\"currency\":\"USD\"}"
                        + ",\"yen\":{\"amount\":5,\"currency\":\"JPY\"}"
                        + ",\"dinar\":{\"amount\":0.001,\"currency\":\"BHD\"}"
                        + ",\"some\":{\"amount\":1.00,\"currency\":\"USD\"}"
                        + ",\"at\":\"2026-03-02T09:30:00Z\""
                        + ",\"day\":\"2026-03-02\""
                        + ",\"list\":[{\"a\":1},{}]"
                        + ",\"group\":{\"b\":false}}");
    }

    @Test
    void aLineFromElsewhereMayHoldBlanksAndAnyUnicode() {
        String line = "\t" + HEAD.replace(",", " , ") + ", \"a\" : \"č\u2028😀\" } ";

        assertThat(JsonLines.parse(line)).isEqualTo(entry(Fields.none().with("a", "č\u2028😀")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "7",
                "{\"amount\":1,\"currency\":\"USD\"}",
                HEAD,
                HEAD + "}}",
                HEAD + "} {}",
                HEAD + ",\"a\":null}",
                HEAD + ",\"a\":NaN}",
                HEAD + ",\"a\":1,\"a\":1}",
                HEAD + ",\"run\":\"again\"}",
                HEAD + ",\"not a name\":1}",
                HEAD + ",\"currency\":\"USD\"}",
                HEAD + ",\"a\":{\"amount\":0.001,\"currency\":\"USD\"}}",
                HEAD + ",\"a\":{\"amount\":1,\"currency\":\"NOPE\"}}",
                HEAD + ",\"a\":{\"amount\":1,\"currency\":\"XAU\"}}",
                HEAD + ",\"a\":{\"amount\":1e30,\"currency\":\"USD\"}}",
                HEAD + ",\"a\":{\"amount\":\"1\",\"currency\":\"USD\"}}",
                HEAD + ",\"a\":{\"amount\":1,\"currency\":\"USD\",\"b\":1}}",
                HEAD + ",\"a\":{\"currency\":\"USD\",\"amount\":1}}",
                "{\"run\":\"r1\",\"time\":\"2026-03-02T09:30:00Z\",\"event\":\"EQUITY\"}",
                "{\"time\":\"yesterday\",\"run\":\"r1\",\"event\":\"EQUITY\"}",
                "{\"time\":\"2026-03-02T09:30:00Z\",\"run\":\" \",\"event\":\"EQUITY\"}",
                "{\"time\":\"2026-03-02T09:30:00Z\",\"run\":\"r1\",\"event\":\"equity\"}",
                "{\"time\":\"2026-03-02T09:30:00Z\",\"run\":1,\"event\":\"EQUITY\"}"
            })
    void whatIsNoEntryIsRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonLines.parse(line))
                .withMessageStartingWith("line must be an entry, was " + line);
    }

    @Test
    void endlessNestingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonLines.parse(HEAD + ",\"a\":" + "[".repeat(100_000)));
    }

    @Test
    void aFileIsReadPastItsBadLines(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("log.jsonl");
        LogEntry first = entry(Fields.none().with("a", 1));
        LogEntry last = entry(Fields.none().with("a", "\u2028\r\n"));
        byte[] notUtf8 = {(byte) 0xff, '\n'};
        Files.writeString(file, JsonLines.format(first) + "\n" + HEAD + "\n");
        Files.write(file, notUtf8, StandardOpenOption.APPEND);
        Files.writeString(file, JsonLines.format(last), StandardCharsets.UTF_8, StandardOpenOption.APPEND);

        JsonLines.Contents contents = JsonLines.read(file);

        assertThat(contents.entries()).containsExactly(first, last);
        assertThat(contents.badLines()).extracting(JsonLines.BadLine::number).containsExactly(2L, 3L);
        assertThat(contents.badLines().get(0).reason()).contains(HEAD);
    }
}
