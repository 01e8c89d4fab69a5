package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import io.github.ftmo4j.mm.contract.TradedAccount;
import io.github.ftmo4j.mm.module.LosingStreakLadder.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LosingStreakLadderTest {

    private static final LosingStreakLadder LADDER =
            LosingStreakLadder.after(3, 0.005).and(5, 0.0025);

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    private static ModuleState after(LosingStreakLadder ladder, long... profits) {
        ModuleState state = ladder.start();
        for (long profit : profits) {
            state.closed(1_000_00, profit);
        }
        return state;
    }

    @Test
    void eachStepCapsFromItsLossOn() {
        ModuleState state = LADDER.start();
        double[] expected = {Double.NaN, Double.NaN, Double.NaN, 500_00, 500_00, 250_00, 250_00, 250_00};
        for (double cap : expected) {
            assertThat(account.ask(state)).isEqualTo(Double.valueOf(cap));
            state.closed(1_000_00, -1);
        }
    }

    @Test
    void aWinLeadsBackAndAnEvenTradeChangesNothing() {
        assertThat(account.ask(after(LADDER, -1, -1, -1, 1))).isNaN();
        assertThat(account.ask(after(LADDER, -1, -1, 0))).isNaN();
        assertThat(account.ask(after(LADDER, -1, -1, 0, -1))).isEqualTo(500_00);
        assertThat(account.ask(after(LADDER, -1, -1, -1, 0))).isEqualTo(500_00);
        assertThat(account.ask(after(LADDER, -1, -1, 1, -1))).isNaN();
        assertThat(account.ask(after(LADDER, -1, -1, -1, 1, -1, -1, -1))).isEqualTo(500_00);
    }

    @Test
    void isOfTheBalance() {
        account.earn(20_000_00).mark(90_000_00);
        assertThat(account.ask(after(LADDER, -1, -1, -1))).isEqualTo(600_00);
    }

    @Test
    void theOrderOfStepsDoesNotMatterAndNoneRaises() {
        LosingStreakLadder reversed = LosingStreakLadder.after(5, 0.0025).and(3, 0.005);
        LosingStreakLadder careless = LosingStreakLadder.after(1, 0.01).and(2, 0.02);
        assertThat(account.ask(after(reversed, -1, -1, -1))).isEqualTo(500_00);
        assertThat(account.ask(after(reversed, -1, -1, -1, -1, -1))).isEqualTo(250_00);
        assertThat(account.ask(after(careless, -1, -1))).isEqualTo(1_000_00);
    }

    @Test
    void theStreakIsSavedAndEndsWithThePhase() {
        ModuleState state = after(LADDER, -1, -1);
        assertThat(LADDER.scope()).isEqualTo(RiskModule.Scope.ACCOUNT);
        assertThat(state.save()).isEqualTo(SavedValues.of(Map.of("losses", 2L)));
        ModuleState restored = LADDER.start();
        restored.restore(state.save());
        restored.closed(1_000_00, -1);
        assertThat(account.ask(restored)).isEqualTo(500_00);
        restored.reset();
        assertThat(account.ask(restored)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 54})
    void whatIsNoStreakIsNotRestored(long losses) {
        ModuleState state = LADDER.start();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.restore(SavedValues.of(Map.of("losses", losses))))
                .withMessageContaining("losses");
    }

    @Test
    void stepsAreCopied() {
        assertThat(LADDER.steps()).containsExactly(new Step(3, 0.005), new Step(5, 0.0025));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> LADDER.steps().clear());
    }

    @Test
    void noStepAndAStepTwiceAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LosingStreakLadder(List.of()))
                .withMessageContaining("steps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LosingStreakLadder.after(3, 0.01).and(3, 0.02))
                .withMessageContaining("different losses");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.01, losses", "-1, 0.01, losses", "3, 0, cap", "3, 5, cap", "3, NaN, cap"})
    void whatIsOutOfRangeIsRefused(int losses, double cap, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LosingStreakLadder.after(losses, cap))
                .withMessageContaining(name);
    }
}
