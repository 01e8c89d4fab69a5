package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Optional;

/**
 * What one stake of a menu gives if it is risked on every trade.
 *
 * @param fraction the fraction of the menu
 * @param pass the probability of passing
 * @param money the expected money, none if the goal is a probability
 */
public record FixedStake(double fraction, Estimate pass, Optional<Money> money) {}
