package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.file.Fills.Effect;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A platform whose rows are fills.
 *
 * @param name what users call its file
 * @param is whether a row is its header
 * @param columns states the columns
 * @param effect what the fill of a row does, for a header
 */
record Fillings(
        String name,
        Predicate<Header> is,
        BiFunction<Header, FillReader, FillReader> columns,
        Function<Header, Function<Row, Effect>> effect)
        implements TradeFormat {

    @Override
    public Optional<Reading> find(Headers headers) {
        return headers.find(is).map(header -> new Rows(this, header));
    }

    /** A table of this platform. */
    private record Rows(Fillings platform, Header header) implements Reading {

        @Override
        public String format() {
            return platform.name();
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            FillReader reader = platform.columns().apply(header, new FillReader(header, settings, findings));
            List<Row> fills =
                    header.rows().stream().filter(row -> row.width() > 2).toList();
            return reader.legs(fills, platform.effect().apply(header));
        }
    }
}
