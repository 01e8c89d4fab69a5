package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Side;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Where a sized trade is placed.
 *
 * @param instrument what is traded
 * @param side whether it is bought or sold
 * @param entry the price of the entry
 * @param stop the price of the stop
 * @param lots the size in lots; zero means do not trade
 * @param freeMargin the equity that is not used as margin, if it decided the size
 */
public record Placement(
        Instrument instrument,
        Side side,
        BigDecimal entry,
        BigDecimal stop,
        BigDecimal lots,
        Optional<Money> freeMargin) {

    /** The largest size that a margin allows. */
    BigDecimal most(FreeMargin margin) {
        return instrument.lotsWorth(margin.leverage().notional(margin.amount(), instrument.assetClass()), entry);
    }

    Money risk() {
        return instrument.risk(lots, entry, stop);
    }

    Placement of(BigDecimal size) {
        return new Placement(instrument, side, entry, stop, size, Optional.empty());
    }

    Placement boundBy(Money margin) {
        return new Placement(instrument, side, entry, stop, lots, Optional.of(margin));
    }
}
