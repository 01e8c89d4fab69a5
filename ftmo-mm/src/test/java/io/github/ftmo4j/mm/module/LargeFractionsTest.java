package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.mm.module.FixedFractional.allowing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fractions of an account that look like a percentage: 1 for 1 %, 0.5 for half a percent. */
class LargeFractionsTest {

    private static Named<DoubleFunction<Object>> of(String name, DoubleFunction<Object> factory) {
        return Named.of(name, factory);
    }

    static Stream<Named<DoubleFunction<Object>>> factories() {
        return Stream.of(
                of("FixedFractional.ofBalance", FixedFractional::ofBalance),
                of("FixedFractional.ofInitialBalance", FixedFractional::ofInitialBalance),
                of("FixedFractional", fraction -> new FixedFractional(fraction, RiskBase.EQUITY)),
                of("Cppi", cap -> new Cppi(0.1, cap, Cushion.aboveBindingFloor())),
                of("Kelly", cap -> new Kelly(0.55, 1.5, 0.25, cap)),
                of("LinearEdge", cap -> new LinearEdge(0.55, 0.1, cap)),
                of("FixedVolTarget, scale", scale -> new FixedVolTarget(0.1, 0.1, scale, 0.02)),
                of("FixedVolTarget, cap", cap -> new FixedVolTarget(0.1, 0.1, 0.01, cap)),
                of("Bayes, cap", cap -> Bayes.of(Prior.uniform(2)).cap(cap)),
                of("Bayes, probe", probe -> Bayes.of(Prior.uniform(2)).probe(probe)),
                of("VolTarget", cap -> VolTarget.ofTrades(0.1, 400, 1).cap(cap)),
                of("LosingStreakLadder", cap -> LosingStreakLadder.after(2, cap)),
                of(
                        "LosingStreakLadder.and",
                        cap -> LosingStreakLadder.after(2, 0.01).and(3, cap)),
                of("DrawdownManager", cap -> DrawdownManager.band(0.05, cap)),
                of("atMost", FixedFractional.ofBalance(0.01)::atMost),
                of("PositionSizer.cap", PositionSizer.builder()::cap),
                of("RiskCaps.perTrade", RiskCaps.builder()::perTrade),
                of("RiskCaps.perDay", RiskCaps.builder()::perDay),
                of("RiskCaps.openRisk", RiskCaps.builder()::openRisk),
                of("RiskCaps.Share", share -> new RiskCaps.Share(share, RiskBase.BALANCE)));
    }

    @ParameterizedTest
    @MethodSource("factories")
    @DisplayName("R20 1 typed for 1 % is refused, and so is anything above 20 %")
    void aFractionAboveTheBoundIsRefused(DoubleFunction<Object> factory) {
        for (double large : new double[] {1, 0.5, 0.25, Math.nextUp(0.2), 2}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> factory.apply(large))
                    .withMessageContaining("at most 0.2 of the account (0.01 for 1 %), was " + large);
        }
        assertThat(factory.apply(0.2)).isNotNull();
        assertThat(factory.apply(0.01)).isNotNull();
    }

    @Test
    @DisplayName("R20 a large fraction that is said in so many words is taken")
    void whatIsAllowedIsTaken() {
        assertThat(FixedFractional.ofBalance(1, allowing(1)).fraction()).isEqualTo(1);
        assertThat(FixedFractional.ofInitialBalance(0.5, allowing(0.5)))
                .hasToString("FixedFractional[fraction=0.5, base=INITIAL_BALANCE, allowing 0.5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedFractional.ofBalance(0.6, allowing(0.5)))
                .withMessage(
                        "fraction must be a fraction above 0 and at most 0.5 of the account (0.01 for 1 %), was 0.6");
        assertThatIllegalArgumentException().isThrownBy(() -> allowing(5));
        assertThat(new Kelly(0.6, 1, 1, Fraction.NO_CAP).cap()).isEqualTo(Fraction.NO_CAP);
        assertThatIllegalArgumentException().isThrownBy(() -> LosingStreakLadder.after(2, Fraction.NO_CAP));
    }
}
