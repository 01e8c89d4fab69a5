package io.github.ftmo4j.sim.engine.internal.kernel;

/**
 * What is constant in a copy of the code.
 *
 * @param kinds the kinds of all parts: specifications of equal kinds run the same code
 * @param trades the trades of every day if they are few, else 0
 * @param losesStake whether a loss costs exactly the stake
 */
record Composition(String kinds, int trades, boolean losesStake) {}
