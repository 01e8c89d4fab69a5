package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tradovate's performance and position history, of which a row is a pair of fills. Pairs that share the opening fill
 * are one trade. {@code pnl} is before costs, which only the export of the fills has.
 */
final class Tradovate implements TradeFormat {

    @Override
    public Optional<Reading> find(Headers headers) {
        return headers.find(header -> header.has("buyfillid", "sellfillid", "boughttimestamp", "soldtimestamp"))
                .<Reading>map(Pairs::new)
                .or(() -> headers.find(header -> header.has("fillid", "commission", "quantity", "timestamp"))
                        .map(Commissions::new));
    }

    /** What a fill cost. */
    private record Cost(BigDecimal commission, BigDecimal quantity) {}

    /** Fills, which have costs and no profit. */
    static final class Commissions implements Reading {
        private final Header header;

        private Commissions(Header header) {
            this.header = header;
        }

        @Override
        public Header header() {
            return header;
        }

        @Override
        public String format() {
            return "Tradovate fills";
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            // columns that users do not see repeat others in another form, but for the time, which has no zone there
            Header shown = header.named(header.columns().stream()
                    .map(Column::name)
                    .map(name -> name.equals("_timestamp") ? "time in UTC" : name.startsWith("_") ? "" : name)
                    .toList());
            FillReader reader = new FillReader(shown, settings, findings)
                    .numbered()
                    .time(Platforms.column(shown, "time in UTC", "Timestamp"))
                    .dates(DateOrder.MONTH_FIRST)
                    .symbol(Platforms.column(shown, "Contract"))
                    .side(Platforms.column(shown, "B/S"))
                    .volume(Platforms.column(shown, "Quantity"))
                    .price(Platforms.column(shown, "Price"), Contracts::pointValue, "the performance together with it")
                    .paid(Platforms.column(shown, "commission"))
                    .account(shown.column("account"));
            return reader.legs(shown.rows(), row -> Fills.Effect.REVERSE);
        }

        /** By the number of the fill. */
        private Map<String, Cost> byFill(Findings findings) {
            Column id = header.column("fillid").orElseThrow();
            Column commission = header.column("commission").orElseThrow();
            Column quantity = header.column("quantity").orElseThrow();
            Numbers numbers = new Numbers(
                    header.table().decimalComma(),
                    header.rows().stream().flatMap(row -> Stream.of(commission.in(row), quantity.in(row))));
            Map<String, Cost> costs = new HashMap<>();
            for (Row row : header.rows()) {
                try {
                    findings.noteIfUnended(row, commission);
                    costs.put(
                            id.in(row),
                            new Cost(
                                    numbers.amount(commission.in(row)).abs(),
                                    numbers.amount(quantity.in(row)).abs()));
                } catch (BadValueException e) {
                    findings.problem(row, commission, e);
                }
            }
            return costs;
        }
    }

    /** Pairs of fills. */
    static final class Pairs implements Reading {
        private final Header header;
        private List<Commissions> commissions = List.of();

        private Pairs(Header header) {
            this.header = header;
        }

        void commissions(List<Commissions> fills) {
            commissions = List.copyOf(fills);
        }

        @Override
        public Header header() {
            return header;
        }

        @Override
        public String format() {
            return "Tradovate performance";
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            Column buy = header.column("buyfillid").orElseThrow();
            Column sell = header.column("sellfillid").orElseThrow();
            Column bought = header.column("boughttimestamp").orElseThrow();
            Column sold = header.column("soldtimestamp").orElseThrow();
            Column profit = Platforms.column(header, "pnl", "pl");
            Column quantity = Platforms.column(header, "pairedqty", "qty");
            Column symbol = Platforms.column(header, "symbol", "contract");
            Column account = Platforms.column(header, "account");
            if (!header.hasAll(findings, List.of(profit, quantity, symbol))) {
                return List.of();
            }
            Numbers numbers = new Numbers(
                    header.table().decimalComma(),
                    header.rows().stream().flatMap(row -> Stream.of(profit.in(row), quantity.in(row))));
            Times times = new Times(
                    settings.zone(),
                    settings.dates().or(() -> Optional.of(DateOrder.MONTH_FIRST)),
                    header.rows().stream().flatMap(row -> Stream.of(bought.in(row), sold.in(row))));
            Map<String, Cost> costs = new HashMap<>();
            commissions.forEach(fills -> costs.putAll(fills.byFill(findings)));
            List<Leg> legs = new ArrayList<>();
            for (Row row : header.rows()) {
                Column current = bought;
                try {
                    if (!header.fits(row, findings)) {
                        continue;
                    }
                    Instant one = times.parse(bought.in(row));
                    current = sold;
                    Instant two = times.parse(sold.in(row));
                    current = quantity;
                    BigDecimal size = numbers.amount(quantity.in(row));
                    current = profit;
                    findings.noteIfUnended(row, profit);
                    BigDecimal gross = numbers.amount(profit.in(row));
                    boolean isLong = !two.isBefore(one);
                    String opening = isLong ? buy.in(row) : sell.in(row);
                    BigDecimal cost = cost(costs, buy.in(row), size)
                            .add(cost(costs, sell.in(row), size))
                            .negate();
                    legs.add(new Leg(
                            row.line(),
                            row.text(),
                            buy.in(row) + "/" + sell.in(row),
                            account.in(row),
                            symbol.in(row),
                            isLong ? "long" : "short",
                            isLong ? one : two,
                            isLong ? two : one,
                            gross.add(cost),
                            cost,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            opening));
                } catch (BadValueException e) {
                    findings.problem(row, current, e);
                }
            }
            if (commissions.isEmpty()) {
                findings.note(
                        header.line(),
                        profit.name(),
                        "is before commissions and fees, which this export does not have: give the export of the fills"
                                + " together with it, or the odds are too high");
            } else {
                long without = header.rows().stream()
                        .filter(row -> !costs.containsKey(buy.in(row)) || !costs.containsKey(sell.in(row)))
                        .count();
                if (without > 0) {
                    findings.note(
                            header.line(),
                            profit.name(),
                            "is without the commissions of " + without
                                    + " pairs whose fills are not in the fills export");
                }
            }
            noteMissingPairs(numbers, quantity, findings);
            findings.noteAssumedZone(times);
            return legs;
        }

        /** The position history says how much was bought; its pairs may be fewer. */
        private void noteMissingPairs(Numbers numbers, Column quantity, Findings findings) {
            Column position = header.column("positionid").orElse(null);
            Column bought = header.column("bought").orElse(null);
            if (position == null || bought == null) {
                return;
            }
            Map<String, BigDecimal> left = new HashMap<>();
            try {
                for (Row row : header.rows()) {
                    String key = position.in(row);
                    BigDecimal before = left.containsKey(key) ? left.get(key) : numbers.amount(bought.in(row));
                    left.put(key, before.subtract(numbers.amount(quantity.in(row))));
                }
            } catch (BadValueException e) {
                return;
            }
            long incomplete =
                    left.values().stream().filter(rest -> rest.signum() > 0).count();
            if (incomplete > 0) {
                findings.note(
                        header.line(),
                        position.name(),
                        "names " + incomplete + (incomplete == 1 ? " position" : " positions")
                                + " of which the file does not have all pairs: more was bought than is paired");
            }
        }

        private static BigDecimal cost(Map<String, Cost> costs, String fill, BigDecimal size) {
            Cost cost = costs.get(fill);
            if (cost == null || cost.quantity().signum() == 0) {
                return BigDecimal.ZERO;
            }
            return cost.commission().multiply(size).divide(cost.quantity(), MathContext.DECIMAL64);
        }
    }
}
