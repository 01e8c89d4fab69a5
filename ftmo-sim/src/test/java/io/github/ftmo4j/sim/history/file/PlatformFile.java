package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The same trades as exports of different platforms. Trades follow each other, and each has its parts. */
final class PlatformFile {

    private PlatformFile() {}

    /**
     * A close of a part of a trade.
     *
     * @param cents the profit before costs
     * @param cost the costs in cents, at least 0
     */
    record Part(int cents, int cost) {}

    /**
     * A trade.
     *
     * @param opened when
     * @param isLong its side
     * @param parts its closes, a minute after each other; each closes one lot
     */
    record Trade(Instant opened, boolean isLong, List<Part> parts) {
        Instant closed(int part) {
            return opened.plusSeconds(60L * (part + 1));
        }

        int net() {
            return parts.stream().mapToInt(part -> part.cents - part.cost).sum();
        }
    }

    /** One to eight trades, each closed in up to three parts before the next is opened. */
    static List<Trade> trades(Random random) {
        List<Trade> trades = new ArrayList<>();
        Instant at = Instant.parse("2026-01-05T09:00:00Z");
        for (int left = 1 + random.nextInt(8); left > 0; left--) {
            at = at.plusSeconds(60L * (10 + random.nextInt(4_990)));
            List<Part> parts = new ArrayList<>();
            for (int part = 1 + random.nextInt(3); part > 0; part--) {
                parts.add(new Part(random.nextInt(100_001) - 50_000, random.nextInt(1_000)));
            }
            trades.add(new Trade(at, random.nextBoolean(), parts));
        }
        return trades;
    }

    /** A platform. */
    enum Format {
        FTMO(false),
        METATRADER_4(false),
        METATRADER_5_DEALS(true),
        TRADOVATE(false),
        NINJATRADER(false),
        NINJATRADER_GERMAN(false),
        NINJATRADER_EXECUTIONS(true),
        TOPSTEPX(false),
        CTRADER(false),
        TRADINGVIEW(false),
        MYFXBOOK(false),
        QUANTCONNECT(false),
        VECTORBT(false),
        QUANTOWER(true),
        DXTRADE(true),
        THINKORSWIM(true),
        INTERACTIVE_BROKERS(true);

        private final boolean fills;

        Format(boolean fills) {
            this.fills = fills;
        }

        /** Whether the costs of the file are known to the reader. */
        boolean hasCosts() {
            return this != TRADOVATE && this != THINKORSWIM;
        }

        char separator() {
            return this == FTMO || this == NINJATRADER_GERMAN || this == THINKORSWIM ? ';' : ',';
        }

