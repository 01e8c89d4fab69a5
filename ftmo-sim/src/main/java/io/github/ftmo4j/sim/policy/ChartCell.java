package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.money.Money;

/**
 * What a policy risks on the first trade of a day at a balance.
 *
 * @param day the trading day of the phase, counted from 1
 * @param balance the balance as the day starts
 * @param probability how likely an attempt with the policy that starts the phase is there then
 * @param stake what it risks, the mean over all states with this balance by how likely they are; rounded
 */
public record ChartCell(int day, Money balance, double probability, Money stake) {}
