package io.github.ftmo4j.sim.edge;

import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Scale;
import io.github.ftmo4j.sim.sweep.Score;
import java.util.Comparator;
import java.util.List;

/**
 * A number of the odds where the edge is not known: one for each model of the posterior. Each number that was estimated
 * from trials has a sampling error of its own, by which the spread is a little too wide.
 *
 * @param criterion what the numbers are
 * @param plugIn the number if what was observed were the truth
 * @param values the numbers of the models, from low to high, each with the same weight; undefined ones are left out
 */
public record Spread(Criterion criterion, Score plugIn, List<Double> values) {

    /**
     * Sorts the values.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Spread {
        values = values.stream()
                .filter(value -> !Double.isNaN(value))
                .sorted(Comparator.naturalOrder())
                .toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException(criterion.name() + " must be defined for a model, was for none");
        }
    }

    /**
     * The number, integrated over the posterior: what the trader can expect. A probability of passing that is
     * integrated is the probability of passing, for all that is known.
     *
     * @return the mean over the models
     */
    public double integrated() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /**
     * The standard deviation over the models.
     *
     * @return the deviation; 0 of one model
     */
    public double deviation() {
        double mean = integrated();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
    }

    /**
     * A quantile over the models, interpolated between them.
     *
     * @param probability from 0 to 1
     * @return the number that the true one is below with that probability, for all that is known
     * @throws IllegalArgumentException if the probability is out of range
     */
    public double quantile(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be from 0 to 1, was " + probability);
        }
        double at = Math.max(0, Math.min(values.size() - 1.0, probability * values.size() - 0.5));
        int below = (int) at;
        int above = Math.min(values.size() - 1, below + 1);
        return values.get(below) + (at - below) * (values.get(above) - values.get(below));
    }

    /**
     * How probable it is that the true number is above a limit.
     *
     * @param limit the limit
     * @return the share of the models
     */
    public double above(double limit) {
        return (double) values.stream().filter(value -> value > limit).count() / values.size();
    }

    /**
     * How wide the interval is that contains the true number with 90 %.
     *
     * @return the 95 % quantile less the 5 % quantile
     */
    public double width() {
        return quantile(0.95) - quantile(0.05);
    }

    /** The numbers in a sentence, such as {@code P(pass): 61.3 % if the history is the truth, 55.0 % …}. */
    @Override
    public String toString() {
        Scale scale = criterion.scale();
        return criterion.name() + ": " + scale.text(plugIn.value()) + " if the history is the truth, "
                + scale.text(integrated()) + " with its uncertainty; between " + scale.text(quantile(0.05)) + " and "
                + scale.text(quantile(0.95)) + " with 90 %";
    }
}
