package io.github.ftmo4j.sim.history;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A file of trades was refused. It lists every problem of the file. */
public final class InvalidTradesException extends IOException {

    private static final long serialVersionUID = 1;

    private static final int SHOWN = 10;

    private final String source;
    private final ImportIssue[] problems;

    /**
     * Reports problems.
     *
     * @param source the name of the file, for the message
     * @param problems what is wrong, in the order in which to list it
     * @throws IllegalArgumentException if there are none
     */
    public InvalidTradesException(String source, List<ImportIssue> problems) {
        super(message(source, problems));
        this.source = source;
        this.problems = problems.toArray(ImportIssue[]::new);
    }

    /**
     * The name of the file.
     *
     * @return the name
     */
    public String source() {
        return source;
    }

    /**
     * All problems. The message shows the first ten and their number.
     *
     * @return at least one problem, in the order of the file
     */
    public List<ImportIssue> problems() {
        return List.of(problems);
    }

    private static String message(String source, List<ImportIssue> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems must not be empty");
        }
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        String shown =
                problems.stream().limit(SHOWN).map(problem -> "\n  " + problem).collect(Collectors.joining());
        String rest = problems.size() > SHOWN ? "\n  and " + (problems.size() - SHOWN) + " more" : "";
        return source + ": " + count + shown + rest;
    }
}
