package io.github.ftmo4j.core.decision;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.util.List;

/** What a field may hold. Instants, dates and codes are text. Immutable. */
public sealed interface Value permits Value.Text, Value.Decimal, Value.Flag, Value.Amount, Value.Items, Fields {

    /**
     * A text.
     *
     * @param text any characters
     */
    record Text(String text) implements Value {}

    /**
     * A number, exact to its last digit.
     *
     * @param number the number
     */
    record Decimal(BigDecimal number) implements Value {}

    /**
     * A truth value.
     *
     * @param flag whether it is so
     */
    record Flag(boolean flag) implements Value {}

    /**
     * An amount of money.
     *
     * @param money the money
     */
    record Amount(Money money) implements Value {}

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
    }
}
