package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rest of the simulator cannot take is refused when the specification is made. */
class OutcomeBoundsTest {

    private static final RandomStream RANDOM = new RandomStream(5, 0, 0, 0, Purpose.TRADES_PER_DAY);

    /** A user's own distribution. */
    private record Always(int trades) implements TradesPerDay {
        @Override
        public int next(RandomGenerator random) {
            return trades;
        }
    }

    @Test
    void bernoulliWinsAndLosesAtMostAMillionR() {
        assertThat(new BernoulliR(0.5, 1e6, -1e6).win()).isEqualTo(1e6);
        assertThatThrownBy(() -> BernoulliR.of(0.5, 1_000_001))
                .hasMessage("win must be at most 1000000 R, was 1000001.0");
        assertThatThrownBy(() -> new BernoulliR(0.5, 1, -1_000_001))
                .hasMessage("loss must be at least -1000000 R, was -1000001.0");
    }

    @Test
    void noGaussianReturnIsBeyondAMillionR() {
        assertThat(new GaussianReturns(0, 1, 13e-6).stopDistance()).isEqualTo(13e-6);
        assertThatThrownBy(() -> new GaussianReturns(0, 1, 12e-6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("(|mean| + 12.3 deviation) / stopDistance, the largest result in R, must be at"
                        + " most 1000000, was 1025000")
                .hasMessageEndingWith(" for mean 0.0, deviation 1.0 and stopDistance 1.2E-5");
        assertThat(new GaussianReturns(-1, 0, 1e-6).mean()).isEqualTo(-1);
        assertThatThrownBy(() -> new GaussianReturns(-1, 0.01, 1e-6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GaussianReturns(0, Double.MAX_VALUE, Double.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDayHasAtMostTenThousandTrades() {
        assertThat(TradesPerDay.fixed(10_000).next(RANDOM)).isEqualTo(10_000);
        assertThatThrownBy(() -> TradesPerDay.fixed(10_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tradesPerDay must be at most 10000, was 10001");
        assertThatThrownBy(() -> TradesPerDay.poisson(500.5))
                .hasMessage("mean must be above 0 and at most 500.0, was 500.5");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10_000})
    void anOwnNumberWithinTheBoundsIsDrawn(int trades) {
        assertThat(TradesPerDay.draw(new Always(trades), RANDOM)).isEqualTo(trades);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 10_001, Integer.MAX_VALUE})
    void anOwnNumberOutOfBoundsIsRefusedWhenDrawn(int trades) {
        assertThatThrownBy(() -> TradesPerDay.draw(new Always(trades), RANDOM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tradesPerDay must be from 0 to 10000, was " + trades + " drawn from Always[trades="
                        + trades + "]");
    }

    @Test
    void aRunStopsAtANumberOutOfBoundsOrAResultOutOfBounds() {
        Simulation.Builder run = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(BernoulliR.of(0.48, 1.6))
                .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
                .trials(10)
                .seed(1);
        assertThatThrownBy(() -> run.tradesPerDay(new Always(-1)).build().run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tradesPerDay must be from 0 to 10000, was -1 drawn from Always[trades=-1]");
        assertThatThrownBy(() -> run.tradesPerDay(new Always(1))
                        .trades(() -> (random, out) -> out.set(-2e6))
                        .build()
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rMultiple must be within ±1000000, was -2000000.0");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        double[] none = null;
        assertThatNullPointerException().isThrownBy(() -> Bootstrap.of(none)).withMessage("rMultiples");
    }
}
