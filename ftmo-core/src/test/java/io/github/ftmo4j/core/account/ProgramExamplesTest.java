package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.OtherFirms;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What firms print of their programs, held against the programs as they come: floors, headrooms, first days. */
class ProgramExamplesTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private static Account opened(Program program) {
        return opened(program, program.phases().get(0));
    }

    private static Account opened(Program program, Phase phase) {
        return Account.open(phase, program.clock().startOf(MONDAY), program.clock());
    }

    /** An hour of a day by the program's clock, counted from Monday. */
    private static Instant at(Program program, int day, int hour) {
        return program.clock().startOf(MONDAY.plusDays(day)).plusSeconds(hour * 3_600L);
    }

    private static Assessment trade(Account account, Instant at, String profit) {
        String id = "T" + account.state().closedTrades().size();
        account.accept(AccountEvent.opened(at, id));
        return account.accept(new AccountEvent.Closed(at.plusSeconds(60), id, usd(profit)));
    }

    private static Assessment openAndMark(Account account, Instant at, String equity) {
        account.accept(AccountEvent.opened(at, "open"));
        return account.accept(new AccountEvent.Marked(at.plusSeconds(60), usd(equity)));
    }

    private static Money maximumLossFloor(Account account) {
        Assessment now = account.assess();
        return now.equity().minus(now.headroom().maximumLoss());
    }

    static Stream<Arguments> floorsAtTheStart() {
        LocalDate oldest = LocalDate.of(2023, 7, 12);
        LocalDate terms2023 = LocalDate.of(2023, 7, 13);
        LocalDate page2025 = LocalDate.of(2025, 1, 1);
        Money size = usd(100_000);
        return Stream.of(
                start(Programs.ftmoTwoStep(size), "90000", "95000", "110000", "105000"),
                start(Programs.ftmoTwoStep(size, page2025), "90000", "95000", "110000", "105000"),
                start(Programs.ftmoTwoStep(size, terms2023), "90000", "95000", "110000", "105000"),
                start(Programs.ftmoTwoStep(size, oldest), "90000", "95000", "110000", "105000"),
                start(Programs.ftmoSwing(size), "90000", "95000", "110000", "105000"),
                start(Programs.ftmoSwing(size, oldest), "90000", "95000", "110000", "105000"),
                start(Programs.ftmoAggressive(size, oldest), "80000", "90000", "120000", "110000"),
                start(Programs.ftmoAggressive(size, terms2023), "80000", "90000", "120000", "110000"),
                start(Programs.ftmoOneStep(size), "90000", "97000", "110000"),
                start(Programs.ftmoUsOneStep(size), "90000", "97000", "110000"),
                start(Programs.ftmoTwoStep(Money.usd(25_000)), "22500", "23750", "27500", "26250"),
                start(OtherFirms.topstepCombine(usd(50_000)), "48000", "", "53000"),
                start(OtherFirms.topstepCombine(usd(100_000)), "97000", "", "106000"),
                start(OtherFirms.topstepCombine(usd(150_000)), "145500", "", "159000"),
                start(OtherFirms.topstepCombineWithDailyLoss(usd(150_000)), "145500", "147000", "159000"),
                start(OtherFirms.the5ersHighStakes(size), "90000", "95000", "108000", "105000"),
                start(OtherFirms.the5ersHighStakes(usd(2_500)), "2250", "2375", "2700", "2625"),
                start(
                        OtherFirms.fundedNextStellarTwoStep(size, TradingDayClock.metaTrader()),
                        "90000",
                        "95000",
                        "108000",
                        "105000"));
    }

    private static Arguments start(Program program, String maximumLoss, String dailyLoss, String... targets) {
        Optional<Money> daily = dailyLoss.isEmpty() ? Optional.empty() : Optional.of(usd(dailyLoss));
        List<Money> balances = Stream.of(targets).map(Money::usd).toList();
        return Arguments.of(program.name() + " " + program.source(), program, usd(maximumLoss), daily, balances);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void floorsAtTheStart(
            String name, Program program, Money maximumLoss, Optional<Money> dailyLoss, List<Money> targets) {
        assertThat(program.phases())
                .extracting(phase -> phase.targetBalance().orElseThrow())
                .isEqualTo(targets);
        List<Phase> accounts = Stream.concat(
                        program.phases().stream(), program.funded().map(terms -> terms.account()).stream())
                .toList();
        assertThat(accounts).allSatisfy(phase -> {
            Account account = opened(program, phase);
            assertThat(maximumLossFloor(account)).isEqualTo(maximumLoss);
            assertThat(account.state().dailyLossFloor()).isEqualTo(dailyLoss);
        });
    }

    @Test
    @DisplayName("9: a dashboard of 2025-11-23: 15,159.09 may be lost in all and 10,664.13 today")
    void theDashboard() {
        Program program = Programs.ftmoTwoStep(usd(200_000), LocalDate.of(2025, 11, 23));
        Account account = opened(program);
        trade(account, at(program, 0, 10), "-5505.04");
        trade(account, at(program, 1, 10), "389.10");
        Assessment now = openAndMark(account, at(program, 1, 11), "195159.09");

        assertThat(now.balance()).isEqualTo(usd("194884.06"));
        assertThat(now.headroom().maximumLoss()).isEqualTo(usd("15159.09"));
        assertThat(now.headroom().dailyLoss()).contains(usd("10664.13"));
        assertThat(account.state().dayStartBalance()).isEqualTo(usd("194494.96"));
        assertThat(account.state().dailyLossFloor()).contains(usd("184494.96"));
    }

    /** Neither peaks nor closings move the floors of a day; the midnight after it does, by the balance. */
    @ParameterizedTest(name = "{0}: {1}, days that earn {2}: daily floors {3}, floors of the maximum loss {4}")
    @MethodSource
    void floorsMoveAtMidnight(
            String id, Program program, String profits, String dailyFloors, String maximumLossFloors) {
        Account account = opened(program);
        List<Money> earned = amounts(profits);
        List<Money> daily = new ArrayList<>();
        List<Money> maximum = new ArrayList<>();
        for (int day = 0; day <= earned.size(); day++) {
            account.accept(new AccountEvent.TimePassed(at(program, day, 0)));
            account.state().dailyLossFloor().ifPresent(daily::add);
            maximum.add(maximumLossFloor(account));
            Floors floors = account.floors();
            if (day < earned.size()) {
                Money peak = usd(2 * account.view().initialBalance() / 100);
                account.accept(AccountEvent.opened(at(program, day, 9), "T" + day));
                account.accept(new AccountEvent.Marked(at(program, day, 10), peak));
                account.accept(new AccountEvent.Closed(at(program, day, 11), "T" + day, earned.get(day)));
                account.accept(
                        new AccountEvent.TimePassed(at(program, day + 1, 0).minusMillis(1)));
            }
            assertThat(account.floors()).isEqualTo(floors);
        }
        assertThat(daily).isEqualTo(amounts(dailyFloors));
        assertThat(maximum).isEqualTo(amounts(maximumLossFloors));
    }

    static Stream<Arguments> floorsMoveAtMidnight() {
        Program twoStep = Programs.ftmoTwoStep(usd(100_000));
        Program oneStep = Programs.ftmoOneStep(usd(100_000));
        Program topstep = OtherFirms.topstepCombine(usd(50_000));
        return Stream.of(
                midnights("1, R1", twoStep, "2000 -1000", "95000 97000 96000", "90000 90000 90000"),
                midnights(
                        "4, R4, R5",
                        oneStep,
                        "4000 -1000 12000",
                        "97000 101000 100000 112000",
                        "90000 94000 94000 105000"),
                midnights("5", oneStep, "2000", "97000 99000", "90000 92000"),
                midnights("R13", topstep, "500 -500 2500 100", "", "48000 48500 48500 50000 50000"));
    }

    private static Arguments midnights(
            String id, Program program, String profits, String dailyFloors, String maximumLossFloors) {
        return Arguments.of(id, Named.of(program.name(), program), profits, dailyFloors, maximumLossFloors);
    }

    private static List<Money> amounts(String amounts) {
        return Stream.of(amounts.split(" ", -1))
                .filter(amount -> !amount.isEmpty())
                .map(Money::usd)
                .toList();
    }

    @ParameterizedTest(
            name = "5: FTMO 1-Step, midnight balance 102,000: the daily floor of 99,000 binds, equity {0}: {1}")
    @CsvSource({"99000.00, ONGOING", "98999.99, FAILED"})
    void theDailyFloorOfTheOneStepBinds(String equity, Verdict verdict) {
        Program program = Programs.ftmoOneStep(usd(100_000));
        Account account = opened(program);
        trade(account, at(program, 0, 10), "2000");
        Assessment now = openAndMark(account, at(program, 1, 10), equity);

        assertThat(account.state().dailyLossFloor()).contains(usd(99_000));
        assertThat(maximumLossFloor(account)).isEqualTo(usd(92_000));
        assertThat(now.verdict()).isEqualTo(verdict);
        assertThat(now.failure().map(Failure::objective))
                .isEqualTo(verdict == Verdict.FAILED ? Optional.of(Objective.DAILY_LOSS) : Optional.empty());
    }

    /** The best day is held against the sum of the profitable days, today among them. */
    @ParameterizedTest(name = "{0}: FTMO 1-Step, days that earn {1}: balance {2}, best day {3} of {4} is {5} %: {6}")
    @CsvSource({
        "'7, R6', -2000 10000 -2000 -2000 6000,         110000.00, 10000, 16000.00,  62.500000, ONGOING",
        "7,       -2000 10000 -2000 -2000 6000 3999.99, 113999.99, 10000, 19999.99,  50.000025, ONGOING",
        "7,       -2000 10000 -2000 -2000 6000 4000,    114000.00, 10000, 20000.00,  50.000000, PASSED",
        "R6,      5000,                                 105000.00,  5000,  5000.00, 100.000000, ONGOING",
        "R6,      5000 3000 2000,                       110000.00,  5000, 10000.00,  50.000000, PASSED",
    })
    void theBestDayDelaysThePass(
            String id,
            String profits,
            String balance,
            String best,
            String profitable,
            BigDecimal percent,
            Verdict verdict) {
        Program program = Programs.ftmoOneStep(usd(100_000));
        Account account = opened(program);
        List<Money> earned = amounts(profits);
        for (int day = 0; day < earned.size(); day++) {
            assertThat(account.assess().verdict()).isEqualTo(Verdict.ONGOING);
            account.accept(AccountEvent.opened(at(program, day, 9), "T" + day));
            account.accept(new AccountEvent.Closed(at(program, day, 10), "T" + day, earned.get(day)));
        }
        Assessment last = account.assess();
        AccountState state = account.state();
        Money today = last.balance().minus(state.dayStartBalance());

        assertThat(last.balance()).isEqualTo(usd(balance));
        assertThat(Collections.max(List.of(state.bestDayProfit(), today))).isEqualTo(usd(best));
        assertThat(state.profitableDaysProfit().plus(today)).isEqualTo(usd(profitable));
        assertThat(percent(usd(best), usd(profitable))).isEqualTo(percent);
        assertThat(last.bestDayHolds()).isEqualTo(verdict == Verdict.PASSED);
        assertThat(last.verdict()).isEqualTo(verdict);
    }

    private static BigDecimal percent(Money part, Money whole) {
        return BigDecimal.valueOf(part.minorUnits())
                .movePointRight(2)
                .divide(BigDecimal.valueOf(whole.minorUnits()), 6, RoundingMode.HALF_UP);
    }

    @ParameterizedTest(name = "10: first trade on 1 April, reward on {0}: {1}")
    @CsvSource({"2026-04-14, false", "2026-04-15, true", "2026-05-01, true"})
    void theFirstReward(LocalDate today, boolean claimable) {
        Program program = Programs.ftmoTwoStep(usd(100_000));
        Account account = opened(program, program.funded().orElseThrow().account());
        trade(account, at(program, 30, 10), "1000");
        assertThat(account.state().firstOpeningDay()).contains(LocalDate.of(2026, 4, 1));
        RewardClaim claim = RewardClaim.of(program.funded().orElseThrow(), account.state(), today);

        assertThat(claim.from()).contains(LocalDate.of(2026, 4, 15));
        assertThat(claim.claimable()).isEqualTo(claimable);
        assertThat(claim.obstacles()).isEqualTo(claimable ? List.of() : List.of(RewardClaim.Obstacle.TOO_EARLY));
    }

    @ParameterizedTest(name = "R7: FundedNext, day open {0}, {1} closed: {2} left, {3}")
    @CsvSource({
        "100000, -3000.00, 2000.00, ONGOING",
        "110000, -4999.99,    0.01, ONGOING",
        "110000, -5000.00,    0.00, FAILED"
    })
    void fundedNextLeavesTheRestOfTheDay(long dayOpen, String profit, String left, Verdict verdict) {
        Program program = OtherFirms.fundedNextStellarTwoStep(usd(100_000), TradingDayClock.metaTrader());
        Account account = opened(program);
        trade(account, at(program, 0, 10), "" + (dayOpen - 100_000));
        Assessment now = trade(account, at(program, 1, 10), profit);

        assertThat(account.state().dayStartBalance()).isEqualTo(usd(dayOpen));
        assertThat(now.headroom().dailyLoss()).contains(usd(left));
        assertThat(now.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "R7: FundedNext, day open 110,000, equity {0}: {1}")
    @CsvSource({"105000.01, ONGOING", "105000.00, FAILED"})
    void fundedNextReachingTheLimitBreachesIt(String equity, Verdict verdict) {
        Program program = OtherFirms.fundedNextStellarTwoStep(usd(100_000), TradingDayClock.metaTrader());
        Account account = opened(program);
        trade(account, at(program, 0, 10), "10000");

        assertThat(openAndMark(account, at(program, 1, 10), equity).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "R8: The5ers, balance {0} and equity {1} as the day starts: floor {2}")
    @CsvSource({"105000, 107000, 101650", "105000, 103000, 99750", "99000, 98000, 94050"})
    void the5ersTakesAShareOfTheHigher(long balance, String equity, String floor) {
        Program program = OtherFirms.the5ersHighStakes(usd(100_000));
        Account account = opened(program);
        trade(account, at(program, 0, 10), "" + (balance - 100_000));
        openAndMark(account, at(program, 0, 11), equity);
        account.accept(new AccountEvent.TimePassed(at(program, 1, 0)));

        assertThat(account.state().dailyLossFloor()).contains(usd(floor));
    }

    @Test
    @DisplayName("The5ers: three days of 0.5 % are needed, and a cent less is none")
    void the5ersCountsDaysThatEarn() {
        Program program = OtherFirms.the5ersHighStakes(usd(100_000));
        Account account = opened(program);
        trade(account, at(program, 0, 10), "7000");
        trade(account, at(program, 1, 10), "500");
        assertThat(trade(account, at(program, 2, 10), "499.99").tradingDays()).isEqualTo(2);
        assertThat(trade(account, at(program, 2, 11), "0.00").verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(trade(account, at(program, 2, 12), "0.01").verdict()).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest(name = "R13: Topstep 50K, floor locked at 50,000, equity {0}: {1}")
    @CsvSource({"50000.01, ONGOING", "50000.00, FAILED"})
    void topstepTakesATouchForABreach(String equity, Verdict verdict) {
        Program program = OtherFirms.topstepCombine(usd(50_000));
        Account account = opened(program);
        trade(account, at(program, 0, 10), "2500");

        assertThat(openAndMark(account, at(program, 1, 10), equity).verdict()).isEqualTo(verdict);
    }

    /** A best day of 1,650 is 55 % of 3,000; one of 1,760 raises the target to 3,200. */
    @ParameterizedTest(name = "Topstep 50K: best day {0}, then {1}: {2}")
    @CsvSource({
        "1650.00, 1350.00, PASSED",
        "1650.00, 1349.99, ONGOING",
        "1760.00, 1240.00, ONGOING",
        "1760.00, 1439.99, ONGOING",
        "1760.00, 1440.00, PASSED",
    })
    void topstepRaisesTheTarget(String best, String rest, Verdict verdict) {
        Program program = OtherFirms.topstepCombine(usd(50_000));
        Account account = opened(program);
        trade(account, at(program, 0, 10), best);

        assertThat(trade(account, at(program, 1, 10), rest).verdict()).isEqualTo(verdict);
    }

    @Test
    void theDailyLossOfTopstepOnlyEndsTheDay() {
        Program program = OtherFirms.topstepCombineWithDailyLoss(usd(50_000));
        Account account = opened(program);

        assertThat(trade(account, at(program, 0, 10), "-1000").verdict()).isEqualTo(Verdict.PAUSED);
        assertThat(account.accept(new AccountEvent.TimePassed(at(program, 1, 0)))
                        .verdict())
                .isEqualTo(Verdict.ONGOING);
    }

    @ParameterizedTest(name = "a Challenge of {0}, nothing traded, is {2} on day {1}")
    @CsvSource({
        "2023-07-12, 29, ONGOING,    ",
        "2023-07-12, 30, FAILED,     TIME_LIMIT",
        "2023-07-13, 29, ONGOING,    ",
        "2023-07-13, 30, FAILED,     INACTIVITY",
        "2025-01-01, 30, ONGOING,    ",
        "2026-10-04, 400, ONGOING,    ",
    })
    void timeRunsOutByTheTermsOfTheDay(LocalDate termsOf, int day, Verdict verdict, Objective objective) {
        Program program = Programs.ftmoTwoStep(usd(100_000), termsOf);
        Account account = opened(program);
        Assessment then = account.accept(new AccountEvent.TimePassed(at(program, day, 0)));

        assertThat(then.verdict()).isEqualTo(verdict);
        assertThat(then.failure().map(Failure::objective)).isEqualTo(Optional.ofNullable(objective));
    }
}
