package io.github.ftmo4j.examples.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ftmo4j.sim.history.file.Row;
import io.github.ftmo4j.sim.history.file.Table;
import io.github.ftmo4j.sim.history.file.TableReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the trades of JSON files as tables: freqtrade's results of backtests and lists of trades, and QuantConnect's
 * results. Any other list of objects becomes a table of its fields.
 *
 * <p>Of freqtrade, the initial stop becomes the risk, and the highest and lowest rate the excursions.
 */
public final class JsonTables implements TableReader {

    private static final long MAX_BYTES = 512L << 20;
    private static final int SHOWN = 5;
    private static final ObjectMapper MAPPER =
            new ObjectMapper(new JsonFactory()).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Made by {@link java.util.ServiceLoader}. */
    public JsonTables() {}

    @Override
    public boolean recognises(byte[] start) {
        String text =
                new String(start, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        return text.startsWith("{") || text.startsWith("[");
    }

    @Override
    public List<Table> read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw Refusal.of(file, "is larger than " + (MAX_BYTES >> 20) + " MB");
        }
        List<Table> tables = new ArrayList<>();
        String total = "";
        Set<String> lists = new LinkedHashSet<>();
        try (JsonParser parser = MAPPER.createParser(file.toFile())) {
            while (parser.nextToken() != null) {
                String path =
                        parser.getParsingContext().pathAsPointer().toString().toLowerCase(Locale.ROOT);
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    if (isTrades(parser, path)) {
                        tables.add(trades(parser));
                    } else if (path.contains("/rollingwindow") || path.endsWith("closedtrades")) {
                        parser.skipChildren();
                    } else if (lists.size() < SHOWN) {
                        lists.add(path);
                    }
                } else if (path.endsWith("/profit_total_abs")
                        && parser.currentToken().isNumeric()) {
                    total = plain(parser.getDecimalValue());
                }
            }
        } catch (JsonProcessingException e) {
            throw Refusal.of(
                    file,
                    "is damaged JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
        List<Table> filled =
                tables.stream().filter(table -> !table.rows().isEmpty()).toList();
        if (filled.size() > 1) {
            throw Refusal.of(
                    file, "has the trades of " + filled.size() + " strategies or lists: give a file with one of them");
        }
        if (filled.isEmpty()) {
            throw Refusal.of(
                    file,
                    "has no list of closed trades that is known, such as freqtrade's or QuantConnect's"
                            + (lists.isEmpty() ? "" : "; its lists are " + String.join(", ", lists))
                            + ": give a CSV file with the columns Time and Profit, or a JSON list with a record of each"
                            + " closed trade");
        }
        return List.of(total.isEmpty() ? filled.get(0) : withTotal(filled.get(0), total));
    }

    /** The digits of a number, except where they would fill the memory. */
    private static String plain(BigDecimal number) {
        boolean fits = Math.abs((long) number.precision() - number.scale()) <= 300;
        return fits ? number.toPlainString() : number.toString();
    }

    private static Table withTotal(Table table, String total) {
        List<Row> rows = new ArrayList<>(table.rows());
        rows.add(0, Row.of(1, List.of("profit_total_abs", total)));
        return new Table(table.name(), table.decimalComma(), table.regular(), rows);
    }

    /** A list at the top, freqtrade's trades, or QuantConnect's of the whole time, not those of its windows. */
    private static boolean isTrades(JsonParser parser, String path) {
        boolean top = parser.getParsingContext().getParent() != null
                && parser.getParsingContext().getParent().inRoot();
        return top
                || path.equals("/trades")
                || path.matches("/strategy/[^/]+/trades")
                || path.equals("/closedtrades")
                || path.endsWith("totalperformance/closedtrades");
    }

    private static Table trades(JsonParser parser) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        long line = 1;
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
            line = parser.currentLocation().getLineNr();
            JsonNode node = MAPPER.readTree(parser);
            if (node.isObject()) {
                if (names.isEmpty()) {
                    node.fieldNames().forEachRemaining(names::add);
                    names.addAll(List.of("stop risk", "mae of rates", "mfe of rates"));
                    rows.add(Row.of(line, names));
                }
                rows.add(Row.of(
                        line,
                        Stream.concat(
                                        names.stream().limit(names.size() - 3L).map(name -> cell(name, node)),
                                        fromRates(node).stream())
                                .toList()));
            }
        }
        return new Table("", false, false, rows);
    }

    private static String cell(String name, JsonNode node) {
        JsonNode value = node.path(name);
        if (name.equalsIgnoreCase("direction") && value.isInt()) {
            return value.intValue() == 0 ? "long" : "short";
        }
        if (value.isNumber()) {
            return plain(value.decimalValue());
        }
        if (value.isObject()) {
            return value.path("value").asText(value.path("Value").asText(""));
        }
        if (value.isArray()) {
            return value.path(0).isObject()
                    ? cell("0", MAPPER.createObjectNode().set("0", value.path(0)))
                    : "";
        }
        return value.isNull() ? "" : value.asText("");
    }

    /** The money at risk from the initial stop, and the excursions; empty where they are not known. */
    private static List<String> fromRates(JsonNode trade) {
        boolean isShort = trade.path("is_short").asBoolean(false);
        if (!trade.path("open_rate").isNumber() || !trade.path("amount").isNumber()) {
            return List.of("", "", "");
        }
        BigDecimal open = trade.path("open_rate").decimalValue();
        BigDecimal amount = trade.path("amount").decimalValue();
        String low = away(trade.path("min_rate"), open, amount, true);
        String high = away(trade.path("max_rate"), open, amount, false);
        String stop = away(trade.path("initial_stop_loss_abs"), open, amount, !isShort);
        // a stop at or beyond the entry risks nothing
        return List.of("0".equals(stop) ? "" : stop, isShort ? high : low, isShort ? low : high);
    }

    /** What the amount loses or earns from the opening rate to another; zero on the other side. */
    private static String away(JsonNode rate, BigDecimal open, BigDecimal amount, boolean below) {
        if (!rate.isNumber() || rate.decimalValue().signum() <= 0) {
            return "";
        }
        BigDecimal distance =
                below ? open.subtract(rate.decimalValue()) : rate.decimalValue().subtract(open);
        return distance.signum() <= 0 ? "0" : plain(distance.multiply(amount).abs());
    }
}
