package io.github.ftmo4j.sim.outcome;

import java.util.Optional;

/**
 * Trades held over one step of a market. The R-multiple is return / stop distance. The stop only defines the size of
 * the trade and does not close it.
 */
public interface StepReturns extends OutcomeModel {

    @Override
    StepSampler start();

    /** True: each outcome has the return of the step. */
    @Override
    default boolean hasMarket() {
        return true;
    }

    /**
     * The distribution of the excursions that {@link #withExcursions} adds, if it is known given the result.
     *
     * @return the distribution; none, as by default, if it is not known
     */
    default Optional<ExcursionLaw> pathLaw() {
        return Optional.empty();
    }

    /**
     * These trades with excursions, from the path of the market within the step.
     *
     * @return the model; its results are drawn as those of this one
     */
    default StepExcursions withExcursions() {
        return new StepExcursions(this);
    }
}
