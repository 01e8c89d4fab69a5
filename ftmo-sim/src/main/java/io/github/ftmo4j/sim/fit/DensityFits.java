package io.github.ftmo4j.sim.fit;

import io.github.ftmo4j.sim.outcome.ContinuousLaw;
import io.github.ftmo4j.sim.outcome.GarchReturns;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.JumpReturns;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.SkewedReturns;
import io.github.ftmo4j.sim.outcome.StudentTReturns;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/** Fits of models of a market whose returns have a density. Parameters are searched in R. */
final class DensityFits {

    static final double LEAST_DEGREES = 2.01;
    static final double MOST_DEGREES = 1_000;
    static final double LARGEST_SKEW = 100;

    /** The least deviation between jumps, as a share of that of all trades. */
    private static final double LEAST_DEVIATION = 0.05;

    /** Jumps are the exception. */
    static final double MOST_JUMPS = 0.5;

    private static final double LARGEST_PERSISTENCE = 0.9999;

    private final double[] r;
    private final double stopDistance;
    private final double mean;
    private final double deviation;

    DensityFits(double[] r, double stopDistance) {
        this.r = r;
        this.stopDistance = stopDistance;
        mean = Sample.mean(r);
        deviation = Math.sqrt(Sample.variance(r));
    }

    private double logLikelihood(OutcomeModel model) {
        ContinuousLaw law = model.continuousLaw().orElseThrow();
        double sum = 0;
        for (double result : r) {
            sum += Math.log(Math.max(Double.MIN_NORMAL, law.density(result)));
        }
        return sum;
    }

    private <M extends OutcomeModel> Fit<M> independent(Family family, M model, Parameter... parameters) {
        ContinuousLaw law = model.continuousLaw().orElseThrow();
        double[] probabilities = Arrays.stream(r).map(law::cumulative).toArray();
        return Fits.fit(
                family, model, List.of(parameters), r, logLikelihood(model), Sample.ofProbabilities(probabilities));
    }

    /** The most likely model, of several first guesses. */
    private <M extends OutcomeModel> M search(Function<double[], M> model, double[] steps, double[]... guesses) {
        return Stream.of(guesses)
                .map(guess -> Search.maximise(point -> logLikelihood(model.apply(point)), guess, steps))
                .map(model)
                .max((one, two) -> Double.compare(logLikelihood(one), logLikelihood(two)))
                .orElseThrow();
    }

    private static double degrees(double unbounded) {
        return Math.min(MOST_DEGREES, LEAST_DEGREES + Math.exp(unbounded));
    }

    private static double skew(double unbounded) {
        return Math.max(1 / LARGEST_SKEW, Math.min(LARGEST_SKEW, Math.exp(unbounded)));
    }

