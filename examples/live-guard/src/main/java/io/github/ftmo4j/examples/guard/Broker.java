package io.github.ftmo4j.examples.guard;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A simulated broker: holds positions, values them, and closes them at their stops and targets. */
final class Broker {

    private static final BigDecimal UNITS_PER_LOT = BigDecimal.valueOf(100_000);

    private final List<Trade> open = new ArrayList<>();
    private Money balance;
    private Quote last;

    /**
     * An open position.
     *
     * @param stop none if it has none
     * @param target none if it has none
     */
    record Trade(
            String id,
            Side side,
            BigDecimal lots,
            BigDecimal entry,
            Optional<BigDecimal> stop,
            Optional<BigDecimal> target) {

        /** The price at which this quote closes it, none if it does not. A stop that is jumped over fills worse. */
        private Optional<Fill> closedBy(Quote quote) {
            BigDecimal exit = quote.exit(side);
            if (stop.isPresent() && side.gain(stop.get(), exit).signum() <= 0) {
                return Optional.of(
                        new Fill(this, exit, "stopped out (stop " + stop.get().toPlainString() + ")"));
            }
            return target.filter(price -> side.gain(price, exit).signum() >= 0)
                    .map(price -> new Fill(this, price, "take profit"));
        }
    }

    /** A position that was closed. */
    record Fill(Trade trade, BigDecimal price, String how) {
        BigDecimal profit() {
            return trade.side()
                    .gain(trade.entry(), price)
                    .multiply(trade.lots())
                    .multiply(UNITS_PER_LOT)
                    .setScale(2, RoundingMode.HALF_UP);
        }
    }

    Broker(Money balance, Quote first) {
        this.balance = balance;
        this.last = first;
    }

    Quote last() {
        return last;
    }

    void open(Trade trade) {
        open.add(trade);
    }

    boolean isFlat() {
        return open.isEmpty();
    }

    /** Takes a quote, and says what it closed. */
    List<Fill> quote(Quote quote) {
        last = quote;
        List<Fill> fills = new ArrayList<>();
        for (Iterator<Trade> trades = open.iterator(); trades.hasNext(); ) {
            trades.next().closedBy(quote).ifPresent(fill -> {
                trades.remove();
                fills.add(fill);
                balance = balance.plus(money(fill.profit()));
            });
        }
        return fills;
    }

    /** Closes everything at the last quote. */
    List<Fill> flatten() {
        List<Fill> fills = open.stream().map(trade -> atMarket(trade)).toList();
        open.clear();
        fills.forEach(fill -> balance = balance.plus(money(fill.profit())));
        return fills;
    }

    Money balance() {
        return balance;
    }

    Money equity() {
        return open.stream().map(trade -> money(atMarket(trade).profit())).reduce(balance, Money::plus);
    }

    Money money(BigDecimal amount) {
        return balance.withMinorUnits(amount.movePointRight(2).longValueExact());
    }

    private Fill atMarket(Trade trade) {
        return new Fill(trade, last.exit(trade.side()), "closed");
    }
}
