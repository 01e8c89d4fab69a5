package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SavedValuesTest {

    private static final SavedValues ONE_OF_EACH = SavedValues.builder()
            .number("number", 20_517)
            .decimal("decimal", 0.1)
            .flag("flag", true)
            .text("text", "some")
            .build();

    @Test
    void eachValueIsReadAsWhatItWasSavedAs() {
        assertThat(ONE_OF_EACH.number("number", 0)).isEqualTo(20_517);
        assertThat(ONE_OF_EACH.decimal("decimal", 0, 1)).isEqualTo(0.1);
        assertThat(ONE_OF_EACH.flag("flag")).isTrue();
        assertThat(ONE_OF_EACH.text("text")).isEqualTo("some");
        assertThat(ONE_OF_EACH.has("text")).isTrue();
        assertThat(ONE_OF_EACH.has("other")).isFalse();
        assertThat(ONE_OF_EACH.only("number", "decimal", "flag", "text")).isEqualTo(ONE_OF_EACH);
    }

    @Test
    void aMapHoldsAllOfIt() {
        assertThat(ONE_OF_EACH.asMap())
                .containsExactly(
                        Map.entry("number", 20_517L),
                        Map.entry("decimal", 0.1),
                        Map.entry("flag", true),
                        Map.entry("text", "some"));
        SavedValues copy = SavedValues.of(ONE_OF_EACH.asMap());
        assertThat(copy).isEqualTo(ONE_OF_EACH).hasSameHashCodeAs(ONE_OF_EACH).hasToString(ONE_OF_EACH.toString());
        assertThat(SavedValues.of(Map.of())).isEqualTo(SavedValues.none());
        assertThat(SavedValues.of(Map.of("x", 1L))).isNotEqualTo(SavedValues.of(Map.of("x", 1.0)));
        refused(() -> SavedValues.of(Map.of("x", 1)), "x must be a Long, a Double, a Boolean or a String, was 1");
    }

    @Test
    void anErrorNamesTheModuleTheNameAndTheValue() {
        SavedValues saved = ONE_OF_EACH.ofModule("Halver");
        refused(() -> saved.number("number", 0, 9), "saved number of Halver must be from 0 to 9, was 20517");
        refused(() -> saved.number("number", 20_518), "saved number of Halver must be at least 20518, was 20517");
        refused(() -> saved.number("decimal", 0), "saved decimal of Halver must be a whole number, was 0.1");
        refused(() -> saved.decimal("decimal", 0.2, 1), "saved decimal of Halver must be from 0.2 to 1.0, was 0.1");
        refused(() -> saved.decimal("number", 0, 1), "saved number of Halver must be a decimal, was 20517");
        refused(() -> saved.flag("number"), "saved number of Halver must be true or false, was 20517");
        refused(() -> saved.text("flag"), "saved flag of Halver must be a text, was true");
        refused(() -> saved.flag("other"), "saved other of Halver is missing, there are [number, decimal, flag, text]");
        refused(
                () -> saved.only("text", "other"),
                "saved values of Halver must be named [other, text], were also named [decimal, flag, number]");
        refused(() -> ONE_OF_EACH.flag("text"), "saved text must be true or false, was some");
    }

    @Test
    void anErrorInAPartNamesThePart() {
        SavedValues saved = SavedValues.builder()
                .under("2.", ONE_OF_EACH)
                .build()
                .ofModule("least(A, B)")
                .under("2.");
        assertThat(saved).isEqualTo(ONE_OF_EACH);
        refused(() -> saved.flag("text"), "saved 2.text of least(A, B) must be true or false, was some");
        refused(
                () -> saved.only("number", "text", "flag"),
                "saved values of least(A, B) must be named [2.flag, 2.number, 2.text], were also named [2.decimal]");
    }

    @Test
    void aNameTwiceAndANumberThatIsNotFiniteAreRefused() {
        refused(
                () -> SavedValues.builder().flag("x", true).number("x", 1),
                "each name must be saved once, x was saved twice");
        assertThat(SavedValues.builder().decimal("x", -0.0).build())
                .isEqualTo(SavedValues.builder().decimal("x", 0.0).build());
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            refused(() -> SavedValues.builder().decimal("x", wrong), "x must be finite, was " + wrong);
        }
    }

    @Test
    void untypedDecimalsAreReadAsWhatTheyStandFor() {
        SavedValues saved = untyped(Map.of("one", 1.0, "half", 0.5, "most", 0x1p53, "more", 0x1p54));
        assertThat(saved.number("one", 0)).isEqualTo(1);
        assertThat(saved.number("most", 0)).isEqualTo(1L << 53);
        assertThat(saved.flag("one")).isTrue();
        assertThat(untyped(Map.of("zero", 0.0)).flag("zero")).isFalse();
        assertThat(saved.decimal("half", 0, 1)).isEqualTo(0.5);
        refused(() -> saved.number("half", 0), "saved half must be a whole number, was 0.5");
        refused(() -> saved.number("more", 0), "saved more must be a whole number, was 1.8014398509481984E16");
        refused(() -> saved.flag("half"), "saved half must be true or false, was 0.5");
        refused(() -> saved.text("half"), "saved half must be a text, was 0.5");
        assertThat(saved.under("o").number("ne", 0)).isEqualTo(1);
        assertThat(untyped(Map.of("x", 1.0))).isNotEqualTo(SavedValues.of(Map.of("x", 1.0)));
    }

    private static SavedValues untyped(Map<String, Double> decimals) {
        return SavedValues.untyped(new LinkedHashMap<>(decimals));
    }

    private static void refused(ThrowingCallable read, String message) {
        assertThatIllegalArgumentException().isThrownBy(read).withMessage(message);
    }
}