        private String header() {
            return switch (this) {
                case FTMO ->
                    "Ticket,Open,Type,Volume,Symbol,Price,SL,TP,Close,Price,Swap,Commissions,Profit,Pips,Duration";
                case METATRADER_4 ->
                    "Ticket,Open Time,Type,Size,Item,Price,S / L,T / P,Close Time,Price,Commission,Taxes,Swap,Profit";
                case METATRADER_5_DEALS ->
                    "Time,Deal,Symbol,Type,Direction,Volume,Price,Order,Commission,Fee,Swap,Profit,Balance,Comment";
                case TRADOVATE ->
                    "symbol,_priceFormat,buyFillId,sellFillId,qty,buyPrice,sellPrice,pnl,boughtTimestamp,soldTimestamp,duration";
                case NINJATRADER, NINJATRADER_GERMAN ->
                    "Trade number,Instrument,Account,Market pos.,Qty,Entry price,Exit price,Entry time,Exit time,Profit,Commission,Bars";
                case NINJATRADER_EXECUTIONS ->
                    "Instrument,Action,Quantity,Price,Time,ID,E/X,Position,Order ID,Name,Commission,Rate,Account,Connection";
                case TOPSTEPX ->
                    "Id,ContractName,EnteredAt,ExitedAt,EntryPrice,ExitPrice,Fees,PnL,Size,Type,TradeDay,TradeDuration,Commissions";
                case CTRADER ->
                    "ID,Symbol,Opening direction,Opening time (UTC+2),Closing time (UTC+2),Entry price,Closing price,Closing Quantity,Swap,Commission,Gross USD,Net USD,Balance USD,Pips";
                case TRADINGVIEW -> "Trade #,Type,Date and time,Signal,Price USD,Size (qty),Net P&L USD,Net P&L %";
                case MYFXBOOK ->
                    "Tags,Ticket,Open Date,Close Date,Symbol,Action,Units/Lots,Open Price,Close Price,Commission,Swap,Pips,Profit,Gain,Comment";
                case QUANTCONNECT ->
                    "Entry Time,Symbols,Exit Time,Direction,Entry Price,Exit Price,Quantity,P&L,Fees,IsWin,Order IDs";
                case VECTORBT ->
                    "Exit Trade Id,Column,Size,Entry Timestamp,Avg Entry Price,Entry Fees,Exit Timestamp,Avg Exit Price,Exit Fees,PnL,Return,Direction,Status,Position Id";
                case QUANTOWER -> "Account,Date/Time,Symbol,Side,Quantity,Price,Gross P/L,Fee,Net P/L,Trade ID";
                case DXTRADE ->
                    "Date and Time,Symbol,Order ID,Trade Code,Side,Position effect,Trade Volume,Trade Price,Commission,Closed P&L,Net Closed P&L";
                case THINKORSWIM -> "Id,Strategy,Side,Amount,Price,Date/Time,Trade P/L,P/L,Position";
                case INTERACTIVE_BROKERS ->
                    "Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Comm/Fee,Realized P/L,Code";
            };
        }
    }

    private static String time(Format format, Instant instant) {
        String pattern = switch (format) {
            case FTMO, TRADINGVIEW, INTERACTIVE_BROKERS -> "uuuu-MM-dd HH:mm:ss";
            case METATRADER_4, METATRADER_5_DEALS -> "uuuu.MM.dd HH:mm:ss";
            case TRADOVATE -> "MM/dd/uuuu HH:mm:ss";
            case NINJATRADER, NINJATRADER_EXECUTIONS -> "M/d/uuuu h:mm:ss a";
            case NINJATRADER_GERMAN -> "dd.MM.uuuu HH:mm:ss";
            case TOPSTEPX -> "MM/dd/uuuu HH:mm:ss xxx";
            case CTRADER -> "dd/MM/uuuu HH:mm:ss.SSS";
            case MYFXBOOK -> "MM/dd/uuuu HH:mm";
            case QUANTCONNECT -> "uuuu-MM-dd'T'HH:mm:ssX";
            case VECTORBT, QUANTOWER -> "uuuu-MM-dd HH:mm:ssxxx";
            case DXTRADE -> "uuuu-MM-dd HH:mm:ss";
            case THINKORSWIM -> "M/d/uu h:mm a";
        };
        ZoneOffset zone = format == Format.CTRADER ? ZoneOffset.ofHours(2) : ZoneOffset.UTC;
        return DateTimeFormatter.ofPattern(pattern, Locale.US).format(instant.atOffset(zone));
    }

    private static String money(Format format, int cents) {
        String plain = BigDecimal.valueOf(cents, 2).toPlainString();
        return switch (format) {
            case TRADOVATE, THINKORSWIM -> cents < 0 ? "$(" + plain.substring(1) + ")" : "$" + plain;
            case NINJATRADER, NINJATRADER_EXECUTIONS -> cents < 0 ? "-$" + plain.substring(1) : "$" + plain;
            case NINJATRADER_GERMAN -> plain.replace('.', ',') + " €";
            default -> plain;
        };
    }

