package io.github.ftmo4j.mm;

import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.TargetGlide;

/**
 * Position sizers to begin with: the more is left above the floor of the maximum loss the more is risked (CPPI), but
 * never more than a share of what may still be lost today, nor than the target needs. They differ in how fast they use
 * up the room.
 */
public final class Presets {

    /** Wins are taken to earn at least so many R, so that the target is not crept up to. */
    private static final double PAYOFF = 1.5;

    private Presets() {}

    /**
     * For those who have time.
     *
     * @return the sizer
     */
    public static PositionSizer conservative() {
        return of(0.05, 0.01, 0.2);
    }

    /**
     * In between.
     *
     * @return the sizer
     */
    public static PositionSizer balanced() {
        return of(0.1, 0.02, 0.33);
    }

    /**
     * For those in a hurry.
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
