package io.github.ftmo4j.core.program;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptionTest {

    @Test
    void theTwoStepChallenge() {
        assertThat(Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE).describe())
                .containsExactly(
                        "Initial balance: 100000.00 USD.",
                        "Profit target: the balance must reach 110000.00 USD, a gain of 10000.00 USD, 10 % of the initial"
                                + " balance, with no position open.",
                        "Maximum loss: equity must never be below the floor, which lies 10000.00 USD, 10 % of the initial"
                                + " balance, under the initial balance; at first 90000.00 USD.",
                        "Daily loss: equity must not be below the floor of the day at any instant, which lies 5000.00 USD,"
                                + " 5 % of the initial balance, under the balance at the start of the day; on the first day"
                                + " 95000.00 USD.",
                        "Minimum trading days: a position must be opened on at least 4 different days.",
                        "No time limit.");
    }

    @Test
    void theOneStepChallenge() {
        assertThat(Programs.ftmoOneStep(usd(50_000)).phase(Phase.CHALLENGE).describe())
                .contains(
                        "Maximum loss: equity must never be below the floor, which lies 5000.00 USD, 10 % of the initial"
                                + " balance, under the highest balance at the start of any day; at first 45000.00 USD.",
                        "Best day: no day may have earned more than 50 % of what all profitable days earned together;"
                                + " while one has, the phase goes on.",
                        "No minimum of trading days.");
    }

    @Test
    void everySwitchIsSaid() {
        Phase phase = Phase.builder("Switches", usd(50_000))
                .profitTarget(Limit.amount(usd(3_000)))
                .maximumLoss(MaximumLoss.trailing(Limit.ofReference(0.04), MaximumLoss.Reference.INTRADAY_EQUITY)
                        .lockedAbove(usd(100)))
                .dailyLoss(DailyLoss.of(Limit.ofReference(0.025))
                        .anchoredAt(DailyLoss.Anchor.HIGHER)
                        .pausing())
                .bestDay(new BestDay(0.4, BestDay.Measure.NET_PROFIT))
                .timeLimit(TimeLimit.calendarDays(30))
                .breachTest(BreachTest.TOUCH)
                .build();
        assertThat(phase.describe())
                .containsExactly(
                        "Initial balance: 50000.00 USD.",
                        "Profit target: the balance must reach 53000.00 USD, a gain of 3000.00 USD with no position open.",
                        "Maximum loss: equity must never be on or below the floor, which lies 4 % of the highest equity seen"
                                + " under the highest equity seen, never above 50100.00 USD; at first 48000.00 USD.",
                        "Daily loss: equity must not be on or below the floor of the day at any instant, which lies 2.5 % of"
                                + " it under the higher of balance and equity at the start of the day; on the first day"
                                + " 48750.00 USD. A breach only ends the day.",
                        "Best day: no day may have earned more than 40 % of what all days earned together; while one has,"
                                + " the phase goes on.",
                        "No minimum of trading days.",
                        "Time limit: 30 calendar days, the first included.");
        Phase bare = Phase.builder("Bare", usd(50_000))
                .maximumLoss(0.10)
                .dailyLoss(DailyLoss.of(Limit.amount(usd(500))).judged(DailyLoss.Judged.AT_CLOSE))
                .timeLimit(TimeLimit.weekdays(5))
                .build();
        assertThat(bare.describe())
                .contains("No profit target.", "Time limit: 5 weekdays, the first included.")
                .anyMatch(sentence -> sentence.contains("the floor of the day as the day ends"));
        assertThat(bare.toBuilder().noDailyLoss().build().describe()).contains("No daily loss limit.");
    }
}
