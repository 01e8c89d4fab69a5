package io.github.ftmo4j.sim.fit;

/** The families of outcome models that {@link Fits} fits. */
public enum Family {
    /** {@link io.github.ftmo4j.sim.outcome.BernoulliR}. */
    WINS_AND_LOSSES(3, 100, false),
    /** {@link io.github.ftmo4j.sim.outcome.Regimes} of two win rates. */
    WIN_RATE_REGIMES(6, 500, false),
    /** {@link io.github.ftmo4j.sim.outcome.LognormalWinners}. */
    LOGNORMAL_WINNERS(4, 100, false),
    /** {@link io.github.ftmo4j.sim.outcome.GaussianReturns}. */
    GAUSSIAN(2, 50, true),
    /** {@link io.github.ftmo4j.sim.outcome.StudentTReturns}. */
    STUDENT_T(3, 250, true),
    /** {@link io.github.ftmo4j.sim.outcome.SkewedReturns} of a normal law. */
    SKEWED_NORMAL(3, 250, true),
    /** {@link io.github.ftmo4j.sim.outcome.SkewedReturns} of Student's law. */
    SKEWED_T(4, 250, true),
    /** {@link io.github.ftmo4j.sim.outcome.JumpReturns}. */
    JUMPS(5, 500, true),
    /** {@link io.github.ftmo4j.sim.outcome.GarchReturns}. */
    GARCH(4, 500, true),
    /** {@link io.github.ftmo4j.sim.outcome.Regimes} of two normal laws. */
    REGIMES(6, 500, true);

    private final int parameters;
    private final int leastTrades;
    private final boolean hasDensity;

    Family(int parameters, int leastTrades, boolean hasDensity) {
        this.parameters = parameters;
        this.leastTrades = leastTrades;
        this.hasDensity = hasDensity;
    }

    /**
     * How many parameters are fitted.
     *
     * @return at least 2
     */
    public int parameters() {
        return parameters;
    }

    /**
     * The number of trades below which a fit has a warning. A rule of thumb: from there on the fit of a simulated
     * history is near its parameters as a rule.
     *
     * @return at least 50
     */
    public int leastTrades() {
        return leastTrades;
    }

    /**
     * Whether results have a density. The {@linkplain Fit#aic() criteria} of the fits of all families with a density
     * can be compared with each other.
     *
     * @return whether they have
     */
    public boolean hasDensity() {
        return hasDensity;
    }
}
