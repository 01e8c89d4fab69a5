package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ftmo4j.core.account.RandomLives.TimedLife;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss.Judged;
import io.github.ftmo4j.core.program.Phase;
import java.time.Duration;
import java.time.Instant;
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

@PropertyDefaults(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
@StatisticsReport(StatisticsReportMode.OFF)
class AccountProperties {

    @Property
    void aRestoredAccountGoesOnAsIfItHadNeverStopped(
            @ForAll("lives") TimedLife life, @ForAll @IntRange(max = 60) int stop) {
        Account unbroken = life.begin();
        Account stopped = life.begin();
        int events = Math.min(stop, life.events().size());
        for (AccountEvent event : life.events().subList(0, events)) {
            unbroken.accept(event);
            stopped.accept(event);
        }
        Verdict whenStopped = stopped.assess().verdict();

        Account restored = Account.restore(life.phase(), stopped.state(), life.clock());
        assertSame(restored, unbroken);
        for (AccountEvent event : life.events().subList(events, life.events().size())) {
            assertThat(restored.accept(event)).isEqualTo(unbroken.accept(event));
            assertSame(restored, unbroken);
        }
        Statistics.label("verdict when stopped, and in the end")
                .collect(whenStopped, unbroken.assess().verdict())
                .coverage(coverage -> {
                    coverage.check(Verdict.ONGOING, Verdict.PASSED).percentage(share -> share > 1);
                    coverage.check(Verdict.ONGOING, Verdict.FAILED).percentage(share -> share > 3);
                    coverage.check(Verdict.FAILED, Verdict.FAILED).percentage(share -> share > 5);
                });
    }

    @Property
    void aFinalVerdictLatches(@ForAll("lives") TimedLife life) {
        Account account = life.begin();
        Assessment verdict = account.assess();
        AccountState state = account.state();
        for (AccountEvent event : life.events()) {
            Assessment next = account.accept(event);
            if (!verdict.verdict().isFinal()) {
                verdict = next;
                state = account.state();
            } else {
                assertThat(next).isEqualTo(verdict);
                assertThat(account.state()).isEqualTo(at(event.at(), state));
            }
        }
        Statistics.label("outcome")
                .collect(verdict.failure()
                        .map(failure -> failure.objective().name())
                        .orElse(verdict.verdict().name()))
                .coverage(coverage -> {
                    coverage.check("PASSED").percentage(share -> share > 3);
                    coverage.check("ONGOING").percentage(share -> share > 3);
                    coverage.check("DAILY_LOSS").percentage(share -> share > 5);
                    coverage.check("MAXIMUM_LOSS").percentage(share -> share > 2);
                    coverage.check("TIME_LIMIT").percentage(share -> share > 1);
                });
    }

    @Property
    void lookingAtTheClockInBetweenChangesNothing(
            @ForAll("lives") TimedLife life, @ForAll @LongRange(min = 2_000, max = 200_000) long seconds) {
        Account seldom = life.begin();
        Account often = life.begin();
        Instant last = life.opened();
        for (AccountEvent event : life.events()) {
            for (Instant at = last; at.isBefore(event.at()); at = at.plusSeconds(seconds)) {
                often.accept(new AccountEvent.TimePassed(at));
            }
            assertThat(often.accept(event)).isEqualTo(seldom.accept(event));
            last = event.at();
        }
        assertSame(often, seldom);
    }

    @Property
    void anAccountIsAMachineWhoseDaysAreThoseOfTheClock(@ForAll("lives") TimedLife life) {
        Account account = life.begin();
        AccountMachine machine = new AccountMachine(
                life.phase(), life.clock().dayOf(life.opened()).toEpochDay());
        for (AccountEvent event : life.events()) {
            long day = life.clock().dayOf(event.at()).toEpochDay();
            if (!machine.verdict().isFinal() && day > machine.day()) {
                machine.rollTo(day);
            }
            apply(event, machine);
            Assessment assessment = account.accept(event);

            assertThat(assessment.verdict()).isEqualTo(machine.verdict());
            assertThat(assessment.day().toEpochDay()).isEqualTo(machine.day());
            assertThat(assessment.tradingDays()).isEqualTo(machine.tradingDays());
            assertThat(account.view().equity()).isEqualTo(machine.equity());
            assertThat(account.view().bindingFloor()).isEqualTo(machine.bindingFloor());
        }
    }

    private static void apply(AccountEvent event, AccountMachine machine) {
        if (event instanceof AccountEvent.Opened) {
            machine.opened();
        } else if (event instanceof AccountEvent.Marked marked) {
            machine.marked(marked.equity().minorUnits());
        } else if (event instanceof AccountEvent.Closed closed) {
            machine.closed(closed.profit().minorUnits());
        } else if (event instanceof AccountEvent.CashFlow flow) {
            machine.cashFlow(flow.amount().minorUnits());
        }
    }

    @Property
    void anOngoingAccountIsInsideOfAllFloorsJudgedAtAnyInstant(@ForAll("lives") TimedLife life) {
        Account account = life.begin();
        Money least =
                life.phase().initialBalance().withMinorUnits(life.phase().breachTest() == BreachTest.TOUCH ? 1 : 0);
        for (AccountEvent event : life.events()) {
            Assessment assessment = account.accept(event);
            Headroom headroom = assessment.headroom();
            Money judged = atAnyInstant(life.phase()) ? headroom.tightest() : headroom.maximumLoss();
            if (assessment.verdict() == Verdict.ONGOING) {
                assertThat(judged).isGreaterThanOrEqualTo(least);
            }
            assessment
                    .failure()
                    .flatMap(Failure::floor)
                    .ifPresent(floor ->
                            assertThat(account.state().equity().minus(floor)).isLessThan(least));
        }
    }

    @Property
    void aFailureHappensAtItsEventOrAtAMidnightBeforeIt(@ForAll("lives") TimedLife life) {
        Account account = life.begin();
        Instant last = life.opened();
        for (AccountEvent event : life.events()) {
            boolean ongoing = account.assess().verdict() == Verdict.ONGOING;
            Assessment assessment = account.accept(event);
            if (ongoing && assessment.verdict() == Verdict.FAILED) {
                Instant at = assessment.failure().orElseThrow().at();
                assertThat(at).isBeforeOrEqualTo(event.at());
                if (!at.equals(event.at())) {
                    assertThat(at).isAfter(last);
                    assertThat(at).isEqualTo(life.clock().startOf(life.clock().dayOf(at)));
                }
                if (assessment.failure().orElseThrow().objective() == Objective.TIME_LIMIT) {
                    assertThat(at)
                            .isEqualTo(life.clock().startOf(assessment.day().plusDays(1)));
                }
            }
            last = event.at();
        }
    }

    @Property
    void refusedEventsChangeNothing(
            @ForAll("lives") TimedLife life, @ForAll @LongRange(min = 1, max = 1_000_000) long seconds) {
        Account account = life.begin();
        life.events().forEach(account::accept);
        AccountState before = account.state();
        Instant early = before.asOf().minusSeconds(seconds);
        Instant late = before.asOf().plusSeconds(seconds);
        Money euro = Money.eur(1);

        for (AccountEvent event : List.of(
                new AccountEvent.Opened(early),
                new AccountEvent.Marked(early, before.equity()),
                new AccountEvent.Closed(early, Money.usd(1)),
                new AccountEvent.CashFlow(early, Money.usd(1)),
                new AccountEvent.TimePassed(before.asOf().minusNanos(1)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> account.accept(event))
                    .withMessage("event must not be before " + before.asOf() + ", was " + event);
        }
        for (AccountEvent event : List.of(
                new AccountEvent.Marked(late, euro),
                new AccountEvent.Closed(late, euro),
                new AccountEvent.CashFlow(late, euro))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> account.accept(event))
                    .withMessage("amount must be in USD, was 1.00 EUR");
        }
        if (before.verdict() == Verdict.ONGOING && before.openPositions() == 0) {
            AccountEvent closed = new AccountEvent.Closed(late, Money.usd(1));
            assertThatIllegalStateException()
                    .isThrownBy(() -> account.accept(closed))
                    .withMessage("no position is open to be closed by " + closed);
        }
        assertThat(account.state()).isEqualTo(before);
        Statistics.label("flat and ongoing")
                .collect(before.verdict() == Verdict.ONGOING && before.openPositions() == 0)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 1));
    }

    @Property
    void aStateOfAnotherDayOrCurrencyIsRefused(
            @ForAll("lives") TimedLife life, @ForAll @IntRange(min = 1, max = 400) int days) {
        Account account = life.begin();
        life.events().forEach(account::accept);
        AccountState state = account.state();
        Assume.that(state.verdict() == Verdict.ONGOING);
        Phase euros = Phase.builder("Evaluation", Money.eur(100_000))
                .maximumLoss(0.10)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Account.restore(
                        life.phase(), at(state.asOf().plus(Duration.ofDays(days + 1L)), state), life.clock()))
                .withMessageStartingWith("day must be ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Account.restore(euros, state, life.clock()))
                .withMessageStartingWith("amount must be in EUR, was ");
    }

    @Provide
    Arbitrary<TimedLife> lives() {
        return RandomLives.timedLives();
    }

    private static void assertSame(Account one, Account other) {
        assertThat(one.state()).isEqualTo(other.state());
        assertThat(one.assess()).isEqualTo(other.assess());
    }

    private static boolean atAnyInstant(Phase phase) {
        return phase.dailyLoss()
                .filter(daily -> daily.judged() == Judged.ANY_INSTANT)
                .isPresent();
    }

    private static AccountState at(Instant asOf, AccountState state) {
        return new AccountState(
                asOf,
                state.firstDay(),
                state.day(),
                state.balance(),
                state.equity(),
                state.cashFlows(),
                state.highWaterMark(),
                state.trailingReference(),
                state.dayStartBalance(),
                state.dailyLossFloor(),
                state.bestDayProfit(),
                state.profitableDaysProfit(),
                state.openPositions(),
                state.tradingDays(),
                state.tradedToday(),
                state.verdict(),
                state.failure());
    }
}
