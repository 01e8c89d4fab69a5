package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.time.Instant;

/** Something that happened on an account. That midnight passed is no event of its own: it follows from the instants. */
public sealed interface AccountEvent {

    /**
     * When it happened.
     *
     * @return the instant
     */
    Instant at();

    /**
     * A position was opened.
     *
     * @param at when
     */
    record Opened(Instant at) implements AccountEvent {}

    /**
     * The open positions were valued.
     *
     * @param at when
     * @param equity balance plus floating profit
     */
    record Marked(Instant at, Money equity) implements AccountEvent {}

    /**
     * A position was closed.
     *
     * @param at when
     * @param profit what it earned after all costs
     */
    record Closed(Instant at, Money profit) implements AccountEvent {}

    /**
     * Money was paid in or out.
     *
     * @param at when
     * @param amount paid in, or out if negative
     */
    record CashFlow(Instant at, Money amount) implements AccountEvent {}

    /**
     * Nothing but time has passed.
     *
     * @param at the present
     */
    record TimePassed(Instant at) implements AccountEvent {}
}
