package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * What a trader buys: the phases to be passed one after the other, each on a fresh account, and the fee.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param name what the firm calls the program
 * @param phases the phases in order, at least one
 * @param fee what an attempt costs, none if it is not known
 * @param source where the terms were published, none for a program of one's own
 */
public record Program(String name, List<Phase> phases, Optional<Fee> fee, Optional<Source> source) {

    /**
     * Checks the phases.
     *
     * @param name what the firm calls the program
     * @param phases the phases in order, at least one
     * @param fee what an attempt costs, none if it is not known
     * @param source where the terms were published, none for a program of one's own
     * @throws IllegalArgumentException if there is none, or names repeat, or currencies differ
     */
    public Program {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("phases must not be empty");
        }
        if (phases.stream().map(Phase::name).distinct().count() < phases.size()) {
            throw new IllegalArgumentException("phases must have different names, were "
                    + phases.stream().map(Phase::name).toList());
        }
        Money first = phases.get(0).initialBalance();
        phases.forEach(phase -> phase.initialBalance().in(first.currency()));
    }

    /**
     * A program of one's own, its fee unknown.
     *
     * @param name the name
     * @param phases the phases in order
     * @return the program
     */
    public static Program of(String name, Phase... phases) {
        return new Program(name, List.of(phases), Optional.empty(), Optional.empty());
    }

    /**
     * The same program at a fee.
     *
     * @param value the fee
     * @return the program
     */
    public Program withFee(Fee value) {
        return new Program(name, phases, Optional.of(value), source);
    }

    /**
     * The same program with another test for breaches in every phase.
     *
     * @param test the test
     * @return the program
     */
    public Program withBreachTest(BreachTest test) {
        return new Program(
                name,
                phases.stream()
                        .map(phase -> phase.toBuilder().breachTest(test).build())
                        .toList(),
                fee,
                source);
    }

    /**
     * The phase of a name.
     *
     * @param phaseName the name, such as {@link Phase#CHALLENGE}
     * @return the phase
     * @throws IllegalArgumentException if there is no such phase
     */
    public Phase phase(String phaseName) {
        return phases.stream()
                .filter(phase -> phase.name().equals(phaseName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("phase must be one of "
                        + phases.stream().map(Phase::name).toList() + ", was " + phaseName));
    }
}
