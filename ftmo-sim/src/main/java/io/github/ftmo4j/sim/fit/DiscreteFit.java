package io.github.ftmo4j.sim.fit;

import io.github.ftmo4j.sim.outcome.DiscreteR;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * A model of finitely many results, taken from past trades.
 *
 * @param model the model, of the mean of the trades
 * @param trades how many trades it was fitted to
 * @param goodness how well it fits; the distance is that of the trades from the values for which they count
 * @param warnings what is doubtful about it; empty if nothing is
 */
public record DiscreteFit(DiscreteR model, int trades, Goodness goodness, List<String> warnings) {

    /** A probability is known to some 20 % from so many trades. */
    private static final int TRADES_PER_VALUE = 25;

    /** Takes the fit. */
    public DiscreteFit {
        warnings = List.copyOf(warnings);
    }

    static DiscreteFit of(double[] r, double step) {
        TreeMap<Double, List<Double>> groups = new TreeMap<>();
        for (double result : r) {
            // plus zero: −0.0 is no group of its own
            groups.computeIfAbsent(Math.rint(result / step) + 0.0, group -> new ArrayList<>())
                    .add(result);
        }
        double[] values =
                groups.values().stream().mapToDouble(DiscreteFit::mean).toArray();
        double[] shares = groups.values().stream()
                .mapToDouble(group -> (double) group.size() / r.length)
                .toArray();
        DiscreteR model = DiscreteR.of(values, shares);
        double mean = Sample.mean(r);
        Goodness goodness = Sample.ofResults(
                Sample.distance(r, model.law().orElseThrow()),
                Arrays.stream(r).map(result -> result - mean).toArray());
        return new DiscreteFit(model, r.length, goodness, warnings(values.length, r.length, goodness));
    }

    private static double mean(List<Double> group) {
        return group.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static List<String> warnings(int values, int trades, Goodness goodness) {
        List<String> warnings = new ArrayList<>();
        int least = TRADES_PER_VALUE * values;
        if (trades < least) {
            warnings.add(values + " values need " + least + " trades for a stable fit, had " + trades
                    + "; a larger step has fewer values");
        }
        warnings.addAll(goodness.warnings());
        return warnings;
    }
}
