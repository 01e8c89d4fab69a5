package io.github.ftmo4j.sim.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * By how much the odds change with a parameter.
 *
 * @param parameter the name of the parameter
 * @param at its value
 * @param step a small change of it, above 0
 * @param changes by how much each criterion changes where the parameter is one step higher
 */
public record Sensitivity(String parameter, double at, double step, Map<Criterion, Score> changes) {

    /** Copies the map. */
    public Sensitivity {
        changes = Map.copyOf(changes);
    }

    /**
     * By how much a criterion changes where the parameter is one step higher.
     *
     * @param criterion one that was measured
     * @return the change with its interval
     * @throws IllegalArgumentException if it was not measured
     */
    public Score change(Criterion criterion) {
        Score change = changes.get(criterion);
        if (change == null) {
            throw new IllegalArgumentException("criterion must be one that was measured, was " + criterion.name());
        }
        return change;
    }

    /**
     * The change over the step: near the derivative of a criterion with respect to the parameter.
     *
     * @param criterion one that was measured
     * @return the slope with its interval
     * @throws IllegalArgumentException if it was not measured
     */
    public Score slope(Criterion criterion) {
        return change(criterion).times(1 / step);
    }

    /** The sensitivity in one line, such as {@code win rate 0.45, 0.01 more: P(pass) +5.98 points}. */
    @Override
    public String toString() {
        return parameter + " " + number(at) + ", " + number(step) + " more: "
                + changes.entrySet().stream()
                        .map(change -> change.getKey().name() + " "
                                + change.getValue()
                                        .differenceText(change.getKey().scale()))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
