package io.github.ftmo4j.sim.fit;

import io.github.ftmo4j.sim.outcome.Bootstrap;
import java.util.List;

/**
 * How long the blocks of a bootstrap must be to keep the order of the trades as far as it matters for their mean.
 *
 * @param history the past trades, drawn one by one
 * @param meanBlock the mean length of blocks of random length, at least 1
 * @param block the length of blocks of a fixed length, at least 1
 * @param kept how good the choice is: the variance of the mean of many trades that are drawn in blocks of random
 *     length, over the variance that follows from all autocorrelations of the history; 1 is best
 * @param warnings what is doubtful about it; empty if nothing is
 */
public record BlockFit(Bootstrap history, double meanBlock, int block, double kept, List<String> warnings) {

    /** Takes the lengths. */
    public BlockFit {
        warnings = List.copyOf(warnings);
    }

    /**
     * The stationary bootstrap with this mean length.
     *
     * @return the model
     */
    public Bootstrap stationary() {
        return history.withMeanBlock(meanBlock);
    }

    /**
     * The circular block bootstrap with this length.
     *
     * @return the model
     */
    public Bootstrap circular() {
        return history.withBlock(block);
    }
}
