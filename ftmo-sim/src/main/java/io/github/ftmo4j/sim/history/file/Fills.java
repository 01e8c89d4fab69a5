package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes trades of fills: what closes is matched with what opened, in the order of time.
 *
 * <p>A closing fill takes an opening one of its own volume if there is one, else the oldest. Fills that are matched
 * with each other, directly or through a third, are one trade: a scale-in closed at once, a position closed in parts.
 * The costs of an opening fill belong to the trade as soon as a part of it is closed.
 */
final class Fills {

    /** What a fill does to a position. */
    enum Effect {
        OPEN,
        CLOSE,
        /** It closes what is open on the other side, and opens with what is left. */
        REVERSE
    }

    /**
     * A fill.
     *
     * @param line where it stands
     * @param text equal for rows that are equal in all cells
     * @param book equal for fills that can close each other, such as account and symbol
     * @param account the account
     * @param symbol the symbol
     * @param side 1 for a purchase, −1 for a sale
     * @param effect what it does
     * @param volume above zero
     * @param time when
     * @param profit what the file states that it earned before costs, zero where it opens
     * @param costs negative if paid
     * @param priced the price at which it was filled, where the profit follows from prices
     */
    record Fill(
            long line,
            String text,
            String book,
            String account,
            String symbol,
            int side,
            Effect effect,
            BigDecimal volume,
            Instant time,
            BigDecimal profit,
            BigDecimal costs,
            Optional<Priced> priced) {

        /** What a volume earned that the other fill had opened. */
        private BigDecimal earned(Fill opening, BigDecimal closed) {
            return priced.flatMap(end -> opening.priced.map(start -> end.price()
                            .subtract(start.price())
                            .multiply(end.pointValue())
                            .multiply(closed)
                            .multiply(BigDecimal.valueOf(opening.side))))
                    .orElse(BigDecimal.ZERO);
        }
    }

    /**
     * A price.
     *
     * @param price the price
     * @param pointValue what a volume of one earns if the price rises by one
     */
    record Priced(BigDecimal price, BigDecimal pointValue) {}

    /** An opening fill, or what is left of it. */
    private static final class Lot {
        private final Fill fill;
        private BigDecimal left;
        private BigDecimal costs;
        private int trade;

        Lot(Fill fill, BigDecimal left, BigDecimal costs, int trade) {
            this.fill = fill;
            this.left = left;
            this.costs = costs;
            this.trade = trade;
        }
    }

    private final Findings findings;
    private final boolean costsApart;
    private final Map<String, List<Lot>> open = new LinkedHashMap<>();
    private final List<Leg> legs = new ArrayList<>();
    private final List<Integer> legTrades = new ArrayList<>();

    /** Of each trade the one that it became a part of, itself if none. */
    private final List<Integer> became = new ArrayList<>();

    private final Map<Integer, Instant> openedAt = new HashMap<>();

    private Fills(Findings findings, boolean costsApart) {
        this.findings = findings;
        this.costsApart = costsApart;
    }

    /**
     * The trades of fills.
     *
     * @param costsApart whether the stated profit is before the costs
     */
    static List<Leg> trades(List<Fill> fills, boolean costsApart, Findings findings) {
        Fills all = new Fills(findings, costsApart);
        fills.stream().sorted(Comparator.comparing(Fill::time)).forEach(all::see);
        return all.legs();
    }

