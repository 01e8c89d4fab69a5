package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.file.Fills.Effect;
import io.github.ftmo4j.sim.history.file.Layout.Sign;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The platforms whose files are recognised, in the order in which they are tried. */
final class Platforms {

    private static final Pattern ZONE =
            Pattern.compile("(?:[( _]|^)((?:UTC|GMT)(?:[+-]\\d{1,2}(?::\\d{2})?)?)\\)?$", Pattern.CASE_INSENSITIVE);

    private static final Platform TOPSTEPX = new Platform(
            "TopstepX trades",
            header -> header.has("contractname", "pnl", "entryprice", "exitprice"),
            header -> paid(header, "fees", "commissions")
                    .put(Content.NUMBER, header.column("id"))
                    .put(Content.TIME, header.column("enteredat", "entrytime", "opentime"))
                    .put(Content.CLOSE, header.column("exitedat", "exittime", "closetime"))
                    .put(Content.PROFIT, header.column("pnl"))
                    .put(Content.SYMBOL, header.column("contractname"))
                    .put(Content.SIDE, header.column("type"))
                    .put(Content.PRICE, header.column("entryprice"))
                    .costsApart(true)
                    .dates(DateOrder.MONTH_FIRST)
                    .joined());

    private static final Platform CTRADER = new Platform(
            "cTrader history",
            header -> header.beginning("openingdirection").isPresent()
                    && net(header).isPresent()
                    && header.beginning("closingtime").isPresent(),
            header -> new Layout()
                    .put(Content.NUMBER, header.column("id", "dealid"))
                    .put(Content.TIME, header.beginning("openingtime").or(() -> header.beginning("closingtime")))
                    .put(Content.CLOSE, header.beginning("closingtime"))
                    .put(Content.PROFIT, net(header))
                    .put(Content.SYMBOL, header.column("symbol"))
                    .put(Content.SIDE, header.beginning("openingdirection"))
                    .put(Content.PRICE, header.beginning("entryprice"))
                    .paidAlready(header, Sign.SIGNED, "commission", "commissions", "swap")
                    .dates(DateOrder.DAY_FIRST)
                    .joined(),
            Platforms::statedZone,
            "");

    private static final Platform MYFXBOOK = new Platform(
            "Myfxbook history",
            header -> header.has("opendate", "closedate", "action", "pips", "profit", "gain")
                    || header.has("unitslots", "action", "pips", "profit", "gain"),
            header -> new Layout()
                    .put(Content.NUMBER, header.column("ticket"))
                    .put(Content.TIME, header.column("opendate", "opentime"))
                    .put(Content.CLOSE, header.column("closedate", "closetime"))
                    .put(Content.STATUS, header.column("status"))
                    .put(Content.PROFIT, header.column("profit"))
                    .put(Content.SYMBOL, header.column("symbol"))
                    .put(Content.SIDE, header.column("action"))
                    .put(Content.PRICE, header.column("openprice"))
                    .paidAlready(header, Sign.SIGNED, "commission", "swap")
                    .dates(DateOrder.MONTH_FIRST)
                    .joined());

    private static final Platform QUANTCONNECT = new Platform(
            "QuantConnect trades",
            header -> header.has("entrytime", "exittime", "p&l", "iswin")
                    || header.has("entrytime", "exittime", "profitloss", "entryprice", "direction", "quantity"),
            header -> new Layout()
                    .cost(column(header, "fees", "totalfees"), Sign.PAID)
                    .put(Content.TIME, header.column("entrytime"))
                    .put(Content.CLOSE, header.column("exittime"))
                    .put(Content.PROFIT, header.column("p&l", "profitloss"))
                    .put(Content.SYMBOL, header.column("symbols", "symbol"))
                    .put(Content.SIDE, header.column("direction"))
                    .put(Content.PRICE, header.column("entryprice"))
                    .joined()
                    .put(Content.ADVERSE, header.column("mae"))
                    .put(Content.FAVOURABLE, header.column("mfe"))
                    .costsApart(true));

    private static final Platform VECTORBT = new Platform(
            "vectorbt trades",
            header -> header.has("exittradeid", "pnl", "status", "positionid")
                    || header.has("tradeid", "pnl", "status", "entryfees", "exitfees"),
            header -> new Layout()
                    .put(Content.NUMBER, header.column("exittradeid", "tradeid"))
                    .put(Content.TIME, header.column("entrytimestamp", "entrytime", "entryindex"))
                    .put(Content.CLOSE, header.column("exittimestamp", "exittime", "exitindex"))
                    .put(Content.PROFIT, header.column("pnl"))
                    .put(Content.SYMBOL, header.column("column"))
                    .put(Content.STATUS, header.column("status"))
                    .put(Content.SIDE, header.column("direction"))
                    .put(Content.PRICE, header.column("avgentryprice"))
                    .joined());

