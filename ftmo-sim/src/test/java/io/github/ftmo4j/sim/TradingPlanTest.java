package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.PhaseCounts;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class TradingPlanTest {

    private static final FixedFractional ONE_PERCENT = FixedFractional.ofInitialBalance(0.01);

    private static Phase.Builder phase(String name) {
        return Phase.builder(name, usd(100_000)).maximumLoss(0.10).profitTarget(0.08);
    }

    private static SampledOdds replay(Phase phase, TradingPlan plan, double[]... days) {
        return Replay.of(Program.of("Replay", phase), ONE_PERCENT, days)
                .tradingPlan(plan)
                .build()
                .run();
    }

    private static double[] day(double... results) {
        return results;
    }

    @Test
    void nothingIsRiskedOnceTheTargetIsReached() {
        SampledOdds result = replay(
                phase("Step").minimumTradingDays(3).build(), TradingPlan.standard(), day(9, -5), day(-20), day(-20));
        assertThat(result.ends()).containsEntry(AttemptEnd.PASSED, 1L);
        assertThat(result.daysToPass().sum()).isEqualTo(3);
        assertThat(result.finalBalances()).isEqualTo(usd(109_000));
    }

    @Test
    void aDayWithoutTradesIsNoTradingDayUntilTheTargetIsReached() {
        SampledOdds result = replay(
                phase("Step").minimumTradingDays(4).build(),
                TradingPlan.standard(),
                day(1),
                day(),
                day(),
                day(7),
                day(),
                day());
        assertThat(result.daysToPass().sum()).isEqualTo(6);
    }

    @Test
    void givesUpAfterSoManyDaysOfAPhase() {
        TradingPlan plan = TradingPlan.standard().withAbandonAfter(40);
        SampledOdds result = replay(phase("Step").build(), plan, day(1), day(1));
        assertThat(result.ends()).containsEntry(AttemptEnd.ABANDONED, 1L);
        assertThat(result.days(AttemptEnd.ABANDONED).sum()).isEqualTo(40);
        assertThat(result.daysToFail().n()).isZero();
    }

    @Test
    void theTimeLimitComesBeforeGivingUpOnTheSameDay() {
        TradingPlan plan = TradingPlan.standard().withAbandonAfter(20);
        Phase limited = phase("Step").timeLimit(TimeLimit.weekdays(20)).build();
        SampledOdds result = replay(limited, plan, day(1));
        assertThat(result.ends()).containsEntry(AttemptEnd.TIME_LIMIT, 1L);
        assertThat(result.daysToFail().sum()).isEqualTo(20);
    }

    @Test
    void calendarDaysRunOnOverWeekends() {
        // days 1 to 5 are Monday to Friday, 6 and 7 the weekend, 8 the next Monday
        Phase limited = phase("Step").timeLimit(TimeLimit.calendarDays(8)).build();
        SampledOdds result = replay(limited, TradingPlan.standard(), day(1));
        assertThat(result.daysToFail().sum()).isEqualTo(6);
    }

    @Test
    void whoTradesOnSevenDaysAWeekUsesTheWeekend() {
        Phase limited = phase("Step").timeLimit(TimeLimit.calendarDays(8)).build();
        Simulation.Builder replay = Replay.of(Program.of("Replay", limited), ONE_PERCENT, day(1))
                .calendar(TradingCalendar.of(EnumSet.allOf(DayOfWeek.class)));
        SampledOdds result = replay.build().run();
        assertThat(result.ends()).containsEntry(AttemptEnd.TIME_LIMIT, 1L);
        assertThat(result.daysToFail().sum()).isEqualTo(8);
    }

    @Test
    void anAttemptThatStartsOnAFridayGoesOnAtTheWeekendOnlyIfItIsTraded() {
        Phase limited = phase("Step").timeLimit(TimeLimit.calendarDays(4)).build();
        Start friday = Start.on(LocalDate.of(2024, 1, 5));
        Program program = Program.of("Replay", limited);
        SampledOdds weekdays =
                Replay.of(program, ONE_PERCENT, day(1)).start(friday).build().run();
        assertThat(weekdays.daysToFail().sum()).isEqualTo(2);
        SampledOdds everyDay = Replay.of(program, ONE_PERCENT, day(1))
                .start(friday)
                .calendar(TradingCalendar.of(EnumSet.allOf(DayOfWeek.class)))
                .build()
                .run();
        assertThat(everyDay.daysToFail().sum()).isEqualTo(4);
    }

    @Test
    void aFreezeThatCannotEndIsStalled() {
        PositionSizer freezes = PositionSizer.builder()
                .propose(ONE_PERCENT)
                .freezeBelow(0.06, Cushion.aboveBindingFloor())
                .build();
        SampledOdds result = Replay.of(
                        Program.of("Freeze", phase("Step").build()), ONE_PERCENT, day(1), day(-2, -2, -2))
                .sizing(freezes)
                .build()
                .run();
        assertThat(result.ends()).containsEntry(AttemptEnd.STALLED, 1L);
        // frozen within day 2 after 1,000 − 2,000 − 2,000 − ... has left less than 6 %; days 3 to 32 are idle
        assertThat(result.days(AttemptEnd.STALLED).sum()).isEqualTo(32);
        assertThat(result.finalBalances()).isEqualTo(usd(95_000));
    }

    @Test
    void daysOnWhichNoTradeComesUpDoNotStall() {
        double[][] days = new double[60][0];
        days[59] = day(9);
        SampledOdds result = replay(phase("Step").build(), TradingPlan.standard(), days);
        assertThat(result.ends()).containsEntry(AttemptEnd.PASSED, 1L);
    }

    @Test
    void aBandOfZeroStallsToo() {
        PositionSizer stops = PositionSizer.builder()
                .propose(ONE_PERCENT)
                .limit(DrawdownManager.band(0.02, 0))
                .build();
        SampledOdds result = Replay.of(Program.of("Stop", phase("Step").build()), ONE_PERCENT, day(-2))
                .sizing(stops)
                .tradingPlan(TradingPlan.standard().withStalledAfter(5))
                .build()
                .run();
        assertThat(result.days(AttemptEnd.STALLED).sum()).isEqualTo(6);
    }

    @Test
    void everyPhaseIsAFreshAccount() {
        Program program = Program.of(
                "Two", phase("One").build(), phase("Two").dailyLoss(0.05).build());
        SampledOdds result = Replay.of(program, ONE_PERCENT, day(9), day(-4, 3), day(9))
                .build()
                .run();
        assertThat(result.daysToPass().sum()).isEqualTo(3);
        assertThat(result.finalBalances()).isEqualTo(usd(108_000));
        assertThat(result.phaseCounts()).extracting(PhaseCounts::entered).containsExactly(1L, 1L);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> TradingPlan.standard().withAbandonAfter(0))
                .hasMessage("abandonAfter must be from 1 to 100000 days, was 0");
        assertThatThrownBy(() -> TradingPlan.standard().withStalledAfter(-1))
                .hasMessage("stalledAfter must be from 1 to 100000 days, was -1");
    }
}
