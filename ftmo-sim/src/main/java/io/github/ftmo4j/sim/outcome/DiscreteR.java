package io.github.ftmo4j.sim.outcome;

import java.util.Objects;
import java.util.Optional;

/**
 * Trades with finitely many results, independent of each other: each takes one uniform number, by inversion.
 *
 * <p>Two models are equal if their laws are. This class is immutable and thread-safe.
 */
public final class DiscreteR implements OutcomeModel {

    private final DiscreteLaw law;

    private DiscreteR(DiscreteLaw law) {
        this.law = law;
    }

    /**
     * Trades whose R-multiples have a discrete distribution.
     *
     * @param law the distribution of the R-multiple
     * @return the model
     */
    public static DiscreteR of(DiscreteLaw law) {
        return new DiscreteR(Objects.requireNonNull(law, "law"));
    }

    /**
     * Trades of given probabilities.
     *
     * @param values the R-multiples, at least one, each within ±1,000,000
     * @param probabilities their probabilities, each from 0 to 1, of the sum 1
     * @return the model
     * @throws IllegalArgumentException if a value or a probability is out of range, or their numbers differ
     */
    public static DiscreteR of(double[] values, double[] probabilities) {
        return of(DiscreteLaw.of(values, probabilities));
    }

    @Override
    public Optional<DiscreteLaw> law() {
        return Optional.of(law);
    }

    @Override
    public OutcomeSampler start() {
        int last = law.size() - 1;
        double[] values = new double[last + 1];
        double[] cumulative = new double[last];
        double sum = 0;
        for (int i = 0; i <= last; i++) {
            values[i] = law.value(i);
            if (i < last) {
                sum += law.probability(i);
                cumulative[i] = sum;
            }
        }
        return (random, out) -> {
            double u = random.nextDouble();
            int i = 0;
            while (i < cumulative.length && u >= cumulative[i]) {
                i++;
            }
            out.set(values[i]);
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiscreteR that && law.equals(that.law);
    }

    @Override
    public int hashCode() {
        return law.hashCode();
    }

    /** The law. */
    @Override
    public String toString() {
        return "DiscreteR[" + law + "]";
    }
}
