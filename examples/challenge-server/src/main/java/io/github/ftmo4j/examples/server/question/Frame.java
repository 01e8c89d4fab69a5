package io.github.ftmo4j.examples.server.question;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.OrderCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a monitor says about an account at one moment, as JSON. */
final class Frame {

    private Frame() {}

    static ObjectNode of(Instant at, Assessment now, OrderCheck check, List<String> events) {
        double equity = now.equity().toBigDecimal().doubleValue();
        ObjectNode frame = JsonNodeFactory.instance
                .objectNode()
                .put("at", at.toString())
                .put("verdict", now.verdict().name())
                .put("balance", now.balance().toBigDecimal())
                .put("equity", equity);
        putHeadroom(frame, "maximumLoss", Optional.of(now.headroom().maximumLoss()), equity);
        putHeadroom(frame, "dailyLoss", now.headroom().dailyLoss(), equity);
        ArrayNode refusals = frame.putArray("refusals");
        check.refusals().forEach(refusal -> refusals.add(refusal.code()));
        ArrayNode latest = frame.putArray("events");
        events.forEach(latest::add);
        return frame;
    }

    private static void putHeadroom(ObjectNode frame, String name, Optional<Money> headroom, double equity) {
        Optional<Double> amount = headroom.map(money -> money.toBigDecimal().doubleValue());
        frame.put(name + "Headroom", amount.orElse(null));
        frame.put(name + "Floor", amount.map(room -> equity - room).orElse(null));
    }
}
