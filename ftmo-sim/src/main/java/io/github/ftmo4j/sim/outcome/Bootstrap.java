package io.github.ftmo4j.sim.outcome;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trades drawn from a history with replacement, each with the same probability: one by one, or in blocks that keep
 * their order.
 *
 * <p>Draws one by one lose the order of the history, and with it its streaks. Source: B. Efron, Bootstrap Methods,
 * Annals of Statistics 1979. Blocks of random length keep streaks as far as a block reaches. Source: D. Politis, J.
 * Romano, The Stationary Bootstrap, Journal of the American Statistical Association 1994.
 *
 * <p>Two models are equal if their R-multiples, in their order, and their mean block are. This class is immutable and
 * thread-safe.
 */
public final class Bootstrap implements OutcomeModel {

    private static final Logger LOGGER = LoggerFactory.getLogger(Bootstrap.class);

    private final double[] rMultiples;
    private final double meanBlock;
    private final List<String> notes;

    private Bootstrap(double[] rMultiples, double meanBlock, List<String> notes) {
        this.rMultiples = rMultiples;
        this.meanBlock = meanBlock;
        this.notes = notes;
    }

    /**
     * Draws from these results, one by one. Results that {@linkplain UnitCheck look like money} are
     * {@linkplain #notes() noted} and logged as a warning.
     *
     * @param rMultiples the R-multiples of past trades, at least one, each within ±1,000,000
     * @return the model
     * @throws IllegalArgumentException if there is none, or one is out of range
     */
    public static Bootstrap of(double... rMultiples) {
        double[] copy = Objects.requireNonNull(rMultiples, "rMultiples").clone();
        if (copy.length == 0) {
            throw new IllegalArgumentException("rMultiples must not be empty");
        }
        for (int i = 0; i < copy.length; i++) {
            if (!(Math.abs(copy[i]) <= Outcome.LARGEST_R)) {
                throw new IllegalArgumentException(
                        "rMultiples must be within ±1000000, was " + copy[i] + " at index " + i);
            }
        }
        List<String> notes = UnitCheck.note(copy).stream().toList();
        notes.forEach(LOGGER::warn);
        return new Bootstrap(copy, 1, notes);
    }

    /**
     * The same history, drawn in blocks: each starts anywhere and is of geometric length; the first trade follows the
     * last. A phase starts with a new block.
     *
     * @param trades the mean length of a block, at least 1 and finite; 1 draws one by one
     * @return the model
     * @throws IllegalArgumentException if the length is out of range
     */
    public Bootstrap withMeanBlock(double trades) {
        if (!(trades >= 1 && trades < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("meanBlock must be at least 1 trade and finite, was " + trades);
        }
        return new Bootstrap(rMultiples, trades, notes);
    }

    /**
     * The results from which it draws.
     *
     * @return a new array of the R-multiples, in the order of the history
     */
    public double[] rMultiples() {
        return rMultiples.clone();
    }

    /**
     * The mean length of a block.
     *
     * @return in trades, at least 1; 1 if trades are drawn one by one
     */
    public double meanBlock() {
        return meanBlock;
    }

    /**
     * What is doubtful about the history: that its R-multiples {@linkplain UnitCheck look like money}.
     *
     * @return empty if nothing is
     */
    public List<String> notes() {
        return notes;
    }

    /** None if trades are drawn in blocks. */
    @Override
    public Optional<DiscreteLaw> law() {
        return meanBlock == 1 ? Optional.of(DiscreteLaw.uniform(rMultiples)) : Optional.empty();
    }

    @Override
    public OutcomeSampler start() {
        return meanBlock == 1
                ? (random, out) -> out.set(rMultiples[random.nextInt(rMultiples.length)])
                : new Blocks(rMultiples, meanBlock);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bootstrap bootstrap
                && Double.compare(meanBlock, bootstrap.meanBlock) == 0
                && Arrays.equals(rMultiples, bootstrap.rMultiples);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rMultiples) + Double.hashCode(meanBlock);
    }

    /** The number of trades, the mean R-multiple, the mean block, and notes if there are any. */
    @Override
    public String toString() {
        return "Bootstrap[trades=" + rMultiples.length + ", meanR="
                + Arrays.stream(rMultiples).average().orElseThrow() + ", meanBlock=" + meanBlock
                + (notes.isEmpty() ? "" : ", notes=" + notes) + "]";
    }

    private static final class Blocks implements OutcomeSampler {
        private static final int NONE = -1;

        private final double[] rMultiples;
        private final double endsBlock;
        private int last = NONE;

        Blocks(double[] rMultiples, double meanBlock) {
            this.rMultiples = rMultiples;
            endsBlock = 1 / meanBlock;
        }

        @Override
        public void next(RandomGenerator random, Outcome out) {
            if (last == NONE || random.nextDouble() < endsBlock) {
                last = random.nextInt(rMultiples.length);
            } else {
                last = last + 1 == rMultiples.length ? 0 : last + 1;
            }
            out.set(rMultiples[last]);
        }

        @Override
        public void restart() {
            last = NONE;
        }
    }
}
