package io.github.ftmo4j.sim.history.file;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A platform whose rows are trades or parts of trades.
 *
 * @param name what users call its file
 * @param is whether a row is its header
 * @param layout what its columns hold
 * @param zone the zone that the header states, if it does
 * @param total what stands before the file's own sum of profit, empty if it has none
 */
record Platform(
        String name,
        Predicate<Header> is,
        Function<Header, Layout> layout,
        Function<Header, Optional<ZoneId>> zone,
        String total)
        implements TradeFormat {

    Platform(String name, Predicate<Header> is, Function<Header, Layout> layout) {
        this(name, is, layout, header -> Optional.empty(), "");
    }

    @Override
    public Optional<Reading> find(Headers headers) {
        return headers.find(is).map(header -> new Rows(this, header));
    }

    /** A table of this platform. */
    private record Rows(Platform platform, Header header) implements Reading {

        @Override
        public String format() {
            return platform.name();
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            Layout layout = platform.layout().apply(header);
            findings.statedSum(StatedSum.behind(header.table(), platform.total()));
            return new LegReader(
                            header,
                            header.rowsOfTable(layout.get(Content.TIME).orElseGet(() -> Column.absent("")), findings),
                            layout,
                            settings,
                            platform.zone().apply(header),
                            findings)
                    .legs();
        }
    }
}