    private void see(Fill fill) {
        List<Lot> lots = open.computeIfAbsent(fill.book(), book -> new ArrayList<>());
        Effect effect = effect(fill, lots);
        if (effect == Effect.OPEN) {
            lots.add(new Lot(fill, fill.volume(), fill.costs(), trade()));
            return;
        }
        BigDecimal left = fill.volume();
        Instant opened = null;
        int trade = -1;
        BigDecimal costs = fill.costs();
        BigDecimal profit = fill.profit();
        while (left.signum() > 0) {
            Lot lot = match(lots, fill, left);
            if (lot == null) {
                break;
            }
            BigDecimal taken = lot.left.min(left);
            left = left.subtract(taken);
            lot.left = lot.left.subtract(taken);
            profit = profit.add(fill.earned(lot.fill, taken));
            costs = costs.add(lot.costs);
            lot.costs = BigDecimal.ZERO;
            trade = trade < 0 ? root(lot.trade) : merge(trade, lot.trade);
            opened = opened == null || lot.fill.time().isBefore(opened) ? lot.fill.time() : opened;
            if (lot.left.signum() == 0) {
                lots.remove(lot);
            }
        }
        boolean closes =
                opened != null || (effect == Effect.CLOSE && fill.priced().isEmpty());
        if (closes) {
            close(fill, opened, trade < 0 ? trade() : trade, profit, costs);
        }
        if (left.signum() > 0 && effect == Effect.REVERSE) {
            lots.add(new Lot(fill, left, closes ? BigDecimal.ZERO : fill.costs(), trade()));
        } else if (left.signum() > 0) {
            String what = "the file does not have, or only in part; "
                    + (fill.priced().isPresent()
                            ? "what has no opening has no profit and was left out"
                            : "the time of the close counts where there is no other");
            findings.count(
                    fill.line(),
                    "",
                    "close of a position whose opening " + what,
                    "closes of positions whose openings " + what);
        }
    }

    /** What earned something closed something, even if its opening is not there. */
    private static Effect effect(Fill fill, List<Lot> lots) {
        boolean earned = fill.priced().isEmpty() && fill.profit().signum() != 0;
        return fill.effect() == Effect.REVERSE && earned && match(lots, fill, fill.volume()) == null
                ? Effect.CLOSE
                : fill.effect();
    }

    private static @Nullable Lot match(List<Lot> lots, Fill fill, BigDecimal volume) {
        Lot oldest = null;
        for (Lot lot : lots) {
            if (lot.fill.side() != fill.side()) {
                if (lot.left.compareTo(volume) == 0) {
                    return lot;
                }
                oldest = oldest == null ? lot : oldest;
            }
        }
        return oldest;
    }

    private void close(Fill fill, @Nullable Instant opened, int trade, BigDecimal profit, BigDecimal costs) {
        Instant from = opened == null ? fill.time() : opened;
        openedAt.merge(trade, from, (one, two) -> one.isBefore(two) ? one : two);
        legTrades.add(trade);
        legs.add(new Leg(
                fill.line(),
                fill.text(),
                "",
                fill.account(),
                fill.symbol(),
                fill.side() > 0 ? "short" : "long",
                from,
                opened == null ? null : fill.time(),
                costsApart ? profit.add(costs) : profit,
                costs,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                ""));
    }

    private int trade() {
        became.add(became.size());
        return became.size() - 1;
    }

    private int root(int trade) {
        int root = trade;
        while (became.get(root) != root) {
            root = became.get(root);
        }
        return root;
    }

    private int merge(int one, int two) {
        int root = Math.min(root(one), root(two));
        became.set(root(one), root);
        became.set(root(two), root);
        return root;
    }

    private List<Leg> legs() {
        List<Leg> joined = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            joined.add(legs.get(i).position("fills " + root(legTrades.get(i))));
        }
        long stillOpen = open.values().stream().mapToLong(List::size).sum();
        if (stillOpen > 0) {
            Fill first = open.values().stream()
                    .flatMap(List::stream)
                    .map(lot -> lot.fill)
                    .min(Comparator.comparingLong(Fill::line))
                    .orElseThrow();
            BigDecimal costs = open.values().stream()
                    .flatMap(List::stream)
                    .map(lot -> lot.costs)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            findings.note(
                    first.line(),
                    "",
                    "opens " + (stillOpen == 1 ? "a position" : "the first of " + stillOpen + " positions")
                            + " still open at the end, left out"
                            + (costs.signum() == 0 ? "" : " with costs of " + costs.toPlainString()));
        }
        return joined;
    }
}
