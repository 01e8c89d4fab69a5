package io.github.ftmo4j.core.journal;

import java.io.Serial;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A journal is damaged, open elsewhere, or on a disk that fails. The message names the file, line and reason. */
public final class JournalException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String file;
    private final long line;

    JournalException(Path path, String why, @Nullable Throwable cause) {
        super(path + ": " + why, cause);
        this.file = path.toString();
        this.line = 0;
    }

    JournalException(Path path, long line, String why, @Nullable Throwable cause) {
        super(path + ", line " + line + ": " + why, cause);
        this.file = path.toString();
        this.line = line;
    }

    /**
     * The journal.
     *
     * @return its file
     */
    public Path path() {
        return Path.of(file);
    }

    /**
     * The line that the exception is about, counted from 1 at the top of the file.
     *
     * @return the line, or empty if it is not about one line
     */
    public OptionalLong line() {
        return line == 0 ? OptionalLong.empty() : OptionalLong.of(line);
    }
}
