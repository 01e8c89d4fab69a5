package io.github.ftmo4j.examples.bridge;

/** A line that is no message of the protocol. It is reported and skipped. */
final class BadLineException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a line. The names are stable codes. */
    enum Problem {
        /** It is longer than {@link LineReader#LONGEST} bytes. */
        TOO_LONG,
        /** It is not UTF-8. */
        NOT_TEXT,
        /** It is not one JSON object. */
        NOT_JSON,
        /** It is of another version of the protocol. */
        OTHER_VERSION,
        /** Its type is missing or unknown. */
        UNKNOWN_TYPE,
        /** A field is missing or out of range. */
        BAD_FIELD
    }

    private final Problem problem;

    BadLineException(Problem problem, String message) {
        super(problem + ": " + message);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
