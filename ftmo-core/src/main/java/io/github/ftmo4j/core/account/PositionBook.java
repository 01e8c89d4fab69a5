package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The open positions and the last closed trades of an account. Not thread-safe. */
final class PositionBook {

    /** How many closed trades are kept for later corrections. */
    static final int CLOSED_TRADES = 1_000;

    private final Map<String, Position> positions = new LinkedHashMap<>();
    private final Map<String, Money> closedTrades = new LinkedHashMap<>();

    /** What positions have booked before their closing. */
    private final Map<String, Money> bookedParts = new LinkedHashMap<>();

    void restore(AccountState state) {
        state.positions().forEach(this::hold);
        closedTrades.putAll(state.closedTrades());
        bookedParts.putAll(state.bookedParts());
    }

    /** Holds a position, in place of the one of its id. */
    void hold(Position position) {
        positions.put(position.id(), position);
    }

    /** Notes what a position has booked while it was open. */
    void bookPart(String id, @Nullable Money profit) {
        if (profit != null && profit.minorUnits() != 0) {
            bookedParts.merge(id, profit, Money::plus);
        }
    }

    /** Holds a closed position again; what its closing has booked is a part of its result from now on. */
    void reopen(Position position) {
        bookPart(position.id(), closedTrades.remove(position.id()));
        hold(position);
    }

    void close(String id, Money profit) {
        positions.remove(id);
        closedTrades.put(id, profit);
        if (closedTrades.size() > CLOSED_TRADES) {
            String oldest = closedTrades.keySet().iterator().next();
            closedTrades.remove(oldest);
            bookedParts.remove(oldest);
        }
    }

    /** By how much a correction changes the balance. */
    Money change(AccountEvent.Corrected corrected) {
        Money nothing = corrected.profit().withMinorUnits(0);
        Money closing = closedTrades.getOrDefault(corrected.id(), nothing);
        return corrected.profit().minus(isOfTrade(corrected) ? closing.plus(part(corrected)) : closing);
    }

    private Money part(AccountEvent.Corrected corrected) {
        return bookedParts.getOrDefault(corrected.id(), corrected.profit().withMinorUnits(0));
    }

    private static boolean isOfTrade(AccountEvent.Corrected corrected) {
        return corrected.scope() == AccountEvent.Corrected.Scope.TRADE;
    }

    /** Corrects a closed trade; returns by how much that changes the balance. */
    Money correct(AccountEvent.Corrected corrected) {
        Money change = change(corrected);
        closedTrades.replace(corrected.id(), corrected.profit());
        if (isOfTrade(corrected)) {
            bookedParts.remove(corrected.id());
        }
        return change;
    }

    boolean isOpen(String id) {
        return positions.containsKey(id);
    }

    boolean wasClosed(String id) {
        return closedTrades.containsKey(id);
    }

    Set<String> ids() {
        return positions.keySet();
    }

    List<Position> positions() {
        return List.copyOf(positions.values());
    }

    Map<String, Money> closedTrades() {
        return Collections.unmodifiableMap(closedTrades);
    }

    Map<String, Money> bookedParts() {
        return Collections.unmodifiableMap(bookedParts);
    }
}
