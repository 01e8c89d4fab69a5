package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.sim.random.RandomStream;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Trades held over one step of a market whose returns are normal, and to which a jump of normal size is added with some
 * probability, independent of each other. The R-multiple is return / stop distance.
 *
 * <p>{@link #withExcursions} has the path of a Brownian motion that jumps once, at any time within the step with the
 * same probability. No draw is beyond ±1,000,000 R: parameters with which one could be are refused.
 *
 * @param mean the mean return of a step without a jump, 0.01 for 1 %
 * @param deviation the standard deviation of a step without a jump, above 0
 * @param jumpProbability the probability of a jump, from 0 to 1
 * @param jumpMean the mean return of a jump
 * @param jumpDeviation the standard deviation of a jump, at least 0
 * @param stopDistance the distance of the stop as a return, above 0
 */
public record JumpReturns(
        double mean,
        double deviation,
        double jumpProbability,
        double jumpMean,
        double jumpDeviation,
        double stopDistance)
        implements StepReturns {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range, or a draw could be beyond ±1,000,000 R
     */
    public JumpReturns {
        Checks.requireFinite(mean, "mean");
        Checks.requirePositive(deviation, "deviation");
        Checks.requireProbability(jumpProbability, "jumpProbability");
        Checks.requireFinite(jumpMean, "jumpMean");
        Checks.requireNonNegative(jumpDeviation, "jumpDeviation");
        Checks.requirePositive(stopDistance, "stopDistance");
        double largest =
                (Math.abs(mean) + Math.abs(jumpMean) + RandomStream.LARGEST_GAUSSIAN * (deviation + jumpDeviation))
                        / stopDistance;
        if (!(largest <= Outcome.LARGEST_R)) {
            throw new IllegalArgumentException("the largest result must be at most 1000000 R, was " + largest);
        }
    }

    @Override
    public Optional<ContinuousLaw> continuousLaw() {
        double variance = deviation * deviation + jumpDeviation * jumpDeviation;
        return Optional.of(new MixtureLaw(
                List.of(
                        new NormalLaw(mean / stopDistance, deviation / stopDistance),
                        new NormalLaw((mean + jumpMean) / stopDistance, Math.sqrt(variance) / stopDistance)),
                List.of(1 - jumpProbability, jumpProbability)));
    }

    @Override
    public StepSampler start() {
        return new Steps(this);
    }

    private static final class Steps implements StepSampler {
        private final JumpReturns model;
        private final double variance;
        private boolean jumped;

        /** In R. */
        private double jump;

        Steps(JumpReturns model) {
            this.model = model;
            double deviation = model.deviation / model.stopDistance;
            variance = deviation * deviation;
        }

        @Override
        public void next(RandomGenerator random, Outcome out) {
            double marketReturn = model.mean + model.deviation * random.nextGaussian();
            jumped = random.nextDouble() < model.jumpProbability;
            if (jumped) {
                double size = model.jumpMean + model.jumpDeviation * random.nextGaussian();
                jump = size / model.stopDistance;
                marketReturn += size;
            }
            out.set(marketReturn / model.stopDistance).withMarketReturn(marketReturn);
        }

        @Override
        public void path(RandomGenerator random, Outcome out) {
            if (!jumped) {
                Bridge.draw(random, out, variance);
                return;
            }
            // the two parts of the path, before and after the jump, are bridges
            double time = random.nextDouble();
            double r = out.rMultiple();
            double before = time * (r - jump) + Math.sqrt(time * (1 - time) * variance) * random.nextGaussian();
            double after = r - before - jump;
            double lowest = Math.min(
                    Bridge.lowest(before, time * variance, random.nextExponential()),
                    before + jump + Bridge.lowest(after, (1 - time) * variance, random.nextExponential()));
            double highest = Math.max(
                    Bridge.highest(before, time * variance, random.nextExponential()),
                    before + jump + Bridge.highest(after, (1 - time) * variance, random.nextExponential()));
            // by rounding the end of the second part may differ from the result
            out.withExcursions(Math.min(lowest, r), Math.max(highest, r));
        }

        @Override
        public void restart() {
            jumped = false;
        }
    }
}
