package io.github.ftmo4j.sim.history.file;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A table that is known and cannot be read.
 *
 * @param header where it begins
 * @param format what users call it
 * @param message why it is refused, and what to do
 */
record Refused(Header header, String format, String message) implements Reading {

    @Override
    public List<Leg> legs(Settings settings, Findings findings) {
        findings.problem(header.line(), "", message);
        return List.of();
    }

    /**
     * An export that does not say what trades earned.
     *
     * @param name what users call it
     * @param is whether a row is its header
     * @param reason what it lacks, and what to do
     */
    record Export(String name, Predicate<Header> is, String reason) implements TradeFormat {

        @Override
        public Optional<Reading> find(Headers headers) {
            return headers.find(is).map(header -> new Refused(header, name, "begins " + name + ", " + reason));
        }
    }
}
