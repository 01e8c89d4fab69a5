package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ftmo4j.core.account.RandomLives.Book;
import io.github.ftmo4j.core.account.RandomLives.Close;
import io.github.ftmo4j.core.account.RandomLives.Flow;
import io.github.ftmo4j.core.account.RandomLives.Life;
import io.github.ftmo4j.core.account.RandomLives.Mark;
import io.github.ftmo4j.core.account.RandomLives.Open;
import io.github.ftmo4j.core.account.RandomLives.Pay;
import io.github.ftmo4j.core.account.RandomLives.Step;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.DailyLoss.Judged;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

@PropertyDefaults(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
@StatisticsReport(StatisticsReportMode.OFF)
class AccountMachineProperties {

    /** All that can be read of a machine. */
    record Snapshot(
            Verdict verdict,
            String outcome,
            long failureFloor,
            long firstDay,
            long lastDay,
            long day,
            long balance,
            long equity,
            long cashFlows,
            long highWaterMark,
            long trailingReference,
            long dayStartBalance,
            long dailyLossFloor,
            long maximumLossFloor,
            long bindingFloor,
            long floatingLossFloor,
            long nextDailyLossFloor,
            long nextMaximumLossFloor,
            int openPositions,
            int tradingDays,
            boolean todayCounts) {

        static Snapshot of(AccountMachine machine) {
            return new Snapshot(
                    machine.verdict(),
                    RandomLives.describe(machine),
                    machine.failureFloor(),
                    machine.firstDay(),
                    machine.lastDay(),
                    machine.day(),
                    machine.balance(),
                    machine.equity(),
                    machine.cashFlows(),
                    machine.highWaterMark(),
                    machine.trailingReference(),
                    machine.dayStartBalance(),
                    machine.dailyLossFloor(),
                    machine.maximumLossFloor(),
                    machine.bindingFloor(),
                    machine.floatingLossFloor(),
                    machine.nextDailyLossFloor(0),
                    machine.nextMaximumLossFloor(0),
                    machine.openPositions(),
                    machine.tradingDays(),
                    machine.todayCounts());
        }
    }

    @Property
    void theFloorOfTheMaximumLossNeverFalls(@ForAll("lives") Life life) {
        AccountMachine machine = life.begin();
        boolean trails = life.phase().maximumLoss().reference() != MaximumLoss.Reference.INITIAL_BALANCE;
        boolean ofReference = life.phase().maximumLoss().limit() instanceof Limit.ShareOfReference;
        long initialFloor = machine.maximumLossFloor();
        for (Step step : life.steps()) {
            long before = machine.maximumLossFloor();
            long paidBefore = machine.cashFlows();
            step.on(machine);
            long paid = machine.cashFlows() - paidBefore;
            if (step instanceof Pay && trails) {
                if (life.phase().maximumLoss().payout() == MaximumLoss.Payout.KEEPS_FLOOR) {
                    assertThat(machine.maximumLossFloor()).isEqualTo(before);
                }
            } else if (paid == 0 || !trails) {
                assertThat(machine.maximumLossFloor()).isGreaterThanOrEqualTo(before);
            } else if (!ofReference && life.phase().maximumLoss().lock().isEmpty()) {
                assertThat(machine.maximumLossFloor())
                        .as("moves with the money")
                        .isEqualTo(before + paid);
            }
        }
        if (!trails) {
            assertThat(machine.maximumLossFloor()).isEqualTo(initialFloor);
        }
        Statistics.label("floor rose")
                .collect(machine.maximumLossFloor() - machine.cashFlows() > initialFloor)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
    }

    @Property
    void aFinalVerdictLatches(@ForAll("lives") Life life) {
        AccountMachine machine = life.begin();
        int last = 0;
        while (last < life.steps().size() && !machine.verdict().isFinal()) {
            life.steps().get(last++).on(machine);
        }
        Snapshot verdict = Snapshot.of(machine);
        if (machine.verdict().isFinal()) {
            for (Step step : life.steps().subList(last, life.steps().size())) {
                step.on(machine);
                assertThat(Snapshot.of(machine)).isEqualTo(verdict);
            }
        }
        Statistics.label("outcome").collect(verdict.outcome()).coverage(coverage -> {
            coverage.check("PASSED").percentage(share -> share > 5);
            coverage.check("ONGOING").percentage(share -> share > 5);
            coverage.check("DAILY_LOSS").percentage(share -> share > 2);
            coverage.check("MAXIMUM_LOSS").percentage(share -> share > 2);
            coverage.check("TIME_LIMIT").percentage(share -> share > 2);
        });
    }

    @Property
    void touchNeverPassesWhereBelowFails(@ForAll("lives") Life life, @ForAll @IntRange(max = 60) int touchedAfter) {
        Phase belowPhase = with(life.phase(), BreachTest.BELOW);
        List<Step> steps = new ArrayList<>(life.steps());
        int touched = Math.min(touchedAfter, steps.size());
        AccountMachine prefix = new Life(belowPhase, steps.subList(0, touched)).live();
        steps.add(touched, new Mark(instantFloor(prefix)));
        Life touching = new Life(belowPhase, steps);
        AccountMachine below = touching.live();
        AccountMachine touch = touching.live(with(belowPhase, BreachTest.TOUCH));

        assertNoBetter(touch, below);
        Statistics.label("verdicts").collect(touch.verdict(), below.verdict()).coverage(coverage -> {
            coverage.check(Verdict.FAILED, Verdict.ONGOING).percentage(share -> share > 5);
            coverage.check(Verdict.FAILED, Verdict.PASSED).percentage(share -> share > 0.5);
            coverage.check(Verdict.PASSED, Verdict.PASSED).percentage(share -> share > 2);
        });
    }

    @Property
    void aSmallerLimitNeverTurnsAFailureIntoAPass(
            @ForAll("lives") Life life, @ForAll boolean ofTheDay, @ForAll @IntRange(min = 2, max = 5) int divisor) {
        Assume.that(!ofTheDay || life.phase().dailyLoss().isPresent());
        AccountMachine strict = life.live(stricter(life.phase(), ofTheDay, divisor));
        AccountMachine lax = life.live();

        assertNoBetter(strict, lax);
        Statistics.label("verdicts").collect(strict.verdict(), lax.verdict()).coverage(coverage -> {
            coverage.check(Verdict.PASSED, Verdict.PASSED).percentage(share -> share > 2);
            coverage.check(Verdict.FAILED, Verdict.PASSED).percentage(share -> share > 1);
            coverage.check(Verdict.FAILED, Verdict.FAILED).percentage(share -> share > 10);
        });
    }

    private static void assertNoBetter(AccountMachine strict, AccountMachine lax) {
        if (lax.verdict() == Verdict.FAILED) {
            assertThat(strict.verdict()).isEqualTo(Verdict.FAILED);
        }
        if (strict.verdict() == Verdict.PASSED) {
            assertThat(lax.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(lax.day()).isLessThanOrEqualTo(strict.day());
        }
        if (!strict.verdict().isFinal() && !pauses(strict.phase())) {
            assertThat(lax.verdict().isFinal()).isFalse();
        }
    }

    private static boolean pauses(Phase phase) {
        return phase.dailyLoss()
                .filter(daily -> daily.effect() == DailyLoss.Effect.PAUSE)
                .isPresent();
    }

    @Property
    void addingADailyLossNeverTurnsAFailureIntoAPass(@ForAll("lives") Life life) {
        AccountMachine without =
                life.live(life.phase().toBuilder().noDailyLoss().build());

        assertNoBetter(life.live(), without);
    }

    @Property
    void aPauseAloneNeverFails(@ForAll("lives") Life life, @ForAll @IntRange(min = 1, max = 10) int percent) {
        Phase phase = life.phase();
        Phase pausing = Phase.builder(phase.name(), phase.initialBalance())
                .maximumLoss(1)
                .dailyLoss(DailyLoss.of(Limit.ofInitial(percent / 100.0)).pausing())
                .breachTest(phase.breachTest())
                .build();
        AccountMachine machine = life.begin(pausing);
        boolean paused = false;
        for (Step step : life.steps()) {
            step.on(machine);
            assertThat(machine.verdict()).isIn(Verdict.ONGOING, Verdict.PAUSED);
            paused |= machine.verdict() == Verdict.PAUSED;
        }
        Statistics.label("paused")
                .collect(paused)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
    }

    @Property
    void repeatingAMarkChangesNothing(@ForAll("lives") Life life) {
        AccountMachine machine = life.begin();
        for (Step step : life.steps()) {
            step.on(machine);
            if (step instanceof Mark) {
                Snapshot once = Snapshot.of(machine);
                step.on(machine);
                assertThat(Snapshot.of(machine)).isEqualTo(once);
            }
        }
    }

    @Property
    void rollingSeveralDaysAtOnceIsRollingThemOneByOne(
            @ForAll("lives") Life life,
            @ForAll @IntRange(min = 1, max = 12) int days,
            @ForAll @IntRange(max = 100) int percentOfHeadroom) {
        AccountMachine machine = life.live();
        Assume.that(machine.verdict() == Verdict.ONGOING);
        long floor = instantFloor(machine);
        List<Step> steps = new ArrayList<>(life.steps());
        steps.add(new Open());
        steps.add(new Mark(floor + 1 + (machine.balance() - floor) * percentOfHeadroom / 100));
        Life floating = new Life(life.phase(), steps);
        AccountMachine atOnce = floating.live();
        AccountMachine oneByOne = floating.live();
        Assume.that(atOnce.verdict() == Verdict.ONGOING);
        long from = atOnce.day();

        atOnce.rollTo(from + days);
        for (int i = 1; i <= days; i++) {
            oneByOne.rollTo(from + i);
        }

        assertThat(Snapshot.of(atOnce)).isEqualTo(Snapshot.of(oneByOne));
        Statistics.label("outcome").collect(RandomLives.describe(oneByOne)).coverage(coverage -> {
            coverage.check("ONGOING").percentage(share -> share > 20);
            coverage.check("DAILY_LOSS").percentage(share -> share > 3);
            coverage.check("TIME_LIMIT").percentage(share -> share > 2);
        });
    }

    @Property
    void whatIsMissingAgreesWithItsParts(@ForAll("lives") Life life) {
        AccountMachine machine = life.begin();
        for (Step step : life.steps()) {
            step.on(machine);
            Missing missing = machine.missing();

            assertThat(missing.isNothing()).isEqualTo(machine.nothingIsMissing());
            assertThat(missing.targetReached()).isEqualTo(machine.targetReached());
            assertThat(missing.tradingDays() == 0).isEqualTo(machine.tradingDaysHold());
            assertThat(missing.bestDay()).isNotEqualTo(machine.bestDayHolds());
            assertThat(missing.profit().isPresent())
                    .isEqualTo(life.phase().profitTarget().isPresent());
            if (machine.verdict() == Verdict.PASSED) {
                assertThat(missing.isNothing()).isTrue();
            }
            if (!machine.needsProfit()) {
                assertThat(missing.targetReached() && !missing.bestDay()).isTrue();
            }
        }
        Statistics.label("verdict")
                .collect(machine.verdict() == Verdict.PASSED)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 1));
    }

    @Property
    void depositsAreNoProfit(@ForAll("lives") Life life) {
        AccountMachine machine = life.begin();
        long profit = 0;
        for (Step step : life.steps()) {
            if (!machine.verdict().isFinal() && step instanceof Close close) {
                profit += close.profit();
            }
            if (!machine.verdict().isFinal() && step instanceof Book book) {
                profit += book.profit();
            }
            long beforePayout = machine.balance();
            step.on(machine);
            if (step instanceof Pay) {
                profit += machine.balance() - beforePayout;
            }
            if (machine.verdict() == Verdict.PASSED) {
                assertThat(life.phase().initialBalance().minorUnits() + profit)
                        .isGreaterThanOrEqualTo(
                                life.phase().targetBalance().orElseThrow().minorUnits());
            }
            assertThat(machine.balance() - machine.cashFlows())
                    .isEqualTo(life.phase().initialBalance().minorUnits() + profit);
        }
        Statistics.label("passed with money paid in")
                .collect(machine.verdict() == Verdict.PASSED && machine.cashFlows() > 0)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 0.5));
    }

    @Property
    void depositsAloneNeverPass(
            @ForAll("lives") Life life, @ForAll @LongRange(min = 1, max = 100_000_000) long deposit) {
        AccountMachine machine = life.begin();
        machine.opened();
        machine.cashFlow(deposit);
        machine.closed(0);

        assertThat(machine.verdict()).isEqualTo(Verdict.ONGOING);
    }

    @Property
    void aDepositAtTheBeginningNeitherHelpsToTheTargetNorHarmsUnderAStaticFloor(
            @ForAll("livesUnderStaticFloors") Life life, @ForAll @LongRange(min = 1, max = 2_000_000) long deposit) {
        AccountMachine without = life.live();
        AccountMachine with = life.begin();
        with.cashFlow(deposit);
        for (Step step : life.steps()) {
            (step instanceof Mark mark ? new Mark(mark.equity() + deposit) : step).on(with);
        }

        if (without.verdict() == Verdict.PASSED) {
            assertThat(with.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(with.balance()).isEqualTo(without.balance() + deposit);
            assertThat(with.day()).isEqualTo(without.day());
        }
        if (with.verdict() == Verdict.PASSED) {
            assertThat(without.verdict()).isNotEqualTo(Verdict.ONGOING);
        }
        Statistics.label("outcome")
                .collect(without.verdict())
                .coverage(coverage -> coverage.check(Verdict.PASSED).percentage(share -> share > 5));
    }

    @Property
    void aMinorUnitDecidesAtTheFloor(
            @ForAll("lives") Life life,
            @ForAll BreachTest breachTest,
            @ForAll @IntRange(min = -1, max = 1) int aboveFloor,
            @ForAll boolean byClosing) {
        Assume.that(!pauses(life.phase()) && life.phase().floatingLoss().isEmpty());
        AccountMachine machine = life.live(with(life.phase(), breachTest));
        Assume.that(machine.verdict() == Verdict.ONGOING);
        while (machine.openPositions() > 1) {
            machine.closed(0);
        }
        if (machine.openPositions() == 0) {
            machine.opened();
        }
        Assume.that(machine.verdict() == Verdict.ONGOING);
        boolean daily = judgedAtAnyInstant(machine.phase()) && machine.dailyLossFloor() >= machine.maximumLossFloor();
        long floor = instantFloor(machine);

        if (byClosing) {
            machine.closed(floor + aboveFloor - machine.balance());
        } else {
            machine.marked(floor + aboveFloor);
        }

        boolean breach = aboveFloor < 0 || (aboveFloor == 0 && breachTest == BreachTest.TOUCH);
        assertThat(machine.verdict() == Verdict.FAILED).isEqualTo(breach);
        if (breach) {
            assertThat(machine.failedObjective()).isEqualTo(daily ? Objective.DAILY_LOSS : Objective.MAXIMUM_LOSS);
            assertThat(machine.failureFloor()).isEqualTo(floor);
            assertThat(machine.equity()).isEqualTo(floor + aboveFloor);
        }
        Statistics.label("daily floor binds").collect(daily).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 10);
            coverage.check(false).percentage(share -> share > 10);
        });
    }

    @Property
    void aMinorUnitDecidesAtTheClose(
            @ForAll("livesJudgedAtTheClose") Life life,
            @ForAll BreachTest breachTest,
            @ForAll @IntRange(min = -1, max = 1) int aboveFloor) {
        AccountMachine machine = life.live(with(life.phase(), breachTest));
        Assume.that(machine.verdict() == Verdict.ONGOING);
        Assume.that(machine.dailyLossFloor() > machine.maximumLossFloor() + 2);
        Assume.that(machine.dailyLossFloor() > machine.floatingLossFloor() + 2);
        long floor = machine.dailyLossFloor();
        long day = machine.day();

        machine.marked(floor + aboveFloor);
        assertThat(machine.verdict()).isEqualTo(Verdict.ONGOING);
        machine.rollTo(day + 1);

        boolean breach = aboveFloor < 0 || (aboveFloor == 0 && breachTest == BreachTest.TOUCH);
        assertThat(machine.verdict() == Verdict.FAILED && machine.failedObjective() == Objective.DAILY_LOSS)
                .isEqualTo(breach);
        if (breach) {
            assertThat(machine.failureFloor()).isEqualTo(floor);
            assertThat(machine.day()).isEqualTo(day);
        }
    }

    @Property
    void refusedInputChangesNothing(@ForAll("lives") Life life, @ForAll @IntRange(max = 30) int daysBack) {
        AccountMachine machine = life.live();
        Snapshot before = Snapshot.of(machine);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine.rollTo(machine.day() - daysBack))
                .withMessageStartingWith("day must be after ");
        if (machine.verdict() == Verdict.ONGOING && machine.openPositions() == 0) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> machine.closed(1))
                    .withMessage("no position is open to be closed");
        }
        assertThat(Snapshot.of(machine)).isEqualTo(before);
    }

    @Property
    void aRestartedMachineIsAFreshOne(@ForAll("lives") Life life) {
        AccountMachine fresh = life.begin();
        AccountMachine restarted = life.live();
        restarted.restart(fresh.day());
        assertThat(Snapshot.of(restarted)).isEqualTo(Snapshot.of(fresh));

        life.steps().forEach(step -> step.on(restarted));
        assertThat(Snapshot.of(restarted)).isEqualTo(Snapshot.of(life.live()));
    }

    @Provide
    Arbitrary<Life> lives() {
        return RandomLives.lives();
    }

    @Provide
    Arbitrary<Life> livesJudgedAtTheClose() {
        return RandomLives.lives(RandomLives.phases()
                .filter(phase -> phase.dailyLoss()
                        .filter(daily -> daily.judged() == Judged.AT_CLOSE)
                        .isPresent()));
    }

    @Provide
    Arbitrary<Life> livesUnderStaticFloors() {
        return RandomLives.lives(RandomLives.phases().map(phase -> {
                    Phase.Builder builder = phase.toBuilder()
                            .maximumLoss(MaximumLoss.fixed(phase.maximumLoss().limit()));
                    phase.dailyLoss()
                            .filter(daily -> daily.limit() instanceof Limit.ShareOfReference)
                            .ifPresent(daily -> builder.noDailyLoss());
                    return builder.build();
                }))
                .map(life -> new Life(life.phase(), withoutFlows(life.steps())));
    }

    private static List<Step> withoutFlows(List<Step> steps) {
        List<Step> remaining = new ArrayList<>(steps);
        remaining.removeIf(step -> step instanceof Flow);
        return remaining;
    }

    private static boolean judgedAtAnyInstant(Phase phase) {
        return phase.dailyLoss()
                .filter(daily -> daily.judged() == Judged.ANY_INSTANT)
                .isPresent();
    }

    private static long instantFloor(AccountMachine machine) {
        return judgedAtAnyInstant(machine.phase())
                ? machine.bindingFloor()
                : Math.max(machine.maximumLossFloor(), machine.floatingLossFloor());
    }

    private static Phase with(Phase phase, BreachTest breachTest) {
        return phase.toBuilder().breachTest(breachTest).build();
    }

    private static Phase stricter(Phase phase, boolean ofTheDay, int divisor) {
        if (ofTheDay) {
            DailyLoss daily = phase.dailyLoss().orElseThrow();
            return phase.toBuilder()
                    .dailyLoss(new DailyLoss(
                            divided(daily.limit(), divisor), daily.anchor(), daily.judged(), daily.effect()))
                    .build();
        }
        MaximumLoss maximum = phase.maximumLoss();
        return phase.toBuilder()
                .maximumLoss(new MaximumLoss(
                        divided(maximum.limit(), divisor), maximum.reference(), maximum.lock(), maximum.payout()))
                .build();
    }

    private static Limit divided(Limit limit, int divisor) {
        if (limit instanceof Limit.ShareOfInitial share) {
            return Limit.ofInitial(share.fraction() / divisor);
        }
        if (limit instanceof Limit.ShareOfReference share) {
            return Limit.ofReference(share.fraction() / divisor);
        }
        Money amount = ((Limit.Amount) limit).money();
        return Limit.amount(amount.withMinorUnits(amount.minorUnits() / divisor));
    }
}
