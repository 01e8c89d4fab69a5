package io.github.ftmo4j.json;

import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be read. */
public final class InvalidDocumentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public InvalidDocumentException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /**
     * Everything that was found wrong.
     *
     * @return in the order of the document, at least one
     */
    public List<Problem> problems() {
        return problems;
    }
}
