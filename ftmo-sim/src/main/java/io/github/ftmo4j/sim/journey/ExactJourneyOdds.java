package io.github.ftmo4j.sim.journey;

import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.Figure;
import java.util.Optional;

/**
 * What the journey of one account is worth, computed without random numbers. Of several accounts side by side each has
 * these means and probabilities, whatever their dependence. The bound on the error of money is the probability that was
 * not followed to its end times the largest balance seen for each day on which a reward may be asked for, and rounding
 * in binary arithmetic.
 *
 * @param spec the question
 * @param funded the probability that the account is funded
 * @param attempts the mean number of attempts
 * @param daysToFunded the mean number of trading days from the start to the day on which the account is funded, of the
 *     accounts that are; none if none is
 * @param cost the mean of fees less refunds
 * @param rewards the mean money that the trader gets as rewards
 * @param payouts the mean number of rewards
 * @param paid the probability of at least one reward
 * @param blown the probability that a funded account fails before the horizon
 * @param residual the mean of the trader's share in the profit that is on the account at the horizon; no part of the
 *     expected value
 * @param expectedValue the mean of rewards less cost
 */
public record ExactJourneyOdds(
        JourneySpec spec,
        Estimate funded,
        Figure attempts,
        Optional<Figure> daysToFunded,
        Figure cost,
        Figure rewards,
        Figure payouts,
        Estimate paid,
        Estimate blown,
        Figure residual,
        Figure expectedValue) {

    /**
     * The mean of a measure over all journeys; days to funded over those in which the account is.
     *
     * @param measure the measure
     * @return the mean; none if it is not computed, or there are no such journeys
     */
    public Optional<Figure> mean(Measure measure) {
        return switch (measure) {
            case NET -> Optional.of(expectedValue);
            case COST -> Optional.of(cost);
            case REWARDS -> Optional.of(rewards);
            case RESIDUAL -> Optional.of(residual);
            case ATTEMPTS -> Optional.of(attempts);
            case PAYOUTS -> Optional.of(payouts);
            case DAYS_TO_FUNDED -> daysToFunded;
            case FUNDED, PAID, BLOWN, DRAWDOWN, DAYS, STAGNATION -> Optional.empty();
        };
    }

    /** The odds in short. */
    @Override
    public String toString() {
        return String.join(
                System.lineSeparator(),
                "EV = " + expectedValue,
                "P(funded) = " + funded,
                "P(at least 1 payout) = " + paid,
                "P(a funded account is blown) = " + blown,
                "cost = " + cost,
                "rewards = " + rewards,
                "payouts = " + payouts,
                "days to funded = " + daysToFunded.map(Figure::toString).orElse("none"),
                "attempts = " + attempts);
    }
}
