package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.core.money.Money;

/**
 * How an attempt of a traced trial ended.
 *
 * @param run the id of its run in the log
 * @param end how it ended
 * @param phase the name of the phase in which it ended
 * @param days how many trading days it took, from the first day of the first phase to the last
 * @param balance its last balance
 */
public record TracedAttempt(String run, AttemptEnd end, String phase, int days, Money balance) {}
