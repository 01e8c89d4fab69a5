package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.PhaseOdds;
import java.util.List;
import java.util.Map;

/**
 * How an attempt ends.
 *
 * @param days the probability of each end by number of trading days, all ends present
 * @param timeOutsInProfit of the time limit, the probability with a balance above the initial one, by phase and number
 *     of trading days of the attempt; only where phases are solved in the general form
 * @param phases the odds of each phase
 * @param meanFinalBalance the mean of the last balance, minor units
 * @param error the bound on the error of each probability, and of their sum
 */
record AttemptLaw(
        Map<AttemptEnd, double[]> days,
        double[][] timeOutsInProfit,
        List<PhaseOdds> phases,
        double meanFinalBalance,
        double error) {}
