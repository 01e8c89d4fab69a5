package io.github.ftmo4j.examples.surrogate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.AbstractCARTTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * Search by a surrogate: a random forest learns from the points asked for so far. The next point is the candidate whose
 * mean over the trees plus their standard deviation is highest.
 */
record ForestSearch() implements Search {

    private static final int TREES = 100;
    private static final int CANDIDATES = 1_000;
    private static final double NEARBY = 0.1;
    /** Held, because a level is lost with its logger. */
    private static final Logger LOG_OF_TRIBUO = Logger.getLogger("org.tribuo");

    private static final RegressionFactory FACTORY = new RegressionFactory();

    @Override
    public String title() {
        return "random forest";
    }

    @Override
    public double[] best(ToDoubleFunction<double[]> value, int dimension, int budget, long seed) {
        LOG_OF_TRIBUO.setLevel(Level.WARNING); // it reports each tree
        Random random = new Random(seed);
        List<double[]> points = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (double[] point : SobolSearch.points(dimension, Math.min(budget, 3 * dimension), seed)) {
            points.add(point);
            values.add(value.applyAsDouble(point));
        }
        while (points.size() < budget) {
            double[] next = propose(points, values, random);
            points.add(next);
            values.add(value.applyAsDouble(next));
        }
        return points.get(best(values));
    }

    private static int best(List<Double> values) {
        int best = 0;
        for (int i = 1; i < values.size(); i++) {
            best = values.get(i) > values.get(best) ? i : best;
        }
        return best;
    }

    private static double[] propose(List<double[]> points, List<Double> values, Random random) {
        List<Model<Regressor>> trees = forest(points, values, random.nextLong()).getModels();
        double[] centre = points.get(best(values));
        double[] next = centre;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CANDIDATES; i++) {
            double[] candidate = i % 2 == 0 ? random.doubles(centre.length).toArray() : near(centre, random);
            double promise = promise(trees, candidate);
            if (promise > highest) {
                highest = promise;
                next = candidate;
            }
        }
        return next;
    }

    private static double[] near(double[] centre, Random random) {
        return Arrays.stream(centre)
                .map(x -> Math.max(0, Math.min(1, x + NEARBY * random.nextGaussian())))
                .toArray();
    }

    private static double promise(List<Model<Regressor>> trees, double[] point) {
        double sum = 0;
        double squares = 0;
        ArrayExample<Regressor> example = example(point, 0);
        for (Model<Regressor> tree : trees) {
            double value = tree.predict(example).getOutput().getValues()[0];
            sum += value;
            squares += value * value;
        }
        double mean = sum / trees.size();
        return mean + Math.sqrt(Math.max(0, squares / trees.size() - mean * mean));
    }

    private static WeightedEnsembleModel<Regressor> forest(List<double[]> points, List<Double> values, long seed) {
        MutableDataset<Regressor> data = new MutableDataset<>(new SimpleDataSourceProvenance("runs", FACTORY), FACTORY);
        for (int i = 0; i < points.size(); i++) {
            data.add(example(points.get(i), values.get(i)));
        }
        CARTRegressionTrainer tree = new CARTRegressionTrainer(
                Integer.MAX_VALUE, AbstractCARTTrainer.MIN_EXAMPLES, 0, 0.75f, false, new MeanSquaredError(), seed);
        return (WeightedEnsembleModel<Regressor>)
                new RandomForestTrainer<>(tree, new AveragingCombiner(), TREES, seed).train(data);
    }

    private static ArrayExample<Regressor> example(double[] point, double value) {
        String[] names = new String[point.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = "x" + i;
        }
        return new ArrayExample<>(new Regressor("pass", value), names, point);
    }
}
