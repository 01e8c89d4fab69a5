package io.github.ftmo4j.core.program;

import static io.github.ftmo4j.core.money.Money.eur;
import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FundedTermsTest {

    private static final Phase ACCOUNT =
            Phase.builder("Account", usd(100_000)).maximumLoss(0.10).build();
    private static final FundedTerms TERMS = FundedTerms.of(ACCOUNT, 0.80, 14);

    private static final Leverage SWING = Leverage.of(AssetClass.FX, "30")
            .with(AssetClass.METALS, "15")
            .with(AssetClass.ENERGY, "15")
            .with(AssetClass.INDICES, "15")
            .with(AssetClass.CRYPTO, "1");
    private static final Leverage STANDARD =
            SWING.with(AssetClass.FX, "100").with(AssetClass.METALS, "50").with(AssetClass.ENERGY, "50");

    private static Phase.Builder account(Money size) {
        return Phase.builder("FTMO Account", size).maximumLoss(0.10);
    }

    @Test
    void theAccountOfTheTwoStep() {
        FundedTerms terms = Programs.ftmoTwoStep(usd(100_000)).funded().orElseThrow();

        assertThat(terms)
                .isEqualTo(new FundedTerms(
                        account(usd(100_000))
                                .dailyLoss(0.05)
                                .leverage(STANDARD)
                                .restrictions(Restrictions.none()
                                        .withNewsWindow(Duration.ofMinutes(2), Duration.ofMinutes(2))
                                        .withFlatBefore(Duration.ofHours(2)))
                                .build(),
                        ProfitSplit.of(0.80),
                        RewardTerms.after(14).withMinimumProfit(usd(20)),
                        Optional.of(new ScalingPlan(4, 0.10, 2, 0.25, usd(2_000_000), 0.90)),
                        Set.of()));
    }

    private static Leverage leverage(Program program) {
        return program.phase(Phase.CHALLENGE).leverage().orElseThrow();
    }

    @Test
    void theAccountOfASwingTraderIsFreeOfRestrictions() {
        Program standard = Programs.ftmoTwoStep(usd(100_000));
        Program swing = Programs.ftmoSwing(usd(100_000));

        assertThat(swing.name()).isEqualTo("FTMO 2-Step Swing");
        assertThat(swing.withLeverage(leverage(standard)).phases()).isEqualTo(standard.phases());
        assertThat(swing.fee()).isEqualTo(standard.fee());
        assertThat(swing.funded().orElseThrow().account())
                .isEqualTo(account(usd(100_000)).dailyLoss(0.05).leverage(SWING).build());
        assertThat(swing.conditions())
                .isEqualTo(standard.conditions())
                .contains(new TradingConditions(2_000, 200, 2_000));
        assertThat(leverage(standard))
                .isEqualTo(STANDARD)
                .hasToString("FX 1:100, METALS 1:50, INDICES 1:15, ENERGY 1:50, CRYPTO 1:1");
        assertThat(leverage(swing))
                .isEqualTo(SWING)
                .hasToString("FX 1:30, METALS 1:15, INDICES 1:15, ENERGY 1:15, CRYPTO 1:1");
    }

    @Test
    void theAccountOfTheOneStep() {
        FundedTerms terms = Programs.ftmoOneStep(usd(100_000)).funded().orElseThrow();

        assertThat(terms.account())
                .isEqualTo(account(usd(100_000))
                        .maximumLoss(new MaximumLoss(
                                Limit.ofInitial(0.10),
                                MaximumLoss.Reference.START_OF_DAY_BALANCE,
                                Optional.empty(),
                                MaximumLoss.Payout.RESETS_FLOOR))
                        .dailyLoss(0.03)
                        .bestDay(BestDay.ofProfitableDays(0.5))
                        .leverage(STANDARD)
                        .restrictions(Restrictions.none()
                                .withNewsWindow(Duration.ofMinutes(2), Duration.ofMinutes(2))
                                .withFlatBefore(Duration.ofHours(2)))
                        .build());
        assertThat(terms.traderShare()).isEqualTo(0.90);
        assertThat(terms.reward())
                .isEqualTo(
                        RewardTerms.after(14).withMinimumProfit(usd(20)).withRollover(RewardTerms.Rollover.FORBIDDEN));
        assertThat(terms.scaling()).isEmpty();
    }

    @Test
    void whatIsPublishedInDollarsIsKnownForDollarsOnly() {
        FundedTerms terms = Programs.ftmoTwoStep(eur(80_000)).funded().orElseThrow();

        assertThat(terms.minimumProfit()).isEmpty();
        assertThat(terms.scaling()).isEmpty();
        assertThat(terms.traderShare()).isEqualTo(0.80);
    }

    @Test
    void refusesAnAccountWithATarget() {
        Phase challenge = ACCOUNT.toBuilder().profitTarget(0.10).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FundedTerms.of(challenge, 0.80, 14))
                .withMessage("account must have no profit target, had ShareOfInitial[fraction=0.1]");
    }

    @ParameterizedTest
    @CsvSource({
        "80,  14, 'traderShare must be a fraction above 0 and at most 1 (0.05 for 5 %), was 80.0'",
        "0.8, -1, 'daysToFirst must not be negative, was -1'",
    })
    void refusesNumbersOutOfRange(double share, int days, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FundedTerms.of(ACCOUNT, share, days))
                .withMessage(message);
    }

    @Test
    void aRewardMayBeClaimedOnTheDayOfTheFirstTrade() {
        LocalDate first = LocalDate.of(2026, 3, 2);
        assertThat(FundedTerms.of(ACCOUNT, 0.80, 0).rewardFrom(first, true)).isEqualTo(first);
    }

    @Test
    void refusesAmountsThatDoNotFitTheAccount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TERMS.withMinimumProfit(eur(20)))
                .withMessage("amount must be in USD, was 20.00 EUR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TERMS.withMinimumProfit(usd(0)))
                .withMessage("minimumProfit must be above zero, was 0.00 USD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TERMS.withScaling(new ScalingPlan(4, 0.1, 2, 0.25, eur(2_000_000), 0.9)))
                .withMessage("amount must be in USD, was 2000000.00 EUR");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 'requestsPerDay must be at least 1, was 0'",
        "1, 0, 1, 'ordersAtOnce must be at least 1, was 0'",
        "1, 1, 0, 'positionsPerDay must be at least 1, was 0'",
    })
    void conditionsAreAboveZero(int requests, int orders, int positions, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TradingConditions(requests, orders, positions))
                .withMessage(message);
    }
}
