package io.github.ftmo4j.sim.statistics;

/** How the interval of a {@link Figure} is computed. */
public enum FigureMethod {
    /** Of a mean: quantiles of Student's t distribution. */
    STUDENT_T("t"),
    /**
     * Of a mean: quantiles of the studentised mean of resamples (B. Efron, 1981; second-order correct by P. Hall,
     * 1988). It is right where a sample is skewed.
     */
    BOOTSTRAP_T("bootstrap-t"),
    /** Of a quantile: order statistics, by the binomial distribution; never below its level. */
    ORDER_STATISTICS("order statistics"),
    /** Of a difference of two quantiles: quantiles of the difference in resamples of the pairs (B. Efron, 1979). */
    BOOTSTRAP("bootstrap of pairs"),
    /** Of a ratio of two means: E. Fieller, 1954. It is unbounded where the lower mean may be zero. */
    FIELLER("Fieller");

    private final String title;

    FigureMethod(String title) {
        this.title = title;
    }

    /** The name of the method in text. */
    @Override
    public String toString() {
        return title;
    }
}
