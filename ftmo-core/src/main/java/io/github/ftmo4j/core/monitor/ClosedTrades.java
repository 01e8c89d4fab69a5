package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last {@link LiveView#TRADES} closed trades of a phase, oldest first. Not thread-safe. */
final class ClosedTrades {

    private final Deque<ClosedTrade> trades = new ArrayDeque<>();
    private long closed;

    /** Adds the next trade. */
    void add(String id, Instant at, Optional<Money> risked, Money profit) {
        add(new ClosedTrade(closed + 1, id, at, risked, profit));
    }

    /** Adds a trade as a journal holds it. */
    void add(ClosedTrade trade) {
        closed = trade.number();
        trades.addLast(trade);
        if (trades.size() > LiveView.TRADES) {
            trades.removeFirst();
        }
    }

    List<ClosedTrade> after(long number) {
        return trades.stream().filter(trade -> trade.number() > number).toList();
    }

    Collection<ClosedTrade> all() {
        return Collections.unmodifiableCollection(trades);
    }

    /** The most that the trades of a position risked, in minor units. */
    long riskedBy(String id) {
        return trades.stream()
                .filter(trade -> trade.id().equals(id))
                .flatMap(trade -> trade.risked().stream())
                .mapToLong(Money::minorUnits)
                .max()
                .orElse(0);
    }
}
