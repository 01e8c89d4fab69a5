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

    /** Stands for the balance after a row. */
    private static final String BALANCE = "balance after the row";

    private PlatformFile() {}

    /**
     * A close of a part of a trade.
     *
     * @param cents the profit before costs
     * @param cost the costs in cents, at least 0
     */
    record Part(int cents, int cost) {

        int net() {
            return cents - cost;
        }
    }

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

        Part whole() {
            return new Part(
                    parts.stream().mapToInt(Part::cents).sum(),
                    parts.stream().mapToInt(Part::cost).sum());
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
                parts.add(new Part(random.nextInt(300_001) - 150_000, random.nextInt(1_000)));
            }
            trades.add(new Trade(at, random.nextBoolean(), parts));
        }
        return trades;
    }

    /** A platform. */
    enum Format {
        FTMO(false),
        FTMO_GERMAN(false),
        METATRADER_4(false),
        METATRADER_5_POSITIONS(false),
        METATRADER_5_DEALS(true),
        METATRADER_5_DEALS_GERMAN(true),
        TRADOVATE(false),
        NINJATRADER(false),
        NINJATRADER_GERMAN(false),
        NINJATRADER_EXECUTIONS(true),
        TOPSTEPX(false),
        CTRADER(false),
        TRADINGVIEW(false),
        TRADINGVIEW_TRANSLATED(false),
        MYFXBOOK(false),
        QUANTCONNECT(false),
        VECTORBT(false),
        FREQTRADE(false),
        QUANTOWER(true),
        DXTRADE(true),
        RITHMIC(true),
        THINKORSWIM(true),
        INTERACTIVE_BROKERS(true),
        INTERACTIVE_BROKERS_FLEX(true);

        private final boolean fills;

        Format(boolean fills) {
            this.fills = fills;
        }

        /** Whether the costs of the file are known to the reader. */
        boolean hasCosts() {
            return this != TRADOVATE && this != THINKORSWIM;
        }

        /** Whether a row is a whole position, whatever it was closed in. */
        private boolean isWhole() {
            return this == METATRADER_5_POSITIONS || this == FREQTRADE;
        }

        /** Whether each row of the file has the sum of the profit up to it. */
        boolean hasRunningTotal() {
            return isPairs() || this == NINJATRADER || this == NINJATRADER_GERMAN;
        }

        private boolean isPairs() {
            return this == TRADINGVIEW || this == TRADINGVIEW_TRANSLATED;
        }

        char separator() {
            return this == FTMO || this == FTMO_GERMAN || this == NINJATRADER_GERMAN || this == THINKORSWIM ? ';' : ',';
        }

        private String header(Language language) {
            return switch (this) {
                case FTMO ->
                    "Ticket,Open,Type,Volume,Symbol,Price,SL,TP,Close,Price,Swap,Commissions,Profit,Pips,Duration";
                case FTMO_GERMAN ->
                    "Ticket,Öffnen,Typ,Volumen,Symbol,Preis,SL,TP,Schließen,Preis,Swap,Kommissionen,Gewinn,Pips,Dauer";
                case METATRADER_5_POSITIONS ->
                    "Time,Position,Symbol,Type,Volume,Price,S / L,T / P,Time,Price,Commission,Swap,Profit";
                case METATRADER_4 ->
                    "Ticket,Open Time,Type,Size,Item,Price,S / L,T / P,Close Time,Price,Commission,Taxes,Swap,Profit";
                case METATRADER_5_DEALS_GERMAN ->
                    "Zeit,Deal,Symbol,Typ,Richtung,Volumen,Preis,Order,Kommission,Gebühr,Swap,Gewinn,Kontostand,Kommentar";
                case METATRADER_5_DEALS ->
                    "Time,Deal,Symbol,Type,Direction,Volume,Price,Order,Commission,Fee,Swap,Profit,Balance,Comment";
                case TRADOVATE ->
                    "symbol,_priceFormat,buyFillId,sellFillId,qty,buyPrice,sellPrice,pnl,boughtTimestamp,soldTimestamp,duration";
                case NINJATRADER, NINJATRADER_GERMAN ->
                    "Trade number,Instrument,Account,Market pos.,Qty,Entry price,Exit price,Entry time,Exit time,Profit,Cum. net profit,Commission,Bars";
                case NINJATRADER_EXECUTIONS ->
                    "Instrument,Action,Quantity,Price,Time,ID,E/X,Position,Order ID,Name,Commission,Rate,Account,Connection";
                case TOPSTEPX ->
                    "Id,ContractName,EnteredAt,ExitedAt,EntryPrice,ExitPrice,Fees,PnL,Size,Type,TradeDay,TradeDuration,Commissions";
                case CTRADER ->
                    "ID,Symbol,Opening direction,Opening time (UTC+2),Closing time (UTC+2),Entry price,Closing price,Closing Quantity,Swap,Commission,Gross USD,Net USD,Balance USD,Pips";
                case TRADINGVIEW, TRADINGVIEW_TRANSLATED -> language.header;
                case MYFXBOOK ->
                    "Tags,Ticket,Open Date,Close Date,Symbol,Action,Units/Lots,Open Price,Close Price,Commission,Swap,Pips,Profit,Gain,Comment";
                case QUANTCONNECT ->
                    "Entry Time,Symbols,Exit Time,Direction,Entry Price,Exit Price,Quantity,P&L,Fees,IsWin,Order IDs";
                case VECTORBT ->
                    "Exit Trade Id,Column,Size,Entry Timestamp,Avg Entry Price,Entry Fees,Exit Timestamp,Avg Exit Price,Exit Fees,PnL,Return,Direction,Status,Position Id";
                case FREQTRADE -> "pair,stake_amount,open_date,close_date,profit_ratio,profit_abs,is_open,is_short";
                case RITHMIC ->
                    "Account,Status,Buy/Sell,Qty To Fill,Symbol,Avg Fill Price,Order Number,Update Time (CST),Qty Filled,Closed Profit/Loss,Commission Fill Rate";
                case QUANTOWER -> "Account,Date/Time,Symbol,Side,Quantity,Price,Gross P/L,Fee,Net P/L,Trade ID";
                case DXTRADE ->
                    "Date and Time,Symbol,Order ID,Trade Code,Side,Position effect,Trade Volume,Trade Price,Commission,Closed P&L,Net Closed P&L";
                case THINKORSWIM -> "Id,Strategy,Side,Amount,Price,Date/Time,Trade P/L,P/L,Position";
                case INTERACTIVE_BROKERS ->
                    "Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Comm/Fee,Realized P/L,Code";
                case INTERACTIVE_BROKERS_FLEX ->
                    "ClientAccountID,CurrencyPrimary,AssetClass,Symbol,DateTime,Quantity,IBCommission,FifoPnlRealized,Buy/Sell,LevelOfDetail";
            };
        }
    }

    /** The words of TradingView. */
    private enum Language {
        ENGLISH(
                "Trade #,Type,Date and time,Signal,Price USD,Size (qty),Net P&L USD,Net P&L %,Cumulative P&L USD",
                "Entry ", "Exit "),
        GERMAN(
                "Trade #,Typ,Datum und Uhrzeit,Signal,Preis USD,Größe (Menge),Netto-G&V USD,Netto-G&V %,Kumulierte G&V USD",
                "Einstieg ", "Ausstieg "),
        FRENCH(
                "Transaction #,Type,Date et heure,Signal,Prix USD,Taille,P&L net USD,P&L net %,P&L cumulé USD",
                "Entrée ", "Sortie "),
        SPANISH(
                "Operación #,Tipo,Fecha y hora,Señal,Precio USD,Tamaño,PyG neto USD,PyG neto %,PyG acumuladas USD",
                "Entrada ", "Salida "),
        JAPANESE("トレード #,タイプ,日時,シグナル,価格 USD,サイズ,純損益 USD,純損益 %,累積損益 USD", "エントリー ", "決済 "),
        POLISH(
                "Transakcja #,Typ,Data i godzina,Sygnał,Cena USD,Rozmiar,Zysk/strata netto USD,Zysk/strata netto %,Skumulowany zysk/strata USD",
                "Wejście ", "Wyjście "),
        RUSSIAN(
                "Сделка #,Тип,Дата и время,Сигнал,Цена USD,Размер,Прибыль USD,Прибыль %,Совокупная прибыль USD",
                "Вход ", "Выход ");

        private final String header;
        private final String entry;
        private final String exit;

        Language(String header, String entry, String exit) {
            this.header = header;
            this.entry = entry;
            this.exit = exit;
        }

        /** Another language for other numbers of trades. */
        static Language of(Format format, List<Trade> trades) {
            return format == Format.TRADINGVIEW ? ENGLISH : values()[1 + trades.size() % (values().length - 1)];
        }
    }

    private static String time(Format format, Instant instant) {
        String pattern = switch (format) {
            case FTMO, FTMO_GERMAN, TRADINGVIEW, TRADINGVIEW_TRANSLATED, INTERACTIVE_BROKERS, RITHMIC ->
                "uuuu-MM-dd HH:mm:ss";
            case METATRADER_4, METATRADER_5_POSITIONS, METATRADER_5_DEALS, METATRADER_5_DEALS_GERMAN ->
                "uuuu.MM.dd HH:mm:ss";
            case TRADOVATE -> "MM/dd/uuuu HH:mm:ss";
            case NINJATRADER, NINJATRADER_EXECUTIONS -> "M/d/uuuu h:mm:ss a";
            case NINJATRADER_GERMAN -> "dd.MM.uuuu HH:mm:ss";
            case TOPSTEPX -> "MM/dd/uuuu HH:mm:ss xxx";
            case CTRADER -> "dd/MM/uuuu HH:mm:ss.SSS";
            case MYFXBOOK -> "MM/dd/uuuu HH:mm";
            case QUANTCONNECT -> "uuuu-MM-dd'T'HH:mm:ssX";
            case VECTORBT, QUANTOWER, FREQTRADE -> "uuuu-MM-dd HH:mm:ssxxx";
            case DXTRADE -> "uuuu-MM-dd HH:mm:ss";
            case THINKORSWIM -> "M/d/uu h:mm a";
            case INTERACTIVE_BROKERS_FLEX -> "uuuuMMdd';'HHmmss";
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
        Language language = Language.of(format, trades);
        int number = 1;
        int sum = 0;
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            if (deposits) {
                deposit(format, trade, rows);
            }
            if (format.fills) {
                rows.add(fill(format, trade, -1));
            }
            int last = trade.parts.size() - 1;
            for (int part = format.isWhole() ? last : 0; part <= last; part++) {
                sum += trade.parts.get(part).net();
                if (format.isPairs()) {
                    rows.add(tradingView(language, trade, i, part, number, sum, false));
                    rows.add(tradingView(language, trade, i, part, number, sum, true));
                } else {
                    rows.add(format.fills ? fill(format, trade, part) : row(format, trade, i, part, number, sum));
                }
                number++;
            }
        }
        fillInBalances(rows);
        if (newestFirst) {
            Collections.reverse(rows);
        }
        rows.add(0, List.of(format.header(language).split(",")));
        return rows;
    }

    /** What a row does to the balance stands in the four cells before it. */
    private static void fillInBalances(List<List<String>> rows) {
        BigDecimal balance = BigDecimal.ZERO;
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = new ArrayList<>(rows.get(i));
            int place = row.indexOf(BALANCE);
            if (place >= 0) {
                balance = row.subList(place - 4, place).stream()
                        .map(BigDecimal::new)
                        .reduce(balance, BigDecimal::add);
                row.set(place, balance.toPlainString());
                rows.set(i, row);
            }
        }
    }

    /** Where the profit stands in the rows of a format that has a running total. */
    static int placeOfProfit(Format format) {
        return format.isPairs() ? 6 : 9;
    }

    static String text(Format format, List<List<String>> rows) {
        return text(format, rows, format.separator());
    }

    /** With the title that stands before some headers. */
    static String text(Format format, List<List<String>> rows, char separator) {
        StringBuilder text = new StringBuilder(format == Format.RITHMIC ? "\"Completed Orders\"\n\n" : "");
        for (List<String> row : rows) {
            text.append(String.join(String.valueOf(separator), row)).append('\n');
        }
        return text.toString();
    }

    /** Tradovate's list of the fills of {@link Format#TRADOVATE}, with what they cost. */
    static List<List<String>> fillsOfTradovate(List<Trade> trades) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "_id", "Fill ID", "Timestamp", "Account", "B/S", "Quantity", "Price", "Contract", "commission"));
        int number = 1;
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            int lots = trade.parts.size();
            // the opening costs as much for each lot as the cheapest close, which has no costs of its own
            int opening = trade.parts.stream().mapToInt(Part::cost).min().orElseThrow();
            rows.add(fillOfTradovate("1" + i, trade.opened, trade.isLong, lots, opening * lots));
            for (int part = 0; part < lots; part++) {
                int cost = trade.parts.get(part).cost - opening;
                rows.add(fillOfTradovate("5" + (1000 + number++), trade.closed(part), !trade.isLong, 1, cost));
            }
        }
        return rows;
    }

    private static List<String> fillOfTradovate(String id, Instant time, boolean buys, int lots, int cost) {
        return List.of(
                id,
                id,
                time(Format.TRADOVATE, time),
                "A",
                buys ? "Buy" : "Sell",
                String.valueOf(lots),
                "1",
                "MESH6",
                BigDecimal.valueOf(cost, 2).toPlainString());
    }

    private static void deposit(Format format, Trade trade, List<List<String>> rows) {
        String time = time(format, trade.opened.minusSeconds(30));
        switch (format) {
            case METATRADER_4 ->
                rows.add(List.of(
                        "9" + rows.size(), time, "balance", "", "", "", "", "", "", "", "", "", "", "10000.00"));
            case METATRADER_5_DEALS, METATRADER_5_DEALS_GERMAN ->
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
                        BALANCE,
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
            case RITHMIC ->
                rows.add(List.of(
                        "APEX-1", "Cancelled", "B", "1", "MNQH6", "", "9" + rows.size(), time, "0", "", "0.51"));
            default -> {
                // no such rows
            }
        }
    }

    private static List<String> tradingView(
            Language language, Trade trade, int index, int part, int number, int sum, boolean entry) {
        Part closed = trade.parts.get(part);
        String net = money(Format.TRADINGVIEW, closed.net());
        String side = trade.isLong ? "long" : "short";
        return List.of(
                String.valueOf(number),
                (entry ? language.entry : language.exit) + side,
                time(Format.TRADINGVIEW, entry ? trade.opened : trade.closed(part)),
                entry ? "in" : "out",
                entry ? "1" + index : "5",
                "1",
                net,
                "0.1",
                money(Format.TRADINGVIEW, sum));
    }

    private static List<String> row(Format format, Trade trade, int index, int part, int number, int sum) {
        Part closed = format.isWhole() ? trade.whole() : trade.parts.get(part);
        String id = String.valueOf(1000 + number);
        String open = time(format, trade.opened);
        String close = time(format, trade.closed(part));
        String gross = money(format, closed.cents);
        String net = money(format, closed.net());
        String paid = money(format, closed.cost);
        // costs stand in all the columns that there are for them
        int other = closed.cost / 3;
        String rest = money(format, other - closed.cost);
        String swap = money(format, -other);
        String side = trade.isLong ? "buy" : "sell";
        String position = trade.isLong ? "Long" : "Short";
        String price = "1" + index;
        return switch (format) {
            case FTMO, FTMO_GERMAN ->
                List.of(id, open, side, "1.00", "EURUSD", price, "0", "0", close, "5", swap, rest, gross, "1.5", "60");
            case METATRADER_5_POSITIONS ->
                List.of(open, id, "EURUSD", side, "1.00", price, "0", "0", close, "5", rest, swap, gross);
            case METATRADER_4 ->
                List.of(id, open, side, "1.00", "eurusd", price, "0", "0", close, "5", rest, swap, "0.00", gross);
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
                        money(format, sum),
                        paid,
                        "3");
            case TOPSTEPX ->
                List.of(
                        id,
                        "MESH6",
                        open,
                        close,
                        price,
                        "5",
                        money(format, closed.cost - other),
                        gross,
                        "1",
                        position,
                        open,
                        "00:01:00",
                        money(format, other));
            case CTRADER ->
                List.of(id, "EURUSD", side, open, close, price, "5", "1 Lots", swap, rest, gross, net, "1000.00", "1");
            case MYFXBOOK ->
                List.of("", id, open, close, "EURUSD", side, "1", price, "5", rest, swap, "1", net, "1", "");
            case QUANTCONNECT -> List.of(open, "X", close, side, price, "5", "1", gross, paid, "True", "1");
            case VECTORBT ->
                List.of(id, "x", "1", open, price, "0", close, "5", "0", net, "0.1", position, "Closed", "p" + index);
            case FREQTRADE ->
                List.of("X/USDT", "100", open, close, "0.01", net, "False", trade.isLong ? "False" : "True");
            default -> throw new IllegalArgumentException(format + " has no such rows");
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
            case METATRADER_5_DEALS, METATRADER_5_DEALS_GERMAN ->
                List.of(
                        time,
                        "1" + Integer.toUnsignedString(time.hashCode()),
                        "EURUSD",
                        side,
                        opens ? "in" : "out",
                        lots + ".00",
                        "1.1",
                        "1",
                        money(format, cost / 3 - cost),
                        money(format, -(cost / 3)),
                        "0.00",
                        gross,
                        BALANCE,
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
            case RITHMIC ->
                List.of(
                        "APEX-1",
                        "Filled",
                        buys ? "B" : "S",
                        String.valueOf(lots),
                        "MNQH6",
                        "20000.00",
                        time + part,
                        time,
                        String.valueOf(lots),
                        opens ? "" : gross,
                        money(format, cost));
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
            case INTERACTIVE_BROKERS_FLEX ->
                List.of(
                        "U1",
                        "USD",
                        "STK",
                        "ACME",
                        time,
                        String.valueOf(buys ? lots : -lots),
                        signed,
                        net,
                        side.toUpperCase(Locale.ROOT),
                        "EXECUTION");
            default -> throw new IllegalArgumentException(format + " has no fills");
        };
    }
}
