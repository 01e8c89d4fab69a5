package io.github.ftmo4j.sim.outcome;

/**
 * Trades drawn from a history with replacement, each as likely as any other and independent of each other.
 *
 * <p>What came in streaks comes mixed: the order of the history is lost. Source: B. Efron, Bootstrap Methods, Annals of
 * Statistics 1979.
 */
public final class Bootstrap implements OutcomeModel {

    /** More is a slip of a column or a decimal mark, and beyond any account. */
    private static final double LARGEST = 1_000_000;

    private final double[] rMultiples;

    private Bootstrap(double[] rMultiples) {
        this.rMultiples = rMultiples;
    }

    /**
     * Draws from these results.
     *
     * @param rMultiples the R-multiples of past trades, at least one, each within ±1,000,000
     * @return the model
     * @throws IllegalArgumentException if there is none, or one is out of range
     */
    public static Bootstrap of(double... rMultiples) {
        if (rMultiples.length == 0) {
            throw new IllegalArgumentException("rMultiples must not be empty");
        }
        double[] copy = rMultiples.clone();
        for (int i = 0; i < copy.length; i++) {
            if (!(Math.abs(copy[i]) <= LARGEST)) {
                throw new IllegalArgumentException(
                        "rMultiples must be within ±1000000, was " + copy[i] + " at index " + i);
            }
        }
        return new Bootstrap(copy);
    }

    @Override
    public OutcomeSampler start() {
        return random -> rMultiples[random.nextInt(rMultiples.length)];
    }
}
