package io.github.ftmo4j.sim.history.file;

/** A cell that cannot be read; the message completes a sentence that begins with the cell. */
final class BadValueException extends Exception {

    private static final long serialVersionUID = 1;

    BadValueException(String message) {
        super(message);
    }
}
