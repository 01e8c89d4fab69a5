package io.github.ftmo4j.sim.fit;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** The maximum of a function, by the simplex method of Nelder and Mead. */
final class Search {

    private static final double PRECISION = 1e-9;
    private static final int EVALUATIONS = 4_000;

    /** A simplex that has collapsed too early is opened again at its best point. */
    private static final int ROUNDS = 2;

    private final ToDoubleFunction<double[]> function;
    private double[] best;
    private double value;

    private Search(ToDoubleFunction<double[]> function, double[] start) {
        this.function = function;
        best = start.clone();
        value = function.applyAsDouble(start);
    }

    /**
     * Looks for the maximum.
     *
     * @param function finite or −∞
     * @param start where the function is finite
     * @param steps the size of the first simplex in each direction
     */
    static double[] maximise(ToDoubleFunction<double[]> function, double[] start, double[] steps) {
        Search search = new Search(function, start);
        for (int round = 0; round < ROUNDS; round++) {
            search.run(steps);
        }
        return search.best;
    }

    private void run(double[] steps) {
        try {
            new SimplexOptimizer(PRECISION, PRECISION)
                    .optimize(
                            new MaxEval(EVALUATIONS),
                            GoalType.MAXIMIZE,
                            new ObjectiveFunction(this::evaluate),
                            new InitialGuess(best.clone()),
                            new NelderMeadSimplex(steps));
        } catch (TooManyEvaluationsException e) {
            // the best point so far is near enough
        }
    }

    private double evaluate(double[] point) {
        double at = function.applyAsDouble(point);
        if (at > value) {
            value = at;
            best = Arrays.copyOf(point, point.length);
        }
        return at;
    }
}
