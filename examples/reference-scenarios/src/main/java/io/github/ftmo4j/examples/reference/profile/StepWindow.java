package io.github.ftmo4j.examples.reference.profile;

/**
 * Some steps in a row.
 *
 * @param from the first, at least 0
 * @param to the one after the last, above {@code from}
 */
public record StepWindow(int from, int to) {

    /**
     * Checks the window.
     *
     * @throws IllegalArgumentException if it begins before step 0 or is empty
     */
    public StepWindow {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "window must begin at step 0 or later and end after it begins, was " + from + "-" + to);
        }
    }

    boolean contains(int step) {
        return step >= from && step < to;
    }
}
