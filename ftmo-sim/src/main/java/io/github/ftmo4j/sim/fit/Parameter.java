package io.github.ftmo4j.sim.fit;

/**
 * A fitted parameter.
 *
 * @param name its name in the model, such as {@code winRate}
 * @param value its value in the unit of the model
 */
public record Parameter(String name, double value) {}
