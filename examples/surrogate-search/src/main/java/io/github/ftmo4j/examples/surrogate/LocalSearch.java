package io.github.ftmo4j.examples.surrogate;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.Well19937c;

/** Search without a model of the whole: CMA-ES from the best of a few evenly spread points. */
record LocalSearch() implements Search {

    private static final double SPREAD = 0.2;

    @Override
    public String title() {
        return "CMA-ES";
    }

    @Override
    public double[] best(ToDoubleFunction<double[]> value, int dimension, int budget, long seed) {
        Best best = new Best(value);
        for (double[] point : SobolSearch.points(dimension, Math.min(budget, 2 * dimension), seed)) {
            best.applyAsDouble(point);
        }
        double[] zeros = new double[dimension];
        double[] ones = new double[dimension];
        double[] spread = new double[dimension];
        Arrays.fill(ones, 1);
        Arrays.fill(spread, SPREAD);
        int left = budget - best.asked;
        if (left > 0) {
            try {
                new CMAESOptimizer(budget, 0, true, 0, 0, new Well19937c(new Random(seed).nextInt()), false, null)
                        .optimize(
                                new MaxEval(left),
                                MaxIter.unlimited(),
                                new ObjectiveFunction(best::applyAsDouble),
                                GoalType.MAXIMIZE,
                                new InitialGuess(best.point),
                                new SimpleBounds(zeros, ones),
                                new CMAESOptimizer.Sigma(spread),
                                new CMAESOptimizer.PopulationSize(2 * dimension));
            } catch (TooManyEvaluationsException e) {
                // the budget is spent
            }
        }
        return best.point;
    }

    /** Remembers the best point. */
    private static final class Best implements ToDoubleFunction<double[]> {
        private final ToDoubleFunction<double[]> value;
        private double highest = Double.NEGATIVE_INFINITY;
        private double[] point = {};
        private int asked;

        Best(ToDoubleFunction<double[]> value) {
            this.value = value;
        }

        @Override
        public double applyAsDouble(double[] at) {
            asked++;
            double found = value.applyAsDouble(at);
            if (found > highest) {
                highest = found;
                point = at.clone();
            }
            return found;
        }
    }
}
