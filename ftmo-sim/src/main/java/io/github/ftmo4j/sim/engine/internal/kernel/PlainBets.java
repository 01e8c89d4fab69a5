package io.github.ftmo4j.sim.engine.internal.kernel;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A fixed share of the balance on trades with two results, where each amount takes a single rounding instruction.
 *
 * <p>{@code MinorUnits} counts a product that is less than 2<sup>−51</sup> of itself below a whole number as that
 * number. Let a fraction be a decimal with k digits after the point. Its product t with a whole number is a multiple of
 * 10<sup>−k</sup>, and a product of doubles differs from t by less than t · 2<sup>−51</sup>. As long as t ·
 * 2<sup>−49</sup> is below 10<sup>−k</sup>, it follows that {@code MinorUnits.down} is the floor of t itself; and so is
 * the floor of the product with the fraction · (1 + 2<sup>−51</sup>), since that product is at least t and less than t
 * + 10<sup>−k</sup>. Likewise {@code MinorUnits.round} of a positive product is the floor of t + ½, and adding a little
 * more than ½ but less than 10<sup>−k</sup> more gives the same. The negative of that is the floor of −t + ½, and
 * adding a little less than ½ gives the same, because t + ½ is then no whole number. {@link #below} is where this ends.
 *
 * @param share the share of the balance
 * @param shareUp the same, up by the tolerance
 * @param rMultiples the R-multiples of a loss and of a win
 * @param halves ½ and a little less, ½ and a little more: what is added to the product to round it
 * @param below the balance below which all this holds
 */
record PlainBets(double share, double shareUp, double[] rMultiples, double[] halves, double below) {

    private static final int MOST_DIGITS = 9;
    private static final double UP = 1 + 0x1p-51;

    /** The bets of a share and two results; null if the proof does not reach far enough above a balance. */
    static @Nullable PlainBets of(double share, double win, double loss, double largestInitial) {
        double below = FlatAccount.SAFE;
        below = Math.min(below, step(share) * 0x1p49 / share);
        below = Math.min(below, step(win) * 0x1p49 / (share * win));
        below = Math.min(below, step(loss) * 0x1p49 / (share * loss));
        return below < 64 * largestInitial
                ? null
                : new PlainBets(
                        share,
                        share * UP,
                        new double[] {-loss, win},
                        new double[] {0.5 - step(loss) / 2, 0.5 + step(win) / 2},
                        below);
    }

    /** 10⁻ᵏ for a decimal with k digits after the point; 0 if there are too many. */
    private static double step(double decimal) {
        int digits =
                Math.max(0, BigDecimal.valueOf(decimal).stripTrailingZeros().scale());
        return digits > MOST_DIGITS ? 0 : Math.min(0.5, Math.pow(10, -digits));
    }
}
