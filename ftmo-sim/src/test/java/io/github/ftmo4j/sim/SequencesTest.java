package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.SampledOdds;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Days of trades whose end others have published, through the simulator and its trading plan. 1 R is 1,000.00 unless
 * said.
 */
class SequencesTest {

    private static final FixedFractional ONE_R = FixedFractional.ofInitialBalance(0.01);

    private static DailyLoss daily(double fraction) {
        return DailyLoss.of(Limit.ofInitial(fraction));
    }

    private static Limit amount(long dollars) {
        return Limit.amount(usd(dollars));
    }

    static Stream<Arguments> sequences() {
        return Stream.of(
                row("S1", p -> p.maximumLoss(.10), AttemptEnd.MAXIMUM_LOSS, 2, 89_000, day(-3, -3, -3), day(-2)),
                row("S2", p -> p.maximumLoss(.10), AttemptEnd.MAXIMUM_LOSS, 1, 90_000, day(-10)),
                row(
                        "S3",
                        p -> p.maximumLoss(.20).dailyLoss(.05),
                        AttemptEnd.DAILY_LOSS,
                        2,
                        96_950,
                        day(2),
                        day(-3, -2.05)),
                row(
                        "S5",
                        p -> p.maximumLoss(.20)
                                .dailyLoss(daily(.05).judged(DailyLoss.Judged.AT_CLOSE))
                                .timeLimit(TimeLimit.weekdays(1)),
                        AttemptEnd.TIME_LIMIT,
                        1,
                        96_000,
                        day(-6, 2)),
                row(
                        "S6",
                        p -> p.maximumLoss(.20).dailyLoss(.05).timeLimit(TimeLimit.weekdays(1)),
                        AttemptEnd.DAILY_LOSS,
                        1,
                        94_000,
                        day(-6, 2)),
                row(
                        "S7",
                        p -> p.maximumLoss(MaximumLoss.fixed(amount(3_000))).dailyLoss(DailyLoss.of(amount(2_000))),
                        AttemptEnd.DAILY_LOSS,
                        1,
                        96_500,
                        day(-3.5)),
                row(
                        "S9",
                        p -> p.maximumLoss(MaximumLoss.trailing(amount(3_000), MaximumLoss.Reference.INTRADAY_EQUITY)),
                        AttemptEnd.MAXIMUM_LOSS,
                        1,
                        98_500,
                        day(2, -3.5)),
                row(
                        "S10",
                        p -> p.maximumLoss(MaximumLoss.fixed(amount(3_000))).timeLimit(TimeLimit.weekdays(1)),
                        AttemptEnd.TIME_LIMIT,
                        1,
                        98_500,
                        day(2, -3.5)),
                row(
                        "S12",
                        p -> p.maximumLoss(MaximumLoss.trailing(amount(3_000), MaximumLoss.Reference.INTRADAY_EQUITY)
                                .lockedAbove(usd(0))),
                        AttemptEnd.MAXIMUM_LOSS,
                        3,
                        99_900,
                        day(4),
                        day(-3.9),
                        day(-0.2)),
                row(
                        "S14",
                        p -> p.maximumLoss(
                                MaximumLoss.trailing(amount(3_000), MaximumLoss.Reference.START_OF_DAY_BALANCE)),
                        AttemptEnd.MAXIMUM_LOSS,
                        3,
                        101_000,
                        day(4, -4.5),
                        day(5),
                        day(-3.5)),
                row(
                        "S16",
                        p -> p.maximumLoss(.10).profitTarget(.08).minimumTradingDays(4),
                        AttemptEnd.PASSED,
                        4,
                        109_000,
                        day(9)),
                row(
                        "S17",
                        p -> p.maximumLoss(.10).profitTarget(.08).timeLimit(TimeLimit.weekdays(3)),
                        AttemptEnd.TIME_LIMIT,
                        3,
                        103_000,
                        day(1),
                        day(1),
                        day(1)),
                row(
                        "S18",
                        p -> p.maximumLoss(.10).profitTarget(.08).dailyLoss(DailyLoss.of(amount(3_000))),
                        AttemptEnd.DAILY_LOSS,
                        1,
                        96_500,
                        day(-3.5, 12)),
                Arguments.of(
                        "S19",
                        (UnaryOperator<Phase.Builder>) p -> p.maximumLoss(.50).timeLimit(TimeLimit.weekdays(1)),
                        FixedFractional.ofBalance(0.01),
                        AttemptEnd.TIME_LIMIT,
                        1,
                        usd(102_010),
                        new double[][] {day(1, 1)}),
                row(
                        "S20",
                        p -> p.maximumLoss(.50).timeLimit(TimeLimit.weekdays(1)),
                        AttemptEnd.TIME_LIMIT,
                        1,
                        102_000,
                        day(1, 1)),
                row(
                        "S21",
                        p -> p.maximumLoss(.20).profitTarget(.03).bestDay(BestDay.ofProfitableDays(.5)),
                        AttemptEnd.PASSED,
                        3,
                        106_000,
                        day(3),
                        day(1),
                        day(2)),
                row(
                        "S25",
                        p -> p.maximumLoss(
                                MaximumLoss.trailing(amount(2_000), MaximumLoss.Reference.START_OF_DAY_BALANCE)
                                        .lockedAbove(usd(0))),
                        AttemptEnd.MAXIMUM_LOSS,
                        3,
                        99_900,
                        day(4),
                        day(-3.9),
                        day(-0.2)),
                row(
                        "S27",
                        p -> p.maximumLoss(MaximumLoss.trailing(amount(2_000), MaximumLoss.Reference.INTRADAY_EQUITY)
                                .lockedAbove(usd(100))),
                        AttemptEnd.MAXIMUM_LOSS,
                        3,
                        100_050,
                        day(4),
                        day(-3.85),
                        day(-0.1)),
                row(
                        "S22",
                        p -> p.maximumLoss(.20).profitTarget(.03),
                        AttemptEnd.PASSED,
                        1,
                        103_000,
                        day(3),
                        day(1),
                        day(2)),
                row(
                        "S24",
                        p -> p.profitTarget(.03)
                                .maximumLoss(
                                        MaximumLoss.trailing(amount(3_000), MaximumLoss.Reference.INTRADAY_EQUITY)),
                        AttemptEnd.PASSED,
                        1,
                        103_000,
                        day(3),
                        day(-3.5)),
                row(
                        "S29 at any instant",
                        p -> p.maximumLoss(.50).dailyLoss(DailyLoss.of(amount(2_000))),
                        AttemptEnd.DAILY_LOSS,
                        2,
                        99_000,
                        day(1),
                        day(-2)),
                row(
                        "S29 at the close",
                        p -> p.maximumLoss(.50)
                                .dailyLoss(DailyLoss.of(amount(2_000)).judged(DailyLoss.Judged.AT_CLOSE)),
                        AttemptEnd.DAILY_LOSS,
                        2,
                        99_000,
                        day(1),
                        day(-2)));
    }

