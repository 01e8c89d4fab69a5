package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.json.JsonWriter;
import io.github.ftmo4j.core.money.Money;

/**
 * Writes what an event says as fields of its entry; {@link JournalCodec#event} reads them.
 *
 * @param out takes the fields
 */
record EventWriter(JsonWriter out) implements AccountEvent.Visitor<JsonWriter> {

    private JsonWriter at(AccountEvent event) {
        return out.text("at", event.at().toString());
    }

    private static JsonWriter profit(Money profit, JsonWriter out) {
        return out.number("profit", profit.minorUnits());
    }

    @Override
    public JsonWriter opened(AccountEvent.Opened event) {
        return JournalCodec.write(event.position(), at(event));
    }

    @Override
    public JsonWriter changed(AccountEvent.Changed event) {
        return profit(event.profit(), JournalCodec.write(event.position(), at(event)));
    }

    @Override
    public JsonWriter reopened(AccountEvent.Reopened event) {
        return JournalCodec.write(event.position(), at(event));
    }

    @Override
    public JsonWriter marked(AccountEvent.Marked event) {
        return at(event).number("equity", event.equity().minorUnits());
    }

    @Override
    public JsonWriter closed(AccountEvent.Closed event) {
        return profit(event.profit(), at(event).text("id", event.id()));
    }

    @Override
    public JsonWriter corrected(AccountEvent.Corrected event) {
        JsonWriter fields = profit(event.profit(), at(event).text("id", event.id()));
        return event.scope() == AccountEvent.Corrected.Scope.CLOSING
                ? fields
                : fields.text("scope", event.scope().name());
    }

    @Override
    public JsonWriter reinstated(AccountEvent.Reinstated event) {
        return at(event).text("reason", event.reason());
    }

    @Override
    public JsonWriter booked(AccountEvent.Booked event) {
        event.id().ifPresent(id -> out.text("id", id));
        event.positionId().ifPresent(id -> out.text("position", id));
        return profit(event.profit(), at(event));
    }

    @Override
    public JsonWriter cashFlow(AccountEvent.CashFlow event) {
        return at(event).number("amount", event.amount().minorUnits());
    }

    @Override
    public JsonWriter paidOut(AccountEvent.PaidOut event) {
        return at(event).number("amount", event.amount().minorUnits());
    }

    @Override
    public JsonWriter violated(AccountEvent.Violated event) {
        return at(event).text("restriction", event.restriction());
    }

    @Override
    public JsonWriter timePassed(AccountEvent.TimePassed event) {
        return at(event);
    }
}
