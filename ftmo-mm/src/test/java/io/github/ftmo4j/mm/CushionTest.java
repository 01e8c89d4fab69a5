package io.github.ftmo4j.mm;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.mm.contract.TradedAccount;
import io.github.ftmo4j.mm.module.Cppi;
import org.junit.jupiter.api.Test;

class CushionTest {

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    /** No daily loss is judged here: equity less the floor that stands for none would overflow. */
    @Test
    void aboveAFloorThatDoesNotExistIsRoomWithoutEnd() {
        Cushion aboveDailyLoss = AccountView::dailyLossFloor;
        assertThat(account.view().dailyLossFloor()).isEqualTo(AccountView.NO_FLOOR);

        assertThat(aboveDailyLoss.of(account.view())).isGreaterThan(1);
        assertThat(aboveDailyLoss.isUnder(1, account.view())).isFalse();
        PositionSizer sizer = PositionSizer.builder()
                .propose(new Cppi(0.1, 0.01, aboveDailyLoss))
                .freezeBelow(0.05, aboveDailyLoss)
                .build();
        assertThat(account.decide(sizer.start().open()).risk()).isEqualTo(usd(1_000));
    }

    @Test
    void aFreezeAsksItsCushion() {
        Cushion neverEnough = new Cushion() {
            @Override
            public long floor(AccountView view) {
                return 0;
            }

            @Override
            public boolean isUnder(double threshold, AccountView view) {
                return true;
            }
        };
        assertThat(new PositionSizer.Freeze(0.01, neverEnough).holds(account.view()))
                .isTrue();
    }
}
