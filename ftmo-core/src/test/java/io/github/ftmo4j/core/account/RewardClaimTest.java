package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.RewardClaim.Obstacle;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.OtherFirms;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewardClaimTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 4, 1);
    private static final LocalDate FIRST_REWARD = LocalDate.of(2026, 4, 15);
    private static final FundedTerms TWO_STEP =
            Programs.ftmoTwoStep(usd(100_000)).funded().orElseThrow();
    private static final FundedTerms ONE_STEP =
            Programs.ftmoOneStep(usd(100_000)).funded().orElseThrow();

    private int trades;

    private static Account opened(FundedTerms terms) {
        return Account.open(terms.account(), noon(FIRST_DAY));
    }

    private static Instant noon(LocalDate day) {
        return TradingDayClock.prague().startOf(day).plusSeconds(43_200);
    }

    private void trade(Account account, LocalDate day, String profit) {
        String id = "T" + trades++;
        account.accept(AccountEvent.opened(noon(day), id));
        account.accept(new AccountEvent.Closed(noon(day), id, usd(profit)));
    }

    @ParameterizedTest
    @CsvSource({
        "1000.00, 800.00, ''",
        "20.00,   16.00,  ''",
        "20.01,   16.01,  ''",
        "33.33,   26.66,  ''",
        "19.99,   15.99,  BELOW_MINIMUM",
        "0.00,    0.00,   NO_PROFIT",
        "-500.00, 0.00,   NO_PROFIT",
    })
    void theTraderGetsAShareOfTheProfit(String profit, String share, String obstacle) {
        Account account = opened(TWO_STEP);
        trade(account, FIRST_DAY, profit);
        RewardClaim claim = RewardClaim.of(TWO_STEP, account.state(), FIRST_REWARD);

        assertThat(claim.profit()).isEqualTo(usd(profit));
        assertThat(claim.traderShare()).isEqualTo(usd(share));
        assertThat(claim.obstacles())
                .extracting(Enum::name)
                .isEqualTo(obstacle.isEmpty() ? List.of() : List.of(obstacle));
    }

    @Test
    void halfACentIsRoundedAwayFromZero() {
        Account account = opened(ONE_STEP);
        trade(account, FIRST_DAY, "10.00");
        trade(account, FIRST_DAY.plusDays(1), "10.05");
        RewardClaim claim = RewardClaim.of(ONE_STEP, account.state(), FIRST_REWARD);

        assertThat(claim.traderShare()).as("90 % of 20.05 is 18.045").isEqualTo(usd("18.05"));
    }

    @Test
    void withoutATradeThereIsNoDate() {
        RewardClaim claim = RewardClaim.of(TWO_STEP, opened(TWO_STEP).state(), FIRST_REWARD);

        assertThat(claim.from()).isEmpty();
        assertThat(claim.obstacles()).containsExactly(Obstacle.TOO_EARLY, Obstacle.NO_PROFIT);
    }

    @Test
    void anOpenPositionStandsInTheWay() {
        Account account = opened(TWO_STEP);
        trade(account, FIRST_DAY, "1000");
        account.accept(AccountEvent.opened(noon(FIRST_REWARD), "open"));

        assertThat(RewardClaim.of(TWO_STEP, account.state(), FIRST_REWARD).obstacles())
                .containsExactly(Obstacle.POSITIONS_OPEN);
    }

    /** 5,000 on one day is all of the profit; with 5,000 on others it is half. */
    @Test
    void theBestDayOfTheOneStepStandsInTheWay() {
        Account account = opened(ONE_STEP);
        trade(account, FIRST_DAY, "5000");
        trade(account, FIRST_DAY.plusDays(1), "-1000");
        trade(account, FIRST_DAY.plusDays(2), "4999.99");
        RewardClaim early = RewardClaim.of(ONE_STEP, account.state(), FIRST_REWARD);
        assertThat(early.obstacles()).containsExactly(Obstacle.BEST_DAY);
        trade(account, FIRST_DAY.plusDays(3), "0.01");
        RewardClaim claim = RewardClaim.of(ONE_STEP, account.state(), FIRST_REWARD);

        assertThat(claim.claimable()).isTrue();
        assertThat(claim.traderShare()).isEqualTo(usd(8_100));
    }

    @Test
    void aRewardBeginsAnotherCycle() {
        Account account = opened(ONE_STEP);
        trade(account, FIRST_DAY, "3000");
        trade(account, FIRST_DAY.plusDays(1), "3000");
        RewardClaim first = RewardClaim.of(ONE_STEP, account.state(), FIRST_REWARD);
        assertThat(first.claimable()).isTrue();
        assertThat(account.assess().headroom().maximumLoss())
                .as("the floor has trailed the midnight balance of 103,000")
                .isEqualTo(usd(13_000));
        Assessment paid = account.accept(new AccountEvent.PaidOut(noon(FIRST_REWARD), first.profit()));
        assertThat(paid.balance()).isEqualTo(usd(100_000));
        assertThat(paid.headroom().maximumLoss()).isEqualTo(usd(10_000));

        LocalDate later = FIRST_REWARD.plusDays(30);
        assertThat(RewardClaim.of(ONE_STEP, account.state(), later).obstacles())
                .containsExactly(Obstacle.TOO_EARLY, Obstacle.NO_PROFIT);
        trade(account, later, "1000");
        trade(account, later.plusDays(1), "1000");
        RewardClaim second = RewardClaim.of(ONE_STEP, account.state(), later.plusDays(13));
        assertThat(second.from()).contains(later.plusDays(14));
        assertThat(second.obstacles()).containsExactly(Obstacle.TOO_EARLY);
        assertThat(RewardClaim.of(ONE_STEP, account.state(), later.plusDays(14)).claimable())
                .isTrue();
    }

    @Test
    void moneyPaidInIsNoProfit() {
        Account account = opened(TWO_STEP);
        trade(account, FIRST_DAY, "-1000");
        account.accept(new AccountEvent.CashFlow(noon(FIRST_DAY), usd(5_000)));

        RewardClaim claim = RewardClaim.of(TWO_STEP, account.state(), FIRST_REWARD);
        assertThat(claim.profit()).isEqualTo(usd(-1_000));
        assertThat(claim.obstacles()).containsExactly(Obstacle.NO_PROFIT);
    }

    @Test
    void aFailedAccountPaysNothing() {
        Account account = opened(TWO_STEP);
        trade(account, FIRST_DAY, "1000");
        account.accept(AccountEvent.opened(noon(FIRST_DAY), "open"));
        account.accept(new AccountEvent.Marked(noon(FIRST_DAY), usd(94_000)));

        assertThat(RewardClaim.of(TWO_STEP, account.state(), FIRST_REWARD).obstacles())
                .contains(Obstacle.NOT_ONGOING);
    }

    @Test
    void anAccountThatHasBeenIdleTooLongPaysNothing() {
        FundedTerms terms = TWO_STEP.withAccount(
                TWO_STEP.account().toBuilder().inactivity(Inactivity.of(30)).build());
        Account account = opened(terms);
        trade(account, FIRST_DAY, "1000");

        assertThat(RewardClaim.of(terms, account.state(), FIRST_DAY.plusDays(30))
                        .claimable())
                .isTrue();
        assertThat(RewardClaim.of(terms, account.state(), FIRST_DAY.plusDays(31))
                        .obstacles())
                .containsExactly(Obstacle.NOT_ONGOING);
    }

    @Test
    void daysThatEarnEnoughMayBeMissing() {
        FundedTerms terms = OtherFirms.the5ersHighStakes(usd(100_000)).funded().orElseThrow();
        Account account = opened(terms);
        trade(account, FIRST_DAY, "500");
        trade(account, FIRST_DAY.plusDays(1), "500");
        assertThat(RewardClaim.of(terms, account.state(), FIRST_REWARD).obstacles())
                .containsExactly(Obstacle.TRADING_DAYS);
        trade(account, FIRST_REWARD, "500");
        assertThat(RewardClaim.of(terms, account.state(), FIRST_REWARD))
                .isEqualTo(new RewardClaim(Optional.of(FIRST_REWARD), usd(1_500), usd(1_500), usd(1_200), List.of()));
    }

    @Test
    void refusesADayThatIsOver() {
        Account account = opened(TWO_STEP);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RewardClaim.of(TWO_STEP, account.state(), FIRST_DAY.minusDays(1)))
                .withMessage("today must not be before 2026-04-01, was 2026-03-31");
    }

    @Test
    void profitThatWasLeftOnTheAccountIsTheTradersInWhole() {
        Account account = opened(TWO_STEP);
        trade(account, FIRST_DAY, "10000");
        account.accept(new AccountEvent.PaidOut(noon(FIRST_REWARD), usd(2_000)));
        assertThat(RewardClaim.of(TWO_STEP, account.state(), FIRST_REWARD).traderShare())
                .isEqualTo(usd(8_000));
        trade(account, FIRST_REWARD, "5000");
        RewardClaim claim = RewardClaim.of(TWO_STEP, account.state(), FIRST_REWARD);
        assertThat(claim.profit()).isEqualTo(usd(13_000));
        assertThat(claim.traderShare()).isEqualTo(usd(12_000));
        trade(account, FIRST_REWARD, "-7000");
        assertThat(RewardClaim.of(TWO_STEP, account.state(), FIRST_REWARD).traderShare())
                .isEqualTo(usd(6_000));
    }

    private static final FundedTerms FUTURES = FundedTerms.of(
                    Phase.builder("Funded", usd(50_000))
                            .maximumLoss(MaximumLoss.trailing(
                                            Limit.amount(usd(2_000)), MaximumLoss.Reference.START_OF_DAY_BALANCE)
                                    .lockedAbove(usd(0))
                                    .keptByPayout())
                            .build(),
                    0.90,
                    0)
            .withSplit(ProfitSplit.of(0.90).withStep(usd(1_000), 1))
            .withReward(RewardTerms.after(0)
                    .withFirstAfter(7)
                    .withBuffer(Limit.amount(usd(500)))
                    .withCaps(Limit.amount(usd(1_500)), Limit.ofReference(0.5))
                    .withRollover(RewardTerms.Rollover.UNDIVIDED));

    @ParameterizedTest
    @CsvSource({
        "500,  0,    0,       0,       WITHIN_BUFFER",
        "600,  0,    50,      50,      ''", // half of what is beyond the buffer
        "3000, 0,    1250,    1225,    ''", // 1,000 in full, then 90 %
        "3000, 1000, 1250,    1125,    ''", // the part that is paid in full was paid before
        "9000, 1000, 1500,    1350,    ''", // the cap
    })
    void bufferCapsAndStepsLimitAReward(int profit, int divided, int payable, int share, String obstacle) {
        Account account = opened(FUTURES);
        trade(account, FIRST_DAY, Integer.toString(profit));
        RewardClaim claim = RewardClaim.of(FUTURES, account.state(), FIRST_DAY.plusDays(7), usd(divided));

        assertThat(claim.payable()).isEqualTo(usd(payable));
        assertThat(claim.traderShare()).isEqualTo(usd(share));
        assertThat(claim.obstacles())
                .extracting(Enum::name)
                .isEqualTo(obstacle.isEmpty() ? List.of() : List.of(obstacle));
    }

    @Test
    void theFirstRewardMayTakeLongerThanTheNext() {
        Account account = opened(FUTURES);
        trade(account, FIRST_DAY, "3000");
        assertThat(RewardClaim.of(FUTURES, account.state(), FIRST_DAY.plusDays(6))
                        .obstacles())
                .containsExactly(Obstacle.TOO_EARLY);
        LocalDate next = FIRST_DAY.plusDays(8);
        account.accept(new AccountEvent.PaidOut(noon(FIRST_DAY.plusDays(7)), usd(1_000)));
        trade(account, next, "1");

        assertThat(RewardClaim.of(FUTURES, account.state(), next).obstacles()).isEmpty();
    }

    /** The floor of the maximum loss stays at 100,000 less 2,000 plus what the balance had risen by. */
    @Test
    void aRewardLeavesABalanceAboveAFloorThatItDoesNotMove() {
        FundedTerms unlocked = FUTURES.withAccount(FUTURES.account().toBuilder()
                        .maximumLoss(MaximumLoss.trailing(
                                        Limit.amount(usd(2_000)), MaximumLoss.Reference.START_OF_DAY_BALANCE)
                                .keptByPayout())
                        .build())
                .withReward(RewardTerms.after(0).withRollover(RewardTerms.Rollover.UNDIVIDED));
        Account account = opened(unlocked);
        trade(account, FIRST_DAY, "9000");
        RewardClaim claim = RewardClaim.of(unlocked, account.state(), FIRST_DAY.plusDays(1));

        assertThat(claim.profit()).isEqualTo(usd(9_000));
        assertThat(claim.payable()).as("the floor is at 57,000").isEqualTo(usd(2_000));
        account.accept(new AccountEvent.PaidOut(noon(FIRST_DAY.plusDays(1)), usd(2_000)));
        assertThat(account.assess().verdict()).isEqualTo(Verdict.ONGOING);
    }
}
