package io.github.ftmo4j.sim.history.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A column.
 *
 * @param index its place, from 0; below 0 if it is absent
 * @param name its name as the file has it
 * @param key the name without what does not matter in it
 */
record Column(int index, String name, String key) {

    private static final String IGNORED = " \t\u00a0\u202f_/()[].:-";
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    Column(int index, String name) {
        this(index, name, key(name));
    }

    /** A column that a table does not have: all its cells are empty. */
    static Column absent(String name) {
        return new Column(-1, name);
    }

    boolean isAbsent() {
        return index < 0;
    }

    String in(Row row) {
        return isAbsent() ? "" : row.cell(index);
    }

    static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        String lower = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (IGNORED.indexOf(c) < 0 && !Character.isWhitespace(c)) {
                key.append(c);
            }
        }
        return key.toString();
    }

    Stream<String> words() {
        return Arrays.stream(WORDS.split(name)).map(word -> word.toLowerCase(Locale.ROOT));
    }
}
