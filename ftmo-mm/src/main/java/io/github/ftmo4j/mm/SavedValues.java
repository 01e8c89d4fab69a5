package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a {@link ModuleState} saves: whole numbers, decimals, flags and texts, each under a name of the module's own.
 *
 * <p>A value is read as the kind that it was saved as. A value that is missing, of another kind or out of range is an
 * {@link IllegalArgumentException} that names the module, the value's name and the value. Immutable. Two are equal if
 * they hold equal values under the same names.
 */
public final class SavedValues {

    private static final SavedValues NONE = new SavedValues(Map.of(), false, "", "");

    /** Up to here a double holds every whole number. */
    private static final double LARGEST_WHOLE = 0x1p53;

    private final Map<String, Object> values;

    /** Whether every value was written as a decimal, whatever it stands for. */
    private final boolean untyped;

    /** The module that saved the values, and what stands before their names in what it saved. For messages only. */
    private final String module;

    private final String prefix;

    private SavedValues(Map<String, Object> values, boolean untyped, String module, String prefix) {
        this.values = Collections.unmodifiableMap(values);
        this.untyped = untyped;
        this.module = module;
        this.prefix = prefix;
    }

    /**
     * No values.
     *
     * @return what a state saves that keeps nothing
     */
    public static SavedValues none() {
        return NONE;
    }

    /**
     * Starts without values.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The values of a map, such as {@link #asMap} returns.
     *
     * @param values each a {@link Long}, a finite {@link Double}, a {@link Boolean} or a {@link String}
     * @return the values
     * @throws IllegalArgumentException if a value is of another kind or not finite
     */
    public static SavedValues of(Map<String, ?> values) {
        Builder builder = builder();
        values.forEach((name, value) -> {
            if (value instanceof Long number) {
                builder.number(name, number);
            } else if (value instanceof Double decimal) {
                builder.decimal(name, decimal);
            } else if (value instanceof Boolean flag) {
                builder.flag(name, flag);
            } else if (value instanceof String text) {
                builder.text(name, text);
            } else {
                throw new IllegalArgumentException(
                        name + " must be a Long, a Double, a Boolean or a String, was " + value);
            }
        });
        return builder.build();
    }

    /** Of a format that wrote every value as a decimal: a flag as 0 or 1, a whole number as a decimal equal to it. */
    static SavedValues untyped(Map<String, Double> decimals) {
        return new SavedValues(of(decimals).values, true, "", "");
    }

    /** The same values, named in messages as those of a module. */
    SavedValues ofModule(String name) {
        return new SavedValues(values, untyped, name, prefix);
    }

