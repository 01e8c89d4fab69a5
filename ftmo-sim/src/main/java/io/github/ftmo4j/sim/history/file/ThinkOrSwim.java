package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.file.Fills.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report of a strategy of thinkorswim: {@code Trade P/L} is the result of a close, {@code P/L} a running total. */
final class ThinkOrSwim implements TradeFormat {

    @Override
    public Optional<Reading> find(Headers headers) {
        return headers.find(header -> header.has("side", "amount", "tradepl", "position"))
                .map(Report::new);
    }

    /** A report. */
    private record Report(Header header) implements Reading {

        @Override
        public String format() {
            return "thinkorswim strategy report";
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            Column side = header.column("side").orElseThrow();
            Column id = header.column(0);
            List<Row> fills = header.rows().stream()
                    .filter(row -> id.in(row).matches("\\d+") && !side.in(row).isEmpty())
                    .toList();
            return new FillReader(header, settings, findings)
                    .time(Platforms.column(header, "datetime", "date", "time"))
                    .side(side)
                    .volume(Platforms.column(header, "amount"))
                    .profit(Platforms.column(header, "tradepl"))
                    .dates(DateOrder.MONTH_FIRST)
                    .legs(
                            fills,
                            row -> side.in(row).toLowerCase(Locale.ROOT).contains("close")
                                    ? Effect.CLOSE
                                    : Effect.OPEN);
        }
    }
}
