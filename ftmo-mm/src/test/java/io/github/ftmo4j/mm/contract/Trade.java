package io.github.ftmo4j.mm.contract;

/**
 * A trade whose size does not depend on a sizer.
 *
 * @param stake the fraction of the balance that it risks
 * @param r its profit or loss, in multiples of the risk
 * @param floating the floating result of other positions when it is closed, in multiples of the risk
 * @param overnight whether it is the first of a new day
 * @param marketReturn the return of the market during the trade, 0.01 for 1 %
 */
public record Trade(double stake, double r, double floating, boolean overnight, double marketReturn) {}
