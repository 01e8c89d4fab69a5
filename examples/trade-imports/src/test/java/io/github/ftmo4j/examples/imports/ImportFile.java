package io.github.ftmo4j.examples.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The same trades as HTML, XLSX and JSON of different platforms. Trades follow each other, and each has its parts. */
final class ImportFile {

    private static final Pattern MONEY = Pattern.compile("-?\\d+\\.\\d\\d");

    private ImportFile() {}

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

        Instant closed() {
            return closed(parts.size() - 1);
        }

        int gross() {
            return parts.stream().mapToInt(Part::cents).sum();
        }

        int cost() {
            return parts.stream().mapToInt(Part::cost).sum();
        }

        String side() {
            return isLong ? "buy" : "sell";
        }

        String otherSide() {
            return isLong ? "sell" : "buy";
        }
    }

    /** What is written. */
    enum Format {
        METATRADER_5_HISTORY("uuuu.MM.dd HH:mm:ss"),
        METATRADER_5_TESTER("uuuu.MM.dd HH:mm:ss"),
        METATRADER_4_STATEMENT("uuuu.MM.dd HH:mm:ss"),
        METATRADER_4_TESTER("uuuu.MM.dd HH:mm"),
        CTRADER("dd/MM/uuuu HH:mm:ss.SSS"),
        TRADINGVIEW("uuuu-MM-dd HH:mm"),
        TRADINGVIEW_GERMAN("uuuu-MM-dd HH:mm"),
        FREQTRADE("uuuu-MM-dd HH:mm:ssxxx"),
        FREQTRADE_LIST("uuuu-MM-dd HH:mm:ssxxx"),
        QUANTCONNECT("uuuu-MM-dd'T'HH:mm:ssX");

        private final DateTimeFormatter times;

        Format(String pattern) {
            times = DateTimeFormatter.ofPattern(pattern, Locale.US);
        }

        String time(Instant instant) {
            return times.format(instant.atOffset(this == CTRADER ? ZoneOffset.ofHours(2) : ZoneOffset.UTC));
        }

        /** Whether a trade is closed at once, without costs of its own. */
        boolean isWhole() {
            return this == METATRADER_4_TESTER || isFreqtrade();
        }

        boolean isJson() {
            return isFreqtrade() || this == QUANTCONNECT;
        }

        private boolean isFreqtrade() {
            return this == FREQTRADE || this == FREQTRADE_LIST;
        }

        boolean isHtml() {
            return !isJson() && this != TRADINGVIEW && this != TRADINGVIEW_GERMAN;
        }

        boolean isXlsx() {
            return !isJson() && this != METATRADER_4_STATEMENT && this != METATRADER_4_TESTER;
        }

        /** Whether the file states the sum of its profit. */
        boolean hasTotal() {
            return isMetaTrader() || this == FREQTRADE;
        }

        private boolean isMetaTrader() {
            return this == METATRADER_5_HISTORY
                    || this == METATRADER_5_TESTER
                    || this == METATRADER_4_STATEMENT
                    || this == METATRADER_4_TESTER;
        }
    }

    /** One to eight trades, closed in up to three parts where the format has parts. */
    static List<Trade> trades(Format format, Random random) {
        List<Trade> trades = new ArrayList<>();
        Instant at = Instant.parse("2026-01-05T09:00:00Z");
        for (int left = 1 + random.nextInt(8); left > 0; left--) {
            at = at.plusSeconds(60L * (10 + random.nextInt(4_990)));
            List<Part> parts = new ArrayList<>();
            for (int part = format.isWhole() ? 1 : 1 + random.nextInt(3); part > 0; part--) {
                parts.add(new Part(random.nextInt(100_001) - 50_000, format.isWhole() ? 0 : random.nextInt(1_000)));
            }
            trades.add(new Trade(at, random.nextBoolean(), parts));
        }
        return trades;
    }

    static String money(int cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    /** As MetaTrader groups thousands. */
    private static String spaced(int cents) {
        String plain = money(Math.abs(cents));
        int length = plain.length();
        String grouped = length > 6 ? plain.substring(0, length - 6) + " " + plain.substring(length - 6) : plain;
        return cents < 0 ? "-" + grouped : grouped;
    }

    private static int net(List<Trade> trades) {
        return trades.stream().mapToInt(trade -> trade.gross() - trade.cost()).sum();
    }

    /** The rows of a report: what a trade is not, such as deposits and open positions, is among them. */
    static List<List<String>> rows(Format format, List<Trade> trades, boolean english) {
        return switch (format) {
            case METATRADER_5_HISTORY -> history5(trades, english);
            case METATRADER_5_TESTER -> tester5(trades);
            case METATRADER_4_STATEMENT -> statement4(trades);
            case METATRADER_4_TESTER -> tester4(trades);
            case CTRADER -> ctrader(trades);
            case TRADINGVIEW, TRADINGVIEW_GERMAN -> tradingView(format, trades);
            case FREQTRADE, FREQTRADE_LIST, QUANTCONNECT -> throw new IllegalArgumentException(format + " has no rows");
        };
    }

    private static List<String> cells(String commaSeparated) {
        return List.of(commaSeparated.split(",", -1));
    }

    private static List<List<String>> history5(List<Trade> trades, boolean english) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(english ? "Trade History Report" : "Bericht der Handelshistorie"));
        rows.add(List.of(english ? "Positions" : "Positionen"));
        rows.add(cells(
                english
                        ? "Time,Position,Symbol,Type,Volume,Price,S / L,T / P,Time,Price,Commission,Swap,Profit"
                        : "Zeit,Position,Symbol,Typ,Volumen,Preis,S / L,T / P,Zeit,Preis,Kommission,Swap,Gewinn"));
        Format format = Format.METATRADER_5_HISTORY;
        for (Trade trade : trades) {
            rows.add(List.of(
                    format.time(trade.opened()),
                    "1" + rows.size(),
                    "EURUSD",
                    trade.side(),
                    trade.parts().size() + ".00",
                    "1.10000",
                    "1.09900",
                    "",
                    format.time(trade.closed()),
                    "1.1",
                    money(-trade.cost()),
                    "0.00",
                    spaced(trade.gross())));
        }
        rows.add(List.of(english ? "Orders" : "Aufträge"));
        rows.add(cells("Open Time,Order,Symbol,Type,Volume,Price,S / L,T / P,Time,State,,Comment"));
        rows.add(cells("2026.01.05 08:00:00,22,EURUSD,buy,1.00 / 1.00,market,1.1,1.2,2026.01.05 08:00:00,filled,,"));
        deals(trades, rows, false);
        rows.add(List.of(english ? "Open Positions" : "Offene Positionen"));
        rows.add(cells("Time,Position,Symbol,Type,Volume,Price,S / L,T / P,Market Price,Swap,,Profit,Comment"));
        rows.add(cells("2026.02.12 10:00:00,14,EURUSD,buy,0.6,1.10500,1.10400,,1.10300,-0.50,,-120.00,"));
        rows.add(List.of("Total Net Profit:", "", "", spaced(net(trades)), "Gross Profit:", "", "", ""));
        return rows;
    }

    private static List<List<String>> tester5(List<Trade> trades) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Strategy Tester Report"));
        rows.add(List.of("Initial Deposit:", "", "", "10 000.00"));
        rows.add(List.of(
                "Total Net Profit:", "", "", spaced(net(trades)), "Balance Drawdown Absolute:", "", "", "1.00"));
        rows.add(List.of("Orders"));
        rows.add(cells("Open Time,Order,Symbol,Type,Volume,Price,S / L,T / P,Time,State,,Comment"));
        rows.add(cells("2026.01.05 08:00:00,22,EURUSD,buy,1.00 / 1.00,market,1.1,1.2,2026.01.05 08:00:00,filled,,"));
        deals(trades, rows, true);
        return rows;
    }

    private static void deals(List<Trade> trades, List<List<String>> rows, boolean tester) {
        String fee = tester ? "" : "0.00,";
        rows.add(List.of("Deals"));
        rows.add(cells("Time,Deal,Symbol,Type,Direction,Volume,Price,Order,Commission," + (tester ? "" : "Fee,")
                + "Swap,Profit,Balance,Comment"));
        rows.add(cells("2026.01.05 08:00:00,1,,balance,,,,,0.00," + fee + "0.00,10 000.00,10 000.00,"));
        Format format = Format.METATRADER_5_TESTER;
        for (Trade trade : trades) {
            rows.add(cells(format.time(trade.opened()) + "," + (rows.size() + 2) + ",EURUSD," + trade.side() + ",in,"
                    + trade.parts().size() + ".00,1.1,9,0.00," + fee + "0.00,0.00,10 000.00,"));
            for (int part = 0; part < trade.parts().size(); part++) {
                Part closed = trade.parts().get(part);
                rows.add(cells(format.time(trade.closed(part)) + "," + (rows.size() + 2) + ",EURUSD,"
                        + trade.otherSide() + ",out,1.00,1.1,9," + money(-closed.cost()) + "," + fee + "0.00,"
                        + spaced(closed.cents()) + ",10 000.00,sl 1.1"));
            }
        }
        rows.add(cells(",,,,,,,,1.00," + fee + "0.00,1.00,10 000.00,"));
    }

    private static List<List<String>> statement4(List<Trade> trades) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Account: 1", "", "Name: A", "Currency: USD"));
        rows.add(List.of("Closed Transactions:"));
        rows.add(cells(
                "Ticket,Open Time,Type,Size,Item,Price,S / L,T / P,Close Time,Price,Commission,Taxes,Swap,Profit"));
        rows.add(cells("1,2026.01.05 08:00:00,balance,Deposit,,,,,,,,,,10 000.00"));
        rows.add(cells("5,2026.01.05 08:10:00,buy limit,1.00,eurusd,1.1,1.0,1.2,2026.01.05 08:11:00,1.1,cancelled,,,"));
        Format format = Format.METATRADER_4_STATEMENT;
        for (Trade trade : trades) {
            for (int part = 0; part < trade.parts().size(); part++) {
                Part closed = trade.parts().get(part);
                rows.add(List.of(
                        "1" + rows.size(),
                        format.time(trade.opened()),
                        trade.side(),
                        "1.00",
                        "eurusd",
                        "1.1",
                        "1.0",
                        "1.2",
                        format.time(trade.closed(part)),
                        "1.1",
                        money(-closed.cost()),
                        "0.00",
                        "0.00",
                        spaced(closed.cents())));
                rows.add(cells(",,sl"));
            }
        }
        rows.add(cells(",,,,,,,,,,-1.00,0.00,-4.20,0.00"));
        rows.add(cells("Closed P/L:,,,,,,,,,,,," + spaced(net(trades)) + ","));
        rows.add(List.of("Open Trades:"));
        rows.add(cells("6,2026.02.12 10:00:00,buy,1.00,eurusd,1.1,1.0,0.0,,1.1,-7.00,0.00,0.00,-200.00"));
        return rows;
    }

    private static List<List<String>> tester4(List<Trade> trades) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Strategy Tester Report"));
        rows.add(List.of("Total net profit", money(net(trades)), "Gross profit", "1.00"));
        rows.add(cells("#,Time,Type,Order,Size,Price,S / L,T / P,Profit,Balance"));
        Format format = Format.METATRADER_4_TESTER;
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            String order = "," + (i + 1) + ",1.00,1.1,1.0,1.2,";
            rows.add(cells(rows.size() + "," + format.time(trade.opened()) + "," + trade.side() + order + ","));
            rows.add(cells(rows.size() + "," + format.time(trade.opened()) + ",modify" + order + ","));
            rows.add(cells(rows.size() + "," + format.time(trade.closed()) + "," + (trade.isLong() ? "s/l" : "close")
                    + order + money(trade.gross()) + ",10000.00"));
        }
        return rows;
    }

    private static List<List<String>> ctrader(List<Trade> trades) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                cells("ID,Symbol,Opening direction,Opening time (UTC+2),Closing time (UTC+2),Entry price,Closing price,"
                        + "Closing Quantity,Swap,Commission,Gross USD,Net USD,Balance USD,Pips"));
        Format format = Format.CTRADER;
        for (Trade trade : trades) {
            for (int part = 0; part < trade.parts().size(); part++) {
                Part closed = trade.parts().get(part);
                rows.add(cells("1" + rows.size() + ",EURUSD," + trade.side() + "," + format.time(trade.opened()) + ","
                        + format.time(trade.closed(part)) + ",1.1,1.2,1.00 Lots,0.00," + money(-closed.cost()) + ","
                        + money(closed.cents()) + "," + money(closed.cents() - closed.cost()) + ",1000.00,1.5"));
            }
        }
        return rows;
    }

    private static List<List<String>> tradingView(Format format, List<Trade> trades) {
        List<List<String>> rows = new ArrayList<>();
        boolean english = format == Format.TRADINGVIEW;
        rows.add(cells(
                english
                        ? "Trade #,Type,Date and time,Signal,Price USD,Size (qty),Net P&L USD,Net P&L %"
                        : "Trade #,Typ,Datum und Uhrzeit,Signal,Preis USD,Größe (Menge),Netto-G&V USD,Netto-G&V %"));
        int number = 1;
        for (Trade trade : trades) {
            String side = trade.isLong() ? "long" : "short";
            for (int part = 0; part < trade.parts().size(); part++) {
                Part closed = trade.parts().get(part);
                String net = money(closed.cents() - closed.cost());
                rows.add(cells(number + (english ? ",Exit " : ",Ausstieg ") + side + ","
                        + format.time(trade.closed(part)) + ",out,5,1," + net + ",0.1"));
                rows.add(cells(number + (english ? ",Entry " : ",Einstieg ") + side + "," + format.time(trade.opened())
                        + ",in,1.1,1," + net + ",0.1"));
                number++;
            }
        }
        return rows;
    }

    /** A table of an HTML file that states its character set. */
    static byte[] html(List<List<String>> rows, Charset charset) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"" + charset.name()
                + "\"><title>Report</title></head><body>\n<table>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (String cell : row) {
                html.append("<td>").append(escaped(cell)).append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</table></body></html>\n").toString().getBytes(charset);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** A workbook with a sheet before that of the rows, which has numbers, shared strings, formulas and inline text. */
    static byte[] xlsx(List<List<String>> rows, Charset charset) throws IOException {
        List<String> strings = new ArrayList<>();
        StringBuilder sheet = new StringBuilder("<worksheet><sheetData>");
        for (int row = 0; row < rows.size(); row++) {
            sheet.append("<row r=\"").append(row + 1).append("\">");
            for (int column = 0; column < rows.get(row).size(); column++) {
                String cell = rows.get(row).get(column);
                if (!cell.isEmpty()) {
                    String reference = (char) ('A' + column) + String.valueOf(row + 1);
                    sheet.append(cell(reference, cell, (row + column) % 3, strings));
                }
            }
            sheet.append("</row>");
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Overview\" r:id=\"a\"/><sheet name=\"Trades\" r:id=\"b\"/>"
                        + "</sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/>"
                        + "<Relationship Id=\"b\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>");
        StringBuilder shared = new StringBuilder("<sst>");
        strings.forEach(text -> shared.append("<si><t>").append(escaped(text)).append("</t></si>"));
        parts.put("xl/sharedStrings.xml", shared.append("</sst>").toString());
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Net profit</t></is></c></row>"
                        + "</sheetData></worksheet>");
        parts.put(
                "xl/worksheets/sheet2.xml",
                sheet.append("</sheetData></worksheet>").toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(1);
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(("<?xml version=\"1.0\" encoding=\"" + charset.name() + "\"?>" + part.getValue())
                        .getBytes(charset));
            }
        }
        return bytes.toByteArray();
    }

    private static String cell(String reference, String text, int kind, List<String> strings) {
        String start = "<c r=\"" + reference + "\"";
        if (MONEY.matcher(text).matches()) {
            // as binary numbers come out of a spreadsheet
            return start + "><v>" + Double.parseDouble(text) + "</v></c>";
        }
        return switch (kind) {
            case 0 -> {
                strings.add(text);
                yield start + " t=\"s\"><v>" + (strings.size() - 1) + "</v></c>";
            }
            case 1 -> start + " t=\"inlineStr\"><is><t>" + escaped(text) + "</t></is></c>";
            default -> start + " t=\"str\"><f>A1</f><v>" + escaped(text) + "</v></c>";
        };
    }

    /** Results of a backtest. */
    static byte[] json(Format format, List<Trade> trades) {
        List<String> items = new ArrayList<>();
        for (Trade trade : trades) {
            for (int part = 0; part < trade.parts().size(); part++) {
                Part closed = trade.parts().get(part);
                items.add(
                        format.isFreqtrade()
                                ? "{\"pair\": \"X/USDT\", \"open_date\": \"" + format.time(trade.opened())
                                        + "\", \"close_date\": \"" + format.time(trade.closed(part))
                                        + "\", \"profit_abs\": " + money(closed.cents())
                                        + ", \"is_open\": false, \"is_short\": " + !trade.isLong() + "}"
                                : "{\"symbol\": {\"value\": \"SPY\"}, \"entryTime\": \"" + format.time(trade.opened())
                                        + "\", \"entryPrice\": 1.1, \"direction\": " + (trade.isLong() ? 0 : 1)
                                        + ", \"quantity\": 1.0, \"exitTime\": \"" + format.time(trade.closed(part))
                                        + "\", \"exitPrice\": 1.2, \"profitLoss\": " + money(closed.cents())
                                        + ", \"totalFees\": " + money(closed.cost()) + "}");
            }
        }
        String list = "[" + String.join(",\n", items) + "]";
        String text = format == Format.FREQTRADE_LIST
                ? "{\"trades\": " + list + "}"
                : format == Format.FREQTRADE
                        ? "{\"strategy\": {\"S\": {\"profit_total_abs\": " + money(net(trades)) + ", \"trades\": "
                                + list + "}}}"
                        : "{\"totalPerformance\": {\"closedTrades\": " + list + "}}";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
