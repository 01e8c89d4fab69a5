package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import io.github.ftmo4j.mm.contract.TradedAccount;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolTargetTest {

    private static final long RISKED = 1_000_00;

    private static final MathContext DECIMALS = MathContext.DECIMAL128;

    /** Of what is asked as a fraction. */
    private static final double BALANCE = 100_000_00;

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    private double fraction(ModuleState state) {
        return account.ask(state) / BALANCE;
    }

    /** As RiskMetrics has it, each average divided by that of ones. */
    private static final class ByHand {
        private final BigDecimal lambda;
        private BigDecimal squares = BigDecimal.ZERO;
        private BigDecimal ones = BigDecimal.ZERO;

        ByHand(String lambda) {
            this.lambda = new BigDecimal(lambda);
        }

        void observe(BigDecimal x) {
            BigDecimal rest = BigDecimal.ONE.subtract(lambda);
            squares = lambda.multiply(squares).add(rest.multiply(x.pow(2)));
            ones = lambda.multiply(ones).add(rest);
        }

        double volatility() {
            return squares.divide(ones, DECIMALS).sqrt(DECIMALS).doubleValue();
        }
    }

    @Test
    void isTheTargetOverTheVolatilityOfTradesPerYear() {
        ModuleState state =
                VolTarget.ofTrades(0.10, 400, 1).cap(Fraction.NO_CAP).warmUp(1).start();
        ByHand byHand = new ByHand("0.94");
        for (String r : new String[] {"1.3", "-1", "-1.05", "0", "2.4", "-1", "0.3"}) {
            BigDecimal x = new BigDecimal(r);
            state.closed(RISKED, x.multiply(BigDecimal.valueOf(RISKED)).longValueExact());
            byHand.observe(x);
            double expected = 0.10 / (byHand.volatility() * 20);
            assertThat(fraction(state)).isCloseTo(expected, within(1e-14));
        }
    }

    @Test
    void isTheExposureTimesTheStopDistanceOfMarketReturns() {
        ModuleState state = VolTarget.ofMarket(0.15, 225, 0.004)
                .cap(Fraction.NO_CAP)
                .warmUp(1)
                .start();
        ByHand byHand = new ByHand("0.94");
        for (String x : new String[] {"0.011", "-0.007", "0", "0.0002", "-0.031", "0.004"}) {
            state.moved(Double.parseDouble(x));
            byHand.observe(new BigDecimal(x));
            double exposure = 0.15 / (byHand.volatility() * 15);
            assertThat(fraction(state)).isCloseTo(exposure * 0.004, within(1e-14));
        }
    }

    @Test
    void theFirstObservationIsItsOwnVolatility() {
        ModuleState state =
                VolTarget.ofTrades(0.10, 100, 1).cap(Fraction.NO_CAP).warmUp(1).start();
        state.closed(RISKED, -2 * RISKED);
        assertThat(fraction(state)).isCloseTo(0.005, within(1e-15));
    }

    @Test
    void weighsByAge() {
        double lambda = Decay.halfLife(7).lambda();
        ModuleState state = VolTarget.ofMarket(0.10, 100, 0.01)
                .halfLife(7)
                .cap(Fraction.NO_CAP)
                .warmUp(1)
                .start();
        double[] returns = new double[50];
        for (int n = 0; n < returns.length; n++) {
            returns[n] = 0.01 * Math.sin(n * n + 1);
            state.moved(returns[n]);
            double squares = 0;
            double weights = 0;
            for (int age = 0; age <= n; age++) {
                double weight = Math.pow(lambda, age);
                squares += weight * returns[n - age] * returns[n - age];
                weights += weight;
            }
            double expected = 0.10 / (Math.sqrt(squares / weights) * 10) * 0.01;
            assertThat(fraction(state)).isCloseTo(expected, offset(1e-12 * expected));
        }
    }

    @Test
    void withoutDecayAllCountTheSameAndWithNothingButDecayTheLatestAlone() {
        VolTarget module = VolTarget.ofTrades(0.10, 100, 1).cap(Fraction.NO_CAP).warmUp(1);
        ModuleState all = module.decay(Decay.none()).start();
        ModuleState latest = module.decay(Decay.lambda(0)).start();
        for (long r : new long[] {1, -1, 7}) {
            all.closed(RISKED, r * RISKED);
            latest.closed(RISKED, r * RISKED);
        }
        assertThat(fraction(all)).isCloseTo(0.01 / Math.sqrt(17), within(1e-15));
        assertThat(fraction(latest)).isCloseTo(0.01 / 7, within(1e-15));
    }

    @Test
    void watchesOnlyWhatItIsToldTo() {
        ModuleState trades =
                VolTarget.ofTrades(0.10, 100, 1).warmUp(1).abstaining().start();
        ModuleState market = VolTarget.ofMarket(0.10, 100, 0.01).warmUp(1).start();
        trades.moved(0.01);
        market.closed(RISKED, RISKED);
        assertThat(fraction(trades)).isNaN();
        assertThat(fraction(market)).isNaN();
        trades.closed(RISKED, RISKED);
        market.moved(0.01);
        assertThat(fraction(trades)).isPositive();
        assertThat(fraction(market)).isPositive();
    }

    @Test
    void theSizeOfATradeDoesNotMatterOnlyItsResultInR() {
        ModuleState small = VolTarget.ofTrades(0.10, 100, 1).warmUp(1).start();
        ModuleState large = VolTarget.ofTrades(0.10, 100, 1).warmUp(1).start();
        small.closed(10, 13);
        large.closed(1_000_000, 1_300_000);
        assertThat(fraction(small)).isEqualTo(fraction(large));
    }

    @Test
    void abstainsUntilEnoughIsObserved() {
        ModuleState state =
                VolTarget.ofTrades(0.10, 100, 1.25).warmUp(3).abstaining().start();
        for (int i = 0; i < 3; i++) {
            assertThat(fraction(state)).isNaN();
            state.closed(RISKED, -2 * RISKED);
        }
        assertThat(fraction(state)).isCloseTo(0.005, within(1e-15));
    }

    @Test
    void takesAnEstimateUntilEnoughIsObserved() {
        ModuleState state = VolTarget.ofTrades(0.10, 100, 1.25).warmUp(3).start();
        for (int i = 0; i < 3; i++) {
            assertThat(fraction(state)).isCloseTo(0.008, within(1e-15));
            state.closed(RISKED, -2 * RISKED);
        }
        assertThat(fraction(state)).isCloseTo(0.005, within(1e-15));
    }

    @Test
    void aloneItOpensItsFirstTrade() {
        PositionSizer sizer = PositionSizer.of(VolTarget.ofTrades(0.10, 100, 1.25));
        assertThat(account.size(sizer.start().open())).isEqualTo(800_00);
    }

    @Test
    void withoutVolatilityItIsTheCap() {
        ModuleState state = VolTarget.ofTrades(0.10, 100, 1).warmUp(1).start();
        state.closed(RISKED, 0);
        assertThat(fraction(state)).isEqualTo(0.01);
        state.closed(RISKED, 1);
        assertThat(fraction(state)).isEqualTo(0.01);
        assertThat(fraction(VolTarget.ofTrades(0.10, 100, 0.1).warmUp(1).start()))
                .isEqualTo(0.01);
    }

    @Test
    void isOfTheBalance() {
        ModuleState state = VolTarget.ofTrades(0.10, 100, 2).warmUp(1).start();
        account.earn(10_000_00).mark(90_000_00);
        assertThat(account.ask(state)).isCloseTo(550_00, within(1e-6));
    }

    @Test
    void anyReturnThatIsTakenLeavesWhatCanBeSaved() {
        VolTarget module =
                VolTarget.ofMarket(0.10, 100, 0.01).decay(Decay.none()).warmUp(1);
        ModuleState state = module.start();
        for (int i = 0; i < 1_000; i++) {
            state.moved(-1e300);
        }
        ModuleState restored = module.start();
        restored.restore(state.save());
        assertThat(restored.save()).isEqualTo(state.save());
        assertThat(fraction(restored)).isEqualTo(fraction(state)).isPositive();
    }

    @Test
    void whatIsNoStateIsRefused() {
        Map<String, Object> good = Map.of("observations", 3L, "squares", 4.0, "weights", 2.5);
        VolTarget module = VolTarget.ofTrades(0.10, 100, 1);
        ModuleState state = module.start();
        state.restore(SavedValues.of(good));
        assertThat(state.save()).isEqualTo(SavedValues.of(good));
        refuses(module, good, "observations", -1L, 0.5, 3.0);
        refuses(module, good, "squares", -1.0, Double.NaN, Double.POSITIVE_INFINITY);
        refuses(module, good, "weights", 0.0, 0.9, 3.1, Double.NaN);
    }

    private static void refuses(VolTarget module, Map<String, Object> good, String name, Object... bad) {
        for (Object value : bad) {
            Map<String, Object> saved = new HashMap<>(good);
            saved.put(name, value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> module.start().restore(SavedValues.of(saved)))
                    .withMessageContaining(name);
        }
    }

    @Test
    void eachSetterChangesItsOwn() {
        VolTarget module = VolTarget.ofMarket(0.2, 2_000, 0.003)
                .halfLife(11)
                .cap(0.02)
                .warmUp(30)
                .initial(0.001);
        assertThat(module)
                .isEqualTo(new VolTarget(
                        0.2, 2_000, OptionalDouble.of(0.003), Decay.halfLife(11), 0.02, 30, OptionalDouble.of(0.001)));
        assertThat(module.abstaining().initial()).isEmpty();
        assertThat(VolTarget.ofTrades(0.1, 500, 1))
                .isEqualTo(new VolTarget(
                        0.1, 500, OptionalDouble.empty(), Decay.lambda(0.94), 0.01, 20, OptionalDouble.of(1)));
        assertThat(VolTarget.ofMarket(0.1, 252, 0.003).initial()).isEmpty();
        assertThat(module.scope()).isEqualTo(RiskModule.Scope.TRADER);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 100, 0.01, 0.01, 20, 1, target",
        "0, 100, 0.01, 0.01, 20, 1, target",
        "NaN, 100, 0.01, 0.01, 20, 1, target",
        "0.1, 0, 0.01, 0.01, 20, 1, perYear",
        "0.1, NaN, 0.01, 0.01, 20, 1, perYear",
        "0.1, Infinity, 0.01, 0.01, 20, 1, perYear",
        "0.1, 100, 0, 0.01, 20, 1, stopDistance",
        "0.1, 100, 1.5, 0.01, 20, 1, stopDistance",
        "0.1, 100, 0.01, 0, 20, 1, cap",
        "0.1, 100, 0.01, 2, 20, 1, cap",
        "0.1, 100, 0.01, 0.01, 0, 1, warmUp",
        "0.1, 100, 0.01, 0.01, 20, 0, initial",
        "0.1, 100, 0.01, 0.01, 20, NaN, initial",
        "0.1, 100, 0.01, 0.01, 20, Infinity, initial",
    })
    void whatIsOutOfRangeIsRefused(
            double target, double perYear, double stop, double cap, int warmUp, double initial, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolTarget.ofMarket(target, perYear, stop)
                        .cap(cap)
                        .warmUp(warmUp)
                        .initial(initial))
                .withMessageContaining(name);
    }
}
