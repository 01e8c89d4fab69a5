package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.List;

/**
 * An account as its broker reports it.
 *
 * @param at when
 * @param balance closed money
 * @param equity balance plus floating profit
 * @param positions all open positions
 */
public record Snapshot(Instant at, Money balance, Money equity, List<Position> positions) {

    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException if an amount is out of range or in another currency, or two positions have the
     *     same id
     */
    public Snapshot {
        positions = List.copyOf(positions);
        requireSane(balance, balance, "balance");
        requireSane(equity, balance, "equity");
        for (Position position : positions) {
            if (position.profitAtStop().isPresent()) {
                requireSane(position.profitAtStop().get(), balance, "profitAtStop of " + position.id());
            }
        }
        if (positions.stream().map(Position::id).distinct().count() < positions.size()) {
            throw new IllegalArgumentException("positions must have different ids, were " + positions);
        }
    }

    private static void requireSane(Money amount, Money balance, String name) {
        if (Math.abs(amount.in(balance.currency())) > MinorUnits.LARGEST) {
            throw new IllegalArgumentException(
                    name + " must be within ±" + balance.withMinorUnits(MinorUnits.LARGEST) + ", was " + amount);
        }
    }
}
