package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.Remedy;
import java.util.List;

/** A cell that cannot be read; the message completes a sentence that begins with the cell. */
final class BadValueException extends Exception {

    private static final long serialVersionUID = 1;

    private final Remedy[] remedies;

    BadValueException(String message, Remedy... remedies) {
        super(message);
        this.remedies = remedies.clone();
    }

    List<Remedy> remedies() {
        return List.of(remedies);
    }
}
