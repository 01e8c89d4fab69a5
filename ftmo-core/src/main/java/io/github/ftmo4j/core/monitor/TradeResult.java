package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a trade. A position that was taken for closed and reopened makes two: what its false closing booked,
 * and the rest.
 *
 * @param number which of the closed trades of the phase it is, from 1
 * @param id what the broker called the position
 * @param closedAt when it was closed in whole
 * @param risked the most that it would have lost at its stop since it was opened, none if that was never above zero
 * @param profit all that its closing and the changes of its size booked; corrections that came later are not in it. For
 *     a trade that was open as the phase failed, its part of what the account floated then
 */
public record TradeResult(long number, String id, Instant closedAt, Optional<Money> risked, Money profit) {}
