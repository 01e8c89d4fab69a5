package io.github.ftmo4j.core.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A line of a file. */
record Place(Path path, long line) {

    JournalException damaged(String why) {
        return damaged(why, null);
    }

    JournalException damaged(String why, @Nullable Throwable cause) {
        return new JournalException(path, line, why, cause);
    }
}
