package io.github.ftmo4j.sim.outcome;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One of several laws, with given probabilities.
 *
 * @param laws the laws
 * @param weights their probabilities
 */
record MixtureLaw(List<ContinuousLaw> laws, List<Double> weights) implements ContinuousLaw {

    private double mean(ToDoubleFunction<ContinuousLaw> value) {
        double sum = 0;
        for (int i = 0; i < laws.size(); i++) {
            sum += weights.get(i) * value.applyAsDouble(laws.get(i));
        }
        return sum;
    }

    @Override
    public double density(double r) {
        return mean(law -> law.density(r));
    }

    @Override
    public double cumulative(double r) {
        return mean(law -> law.cumulative(r));
    }

    @Override
    public double mean() {
        return mean(ContinuousLaw::mean);
    }

    @Override
    public double partialMean(double r) {
        return mean(law -> law.partialMean(r));
    }

    @Override
    public double scale() {
        return laws.stream().mapToDouble(ContinuousLaw::scale).min().orElseThrow();
    }
}