    /** The values whose names begin with a prefix, by what follows it. */
    SavedValues under(String start) {
        Map<String, Object> part = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(start)) {
                part.put(name.substring(start.length()), value);
            }
        });
        return new SavedValues(part, untyped, module, prefix + start);
    }

    /**
     * The values.
     *
     * @return each a {@link Long}, a {@link Double}, a {@link Boolean} or a {@link String}, by name, in the order in
     *     which they were saved
     */
    public Map<String, Object> asMap() {
        return values;
    }

    /**
     * Whether there is no value.
     *
     * @return whether there is none
     */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Whether there is a value of this name.
     *
     * @param name the name
     * @return whether it is there
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * Refuses all names but these. Those that are missing are noticed when they are read.
     *
     * @param names the names that may be there
     * @return the same values
     * @throws IllegalArgumentException if there is a value of another name
     */
    public SavedValues only(String... names) {
        Set<String> known = Set.of(names);
        if (!known.containsAll(values.keySet())) {
            Set<String> unknown = new TreeSet<>(values.keySet());
            unknown.removeAll(known);
            throw new IllegalArgumentException("saved values" + ofModule() + " must be named "
                    + prefixed(new TreeSet<>(known)) + ", were also named " + prefixed(unknown));
        }
        return this;
    }

    /**
     * A whole number.
     *
     * @param name its name
     * @param least the smallest that it may be
     * @return the number
     * @throws IllegalArgumentException if it is missing, not a whole number, or less
     */
    public long number(String name, long least) {
        long number = number(name);
        if (number < least) {
            throw wrong(name, "must be at least " + least);
        }
        return number;
    }

    /**
     * A whole number of a range.
     *
     * @param name its name
     * @param least the smallest that it may be
     * @param most the largest that it may be
     * @return the number
     * @throws IllegalArgumentException if it is missing, not a whole number, or out of range
     */
    public long number(String name, long least, long most) {
        long number = number(name);
        if (number < least || number > most) {
            throw wrong(name, "must be from " + least + " to " + most);
        }
        return number;
    }

    private long number(String name) {
        Object value = value(name);
        if (untyped && value instanceof Double decimal && isWhole(decimal)) {
            return decimal.longValue();
        }
        if (!(value instanceof Long number)) {
            throw wrong(name, "must be a whole number");
        }
        return number;
    }

    private static boolean isWhole(double decimal) {
        return decimal == Math.rint(decimal) && Math.abs(decimal) <= LARGEST_WHOLE;
    }

    /**
     * A decimal of a range.
     *
     * @param name its name
     * @param least the smallest that it may be
     * @param most the largest that it may be
     * @return the decimal, to the last bit as it was saved
     * @throws IllegalArgumentException if it is missing, not a decimal, or out of range
     */
    public double decimal(String name, double least, double most) {
        if (!(value(name) instanceof Double decimal)) {
            throw wrong(name, "must be a decimal");
        }
        if (!(decimal >= least && decimal <= most)) {
            throw wrong(name, "must be from " + least + " to " + most);
        }
        return decimal;
    }

    /**
     * True or false.
     *
     * @param name its name
     * @return the flag
     * @throws IllegalArgumentException if it is missing or not a flag
     */
    public boolean flag(String name) {
        Object value = value(name);
        if (untyped && value instanceof Double decimal && (decimal == 0 || decimal == 1)) {
            return decimal == 1;
        }
        if (!(value instanceof Boolean flag)) {
            throw wrong(name, "must be true or false");
        }
        return flag;
    }

    /**
     * A text.
     *
     * @param name its name
     * @return the text
     * @throws IllegalArgumentException if it is missing or not a text
     */
    public String text(String name) {
        if (!(value(name) instanceof String text)) {
            throw wrong(name, "must be a text");
        }
        return text;
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "saved " + prefix + name + ofModule() + " is missing, there are " + prefixed(values.keySet()));
        }
        return value;
    }

    private IllegalArgumentException wrong(String name, String allowed) {
        return new IllegalArgumentException(
                "saved " + prefix + name + ofModule() + " " + allowed + ", was " + values.get(name));
    }

    private String ofModule() {
        return module.isEmpty() ? "" : " of " + module;
    }

    private List<String> prefixed(Set<String> names) {
        return names.stream().map(name -> prefix + name).toList();
    }

    /** Each value with its name and its kind, so that it is read back as what it was. */
    void write(JsonWriter out) {
        out.objects("values", values.entrySet(), (entry, fields) -> {
            fields.text("name", entry.getKey());
            Object value = entry.getValue();
            if (value instanceof Long number) {
                fields.number("number", number);
            } else if (value instanceof Double decimal) {
                fields.decimal("decimal", decimal);
            } else if (value instanceof Boolean flag) {
                fields.flag("flag", flag);
            } else {
                fields.text("text", (String) value);
            }
        });
    }

    static SavedValues read(JsonObject in) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (JsonObject fields : in.objects("values")) {
            String name = fields.text("name");
            if (values.put(name, readValue(fields)) != null) {
                throw fields.invalid("name", "appears twice, was " + name);
            }
        }
        return of(values);
    }

    private static Object readValue(JsonObject in) {
        if (in.has("number")) {
            return in.number("number");
        }
        if (in.has("flag")) {
            return in.flag("flag");
        }
        if (in.has("text")) {
            return in.text("text");
        }
        return in.decimal("decimal").doubleValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SavedValues saved && untyped == saved.untyped && values.equals(saved.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects values in the order in which they are to be saved. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Saves a whole number.
         *
         * @param name a name of its own
         * @param value the number
         * @return this builder
         * @throws IllegalArgumentException if there is a value of this name already
         */
        public Builder number(String name, long value) {
            return put(name, value);
        }

        /**
         * Saves a decimal. The sign of zero is not kept.
         *
         * @param name a name of its own
         * @param value the decimal, finite
         * @return this builder
         * @throws IllegalArgumentException if it is not finite, or there is a value of this name already
         */
        public Builder decimal(String name, double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(name + " must be finite, was " + value);
            }
            return put(name, value == 0 ? 0.0 : value);
        }

        /**
         * Saves true or false.
         *
         * @param name a name of its own
         * @param value the flag
         * @return this builder
         * @throws IllegalArgumentException if there is a value of this name already
         */
        public Builder flag(String name, boolean value) {
            return put(name, value);
        }

        /**
         * Saves a text.
         *
         * @param name a name of its own
         * @param value the text
         * @return this builder
         * @throws IllegalArgumentException if there is a value of this name already
         */
        public Builder text(String name, String value) {
            return put(name, value);
        }

        /** Saves values of a part, each under its name behind a prefix. */
        Builder under(String prefix, SavedValues part) {
            part.values.forEach((name, value) -> put(prefix + name, value));
            return this;
        }

        private Builder put(String name, Object value) {
            if (values.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("each name must be saved once, " + name + " was saved twice");
            }
            return this;
        }

        /**
         * Builds the values.
         *
         * @return the values
         */
        public SavedValues build() {
            return new SavedValues(new LinkedHashMap<>(values), false, "", "");
        }
    }
}
