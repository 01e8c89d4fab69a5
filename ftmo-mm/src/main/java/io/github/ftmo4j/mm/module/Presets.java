package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;

/**
 * Position sizers to start with: the risk grows with the cushion above the floor of the maximum loss (CPPI), and is
 * limited to a share of the headroom of the day and to what the target needs. They differ in how fast they use up the
 * cushion. Near the floor they risk little and recover slowly; an attempt may neither pass nor fail.
 *
 * <p>The odds were measured by {@code examples/sizing-league} for accounts of 100,000, three trades a day of which wins
 * earn 1.5 R and losses cost 1 R, with 20,000 trials (95 % intervals of ±0.7 points or less). An attempt that needs
 * more than 365 weekdays for a phase counts as lost. With the same draws, 0.5 % of the initial balance on every trade
 * passes FTMO 2-Step with 94.3 % in a median of 66 weekdays, 1 % with 76.4 % in 25.
 */
public final class Presets {

    /** The assumed R-multiple of a win; a larger one would approach the target in ever smaller steps. */
    private static final double PAYOFF = 1.5;

    private Presets() {}

    /**
     * Small risk, for slow attempts. With 45 % wins it passes FTMO 2-Step with 99.4 % in a median of 63 weekdays and
     * 1-Step with 99.2 % in 51; with 40 % wins, which is no edge, with 29.6 % in 94 and 34.3 % in 73.
     *
     * @return the sizer
     */
    public static PositionSizer conservative() {
        return of(0.05, 0.01, 0.2);
    }

    /**
     * Medium risk. With 45 % wins it passes FTMO 2-Step with 97.4 % in a median of 34 weekdays and 1-Step with 97.6 %
     * in 25; with 40 % wins, which is no edge, with 33.1 % in 31 and 40.4 % in 23.
     *
     * @return the sizer
     */
    public static PositionSizer balanced() {
        return of(0.1, 0.02, 0.33);
    }

    /**
     * Large risk, for fast attempts. With 45 % wins it passes FTMO 2-Step with 82.7 % in a median of 18 weekdays and
     * 1-Step with 87.8 % in 16; with 40 % wins, which is no edge, with 33.3 % in 15 and 40.6 % in 15.
     *
     * @return the sizer
     */
    public static PositionSizer aggressive() {
        return of(0.2, 0.02, 0.33);
    }

    private static PositionSizer of(double multiplier, double cap, double shareOfToday) {
        return PositionSizer.builder()
                .propose(new Cppi(multiplier, cap, Cushion.aboveMaximumLossFloor()))
                .limit(DailyHeadroom.share(shareOfToday))
                .limit(new TargetGlide(PAYOFF))
                .build();
    }
}
