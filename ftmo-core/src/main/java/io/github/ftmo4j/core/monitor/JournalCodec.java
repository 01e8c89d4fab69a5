package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.FloorsSince;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Valuation;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Notional;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Side;
import io.github.ftmo4j.core.program.AssetClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the entries of a journal, amounts in minor units of the account's currency.
 *
 * <p>The names of fields and codes never change. A field that is not known here is ignored: a change that adds a field
 * without which an entry is misunderstood raises {@link JournalRules#VERSION}. An entry whose type is not known is
 * refused.
 */
final class JournalCodec {

    private final Currency currency;

    JournalCodec(Currency currency) {
        this.currency = currency;
    }

    /** The event that the fields of an entry say; {@link EventWriter} writes them. */
    AccountEvent event(EventKind kind, JsonObject in) {
        return switch (kind) {
            case OPENED -> new AccountEvent.Opened(at(in), position(in));
            case CHANGED -> new AccountEvent.Changed(at(in), position(in), money(in, "profit"));
            case REOPENED -> new AccountEvent.Reopened(at(in), position(in));
            case MARKED -> new AccountEvent.Marked(at(in), money(in, "equity"));
            case CLOSED -> new AccountEvent.Closed(at(in), in.text("id"), money(in, "profit"));
            case CORRECTED ->
                new AccountEvent.Corrected(
                        at(in),
                        in.text("id"),
                        money(in, "profit"),
                        in.has("scope")
                                ? in.text("scope", AccountEvent.Corrected.Scope::valueOf)
                                : AccountEvent.Corrected.Scope.CLOSING);
            case REINSTATED -> new AccountEvent.Reinstated(at(in), in.text("reason"));
            case BOOKED ->
                new AccountEvent.Booked(
                        at(in), money(in, "profit"), in.optional("id", in::text), in.optional("position", in::text));
            case CASH_FLOW -> new AccountEvent.CashFlow(at(in), money(in, "amount"));
            case PAID_OUT -> new AccountEvent.PaidOut(at(in), money(in, "amount"));
            case VIOLATED -> new AccountEvent.Violated(at(in), in.text("restriction"));
            case TIME_PASSED -> new AccountEvent.TimePassed(at(in));
        };
    }

    static JsonWriter write(Position position, JsonWriter out) {
        out.text("id", position.id()).decimal("lots", position.lots());
        position.profitAtStop().ifPresent(profit -> out.number("profitAtStop", profit.minorUnits()));
        return out;
    }

    Position position(JsonObject in) {
        return new Position(in.text("id"), lots(in), optionalMoney(in, "profitAtStop"));
    }

    /** A decimal; journals of earlier versions hold the text of a binary number. */
    private static BigDecimal lots(JsonObject in) {
        return in.value("lots") instanceof String ? in.text("lots", BigDecimal::new) : in.decimal("lots");
    }

    static void write(Order order, JsonWriter out) {
        out.text("id", order.id());
        order.risk().ifPresent(risk -> out.number("risk", risk.minorUnits()));
        order.symbol().ifPresent(symbol -> out.text("symbol", symbol));
        order.side().ifPresent(side -> out.text("side", side.name()));
        order.lots().ifPresent(lots -> out.decimal("lots", lots));
        order.notional().ifPresent(notional -> write(notional, out));
    }

    static void write(Notional notional, JsonWriter out) {
        out.number("notional", notional.amount().minorUnits());
        notional.assetClass().ifPresent(assetClass -> out.text("assetClass", assetClass.name()));
    }

    /** None if the fields state none. */
    Optional<Notional> notional(JsonObject in) {
        return optionalMoney(in, "notional")
                .map(amount ->
                        new Notional(amount, in.optional("assetClass", name -> in.text(name, AssetClass::valueOf))));
    }

    Order order(JsonObject in) {
        return new Order(
                in.text("id"),
                optionalMoney(in, "risk"),
                in.optional("symbol", in::text),
                in.optional("side", name -> in.text(name, Side::valueOf)),
                in.optional("lots", in::decimal),
                notional(in));
    }

    static void write(Deal deal, JsonWriter out) {
        out.text("at", deal.at().toString())
                .text("deal", deal.id())
                .text("kind", deal.kind().name())
                .decimal("lots", deal.lots())
                .number("profit", deal.profit().minorUnits())
                .number("commission", deal.commission().minorUnits())
                .number("swap", deal.swap().minorUnits())
                .number("fee", deal.fee().minorUnits());
        deal.positionId().ifPresent(id -> out.text("position", id));
        deal.orderId().ifPresent(id -> out.text("order", id));
    }

    Deal deal(JsonObject in) {
        return new Deal(
                in.text("deal"),
                at(in),
                in.text("kind", Deal.Kind::valueOf),
                in.optional("position", in::text),
                in.optional("order", in::text),
                in.decimal("lots"),
                money(in, "profit"),
                money(in, "commission"),
                money(in, "swap"),
                money(in, "fee"));
    }

    static void write(AccountState state, JsonWriter out) {
        out.text("at", state.asOf().toString())
                .text("firstDay", state.firstDay().toString())
                .text("day", state.day().toString())
                .number("balance", state.balance().minorUnits())
                .number("equity", state.equity().minorUnits())
                .text("valuation", state.valuation().name())
                .number("cashFlows", state.cashFlows().minorUnits())
                .number("highWaterMark", state.highWaterMark().minorUnits())
                .number("trailingReference", state.trailingReference().minorUnits())
                .number("dayStartBalance", state.dayStartBalance().minorUnits());
        state.dailyLossFloor().ifPresent(floor -> out.number("dailyLossFloor", floor.minorUnits()));
        state.dailyLossLimit().ifPresent(limit -> out.number("dailyLossLimit", limit.minorUnits()));
        out.number("bestDayProfit", state.bestDayProfit().minorUnits())
                .number("profitableDaysProfit", state.profitableDaysProfit().minorUnits())
                .number("netProfit", state.netProfit().minorUnits())
                .objects("positions", state.positions(), JournalCodec::write)
                .objects(
                        "closedTrades",
                        state.closedTrades().entrySet(),
                        (trade, fields) -> fields.text("id", trade.getKey())
                                .number("profit", trade.getValue().minorUnits()))
                .objects(
                        "bookedParts",
                        state.bookedParts().entrySet(),
                        (part, fields) -> fields.text("id", part.getKey())
                                .number("profit", part.getValue().minorUnits()))
                .objects("floorsToday", state.floorsToday(), JournalCodec::write)
                .number("countedDays", state.countedDays())
                .flag("todayCounted", state.todayCounted());
        state.firstOpeningDay().ifPresent(date -> out.text("firstOpeningDay", date.toString()));
        state.lastOpeningDay().ifPresent(date -> out.text("lastOpeningDay", date.toString()));
        state.rewardCycleStart().ifPresent(instant -> out.text("rewardCycleStart", instant.toString()));
        state.deepSince().ifPresent(date -> out.text("deepSince", date.toString()));
        out.text("verdict", state.verdict().name());
        state.failure().ifPresent(failure -> out.object("failure", fields -> write(failure, fields)));
    }

    private static void write(FloorsSince floors, JsonWriter out) {
        out.text("since", floors.since().toString());
        floors.dailyLoss().ifPresent(floor -> out.number("dailyLoss", floor.minorUnits()));
        out.number("maximumLoss", floors.maximumLoss().minorUnits());
        floors.floatingLoss().ifPresent(floor -> out.number("floatingLoss", floor.minorUnits()));
        out.number("cashFlows", floors.cashFlows().minorUnits());
    }

    private FloorsSince floorsSince(JsonObject in) {
        return new FloorsSince(
                in.text("since", Instant::parse),
                optionalMoney(in, "dailyLoss"),
                money(in, "maximumLoss"),
                optionalMoney(in, "floatingLoss"),
                money(in, "cashFlows"));
    }

    private static void write(Failure failure, JsonWriter out) {
        out.text("objective", failure.objective().name())
                .text("at", failure.at().toString())
                .number("equity", failure.equity().minorUnits());
        failure.floor().ifPresent(floor -> out.number("floor", floor.minorUnits()));
    }

    AccountState state(JsonObject in) {
        return new AccountState(
                at(in),
                in.text("firstDay", LocalDate::parse),
                in.text("day", LocalDate::parse),
                money(in, "balance"),
                money(in, "equity"),
                in.text("valuation", Valuation::valueOf),
                money(in, "cashFlows"),
                money(in, "highWaterMark"),
                money(in, "trailingReference"),
                money(in, "dayStartBalance"),
                optionalMoney(in, "dailyLossFloor"),
                optionalMoney(in, "dailyLossLimit"),
                money(in, "bestDayProfit"),
                money(in, "profitableDaysProfit"),
                money(in, "netProfit"),
                in.objects("positions").stream().map(this::position).toList(),
                trades(in, "closedTrades"),
                in.has("bookedParts") ? trades(in, "bookedParts") : Map.of(),
                in.objects("floorsToday").stream().map(this::floorsSince).toList(),
                in.number("countedDays", Math::toIntExact),
                in.flag("todayCounted"),
                optionalDate(in, "firstOpeningDay"),
                optionalDate(in, "lastOpeningDay"),
                in.optional("rewardCycleStart", name -> in.text(name, Instant::parse)),
                optionalDate(in, "deepSince"),
                in.text("verdict", Verdict::valueOf),
                in.optional("failure", name -> failure(in.object(name))));
    }

    private Map<String, Money> trades(JsonObject in, String name) {
        Map<String, Money> trades = new LinkedHashMap<>();
        in.objects(name).forEach(trade -> trades.put(trade.text("id"), money(trade, "profit")));
        return trades;
    }

    private Failure failure(JsonObject in) {
        return new Failure(
                in.text("objective", Objective::valueOf), at(in), money(in, "equity"), optionalMoney(in, "floor"));
    }

    static Instant at(JsonObject in) {
        return in.text("at", Instant::parse);
    }

    static void write(ClosedTrade trade, JsonWriter out) {
        out.number("number", trade.number())
                .text("id", trade.id())
                .text("at", trade.closedAt().toString())
                .number("profit", trade.profit().minorUnits());
        trade.risked().ifPresent(risked -> out.number("risked", risked.minorUnits()));
    }

    ClosedTrade trade(JsonObject in) {
        return new ClosedTrade(
                in.number("number"), in.text("id"), at(in), optionalMoney(in, "risked"), money(in, "profit"));
    }

    private Money money(JsonObject in, String name) {
        return new Money(in.number(name), currency);
    }

    private Optional<Money> optionalMoney(JsonObject in, String name) {
        return in.optional(name, field -> money(in, field));
    }

    private static Optional<LocalDate> optionalDate(JsonObject in, String name) {
        return in.optional(name, field -> in.text(field, LocalDate::parse));
    }
}
