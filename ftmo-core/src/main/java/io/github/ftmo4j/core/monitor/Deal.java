package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Lots;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A deal as the history of a broker lists it: an execution, or a booking. The deals of an account explain every change
 * of its balance.
 *
 * <pre>{@code
 * var at = Instant.parse("2026-03-02T09:00:00Z");
 * var lots = new java.math.BigDecimal("0.40");
 * var bought = Deal.entry("5001", at, "1001", lots, usd(0)).withCommission(usd(-2));
 * var sold = Deal.exit("5002", at.plusSeconds(60), "1001", lots, usd(180)).withCommission(usd(-2));
 * }</pre>
 *
 * @param id what the broker calls the deal; unique on the account, so that a deal that arrives twice counts once
 * @param at when it was executed
 * @param kind what it did
 * @param positionId what the broker calls the position; present for entries, exits and reversals, and for a booking
 *     that belongs to a position
 * @param orderId the order that was filled, if the broker states it
 * @param lots the volume, above zero in the form of {@link Lots} for entries, exits and reversals, zero otherwise
 * @param profit the result of the price alone, or the amount of a booking, as the balance moves
 * @param commission the commission, below zero for a cost
 * @param swap the swap, below zero for a cost
 * @param fee other fees, below zero for a cost
 */
public record Deal(
        String id,
        Instant at,
        Kind kind,
        Optional<String> positionId,
        Optional<String> orderId,
        BigDecimal lots,
        Money profit,
        Money commission,
        Money swap,
        Money fee) {

    /** What a deal does. */
    public enum Kind {

        /** Opens a position or adds to it. */
        ENTRY,

        /** Closes a position in whole or in part. */
        EXIT,

        /** Closes a net position and opens one on the other side with the rest of the volume. */
        REVERSAL,

        /** Money is paid in, or out if it is negative. It is neither profit nor loss. */
        CASH_FLOW,

        /** A reward is paid out: the profit is below zero, and a new reward cycle begins. */
        REWARD,

        /** Profit or loss apart from an execution: a charge, an interest, a dividend, a correction. */
        BOOKING,

        /** The firm's credit changes, which is no part of the balance. */
        CREDIT
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if an id is blank, the volume does not fit the kind, an amount is in another
     *     currency or out of range, or an execution names no position
     */
    public Deal {
        requireText(id, "id");
        positionId.ifPresent(text -> requireText(text, "positionId"));
        orderId.ifPresent(text -> requireText(text, "orderId"));
        boolean execution = kind == Kind.ENTRY || kind == Kind.EXIT || kind == Kind.REVERSAL;
        if (execution && positionId.isEmpty()) {
            throw new IllegalArgumentException("positionId of " + kind + " " + id + " must be present");
        }
        if (execution ? lots.signum() <= 0 : lots.signum() != 0) {
            throw new IllegalArgumentException("lots of " + kind + " " + id + " must be "
                    + (execution ? "above zero" : "zero") + ", was " + lots.toPlainString());
        }
        if (execution) {
            lots = Lots.of(lots, "lots of " + kind + " " + id);
        }
        for (Money amount : new Money[] {profit, commission, swap, fee}) {
            if (!MinorUnits.isInRange(amount.in(profit.currency()))) {
                throw new IllegalArgumentException("amounts of deal " + id + " must be within ±"
                        + profit.withMinorUnits(MinorUnits.LARGEST) + ", was " + amount);
            }
        }
        if (kind == Kind.REWARD && profit.minorUnits() >= 0) {
            throw new IllegalArgumentException("profit of REWARD " + id + " must be below zero, was " + profit);
        }
    }

    private static void requireText(String text, String name) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " of a deal must not be blank, was \"" + text + "\"");
        }
    }

    /**
     * A deal that opens a position or adds to it.
     *
     * @param id what the broker calls the deal
     * @param at when
     * @param positionId the position
     * @param lots the volume, above zero
     * @param profit zero, unless the broker books something with the entry; states the currency
     * @return the deal, without costs
     */
    public static Deal entry(String id, Instant at, String positionId, BigDecimal lots, Money profit) {
        return of(id, at, Kind.ENTRY, Optional.of(positionId), lots, profit);
    }

    /**
     * A deal that closes a position in whole or in part.
     *
     * @param id what the broker calls the deal
     * @param at when
     * @param positionId the position
     * @param lots the volume, above zero
     * @param profit the result of the price alone
     * @return the deal, without costs
     */
    public static Deal exit(String id, Instant at, String positionId, BigDecimal lots, Money profit) {
        return of(id, at, Kind.EXIT, Optional.of(positionId), lots, profit);
    }

    /**
     * A deal that turns a net position.
     *
     * @param id what the broker calls the deal
     * @param at when
     * @param positionId the position
     * @param lots the volume: that of the old position and that of the new one
     * @param profit the result of the old position, by the price alone
     * @return the deal, without costs
     */
    public static Deal reversal(String id, Instant at, String positionId, BigDecimal lots, Money profit) {
        return of(id, at, Kind.REVERSAL, Optional.of(positionId), lots, profit);
    }

    /**
     * A deal without an execution.
     *
     * @param id what the broker calls the deal
     * @param at when
     * @param kind {@link Kind#CASH_FLOW}, {@link Kind#REWARD}, {@link Kind#BOOKING} or {@link Kind#CREDIT}
     * @param amount the amount as the balance, or the credit, moves
     * @return the deal
     */
    public static Deal booking(String id, Instant at, Kind kind, Money amount) {
        return of(id, at, kind, Optional.empty(), BigDecimal.ZERO, amount);
    }

    private static Deal of(String id, Instant at, Kind kind, Optional<String> position, BigDecimal lots, Money profit) {
        Money zero = profit.withMinorUnits(0);
        return new Deal(id, at, kind, position, Optional.empty(), lots, profit, zero, zero, zero);
    }

    /**
     * The same deal with a commission.
     *
     * @param amount below zero for a cost
     * @return the deal
     */
    public Deal withCommission(Money amount) {
        return new Deal(id, at, kind, positionId, orderId, lots, profit, amount, swap, fee);
    }

    /**
     * The same deal with a swap.
     *
     * @param amount below zero for a cost
     * @return the deal
     */
    public Deal withSwap(Money amount) {
        return new Deal(id, at, kind, positionId, orderId, lots, profit, commission, amount, fee);
    }

    /**
     * The same deal with a fee.
     *
     * @param amount below zero for a cost
     * @return the deal
     */
    public Deal withFee(Money amount) {
        return new Deal(id, at, kind, positionId, orderId, lots, profit, commission, swap, amount);
    }

    /**
     * The same deal as the fill of an order.
     *
     * @param order what the broker, or the check before it was sent, calls the order
     * @return the deal
     */
    public Deal ofOrder(String order) {
        return new Deal(id, at, kind, positionId, Optional.of(order), lots, profit, commission, swap, fee);
    }

    /**
     * What the deal changes the balance by; nothing for a {@link Kind#CREDIT}.
     *
     * @return profit, commission, swap and fee together
     */
    public Money net() {
        return kind == Kind.CREDIT
                ? profit.withMinorUnits(0)
                : profit.withMinorUnits(
                        profit.minorUnits() + commission.minorUnits() + swap.minorUnits() + fee.minorUnits());
    }
}
