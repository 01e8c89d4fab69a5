package io.github.ftmo4j.sim.outcome;

import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Trades held over one step of a market, with the lowest and the highest profit within the step.
 *
 * <p>Given the result of the step, the path of a normal return is a Brownian bridge. The lowest and the highest point
 * are each drawn from its exact law, given the result. Their joint law is not that of a bridge: given the result they
 * are drawn independently of each other, so that a path is near both of its extremes more often than a bridge is.
 *
 * @param returns the returns of the steps
 */
public record StepExcursions(StepReturns returns) implements OutcomeModel {

    /**
     * Takes the returns.
     *
     * @throws NullPointerException if there are none
     */
    public StepExcursions {
        Objects.requireNonNull(returns, "returns");
    }

    @Override
    public Optional<DiscreteLaw> law() {
        return returns.law();
    }

    @Override
    public Optional<ContinuousLaw> continuousLaw() {
        return returns.continuousLaw();
    }

    @Override
    public Optional<ExcursionLaw> excursionLaw() {
        return returns.pathLaw();
    }

    @Override
    public boolean hasMarket() {
        return returns.hasMarket();
    }

    @Override
    public boolean hasExcursions() {
        return true;
    }

    @Override
    public boolean completes() {
        return true;
    }

    @Override
    public OutcomeSampler start() {
        StepSampler steps = returns.start();
        return new OutcomeSampler() {
            @Override
            public void next(RandomGenerator random, Outcome out) {
                steps.next(random, out);
            }

            @Override
            public void complete(RandomGenerator random, Outcome out) {
                steps.path(random, out);
            }

            @Override
            public void restart() {
                steps.restart();
            }
        };
    }
}
