package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketMovesTest {

    /** Records each move that any of its states sees. */
    private record Listener(String name, Scope scope, List<String> heard) implements RiskModule {
        @Override
        public ModuleState start() {
            return new ModuleState() {
                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    return 100;
                }

                @Override
                public void moved(double marketReturn) {
                    heard.add(name + " " + marketReturn);
                }
            };
        }
    }

    private final List<String> heard = new ArrayList<>();

    private Listener listener(RiskModule.Scope scope) {
        return new Listener(scope.name(), scope, heard);
    }

    private final Trader trader = PositionSizer.builder()
            .propose(listener(RiskModule.Scope.ACCOUNT))
            .propose(listener(RiskModule.Scope.NONE))
            .limit(listener(RiskModule.Scope.TRADER))
            .build()
            .start();

    @Test
    void theStatesOfTheAccountAndOfTheTraderSeeAMoveOnce() {
        AccountSizing here = trader.open();
        trader.open();
        here.moved(0.01);
        here.moved(-0.02);
        assertThat(heard).containsExactly("ACCOUNT 0.01", "TRADER 0.01", "ACCOUNT -0.02", "TRADER -0.02");
    }

    @Test
    void whatEachAccountSeesReachesTheTrader() {
        AccountSizing here = trader.open();
        AccountSizing there = trader.open();
        here.moved(0.01);
        there.moved(0.02);
        assertThat(heard).containsExactly("ACCOUNT 0.01", "TRADER 0.01", "ACCOUNT 0.02", "TRADER 0.02");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aReturnThatIsNoNumberIsRefusedAndReachesNoState(double marketReturn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trader.open().moved(marketReturn))
                .withMessage("marketReturn must be finite, was " + marketReturn);
        assertThat(heard).isEmpty();
    }
}