    /** The rows of a file, the header first. */
    static List<List<String>> rows(Format format, List<Trade> trades, boolean newestFirst, boolean deposits) {
        List<List<String>> rows = new ArrayList<>();
        int number = 1;
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            if (deposits) {
                deposit(format, trade, rows);
            }
            if (format.fills) {
                rows.add(fill(format, trade, -1));
            }
            for (int part = 0; part < trade.parts.size(); part++) {
                if (format == Format.TRADINGVIEW) {
                    rows.add(tradingView(trade, i, part, number, false));
                    rows.add(tradingView(trade, i, part, number, true));
                } else {
                    rows.add(format.fills ? fill(format, trade, part) : row(format, trade, i, part, number));
                }
                number++;
            }
        }
        if (newestFirst) {
            Collections.reverse(rows);
        }
        rows.add(0, List.of(format.header().split(",")));
        return rows;
    }

    static String text(Format format, List<List<String>> rows) {
        return text(rows, format.separator());
    }

    static String text(List<List<String>> rows, char separator) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(String.join(String.valueOf(separator), row)).append('\n');
        }
        return text.toString();
    }

    private static void deposit(Format format, Trade trade, List<List<String>> rows) {
        String time = time(format, trade.opened.minusSeconds(30));
        switch (format) {
            case METATRADER_4 ->
                rows.add(List.of(
                        "9" + rows.size(), time, "balance", "", "", "", "", "", "", "", "", "", "", "10000.00"));
            case METATRADER_5_DEALS ->
                rows.add(List.of(
                        time,
                        "9" + rows.size(),
                        "",
                        "balance",
                        "",
                        "",
                        "",
                        "",
                        "0.00",
                        "0.00",
                        "0.00",
                        "10000.00",
                        "10000.00",
                        ""));
            case MYFXBOOK ->
                rows.add(List.of(
                        "",
                        "9" + rows.size(),
                        time,
                        "",
                        "",
                        "Deposit",
                        "0",
                        "0",
                        "0",
                        "0",
                        "0",
                        "0",
                        "1000.00",
                        "0",
                        ""));
            default -> {
                // no such rows
            }
        }
    }

    private static List<String> tradingView(Trade trade, int index, int part, int number, boolean entry) {
        Part closed = trade.parts.get(part);
        String net = money(Format.TRADINGVIEW, closed.cents - closed.cost);
        String side = trade.isLong ? "long" : "short";
        return List.of(
                String.valueOf(number),
                (entry ? "Entry " : "Exit ") + side,
                time(Format.TRADINGVIEW, entry ? trade.opened : trade.closed(part)),
                entry ? "in" : "out",
                entry ? "1" + index : "5",
                "1",
                net,
                "0.1");
    }

    private static List<String> row(Format format, Trade trade, int index, int part, int number) {
        Part closed = trade.parts.get(part);
        String id = String.valueOf(1000 + number);
        String open = time(format, trade.opened);
        String close = time(format, trade.closed(part));
        String gross = money(format, closed.cents);
        String net = money(format, closed.cents - closed.cost);
        String paid = money(format, closed.cost);
        String signed = money(format, -closed.cost);
        String side = trade.isLong ? "buy" : "sell";
        String position = trade.isLong ? "Long" : "Short";
        String price = "1" + index;
        return switch (format) {
            case FTMO ->
                List.of(id, open, side, "1.00", "EURUSD", price, "0", "0", close, "5", "0", signed, gross, "1.5", "60");
            case METATRADER_4 ->
                List.of(id, open, side, "1.00", "eurusd", price, "0", "0", close, "5", signed, "0.00", "0.00", gross);
            case TRADOVATE ->
                trade.isLong
                        ? List.of("MESH6", "-2", "1" + index, "5" + id, "1", "1", "1", gross, open, close, "1min")
                        : List.of("MESH6", "-2", "5" + id, "1" + index, "1", "1", "1", gross, close, open, "1min");
            case NINJATRADER, NINJATRADER_GERMAN ->
                List.of(
                        String.valueOf(number),
                        "MES 03-26",
                        "Sim",
                        position,
                        "1",
                        price,
                        "5",
                        open,
                        close,
                        net,
                        paid,
                        "3");
            case TOPSTEPX ->
                List.of(id, "MESH6", open, close, price, "5", paid, gross, "1", position, open, "00:01:00", "0.00");
            case CTRADER ->
                List.of(id, "EURUSD", side, open, close, price, "5", "1 Lots", "0", signed, gross, net, "1000.00", "1");
            case MYFXBOOK ->
                List.of("", id, open, close, "EURUSD", side, "1", price, "5", signed, "0", "1", net, "1", "");
            case QUANTCONNECT -> List.of(open, "X", close, side, price, "5", "1", gross, paid, "True", "1");
            case VECTORBT ->
                List.of(id, "x", "1", open, price, "0", close, "5", "0", net, "0.1", position, "Closed", "p" + index);
            default -> throw new IllegalArgumentException(format + " has fills");
        };
    }

    /** The price at which a contract that earns five dollars a point has earned so much. */
    private static String priceAfter(Trade trade, int cents) {
        return BigDecimal.valueOf(6_000_000L + 2L * (trade.isLong ? cents : -cents), 3)
                .toPlainString();
    }

    private static List<String> fill(Format format, Trade trade, int part) {
        boolean opens = part < 0;
        int lots = opens ? trade.parts.size() : 1;
        int cents = opens ? 0 : trade.parts.get(part).cents;
        int cost = opens ? 0 : trade.parts.get(part).cost;
        boolean buys = opens == trade.isLong;
        String time = time(format, opens ? trade.opened : trade.closed(part));
        String side = buys ? "buy" : "sell";
        String gross = money(format, cents);
        String signed = money(format, -cost);
        String net = money(format, cents - cost);
        return switch (format) {
            case METATRADER_5_DEALS ->
                List.of(
                        time,
                        "1" + Integer.toUnsignedString(time.hashCode()),
                        "EURUSD",
                        side,
                        opens ? "in" : "out",
                        lots + ".00",
                        "1.1",
                        "1",
                        signed,
                        "0.00",
                        "0.00",
                        gross,
                        "1000.00",
                        "");
            case NINJATRADER_EXECUTIONS ->
                List.of(
                        "MES 03-26",
                        buys ? "Buy" : "Sell",
                        String.valueOf(lots),
                        priceAfter(trade, cents),
                        time,
                        time + part,
                        opens ? "Entry" : "Exit",
                        "1 L",
                        time + part,
                        "Entry",
                        money(format, cost),
                        "1",
                        "Sim",
                        "Sim");
            case QUANTOWER -> List.of("Sim", time, "MES", side, String.valueOf(lots), "1", gross, signed, net, time);
            case DXTRADE ->
                List.of(
                        time,
                        "XAUUSD",
                        time,
                        "T",
                        side,
                        opens ? "Opening" : "Closing",
                        lots + ".00",
                        "1",
                        signed,
                        opens ? "" : gross,
                        opens ? "" : net);
            case THINKORSWIM ->
                List.of(
                        "1",
                        "S",
                        opens ? (buys ? "Buy to Open" : "Sell to Open") : (buys ? "Buy to Close" : "Sell to Close"),
                        String.valueOf(buys ? lots : -lots),
                        "$10.00",
                        time,
                        opens ? "" : gross,
                        "$1.00",
                        "1");
            case INTERACTIVE_BROKERS ->
                List.of(
                        "Trades",
                        "Data",
                        "Order",
                        "Stocks",
                        "USD",
                        "AAPL",
                        time,
                        String.valueOf(buys ? lots : -lots),
                        "1",
                        signed,
                        net,
                        opens ? "O" : "C");
            default -> throw new IllegalArgumentException(format + " has no fills");
        };
    }
}
