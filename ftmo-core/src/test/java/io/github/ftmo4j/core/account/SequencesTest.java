package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.DailyLoss.Judged;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.MaximumLoss.Reference;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.TimeLimit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Short lives of an account of 100,000 on which 1 R is 1,000 and a touched floor is breached. */
class SequencesTest {

    private static final long FIRST_MONDAY = LocalDate.of(2026, 1, 5).toEpochDay();
    private static final long MINOR_UNITS_OF_R = 100_000;
    private static final Pattern DAY = Pattern.compile("\\[([^]]*)]");

    /** What came of a sequence; days count from one, balances and floors are in whole units. */
    record Outcome(
            Verdict verdict,
            Optional<Objective> objective,
            Optional<String> breachedFloor,
            int day,
            int tradingDays,
            List<String> closes,
            List<String> dailyFloors) {}

    record Sequence(String id, Phase phase, String days, Outcome expected) {
        @Override
        public String toString() {
            return id + ": " + days;
        }
    }

    static Stream<Sequence> sequences() {
        return Stream.of(
                new Sequence(
                        "S1",
                        rules().build(),
                        "[-3 -3 -3] [-2]",
                        failed(Objective.MAXIMUM_LOSS, 2, "90000", closes("91000", "89000"), dailyFloors())),
                new Sequence(
                        "S2",
                        rules().build(),
                        "[-10]",
                        failed(Objective.MAXIMUM_LOSS, 1, "90000", closes("90000"), dailyFloors())),
                new Sequence(
                        "S3",
                        rules().maximumLoss(0.20).dailyLoss(0.05).build(),
                        "[+2] [-3 -2.05]",
                        failed(
                                Objective.DAILY_LOSS,
                                2,
                                "97000",
                                closes("102000", "96950"),
                                dailyFloors("95000", "97000"))),
                new Sequence(
                        "S5",
                        rules().maximumLoss(0.20)
                                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.05)).judged(Judged.AT_CLOSE))
                                .timeLimit(TimeLimit.weekdays(1))
                                .build(),
                        "[-6 +2]",
                        timedOut(1, closes("96000"), dailyFloors("95000"))),
                new Sequence(
                        "S6",
                        rules().maximumLoss(0.20)
                                .dailyLoss(0.05)
                                .timeLimit(TimeLimit.weekdays(1))
                                .build(),
                        "[-6 +2]",
                        failed(Objective.DAILY_LOSS, 1, "95000", closes("94000"), dailyFloors("95000"))),
                new Sequence(
                        "S7",
                        rules().maximumLoss(MaximumLoss.fixed(usd(3_000)))
                                .dailyLoss(DailyLoss.of(usd(2_000)))
                                .build(),
                        "[-3.5]",
                        failed(Objective.DAILY_LOSS, 1, "98000", closes("96500"), dailyFloors("98000"))),
                new Sequence(
                        "S9",
                        rules().maximumLoss(MaximumLoss.trailing(usd(3_000), Reference.INTRADAY_EQUITY))
                                .build(),
                        "[+2 -3.5]",
                        failed(Objective.MAXIMUM_LOSS, 1, "99000", closes("98500"), dailyFloors())),
                new Sequence(
                        "S10",
                        rules().maximumLoss(MaximumLoss.fixed(usd(3_000)))
                                .timeLimit(TimeLimit.weekdays(1))
                                .build(),
                        "[+2 -3.5]",
                        timedOut(1, closes("98500"), dailyFloors())),
                new Sequence(
                        "S14",
                        rules().maximumLoss(MaximumLoss.trailing(usd(3_000), Reference.START_OF_DAY_BALANCE))
                                .build(),
                        "[+4 -4.5] [+5] [-3.5]",
                        failed(
                                Objective.MAXIMUM_LOSS,
                                3,
                                "101500",
                                closes("99500", "104500", "101000"),
                                dailyFloors())),
                new Sequence(
                        "S16",
                        rules().profitTarget(0.08).minimumTradingDays(4).build(),
                        "[+9] [0] [0] [0]",
                        passed(4, closes("109000", "109000", "109000", "109000"), dailyFloors())),
                new Sequence(
                        "S17",
                        rules().profitTarget(0.08)
                                .timeLimit(TimeLimit.weekdays(3))
                                .build(),
                        "[+1] [+1] [+1]",
                        timedOut(3, closes("101000", "102000", "103000"), dailyFloors())),
                new Sequence(
                        "S18",
                        rules().profitTarget(0.08)
                                .dailyLoss(DailyLoss.of(usd(3_000)))
                                .build(),
                        "[-3.5 +12]",
                        failed(Objective.DAILY_LOSS, 1, "97000", closes("96500"), dailyFloors("97000"))),
                new Sequence(
                        "S29 judged at any instant",
                        rules().maximumLoss(0.50)
                                .dailyLoss(DailyLoss.of(usd(2_000)))
                                .build(),
                        "[+1] [-2]",
                        failed(
                                Objective.DAILY_LOSS,
                                2,
                                "99000",
                                closes("101000", "99000"),
                                dailyFloors("98000", "99000"))),
                new Sequence(
                        "S29 judged at the close",
                        rules().maximumLoss(0.50)
                                .dailyLoss(DailyLoss.of(usd(2_000)).judged(Judged.AT_CLOSE))
                                .build(),
                        "[+1] [-2]",
                        failed(
                                Objective.DAILY_LOSS,
                                2,
                                "99000",
                                closes("101000", "99000"),
                                dailyFloors("98000", "99000"))),
                new Sequence(
                        "S30 share of the initial balance",
                        rules().dailyLoss(DailyLoss.of(Limit.ofInitial(0.05))).build(),
                        "[+10] [+1]",
                        ongoing(2, closes("110000", "111000"), dailyFloors("95000", "105000"))),
                new Sequence(
                        "S30 share of the day's opening balance",
                        rules().dailyLoss(DailyLoss.of(Limit.ofReference(0.05))).build(),
                        "[+10] [+1]",
                        ongoing(2, closes("110000", "111000"), dailyFloors("95000", "104500"))),
                new Sequence(
                        "S30 amount",
                        rules().dailyLoss(DailyLoss.of(usd(2_000))).build(),
                        "[+10] [+1]",
                        ongoing(2, closes("110000", "111000"), dailyFloors("98000", "108000"))),
                new Sequence(
                        "S30 no rule",
                        rules().build(),
                        "[+10] [+1]",
                        ongoing(2, closes("110000", "111000"), dailyFloors())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void comesToItsOutcome(Sequence sequence) {
        assertThat(run(sequence)).isEqualTo(sequence.expected());
    }

    private static Outcome run(Sequence sequence) {
        AccountMachine account = new AccountMachine(sequence.phase(), FIRST_MONDAY);
        List<String> closes = new ArrayList<>();
        List<String> dailyFloors = new ArrayList<>();
        Matcher days = DAY.matcher(sequence.days());
        while (days.find()) {
            if (account.dailyLossFloor() != AccountView.NO_FLOOR) {
                dailyFloors.add(major(account.dailyLossFloor()));
            }
            for (String r : days.group(1).split(" ", -1)) {
                account.opened();
                account.closed(new BigDecimal(r)
                        .multiply(BigDecimal.valueOf(MINOR_UNITS_OF_R))
                        .longValueExact());
            }
            closes.add(major(account.balance()));
            account.rollTo(account.day() + 1);
        }
        int dayOfVerdict = (int) (account.day() - FIRST_MONDAY) + (account.verdict() == Verdict.ONGOING ? 0 : 1);
        return account.verdict() == Verdict.FAILED
                ? new Outcome(
                        Verdict.FAILED,
                        Optional.of(account.failedObjective()),
                        Optional.of(account.failureFloor())
                                .filter(floor -> floor != AccountView.NO_FLOOR)
                                .map(SequencesTest::major),
                        dayOfVerdict,
                        account.tradingDays(),
                        closes,
                        dailyFloors)
                : new Outcome(
                        account.verdict(),
                        Optional.empty(),
                        Optional.empty(),
                        dayOfVerdict,
                        account.tradingDays(),
                        closes,
                        dailyFloors);
    }

    private static Phase.Builder rules() {
        return Phase.builder("Evaluation", Money.usd(100_000)).maximumLoss(0.10).breachTest(BreachTest.TOUCH);
    }

    private static Limit usd(long amount) {
        return Limit.amount(Money.usd(amount));
    }

    private static Outcome failed(
            Objective objective, int day, String floor, List<String> closes, List<String> dailyFloors) {
        return new Outcome(Verdict.FAILED, Optional.of(objective), Optional.of(floor), day, day, closes, dailyFloors);
    }

    private static Outcome timedOut(int day, List<String> closes, List<String> dailyFloors) {
        return new Outcome(
                Verdict.FAILED, Optional.of(Objective.TIME_LIMIT), Optional.empty(), day, day, closes, dailyFloors);
    }

    private static Outcome passed(int day, List<String> closes, List<String> dailyFloors) {
        return new Outcome(Verdict.PASSED, Optional.empty(), Optional.empty(), day, day, closes, dailyFloors);
    }

    private static Outcome ongoing(int days, List<String> closes, List<String> dailyFloors) {
        return new Outcome(Verdict.ONGOING, Optional.empty(), Optional.empty(), days, days, closes, dailyFloors);
    }

    private static List<String> closes(String... balances) {
        return List.of(balances);
    }

    private static List<String> dailyFloors(String... floors) {
        return List.of(floors);
    }

    private static String major(long minorUnits) {
        return BigDecimal.valueOf(minorUnits, 2).stripTrailingZeros().toPlainString();
    }
}
