package io.github.ftmo4j.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {

    private static final JsonFormat JSON = JsonFormat.unescaped();

    private static JsonObject read(String text) {
        return JSON.read(text, (why, cause) -> new IllegalStateException("here: " + why, cause));
    }

    @Test
    void everyKindOfFieldIsReadAsItWasWritten() {
        String text = JSON.text(out -> out.text("text", "é\n")
                .number("number", Long.MIN_VALUE)
                .decimal("decimal", new BigDecimal("1.50"))
                .decimal("double", 0.1)
                .flag("flag", true)
                .object("object", inner -> inner.number("n", 1))
                .texts("texts", List.of("a"))
                .objects("objects", List.of(1, 2), (n, inner) -> inner.number("n", n))
                .value("value", List.of("a", 1L, BigDecimal.TEN, false, List.of(), Map.of("b", 2L))));

        assertThat(text)
                .isEqualTo("{\"text\":\"é\\n\",\"number\":-9223372036854775808,\"decimal\":1.50,\"double\":0.1,"
                        + "\"flag\":true,\"object\":{\"n\":1},\"texts\":[\"a\"],"
                        + "\"objects\":[{\"n\":1},{\"n\":2}],\"value\":[\"a\",1,10,false,[],{\"b\":2}]}");
        JsonObject object = read(text);
        assertThat(object.text("text")).isEqualTo("é\n");
        assertThat(object.number("number")).isEqualTo(Long.MIN_VALUE);
        assertThat(object.decimal("decimal")).isEqualTo(new BigDecimal("1.50"));
        assertThat(object.decimal("number")).isEqualTo(BigDecimal.valueOf(Long.MIN_VALUE));
        assertThat(object.decimal("double").doubleValue()).isEqualTo(0.1);
        assertThat(object.flag("flag")).isTrue();
        assertThat(object.object("object").number("n")).isEqualTo(1);
        assertThat(object.texts("texts")).containsExactly("a");
        assertThat(object.objects("objects"))
                .extracting(inner -> inner.number("n"))
                .containsExactly(1L, 2L);
        assertThat(object.value("value")).isEqualTo(List.of("a", 1L, 10L, false, List.of(), read("{\"b\":2}")));
        assertThat(object.names())
                .startsWith("text", "number")
                .endsWith("value")
                .hasSize(9);
        assertThat(object.without("text", "value").names()).startsWith("number").hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, -Double.MAX_VALUE, 0.1, 1e22, 1e-7, 1.0 / 3})
    void aDoubleIsReadToTheLastBit(double number) {
        assertThat(read(JSON.text(out -> out.decimal("n", number))).decimal("n").doubleValue())
                .isEqualTo(number);
    }

    @Test
    void aWholeNumberBeyondTheLongOnesIsADecimal() {
        JsonObject object = read("{\"n\":9223372036854775808}");
        assertThat(object.decimal("n")).isEqualTo("9223372036854775808");
        assertThatThrownBy(() -> object.number("n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("here: field n must be a number, was 9223372036854775808");
    }

    @Test
    void whatHasNoFormIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JSON.text(out -> out.decimal("n", Double.NaN)))
                .withMessage("n must be a finite number, was NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> JSON.text(out -> out.value("v", 'c')));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JSON.reserving("crc").text(out -> out.object("o", inner -> inner.flag("crc", true))))
                .withMessage("name must not be crc, which is reserved");
    }

    @Test
    void asciiEscapesWhatIsNotAscii() {
        String text = JsonFormat.ascii().text(out -> out.text("é", "\ud83d"));
        assertThat(text).isEqualTo("{\"\\u00E9\":\"\\uD83D\"}");
        assertThat(read(text).text("é")).isEqualTo("\ud83d");
    }

    @Test
    void anObjectMayBeBegunAndEndedByTheCaller() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JSON.begin(out, fields -> fields.text("a", "é"));
        assertThat(out.toString(UTF_8)).isEqualTo("{\"a\":\"é\"");
        out.write('}');
        byte[] bytes = out.toByteArray();
        JSON.requireReadable(bytes, 0, bytes.length, "it");
        assertThat(JSON.read(bytes, 0, bytes.length, (why, cause) -> new IllegalStateException(why, cause)))
                .isEqualTo(read("{\"a\":\"é\"}"))
                .hasToString("{a=é}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "[1]", "{\"a\":null}", "{\"a\":1,\"a\":1}", "{} {}", "{\"a\":NaN}", "{\"a\":1"})
    void whatIsNoObjectIsRefusedWithItsPlace(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("here: ");
    }
}
