package io.github.ftmo4j.sim.outcome;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The law of excursions that are drawn from a history: the shares of the trades of the same result. */
final class PastExcursions implements ExcursionLaw {

    /** Ascending, by result. */
    private final Map<Double, double[]> adverse = new HashMap<>();

    private final Map<Double, double[]> favourable = new HashMap<>();

    private PastExcursions(double[] rMultiples, List<Excursions> excursions) {
        Map<Double, List<Excursions>> byResult = IntStream.range(0, rMultiples.length)
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> rMultiples[i] + 0.0, // −0 is 0
                        Collectors.mapping(excursions::get, Collectors.toList())));
        byResult.forEach((r, ofResult) -> {
            adverse.put(r, ascending(ofResult, trade -> -trade.adverse()));
            favourable.put(r, ascending(ofResult, Excursions::favourable));
        });
    }

    private static double[] ascending(List<Excursions> excursions, ToDoubleFunction<Excursions> size) {
        return excursions.stream().mapToDouble(size).sorted().toArray();
    }

    /** None if the two excursions depend on each other. */
    static Optional<ExcursionLaw> law(double[] rMultiples, List<Excursions> excursions) {
        PastExcursions law = new PastExcursions(rMultiples, excursions);
        boolean independent = law.adverse.entrySet().stream()
                .allMatch(ofResult -> isOne(ofResult.getValue())
                        || isOne(Objects.requireNonNull(law.favourable.get(ofResult.getKey()))));
        return independent ? Optional.of(law) : Optional.empty();
    }

    private static boolean isOne(double[] ascending) {
        return ascending[0] == ascending[ascending.length - 1];
    }

    /** How many of the sizes are at least this one. */
    private static double share(double[] ascending, double size) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < size) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) (ascending.length - low) / ascending.length;
    }

    @Override
    public double adverseReaches(double r, double y) {
        return share(adverse.getOrDefault(r + 0.0, new double[1]), y);
    }

    @Override
    public double favourableReaches(double r, double z) {
        return share(favourable.getOrDefault(r + 0.0, new double[1]), z);
    }
}
