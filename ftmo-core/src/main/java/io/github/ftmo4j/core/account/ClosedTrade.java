package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * A trade that was closed. A position that was taken for closed and then reopened makes two trades: the first holds
 * what its false closing booked, the second holds the rest.
 *
 * @param number which of the closed trades of the phase it is, from 1
 * @param id what the broker called the position
 * @param closedAt when the position was closed in whole
 * @param risked the largest loss at its stop since it was opened; none if that was never above zero
 * @param profit what its closing and the changes of its size booked, without later corrections. For a position that was
 *     open when the phase failed, its part of the floating profit at that moment
 */
public record ClosedTrade(long number, String id, Instant closedAt, Optional<Money> risked, Money profit) {}
