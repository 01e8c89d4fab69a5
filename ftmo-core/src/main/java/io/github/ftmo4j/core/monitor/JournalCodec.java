package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.FloorsSince;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Valuation;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.journal.JournalEntry;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes events and states as fields of a journal, amounts in minor units of the account's currency. */
final class JournalCodec {

    private final Currency currency;

    JournalCodec(Currency currency) {
        this.currency = currency;
    }

    static String type(AccountEvent event) {
        String name = event.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static void write(AccountEvent event, JsonWriter out) {
        out.text("at", event.at().toString());
        if (event instanceof AccountEvent.Opened opened) {
            write(opened.position(), out);
        } else if (event instanceof AccountEvent.Reopened reopened) {
            write(reopened.position(), out);
        } else if (event instanceof AccountEvent.Changed changed) {
            write(changed.position(), out);
            out.number("profit", changed.profit().minorUnits());
        } else if (event instanceof AccountEvent.Marked marked) {
            out.number("equity", marked.equity().minorUnits());
        } else if (event instanceof AccountEvent.Closed closed) {
            out.text("id", closed.id()).number("profit", closed.profit().minorUnits());
        } else if (event instanceof AccountEvent.Corrected corrected) {
            out.text("id", corrected.id()).number("profit", corrected.profit().minorUnits());
        } else if (event instanceof AccountEvent.Booked booked) {
            out.number("profit", booked.profit().minorUnits());
        } else if (event instanceof AccountEvent.CashFlow flow) {
            out.number("amount", flow.amount().minorUnits());
        } else if (event instanceof AccountEvent.PaidOut paid) {
            out.number("amount", paid.amount().minorUnits());
        } else if (event instanceof AccountEvent.Violated violated) {
            out.text("restriction", violated.restriction());
        }
    }

    /** The event of an entry, none if it is of another type. */
    Optional<AccountEvent> event(JournalEntry entry) {
        JsonObject in = entry.fields();
        return Optional.ofNullable(
                switch (entry.type()) {
                    case "opened" -> new AccountEvent.Opened(at(in), position(in));
                    case "reopened" -> new AccountEvent.Reopened(at(in), position(in));
                    case "changed" -> new AccountEvent.Changed(at(in), position(in), money(in, "profit"));
                    case "marked" -> new AccountEvent.Marked(at(in), money(in, "equity"));
                    case "closed" -> new AccountEvent.Closed(at(in), in.text("id"), money(in, "profit"));
                    case "corrected" -> new AccountEvent.Corrected(at(in), in.text("id"), money(in, "profit"));
                    case "booked" -> new AccountEvent.Booked(at(in), money(in, "profit"));
                    case "cashFlow" -> new AccountEvent.CashFlow(at(in), money(in, "amount"));
                    case "paidOut" -> new AccountEvent.PaidOut(at(in), money(in, "amount"));
                    case "violated" -> new AccountEvent.Violated(at(in), in.text("restriction"));
                    case "timePassed" -> new AccountEvent.TimePassed(at(in));
                    default -> null;
                });
    }

    static void write(Position position, JsonWriter out) {
        out.text("id", position.id()).text("lots", Double.toString(position.lots()));
        position.profitAtStop().ifPresent(profit -> out.number("profitAtStop", profit.minorUnits()));
    }

    private Position position(JsonObject in) {
        return new Position(in.text("id"), in.text("lots", Double::valueOf), optionalMoney(in, "profitAtStop"));
    }

    static void write(Order order, JsonWriter out) {
        out.text("id", order.id());
        order.risk().ifPresent(risk -> out.number("risk", risk.minorUnits()));
    }

    Order order(JsonObject in) {
        return new Order(in.text("id"), optionalMoney(in, "risk"));
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
        out.number("bestDayProfit", state.bestDayProfit().minorUnits())
                .number("profitableDaysProfit", state.profitableDaysProfit().minorUnits())
                .number("netProfit", state.netProfit().minorUnits())
                .objects("positions", state.positions(), JournalCodec::write)
                .objects(
                        "closedTrades",
                        state.closedTrades().entrySet(),
                        (trade, fields) -> fields.text("id", trade.getKey())
                                .number("profit", trade.getValue().minorUnits()))
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
        Optional<Failure> failure = in.has("failure") ? Optional.of(failure(in.object("failure"))) : Optional.empty();
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
                money(in, "bestDayProfit"),
                money(in, "profitableDaysProfit"),
                money(in, "netProfit"),
                in.objects("positions").stream().map(this::position).toList(),
                closedTrades(in),
                in.objects("floorsToday").stream().map(this::floorsSince).toList(),
                in.number("countedDays", Math::toIntExact),
                in.flag("todayCounted"),
                optionalDate(in, "firstOpeningDay"),
                optionalDate(in, "lastOpeningDay"),
                in.has("rewardCycleStart")
                        ? Optional.of(in.text("rewardCycleStart", Instant::parse))
                        : Optional.empty(),
                optionalDate(in, "deepSince"),
                in.text("verdict", Verdict::valueOf),
                failure);
    }

    private Map<String, Money> closedTrades(JsonObject in) {
        Map<String, Money> trades = new LinkedHashMap<>();
        in.objects("closedTrades").forEach(trade -> trades.put(trade.text("id"), money(trade, "profit")));
        return trades;
    }

    private Failure failure(JsonObject in) {
        return new Failure(
                in.text("objective", Objective::valueOf), at(in), money(in, "equity"), optionalMoney(in, "floor"));
    }

    static Instant at(JsonObject in) {
        return in.text("at", Instant::parse);
    }

    static void write(TradeResult trade, JsonWriter out) {
        out.number("number", trade.number())
                .text("id", trade.id())
                .text("at", trade.closedAt().toString())
                .number("profit", trade.profit().minorUnits());
        trade.risked().ifPresent(risked -> out.number("risked", risked.minorUnits()));
    }

    TradeResult trade(JsonObject in) {
        return new TradeResult(
                in.number("number"), in.text("id"), at(in), optionalMoney(in, "risked"), money(in, "profit"));
    }

    private Money money(JsonObject in, String name) {
        return new Money(in.number(name), currency);
    }

    private Optional<Money> optionalMoney(JsonObject in, String name) {
        return in.has(name) ? Optional.of(money(in, name)) : Optional.empty();
    }

    private static Optional<LocalDate> optionalDate(JsonObject in, String name) {
        return in.has(name) ? Optional.of(in.text(name, LocalDate::parse)) : Optional.empty();
    }
}
