package io.github.ftmo4j.core.gate;

import static io.github.ftmo4j.core.money.Money.eur;
import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.program.Phase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskCapsTest {

    private static final At NOTHING = new At(0, 0, 0, 0, 0);

    /** Initial balance 100,000, balance 101,000, equity 100,500. */
    private final AccountMachine account = new AccountMachine(
            Phase.builder("Own", usd(100_000)).maximumLoss(0.10).build(), 20_000);

    {
        account.opened();
        account.closed(1_000_00);
        account.opened();
        account.marked(100_500_00);
    }

    record At(long openRisk, long riskedToday, int openPositions, int positionsToday, int ordersToday)
            implements Exposure {}

    @Test
    void withoutCapsNothingIsCapped() {
        assertThat(RiskCaps.none().most(account, NOTHING)).isEqualTo(RiskCaps.UNCAPPED);
        assertThat(RiskCaps.none().tightest(account, NOTHING)).isEmpty();
        assertThat(RiskCaps.none()).isEqualTo(RiskCaps.builder().build());
    }

    @ParameterizedTest
    @CsvSource({"BALANCE, 1010_00", "INITIAL_BALANCE, 1000_00", "EQUITY, 1005_00"})
    void aShareIsOneOfItsBase(RiskBase base, String cents) {
        assertThat(RiskCaps.builder().perTrade(0.01, base).build().most(account, NOTHING))
                .isEqualTo(Long.parseLong(cents.replace("_", "")));
    }

    @Test
    void theBalanceIsTheBaseUnlessToldOtherwise() {
        assertThat(RiskCaps.builder().perTrade(0.01).perDay(0.02).openRisk(0.03).build())
                .isEqualTo(RiskCaps.builder()
                        .perTrade(0.01, RiskBase.BALANCE)
                        .perDay(0.02, RiskBase.BALANCE)
                        .openRisk(0.03, RiskBase.BALANCE)
                        .build());
    }

    @Test
    void whatIsTakenIsNotThereAnyMore() {
        RiskCaps caps = RiskCaps.builder()
                .perTrade(usd(500))
                .perDay(usd(1_000))
                .openRisk(usd(800))
                .build();
        At some = new At(200_00, 450_00, 1, 3, 3);
        assertThat(caps.most(RiskCap.CAP_PER_TRADE, account, some)).isEqualTo(500_00);
        assertThat(caps.most(RiskCap.CAP_PER_DAY, account, some)).isEqualTo(550_00);
        assertThat(caps.most(RiskCap.CAP_OPEN_RISK, account, some)).isEqualTo(600_00);
        assertThat(caps.most(account, some)).isEqualTo(500_00);
        assertThat(caps.tightest(account, some)).contains(RiskCap.CAP_PER_TRADE);
        assertThat(caps.tightest(account, new At(200_00, 501_00, 1, 3, 3))).contains(RiskCap.CAP_PER_DAY);
        assertThat(caps.tightest(account, new At(700_00, 800_00, 1, 3, 3))).contains(RiskCap.CAP_OPEN_RISK);
    }

    @Test
    void moreThanEverythingTakenLeavesNothing() {
        RiskCaps caps = RiskCaps.builder().perDay(usd(1_000)).openRisk(usd(800)).build();
        assertThat(caps.most(account, new At(0, 1_200_00, 0, 0, 0))).isZero();
        assertThat(caps.most(account, new At(900_00, 0, 0, 0, 0))).isZero();
    }

    /** 0.29 % of 10,000.00 is a hair under 29.00 in binary; 28.00 of it are taken. */
    @Test
    void theShareIsRoundedBeforeAnythingIsSubtracted() {
        AccountMachine small = new AccountMachine(
                Phase.builder("Own", usd(10_000)).maximumLoss(0.10).build(), 20_000);
        RiskCaps caps = RiskCaps.builder().perDay(0.0029).build();
        assertThat(caps.most(small, new At(0, 28_00, 0, 0, 0))).isEqualTo(1_00);
        assertThat(RiskCaps.builder().perDay(0.000_000_15).build().most(account, NOTHING))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 0, 0, CAP_OPEN_POSITIONS",
        "201, 0, 0, CAP_OPEN_POSITIONS",
        "0, 2000, 0, CAP_POSITIONS_PER_DAY",
        "0, 0, 2000, CAP_ORDERS_PER_DAY",
        "200, 2000, 2000, CAP_OPEN_POSITIONS",
    })
    void numbersOfFtmosPlatform(int openPositions, int positionsToday, int ordersToday, RiskCap cap) {
        RiskCaps caps = RiskCaps.ftmoPlatform().build();
        At reached = new At(0, 0, openPositions, positionsToday, ordersToday);
        assertThat(caps.most(account, reached)).isZero();
        assertThat(caps.tightest(account, reached)).contains(cap);
        At before = new At(0, 0, 199, 1_999, 1_999);
        assertThat(caps.most(account, before)).isEqualTo(RiskCaps.UNCAPPED);
        assertThat(caps.tightest(account, before)).isEmpty();
    }

    @Test
    void capsCanBeChanged() {
        RiskCaps caps = RiskCaps.ftmoPlatform().perTrade(0.01).build();
        RiskCaps changed = caps.toBuilder().perTrade(usd(100)).build();
        assertThat(caps.caps().get(RiskCap.CAP_PER_TRADE)).isEqualTo(new RiskCaps.Share(0.01, RiskBase.BALANCE));
        assertThat(changed.caps())
                .containsEntry(RiskCap.CAP_PER_TRADE, new RiskCaps.Amount(usd(100)))
                .containsEntry(RiskCap.CAP_OPEN_POSITIONS, new RiskCaps.Count(200))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.01, 0.21, 1, 5, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoFraction(double fraction) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskCaps.builder().perDay(fraction))
                .withMessage("cap must be a fraction above 0 and at most 0.2 of the account (0.01 for 1 %), was "
                        + fraction);
    }

    @Test
    void refusesWhatWouldForbidAllTrades() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskCaps.builder().openRisk(usd(0)))
                .withMessageContaining("cap must be above zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskCaps.builder().openPositions(0))
                .withMessageContaining("cap must be at least 1, was 0");
    }

    @Test
    void refusesNumbersForMoneyAndMoneyForNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RiskCaps(Map.of(RiskCap.CAP_PER_DAY, new RiskCaps.Count(3))))
                .withMessageContaining("CAP_PER_DAY must be a share or an amount");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RiskCaps(Map.of(RiskCap.CAP_OPEN_POSITIONS, new RiskCaps.Amount(usd(3)))))
                .withMessageContaining("CAP_OPEN_POSITIONS must be a number");
    }

    @Test
    void refusesAnotherCurrency() {
        RiskCaps caps = RiskCaps.builder().perTrade(eur(100)).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> caps.most(account, NOTHING))
                .withMessageContaining("USD");
    }
}
