package io.github.ftmo4j.core.order;

import io.github.ftmo4j.core.money.Money;
import java.util.List;

/**
 * Whether an order may be sent. If it may, its risk is reserved: it counts until the order is filled or released.
 *
 * @param order the order
 * @param refusals all reasons against it, empty if it may be sent
 * @param room the most that an order could have risked as far as floors and caps go, zero if nothing
 */
public record OrderCheck(Order order, List<Refusal> refusals, Money room) {

    /** Copies the refusals. */
    public OrderCheck {
        refusals = List.copyOf(refusals);
    }

    /**
     * Whether the order may be sent.
     *
     * @return whether there is no refusal
     */
    public boolean isAllowed() {
        return refusals.isEmpty();
    }
}
