package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.Start;
import java.time.LocalDate;
import java.util.List;
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

    /** The terms of FTMO as they are: 14 days to each reward, the price back with the first one of the 2-Step. */
    @Test
    void ftmoAsItIsIsSolved() {
        for (Program program : List.of(Programs.ftmoTwoStep(usd(100_000)), Programs.ftmoOneStep(usd(100_000)))) {
            Journey journey = ftmo(program).horizon(40).build();
            JourneyOdds odds = journey.run(2_000, 3);
            ExactJourneyOdds exact = journey.solve();

            assertThat(journey.obstacles()).isEmpty();
            JourneyTest.assertMean(odds.expectedValue(), exact.expectedValue().value());
            JourneyTest.assertMean(odds.mean(Measure.COST), exact.cost().value());
            JourneyTest.assertMean(odds.mean(Measure.PAYOUTS), exact.payouts().value());
            JourneyTest.assertMean(
                    odds.mean(Measure.DAYS_TO_FUNDED),
                    exact.daysToFunded().orElseThrow().value());
            long paid = odds.sample().sum(Measure.PAID);
            Significance.assertShare("paid", paid, odds.trials(), exact.paid().value());
        }
    }

    private static Journey.Builder ftmo(Program program) {
        return Journey.of(Simulation.of(program)
                        .trades(BernoulliR.of(.45, 2))
                        .tradesPerDay(2)
                        .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)))
                        .spec())
                .attempts(3)
                .rate("1.08");
    }

    /** A loser of five days an attempt: five attempts in a row reach the second month of the purchase. */
    @Test
    void monthsResetsAndFreeAttemptsAreThoseOfTheRun() {
        Fee fee = new Fee(usd(540), Fee.Refund.NEVER)
                .withMonthly(usd(49))
                .withReset(usd(80))
                .withFreeRetry(new Fee.FreeRetry(Fee.FreeRetry.After.ANY_FAILURE, 1));
        Journey journey = JourneyTest.loser(fee).attempts(7).resets(3).build();

        assertThat(journey.solve().cost().value())
                .isCloseTo(journey.run(2, 1).mean(Measure.COST).value(), within(1e-9))
                .isCloseTo(2 * 540 + 49 + 3 * 80, within(1e-9));
        assertThat(journey.solve().daysToFunded()).isEmpty();
    }

    /** Ten attempts of a week each from Monday, 1 April: the second month begins on Saturday, 1 June, between two. */
    @Test
    void aMonthThatBeginsBetweenTwoAttemptsIsPaid() {
        Fee fee = new Fee(usd(540), Fee.Refund.NEVER).withMonthly(usd(49)).withReset(usd(80));
        JourneySpec loser = JourneyTest.loser(fee).attempts(10).spec();
        Journey journey = Journey.of(Simulation.of(loser.trading())
                        .start(Start.on(LocalDate.of(2024, 4, 1)))
                        .spec())
                .funded(loser.funded())
                .fee(fee)
                .attempts(10)
                .horizon(1)
                .build();

        assertThat(journey.solve().cost().value())
                .isCloseTo(journey.run(2, 1).mean(Measure.COST).value(), within(1e-9))
                .isCloseTo(540 + 9 * 80 + 2 * 49, within(1e-9));
    }

    /** A winner of 1,000 a day, paid every day: all of the first 2,500 is the trader's, then 80 %. */
    @Test
    void stepsOfTheSplitCountAllRewards() {
        JourneySpec coins = JourneyTest.coins().spec();
        Journey journey = Journey.of(Simulation.of(coins.trading())
                        .trades(BernoulliR.of(1, 1))
                        .tradesPerDay(1)
                        .spec())
                .funded(coins.funded().withSplit(ProfitSplit.of(0.8).withStep(usd(2_500), 1)))
                .fee(coins.fee())
                .attempts(1)
                .horizon(5)
                .build();

        assertThat(journey.solve().rewards().value())
                .isCloseTo(journey.run(2, 1).mean(Measure.REWARDS).value(), within(1e-9))
                .isCloseTo(2_500 + 0.8 * 2_500, within(1e-9));
    }

    @Test
    void whatStandsInTheWayIsNamed() {
        Journey.Builder twoStep = ftmo(Programs.ftmoTwoStep(usd(100_000)));
        Journey grows = twoStep.horizon(90).build();

        assertThat(grows.obstacles()).extracting(Obstacle::name).containsExactly("scaling");
        assertThatExceptionOfType(UnsolvableException.class)
                .isThrownBy(grows::solve)
                .withMessage(
                        "cannot be solved: scaling: the account may grow before the horizon, which adds all that was"
                                + " paid to the state");
        assertThat(twoStep.horizon(80).build().obstacles()).isEmpty();
    }
}
