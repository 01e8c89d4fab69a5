package io.github.ftmo4j.mm;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.mm.contract.TradedAccount;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinationTest {

    private final TradedAccount account = TradedAccount.unlimited(usd(1_000));

    private double ask(RiskModule module) {
        return account.ask(module.start());
    }

    private static RiskModule says(double amount) {
        return new Says(amount, RiskModule.Scope.NONE);
    }

    private static RiskModule silent() {
        return says(ModuleState.ABSTAIN);
    }

    @Test
    void times() {
        assertThat(ask(says(30).times(0.5))).isEqualTo(15);
        assertThat(ask(says(30).times(3))).isEqualTo(90);
        assertThat(ask(silent().times(3))).isNaN();
    }

    @Test
    void atMostIsOfTheBalance() {
        account.earn(1_000_00).mark(500_00);
        assertThat(ask(says(20_01).atMost(0.01))).isEqualTo(20_00);
        assertThat(ask(says(19_99).atMost(0.01))).isEqualTo(19_99);
        assertThat(ask(silent().atMost(0.01))).isNaN();
    }

    @Test
    void orElse() {
        assertThat(ask(says(5).orElse(says(7)))).isEqualTo(5);
        assertThat(ask(says(7).orElse(says(5)))).isEqualTo(7);
        assertThat(ask(says(0).orElse(says(5)))).isZero();
        assertThat(ask(silent().orElse(says(5)))).isEqualTo(5);
        assertThat(ask(silent().orElse(silent()))).isNaN();
    }

    @Test
    void leastGreatestAndAverageAreOfThoseThatSpeak() {
        RiskModule[] some = {silent(), says(3), silent(), says(8), says(1), silent()};
        assertThat(ask(RiskModule.least(some))).isEqualTo(1);
        assertThat(ask(RiskModule.greatest(some))).isEqualTo(8);
        assertThat(ask(RiskModule.average(some))).isEqualTo(4);
        RiskModule[] none = {silent(), silent()};
        assertThat(ask(RiskModule.least(none))).isNaN();
        assertThat(ask(RiskModule.greatest(none))).isNaN();
        assertThat(ask(RiskModule.average(none))).isNaN();
    }

    @Test
    void namesSayWhatIsCombined() {
        RiskModule half = FixedFractional.ofBalance(0.01).times(0.5);
        RiskModule ladder = LosingStreakLadder.after(3, 0.005);
        assertThat(half.name()).isEqualTo("FixedFractional.times");
        assertThat(RiskModule.least(half, ladder).atMost(0.02).name())
                .isEqualTo("least(FixedFractional.times, LosingStreakLadder).atMost");
        assertThat(ladder.orElse(half).name()).isEqualTo("LosingStreakLadder.orElse(FixedFractional.times)");
        assertThat(RiskModule.greatest(half, half).name())
                .isEqualTo("greatest(FixedFractional.times, FixedFractional.times)");
        assertThat(RiskModule.average(ladder).name()).isEqualTo("average(LosingStreakLadder)");
    }

    @Test
    void equalPartsMakeEqualModules() {
        assertThat(RiskModule.least(says(1), says(2))).isEqualTo(RiskModule.least(says(1), says(2)));
        assertThat(RiskModule.least(says(1), says(2))).isNotEqualTo(RiskModule.greatest(says(1), says(2)));
        assertThat(says(1).times(2)).isEqualTo(says(1).times(2));
    }

    @Test
    void theScopeIsThatOfThePartsThatRemember() {
        RiskModule none = says(1);
        RiskModule own = new Says(1, RiskModule.Scope.ACCOUNT);
        RiskModule shared = new Says(1, RiskModule.Scope.TRADER);
        assertThat(RiskModule.least(none, none).scope()).isEqualTo(RiskModule.Scope.NONE);
        assertThat(RiskModule.least(none, own, none).scope()).isEqualTo(RiskModule.Scope.ACCOUNT);
        assertThat(shared.orElse(none).scope()).isEqualTo(RiskModule.Scope.TRADER);
        assertThat(own.times(2).scope()).isEqualTo(RiskModule.Scope.ACCOUNT);
        assertThat(shared.atMost(0.1).scope()).isEqualTo(RiskModule.Scope.TRADER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shared.orElse(own))
                .withMessageContaining("Says (TRADER), Says (ACCOUNT)")
                .withMessageContaining("all accounts share");
        assertThatIllegalArgumentException().isThrownBy(() -> RiskModule.least(own, none, shared));
        assertThatIllegalArgumentException().isThrownBy(() -> RiskModule.greatest(own, shared));
        assertThatIllegalArgumentException().isThrownBy(() -> RiskModule.average(own, shared));
    }

    @Test
    void everyPartIsToldAndAskedEverything() {
        ModuleState state = new Counts().orElse(new Counts()).times(2).start();
        state.closed(1, -1);
        state.moved(0.01);
        state.moved(0.01);
        account.ask(state);
        assertThat(state.save())
                .isEqualTo(SavedValues.of(Map.of(
                        "1.1.closed",
                        1L,
                        "1.1.moved",
                        2L,
                        "1.1.asked",
                        1L,
                        "1.2.closed",
                        1L,
                        "1.2.moved",
                        2L,
                        "1.2.asked",
                        1L)));
        state.reset();
        assertThat(state.save().asMap().values()).containsOnly(0L);
    }

    @Test
    void eachPartIsRestoredToWhatItWas() {
        RiskModule module = RiskModule.average(says(1), LosingStreakLadder.after(1, 0.1), new Counts());
        ModuleState state = module.start();
        state.restore(SavedValues.of(Map.of("2.losses", 1L, "3.closed", 5L, "3.moved", 0L, "3.asked", 0L)));
        assertThat(account.ask(state)).isEqualTo((1 + 100_00 + 5) / 3.0);
    }

    @Test
    void whatIsOfNoPartIsNotRestored() {
        ModuleState state =
                RiskModule.least(says(1), LosingStreakLadder.after(1, 0.1)).start();
        state.restore(SavedValues.of(Map.of("2.losses", 1L)));
        for (Map<String, Long> wrong : List.<Map<String, Long>>of(
                Map.of(),
                Map.of("losses", 1L),
                Map.of("1.losses", 1L),
                Map.of("2.losses", 1L, "1.losses", 1L),
                Map.of("2.losses", 1L, "3.losses", 1L),
                Map.of("2.losses", 1L, "losses", 1L))) {
            assertThatIllegalArgumentException()
                    .as("%s", wrong)
                    .isThrownBy(() -> state.restore(SavedValues.of(wrong)))
                    .withMessageContaining("saved");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aFactorOutOfRangeIsRefused(double factor) {
        RiskModule module = says(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> module.times(factor))
                .withMessageContaining("factor")
                .withMessageContaining(String.valueOf(factor));
    }

    @Test
    void aCapThatIsNoFractionAndNoModulesAreRefused() {
        RiskModule module = says(1);
        assertThatIllegalArgumentException().isThrownBy(() -> module.atMost(2)).withMessageContaining("fraction");
        assertThatIllegalArgumentException().isThrownBy(RiskModule::least).withMessageContaining("at least one");
        assertThatIllegalArgumentException().isThrownBy(RiskModule::greatest);
        assertThatIllegalArgumentException().isThrownBy(RiskModule::average);
    }

    private record Says(double amount, Scope scope) implements RiskModule {
        @Override
        public ModuleState start() {
            return (view, moment) -> amount;
        }
    }

    /** Answers how many trades it was told of. */
    private record Counts() implements RiskModule {
        @Override
        public ModuleState start() {
            return new ModuleState() {
                private long closed;
                private long moved;
                private long asked;

                @Override
                public double moneyAtRisk(AccountView view, Moment moment) {
                    asked++;
                    return closed;
                }

                @Override
                public void closed(long risked, long profit) {
                    closed++;
                }

                @Override
                public void moved(double marketReturn) {
                    moved++;
                }

                @Override
                public void reset() {
                    closed = 0;
                    moved = 0;
                    asked = 0;
                }

                @Override
                public SavedValues save() {
                    return SavedValues.builder()
                            .number("closed", closed)
                            .number("moved", moved)
                            .number("asked", asked)
                            .build();
                }

                @Override
                public void restore(SavedValues saved) {
                    saved.only("closed", "moved", "asked");
                    closed = saved.number("closed", 0);
                    moved = saved.number("moved", 0);
                    asked = saved.number("asked", 0);
                }
            };
        }
    }
}
