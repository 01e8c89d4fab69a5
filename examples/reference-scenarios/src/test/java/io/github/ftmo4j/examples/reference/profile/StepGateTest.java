package io.github.ftmo4j.examples.reference.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.mm.Bound;
import io.github.ftmo4j.mm.PositionSizer;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepGateTest {

    private static final Market RISING = new Market(0.01, 0);

    @Test
    void blackoutsRiskNothingFromTheirFirstStepToBeforeTheirEnd() {
        PositionSizer sizer = Preset.sizer(0.10)
                .blackout(
                        new StepBlackout(List.of(new StepWindow(0, 2), new StepWindow(10, 12), new StepWindow(11, 14))))
                .build();

        assertThat(idle(sizer, 40, Bound.BLACKOUT)).containsExactly(0, 1, 10, 11, 12, 13);
    }

    @Test
    void sessionsRiskNothingOutsideTheirWindows() {
        PositionSizer sizer = Preset.sizer(0.10)
                .session(new StepSession(10, List.of(new StepWindow(2, 8), new StepWindow(9, 10))))
                .build();

        assertThat(idle(sizer, 25, Bound.OUT_OF_SESSION)).containsExactly(0, 1, 8, 10, 11, 18, 20, 21);
    }

    @Test
    void aBlackoutGoesBeforeASession() {
        PositionSizer sizer = Preset.sizer(0.10)
                .blackout(StepBlackout.parse("4"))
                .session(new StepSession(10, List.of(new StepWindow(0, 4))))
                .build();

        assertThat(idle(sizer, 10, Bound.BLACKOUT)).containsExactly(4);
        assertThat(idle(sizer, 10, Bound.OUT_OF_SESSION)).containsExactly(5, 6, 7, 8, 9);
    }

    @Test
    void aGatedStepStillUsesItsReturn() {
        Market wild = new Market(0, 0.3);
        PositionSizer late =
                Preset.sizer(0.10).blackout(StepBlackout.parse("0-19")).build();
        ProfileStep gated = trace(late, wild, 20).get(19);
        ProfileStep free = trace(Preset.sizer(0.10).build(), wild, 20).get(19);

        assertThat(earned(gated)).isCloseTo(earned(free), within(1e-4)).isNotZero();
    }

    @Test
    void theOlderNotationIsRead() {
        assertThat(StepBlackout.parse("10-12, 20, 30-35"))
                .isEqualTo(new StepBlackout(
                        List.of(new StepWindow(10, 12), new StepWindow(20, 21), new StepWindow(30, 35))));
        assertThat(StepBlackout.parse(" 7 ").windows()).containsExactly(new StepWindow(7, 8));
        assertThat(StepBlackout.parse("0 - 3").windows()).containsExactly(new StepWindow(0, 3));

        PositionSizer sizer = Preset.sizer(0.10)
                .blackout(StepBlackout.parse("10-12, 20, 30-35"))
                .build();
        assertThat(idle(sizer, 40, Bound.BLACKOUT)).containsExactly(10, 11, 20, 30, 31, 32, 33, 34);
    }

    @ParameterizedTest
    @ValueSource(strings = {"news", "12-10", "5-5", "-3", "3-", "1.5", "1-2-3", "10000000000", "", "1e3", "٣"})
    void nonsenseIsRefusedByName(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepBlackout.parse("1-2, " + token))
                .withMessageContaining("'" + token + "'");
    }

    @Test
    void impossibleWindowsAndSessionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepWindow(-1, 2))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepWindow(2, 2))
                .withMessageContaining("2-2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSession(0, List.of(new StepWindow(0, 1))))
                .withMessageContaining("dayLength");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSession(10, List.of()))
                .withMessageContaining("empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSession(10, List.of(new StepWindow(8, 11))))
                .withMessageContaining("8-11");
    }

    /** The steps that risked nothing for a reason. */
    private static List<Integer> idle(PositionSizer sizer, int horizon, Bound reason) {
        return trace(sizer, RISING, horizon).stream()
                .filter(step -> step.decision().bound() == reason
                        && step.decision().risk().minorUnits() == 0)
                .map(ProfileStep::index)
                .toList();
    }

    private static double earned(ProfileStep step) {
        return (double) step.profit().minorUnits() / step.decision().risk().minorUnits();
    }

    private static List<ProfileStep> trace(PositionSizer sizer, Market market, int horizon) {
        PassRule rule = new PassRule(0, 1, 1, 0, OptionalInt.empty());
        return new ProfileChallenge(Preset.capital(), sizer, market, rule, horizon, 1).trace(0, 0, 42);
    }
}
