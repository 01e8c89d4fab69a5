package io.github.ftmo4j.core.json;

import org.jspecify.annotations.Nullable;

/** Where an object was read, such as a line of a file. It makes the exceptions for what is wrong with the object. */
@FunctionalInterface
public interface JsonPlace {

    /**
     * The exception for an object that cannot be accepted.
     *
     * @param why what is wrong, as in "field at is missing"
     * @param cause what the reader met, null if nothing was thrown
     * @return an exception whose message names the place
     */
    RuntimeException error(String why, @Nullable Throwable cause);
}
