package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.file.Layout.Cost;
import io.github.ftmo4j.sim.history.file.Words.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads rows of which each is a trade or a part of one. It goes on after a problem, so that all are reported. */
final class LegReader {

    private static final int SHOWN = 5;

    /** What may follow an R-multiple. */
    private static final Pattern UNIT = Pattern.compile("(?<=\\d) ?[Rr]$");

    private final Header header;
    private final List<Row> rows;
    private final Layout layout;
    private final Findings findings;
    private final Numbers numbers;
    private final Times times;
    private final boolean riskIsStated;
    private final Map<String, String> shared = new HashMap<>();
    private final Map<Column, Set<String>> unknownWords = new HashMap<>();

    LegReader(
            Header header, List<Row> rows, Layout layout, Settings settings, Optional<ZoneId> zone, Findings findings) {
        this.header = header;
        this.rows = rows;
        this.layout = layout;
        this.findings = findings;
        riskIsStated = settings.riskPerTrade().isPresent();
        numbers = new Numbers(
                header.table().decimalComma(),
                Stream.concat(
                                Stream.of(Content.R, Content.PROFIT, Content.RISK, Content.ADVERSE, Content.FAVOURABLE)
                                        .flatMap(content -> layout.get(content).stream()),
                                layout.costs().stream().map(Cost::column))
                        .flatMap(column -> rows.stream().map(column::in)));
        times = new Times(
                zone.or(settings::zone),
                settings.dates().or(layout::dates),
                Stream.of(Content.TIME, Content.CLOSE)
                        .flatMap(content -> layout.get(content).stream())
                        .flatMap(column -> rows.stream().map(column::in)));
    }

    List<Leg> legs() {
        Column time = layout.get(Content.TIME).orElseGet(() -> Column.absent(Content.TIME.title()));
        Column result = layout.get(Content.R)
                .or(() -> layout.get(Content.PROFIT))
                .orElseGet(() -> Column.absent(Content.PROFIT.title()));
        if (!header.hasAll(findings, List.of(time, result)) || !header.areClear(layout.named(), findings)) {
            return List.of();
        }
        if (layout.areCostsApart()) {
            header.noteAbsent(layout.costs().stream().map(Cost::column).toList(), findings);
        }
        List<Leg> legs = new ArrayList<>();
        List<Row> totals = new ArrayList<>();
        for (Row row : rows) {
            if (isTotal(row)) {
                findings.count(row.line(), "", "row of totals, left out", "rows of totals, left out");
                totals.add(row);
            } else if (header.fits(row, findings) && isTrade(row)) {
                leg(row).ifPresent(legs::add);
            }
        }
        unknownWords.forEach((column, words) -> findings.problem(
                header.line(),
                column.name(),
                "says " + words.stream().limit(SHOWN).collect(Collectors.joining(", "))
                        + (words.size() > SHOWN ? " and more" : "")
                        + ", which may or may not be closed trades: remove the column if all rows are, else the rows"
                        + " that are none"));
        findings.noteAssumedZone(times);
        if (totals.size() == 1
                && legs.stream().allMatch(leg -> leg.line() < totals.get(0).line())) {
            findings.statedSum(sum(totals.get(0)));
        }
        return legs;
    }

    /** What a row of totals says of the profit after costs, if it does. */
    private Optional<StatedSum> sum(Row totals) {
        Column profit = layout.get(Content.PROFIT).orElse(null);
        if (profit == null || layout.get(Content.R).isPresent()) {
            return Optional.empty();
        }
        List<Cost> costs = layout.areCostsApart() ? layout.costs() : List.of();
        try {
            BigDecimal sum = numbers.amount(profit.in(totals));
            for (Cost cost : costs) {
                sum = sum.add(cost.sign().effect(numbers.amount(cost.column().in(totals))));
            }
            return Optional.of(new StatedSum("total of " + profit.name(), sum));
        } catch (BadValueException e) {
            return Optional.empty();
        }
    }

