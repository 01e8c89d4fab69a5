package io.github.ftmo4j.mm.contract;

/**
 * A trade that happens whatever a sizer says.
 *
 * @param stake the fraction of the balance that it risks
 * @param r what it earns, in multiples of the risk
 * @param floating what other positions stand at once it is closed, in multiples of the risk
 * @param overnight whether it is the first of a new day
 * @param marketReturn by how much the market moves meanwhile, 0.01 for 1 %
 */
public record Trade(double stake, double r, double floating, boolean overnight, double marketReturn) {}
