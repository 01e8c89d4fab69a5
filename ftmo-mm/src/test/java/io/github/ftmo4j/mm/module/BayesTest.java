package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import io.github.ftmo4j.mm.contract.TradedAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BayesTest {

    private static final long RISKED = 1_000_00;

    /** Of what is asked as a fraction. */
    private static final double BALANCE = 100_000_00;

    /** Wide open: nothing is clamped but at zero. */
    private static final Bayes OPEN = Bayes.of(Prior.of(6, 4, 1.5)).kelly(1).cap(Fraction.NO_CAP);

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    private double fraction(ModuleState state) {
        return account.ask(state) / BALANCE;
    }

    private static void close(ModuleState state, double r) {
        state.closed(RISKED, Math.round(r * RISKED));
    }

    private static void close(ModuleState state, int wins, int losses) {
        for (int i = 0; i < wins; i++) {
            close(state, 1.5);
        }
        for (int i = 0; i < losses; i++) {
            close(state, -1);
        }
    }

    private static double quantile(double level, double a, double b) {
        return BetaDistribution.of(a, b).inverseCumulativeProbability(level);
    }

    @ParameterizedTest
    @CsvSource({
        "0.25, 0, 0",
        "0.25, 1, 0",
        "0.25, 10, 3",
        "0.5, 10, 3",
        "0.5, 200, 150",
        "0.05, 300, 100",
        "0.75, 3, 7",
        "0.5, 20000, 15000",
    })
    void isKellyAtTheQuantileOfThePosterior(double level, int wins, int losses) {
        ModuleState state = OPEN.quantile(level).probe(1e-6).start();
        close(state, wins, losses);
        double w = quantile(level, 6 + wins, 4 + losses);
        double expected = w - (1 - w) / 1.5;
        assertThat(expected).isPositive();
        assertThat(fraction(state)).isCloseTo(expected, within(2e-6));
        assertThat(BetaQuantile.at(level).exact(6 + wins, 4 + losses)).isCloseTo(w, within(1e-12));
    }

    @Test
    void isAShareOfKellyOfTheBalance() {
        ModuleState state = OPEN.kelly(0.25).start();
        account.earn(20_000_00).mark(90_000_00);
        double w = quantile(0.25, 6, 4);
        assertThat(account.ask(state)).isCloseTo(0.25 * (w - (1 - w) / 1.5) * 120_000_00, within(6.0));
    }

    @Test
    void risksNoMoreThanTheCap() {
        ModuleState state = OPEN.cap(0.01).start();
        close(state, 20, 0);
        assertThat(fraction(state)).isEqualTo(0.01);
    }

    @Test
    void withoutAProbeItStopsWhenTheEdgeIsGone() {
        ModuleState state = OPEN.start();
        close(state, 0, 10);
        assertThat(fraction(state)).isZero();
        close(state, 40, 0);
        assertThat(fraction(state)).isPositive();
    }

    @Test
    void goesOnToProbe() {
        ModuleState state = Bayes.of(Prior.uniform(1)).probe(0.001).start();
        assertThat(fraction(state)).isEqualTo(0.001);
        close(state, 0, 10);
        assertThat(fraction(state)).isEqualTo(0.001);
        close(state, 60, 0);
        assertThat(fraction(state)).isEqualTo(0.01);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.25", "3, 0.25", "1, 0.5"})
    void noSizerIsBuiltOfWhatWouldNeverOpenItsFirstTrade(double payoff, double level) {
        Bayes module = Bayes.of(Prior.uniform(payoff)).quantile(level);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PositionSizer.of(module))
                .withMessageContaining("probe")
                .withMessageContaining("Prior[wins=1.0")
                .withMessageContaining("level=" + level);
        assertThat(PositionSizer.of(module.probe(0.001)).start()).isNotNull();
    }

    @Test
    void noSizerIsBuiltOfAProbeAboveTheCap() {
        Bayes module = OPEN.probe(0.02).cap(0.01);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PositionSizer.of(module))
                .withMessageContaining("probe")
                .withMessageContaining("0.01")
                .withMessageContaining("0.02");
        assertThat(fraction(module.cap(0.02).start())).isEqualTo(0.02);
    }

    @Test
    void aTradeThatEarnedNothingTeachesNothing() {
        ModuleState state = OPEN.learnPayoff().halfLife(5).start();
        close(state, 3, 2);
        SavedValues before = state.save();
        close(state, 0);
        assertThat(state.save()).isEqualTo(before);
    }

    @Test
    void learnsThePayoffWithThePriorsMeansWorthItsTrades() {
        ModuleState state = Bayes.of(new Prior(6, 4, 1.5, 1.1))
                .kelly(1)
                .cap(Fraction.NO_CAP)
                .learnPayoff()
                .start();
        for (double r : new double[] {2, -1, 0.4, -1.3, 3}) {
            close(state, r);
        }
        double w = quantile(0.25, 9, 6);
        double win = (6 * 1.5 + 2 + 0.4 + 3) / 9;
        double loss = (4 * 1.1 + 1 + 1.3) / 6;
        assertThat(fraction(state)).isCloseTo(w / loss - (1 - w) / win, within(2e-6));
    }

    @Test
    void ifThePayoffIsGivenOnlyTheSignOfATradeCounts() {
        ModuleState large = OPEN.start();
        ModuleState small = OPEN.start();
        for (int sign : new int[] {1, -1, 1, 1}) {
            close(large, 5 * sign);
            close(small, 0.01 * sign);
        }
        assertThat(fraction(large)).isEqualTo(fraction(small));
    }

    @Test
    void forgetsTradesButNotThePrior() {
        double halfLife = 10;
        ModuleState state = OPEN.learnPayoff().halfLife(halfLife).start();
        Random random = new Random(42);
        List<Double> history = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double r = random.nextInt(100) < 55 ? random.nextInt(1, 300) / 100.0 : -random.nextInt(1, 150) / 100.0;
            history.add(r);
            close(state, r);
            double wins = 0;
            double losses = 0;
            double won = 0;
            double lost = 0;
            for (int age = 0; age < history.size(); age++) {
                double weight = Math.pow(0.5, age / halfLife);
                double then = history.get(history.size() - 1 - age);
                if (then > 0) {
                    wins += weight;
                    won += weight * then;
                } else {
                    losses += weight;
                    lost -= weight * then;
                }
            }
            double w = quantile(0.25, 6 + wins, 4 + losses);
            double win = (6 * 1.5 + won) / (6 + wins);
            double loss = (4 * 1.0 + lost) / (4 + losses);
            assertThat(fraction(state)).isCloseTo(Math.max(0, w / loss - (1 - w) / win), within(4e-6));
            assertThat(state.save().decimal("wins", 0, 1e8)).isCloseTo(wins, within(1e-10));
            assertThat(state.save().decimal("lost", 0, 1e8)).isCloseTo(lost, within(1e-10));
        }
        close(state, 0, 1);
        for (int i = 0; i < 2_000; i++) {
            close(state, 0.5);
        }
        assertThat(state.save().decimal("losses", 0, 1e8)).isLessThan(1e-50);
        double weight = 1 / (1 - Math.pow(0.5, 1 / halfLife));
        double w = quantile(0.25, 6 + weight, 4);
        double win = (6 * 1.5 + 0.5 * weight) / (6 + weight);
        assertThat(fraction(state)).isCloseTo(w - (1 - w) / win, within(4e-6));
    }

    @Test
    void learnsFromAllAccountsOfATrader() {
        PositionSizer sizer = PositionSizer.of(OPEN);
        var trader = sizer.start();
        var first = trader.open();
        var second = trader.open();
        long before = account.size(second);
        first.opened(RISKED);
        first.closed(RISKED, -RISKED);
        assertThat(account.size(second)).isLessThan(before);
    }

    @Test
    void eachSetterChangesItsOwn() {
        Bayes module = Bayes.of(Prior.uniform(2))
                .kelly(0.5)
                .quantile(0.1)
                .cap(0.02)
                .probe(0.003)
                .halfLife(50)
                .learnPayoff();
        assertThat(module)
                .isEqualTo(
                        new Bayes(Prior.uniform(2), true, 0.5, BetaQuantile.at(0.1), 0.02, 0.003, Decay.halfLife(50)));
        assertThat(module.decay(Decay.none()).decay()).isEqualTo(Decay.none());
        assertThat(Bayes.of(Prior.uniform(2)))
                .isEqualTo(new Bayes(Prior.uniform(2), false, 0.25, BetaQuantile.at(0.25), 0.01, 0, Decay.none()));
        assertThat(module.scope()).isEqualTo(RiskModule.Scope.TRADER);
    }

    @Test
    void whatIsNoStateIsRefused() {
        Map<String, Double> good = Map.of("wins", 3.0, "losses", 2.0, "won", 4.0, "lost", 2.5);
        ModuleState state = OPEN.start();
        state.restore(SavedValues.of(good));
        assertThat(state.save()).isEqualTo(SavedValues.of(good));
        for (String name : good.keySet()) {
            for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e31}) {
                Map<String, Double> saved = new HashMap<>(good);
                saved.put(name, bad);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> OPEN.start().restore(SavedValues.of(saved)))
                        .withMessageContaining(name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.01, 0.001, kelly",
        "2, 0.01, 0.001, kelly",
        "NaN, 0.01, 0.001, kelly",
        "0.25, 0, 0.001, cap",
        "0.25, 2, 0.001, cap",
        "0.25, NaN, 0.001, cap",
        "0.25, 0.01, -0.1, probe",
        "0.25, 0.01, 2, probe",
        "0.25, 0.01, NaN, probe",
    })
    void whatIsOutOfRangeIsRefused(double kelly, double cap, double probe, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPEN.kelly(kelly).cap(cap).probe(probe))
                .withMessageContaining(name);
    }
}
