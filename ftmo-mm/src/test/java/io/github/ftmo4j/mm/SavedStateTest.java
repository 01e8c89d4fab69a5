package io.github.ftmo4j.mm;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.mm.contract.TradedAccount;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedStateTest {

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    /** Proposes an amount over one more than all losses that risked more than it. */
    private record Named(String name, double amount) implements RiskModule {
        @Override
        public ModuleState start() {
            return new LossState() {
                @Override
                public double moneyAtRisk(AccountView view, Moment moment) {
                    return amount / (1 + losses());
                }

                @Override
                public void closed(long risked, long profit) {
                    if (risked > amount) {
                        super.closed(risked, profit);
                    }
                }
            };
        }
    }

    @ParameterizedTest
    @CsvSource({"account#2, account, x", "account, account, account", "x, x, x#2", "x#2, x, x"})
    void modulesOfAnyNamesKeepStatesOfTheirOwn(String first, String second, String third) {
        PositionSizer sizer = PositionSizer.builder()
                .propose(new Named(first, 300_00))
                .propose(new Named(second, 400_00))
                .limit(new Named(third, 500_00))
                .build();
        AccountSizing sizing = sizer.start().open();
        sizing.closed(350_00, -1);
        sizing.closed(450_00, -1);
        AccountSizing other = sizer.start().open();
        other.restore(sizing.save());
        assertThat(account.decide(other)).isEqualTo(account.decide(sizing));
        assertThat(account.decide(other).statements())
                .extracting(said -> said.moneyAtRisk().orElseThrow())
                .containsExactly(usd(100), usd(200), usd(500));
    }

    @ParameterizedTest
    @CsvSource({
        "openPositions, 3000000000",
        "positionsToday, 3000000000",
        "ordersToday, 3000000000",
        "openRisk, -1",
        "afterLoss, 0"
    })
    void aNumberOutOfRangeIsRefusedAndChangesNothing(String name, long number) {
        AccountSizing sizing = PositionSizer.of(new Named("x", 300_00)).start().open();
        SavedState before = sizing.save();
        Map<String, SavedValues> parts = new LinkedHashMap<>(before.parts());
        Map<String, Object> own = new HashMap<>(before.part("account").asMap());
        own.put(name, number);
        parts.put("account", SavedValues.of(own));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sizing.restore(new SavedState(parts)))
                .withMessageContaining("saved " + name + " of account must be ")
                .withMessageEndingWith(", was " + number);
        assertThat(sizing.save()).isEqualTo(before);
    }

    @Test
    void whatWasLearntOutlivesAChangeOfParameters() {
        RiskModule named = new Named("x", 300_00);
        AccountSizing sizing =
                PositionSizer.of(named.times(0.5).atMost(0.02)).start().open();
        sizing.closed(350_00, -1);
        AccountSizing changed =
                PositionSizer.of(named.times(0.4).atMost(0.01)).start().open();
        changed.restore(sizing.save());
        assertThat(account.decide(changed).risk()).isEqualTo(usd(60));
    }

    /** The name of a lambda's class is another one in every process. */
    @Test
    void aModuleThatIsALambdaHasANameThatLasts() {
        RiskModule lambda = () -> (view, moment) -> 100_00;
        RiskModule anonymous = new RiskModule() {
            @Override
            public ModuleState start() {
                return (view, moment) -> 100_00;
            }
        };
        assertThat(lambda.name()).isEqualTo("RiskModule");
        assertThat(anonymous.name()).isEqualTo("RiskModule");
        assertThat(new Halver(2, 0.008).name()).isEqualTo("Halver");
    }
}
