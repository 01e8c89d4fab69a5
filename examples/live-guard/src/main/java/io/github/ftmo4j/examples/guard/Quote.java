package io.github.ftmo4j.examples.guard;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a position could be closed at.
 *
 * @param at when
 * @param bid what a seller gets
 * @param ask what a buyer pays
 */
record Quote(Instant at, BigDecimal bid, BigDecimal ask) {

    BigDecimal entry(Side side) {
        return side == Side.BUY ? ask : bid;
    }

    BigDecimal exit(Side side) {
        return side == Side.BUY ? bid : ask;
    }
}
