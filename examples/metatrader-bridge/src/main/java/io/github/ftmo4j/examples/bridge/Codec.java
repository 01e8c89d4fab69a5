package io.github.ftmo4j.examples.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.Deal;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.Notional;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.order.Side;
import io.github.ftmo4j.core.program.AssetClass;
import io.github.ftmo4j.examples.bridge.BadLineException.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes messages as lines, and reads them. Thread-safe. */
final class Codec {

    /** The version of the protocol. */
    static final int VERSION = 1;

    /** Enough for any amount that an account can hold; it bounds the work of parsing. */
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,8})?");

    private static final int LONGEST_TEXT = 200;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String currency;

    Codec(Currency currency) {
        this.currency = currency.getCurrencyCode();
    }

    /**
     * A message and its place on its connection.
     *
     * @param sequence counts the lines of a sender on a connection from 1
     * @param message the message
     */
    record Line(long sequence, Message message) {}

    /**
     * Reads a line.
     *
     * @param text the line
     * @return what it holds
     * @throws BadLineException if it is no message of this protocol
     */
    Line read(String text) throws BadLineException {
        JsonNode line;
        try {
            line = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadLineException(Problem.NOT_JSON, e.getOriginalMessage());
        }
        if (!line.isObject()) {
            throw new BadLineException(Problem.NOT_JSON, "no object, but " + line.getNodeType());
        }
        if (whole(line, "v") != VERSION) {
            throw new BadLineException(Problem.OTHER_VERSION, "version " + line.path("v") + ", not " + VERSION);
        }
        long sequence = whole(line, "seq");
        if (sequence < 1) {
            throw new BadLineException(Problem.BAD_FIELD, "seq must be at least 1, was " + sequence);
        }
        try {
            return new Line(sequence, message(line));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new BadLineException(Problem.BAD_FIELD, String.valueOf(e.getMessage()));
        }
    }

    private Message message(JsonNode line) throws BadLineException {
        String type = line.path("type").asText();
        return switch (type) {
            case "hello" ->
                new Message.Hello(
                        text(line, "account"),
                        text(line, "currency"),
                        Math.toIntExact(whole(line, "offset")),
                        whole(line, "restarts"),
                        time(line, "time"));
            case "account" -> new Message.Reading(snapshot(line));
            case "deals" -> deals(line);
            case "ask" -> new Message.Ask(order(line), snapshot(present(line, "account")));
            case "ended" -> new Message.Ended(text(line, "id"), text(line, "reason"));
            case "answer" -> new Message.Answer(text(line, "id"), refusals(line), money(line, "room"));
            case "deals_since" -> new Message.DealsSince(time(line, "time"));
            case "close_all" -> new Message.CloseAll(text(line, "reason"));
            case "cancel_all" -> new Message.CancelAll(text(line, "reason"));
            case "refuse" -> new Message.Refuse(truth(line, "on"), text(line, "reason"));
            default -> throw new BadLineException(Problem.UNKNOWN_TYPE, "type " + abridged(line.path("type")));
        };
    }

    private Snapshot snapshot(JsonNode in) throws BadLineException {
        List<Position> positions = new ArrayList<>();
        for (JsonNode each : array(in, "positions")) {
            positions.add(new Position(text(each, "id"), decimal(each, "lots"), optionalMoney(each, "profitAtStop")));
        }
        Money balance = money(in, "balance");
        Snapshot snapshot = new Snapshot(time(in, "time"), balance, money(in, "equity"), positions);
        if (in.hasNonNull("credit")) {
            snapshot = snapshot.withCredit(money(in, "credit"));
        }
        if (in.hasNonNull("margin")) {
            snapshot = snapshot.withMargin(money(in, "margin"));
        }
        if (in.hasNonNull("pending")) {
            List<Order> pending = new ArrayList<>();
            for (JsonNode each : array(in, "pending")) {
                pending.add(order(each));
            }
            snapshot = snapshot.withPending(pending);
        }
        return snapshot;
    }

    /** An entry that is no deal does not hide the others: its absence shows in the balance. */
    private Message.Deals deals(JsonNode line) throws BadLineException {
        List<Deal> deals = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (JsonNode each : array(line, "deals")) {
            try {
                deals.add(deal(each));
            } catch (BadLineException | IllegalArgumentException | ArithmeticException e) {
                problems.add("deal " + abridged(each) + ": " + e.getMessage());
            }
        }
        return new Message.Deals(List.copyOf(deals), List.copyOf(problems));
    }

    private Deal deal(JsonNode in) throws BadLineException {
        Deal.Kind kind = Deal.Kind.valueOf(text(in, "kind").toUpperCase(Locale.ROOT));
        return new Deal(
                text(in, "id"),
                time(in, "time"),
                kind,
                optionalText(in, "position"),
                optionalText(in, "order"),
                in.hasNonNull("lots") ? decimal(in, "lots") : BigDecimal.ZERO,
                moneyOrZero(in, "profit"),
                moneyOrZero(in, "commission"),
                moneyOrZero(in, "swap"),
                moneyOrZero(in, "fee"));
    }

    private static List<Refusal> refusals(JsonNode line) throws BadLineException {
        List<Refusal> refusals = new ArrayList<>();
        for (JsonNode each : array(line, "refusals")) {
            refusals.add(new Refusal(text(each, "code"), each.path("text").asText()));
        }
        if (truth(line, "allowed") != refusals.isEmpty()) {
            throw new BadLineException(Problem.BAD_FIELD, "allowed contradicts refusals");
        }
        return refusals;
    }

    private static JsonNode present(JsonNode in, String field) throws BadLineException {
        JsonNode value = in.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw new BadLineException(Problem.BAD_FIELD, field + " is missing in " + abridged(in));
        }
        return value;
    }

    private static JsonNode array(JsonNode in, String field) throws BadLineException {
        JsonNode value = present(in, field);
        if (!value.isArray()) {
            throw wrong(field, "an array", value);
        }
        return value;
    }

    private static String text(JsonNode in, String field) throws BadLineException {
        JsonNode value = present(in, field);
        String text = value.asText();
        if (!value.isTextual() || text.isBlank() || text.length() > LONGEST_TEXT) {
            throw wrong(field, "a text of up to " + LONGEST_TEXT + " characters", value);
        }
        return text;
    }

    private static Optional<String> optionalText(JsonNode in, String field) throws BadLineException {
        return in.hasNonNull(field) ? Optional.of(text(in, field)) : Optional.empty();
    }

    private static boolean truth(JsonNode in, String field) throws BadLineException {
        JsonNode value = present(in, field);
        if (!value.isBoolean()) {
            throw wrong(field, "true or false", value);
        }
        return value.booleanValue();
    }

    private static long whole(JsonNode in, String field) throws BadLineException {
        JsonNode value = present(in, field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(field, "a whole number", value);
        }
        return value.longValue();
    }

    private static Instant time(JsonNode in, String field) throws BadLineException {
        return Instant.ofEpochMilli(whole(in, field));
    }

    private static BigDecimal decimal(JsonNode in, String field) throws BadLineException {
        String text = text(in, field);
        if (!DECIMAL.matcher(text).matches()) {
            throw wrong(field, "a decimal such as \"-12.50\"", in.path(field));
        }
        return new BigDecimal(text);
    }

    private Money money(JsonNode in, String field) throws BadLineException {
        return Money.of(decimal(in, field).toPlainString(), currency);
    }

    private Optional<Money> optionalMoney(JsonNode in, String field) throws BadLineException {
        return in.hasNonNull(field) ? Optional.of(money(in, field)) : Optional.empty();
    }

    private Money moneyOrZero(JsonNode in, String field) throws BadLineException {
        return optionalMoney(in, field).orElse(Money.of(0, currency));
    }

    private Order order(JsonNode in) throws BadLineException {
        Optional<String> symbol = optionalText(in, "symbol");
        Optional<AssetClass> assetClass = in.hasNonNull("assetClass")
                ? Optional.of(AssetClass.valueOf(text(in, "assetClass").toUpperCase(Locale.ROOT)))
                : symbol.flatMap(AssetClass::ofSymbol);
        return new Order(
                text(in, "id"),
                optionalMoney(in, "risk"),
                symbol,
                optionalText(in, "side").map(side -> Side.valueOf(side.toUpperCase(Locale.ROOT))),
                in.hasNonNull("lots") ? Optional.of(decimal(in, "lots")) : Optional.empty(),
                optionalMoney(in, "notional").map(amount -> new Notional(amount, assetClass)));
    }

    private static BadLineException wrong(String field, String wanted, JsonNode was) {
        return new BadLineException(Problem.BAD_FIELD, field + " must be " + wanted + ", was " + abridged(was));
    }

    private static String abridged(JsonNode node) {
        String text = node.toString();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }

    /**
     * Writes a message as a line.
     *
     * @param sequence its place on the connection
     * @param message the message
     * @return the line, without its end
     */
    String write(long sequence, Message message) {
        ObjectNode out = JSON.createObjectNode().put("v", VERSION).put("seq", sequence);
        if (message instanceof Message.Hello hello) {
            out.put("type", "hello")
                    .put("time", hello.at().toEpochMilli())
                    .put("account", hello.account())
                    .put("currency", hello.currency())
                    .put("offset", hello.offsetSeconds())
                    .put("restarts", hello.restarts());
        } else if (message instanceof Message.Reading reading) {
            write(reading.snapshot(), out.put("type", "account"));
        } else if (message instanceof Message.Deals deals) {
            ArrayNode list = out.put("type", "deals").putArray("deals");
            deals.deals().forEach(deal -> write(deal, list.addObject()));
        } else if (message instanceof Message.Ask ask) {
            write(ask.order(), out.put("type", "ask"));
            write(ask.snapshot(), out.putObject("account"));
        } else if (message instanceof Message.Ended ended) {
            out.put("type", "ended").put("id", ended.id()).put("reason", ended.reason());
        } else if (message instanceof Message.Answer answer) {
            write(answer, out.put("type", "answer"));
        } else if (message instanceof Message.DealsSince since) {
            out.put("type", "deals_since").put("time", since.at().toEpochMilli());
        } else if (message instanceof Message.CloseAll close) {
            out.put("type", "close_all").put("reason", close.reason());
        } else if (message instanceof Message.CancelAll cancel) {
            out.put("type", "cancel_all").put("reason", cancel.reason());
        } else if (message instanceof Message.Refuse refuse) {
            out.put("type", "refuse").put("on", refuse.on()).put("reason", refuse.reason());
        }
        return out.toString();
    }

    private static void write(Snapshot snapshot, ObjectNode out) {
        out.put("time", snapshot.at().toEpochMilli())
                .put("balance", plain(snapshot.balance()))
                .put("equity", plain(snapshot.equity()))
                .put("credit", plain(snapshot.credit()));
        snapshot.margin().ifPresent(margin -> out.put("margin", plain(margin)));
        ArrayNode positions = out.putArray("positions");
        for (Position position : snapshot.positions()) {
            ObjectNode each = positions
                    .addObject()
                    .put("id", position.id())
                    .put("lots", position.lots().toPlainString());
            position.profitAtStop().ifPresent(profit -> each.put("profitAtStop", plain(profit)));
        }
        snapshot.pending().ifPresent(orders -> {
            ArrayNode pending = out.putArray("pending");
            for (Order order : orders) {
                write(order, pending.addObject());
            }
        });
    }

    private static void write(Deal deal, ObjectNode out) {
        out.put("id", deal.id())
                .put("time", deal.at().toEpochMilli())
                .put("kind", deal.kind().name().toLowerCase(Locale.ROOT))
                .put("lots", deal.lots().toPlainString())
                .put("profit", plain(deal.profit()))
                .put("commission", plain(deal.commission()))
                .put("swap", plain(deal.swap()))
                .put("fee", plain(deal.fee()));
        deal.positionId().ifPresent(id -> out.put("position", id));
        deal.orderId().ifPresent(id -> out.put("order", id));
    }

    private static void write(Order order, ObjectNode out) {
        out.put("id", order.id());
        order.symbol().ifPresent(symbol -> out.put("symbol", symbol));
        order.side().ifPresent(side -> out.put("side", side.name().toLowerCase(Locale.ROOT)));
        order.lots().ifPresent(lots -> out.put("lots", lots.toPlainString()));
        order.risk().ifPresent(risk -> out.put("risk", plain(risk)));
        order.notional().ifPresent(notional -> {
            out.put("notional", plain(notional.amount()));
            notional.assetClass()
                    .ifPresent(one -> out.put("assetClass", one.name().toLowerCase(Locale.ROOT)));
        });
    }

    private static void write(Message.Answer answer, ObjectNode out) {
        out.put("id", answer.id()).put("allowed", answer.isAllowed()).put("room", plain(answer.room()));
        ArrayNode refusals = out.putArray("refusals");
        for (Refusal refusal : answer.refusals()) {
            refusals.addObject().put("code", refusal.code()).put("text", refusal.text());
        }
    }

    private static String plain(Money money) {
        return money.toBigDecimal().toPlainString();
    }
}
