package io.github.ftmo4j.core.decision;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Named values in order. Immutable.
 *
 * @param list the fields, each name once
 */
public record Fields(List<Field> list) implements Value {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private static final Fields NONE = new Fields(List.of());

    /**
     * A named value.
     *
     * @param name a letter, then letters, digits and underscores; not {@code currency}, which belongs to money
     * @param value the value
     */
    public record Field(String name, Value value) {
        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if the name is anything else
         */
        public Field {
            if (!NAME.matcher(name).matches() || name.equals("currency")) {
                throw new IllegalArgumentException(
                        "name must be a letter, then letters, digits and underscores, and not currency, was " + name);
            }
        }
    }

    /**
     * Copies and checks the fields.
     *
     * @throws IllegalArgumentException if a name appears twice
     */
    public Fields {
        list = List.copyOf(list);
        if (list.stream().map(Field::name).distinct().count() < list.size()) {
            throw new IllegalArgumentException("fields must have different names, were " + list);
        }
    }

    @Override
    public Map<String, Object> plain() {
        Map<String, Object> values = new LinkedHashMap<>();
        list.forEach(field -> values.put(field.name(), field.value().plain()));
        return Collections.unmodifiableMap(values);
    }

    /**
     * No fields.
     *
     * @return fields to add to
     */
    public static Fields none() {
        return NONE;
    }

    /**
     * The value of a field.
     *
     * @param name its name
     * @return none if there is no such field
     */
    public Optional<Value> value(String name) {
        return list.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }

    /**
     * These fields and another one.
     *
     * @param name its name
     * @param value its value
     * @return the fields
     * @throws IllegalArgumentException if the name is taken or not valid
     */
    public Fields with(String name, Value value) {
        List<Field> more = new ArrayList<>(list);
        more.add(new Field(name, value));
        return new Fields(more);
    }

    /**
     * These fields and a text.
     *
     * @param name its name
     * @param text the text
     * @return the fields
     * @throws IllegalArgumentException if the name is taken or not valid
     */
    public Fields with(String name, String text) {
        return with(name, new Text(text));
    }

    /**
     * These fields and a code.
     *
     * @param name its name
     * @param code the code, written as its name
     * @return the fields
     * @throws IllegalArgumentException if the name is taken or not valid
     */
    public Fields with(String name, Enum<?> code) {
        return with(name, code.name());
    }

    /**
     * These fields and a whole number.
     *
     * @param name its name
     * @param number the number
     * @return the fields
     * @throws IllegalArgumentException if the name is taken or not valid
     */
    public Fields with(String name, long number) {
        return with(name, new Decimal(BigDecimal.valueOf(number)));
    }

    /**
     * These fields and a number.
     *
     * @param name its name
     * @param number the number, read as the decimal it prints as
     * @return the fields
     * @throws IllegalArgumentException if the number is NaN or infinite, or the name is taken or no name
     */
    public Fields with(String name, double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(name + " must be a finite number, was " + number);
        }
        return with(name, new Decimal(BigDecimal.valueOf(number)));
    }

    /**
     * These fields and a truth value.
     *
     * @param name its name
     * @param flag whether it is so
     * @return the fields
     * @throws IllegalArgumentException if the name is taken or not valid
     */
    public Fields with(String name, boolean flag) {
        return with(name, new Flag(flag));
    }

    /**
     * These fields and an amount.
     *
     * @param name its name
     * @param money the amount
     * @return the fields
     * @throws IllegalArgumentException if the name is taken or not valid
     */
    public Fields with(String name, Money money) {
        return with(name, new Amount(money));
    }

    /**
     * These fields and an amount, if there is one.
     *
     * @param name its name
     * @param money the amount, none for no field
     * @return the fields
     * @throws IllegalArgumentException if the name is taken or not valid
     */
    public Fields with(String name, Optional<Money> money) {
        return money.map(amount -> with(name, amount)).orElse(this);
    }

    /**
     * These fields and an instant.
     *
     * @param name its name
     * @param instant the instant, written in ISO 8601
     * @return the fields
     * @throws IllegalArgumentException if the name is taken or not valid
     */
    public Fields with(String name, Instant instant) {
        return with(name, instant.toString());
    }

    /**
     * These fields and a date.
     *
     * @param name its name
     * @param date the date, written in ISO 8601
     * @return the fields
     * @throws IllegalArgumentException if the name is taken or not valid
     */
    public Fields with(String name, LocalDate date) {
        return with(name, date.toString());
    }

    /**
     * These fields and a list.
     *
     * @param name its name
     * @param items what the list holds
     * @return the fields
     * @throws IllegalArgumentException if the name is taken or not valid
     */
    public Fields with(String name, List<? extends Value> items) {
        return with(name, new Items(List.copyOf(items)));
    }
}
