package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * Trades drawn from a history with replacement, each as likely as any other: one by one, or in blocks that keep their
 * order.
 *
 * <p>One by one, what came in streaks comes mixed: the order of the history is lost. Source: B. Efron, Bootstrap
 * Methods, Annals of Statistics 1979. Blocks of random length keep streaks as far as they reach. Source: D. Politis, J.
 * Romano, The Stationary Bootstrap, Journal of the American Statistical Association 1994.
 */
public final class Bootstrap implements OutcomeModel {

    /** More is a slip of a column or a decimal mark, and beyond any account. */
    private static final double LARGEST = 1_000_000;

    private final double[] rMultiples;
    private final double meanBlock;

    private Bootstrap(double[] rMultiples, double meanBlock) {
        this.rMultiples = rMultiples;
        this.meanBlock = meanBlock;
    }

    /**
     * Draws from these results, one by one.
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
        return new Bootstrap(copy, 1);
    }

    /**
     * The same history, drawn in blocks: each starts anywhere and is of geometric length; behind the last trade follows
     * the first. A phase starts with a new block.
     *
     * @param trades the mean length of a block, at least 1 and finite; 1 draws one by one
     * @return the model
     * @throws IllegalArgumentException if the length is out of range
     */
    public Bootstrap withMeanBlock(double trades) {
        if (!(trades >= 1 && trades < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("meanBlock must be at least 1 trade and finite, was " + trades);
        }
        return new Bootstrap(rMultiples, trades);
    }

    @Override
    public OutcomeSampler start() {
        return meanBlock == 1 ? random -> rMultiples[random.nextInt(rMultiples.length)] : new Blocks();
    }

    private final class Blocks implements OutcomeSampler {
        private static final int NOWHERE = -1;

        private final double endsBlock = 1 / meanBlock;
        private int last = NOWHERE;

        @Override
        public double next(RandomGenerator random) {
            if (last == NOWHERE || random.nextDouble() < endsBlock) {
                last = random.nextInt(rMultiples.length);
            } else {
                last = last + 1 == rMultiples.length ? 0 : last + 1;
            }
            return rMultiples[last];
        }

        @Override
        public void restart() {
            last = NOWHERE;
        }
    }
}
