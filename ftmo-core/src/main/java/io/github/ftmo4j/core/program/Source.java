package io.github.ftmo4j.core.program;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where the terms of a program were published.
 *
 * @param page the page
 * @param asOf the date of the evidence; the first day of the year if only the year is known
 * @param note a caveat, such as that the terms of the requested day are not known; usually none
 */
public record Source(String page, LocalDate asOf, Optional<String> note) {

    /**
     * A source without a note.
     *
     * @param page the page
     * @param asOf the date of the evidence
     */
    public Source(String page, LocalDate asOf) {
        this(page, asOf, Optional.empty());
    }

    /**
     * The same source with a note.
     *
     * @param text the note, without a full stop
     * @return the source
     */
    public Source withNote(String text) {
        return new Source(page, asOf, Optional.of(text));
    }
}
