package io.github.ftmo4j.sim.journey;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The question that a journey answers: a program that is bought until an account is funded, and what the trader does
 * with that account. Immutable; two specifications are equal if all parts are equal.
 *
 * <p>Attempts follow one another on the next trading day. The funded account starts on the trading day after the last
 * phase is passed, is traded in the same way, and ends when it fails or at the horizon.
 *
 * @param trading the program, the way of trading, and how many accounts make a journey side by side
 * @param funded the terms of the funded account
 * @param fee what attempts cost
 * @param attempts the most attempts, from 1; together with the phases of the program at most 65,535
 * @param resets how many resets in a row the trader buys before a new attempt, where the firm sells them
 * @param payouts how much of a reward the trader takes, and how often
 * @param horizon the most trading days of the funded account, from 1 to 100,000
 * @param rate how much of the account's currency one unit of the fee's is; 1 if both are the same
 * @param fundedStart a funded account that runs already, with which the journey starts; none to start with an attempt
 */
public record JourneySpec(
        SimulationSpec trading,
        FundedTerms funded,
        Fee fee,
        int attempts,
        int resets,
        PayoutPlan payouts,
        int horizon,
        BigDecimal rate,
        Optional<RunningStart> fundedStart) {

    /** The number of the funded account among the phases that have draws. */
    public static final int FUNDED_KEY = 0xFFFF;

    private static final int MOST_DAYS = 100_000;

    /** A funded account does not end because nothing is risked. */
    private static final int NEVER_STALLED = 100_000;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a number is out of range, currencies do not fit, the plan leaves profit where
     *     the terms forbid it, or an attempt and a funded account run already
     */
    public JourneySpec {
        Objects.requireNonNull(trading, "trading");
        Objects.requireNonNull(funded, "funded");
        Objects.requireNonNull(fee, "fee");
        Objects.requireNonNull(payouts, "payouts");
        Objects.requireNonNull(rate, "rate");
        Objects.requireNonNull(fundedStart, "fundedStart");
        int phases = trading.program().phases().size();
        if (attempts < 1 || attempts > FUNDED_KEY / phases) {
            throw new IllegalArgumentException(
                    "attempts must be from 1 to " + FUNDED_KEY / phases + ", was " + attempts);
        }
        if (resets < 0) {
            throw new IllegalArgumentException("resets must not be negative, was " + resets);
        }
        if (horizon < 1 || horizon > MOST_DAYS) {
            throw new IllegalArgumentException("horizon must be from 1 to " + MOST_DAYS + " days, was " + horizon);
        }
        Money initial = trading.program().phases().get(0).initialBalance();
        funded.account().initialBalance().in(initial.currency());
        payouts.cushion().ifPresent(money -> money.in(initial.currency()));
        if (rate.signum() <= 0) {
            throw new IllegalArgumentException("rate must be above zero, was " + rate);
        }
        if (fee.price().currency().equals(initial.currency()) && rate.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException(
                    "rate must be 1 where the fee is in the currency of the account, was " + rate);
        }
        if (fundedStart.isPresent() && trading.start() instanceof RunningStart) {
            throw new IllegalArgumentException(
                    "start must be fresh if the journey starts with a running funded account, was "
                            + ((RunningStart) trading.start()).text());
        }
        if (funded.reward().rollover() == RewardTerms.Rollover.FORBIDDEN && !payouts.takesAll()) {
            throw new IllegalArgumentException(
                    "payouts must take all where no profit may be left on the account, was " + payouts);
        }
    }

    /**
     * What an answer takes for granted, in plain words: what the {@linkplain SimulationSpec#assumptions() trading}
     * does, and the terms of the funded account that are not known.
     *
     * @return sentences
     */
    public List<String> assumptions() {
        List<String> sentences = new ArrayList<>(trading.assumptions());
        if (!funded.unknown().isEmpty()) {
            sentences.add("Terms of the funded account that are not known count as absent: "
                    + funded.unknown().stream().map(FundedTerms.Unknown::text).collect(Collectors.joining(", ")) + ".");
        }
        return List.copyOf(sentences);
    }

    /**
     * The question that the funded account asks of a simulation: the same trading on an account without a target, up to
     * the horizon.
     *
     * @return the specification
     */
    public SimulationSpec fundedTrading() {
        Program program = trading.program();
        int before = fundedStart
                .map(start -> trading.calendar()
                        .daysBetween(
                                start.state().firstDay().toEpochDay(),
                                start.day().toEpochDay()))
                .map(Math::toIntExact)
                .orElse(0);
        return new SimulationSpec(
                new Program(
                        program.name(),
                        List.of(funded.account()),
                        Optional.empty(),
                        Optional.empty(),
                        program.clock(),
                        program.conditions(),
                        program.source()),
                trading.outcomes(),
                trading.tradesPerDay(),
                trading.sizing(),
                trading.positions(),
                new TradingPlan(Math.min(MOST_DAYS, horizon + before), NEVER_STALLED),
                trading.calendar(),
                fundedStart
                        .<Start>map(start -> start)
                        .orElse(Start.on(trading.start().day())),
                trading.accounts(),
                trading.dependence());
    }

    /**
     * Whether the funded account runs already and was paid a reward.
     *
     * @return whether the first reward is behind it
     */
    public boolean startsRewarded() {
        return fundedStart.flatMap(start -> start.state().rewardCycleStart()).isPresent();
    }

    /**
     * An amount of the fee in the currency of the account.
     *
     * @param amount the amount in the currency of the fee
     * @return the amount at the rate, rounded half away from zero
     */
    public Money converted(Money amount) {
        Money initial = funded.account().initialBalance();
        if (amount.currency().equals(initial.currency())) {
            return amount;
        }
        return initial.withMinorUnits(amount.toBigDecimal()
                .multiply(rate)
                .movePointRight(initial.currency().getDefaultFractionDigits())
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }
}
