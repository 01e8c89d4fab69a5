package io.github.ftmo4j.core.decision;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a field may hold. Instants, dates and codes are text. Immutable. */
public sealed interface Value permits Value.Text, Value.Decimal, Value.Flag, Value.Amount, Value.Items, Fields {

    /**
     * The value in plain Java, as JSON and SLF4J take it.
     *
     * @return a {@link String}, {@link BigDecimal} or {@link Boolean}, or an unmodifiable {@link List} or {@link Map}
     *     of such; money is a map of {@code amount}, with all decimals of its currency, and {@code currency}
     */
    Object plain();

    /**
     * A text.
     *
     * @param text any characters
     */
    record Text(String text) implements Value {
        @Override
        public Object plain() {
            return text;
        }
    }

    /**
     * A number, exact to its last digit.
     *
     * @param number the number
     */
    record Decimal(BigDecimal number) implements Value {
        @Override
        public Object plain() {
            return number;
        }
    }

    /**
     * A truth value.
     *
     * @param flag whether it is so
     */
    record Flag(boolean flag) implements Value {
        @Override
        public Object plain() {
            return flag;
        }
    }

    /**
     * An amount of money.
     *
     * @param money the money
     */
    record Amount(Money money) implements Value {
        @Override
        public Object plain() {
            Map<String, Object> parts = new LinkedHashMap<>();
            parts.put("amount", money.toBigDecimal());
            parts.put("currency", money.currency().getCurrencyCode());
            return Collections.unmodifiableMap(parts);
        }
    }

    /**
     * Values in order.
     *
     * @param items the values
     */
    record Items(List<Value> items) implements Value {
        /** Copies the values. */
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public Object plain() {
            return items.stream().map(Value::plain).toList();
        }
    }
}
