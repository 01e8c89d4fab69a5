package io.github.ftmo4j.core.program;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingPlanTest {

    private static final LocalDate SINCE = LocalDate.of(2026, 10, 31);
    private static final ScalingPlan PLAN = Programs.ftmoTwoStep(usd(100_000))
            .funded()
            .flatMap(FundedTerms::scaling)
            .orElseThrow();

    private static ScalingPlan.Standing standing(Money original, Money size) {
        return new ScalingPlan.Standing(original, size, SINCE, size.share(0.10), 2, size.plus(Money.usd("0.01")));
    }

    private static Money grown(Money original, Money size) {
        return PLAN.review(standing(original, size), SINCE.plusMonths(4)).size();
    }

    @Test
    void everyStepIsAQuarterOfTheOriginalSize() {
        List<Money> sizes = new ArrayList<>(List.of(usd(400_000)));
        for (int step = 0; step < 4; step++) {
            sizes.add(grown(usd(400_000), sizes.get(step)));
        }
        assertThat(sizes).containsExactly(usd(400_000), usd(500_000), usd(600_000), usd(700_000), usd(800_000));
    }

    @Test
    void noAccountGrowsAboveTwoMillion() {
        assertThat(grown(usd(400_000), usd(1_950_000))).isEqualTo(usd(2_000_000));
        ScalingPlan.Review review = PLAN.review(standing(usd(400_000), usd(2_000_000)), SINCE.plusMonths(4));
        assertThat(review.size()).isEqualTo(usd(2_000_000));
        assertThat(review.obstacles()).containsExactly(ScalingPlan.Obstacle.LARGEST_SIZE);
        assertThat(review.earned()).isFalse();
    }

    /** Four months after the last of October is the last of February. */
    @ParameterizedTest
    @CsvSource({
        "2027-02-28, 10000.00, 2, 100000.01, ''",
        "2027-02-27, 10000.00, 2, 100000.01, TOO_EARLY",
        "2027-02-28, 9999.99,  2, 100000.01, TOO_LITTLE_PROFIT",
        "2027-02-28, 10000.00, 1, 100000.01, TOO_FEW_REWARDS",
        "2027-02-28, 10000.00, 2, 100000.00, NOT_IN_PROFIT",
        "2026-11-01, 0,        0, 99000,     TOO_EARLY TOO_LITTLE_PROFIT TOO_FEW_REWARDS NOT_IN_PROFIT",
    })
    void anAccountGrowsWhenAllConditionsHold(
            LocalDate today, String profit, int rewards, String balance, String obstacles) {
        Money size = usd(100_000);
        ScalingPlan.Review review =
                PLAN.review(new ScalingPlan.Standing(size, size, SINCE, usd(profit), rewards, usd(balance)), today);

        assertThat(review.obstacles())
                .extracting(Enum::name)
                .isEqualTo(obstacles.isEmpty() ? List.of() : List.of(obstacles.split(" ", -1)));
        assertThat(review.earned()).isEqualTo(obstacles.isEmpty());
        assertThat(review.size()).isEqualTo(review.earned() ? usd(125_000) : size);
    }

    @Test
    void theLimitsGrowWithTheAccount() {
        FundedTerms terms = Programs.ftmoTwoStep(usd(100_000)).funded().orElseThrow();
        FundedTerms grown = terms.scaledTo(usd(125_000));

        assertThat(grown.account())
                .isEqualTo(
                        terms.account().toBuilder().initialBalance(usd(125_000)).build());
        assertThat(grown.account().describe()).anyMatch(sentence -> sentence.contains("at first 112500.00 USD"));
        assertThat(grown.traderShare()).isEqualTo(0.90);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Programs.ftmoOneStep(usd(100_000))
                        .funded()
                        .orElseThrow()
                        .scaledTo(usd(125_000)))
                .withMessage("scaling must be present to scale to 125000.00 USD");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.1, 2,  0.25, 1, 0.9, 'months must be at least 1, was 0'",
        "4, 0.1, -1, 0.25, 1, 0.9, 'rewards must not be negative, was -1'",
        "4, 0.1, 2,  0.25, 0, 0.9, 'largest must be above zero, was 0.00 USD'",
        "4, 10,  2,  0.25, 1, 0.9, 'profit must be a fraction above 0 and at most 1 (0.05 for 5 %), was 10.0'",
        "4, 0.1, 2,  25,   1, 0.9, 'growth must be a fraction above 0 and at most 1 (0.05 for 5 %), was 25.0'",
        "4, 0.1, 2,  0.25, 1, 90,  'traderShare must be a fraction above 0 and at most 1 (0.05 for 5 %), was 90.0'",
    })
    void refusesNumbersOutOfRange(
            int months, double profit, int rewards, double growth, long largest, double share, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScalingPlan(months, profit, rewards, growth, usd(largest), share))
                .withMessage(message);
    }

    @Test
    void aPlanMayAskForOneMonthAndForNoReward() {
        ScalingPlan plan = new ScalingPlan(1, 0.10, 0, 0.25, usd(1_000_000), 0.90);
        Money size = usd(100_000);
        ScalingPlan.Standing standing = new ScalingPlan.Standing(size, size, SINCE, usd(10_000), 0, usd(100_001));
        assertThat(plan.review(standing, SINCE.plusMonths(1)).earned()).isTrue();
        assertThat(plan.review(standing, SINCE.plusMonths(1).minusDays(1)).earned())
                .isFalse();
    }
}
