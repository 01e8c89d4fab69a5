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
 */
record Column(int index, String name) {

    private static final Pattern IGNORED = Pattern.compile("[\\s\\u00a0\\u202f_/()\\[\\].:-]");
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

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

    /** The name without what does not matter in it. */
    String key() {
        return key(name);
    }

    static String key(String name) {
        return IGNORED.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    Stream<String> words() {
        return Arrays.stream(WORDS.split(name)).map(word -> word.toLowerCase(Locale.ROOT));
    }
}
