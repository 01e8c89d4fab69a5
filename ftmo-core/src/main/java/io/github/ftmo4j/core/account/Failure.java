package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * How a phase failed.
 *
 * @param objective the violated objective
 * @param at when it was violated; for a breach by a floor that moved with the day, its first instant; for what is
 *     judged as a day ends, the first instant after that day
 * @param equity the equity at that instant, as far as it was known
 * @param floor the floor that was breached, none if the objective has no floor
 */
public record Failure(Objective objective, Instant at, Money equity, Optional<Money> floor) {}