    private boolean isTotal(Row row) {
        return row.hasAny("otal", "OTAL")
                && Words.isTotal(row.cells())
                && !Times.isTime(
                        layout.get(Content.TIME).map(time -> time.in(row)).orElse(""));
    }

    private boolean isTrade(Row row) {
        for (Content content : new Content[] {Content.SIDE, Content.STATUS}) {
            Column column = layout.get(content).orElse(null);
            if (column != null) {
                String word = column.in(row);
                Kind kind = kind(column, word);
                if (kind == Kind.OTHER) {
                    findings.count(
                            row.line(),
                            column.name(),
                            "row that is no closed trade (" + word + ") and was left out",
                            "rows that are no closed trades (" + word + ") and were left out");
                    return false;
                }
                if (kind == Kind.UNKNOWN) {
                    unknownWords
                            .computeIfAbsent(column, key -> new LinkedHashSet<>())
                            .add(word);
                    return false;
                }
            }
        }
        return true;
    }

    /** What a row is by a word; whatever does not deny that a trade is open says that it is. */
    private static Kind kind(Column column, String word) {
        Kind kind = Words.kind(word);
        return kind == Kind.UNKNOWN && column.key().equals("isopen") ? Kind.OTHER : kind;
    }

    private Optional<Leg> leg(Row row) {
        Instant opened = time(row);
        Column rColumn = layout.get(Content.R).orElse(null);
        double r = rColumn == null ? Double.NaN : r(row, rColumn);
        BigDecimal costs = rColumn == null ? costs(row) : BigDecimal.ZERO;
        BigDecimal profit = rColumn == null ? profit(row) : BigDecimal.ZERO;
        double risk = rColumn == null ? risk(row) : Double.NaN;
        risk = Double.isNaN(risk) ? riskOfStop(row) : risk;
        boolean riskMissing = rColumn == null && layout.get(Content.RISK).isPresent() && Double.isNaN(risk);
        if (opened == null || profit == null || costs == null || riskMissing || (rColumn != null && Double.isNaN(r))) {
            return Optional.empty();
        }
        Instant closed = closed(row, opened);
        return Optional.of(new Leg(
                row.line(),
                text(row, Content.NUMBER).isEmpty() ? row.text() : "",
                text(row, Content.NUMBER),
                text(row, Content.ACCOUNT),
                text(row, Content.SYMBOL),
                text(row, Content.SIDE),
                opened,
                closed,
                layout.areCostsApart() ? profit.add(costs) : profit,
                costs,
                r,
                risk,
                rColumn == null ? size(row, Content.ADVERSE) : Double.NaN,
                rColumn == null ? size(row, Content.FAVOURABLE) : Double.NaN,
                position(row, opened)));
    }

    private String position(Row row, Instant opened) {
        String stated = text(row, Content.POSITION);
        if (!stated.isEmpty()) {
            return stated;
        }
        String number = text(row, Content.NUMBER);
        if (layout.isJoinedByNumber()
                && !number.isEmpty()
                && layout.get(Content.R).isEmpty()) {
            return number + "|" + opened;
        }
        return layout.isJoined()
                ? String.join(
                        "|",
                        text(row, Content.ACCOUNT),
                        text(row, Content.SYMBOL),
                        text(row, Content.SIDE),
                        opened.toString(),
                        layout.get(Content.PRICE).map(price -> price.in(row)).orElse(""))
                : "";
    }

    /** The cell, one string for equal cells. */
    private String text(Row row, Content content) {
        Column column = layout.get(content).orElse(null);
        if (column == null) {
            return "";
        }
        String cell = column.in(row);
        return content == Content.NUMBER ? cell : Objects.requireNonNull(shared.computeIfAbsent(cell, key -> key));
    }

