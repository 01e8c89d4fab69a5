package io.github.ftmo4j.examples.reference.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.mm.Bound;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileChallengeTest {

    private static final long SEED = 42;

    /** Passes whatever loses nothing on balance. */
    private static final PassRule LENIENT = new PassRule(0, 1, 1, 0, OptionalInt.empty());

    @Test
    void aRunWithoutDeviationEarnsWhatAHandWould() {
        ProfileAttempt attempt = constant(0.003, LENIENT, 100).attempt(0, 0, SEED);

        BigDecimal equity = new BigDecimal("100000.00");
        for (int step = 0; step < 100; step++) {
            BigDecimal stake = equity.multiply(new BigDecimal("0.005")).setScale(2, RoundingMode.DOWN);
            equity = equity.add(stake.multiply(new BigDecimal("0.003")).setScale(2, RoundingMode.HALF_UP));
        }
        assertThat(equity).isEqualTo("100150.00");
        assertThat(attempt.gain()).isEqualTo(0.0015);
        assertThat(attempt.steps()).isEqualTo(100);
        assertThat(attempt.passed()).isTrue();
    }

    @Test
    void aLosingRunWithoutDeviationLosesWhatAHandWould() {
        List<ProfileStep> steps = constant(-0.20, LENIENT, 50).trace(0, 0, SEED);

        BigDecimal equity = new BigDecimal("100000.00");
        for (ProfileStep step : steps) {
            BigDecimal stake = equity.multiply(new BigDecimal("0.005")).setScale(2, RoundingMode.DOWN);
            equity = equity.add(stake.multiply(new BigDecimal("-0.20")).setScale(2, RoundingMode.HALF_UP));
            assertThat(step.decision().risk()).isEqualTo(Money.usd(stake.toPlainString()));
            assertThat(step.equity()).isEqualTo(Money.usd(equity.toPlainString()));
        }
        assertThat(steps).hasSize(50);
        assertThat(equity).isBetween(new BigDecimal("95100.00"), new BigDecimal("95150.00"));
    }

    @Test
    void theBayesModuleBindsAtHalfAPercent() {
        ProfileStep first = constant(0.01, LENIENT, 1).trace(0, 0, SEED).get(0);

        assertThat(first.decision().risk()).isEqualTo(Money.usd("500.00"));
        assertThat(first.decision().bound()).isEqualTo(Bound.MODULE);
        assertThat(first.decision().module()).isEqualTo("LinearEdge");
        assertThat(first.profit()).isEqualTo(Money.usd("5.00"));
    }

    @Test
    void aConstantGainAlwaysPassesAndAConstantLossNeverDoes() {
        PassRule rule = new PassRule(0.0005, 1, 1, 0, OptionalInt.empty());

        ProfileResult gain = constant(0.01, rule, 10).run(20, SEED);
        assertThat(gain.any().value()).isEqualTo(1);
        assertThat(gain.all().value()).isEqualTo(1);
        assertThat(gain.none().value()).isZero();
        assertThat(gain.meanGain()).isEqualTo(0.0005);
        assertThat(gain.gainDeviation()).isZero();
        assertThat(gain.violations().values()).containsOnly(0L);

        ProfileResult loss = constant(-0.01, rule, 10).run(20, SEED);
        assertThat(loss.any().value()).isZero();
        assertThat(loss.all().value()).isZero();
        assertThat(loss.none().value()).isEqualTo(1);
        assertThat(loss.violations()).containsEntry(Violation.PROFIT_TARGET, 60L);
        assertThat(loss.violations()).containsEntry(Violation.MAXIMUM_DRAWDOWN, 0L);
    }

    /**
     * Floor 10 % under the mark, threshold 5 %: frozen once equity × 0.95 is under 90,000. Each step loses 0.1 %, so
     * that the freeze comes after ⌈ln(0.9 / 0.95) / ln 0.999⌉ = 55 steps.
     */
    @Test
    void theFreezeEngagesInASteadyLoss() {
        ProfileChallenge challenge = constant(-0.20, PassRule.of(0, 0.10, 0.05, 0, 100), 100);
        List<ProfileStep> steps = challenge.trace(0, 0, SEED);

        assertThat(steps.subList(0, 55)).allSatisfy(step -> {
            assertThat(step.decision().bound()).isEqualTo(Bound.MODULE);
            assertThat(step.profit().minorUnits()).isNegative();
        });
        Money stuck = steps.get(54).equity();
        assertThat(steps.get(53).equity().minorUnits()).isGreaterThan(9_473_684);
        assertThat(stuck.minorUnits()).isLessThan(9_473_684);
        assertThat(steps.subList(55, 100)).allSatisfy(step -> {
            assertThat(step.decision().bound()).isEqualTo(Bound.FROZEN);
            assertThat(step.decision().risk()).isEqualTo(Money.usd(0));
            assertThat(step.equity()).isEqualTo(stuck);
        });
        ProfileAttempt attempt = challenge.attempt(0, 0, SEED);
        assertThat(attempt.frozenSteps()).isEqualTo(45);
        assertThat(attempt.violations()).containsExactly(Violation.PROFIT_TARGET);
        assertThat(challenge.run(2, SEED).frozenRuns()).isEqualTo(6);
    }

    @Test
    void onlyWhatExceedsALimitViolatesIt() {
        PassRule within = PassRule.of(0, 0.10, 0.10, 0, 1);
        assertThat(allIn(-0.10, within).violations()).containsExactly(Violation.PROFIT_TARGET);

        PassRule drawdown = PassRule.of(0, 0.0999, 0.10, 0, 1);
        assertThat(allIn(-0.10, drawdown).violations())
                .containsExactlyInAnyOrder(Violation.MAXIMUM_DRAWDOWN, Violation.PROFIT_TARGET);

        PassRule stepDrop = PassRule.of(0, 0.10, 0.0999, 0, 1);
        assertThat(allIn(-0.10, stepDrop).violations())
                .containsExactlyInAnyOrder(Violation.STEP_DROP, Violation.PROFIT_TARGET);
    }

    @Test
    void drawdownAddsUpOverStepsAndAStepDropDoesNot() {
        PassRule rule = PassRule.of(0, 0.10, 0.05, 0, 3);

        assertThat(allIn(-0.05, rule).violations())
                .containsExactlyInAnyOrder(Violation.MAXIMUM_DRAWDOWN, Violation.PROFIT_TARGET);
    }

    @Test
    void theTimeLimitOrTheHorizonEndsTheRunAndTooFewStepsDoNotPass() {
        ProfileAttempt limited = constant(0.01, PassRule.of(0, 1, 1, 5, 7), 10).attempt(0, 0, SEED);
        assertThat(limited.steps()).isEqualTo(7);
        assertThat(limited.passed()).isTrue();

        ProfileAttempt tooShort = constant(0.01, PassRule.of(0, 1, 1, 5, 7), 4).attempt(0, 0, SEED);
        assertThat(tooShort.steps()).isEqualTo(4);
        assertThat(tooShort.violations()).containsExactly(Violation.MINIMUM_STEPS);
    }

    @Test
    void equityIsNeverNegative() {
        ProfileChallenge wild = challenge(everything(), new Market(-0.5, 1), LENIENT, 30);
        List<ProfileStep> steps = IntStream.range(0, 20)
                .mapToObj(trial -> wild.trace(trial, 0, SEED))
                .flatMap(List::stream)
                .toList();

        assertThat(steps).allMatch(step -> step.equity().minorUnits() >= 0);
        assertThat(steps).anyMatch(step -> step.equity().minorUnits() == 0);
    }

    @Test
    void aCapBinds() {
        PositionSizer capped = Preset.sizer(0.10).cap(0.001).build();
        ProfileStep first = challenge(capped, new Market(0, 0), LENIENT, 1)
                .trace(0, 0, SEED)
                .get(0);

        assertThat(first.decision().risk()).isEqualTo(Money.usd("100.00"));
        assertThat(first.decision().bound()).isEqualTo(Bound.CAP_PER_TRADE);
    }

    /** Φ(√2): the sum of 50 steps is normal with a mean of 50 and a deviation of √50 parts, and 40 are needed. */
    private static final double SINGLE = 0.9213504;

    /** False alarms: at most 1 in 15,000 for each of the five estimates, for another seed. */
    @Test
    void theUltraOptimisticScenarioHasItsDistribution() {
        int trials = 100_000;
        int runs = 3 * trials;
        ProfileResult result = challenge(
                        Preset.sizer(0.20).build(),
                        new Market(0.005, 0.005),
                        PassRule.of(0.001, 0.20, 0.10, 2, 50),
                        100)
                .run(trials, SEED);

        assertThat(result.pass().n()).hasValue(runs);
        assertThat(result.pass().value()).isCloseTo(SINGLE, within(4 * error(SINGLE, runs) + 0.001));
        double any = 1 - Math.pow(1 - SINGLE, 3);
        assertThat(any).isCloseTo(0.9995, within(5e-5));
        assertThat(result.any().n()).hasValue(trials);
        assertThat(result.any().value()).isCloseTo(any, within(4 * error(any, trials) + 2e-5));
        assertThat(result.none().value()).isCloseTo(1 - result.any().value(), within(1e-12));
        double all = Math.pow(SINGLE, 3);
        assertThat(all).isCloseTo(0.782, within(5e-4));
        assertThat(result.all().value()).isCloseTo(all, within(4 * error(all, trials) + 0.003));

        // compounding 50 factors 1 + X with X ~ N(a, a): mean (1 + a)^50, second moment ((1 + a)^2 + a^2)^50
        double a = 0.005 * 0.005;
        double mean = Math.pow(1 + a, 50) - 1;
        double deviation = Math.sqrt(Math.pow((1 + a) * (1 + a) + a * a, 50) - Math.pow(1 + a, 100));
        assertThat(mean).isCloseTo(0.00125, within(1e-6));
        assertThat(deviation).isCloseTo(0.000177, within(1e-6));
        assertThat(result.meanGain()).isCloseTo(mean, within(4 * deviation / Math.sqrt(runs)));
        assertThat(result.gainDeviation()).isCloseTo(deviation, within(4 * deviation / Math.sqrt(2.0 * runs)));
        assertThat(result.frozenRuns()).isZero();
    }

    @Test
    void aSeedSettlesEverything() {
        ProfileChallenge challenge = challenge(Preset.sizer(0.10).build(), new Market(0.002, 0.01), LENIENT, 100);

        assertThat(challenge.run(20, SEED)).isEqualTo(challenge.run(20, SEED));
        assertThat(challenge.run(20, SEED).meanGain())
                .isNotEqualTo(challenge.run(20, SEED + 1).meanGain());
        assertThat(challenge.attempt(3, 1, SEED).gain())
                .isNotEqualTo(challenge.attempt(3, 2, SEED).gain());
        List<ProfileStep> steps = challenge.trace(3, 1, SEED);
        double traced = (steps.get(99).equity().minorUnits() - 10_000_000) / 1e7;
        assertThat(challenge.attempt(3, 1, SEED).gain()).isEqualTo(traced);
    }

    @Test
    void absurdParametersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Market(5, 0.01))
                .withMessageContaining("mean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Market(Double.NaN, 0.01))
                .withMessageContaining("mean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Market(0, -0.01))
                .withMessageContaining("deviation");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PassRule.of(8, 0.10, 0.05, 5, 100))
                .withMessageContaining("profitTarget");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PassRule.of(0.08, 0.10, 0.05, -1, 100))
                .withMessageContaining("minimumSteps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PassRule.of(0.08, 0.10, 0.05, 5, 0))
                .withMessageContaining("timeLimit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> constant(0, LENIENT, 0))
                .withMessageContaining("horizon");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> constant(0, LENIENT, 1).run(0, SEED))
                .withMessageContaining("trials");
    }

    private static ProfileChallenge constant(double mean, PassRule rule, int horizon) {
        return challenge(Preset.sizer(0.10).build(), new Market(mean, 0), rule, horizon);
    }

    private static ProfileAttempt allIn(double mean, PassRule rule) {
        return challenge(everything(), new Market(mean, 0), rule, 100).attempt(0, 0, SEED);
    }

    private static PositionSizer everything() {
        return PositionSizer.of(FixedFractional.ofBalance(1, FixedFractional.allowing(1)));
    }

    private static ProfileChallenge challenge(PositionSizer sizer, Market market, PassRule rule, int horizon) {
        return new ProfileChallenge(Preset.capital(), sizer, market, rule, horizon, 3);
    }

    private static double error(double probability, int n) {
        return Math.sqrt(probability * (1 - probability) / n);
    }
}
