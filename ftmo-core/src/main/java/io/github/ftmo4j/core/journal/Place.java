package io.github.ftmo4j.core.journal;

import io.github.ftmo4j.core.json.JsonPlace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A line of a file. */
record Place(Path path, long line) implements JsonPlace {

    @Override
    public JournalException error(String why, @Nullable Throwable cause) {
        return new JournalException(path, line, why, cause);
    }

    JournalException damaged(String why) {
        return error(why, null);
    }
}
