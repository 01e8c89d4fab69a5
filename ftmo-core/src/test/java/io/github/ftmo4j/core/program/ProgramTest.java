package io.github.ftmo4j.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {

    private static final Phase FIRST = phase("First", Money.usd(50_000));
    private static final Phase SECOND = phase("Second", Money.usd(50_000));

    private static Phase phase(String name, Money size) {
        return Phase.builder(name, size).maximumLoss(0.10).profitTarget(0.08).build();
    }

    private static Program own(List<Phase> phases) {
        return new Program(
                "Own",
                phases,
                Optional.empty(),
                Optional.empty(),
                TradingDayClock.prague(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aProgramOfOnesOwnHasNeitherFeeNorSource() {
        assertThat(Program.of("Own", FIRST, SECOND)).isEqualTo(own(List.of(FIRST, SECOND)));
    }

    @Test
    void phasesAreFoundByName() {
        Program program = Program.of("Own", FIRST, SECOND);

        assertThat(program.phase("Second")).isEqualTo(SECOND);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> program.phase("Third"))
                .withMessage("phase must be one of [First, Second], was Third");
    }

    @Test
    void aFeeIsAddedAndNothingElseChanges() {
        Fee fee = new Fee(Money.eur(540), Fee.Refund.NEVER);
        Program program = Program.of("Own", FIRST, SECOND).withFee(fee);

        assertThat(program.fee()).contains(fee);
        assertThat(program.phases()).containsExactly(FIRST, SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void aFeeMustBeAboveZero(String price) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fee(Money.of(price, "EUR"), Fee.Refund.NEVER))
                .withMessage("fee must be above zero, was " + Money.of(price, "EUR"));
    }

    @Test
    void theBreachTestChangesInEveryPhaseAndBack() {
        Program original = Programs.ftmoTwoStep(Money.usd(100_000));
        Program touched = original.withBreachTest(BreachTest.TOUCH);

        assertThat(touched.phases()).extracting(Phase::breachTest).containsOnly(BreachTest.TOUCH);
        assertThat(touched.funded().orElseThrow().account().breachTest()).isEqualTo(BreachTest.TOUCH);
        assertThat(touched.withBreachTest(BreachTest.BELOW)).isEqualTo(original);
    }

    @Test
    void phasesDoNotChangeAfterwards() {
        List<Phase> phases = new ArrayList<>(List.of(FIRST));
        Program program = own(phases);
        phases.add(SECOND);

        assertThat(program.phases()).containsExactly(FIRST);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> program.phases().clear());
    }

    @Test
    void refusesToHaveNoPhase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Program.of("Own"))
                .withMessage("phases must not be empty");
    }

    @Test
    void refusesNamesThatRepeat() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Program.of("Own", FIRST, SECOND, FIRST))
                .withMessage("phases must have different names, were [First, Second, First]");
    }

    @Test
    void refusesPhasesInDifferentCurrencies() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Program.of("Own", FIRST, phase("Second", Money.eur(50_000))))
                .withMessage("amount must be in USD, was 50000.00 EUR");
    }

    @Test
    void aFundedAccountMustBeInTheCurrencyOfThePhases() {
        FundedTerms euros = Programs.ftmoTwoStep(Money.eur(80_000)).funded().orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Program.of("Own", FIRST).withFunded(euros))
                .withMessage("amount must be in USD, was 80000.00 EUR");
    }

    @Test
    void contractClocksEndPhasesAndLeaveTheFundedAccountAlone() {
        Program plain = Programs.ftmoTwoStep(Money.usd(100_000));
        Program clocked = plain.withInactivity(Programs.ftmoContractClocks());

        assertThat(plain.phases())
                .allSatisfy(phase -> assertThat(phase.inactivity()).isEmpty());
        assertThat(clocked.phases())
                .allSatisfy(phase -> assertThat(phase.inactivity())
                        .contains(new Inactivity(
                                Optional.of(30), Optional.of(new Inactivity.DeepLoss(Limit.ofInitial(0.08), 30)))));
        assertThat(clocked.funded()).isEqualTo(plain.funded());
        assertThat(clocked.fee()).isEqualTo(plain.fee());
    }
}
