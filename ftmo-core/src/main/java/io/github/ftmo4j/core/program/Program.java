package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a trader buys: the phases to be passed one after the other, each on a fresh account, what follows them, and the
 * fee.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param name what the firm calls the program
 * @param phases the phases in order, at least one
 * @param funded what a trader who passed them gets, none if it is not known
 * @param fee what an attempt costs, none if it is not known
 * @param clock when the firm's trading days begin
 * @param conditions what the platform allows, none if it is not known
 * @param source where the terms were published, none for a custom program
 */
public record Program(
        String name,
        List<Phase> phases,
        Optional<FundedTerms> funded,
        Optional<Fee> fee,
        TradingDayClock clock,
        Optional<TradingConditions> conditions,
        Optional<Source> source) {

    /**
     * Checks the phases.
     *
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
        funded.ifPresent(terms -> terms.account().initialBalance().in(first.currency()));
    }

    /**
     * A custom program whose days begin at midnight in Prague, without a fee and a funded account.
     *
     * @param name the name
     * @param phases the phases in order
     * @return the program
     */
    public static Program of(String name, Phase... phases) {
        return new Program(
                name,
                List.of(phases),
                Optional.empty(),
                Optional.empty(),
                TradingDayClock.prague(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same program with an account that follows it.
     *
     * @param value what a trader who passed gets
     * @return the program
     */
    public Program withFunded(FundedTerms value) {
        return new Program(name, phases, Optional.of(value), fee, clock, conditions, source);
    }

    /**
     * The same program at a fee.
     *
     * @param value the fee
     * @return the program
     */
    public Program withFee(Fee value) {
        return new Program(name, phases, funded, Optional.of(value), clock, conditions, source);
    }

    /**
     * The same program by another clock.
     *
     * @param value when trading days begin
     * @return the program
     */
    public Program withClock(TradingDayClock value) {
        return new Program(name, phases, funded, fee, value, conditions, source);
    }

    /**
     * The same program under the conditions of a platform.
     *
     * @param value what the platform allows
     * @return the program
     */
    public Program withConditions(TradingConditions value) {
        return new Program(name, phases, funded, fee, clock, Optional.of(value), source);
    }

    /**
     * The same program with a source.
     *
     * @param value where the terms were published
     * @return the program
     */
    public Program withSource(Source value) {
        return new Program(name, phases, funded, fee, clock, conditions, Optional.of(value));
    }

    /**
     * The same program with another test for breaches in every phase and on the funded account.
     *
     * @param test the test
     * @return the program
     */
    public Program withBreachTest(BreachTest test) {
        return withEveryAccount(phase -> phase.toBuilder().breachTest(test).build());
    }

    /**
     * The same program at another leverage in every phase and on the funded account.
     *
     * @param value the leverage by asset class
     * @return the program
     */
    public Program withLeverage(Leverage value) {
        return withEveryAccount(phase -> phase.toBuilder().leverage(value).build());
    }

    private Program withEveryAccount(UnaryOperator<Phase> change) {
        return new Program(
                name,
                phases.stream().map(change).toList(),
                funded.map(terms -> terms.withAccount(change.apply(terms.account()))),
                fee,
                clock,
                conditions,
                source);
    }

    /**
     * The same program with limits of inactivity; the funded account stays as it is.
     *
     * @param clocks the clocks, such as {@link Programs#ftmoContractClocks()}
     * @return the program
     */
    public Program withInactivity(Inactivity clocks) {
        return new Program(
                name,
                phases.stream()
                        .map(phase -> phase.toBuilder().inactivity(clocks).build())
                        .toList(),
                funded,
                fee,
                clock,
                conditions,
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

    /**
     * The terms in plain English, to be compared with the page of the firm. They are generated from the values that the
     * rules use.
     *
     * @return sentences: of every phase, what follows, the fee, the clock and the source
     */
    public List<String> describe() {
        return Description.of(this);
    }

    /** The name and the size in one line; {@link #describe()} gives all terms. */
    @Override
    public String toString() {
        return name + ", " + phases.get(0).initialBalance();
    }
}
