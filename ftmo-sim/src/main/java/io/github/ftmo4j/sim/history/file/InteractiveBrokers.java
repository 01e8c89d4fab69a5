package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.file.Fills.Effect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Executions of Interactive Brokers: the trades of an activity statement, and flex queries. The realised profit is
 * after commissions.
 */
final class InteractiveBrokers implements TradeFormat {

    @Override
    public Optional<Reading> find(Headers headers) {
        Table table = headers.table();
        for (int place = 0; place < table.rows().size(); place++) {
            Row row = table.rows().get(place);
            boolean statement = row.cell(0).equals("Trades") && row.cell(1).equals("Header");
            if (statement || place < 10) {
                Header header = Header.at(table, place);
                if ((statement && header.has("datetime", "quantity", "realizedpl"))
                        || header.has("fifopnlrealized", "quantity", "symbol")) {
                    return Optional.of(new Executions(header, statement));
                }
            }
        }
        return Optional.empty();
    }

    /** Executions. */
    private record Executions(Header header, boolean statement) implements Reading {

        @Override
        public String format() {
            return statement ? "Interactive Brokers activity statement" : "Interactive Brokers flex query";
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            Column currency = Platforms.column(header, "currency", "currencyprimary");
            Column kind = Platforms.column(header, "datadiscriminator", "levelofdetail");
            List<Row> fills = header.rows().stream()
                    .filter(row -> statement
                            ? row.cell(0).equals("Trades")
                                    && row.cell(1).equals("Data")
                                    && kind.in(row).equals("Order")
                            : kind.in(row).isEmpty() || kind.in(row).equals("EXECUTION"))
                    .toList();
            Set<String> currencies = fills.stream().map(currency::in).collect(Collectors.toSet());
            if (currencies.size() > 1) {
                findings.problem(
                        header.line(),
                        currency.name(),
                        "has amounts in " + String.join(", ", new TreeSet<>(currencies))
                                + ", which cannot be added: remove all but one currency");
                return List.of();
            }
            FillReader reader = new FillReader(header, settings, findings)
                    .time(Platforms.column(header, "datetime", "tradedatetime"))
                    .symbol(Platforms.column(header, "symbol"))
                    .volume(Platforms.column(header, "quantity"))
                    .profit(Platforms.column(header, "realizedpl", "fifopnlrealized"))
                    .account(header.column("clientaccountid", "account"));
            header.column("buysell").ifPresent(reader::side);
            return reader.legs(fills, row -> Effect.REVERSE);
        }
    }
}
