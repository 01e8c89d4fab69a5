package io.github.ftmo4j.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

@PropertyDefaults(edgeCases = EdgeCasesMode.NONE) // too many combine; what is nasty is drawn often enough
class JsonLinesProperties {

    private static final List<String> NASTY = List.of(
            "",
            "\"",
            "\\",
            "\\\"}\n{\"",
            "\r\n",
            "\0\b\f\t",
            "\u007f\u0085\u2028\u2029\ufeff\uffff",
            "😀",
            "\ud83d",
            "\ude00",
            "\ude00\ud83d",
            "\\u0041",
            "12.50 USD",
            "null",
            "2026-01-01T00:00:00Z");

    @Property
    void whatIsFormattedIsParsedBack(@ForAll("entries") LogEntry entry) {
        assertThat(JsonLines.parse(JsonLines.format(entry))).isEqualTo(entry);
    }

    @Property
    void aLineIsOneLineOfPrintableAsciiThatBeginsWithTimeRunAndEvent(@ForAll("entries") LogEntry entry) {
        String line = JsonLines.format(entry);

        assertThat(line.chars()).allMatch(c -> c >= ' ' && c <= '\u007f');
        assertThat(line)
                .startsWith("{\"time\":\"" + entry.at() + "\",\"run\":\"")
                .endsWith("}");
        assertThat(line.indexOf("\"run\"")).isLessThan(line.indexOf("\"event\":\"" + entry.event() + "\""));
    }

    @Property
    void noPrefixOfALineIsAnEntry(@ForAll("entries") LogEntry entry, @ForAll("cuts") double cut) {
        String line = JsonLines.format(entry);
        String torn = line.substring(0, (int) (cut * line.length()));

        assertThatIllegalArgumentException().isThrownBy(() -> JsonLines.parse(torn));
    }

    @Provide
    Arbitrary<Double> cuts() {
        return Arbitraries.doubles().between(0, true, 1, false);
    }

    @Provide
    Arbitrary<LogEntry> entries() {
        return Combinators.combine(
                        instants(),
                        texts().filter(run -> !run.isBlank()),
                        Arbitraries.of(LogEvent.class),
                        fields(values(2)))
                .as(LogEntry::new);
    }

    private static Arbitrary<Value> values(int depth) {
        Arbitrary<Value> plain = Arbitraries.oneOf(
                texts().map(Value.Text::new),
                numbers().map(Value.Decimal::new),
                Arbitraries.of(true, false).map(Value.Flag::new),
                money().map(Value.Amount::new));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<Value> deeper = values(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(4, plain),
                Tuple.of(1, deeper.list().ofMaxSize(3).map(Value.Items::new)),
                Tuple.of(1, fields(deeper).map(Value.class::cast)));
    }

    private static Arbitrary<Fields> fields(Arbitrary<Value> values) {
        Arbitrary<String> names =
                Arbitraries.of("a", "amount", "risk", "said_2", "X", "equity", "currencyCode", "runs", "timeLeft");
        return Combinators.combine(names, values)
                .as(Fields.Field::new)
                .list()
                .ofMaxSize(5)
                .uniqueElements(Fields.Field::name)
                .map(Fields::new);
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> anyChars = Arbitraries.strings().all().ofMaxLength(20);
        return Arbitraries.oneOf(
                anyChars,
                Arbitraries.of(NASTY),
                Combinators.combine(anyChars, Arbitraries.of(NASTY)).as(String::concat));
    }

    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(BigDecimal::valueOf),
                Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L).map(BigDecimal::valueOf),
                Arbitraries.of(Double.MIN_VALUE, -Double.MAX_VALUE, 0.1, 1e22, -0.0, 1e-7)
                        .map(BigDecimal::valueOf),
                Combinators.combine(
                                Arbitraries.bigIntegers()
                                        .between(BigInteger.TEN.pow(40).negate(), BigInteger.TEN.pow(40)),
                                Arbitraries.integers().between(-300, 300))
                        .as(BigDecimal::new));
    }

    private static Arbitrary<Money> money() {
        return Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, 1L)),
                        Arbitraries.of("USD", "CZK", "JPY", "BHD", "CLF").map(Currency::getInstance))
                .as(Money::new);
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.of(Instant.MIN, Instant.EPOCH, Instant.MAX),
                Combinators.combine(
                                Arbitraries.longs().between(-1_000_000_000_000L, 1_000_000_000_000L),
                                Arbitraries.of(0L, 1L, 120_000_000L, 999_999_999L))
                        .as(Instant::ofEpochSecond));
    }
}
