package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.Remedy;
import io.github.ftmo4j.sim.history.file.Fills.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The grid of trades of NinjaTrader 8 in any locale, and its list of executions. {@code Profit} of the grid is after
 * costs. The grid shows amounts as money, points, ticks, pips or percent, of which only money has a sign of its
 * currency.
 */
final class NinjaTrader implements TradeFormat {

    @Override
    public Optional<Reading> find(Headers headers) {
        return headers.find(header -> header.has("marketpos", "entrytime", "exittime", "profit"))
                .<Reading>map(Grid::new)
                .or(() -> headers.find(header -> header.has("ex", "orderid", "instrument", "action", "quantity"))
                        .map(Executions::new));
    }

    /** Executions, which have prices and no profit. */
    private record Executions(Header header) implements Reading {

        @Override
        public String format() {
            return "NinjaTrader executions";
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            FillReader reader = new FillReader(header, settings, findings)
                    .numbered()
                    .time(Platforms.column(header, "time"))
                    .symbol(Platforms.column(header, "instrument"))
                    .side(Platforms.column(header, "action"))
                    .volume(Platforms.column(header, "quantity"))
                    .price(
                            Platforms.column(header, "price"),
                            Contracts::pointValue,
                            "the grid of trades (Trade Performance, Trades)")
                    .paid(Platforms.column(header, "commission"))
                    .account(header.column("account"));
            List.of("clearingfee", "exchangefee", "ipfee", "nfafee")
                    .forEach(fee -> header.column(fee).ifPresent(reader::paid));
            Column effect = header.column("ex").orElseThrow();
            return reader.legs(header.rows(), row -> effect(effect.in(row)));
        }

        /** In another language, a fill closes what is open on the other side. */
        private static Effect effect(String cell) {
            return switch (cell.strip().toLowerCase(Locale.ROOT)) {
                case "entry" -> Effect.OPEN;
                case "exit" -> Effect.CLOSE;
                default -> Effect.REVERSE;
            };
        }
    }

    /** Trades. */
    private record Grid(Header header) implements Reading {

        @Override
        public String format() {
            return "NinjaTrader trades";
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            Column profit = header.column("profit").orElseThrow();
            Optional<Column> account = header.column("account");
            boolean money = header.rows().stream().map(profit::in).anyMatch(Numbers::hasCurrency);
            if (!money && (account.isEmpty() || header.has("entryprice"))) {
                findings.problem(
                        header.line(),
                        profit.name(),
                        "has no sign of a currency, so that it may be points, ticks, pips or money: show the grid in"
                                + " currency and export it again, or state the column of the profit if it is money",
                        Remedy.PROFIT_COLUMN);
                return List.of();
            }
            if (!money) {
                findings.note(
                        header.line(),
                        profit.name(),
                        "has no sign of a currency and is taken as money; if the grid showed points or ticks, export it"
                                + " again in currency");
            }
            Optional<Column> number = header.column("tradenumber", "trade#", "trade-#");
            findings.statedSum(header.column("cumnetprofit", "cumprofit")
                    .flatMap(sum -> StatedSum.running(header, number, sum, header.rows())));
            Layout layout = new Layout()
                    .put(Content.NUMBER, number)
                    .put(Content.ACCOUNT, account)
                    .put(Content.TIME, header.column("entrytime"))
                    .put(Content.CLOSE, header.column("exittime"))
                    .put(Content.PROFIT, profit)
                    .put(Content.SYMBOL, header.column("instrument"))
                    .put(Content.SIDE, header.column("marketpos"))
                    .put(Content.PRICE, header.column("entryprice"))
                    .put(Content.ADVERSE, header.column("mae"))
                    .put(Content.FAVOURABLE, header.column("mfe"))
                    .paidAlready(header, Layout.Sign.PAID, "commission")
                    .joined();
            return new LegReader(header, header.rows(), layout, settings, Optional.empty(), findings)
                    .legs().stream().map(Grid::withoutUnknownExcursions).toList();
        }

        /** Where both are the same, the platform did not record them. */
        private static Leg withoutUnknownExcursions(Leg leg) {
            return leg.adverse() == leg.favourable() && leg.adverse() != 0 ? leg.withoutExcursions() : leg;
        }
    }
}
