package io.github.ftmo4j.sim.history.file;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A table of which any of the first rows may be the header.
 *
 * @param table the table
 * @param first its first rows as headers
 */
record Headers(Table table, List<Header> first) {

    private static final int FIRST_ROWS = 100;

    static Headers of(Table table) {
        return new Headers(
                table,
                IntStream.range(0, Math.min(FIRST_ROWS, table.rows().size()))
                        .mapToObj(place -> Header.at(table, place))
                        .toList());
    }

    /** The first that is not much narrower than another, as lines before a table are. */
    Header likeliest() {
        int widest =
                first.stream().mapToInt(header -> header.row().width()).max().orElse(0);
        return first.stream()
                .filter(header -> 2 * header.row().width() > widest)
                .findFirst()
                .orElse(first.get(0));
    }

    /** The first of a kind. */
    Optional<Header> find(Predicate<Header> kind) {
        return first.stream().filter(kind).findFirst();
    }
}