    private static final Platform FREQTRADE = new Platform(
            "freqtrade trades",
            header -> header.has("pair", "opendate", "closedate", "profitabs"),
            header -> new Layout()
                    .put(Content.TIME, header.column("opendate"))
                    .put(Content.CLOSE, header.column("closedate"))
                    .put(Content.PROFIT, header.column("profitabs"))
                    .put(Content.SYMBOL, header.column("pair"))
                    .put(Content.STATUS, header.column("isopen"))
                    .put(Content.STOP, header.column("stoprisk"))
                    .put(Content.ADVERSE, header.column("maeofrates"))
                    .put(Content.FAVOURABLE, header.column("mfeofrates")),
            header -> Optional.empty(),
            "profit_total_abs");

    private static final Platform BACKTESTING_PY = new Platform(
            "backtesting.py trades",
            header -> header.has("size", "entrybar", "exitbar", "entrytime", "pnl", "returnpct"),
            header -> new Layout()
                    .put(Content.TIME, header.column("entrytime"))
                    .put(Content.CLOSE, header.column("exittime"))
                    .put(Content.PROFIT, header.column("pnl"))
                    .put(Content.PRICE, header.column("entryprice"))
                    .paidAlready(header, Sign.PAID, "commission")
                    .joined());

    /** A close has the columns of its opening, with their names. */
    private static final Platform MQL5_SIGNAL = new Platform(
            "MQL5 signal history",
            header -> header.has("type", "volume", "symbol", "price", "commission", "swap", "profit")
                    && header.column(0).key().equals("time")
                    && header.column(1).key().equals("type")
                    && closingTime(header).isPresent(),
            header -> new Layout()
                    .cost(column(header, "commission"), Sign.SIGNED)
                    .cost(column(header, "swap"), Sign.SIGNED)
                    .put(Content.TIME, header.column(0))
                    .put(Content.CLOSE, closingTime(header))
                    .put(Content.PROFIT, header.column("profit"))
                    .put(Content.SYMBOL, header.column("symbol"))
                    .put(Content.SIDE, header.column("type"))
                    .put(Content.PRICE, header.column("price"))
                    .joined()
                    .costsApart(true));

    private static final List<TradeFormat> ALL = List.of(
            new Tradovate(),
            new NinjaTrader(),
            TOPSTEPX,
            CTRADER,
            new Fillings(
                    "DXtrade trades",
                    header -> header.has("positioneffect", "tradevolume", "closedp&l"),
                    (header, reader) -> cost(reader, header, "commission")
                            .time(column(header, "dateandtime", "date", "time"))
                            .symbol(column(header, "symbol", "instrument"))
                            .side(column(header, "side"))
                            .volume(column(header, "tradevolume"))
                            .profit(column(header, "closedp&l"))
                            .account(header.column("account")),
                    header -> {
                        Column effect = column(header, "positioneffect");
                        return row ->
                                effect.in(row).toLowerCase(Locale.ROOT).startsWith("open") ? Effect.OPEN : Effect.CLOSE;
                    }),
            new Fillings(
                    "Quantower trades",
                    header -> header.has("side", "quantity", "grosspl", "netpl", "fee"),
                    (header, reader) -> cost(reader, header, "fee")
                            .time(column(header, "datetime", "date", "time"))
                            .symbol(column(header, "symbol"))
                            .side(column(header, "side"))
                            .volume(column(header, "quantity"))
                            .profit(column(header, "grosspl"))
                            .account(header.column("account")),
                    header -> row -> Effect.REVERSE),
            new Fillings(
                    "Rithmic orders",
                    // working orders stand before completed ones
                    header -> header.has("buysell", "qtyfilled", "avgfillprice")
                            && header.rows().stream().noneMatch(row -> row.hasAny("Qty Filled")),
                    (header, reader) -> earned(reader, header)
                            .time(header.beginning("updatetime")
                                    .orElseGet(() -> column(header, "Update Time", "Fill Time")))
                            .symbol(column(header, "Symbol"))
                            .side(column(header, "Buy/Sell"))
                            .volume(column(header, "Qty Filled"))
                            .unfilled()
                            .paidPerUnit(column(header, "Commission Fill Rate"))
                            .account(header.column("account")),
                    header -> row -> Effect.REVERSE),
            new ThinkOrSwim(),
            new InteractiveBrokers(),
            MYFXBOOK,
            QUANTCONNECT,
            VECTORBT,
            FREQTRADE,
            BACKTESTING_PY,
            MQL5_SIGNAL,
            new TradingView(),
            new MetaTrader(),
            new Refused.Export(
                    "Tradovate's list of orders",
                    header -> isWithoutResult(header, "orderid", "bs", "contract")
                            && (header.has("avgfillprice") || header.has("avgprice")),
                    "which has no profit: export the performance, and the fills for the costs"),
            new Refused.Export(
                    "Tradovate's cash history",
                    header -> header.has("cashchangetype", "delta"),
                    "which has no trades: export the performance, and the fills for the costs"),
            new Refused.Export(
                    "TopstepX's list of orders",
                    header -> isWithoutResult(header, "contractname", "positiondisposition"),
                    "which has no profit: export the trades"),
            new Refused.Export(
                    "the orders of an account at TradingView",
                    header -> isWithoutResult(header, "symbol", "side", "fillprice", "placingtime"),
                    "which have no profit: export the list of trades of a strategy, or write a CSV file with the columns"
                            + " Time and Profit"),
            new Refused.Export(
                    "the balance of an account at TradingView",
                    header -> header.has("time", "balancebefore", "balanceafter", "action"),
                    "which has rows for costs and none for trades: export the list of trades of a strategy, or write a CSV"
                            + " file with the columns Time and Profit"),
            new Refused.Export(
                    "QuantConnect's list of orders",
                    header -> isWithoutResult(header, "time", "symbol", "price", "quantity", "status", "tag"),
                    "which has no profit: export the trades, or the results as JSON"),
            new Refused.Export(
                    "an account statement of thinkorswim",
                    header -> header.has("exectime", "spread", "side", "poseffect")
                            || header.has("ref#", "description", "balance")
                            || header.names().startsWith("Account Statement for"),
                    "whose trades have no profit: export the report of a strategy, or write a CSV file with the columns"
                            + " Time and Profit"),
            new Refused.Export(
                    "what may be NinjaTrader's trades in another language than English",
                    header -> isWithoutResult(header, "mae", "mfe", "etd"),
                    "which is not read: set the language of NinjaTrader to English and export again"),
            new Refused.Export(
                    "what may be cTrader's history in another language than English",
                    header -> header.columns().stream()
                            .anyMatch(column -> ZONE.matcher(column.name()).find()
                                    && column.words().noneMatch(Set.of("time", "date")::contains)),
                    "which is not read: set the language of cTrader to English and export again"));

