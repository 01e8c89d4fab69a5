package io.github.ftmo4j.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsRefused(double number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.none().with("used", number))
                .withMessage("used must be a finite number, was " + number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "1a", "_a", "č", "a\"", "currency"})
    void whatIsNoNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.none().with(name, 1))
                .withMessageEndingWith(", was " + name);
    }

    @Test
    void aNameIsTakenOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.none().with("a", 1).with("a", 2))
                .withMessageContaining("different names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "run", "event"})
    void theHeadOfAnEntryBelongsToTheLog(String name) {
        Fields fields = Fields.none().with(name, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogEntry(Instant.EPOCH, "r", LogEvent.EQUITY, fields))
                .withMessageContaining(name);
    }

    @Test
    void fieldsAreFoundByName() {
        Fields fields = Fields.none().with("a", "x").with("b", true);

        assertThat(fields.value("b")).contains(new Value.Flag(true));
        assertThat(fields.value("c")).isEmpty();
        assertThat(Fields.none().list()).isEmpty();
    }

    @Test
    void listsAreCopied() {
        List<Value> items = new ArrayList<>(List.of(new Value.Flag(true)));
        Fields fields = Fields.none().with("a", items);
        items.clear();

        assertThat(fields.value("a")).contains(new Value.Items(List.of(new Value.Flag(true))));
    }
}
