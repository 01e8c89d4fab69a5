package io.github.ftmo4j.core.program;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseTest {

    private static final Money SIZE = Money.usd(100_000);

    private static Phase.Builder builder() {
        return Phase.builder("Evaluation", SIZE).maximumLoss(0.10);
    }

    private static Phase full() {
        return builder()
                .profitTarget(0.08)
                .maximumLoss(
                        MaximumLoss.trailing(Limit.amount(Money.usd(3_000)), MaximumLoss.Reference.INTRADAY_EQUITY))
                .dailyLoss(DailyLoss.of(Limit.ofReference(0.04))
                        .anchoredAt(DailyLoss.Anchor.HIGHER)
                        .judged(DailyLoss.Judged.AT_CLOSE))
                .minimumTradingDays(3)
                .timeLimit(TimeLimit.weekdays(30))
                .breachTest(BreachTest.TOUCH)
                .build();
    }

    @Test
    void onlyTheMaximumLossIsThereByDefault() {
        Phase phase = builder().build();

        assertThat(phase.name()).isEqualTo("Evaluation");
        assertThat(phase.initialBalance()).isEqualTo(SIZE);
        assertThat(phase.maximumLoss())
                .isEqualTo(new MaximumLoss(
                        Limit.ofInitial(0.10),
                        MaximumLoss.Reference.INITIAL_BALANCE,
                        Optional.empty(),
                        MaximumLoss.Payout.RESETS_FLOOR));
        assertThat(phase.profitTarget()).isEmpty();
        assertThat(phase.targetBalance()).isEmpty();
        assertThat(phase.dailyLoss()).isEmpty();
        assertThat(phase.tradingDays()).isEqualTo(TradingDays.opened(0));
        assertThat(phase.timeLimit()).isEmpty();
        assertThat(phase.breachTest()).isEqualTo(BreachTest.BELOW);
    }

    @Test
    void dailyLossIsMeasuredFromTheBalanceAtAnyInstantByDefault() {
        assertThat(builder().dailyLoss(0.05).build().dailyLoss())
                .contains(new DailyLoss(
                        Limit.ofInitial(0.05),
                        DailyLoss.Anchor.BALANCE,
                        DailyLoss.Judged.ANY_INSTANT,
                        DailyLoss.Effect.FAIL));
    }

    @Test
    void aBuilderOfAPhaseHoldsAllItsTerms() {
        assertThat(full().toBuilder().build()).isEqualTo(full());
        assertThat(builder().build().toBuilder().build()).isEqualTo(builder().build());
    }

    @Test
    void aBuilderOfAPhaseChangesOnlyWhatItIsTold() {
        Phase changed = full().toBuilder().name("Verification").noDailyLoss().build();

        assertThat(changed.name()).isEqualTo("Verification");
        assertThat(changed.dailyLoss()).isEmpty();
        assertThat(changed.toBuilder()
                        .name("Evaluation")
                        .dailyLoss(full().dailyLoss().orElseThrow())
                        .build())
                .isEqualTo(full());
    }

    @ParameterizedTest
    @CsvSource({"100000, 0.1, 110000", "100000, 0.05, 105000", "12345.67, 0.05, 12962.95", "0.10, 0.05, 0.11"})
    void theTargetBalanceIsRoundedOnceHalfAwayFromZero(String size, double target, String balance) {
        Phase phase = Phase.builder("Evaluation", Money.usd(size))
                .maximumLoss(0.10)
                .profitTarget(target)
                .build();

        assertThat(phase.targetBalance()).contains(Money.usd(balance));
    }

    @Test
    void theTargetMayExceedTheInitialBalance() {
        Phase phase = builder().profitTarget(Limit.amount(Money.usd(150_000))).build();

        assertThat(phase.targetBalance()).contains(Money.usd(250_000));
    }

    @Test
    void refusesToDoWithoutAMaximumLoss() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Phase.builder("Evaluation", SIZE).build())
                .withMessage("maximumLoss must be set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.01", "-100000"})
    void refusesAnInitialBalanceThatIsNotAboveZero(String size) {
        Phase.Builder builder = Phase.builder("Evaluation", Money.usd(size)).maximumLoss(0.10);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("initialBalance must be above zero, was " + Money.usd(size));
    }

    @Test
    void refusesANegativeNumberOfTradingDays() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().minimumTradingDays(-1).build())
                .withMessage("minimumTradingDays must not be negative, was -1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 10, 1.01, 0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoFraction(double fraction) {
        String message = " must be a fraction above 0 and at most 1 (0.05 for 5 %), was " + fraction;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().profitTarget(fraction))
                .withMessage("profitTarget" + message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().maximumLoss(fraction))
                .withMessage("maximumLoss" + message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().dailyLoss(fraction))
                .withMessage("dailyLoss" + message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limit.ofReference(fraction))
                .withMessage("limit" + message);
    }

    @Test
    void refusesALimitThatRoundsToNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Phase.builder("Dust", usd("0.05")).maximumLoss(0.01).build())
                .withMessage("ShareOfInitial[fraction=0.01] must be at least one minor unit of 0.05 USD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.01"})
    void refusesAnAmountThatIsNotAboveZero(String amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limit.amount(Money.usd(amount)))
                .withMessage("limit must be above zero, was " + Money.usd(amount));
    }

    @Test
    void refusesALossAboveTheInitialBalance() {
        Limit tooMuch = Limit.amount(Money.usd("100000.01"));

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder().maximumLoss(MaximumLoss.fixed(tooMuch)).build())
                .withMessage("maximumLoss must not exceed the initial balance of 100000.00 USD, was 100000.01 USD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().dailyLoss(DailyLoss.of(tooMuch)).build())
                .withMessage("dailyLoss must not exceed the initial balance of 100000.00 USD, was 100000.01 USD");
    }

    @Test
    void acceptsALossOfTheWholeInitialBalance() {
        assertThat(builder().maximumLoss(1).dailyLoss(1).build().maximumLoss().limit())
                .isEqualTo(Limit.ofInitial(1));
    }

    @Test
    void refusesAnAmountInAnotherCurrency() {
        Limit euros = Limit.amount(Money.eur(3_000));
        String message = "amount must be in USD, was 3000.00 EUR";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().profitTarget(euros).build())
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder().maximumLoss(MaximumLoss.fixed(euros)).build())
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().dailyLoss(DailyLoss.of(euros)).build())
                .withMessage(message);
        MaximumLoss locked = MaximumLoss.trailing(Limit.ofInitial(0.1), MaximumLoss.Reference.CLOSED_BALANCE)
                .lockedAbove(Money.eur(3_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().maximumLoss(locked).build())
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05,   10000000, 10400000, 500000, 520000",
        "0.0029, 10000,    20000,    29,     58",
        "0.05,   110,      109,      6,      5",
        "1,      10000000, 1,        10000000, 1"
    })
    void sharesAreOfTheInitialBalanceOrOfTheReference(
            double fraction, long initial, long reference, long ofInitial, long ofReference) {
        assertThat(Limit.ofInitial(fraction).minorUnits(initial, reference)).isEqualTo(ofInitial);
        assertThat(Limit.ofReference(fraction).minorUnits(initial, reference)).isEqualTo(ofReference);
    }

    @Test
    void anAmountDependsOnNothing() {
        assertThat(Limit.amount(Money.usd(3_000)).minorUnits(1, 2)).isEqualTo(300_000);
    }

    @ParameterizedTest
    @EnumSource
    void theThresholdIsTheFirstEquityThatIsNoBreach(BreachTest test) {
        assertThat(test.threshold(9_000_000)).isEqualTo(test == BreachTest.BELOW ? 9_000_000 : 9_000_001);
    }

    @Test
    void termsThatNobodyMeansAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Inactivity.of(0)).withMessageContaining("withoutTrade");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Inactivity.of(30).withDeepLoss(Limit.ofInitial(0.08), 0))
                .withMessageContaining("deepLoss");
        Limit tooMuch = Limit.amount(Money.usd(100_001));
        Limit euros = Limit.amount(Money.eur(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().floatingLoss(tooMuch).build())
                .withMessageContaining("floatingLoss");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .inactivity(Inactivity.of(30).withDeepLoss(tooMuch, 30))
                        .build())
                .withMessageContaining("deepLoss");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().profitTarget(euros).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder().tradingDays(TradingDays.profitable(1, euros)).build());
    }

    @Test
    void theTriggerOfALockIsAboveIt() {
        Money lock = Money.usd(100);
        assertThat(new Lock(lock, Optional.of(Money.usd("100.01"))).aboveInitial())
                .isEqualTo(lock);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lock(lock, Optional.of(lock)))
                .withMessage("trigger must be above the lock of 100.00 USD, was 100.00 USD");
    }
}
