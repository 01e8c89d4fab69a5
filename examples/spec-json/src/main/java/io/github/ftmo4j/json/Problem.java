package io.github.ftmo4j.json;

/**
 * What is wrong with a document.
 *
 * @param path where, such as {@code $.sizing.proposals[0].fraction}; {@code $} is the document
 * @param message what is wrong there, and what is allowed
 */
public record Problem(String path, String message) {

    /** The path and the message. */
    @Override
    public String toString() {
        return path + ": " + message;
    }
}
