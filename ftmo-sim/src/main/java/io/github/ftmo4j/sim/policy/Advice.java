package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Optional;

/**
 * The best next stake of a running account, and what it gives.
 *
 * @param stake what to risk on the next trade, zero for nothing
 * @param pass the probability of passing: all phases that are left, or the phase of the goal
 * @param money the expected money from now on, the fee apart, since it is paid; none if the goal is a probability
 */
public record Advice(Money stake, Estimate pass, Optional<Money> money) {}
