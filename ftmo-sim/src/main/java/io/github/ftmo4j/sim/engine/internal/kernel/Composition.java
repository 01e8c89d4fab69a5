package io.github.ftmo4j.sim.engine.internal.kernel;

/**
 * What is constant in a copy of the code, so that the compiler leaves out what a composition does not need.
 *
 * @param kinds the kinds of all parts: specifications of equal kinds run the same code
 * @param modules how many modules there are
 * @param draws how outcomes are drawn, a kind of {@link Draws}
 * @param trades the trades of every day if they are few, else 0
 * @param joint whether the numbers of the trades of a day come from a {@link JointDay}
 * @param groups whether several positions may be open, or are held over midnight
 * @param losesStake whether a loss costs exactly the stake
 * @param plainBets whether trades are {@link PlainBets}
 * @param marks whether open trades are valued at their extremes
 * @param learns whether a module learns from closed trades
 * @param watches whether a module learns from the market
 * @param tracksHigh whether the high-water mark matters
 * @param lossBinds whether a trade after a loss could be sized larger than the one before, which the sizer prevents
 * @param countsExposure whether what was risked today is counted
 * @param hasLimits whether there are freezes, caps or gates
 */
record Composition(
        String kinds,
        int modules,
        int draws,
        int trades,
        boolean joint,
        boolean groups,
        boolean losesStake,
        boolean plainBets,
        boolean marks,
        boolean learns,
        boolean watches,
        boolean tracksHigh,
        boolean lossBinds,
        boolean countsExposure,
        boolean hasLimits) {

    /** Of the code itself, which has no constants. */
    static final Composition NONE =
            new Composition("", 0, 0, 0, false, false, false, false, false, false, false, false, false, false, false);

    /** A first run would wait for the JVM to make the method of a record; compositions of equal kinds are few. */
    @Override
    public int hashCode() {
        return kinds.hashCode();
    }
}
