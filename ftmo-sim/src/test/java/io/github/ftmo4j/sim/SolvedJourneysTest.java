package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.Measure;
import org.junit.jupiter.api.Test;

/** The exact engine on journeys. */
class SolvedJourneysTest {

    /**
     * The published computation does not round stakes down to cents, which costs half a cent times the edge a trade.
     */
    private static final double ROUNDED_STAKES = 313 * 0.005 * (.48 * 1.6 - .52) * 0.80;

    private static final double PRINTED = 5e-7;

    /** Economics that were computed elsewhere, without random numbers, to all digits printed there. */
    @Test
    void theKnownEconomics() {
        ExactJourneyOdds odds = JourneyTest.economics().solve();

        assertThat(odds.attempts().value()).isCloseTo(1.072294, within(PRINTED));
        assertThat(odds.cost().value()).isCloseTo(39.0388, within(5e-5));
        assertThat(odds.blown().value()).isCloseTo(0.254633, within(PRINTED));
        assertThat(odds.paid().value()).isCloseTo(0.963067, within(PRINTED));
        assertThat(odds.payouts().value()).isCloseTo(6.840652, within(PRINTED));
        assertThat(odds.rewards().value() + ROUNDED_STAKES).isCloseTo(67_065.54, within(0.01));
        assertThat(odds.expectedValue().value() + ROUNDED_STAKES).isCloseTo(67_026.50, within(0.01));
        assertThat(odds.expectedValue().isComputed()).isTrue();
        assertThat(odds.expectedValue().halfWidth()).isLessThan(0.001);
    }

    @Test
    void resetsTakeThePlaceOfPrices() {
        Journey.Builder coins = JourneyTest.coins();
        Fee fee = new Fee(usd(540), Fee.Refund.NEVER);
        double reach = 1 + 1.0 / 3 + 1.0 / 9;

        assertThat(coins.fee(fee).build().solve().cost().value()).isCloseTo(540 * reach, within(1e-3));
        assertThat(coins.fee(fee.withReset(usd(100)).withActivation(usd(10)))
                        .resets(1)
                        .build()
                        .solve()
                        .cost()
                        .value())
                .isCloseTo(540 + 100.0 / 3 + 540.0 / 9 + 10 * 26.0 / 27, within(1e-3));
    }

    @Test
    void runsAgreeWithWhatIsSolved() {
        Journey journey = JourneyTest.coins().build();
        JourneyOdds odds = journey.run(20_000, 3);
        ExactJourneyOdds exact = journey.solve();

        JourneyTest.assertMean(odds.expectedValue(), exact.expectedValue().value());
        JourneyTest.assertMean(odds.mean(Measure.PAYOUTS), exact.payouts().value());
        JourneyTest.assertMean(odds.mean(Measure.RESIDUAL), exact.residual().value());
        Significance.assertShare(
                "blown",
                odds.sample().sum(Measure.BLOWN),
                odds.sample().sum(Measure.FUNDED),
                exact.blown().value());
        Significance.assertShare(
                "paid",
                odds.sample().sum(Measure.PAID),
                odds.trials(),
                exact.paid().value());
    }

    @Test
    void whatStandsInTheWayIsNamed() {
        Journey.Builder coins = JourneyTest.coins();
        FundedTerms terms = coins.spec().funded();
        Journey journey = coins.funded(terms.withReward(terms.reward().withFirstAfter(14))
                        .withSplit(ProfitSplit.of(0.9).withStep(usd(1_000), 1)))
                .fee(new Fee(usd(49), Fee.Refund.NEVER).withMonthly(usd(49)))
                .build();

        assertThat(journey.obstacles())
                .extracting(Obstacle::name)
                .containsExactly("days to the reward", "split", "monthly fee");
        assertThatExceptionOfType(UnsolvableException.class)
                .isThrownBy(journey::solve)
                .withMessageContaining("days to the reward")
                .withMessageContaining("monthly fee");
    }
}
