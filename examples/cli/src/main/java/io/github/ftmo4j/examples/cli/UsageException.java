package io.github.ftmo4j.examples.cli;

/** Wrong arguments. The message names the flag, its value and what is allowed. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