    /** Above 0 and below 1. */
    private static double logistic(double unbounded) {
        return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, unbounded))));
    }

    /** Within the bounds of the models. */
    private double scale(double unbounded) {
        return deviation * Math.exp(Math.max(-10, Math.min(10, unbounded)));
    }

    private double location(double unbounded) {
        return mean + deviation * Math.max(-10, Math.min(10, unbounded));
    }

    Fit<GaussianReturns> gaussian() {
        GaussianReturns model = new GaussianReturns(mean * stopDistance, deviation * stopDistance, stopDistance);
        return independent(
                Family.GAUSSIAN,
                model,
                new Parameter("mean", model.mean()),
                new Parameter("deviation", model.deviation()));
    }

    Fit<StudentTReturns> studentT() {
        StudentTReturns model = search(
                point -> new StudentTReturns(
                        degrees(point[2]),
                        location(point[0]) * stopDistance,
                        scale(point[1]) * stopDistance,
                        stopDistance),
                new double[] {0.1, 0.2, 0.7},
                new double[] {0, 0, Math.log(4)});
        return independent(
                Family.STUDENT_T,
                model,
                new Parameter("degrees", model.degrees()),
                new Parameter("mean", model.mean()),
                new Parameter("deviation", model.deviation()));
    }

    Fit<SkewedReturns> skewedNormal() {
        SkewedReturns model = search(
                point -> SkewedReturns.normal(
                        skew(point[2]),
                        location(point[0]) * stopDistance,
                        scale(point[1]) * stopDistance,
                        stopDistance),
                new double[] {0.1, 0.1, 0.2},
                new double[] {0, 0, 0.2},
                new double[] {0, 0, -0.2});
        return independent(
                Family.SKEWED_NORMAL,
                model,
                new Parameter("skew", model.skew()),
                new Parameter("mean", model.mean()),
                new Parameter("deviation", model.deviation()));
    }

    Fit<SkewedReturns> skewedT() {
        SkewedReturns model = search(
                point -> new SkewedReturns(
                        degrees(point[3]),
                        skew(point[2]),
                        location(point[0]) * stopDistance,
                        scale(point[1]) * stopDistance,
                        stopDistance),
                new double[] {0.1, 0.2, 0.2, 0.7},
                new double[] {0, 0, 0.2, Math.log(4)},
                new double[] {0, 0, -0.2, Math.log(4)});
        return independent(
                Family.SKEWED_T,
                model,
                new Parameter("degrees", model.degrees()),
                new Parameter("skew", model.skew()),
                new Parameter("mean", model.mean()),
                new Parameter("deviation", model.deviation()));
    }

    Fit<JumpReturns> jumps() {
        JumpReturns model = search(
                point -> new JumpReturns(
                        location(point[0]) * stopDistance,
                        Math.max(LEAST_DEVIATION * deviation, scale(point[1])) * stopDistance,
                        MOST_JUMPS * logistic(point[2]),
                        deviation * Math.max(-100, Math.min(100, point[3])) * stopDistance,
                        scale(point[4]) * stopDistance,
                        stopDistance),
                new double[] {0.1, 0.2, 0.7, 0.3, 0.3},
                new double[] {0, -0.3, -1.5, 0, 0.5},
                new double[] {0, -0.3, -2.5, 1.5, 0.3},
                new double[] {0, -0.3, -2.5, -1.5, 0.3});
        return independent(
                Family.JUMPS,
                model,
                new Parameter("mean", model.mean()),
                new Parameter("deviation", model.deviation()),
                new Parameter("jumpProbability", model.jumpProbability()),
                new Parameter("jumpMean", model.jumpMean()),
                new Parameter("jumpDeviation", model.jumpDeviation()));
    }

    Fit<GarchReturns> garch() {
        double[] best = Stream.of(new double[] {0, 0, 2, -1.5}, new double[] {0, 0, 0, -1})
                .map(guess -> Search.maximise(
                        point -> logLikelihood(garch(point), null), guess, new double[] {0.1, 0.2, 0.7, 0.7}))
                .max((one, two) -> Double.compare(logLikelihood(garch(one), null), logLikelihood(garch(two), null)))
                .orElseThrow();
        GarchReturns model = garch(best);
        double[] shocks = new double[r.length];
        double logLikelihood = logLikelihood(model, shocks);
        NormalDistribution unit = new NormalDistribution(null, 0, 1);
        return Fits.fit(
                Family.GARCH,
                model,
                List.of(
                        new Parameter("mean", model.mean()),
                        new Parameter("deviation", model.deviation()),
                        new Parameter("alpha", model.alpha()),
                        new Parameter("beta", model.beta())),
                r,
                logLikelihood,
                Sample.ofProbabilities(
                        Arrays.stream(shocks).map(unit::cumulativeProbability).toArray()));
    }

    private GarchReturns garch(double[] point) {
        double persistence = LARGEST_PERSISTENCE * logistic(point[2]);
        double share = logistic(point[3]);
        return new GarchReturns(
                location(point[0]) * stopDistance,
                scale(point[1]) * stopDistance,
                persistence * share,
                persistence * (1 - share),
                stopDistance);
    }

    /** Receives the standardised shocks, if they are wanted. */
    private double logLikelihood(GarchReturns model, double @Nullable [] shocks) {
        double longRun = model.deviation() / stopDistance * (model.deviation() / stopDistance);
        double variance = longRun;
        double sum = 0;
        for (int i = 0; i < r.length; i++) {
            double shock = r[i] - model.mean() / stopDistance;
            sum -= 0.5 * (Math.log(2 * Math.PI * variance) + shock * shock / variance);
            if (shocks != null) {
                shocks[i] = shock / Math.sqrt(variance);
            }
            variance = (1 - model.alpha() - model.beta()) * longRun
                    + model.alpha() * shock * shock
                    + model.beta() * variance;
        }
        return sum;
    }
}
