package io.github.ftmo4j.sim.edge;

import io.github.ftmo4j.sim.sweep.Criterion;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The odds where the edge is known from some trades only. Immutable.
 *
 * @param edge what is known
 * @param spreads the numbers, one for each criterion
 * @param deflated the same numbers for an edge that is lowered because it was selected; none if it was not
 * @param notes what the reader must know, in plain words
 */
public record EdgeOdds(Edge edge, List<Spread> spreads, List<Spread> deflated, List<String> notes) {

    /** Copies the lists. */
    public EdgeOdds {
        spreads = List.copyOf(spreads);
        deflated = List.copyOf(deflated);
        notes = List.copyOf(notes);
    }

    /**
     * The number of a criterion.
     *
     * @param criterion one that was asked for
     * @return the number for each model of the posterior
     * @throws IllegalArgumentException if it was not asked for
     */
    public Spread spread(Criterion criterion) {
        return of(spreads, criterion);
    }

    /**
     * The number of a criterion for the lowered edge.
     *
     * @param criterion one that was asked for
     * @return the number for each model of the posterior
     * @throws IllegalArgumentException if it was not asked for, or the edge was not selected
     */
    public Spread deflated(Criterion criterion) {
        return of(deflated, criterion);
    }

    private static Spread of(List<Spread> spreads, Criterion criterion) {
        return spreads.stream()
                .filter(spread -> spread.criterion().equals(criterion))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("criterion must be one of "
                        + spreads.stream()
                                .map(spread -> spread.criterion().name())
                                .toList()
                        + ", was " + criterion.name()));
    }

    /** One line for each number, and the notes. */
    @Override
    public String toString() {
        return Stream.of(
                        spreads.stream().map(Spread::toString),
                        deflated.stream().map(spread -> "after deflation, " + spread),
                        notes.stream())
                .flatMap(lines -> lines)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
