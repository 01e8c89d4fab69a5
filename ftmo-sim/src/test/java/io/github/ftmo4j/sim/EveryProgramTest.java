package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.OtherFirms;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySample;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.PhaseCounts;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program that comes with the library can be simulated, and attempts end only as its terms can end them. */
class EveryProgramTest {

    private static final int TRIALS = 2_000;

    static Stream<Program> programs() {
        List<LocalDate> past = Stream.of("2023-01-01", "2023-07-13", "2025-01-01", "2026-02-06")
                .map(LocalDate::parse)
                .toList();
        Money size = usd(100_000);
        return Stream.of(
                        Stream.of("USD", "EUR", "CHF", "GBP", "CAD", "AUD", "CZK")
                                .flatMap(currency -> Programs.ftmoSizes(currency).stream())
                                .flatMap(any -> Stream.of(Programs.ftmoTwoStep(any), Programs.ftmoOneStep(any))),
                        past.stream().map(date -> Programs.ftmoTwoStep(size, date)),
                        past.stream().map(date -> Programs.ftmoSwing(size, date)),
                        past.stream().limit(2).map(date -> Programs.ftmoAggressive(size, date)),
                        Stream.of(
                                Programs.ftmoSwing(size),
                                Programs.ftmoUsOneStep(size),
                                Programs.ftmoTwoStep(size).withInactivity(Programs.ftmoContractClocks())),
                        inDollars(OtherFirms::topstepCombine, 50_000, 100_000, 150_000),
                        inDollars(OtherFirms::topstepCombineWithDailyLoss, 50_000, 100_000, 150_000),
                        inDollars(OtherFirms::the5ersHighStakes, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000),
                        inDollars(
                                balance -> OtherFirms.fundedNextStellarTwoStep(balance, TradingDayClock.metaTrader()),
                                6_000,
                                15_000,
                                25_000,
                                50_000,
                                100_000,
                                200_000),
                        inDollars(OtherFirms::fundingPipsTwoStep, 5_000, 10_000, 25_000, 50_000, 100_000),
                        inDollars(OtherFirms::apexEndOfDay, 25_000, 50_000, 100_000, 150_000))
                .flatMap(Function.identity());
    }

    private static Stream<Program> inDollars(Function<Money, Program> program, long... sizes) {
        return LongStream.of(sizes).mapToObj(Money::usd).map(program);
    }

    /**
     * A trader who earns 0.08 R a trade at a stake of 1 %: all of these programs are sometimes passed and sometimes
     * failed.
     */
    @ParameterizedTest(name = "{index}")
    @MethodSource("programs")
    void endsOnlyAsItsTermsAllow(Program program) {
        SampledOdds result = Simulation.of(program)
                .trades(BernoulliR.of(.45, 1.4))
                .tradesPerDay(3)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)))
                .trials(TRIALS)
                .seed(7)
                .build()
                .run();

        assertThat(result.complete()).isTrue();
        assertThat(sum(result.ends())).isEqualTo(TRIALS);
        long entered = TRIALS;
        for (int i = 0; i < program.phases().size(); i++) {
            PhaseCounts phase = result.phaseCounts().get(i);
            Phase terms = program.phases().get(i);
            assertThat(phase.entered()).isEqualTo(entered);
            assertThat(sum(phase.ends())).isEqualTo(entered);
            phase.ends()
                    .forEach((end, count) -> assertThat(count)
                            .as("%s of %s", end, program)
                            .matches(number -> number == 0 || possible(terms, end)));
            entered = phase.ends().getOrDefault(AttemptEnd.PASSED, 0L);
        }
        assertThat(result.ends()).containsEntry(AttemptEnd.PASSED, entered);
        assertThat(entered).isBetween(1L, TRIALS - 1L);
        assertThat(result.daysToPass().n()).isEqualTo(entered);
        assertThat(result.finalBalances().isPositive()).isTrue();
    }

    /** The same trader buys three attempts; where no fee is known, one of 100 units of the currency. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("programs")
    void leadsToRewardsWhereWhatFollowsIsKnown(Program program) {
        Money size = program.phases().get(0).initialBalance();
        Journey.Builder journey = Journey.of(Simulation.of(program)
                        .trades(BernoulliR.of(.45, 1.4))
                        .tradesPerDay(3)
                        .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.005)))
                        .spec())
                .fee(program.fee().orElse(new Fee(size.withMinorUnits(10_000), Fee.Refund.NEVER)))
                .attempts(3)
                .horizon(60);
        if (program.fee().isPresent()) {
            journey.rate(program.fee().get().price().currency().equals(size.currency()) ? "1" : "1.1");
        }
        if (program.funded().isEmpty()) {
            assertThatIllegalArgumentException().isThrownBy(journey::build).withMessage("funded must be set");
            return;
        }
        JourneyOdds odds = journey.build().run(200, 7);
        JourneySample sample = odds.sample();

        assertThat(sample.sum(Measure.FUNDED)).isBetween(1L, 200L);
        assertThat(sample.sum(Measure.PAID)).isBetween(1L, sample.sum(Measure.FUNDED));
        assertThat(sample.sum(Measure.REWARDS)).isPositive();
        assertThat(sample.sum(Measure.NET)).isEqualTo(sample.sum(Measure.REWARDS) - sample.sum(Measure.COST));
        assertThat(sample.sum(Measure.ATTEMPTS)).isBetween(200L, 600L);
        assertThat(odds.toString()).contains("P(funded)", "n = 200");
    }

    private static long sum(Map<AttemptEnd, Long> ends) {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The trader trades every weekday at a fixed stake: idle and forbidden is nothing, stalled nobody. */
    private static boolean possible(Phase phase, AttemptEnd end) {
        return switch (end) {
            case PASSED, MAXIMUM_LOSS, ABANDONED -> true;
            case DAILY_LOSS ->
                phase.dailyLoss()
                        .filter(loss -> loss.effect() == DailyLoss.Effect.FAIL)
                        .isPresent();
            case TIME_LIMIT -> phase.timeLimit().isPresent();
            case DEEP_LOSS ->
                phase.inactivity().flatMap(clocks -> clocks.deepLoss()).isPresent();
            case FLOATING_LOSS, INACTIVITY, RESTRICTION, STALLED -> false;
        };
    }
}
