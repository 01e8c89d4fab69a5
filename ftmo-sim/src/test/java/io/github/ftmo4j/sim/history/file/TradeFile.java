package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * A CSV file as some program might write it.
 *
 * @param text the text
 * @param isDamaged whether damage was wanted and could be done
 * @param damagedLine the line of it, 0 if there is none
 */
record TradeFile(String text, boolean isDamaged, long damagedLine) {

    /** The result of a trade, from which files of any layout can be written. */
    record Result(Instant at, int cents, int risk) {}

    /** Which columns there are. */
    enum Layout {
        R("note", "time", "R"),
        PROFIT_AND_RISK("note", "Open time", "Close time", "Profit USD", "Risk"),
        PROFIT("note", "date_time", "net p&l"),
        TRADING_VIEW("note", "Trade #", "Type", "Date and time", "Signal", "Net P&L USD", "Net P&L %");

        private final String header;

        Layout(String... header) {
            this.header = String.join("|", header);
        }

        double rMultiple(Result result, double constantRisk) {
            return switch (this) {
                case R -> BigDecimal.valueOf(result.cents, 4).doubleValue();
                case PROFIT_AND_RISK -> result.cents / 100.0 / result.risk;
                case PROFIT, TRADING_VIEW -> result.cents / 100.0 / constantRisk;
            };
        }

        private List<String> header() {
            return List.of(header.split("\\|", -1));
        }

        private int timeColumn() {
            return this == TRADING_VIEW ? 3 : 1;
        }

        private int numberColumn() {
            return switch (this) {
                case R, PROFIT -> 2;
                case PROFIT_AND_RISK -> 3;
                case TRADING_VIEW -> 5;
            };
        }
    }

    /** How times are written. */
    enum TimeShape {
        ISO_INSTANT("uuuu-MM-dd'T'HH:mm:ssXXX"),
        ISO_OFFSET("uuuu-MM-dd HH:mm:ssxx"),
        ISO_ZONE("uuuu-MM-dd'T'HH:mm:ssxxx'['VV']'"),
        ISO_LOCAL("uuuu-MM-dd'T'HH:mm"),
        SPACE("uuuu-MM-dd HH:mm"),
        METATRADER("uuuu.MM.dd HH:mm:ss"),
        GERMAN("dd.MM.uuuu HH:mm");

        private final String pattern;

        TimeShape(String pattern) {
            this.pattern = pattern;
        }

