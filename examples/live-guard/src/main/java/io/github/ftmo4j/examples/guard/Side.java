package io.github.ftmo4j.examples.guard;

import java.math.BigDecimal;

enum Side {
    BUY,
    SELL;

    /** How far a price has moved to the good, below zero to the bad. */
    BigDecimal gain(BigDecimal from, BigDecimal to) {
        return this == BUY ? to.subtract(from) : from.subtract(to);
    }

    /** The price that lies so much to the good, or to the bad if below zero. */
    BigDecimal away(BigDecimal from, BigDecimal gain) {
        return this == BUY ? from.add(gain) : from.subtract(gain);
    }
}
