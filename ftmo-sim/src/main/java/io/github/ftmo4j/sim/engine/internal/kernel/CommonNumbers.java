package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.Arrays;

/**
 * The first random numbers of what all accounts of a trial have in common, for its last days: each account asks for the
 * same ones. That is a cache, which never changes a number. Not thread-safe.
 */
final class CommonNumbers {

    /** About for how many trades numbers are drawn at once. */
    private static final int AT_ONCE = 32;

    /** How many trials, and how many blocks of days of each of them, have places; powers of two. */
    private static final int TRIALS = 8;

    private static final int BLOCKS = 16;

    private final long seed;
    private final boolean hasShocks;
    private final boolean hasInsides;

    /** How many days of equal numbers of trades are a block. */
    private final int daysOfBlock;

    /** By place: the trial, the block, and how many trades a day its numbers are for. */
    private final long[] trials = new long[TRIALS * BLOCKS];

    private final int[] blocks = new int[TRIALS * BLOCKS];
    private final int[] trades = new int[TRIALS * BLOCKS];

    private int size = -1;
    private long[][] outcomes = new long[0][];
    private long[][] shocks = new long[0][];
    private long[][] insides = new long[0][];

    CommonNumbers(Lowered spec, long seed) {
        this.seed = seed;
        hasShocks = !Double.isNaN(JointDay.share(spec.spec().dependence()));
        hasInsides = spec.composition().marks();
        daysOfBlock = spec.fixedTrades() > 0 ? Math.max(1, AT_ONCE / spec.fixedTrades()) : 1;
        Arrays.fill(trials, -1);
    }

    /** The place of the numbers of a day, which are drawn unless they are there. */
    int place(long trial, int day, int tradesOfDay) {
        int block = day / daysOfBlock;
        int place = (int) (trial & (TRIALS - 1)) * BLOCKS + (block & (BLOCKS - 1));
        if (trials[place] != trial || blocks[place] != block || trades[place] < tradesOfDay) {
            draw(place, trial, block, tradesOfDay);
        }
        return place;
    }

    private void draw(int place, long trial, int block, int tradesOfDay) {
        int needed = daysOfBlock * tradesOfDay;
        if (needed > size) {
            size = Math.max(needed, AT_ONCE);
            outcomes = new long[TRIALS * BLOCKS][size];
            shocks = new long[TRIALS * BLOCKS][hasShocks ? size : 0];
            insides = new long[TRIALS * BLOCKS][hasInsides ? size : 0];
            Arrays.fill(trials, -1);
        }
        trials[place] = trial;
        blocks[place] = block;
        trades[place] = tradesOfDay;
        draw(Purpose.COMMON_OUTCOME, place, outcomes[place]);
        if (hasShocks) {
            draw(Purpose.SHOCK, place, shocks[place]);
        }
        if (hasInsides) {
            draw(Purpose.COMMON_INSIDE_TRADE, place, insides[place]);
        }
    }

    private void draw(Purpose purpose, int place, long[] numbers) {
        int first = blocks[place] * daysOfBlock;
        RandomStream.firstNumbers(seed, trials[place], first, daysOfBlock, trades[place], purpose, numbers);
    }

    /** Where the numbers of a day begin in its block. */
    int offset(int place, int day) {
        return day % daysOfBlock * trades[place];
    }

    /** The results of trades. */
    long[] outcomes(int place) {
        return outcomes[place];
    }

    /** Which trades are common. */
    long[] shocks(int place) {
        return shocks[place];
    }

    /** How far trades go. */
    long[] insides(int place) {
        return insides[place];
    }
}