        private String format(Instant instant, ZoneId zone) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(ZonedDateTime.ofInstant(instant, zone));
        }
    }

    /** How negative numbers are written. */
    enum Negative {
        MINUS,
        UNICODE_MINUS,
        PARENTHESES
    }

    /** In which order trades are written. */
    enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST,
        SHUFFLED
    }

    /** How lines end. */
    enum LineEnd {
        LF("\n"),
        CRLF("\r\n"),
        CR("\r");

        private final String text;

        LineEnd(String text) {
            this.text = text;
        }
    }

    /** What separates columns, and the decimal mark that goes with it. */
    enum Separator {
        COMMA(',', '.'),
        SEMICOLON(';', '.'),
        SEMICOLON_AND_DECIMAL_COMMA(';', ','),
        TAB('\t', '.'),
        TAB_AND_DECIMAL_COMMA('\t', ',');

        private final char text;
        private final char decimal;

        Separator(char text, char decimal) {
            this.text = text;
            this.decimal = decimal;
        }
    }

    /** Everything that writers are free to choose. */
    public record Shape(
            Layout layout,
            Separator separator,
            TimeShape time,
            Negative negative,
            Order order,
            LineEnd lineEnd,
            boolean grouped,
            boolean quoted,
            boolean mark,
            boolean blankLines,
            boolean longNotes) {

        private String number(BigDecimal number) {
            DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
            symbols.setDecimalSeparator(separator.decimal);
            symbols.setGroupingSeparator(separator.decimal == '.' ? ',' : '.');
            DecimalFormat format = new DecimalFormat(grouped ? "#,##0" : "0", symbols);
            format.setMinimumFractionDigits(number.scale());
            String digits = format.format(number.abs());
            if (number.signum() >= 0) {
                return digits;
            }
            return switch (negative) {
                case MINUS -> "-" + digits;
                case UNICODE_MINUS -> "−" + digits;
                case PARENTHESES -> "(" + digits + ")";
            };
        }

        private String cell(String cell) {
            boolean special = cell.indexOf(separator.text) >= 0 || cell.contains("\"") || cell.contains("\n");
            return quoted || special ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
        }
    }

    /** What can befall a row. */
    enum Damage {
        BAD_TIME,
        BAD_NUMBER,
        EMPTY_NUMBER,
        CELL_MISSING,
        CELL_TOO_MANY,
        STRAY_QUOTE
    }

    /** A row of the trades, counted from 0, and what befalls it. */
    record DamagedRow(int row, Damage damage) {}

    static TradeFile write(Shape shape, List<Result> results, ZoneId zone, Optional<DamagedRow> damaged) {
        List<List<String>> rows = rows(shape, results, zone);
        StringBuilder text = new StringBuilder(shape.mark ? "\uFEFF" : "");
        long line = 1;
        long damagedLine = 0;
        for (int i = -1; i < rows.size(); i++) {
            List<String> cells = new ArrayList<>(i < 0 ? shape.layout.header() : rows.get(i));
            boolean stray = false;
            if (damaged.isPresent() && damaged.get().row == i) {
                Damage damage = damaged.get().damage;
                if (damage(cells, damage, shape.layout)) {
                    damagedLine = line;
                    stray = damage == Damage.STRAY_QUOTE;
                }
            }
            List<String> written =
                    new ArrayList<>(cells.stream().map(shape::cell).toList());
            if (stray) {
                written.set(0, "\"stray\" quote");
            }
            String row = String.join(String.valueOf(shape.separator.text), written);
            text.append(row).append(shape.lineEnd.text);
            line += 1 + row.chars().filter(c -> c == '\n').count();
            if (shape.blankLines) {
                text.append(shape.lineEnd.text);
                line++;
            }
        }
        return new TradeFile(text.toString(), damagedLine > 0, damagedLine);
    }

    private static boolean damage(List<String> cells, Damage damage, Layout layout) {
        boolean exit = layout == Layout.TRADING_VIEW && cells.get(2).startsWith("Exit");
        switch (damage) {
            case BAD_TIME -> {
                if (exit) {
                    return false; // not read
                }
                cells.set(layout.timeColumn(), "soon");
            }
            case BAD_NUMBER -> cells.set(layout.numberColumn(), "NaN");
            case EMPTY_NUMBER -> {
                if (layout == Layout.TRADING_VIEW) {
                    return false; // the other row tells it
                }
                cells.set(layout.numberColumn(), "");
            }
            case CELL_MISSING -> cells.remove(cells.size() - 1);
            case CELL_TOO_MANY -> cells.add("x");
            case STRAY_QUOTE -> {
                // done when it is written
            }
        }
        return true;
    }

    private static List<List<String>> rows(Shape shape, List<Result> results, ZoneId zone) {
        List<Result> ordered = new ArrayList<>(results);
        ordered.sort((a, b) -> a.at.compareTo(b.at));
        if (shape.order == Order.NEWEST_FIRST) {
            Collections.reverse(ordered);
        } else if (shape.order == Order.SHUFFLED) {
            Collections.shuffle(ordered, new Random(results.size()));
        }
        String note = shape.longNotes ? "a \"note\",\nwhich is; long" : "n";
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            Result result = ordered.get(i);
            String time = shape.time.format(result.at, zone);
            String later = shape.time.format(result.at.plusSeconds(3600), zone);
            String profit = shape.number(BigDecimal.valueOf(result.cents, 2));
            String number = String.valueOf(i + 1);
            switch (shape.layout) {
                case R -> rows.add(List.of(note, time, shape.number(BigDecimal.valueOf(result.cents, 4))));
                case PROFIT_AND_RISK ->
                    rows.add(List.of(note, time, later, profit, shape.number(BigDecimal.valueOf(result.risk))));
                case PROFIT -> rows.add(List.of(note, time, profit));
                case TRADING_VIEW -> {
                    rows.add(List.of(note, number, "Exit long", later, "Close", profit, "0"));
                    rows.add(List.of(note, number, "Entry long", time, "Long", profit, "0"));
                }
            }
        }
        if (shape.layout == Layout.TRADING_VIEW) {
            String floating = shape.number(BigDecimal.valueOf(100, 2));
            rows.add(List.of(note, "open", "Exit long", "", "Open", floating, "0"));
            rows.add(List.of(note, "open", "Entry long", "", "Long", floating, "0"));
        }
        return rows;
    }
}
