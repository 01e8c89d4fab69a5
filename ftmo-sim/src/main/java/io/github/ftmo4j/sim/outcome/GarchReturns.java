package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * Trades held over one step of a market whose volatility comes in clusters: GARCH(1,1) with normal shocks. The variance
 * of the next step is v = (1 − α − β) σ² + α e² + β w, with the deviation σ in the long run, and the shock e and the
 * variance w of the step before.
 *
 * <p>A phase starts at the variance of the long run. The R-multiple is return / stop distance, and counts as ±1,000,000
 * where it is beyond. Source: T. Bollerslev, Generalized Autoregressive Conditional Heteroskedasticity, Journal of
 * Econometrics 1986.
 *
 * @param mean the mean return of a step, 0.01 for 1 %
 * @param deviation the standard deviation of a step in the long run, above 0
 * @param alpha the weight of the last shock, at least 0
 * @param beta the weight of the last variance, at least 0; α + β is below 1
 * @param stopDistance the distance of the stop as a return, above 0
 */
public record GarchReturns(double mean, double deviation, double alpha, double beta, double stopDistance)
        implements StepReturns {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range, or mean or deviation is beyond 1,000,000 R
     */
    public GarchReturns {
        Checks.requireFinite(mean, "mean");
        Checks.requirePositive(deviation, "deviation");
        Checks.requireNonNegative(alpha, "alpha");
        Checks.requireNonNegative(beta, "beta");
        if (!(alpha + beta < 1)) {
            throw new IllegalArgumentException("alpha + beta must be below 1, was " + (alpha + beta));
        }
        Checks.requirePositive(stopDistance, "stopDistance");
        Checks.requireWithinBound(mean, deviation, stopDistance);
    }

    @Override
    public StepSampler start() {
        return new Steps(this);
    }

    private static final class Steps implements StepSampler {
        private final GarchReturns model;
        private final double longRun;
        private final double constant;

        /** Of the next step. */
        private double variance;

        /** Of the step just drawn. */
        private double lastVariance;

        Steps(GarchReturns model) {
            this.model = model;
            longRun = model.deviation * model.deviation;
            constant = (1 - model.alpha - model.beta) * longRun;
            variance = longRun;
            lastVariance = longRun;
        }

        @Override
        public void next(RandomGenerator random, Outcome out) {
            lastVariance = variance;
            double shock = Math.sqrt(variance) * random.nextGaussian();
            variance = constant + model.alpha * shock * shock + model.beta * variance;
            double r = Checks.within((model.mean + shock) / model.stopDistance);
            out.set(r).withMarketReturn(r * model.stopDistance);
        }

        @Override
        public void path(RandomGenerator random, Outcome out) {
            Bridge.draw(random, out, lastVariance / (model.stopDistance * model.stopDistance));
        }

        @Override
        public void restart() {
            variance = longRun;
            lastVariance = longRun;
        }
    }
}
