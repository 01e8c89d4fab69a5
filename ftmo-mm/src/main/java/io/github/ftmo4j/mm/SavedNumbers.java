package io.github.ftmo4j.mm;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a {@link ModuleState} saved, checked as it is read back. Immutable. */
public final class SavedNumbers {

    /** Beyond this a double no longer holds every whole number. */
    private static final long MOST = 1L << 53;

    private final Map<String, Double> numbers;

    private SavedNumbers(Map<String, Double> numbers) {
        this.numbers = numbers;
    }

    /**
     * Numbers of these names, no more and no less.
     *
     * @param saved the numbers by name
     * @param names the names that must be there
     * @return the numbers
     * @throws IllegalArgumentException if the names are others
     */
    public static SavedNumbers of(Map<String, Double> saved, String... names) {
        if (!saved.keySet().equals(Set.of(names))) {
            throw new IllegalArgumentException("saved must be numbers of " + Set.of(names) + ", was " + saved);
        }
        return new SavedNumbers(Map.copyOf(saved));
    }

    /**
     * A number of a range.
     *
     * @param name its name
     * @param least the smallest that it may be
     * @param most the largest that it may be
     * @return the number
     * @throws IllegalArgumentException if it is out of range
     */
    public double number(String name, double least, double most) {
        double number = Objects.requireNonNull(numbers.get(name), name);
        if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException(
                    "saved " + name + " must be from " + least + " to " + most + ", was " + number);
        }
        return number;
    }

    /**
     * A whole number.
     *
     * @param name its name
     * @param least the smallest that it may be
     * @return the number, at most 2<sup>53</sup>
     * @throws IllegalArgumentException if it is out of range or not whole
     */
    public long whole(String name, long least) {
        return whole(name, least, MOST);
    }

    /**
     * A whole number of a range.
     *
     * @param name its name
     * @param least the smallest that it may be
     * @param most the largest that it may be, at most 2<sup>53</sup>
     * @return the number
     * @throws IllegalArgumentException if it is out of range or not whole
     */
    public long whole(String name, long least, long most) {
        double number = number(name, (double) least, (double) most);
        if (number != Math.rint(number)) {
            throw new IllegalArgumentException("saved " + name + " must be a whole number, was " + number);
        }
        return (long) number;
    }
}
