package io.github.ftmo4j.sim.fit;

/**
 * Where a parameter may be, from fits of simulated histories.
 *
 * @param name its name in the model
 * @param value its fitted value
 * @param low the 2.5 % quantile of the fits of simulated histories
 * @param high the 97.5 % quantile
 */
public record ParameterInterval(String name, double value, double low, double high) {}