    private Platforms() {}

    /** The result of a trade; where it is in several currencies, that in the currency of the balance. */
    private static Optional<Column> net(Header header) {
        List<Column> nets = header.columns().stream()
                .filter(column -> column.key().startsWith("net"))
                .toList();
        return nets.size() < 2
                ? nets.stream().findFirst()
                : nets.stream()
                        .filter(column -> header.has("balance" + column.key().substring("net".length())))
                        .findFirst();
    }

    private static Optional<Column> closingTime(Header header) {
        return header.columns().stream()
                .filter(column -> column.index() > 0 && column.key().equals("time"))
                .findFirst();
    }

    /** Whether a header has columns, and not both a time and a result: else it may be any table of trades. */
    private static boolean isWithoutResult(Header header, String... keys) {
        return header.has(keys) && !Columns.mayBeHeader(header, Map.of());
    }

    /** The first format that recognises one of the tables. */
    static Optional<Reading> find(List<Table> tables) {
        List<Headers> filled = tables.stream()
                .filter(table -> !table.rows().isEmpty())
                .map(Headers::of)
                .toList();
        return ALL.stream()
                .flatMap(format -> filled.stream().flatMap(table -> format.find(table).stream()))
                .findFirst();
    }

    private static Layout paid(Header header, String... costs) {
        Layout layout = new Layout();
        for (String cost : costs) {
            layout.cost(column(header, cost), Sign.PAID);
        }
        return layout;
    }

    /** What Rithmic's orders earned, which follows from their prices where users did not show the column. */
    private static FillReader earned(FillReader reader, Header header) {
        return header.column("closedprofitloss")
                .map(reader::profit)
                .orElseGet(() -> reader.price(
                        column(header, "Avg Fill Price"),
                        Contracts::pointValue,
                        "the column Closed Profit/Loss as well"));
    }

    /** What fills cost, which is written as a negative or as a positive amount. */
    private static FillReader cost(FillReader reader, Header header, String key) {
        Column cost = column(header, key);
        return Columns.sign(cost, header.rows()) == Sign.SIGNED ? reader.cost(cost) : reader.paid(cost);
    }

    /** The first of these columns, absent if there is none. */
    static Column column(Header header, String... names) {
        String[] keys = Stream.of(names).map(Column::key).toArray(String[]::new);
        return header.column(keys).orElseGet(() -> Column.absent(names[0]));
    }

    /** What ends the name of a column, such as {@code Opening time (UTC+2)}. */
    static Optional<ZoneId> statedZone(Header header) {
        for (Column column : header.columns()) {
            Matcher matcher = ZONE.matcher(column.name());
            if (matcher.find()) {
                try {
                    return Optional.of(ZoneId.of(matcher.group(1).toUpperCase(Locale.ROOT)));
                } catch (DateTimeException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
