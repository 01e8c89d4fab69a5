package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.RandomLives.TimedLife;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss.Judged;
import io.github.ftmo4j.core.program.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import net.jqwik.api.statistics.StatisticsCoverage;
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
        List<AccountEvent> all = life.events();
        for (AccountEvent event : all.subList(0, events)) {
            unbroken.accept(event);
            stopped.accept(event);
        }
        Verdict whenStopped = stopped.assess().verdict();

        Account restored = Account.restore(life.phase(), stopped.state(), life.clock());
        assertSame(restored, unbroken);
        for (AccountEvent event : all.subList(events, all.size())) {
            if (!unbroken.verdict().isFinal()) {
                Statistics.label("events of an account that goes on")
                        .collect(event.getClass().getSimpleName())
                        .coverage(AccountProperties::checkEvents);
            }
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

    private static void checkEvents(StatisticsCoverage coverage) {
        for (Class<?> event : AccountEvent.class.getPermittedSubclasses()) {
            // only an account that has ended is reinstated
            if (event != AccountEvent.Reinstated.class) {
                coverage.check(event.getSimpleName()).percentage(share -> share > 0);
            }
        }
    }

    @Property
    void aFinalVerdictLatches(@ForAll("lives") TimedLife life) {
        Account account = life.begin();
        Assessment verdict = account.assess();
        AccountState state = account.state();
        Instant last = life.opened();
        for (AccountEvent event : life.events()) {
            last = RandomLives.later(last, event.at());
            Assessment next = account.accept(event);
            if (!verdict.verdict().isFinal()) {
                verdict = next;
                state = account.state();
            } else {
                assertThat(next.failure()).isEqualTo(verdict.failure());
                assertThat(next.headroom()).isEqualTo(verdict.headroom());
                assertThat(account.state()).isEqualTo(at(last, state));
            }
        }
        Statistics.label("outcome")
                .collect(verdict.failure()
                        .map(failure -> failure.objective().name())
                        .orElse(verdict.verdict().name()))
                .coverage(coverage -> {
                    coverage.check("PASSED").percentage(share -> share > 3);
                    coverage.check("ONGOING").percentage(share -> share > 3);
                    coverage.check("DAILY_LOSS").percentage(share -> share > 3);
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
            last = RandomLives.later(last, event.at());
        }
        assertSame(often, seldom);
    }

    @Property
    void anAccountIsAMachineWhoseDaysAreThoseOfTheClock(@ForAll("lives") TimedLife life) {
        Account account = life.begin();
        AccountMachine machine = new AccountMachine(
                life.phase(), life.clock().dayOf(life.opened()).toEpochDay());
        Map<String, Money> closed = new HashMap<>();
        for (AccountEvent event : life.withoutLateMarks().events()) {
            long day = life.clock().dayOf(event.at()).toEpochDay();
            if (!machine.verdict().isFinal() && day > machine.day()) {
                machine.rollTo(day);
            }
            apply(event, machine, life.phase().restrictions().stopRequired(), closed);
            Assessment assessment = account.accept(event);

            assertThat(assessment.verdict()).isEqualTo(machine.verdict());
            assertThat(assessment.day().toEpochDay()).isEqualTo(machine.day());
            assertThat(assessment.tradingDays()).isEqualTo(machine.tradingDays());
            assertThat(account.view().equity()).isEqualTo(machine.equity());
            assertThat(account.view().bindingFloor()).isEqualTo(machine.bindingFloor());
        }
    }

    private static void apply(
            AccountEvent event, AccountMachine machine, boolean stopRequired, Map<String, Money> closedTrades) {
        if (event instanceof AccountEvent.Opened opened) {
            machine.opened();
            if (stopRequired && opened.position().profitAtStop().isEmpty()) {
                machine.violated();
            }
        } else if (event instanceof AccountEvent.Marked marked) {
            machine.marked(marked.equity().minorUnits());
        } else if (event instanceof AccountEvent.Closed closed) {
            closedTrades.put(closed.id(), closed.profit());
            machine.closed(closed.profit().minorUnits());
        } else if (event instanceof AccountEvent.Changed changed) {
            machine.booked(changed.profit().minorUnits());
        } else if (event instanceof AccountEvent.Corrected corrected) {
            Money before = Objects.requireNonNull(closedTrades.put(corrected.id(), corrected.profit()));
            machine.booked(corrected.profit().minus(before).minorUnits());
        } else if (event instanceof AccountEvent.Reopened) {
            machine.reopened();
        } else if (event instanceof AccountEvent.PaidOut paid) {
            machine.paidOut(paid.amount().minorUnits());
        } else if (event instanceof AccountEvent.Booked booked) {
            machine.booked(booked.profit().minorUnits());
        } else if (event instanceof AccountEvent.CashFlow flow) {
            machine.cashFlow(flow.amount().minorUnits());
        } else if (event instanceof AccountEvent.Violated) {
            machine.violated();
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
            Money judged = atAnyInstant(life.phase())
                    ? headroom.tightest()
                    : new Headroom(Optional.empty(), headroom.maximumLoss(), headroom.floatingLoss(), Optional.empty())
                            .tightest();
            if (assessment.verdict() == Verdict.ONGOING && account.valuation() == Valuation.CURRENT) {
                assertThat(judged).isGreaterThanOrEqualTo(least);
            }
            assessment
                    .failure()
                    .flatMap(Failure::floor)
                    .ifPresent(floor -> assertThat(
                                    assessment.failure().orElseThrow().equity().minus(floor))
                            .isLessThan(least));
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
                // what is late counts now, but for a mark that is under a floor of its own moment
                Instant now = RandomLives.later(last, event.at());
                assertThat(at).isBeforeOrEqualTo(now);
                if (!at.equals(now) && !(event instanceof AccountEvent.Marked && at.equals(event.at()))) {
                    assertThat(at).isAfter(last);
                    assertThat(at).isEqualTo(life.clock().startOf(life.clock().dayOf(at)));
                }
                if (List.of(Objective.TIME_LIMIT, Objective.INACTIVITY, Objective.DEEP_LOSS)
                        .contains(assessment.failure().orElseThrow().objective())) {
                    assertThat(at)
                            .isEqualTo(life.clock().startOf(assessment.day().plusDays(1)));
                }
            }
            last = RandomLives.later(last, event.at());
        }
    }

    @Property
    void refusedEventsChangeNothing(
            @ForAll("lives") TimedLife life, @ForAll @LongRange(min = 1, max = 1_000_000) long seconds) {
        Account account = life.begin();
        life.events().forEach(account::accept);
        AccountState before = account.state();
        Instant yesterday = life.clock().startOf(before.day()).minusSeconds(seconds);
        Instant late = before.asOf().plusSeconds(seconds);
        Money dollar = Money.usd(1);
        Money euro = Money.eur(1);

        for (AccountEvent event : List.of(
                AccountEvent.opened(yesterday, "new"),
                new AccountEvent.Marked(yesterday, before.equity()),
                new AccountEvent.Closed(yesterday, "any", dollar),
                new AccountEvent.CashFlow(yesterday, dollar),
                new AccountEvent.TimePassed(yesterday))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> account.accept(event))
                    .withMessage("event must not be before " + life.clock().startOf(before.day()) + ", was " + event);
        }
        if (!before.verdict().isFinal()) {
            assertRefused(account, new AccountEvent.Marked(late, euro), "amount must be in USD, was 1.00 EUR");
            assertRefused(account, new AccountEvent.Booked(late, euro), "amount must be in USD, was 1.00 EUR");
            assertRefused(account, new AccountEvent.CashFlow(late, euro), "amount must be in USD, was 1.00 EUR");
            assertRefused(
                    account,
                    new AccountEvent.Opened(late, Position.of("new").withProfitAtStop(euro)),
                    "amount must be in USD, was 1.00 EUR");
            List<String> ids = before.positions().stream().map(Position::id).toList();
            String open = "position must be one of those open, " + ids + ", was unknown";
            assertRefused(account, new AccountEvent.Closed(late, "unknown", dollar), open);
            assertRefused(account, new AccountEvent.Changed(late, Position.of("unknown"), dollar), open);
            assertRefused(
                    account,
                    new AccountEvent.Corrected(late, "unknown", dollar),
                    "trade must be one of the last 1000 closed, was unknown");
            for (String id : ids) {
                assertRefused(
                        account,
                        AccountEvent.opened(late, id),
                        "position must be new, was " + id + ", which is open already");
                assertRefused(account, new AccountEvent.Closed(late, id, euro), "amount must be in USD, was 1.00 EUR");
            }
            for (String closed : before.closedTrades().keySet()) {
                assertRefused(
                        account,
                        AccountEvent.opened(late, closed),
                        "position must be new, was " + closed + ", which was closed already");
                assertRefused(
                        account,
                        new AccountEvent.Closed(late, closed, dollar),
                        "position must be one of those open, " + ids + ", was " + closed
                                + ", which was closed already");
            }
        }
        assertThat(account.state()).isEqualTo(before);
        Statistics.label("flat and ongoing")
                .collect(before.verdict() == Verdict.ONGOING
                        && before.positions().isEmpty())
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 1));
    }

    private static void assertRefused(Account account, AccountEvent event, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> account.accept(event))
                .withMessage(message);
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
                state.valuation(),
                state.cashFlows(),
                state.highWaterMark(),
                state.trailingReference(),
                state.dayStartBalance(),
                state.dailyLossFloor(),
                state.dailyLossLimit(),
                state.bestDayProfit(),
                state.profitableDaysProfit(),
                state.netProfit(),
                state.positions(),
                state.closedTrades(),
                state.bookedParts(),
                state.floorsToday(),
                state.countedDays(),
                state.todayCounted(),
                state.firstOpeningDay(),
                state.lastOpeningDay(),
                state.rewardCycleStart(),
                state.deepSince(),
                state.verdict(),
                state.failure());
    }
}
