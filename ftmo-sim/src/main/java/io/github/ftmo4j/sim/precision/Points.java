package io.github.ftmo4j.sim.precision;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Parts of a probability as text. */
final class Points {

    private Points() {}

    /** Percentage points with two significant digits, such as {@code 0.10 points}. */
    static String text(double share) {
        return new BigDecimal(100 * share)
                        .round(new MathContext(2, RoundingMode.HALF_UP))
                        .toPlainString()
                + " points";
    }
}
