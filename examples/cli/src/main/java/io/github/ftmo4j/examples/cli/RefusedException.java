package io.github.ftmo4j.examples.cli;

/** The arguments are right, and there is still no answer: the message says why. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
