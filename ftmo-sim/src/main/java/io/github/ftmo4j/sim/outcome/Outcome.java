package io.github.ftmo4j.sim.outcome;

/**
 * The outcome of one trade, which a sampler fills in. It is mutable and used again for each draw, so that draws
 * allocate nothing. Not thread-safe.
 *
 * <p>A sampler calls {@link #set} first. That discards the excursions, the market return and the times of the trade
 * before.
 */
public final class Outcome {

    /**
     * The largest R-multiple, of a gain or a loss. More comes from a wrong column or decimal mark, and is beyond any
     * account.
     */
    public static final double LARGEST_R = 1_000_000;

    private static final int EXCURSIONS = 1;
    private static final int MARKET_RETURN = 2;
    private static final int TIMES = 4;

    private double rMultiple;
    private double adverse;
    private double favourable;
    private double marketReturn;
    private int opensAt;
    private int closesAt;

    /** Which of these are known: a set of bits, so that one store forgets them. */
    private int known;

    /** An outcome of 0 R, without excursions, market return and times. */
    public Outcome() {}

    /**
     * Sets the result of a trade, without excursions, market return and times.
     *
     * @param newRMultiple profit per money at risk, −1 for a loss at the stop; within ±{@link #LARGEST_R}
     * @return this
     * @throws IllegalArgumentException if the R-multiple is NaN or out of range
     */
    public Outcome set(double newRMultiple) {
        if (!(Math.abs(newRMultiple) <= LARGEST_R)) {
            throw new IllegalArgumentException("rMultiple must be within ±1000000, was " + newRMultiple);
        }
        rMultiple = newRMultiple;
        known = 0;
        return this;
    }

    /**
     * Changes the result, and discards the excursions, which may not enclose it. The market return and the times stay.
     * {@link OutcomeSampler#complete} changes a result in this way.
     *
     * @param newRMultiple profit per money at risk, within ±{@link #LARGEST_R}
     * @return this
     * @throws IllegalArgumentException if the R-multiple is NaN or out of range
     */
    public Outcome withRMultiple(double newRMultiple) {
        int kept = known & ~EXCURSIONS;
        set(newRMultiple);
        known = kept;
        return this;
    }

    /**
     * Adds how far the open trade went against the trader and in favour of the trader.
     *
     * @param newAdverse the lowest profit of the open trade in R, at most 0 and at most the R-multiple
     * @param newFavourable the highest profit of the open trade in R, at least 0 and at least the R-multiple
     * @return this
     * @throws IllegalArgumentException if one is not finite or out of range
     */
    public Outcome withExcursions(double newAdverse, double newFavourable) {
        if (!(newAdverse <= Math.min(0, rMultiple) && newAdverse > Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "adverse must be finite and at most 0 and the R-multiple " + rMultiple + ", was " + newAdverse);
        }
        if (!(newFavourable >= Math.max(0, rMultiple) && newFavourable < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("favourable must be finite and at least 0 and the R-multiple "
                    + rMultiple + ", was " + newFavourable);
        }
        adverse = newAdverse;
        favourable = newFavourable;
        known |= EXCURSIONS;
        return this;
    }

    /**
     * Adds the return of the market over the trade: the R-multiple times the distance of the stop.
     *
     * @param newMarketReturn 0.01 for 1 %
     * @return this
     * @throws IllegalArgumentException if the return is not finite
     */
    public Outcome withMarketReturn(double newMarketReturn) {
        if (!(Math.abs(newMarketReturn) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("marketReturn must be finite, was " + newMarketReturn);
        }
        marketReturn = newMarketReturn;
        known |= MARKET_RETURN;
        return this;
    }

    /**
     * Adds when the trade is open, in seconds after the start of its trading day.
     *
     * @param openSecond at least 0
     * @param closeSecond at least {@code openSecond}; the trade may be held over the end of the day
     * @return this
     * @throws IllegalArgumentException if one is out of range
     */
    public Outcome withTimes(int openSecond, int closeSecond) {
        if (openSecond < 0) {
            throw new IllegalArgumentException("openSecond must be at least 0, was " + openSecond);
        }
        if (closeSecond < openSecond) {
            throw new IllegalArgumentException(
                    "closeSecond must be at least openSecond " + openSecond + ", was " + closeSecond);
        }
        opensAt = openSecond;
        closesAt = closeSecond;
        known |= TIMES;
        return this;
    }

    /**
     * The result of the trade.
     *
     * @return profit per money at risk, −1 for a loss at the stop
     */
    public double rMultiple() {
        return rMultiple;
    }

    /**
     * Whether the excursions are known.
     *
     * @return whether they are
     */
    public boolean hasExcursions() {
        return (known & EXCURSIONS) != 0;
    }

    /**
     * The lowest profit of the open trade.
     *
     * @return in R, at most 0 and at most the R-multiple; NaN if it is not known
     */
    public double adverse() {
        return hasExcursions() ? adverse : Double.NaN;
    }

    /**
     * The highest profit of the open trade.
     *
     * @return in R, at least 0 and at least the R-multiple; NaN if it is not known
     */
    public double favourable() {
        return hasExcursions() ? favourable : Double.NaN;
    }

    /**
     * Whether there is a market return.
     *
     * @return whether there is one
     */
    public boolean hasMarketReturn() {
        return (known & MARKET_RETURN) != 0;
    }

    /**
     * The return of the market over the trade.
     *
     * @return 0.01 for 1 %; NaN if there is none
     */
    public double marketReturn() {
        return hasMarketReturn() ? marketReturn : Double.NaN;
    }

    /**
     * Whether there are times.
     *
     * @return whether there are
     */
    public boolean hasTimes() {
        return (known & TIMES) != 0;
    }

    /**
     * When the trade is opened.
     *
     * @return in seconds after the start of its trading day; −1 if it is not known
     */
    public int opensAt() {
        return hasTimes() ? opensAt : -1;
    }

    /**
     * When the trade is closed.
     *
     * @return in seconds after the start of the trading day on which it is opened; −1 if it is not known
     */
    public int closesAt() {
        return hasTimes() ? closesAt : -1;
    }

    /** The R-multiple, and the excursions, the market return and the times where they are known. */
    @Override
    public String toString() {
        return "Outcome[rMultiple=" + rMultiple
                + (hasExcursions() ? ", adverse=" + adverse + ", favourable=" + favourable : "")
                + (hasMarketReturn() ? ", marketReturn=" + marketReturn : "")
                + (hasTimes() ? ", opensAt=" + opensAt + ", closesAt=" + closesAt : "") + "]";
    }
}