    private static double[] day(double... rMultiples) {
        return rMultiples;
    }

    private static Arguments row(
            String id, UnaryOperator<Phase.Builder> rules, AttemptEnd end, int days, long balance, double[]... trades) {
        return Arguments.of(id, rules, ONE_R, end, days, usd(balance), trades);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void endsAsPublished(
            String id,
            UnaryOperator<Phase.Builder> rules,
            FixedFractional stake,
            AttemptEnd end,
            int days,
            Money balance,
            double[][] trades) {
        Phase phase = rules.apply(Phase.builder(id, usd(100_000)).breachTest(BreachTest.TOUCH))
                .build();
        SampledOdds result =
                Replay.of(Program.of(id, phase), stake, trades).build().run();
        assertThat(result.ends()).as(id).containsEntry(end, 1L);
        assertThat(result.days(end).sum()).as(id).isEqualTo(days);
        assertThat(result.finalBalances()).as(id).isEqualTo(balance);
    }

    /**
     * Futures style: 50,000, one trade a day in dollars, maximum loss 2,000 below the highest balance at a day's start.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"G1, .5, 0, 1500 1500 900, 2, 53000", "G3, .4, 3, 1200 900 900, 3, 53000"})
    void futuresStyle(String id, double share, int minimumDays, String profits, int days, long balance) {
        Phase phase = Phase.builder(id, usd(50_000))
                .profitTarget(Limit.amount(usd(3_000)))
                .maximumLoss(MaximumLoss.trailing(amount(2_000), MaximumLoss.Reference.START_OF_DAY_BALANCE))
                .bestDay(new BestDay(share, BestDay.Measure.NET_PROFIT))
                .minimumTradingDays(minimumDays)
                .breachTest(BreachTest.TOUCH)
                .build();
        double[][] trades = Arrays.stream(profits.split(" ", -1))
                .map(profit -> day(Double.parseDouble(profit) / 500))
                .toArray(double[][]::new);
        SampledOdds result =
                Replay.of(Program.of(id, phase), ONE_R, trades).build().run();
        assertThat(result.daysToPass().sum()).isEqualTo(days);
        assertThat(result.finalBalances()).isEqualTo(usd(balance));
    }
}