    private @Nullable Instant time(Row row) {
        Column column = layout.get(Content.TIME).orElseThrow();
        try {
            return times.parse(column.in(row));
        } catch (BadValueException e) {
            findings.problem(row, column, e);
            return null;
        }
    }

    private @Nullable Instant closed(Row row, Instant opened) {
        Column column = layout.get(Content.CLOSE).orElse(null);
        String cell = column == null ? "" : column.in(row);
        if (column == null || cell.isEmpty()) {
            return null;
        }
        try {
            Instant closed = times.parse(cell);
            if (!closed.isBefore(opened)) {
                return closed;
            }
            findings.count(
                    row.line(),
                    column.name(),
                    "trade with a time of the close before that of the opening, which was left out",
                    "trades with a time of the close before that of the opening, which was left out");
        } catch (BadValueException e) {
            findings.count(
                    row.line(),
                    column.name(),
                    "trade with a time of the close that cannot be read and was left out",
                    "trades with a time of the close that cannot be read and was left out");
        }
        return null;
    }

    private double r(Row row, Column column) {
        String cell = column.in(row);
        if (cell.isEmpty()) {
            findings.problem(row.line(), column.name(), "is empty");
            return Double.NaN;
        }
        try {
            findings.noteIfUnended(row, column);
            return numbers.parse(UNIT.matcher(cell).replaceFirst(""));
        } catch (BadValueException e) {
            findings.problem(row, column, e);
            return Double.NaN;
        }
    }

    private @Nullable BigDecimal profit(Row row) {
        Column column = layout.get(Content.PROFIT).orElseThrow();
        if (column.in(row).isEmpty()) {
            findings.problem(row.line(), column.name(), "is empty");
            return null;
        }
        return amount(row, column);
    }

    private double risk(Row row) {
        Column column = layout.get(Content.RISK).orElse(null);
        if (column == null) {
            return Double.NaN;
        }
        if (column.in(row).isEmpty()) {
            findings.problem(row.line(), column.name(), "is empty");
            return Double.NaN;
        }
        BigDecimal amount = amount(row, column);
        if (amount != null && amount.signum() <= 0) {
            findings.problem(row.line(), column.name(), "is " + amount.doubleValue() + ", not above zero");
            return Double.NaN;
        }
        return amount == null ? Double.NaN : amount.doubleValue();
    }

    /** What the initial stop risked, where the caller states no risk. NaN if it is not known. */
    private double riskOfStop(Row row) {
        Column column = layout.get(Content.STOP).orElse(null);
        if (column == null || riskIsStated) {
            return Double.NaN;
        }
        double risk = size(row, Content.STOP);
        if (!(risk > 0)) {
            findings.count(
                    row.line(),
                    column.name(),
                    "trade whose initial stop is missing, or at or beyond its entry, so that its risk is not known",
                    "trades whose initial stops are missing, or at or beyond their entries, so that their risks are not"
                            + " known");
            return Double.NaN;
        }
        return risk;
    }

    /** What the costs do to the balance. */
    private @Nullable BigDecimal costs(Row row) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Cost cost : layout.costs()) {
            findings.noteIfUnended(row, cost.column());
            if (!cost.column().in(row).isEmpty()) {
                BigDecimal amount = amount(row, cost.column());
                if (amount == null) {
                    return null;
                }
                sum = sum.add(cost.sign().effect(amount));
            }
        }
        return sum;
    }

    private @Nullable BigDecimal amount(Row row, Column column) {
        try {
            findings.noteIfUnended(row, column);
            return numbers.amount(column.in(row));
        } catch (BadValueException e) {
            findings.problem(row, column, e);
            return null;
        }
    }

    /** The amount without its sign, which differs from platform to platform. NaN if it cannot be read. */
    private double size(Row row, Content content) {
        Column column = layout.get(content).orElse(null);
        String cell = column == null ? "" : column.in(row);
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Math.abs(numbers.parse(cell));
        } catch (BadValueException e) {
            return Double.NaN;
        }
    }
}
