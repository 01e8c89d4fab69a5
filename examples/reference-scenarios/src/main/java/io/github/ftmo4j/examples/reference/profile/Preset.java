package io.github.ftmo4j.examples.reference.profile;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.LinearEdge;

/** The account and the modules that the profile comes with. */
public final class Preset {

    private static final double MODULE_CAP = 0.02;
    private static final double FREEZE_CUSHION = 0.05;

    private Preset() {}

    /**
     * The capital.
     *
     * @return 100,000 US dollars
     */
    public static Money capital() {
        return Money.usd(100_000);
    }

    /**
     * The four modules and the freeze under a cushion of 5 %, ready for a cap and gates of one's own.
     *
     * <p>At the high-water mark they risk 0.1 × (0.55 − ½) = 0.5 %: the Bayes module is the smallest.
     *
     * @param maximumDrawdown how far under the high-water mark the floor of the cushion is, above 0 and at most 1
     * @return the builder of a sizer
     */
    public static PositionSizer.Builder sizer(double maximumDrawdown) {
        Cushion cushion = Cushion.underHighWaterMark(maximumDrawdown);
        return PositionSizer.builder()
                .propose(new LinearEdge(0.55, 0.1, MODULE_CAP))
                .propose(new FixedVolTarget(0.10, 0.10, 0.10, MODULE_CAP))
                .propose(new Cppi(1, MODULE_CAP, cushion))
                .limit(DrawdownManager.band(0.05, 0.02).and(0.10, 0.01).and(0.20, 0))
                .freezeBelow(FREEZE_CUSHION, cushion);
    }
}
