package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.sim.random.CorrelatedStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trades drawn from a history with replacement, each with the same probability: one by one, or in blocks that keep
 * their order.
 *
 * <p>Draws one by one lose the order of the history, and with it its streaks. Source: B. Efron, Bootstrap Methods,
 * Annals of Statistics 1979. Blocks keep streaks as far as a block reaches: of random length (the stationary bootstrap;
 * D. Politis, J. Romano, Journal of the American Statistical Association 1994), or of a fixed one (the circular block
 * bootstrap; the same, in Exploring the Limits of Bootstrap, 1992).
 *
 * <p>Where accounts are correlated, trades are drawn one by one in the order of their results, so that similar random
 * numbers give similar results; blocks are drawn from near places of the history.
 *
 * <p>Two models are equal if their R-multiples, in their order, their excursions and their blocks are. This class is
 * immutable and thread-safe.
 */
public final class Bootstrap implements OutcomeModel {

    private static final Logger LOGGER = LoggerFactory.getLogger(Bootstrap.class);

    private final double[] rMultiples;

    /** Of each trade; empty if there are none. */
    private final List<Excursions> excursions;

    private final Blocks blocks;
    private final List<String> notes;

    private Bootstrap(double[] rMultiples, List<Excursions> excursions, Blocks blocks, List<String> notes) {
        this.rMultiples = rMultiples;
        this.excursions = excursions;
        this.blocks = blocks;
        this.notes = notes;
    }

    /**
     * How many trades follow each other as in the history.
     *
     * @param mean their mean number
     * @param fixed whether each block has that number of trades
     */
    private record Blocks(double mean, boolean fixed) {

        boolean isOneByOne() {
            return mean == 1;
        }
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
        return new Bootstrap(copy, List.of(), new Blocks(1, false), notes);
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
        return new Bootstrap(rMultiples, excursions, new Blocks(trades, false), notes);
    }

    /**
     * The same history, drawn in blocks of a fixed length: each starts anywhere; the first trade follows the last. A
     * phase starts with a new block.
     *
     * @param trades the length of each block, at least 1; 1 draws one by one
     * @return the model
     * @throws IllegalArgumentException if the length is out of range
     */
    public Bootstrap withBlock(int trades) {
        if (trades < 1) {
            throw new IllegalArgumentException("block must be at least 1 trade, was " + trades);
        }
        return new Bootstrap(rMultiples, excursions, new Blocks(trades, trades > 1), notes);
    }

    /**
     * The same history with excursions, which are drawn with the result of their trade.
     *
     * @param ofTrades the excursions of each trade, in the order of the R-multiples
     * @return the model
     * @throws IllegalArgumentException if they are not as many as the R-multiples, or do not enclose them
     */
    public Bootstrap withExcursions(List<Excursions> ofTrades) {
        List<Excursions> copy = List.copyOf(ofTrades);
        if (copy.size() != rMultiples.length) {
            throw new IllegalArgumentException(
                    "excursions must be as many as the " + rMultiples.length + " R-multiples, were " + copy.size());
        }
        for (int i = 0; i < rMultiples.length; i++) {
            if (!copy.get(i).enclose(rMultiples[i])) {
                throw new IllegalArgumentException("excursions must enclose the R-multiple " + rMultiples[i] + ", were "
                        + copy.get(i) + " at index " + i);
            }
        }
        return new Bootstrap(rMultiples, copy, blocks, notes);
    }

    /**
     * The same history in its order; each phase draws the trade with which it starts.
     *
     * @return the model
     */
    public Replay replay() {
        return new Replay(this, OptionalInt.empty());
    }

    /**
     * The same history in its order.
     *
     * @param trade the index of the trade with which each phase starts
     * @return the model, which draws nothing
     * @throws IllegalArgumentException if there is no such trade
     */
    public Replay replayFrom(int trade) {
        return new Replay(this, OptionalInt.of(trade));
    }

    /** How many trades there are. */
    int size() {
        return rMultiples.length;
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
        return blocks.mean();
    }

    /**
     * Whether every block has the same length.
     *
     * @return whether it is fixed at {@link #meanBlock}; otherwise it is geometric
     */
    public boolean hasFixedBlocks() {
        return blocks.fixed();
    }

    /**
     * The excursions that are drawn with the results.
     *
     * @return those of each trade, in the order of the history; empty if there are none
     */
    public List<Excursions> excursions() {
        return excursions;
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
        return blocks.isOneByOne() ? Optional.of(DiscreteLaw.uniform(rMultiples)) : Optional.empty();
    }

    @Override
    public boolean hasExcursions() {
        return !excursions.isEmpty();
    }

    /**
     * The shares of the history. None if trades are drawn in blocks, or if trades of one result differ in both
     * excursions, which then depend on each other.
     */
    @Override
    public Optional<ExcursionLaw> excursionLaw() {
        return blocks.isOneByOne() && hasExcursions() ? PastExcursions.law(rMultiples, excursions) : Optional.empty();
    }

    @Override
    public OutcomeSampler start() {
        return new Draws(rMultiples, excursions, blocks);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bootstrap bootstrap
                && blocks.equals(bootstrap.blocks)
                && excursions.equals(bootstrap.excursions)
                && Arrays.equals(rMultiples, bootstrap.rMultiples);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rMultiples) + Double.hashCode(blocks.mean());
    }

    /**
     * The number of trades, the mean R-multiple, the blocks, whether there are excursions, and notes if there are any.
     */
    @Override
    public String toString() {
        return "Bootstrap[trades=" + rMultiples.length + ", meanR="
                + Arrays.stream(rMultiples).average().orElseThrow()
                + (blocks.fixed() ? ", block=" + (int) blocks.mean() : ", meanBlock=" + blocks.mean())
                + (hasExcursions() ? ", with excursions" : "")
                + (notes.isEmpty() ? "" : ", notes=" + notes) + "]";
    }

    private static final class Draws implements OutcomeSampler {
        private static final int NONE = -1;

        private final double[] rMultiples;
        private final double[] adverse;
        private final double[] favourable;
        private final double endsBlock;

        /** Of each block; 0 if they are of random length. */
        private final int length;

        /** The trades in the order of their results. */
        private final int[] byResult;

        private int last = NONE;
        private int leftOfBlock;

        Draws(double[] rMultiples, List<Excursions> excursions, Blocks blocks) {
            this.rMultiples = rMultiples;
            adverse = excursions.stream().mapToDouble(Excursions::adverse).toArray();
            favourable = excursions.stream().mapToDouble(Excursions::favourable).toArray();
            endsBlock = 1 / blocks.mean();
            byResult = IntStream.range(0, rMultiples.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> rMultiples[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            length = blocks.isOneByOne() ? 1 : blocks.fixed() ? (int) blocks.mean() : 0;
        }

        @Override
        public void next(RandomGenerator random, Outcome out) {
            boolean starts = length == 0 ? last == NONE || random.nextDouble() < endsBlock : leftOfBlock == 0;
            if (starts) {
                last = random.nextInt(rMultiples.length);
                leftOfBlock = length;
                if (length == 1 && random instanceof CorrelatedStream) {
                    last = byResult[last];
                }
            } else {
                last = last + 1 == rMultiples.length ? 0 : last + 1;
            }
            leftOfBlock--;
            out.set(rMultiples[last]);
            if (adverse.length > 0) {
                out.withExcursions(adverse[last], favourable[last]);
            }
        }

        @Override
        public void restart() {
            last = NONE;
            leftOfBlock = 0;
        }
    }
}
