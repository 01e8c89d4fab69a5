package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.LiveAccount;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.SavedState;
import io.github.ftmo4j.mm.Trader;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.TracedAttempt;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.Settlement;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odds from an account that runs already. */
class RunningStartTest {

    private static final TradingDayClock UTC = TradingDayClock.midnight(ZoneOffset.UTC);
    private static final Program TWO_STEP = Programs.ftmoTwoStep(usd(100_000));
    private static final Phase CHALLENGE = TWO_STEP.phase(Phase.CHALLENGE);
    private static final Phase VERIFICATION = TWO_STEP.phase(Phase.VERIFICATION);
    private static final PositionSizer ONE_PERCENT = PositionSizer.of(FixedFractional.ofInitialBalance(0.01));

    /** A Tuesday. */
    private static final LocalDate DAY = LocalDate.of(2026, 3, 3);

    private static final BernoulliR ALWAYS_WINS = BernoulliR.of(1, 1);
    private static final BernoulliR ALWAYS_LOSES = BernoulliR.of(0, 1);

    private Instant now = DAY.atTime(9, 0).toInstant(ZoneOffset.UTC);
    private int trades;

    private Account open(Phase phase) {
        return Account.open(phase, now, UTC);
    }

    private void trade(Account account, long profit) {
        String id = "P" + trades++;
        hold(account, Position.of(id));
        account.accept(new AccountEvent.Closed(now, id, usd(profit)));
    }

    private void hold(Account account, Position position) {
        now = now.plusSeconds(60);
        account.accept(new AccountEvent.Opened(now, position));
    }

    private void mark(Account account, long equity) {
        now = now.plusSeconds(60);
        account.accept(new AccountEvent.Marked(now, usd(equity)));
    }

    private void moveTo(Account account, LocalDate day) {
        now = day.atTime(9, 0).toInstant(ZoneOffset.UTC);
        account.accept(new AccountEvent.TimePassed(now));
    }

    private static Position stopped(String id, long profitAtStop) {
        return Position.of(id).withProfitAtStop(usd(profitAtStop));
    }

    private static Simulation.Builder simulation(Program program) {
        return Simulation.of(program)
                .path(TradePath.CLOSES_ONLY)
                .trades(BernoulliR.of(0.48, 1.6))
                .tradesPerDay(4)
                .sizing(ONE_PERCENT)
                .trials(300)
                .seed(5);
    }

    private static TracedAttempt first(Simulation.Builder simulation) {
        return simulation.build().trace(0, DecisionLog.none()).get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02", "2026-03-05", "2026-03-06"})
    void aFreshStateGivesTheFreshAnswer(String date) {
        LocalDate day = LocalDate.parse(date);
        now = day.atTime(13, 0).toInstant(ZoneOffset.UTC);
        for (Program program : new Program[] {
            TWO_STEP, Programs.ftmoOneStep(usd(50_000)), TWO_STEP.withInactivity(Programs.ftmoContractClocks())
        }) {
            PositionSizer learner = PositionSizer.builder()
                    .propose(Bayes.of(Prior.uniform(1.6)).probe(0.005))
                    .caps(RiskCaps.builder().perDay(0.02).build())
                    .build();
            Simulation.Builder simulation = simulation(program)
                    .tradesPerDay(TradesPerDay.poisson(3))
                    .sizing(learner)
                    .accounts(2, Dependence.independent());
            SampledOdds fresh = simulation.start(Start.on(day)).build().run();
            SampledOdds running = simulation
                    .from(open(program.phases().get(0)).state())
                    .build()
                    .run();
            assertThat(running.tally()).isEqualTo(fresh.tally());
        }
    }

    @Test
    void aFreshStateOfAWeekendStartsOnTheNextTradingDay() {
        LocalDate saturday = LocalDate.of(2026, 3, 7);
        now = saturday.atTime(13, 0).toInstant(ZoneOffset.UTC);
        SampledOdds fresh =
                simulation(TWO_STEP).start(Start.on(saturday)).build().run();
        SampledOdds running =
                simulation(TWO_STEP).from(open(CHALLENGE).state()).build().run();
        assertThat(running.tally()).isEqualTo(fresh.tally());
    }

    @Test
    void whatIsEarnedAndTheDaysThatAreUsedCount() {
        Account account = open(CHALLENGE);
        for (int day = 0; day < 3; day++) {
            moveTo(account, DAY.plusDays(day));
            trade(account, 3_000);
        }
        moveTo(account, DAY.plusDays(3)); // the fourth trading day is a Friday
        TracedAttempt attempt = first(
                simulation(Program.of("Alone", CHALLENGE)).trades(ALWAYS_WINS).from(account.state()));
        assertThat(attempt.end()).isEqualTo(AttemptEnd.PASSED);
        assertThat(attempt.balance()).isEqualTo(usd(110_000));
        assertThat(attempt.days()).isEqualTo(1);
    }

    @Test
    void theFloorOfTheDayIsTheOneOfTheState() {
        Account account = open(CHALLENGE);
        trade(account, -4_000);
        TracedAttempt attempt = first(simulation(TWO_STEP).trades(ALWAYS_LOSES).from(account.state()));
        assertThat(attempt.end()).isEqualTo(AttemptEnd.DAILY_LOSS);
        assertThat(attempt.balance()).isEqualTo(usd(94_000)); // below 95,000; on it the account lives
    }

    @Test
    void aTrailingFloorIsWhereItWas() {
        Phase trailing = Phase.builder("Trailing", usd(100_000))
                .profitTarget(0.1)
                .maximumLoss(MaximumLoss.trailing(Limit.amount(usd(3_000)), MaximumLoss.Reference.INTRADAY_EQUITY))
                .build();
        Account account = open(trailing);
        hold(account, Position.of("1"));
        mark(account, 106_000);
        account.accept(new AccountEvent.Closed(now, "1", usd(4_000)));
        TracedAttempt attempt = first(simulation(Program.of("Trailing", trailing))
                .trades(ALWAYS_LOSES)
                .from(account.state()));
        assertThat(attempt.end()).isEqualTo(AttemptEnd.MAXIMUM_LOSS);
        assertThat(attempt.balance()).isEqualTo(usd(102_000)); // two losses: the floor is 103,000
    }

    @Test
    void openPositionsAreSettledAtTheLastMark() {
        Account account = open(CHALLENGE);
        hold(account, stopped("1", -500));
        hold(account, stopped("2", -1_500));
        mark(account, 99_000);
        RunningStart start = Start.from(account.state());
        assertThat(start.settled()).extracting(RunningStart.Settled::profit).containsExactly(usd(-250), usd(-750));
        assertThat(start.account(TWO_STEP).balance()).isEqualTo(9_900_000);
        assertThat(start.account(TWO_STEP).openPositions()).isZero();
        assertThat(simulation(TWO_STEP).start(start).build().run().toString())
                .endsWith("from the first phase on 2026-03-03, balance 100000.00 USD, 2 open positions settled at the"
                        + " last mark (-1000.00 USD)");
    }

    @Test
    void openPositionsAreSettledAtTheirStops() {
        Account account = open(CHALLENGE);
        hold(account, stopped("1", -500));
        hold(account, stopped("2", 700));
        mark(account, 102_000);
        RunningStart start =
                Start.from(account.state()).withSettlement(Settlement.AT_STOPS).withPhase(CHALLENGE);
        assertThat(start.settled()).extracting(RunningStart.Settled::profit).containsExactly(usd(-500), usd(700));
        assertThat(start.account(TWO_STEP).balance()).isEqualTo(10_020_000);
        assertThat(start.text())
                .isEqualTo("from Challenge on 2026-03-03, balance 100000.00 USD, 2 open positions settled at their"
                        + " stops (+200.00 USD)");
    }

    @Test
    void theSharesOfTheLastMarkAddUp() {
        Account account = open(CHALLENGE);
        hold(account, Position.of("1"));
        hold(account, Position.of("2"));
        hold(account, Position.of("3"));
        mark(account, 100_001);
        assertThat(Start.from(account.state()).settled())
                .extracting(settled -> settled.profit().minorUnits())
                .containsExactly(33L, 34L, 33L);
    }

    @Test
    void aPositionWithoutAStopIsNotSettledAtIt() {
        Account account = open(CHALLENGE);
        hold(account, stopped("7", -500));
        hold(account, Position.of("8"));
        RunningStart start = Start.from(account.state());
        assertThatThrownBy(() -> start.withSettlement(Settlement.AT_STOPS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positions must have stops to be settled at their stops, had none: [8]");
    }

    @Test
    void aMarkThatIsNotCurrentIsNamed() {
        Account account = open(CHALLENGE);
        hold(account, stopped("7", -500));
        mark(account, 100_300);
        account.equityUnknown();
        assertThat(Start.from(account.state()).text())
                .endsWith("1 open position settled at the last mark (+300.00 USD), which is not current");
    }

    @Test
    void aSettledLossFailsAtOnce() {
        Account account = open(CHALLENGE);
        trade(account, -3_000);
        hold(account, stopped("7", -2_001));
        RunningStart start = Start.from(account.state()).withSettlement(Settlement.AT_STOPS);
        SampledOdds odds = simulation(TWO_STEP).start(start).build().run();
        assertThat(odds.ends()).containsEntry(AttemptEnd.DAILY_LOSS, 300L);
        assertThat(odds.daysToFail().mean()).isEqualTo(1);
        assertThat(first(simulation(TWO_STEP).start(start)).balance()).isEqualTo(usd(94_999));
        RunningStart onTheFloor = Start.from(account.state());
        assertThat(simulation(TWO_STEP).start(onTheFloor).build().run().ends())
                .doesNotContainEntry(AttemptEnd.DAILY_LOSS, 300L);
    }

    @Test
    void theHigherFloorNamesTheObjectiveOfASettledLoss() {
        Account account = open(CHALLENGE);
        trade(account, -4_900);
        moveTo(account, DAY.plusDays(1));
        trade(account, -4_900);
        moveTo(account, DAY.plusDays(2));
        hold(account, stopped("7", -300));
        SampledOdds odds = simulation(TWO_STEP)
                .start(Start.from(account.state()).withSettlement(Settlement.AT_STOPS))
                .build()
                .run();
        assertThat(odds.ends()).containsEntry(AttemptEnd.MAXIMUM_LOSS, 300L);
    }

    @Test
    void aSettledProfitPassesAtOnce() {
        Account account = open(CHALLENGE);
        for (int day = 0; day < 4; day++) {
            moveTo(account, DAY.plusDays(day < 3 ? day : 6)); // the fourth day is a Monday
            trade(account, 2_000);
        }
        hold(account, Position.of("7"));
        mark(account, 110_000);
        TracedAttempt attempt = first(simulation(TWO_STEP).trades(ALWAYS_WINS).from(account.state()));
        assertThat(attempt.end()).isEqualTo(AttemptEnd.PASSED);
        assertThat(attempt.phase()).isEqualTo(Phase.VERIFICATION);
        assertThat(attempt.days()).isEqualTo(1 + 4);
    }

    @Test
    void aFailedStateAnswersItself() {
        Account account = open(CHALLENGE);
        hold(account, Position.of("7")); // it is still open when the phase fails
        mark(account, 94_000);
        assertThat(account.verdict()).isEqualTo(Verdict.FAILED);
        SampledOdds odds = simulation(TWO_STEP)
                .start(Start.from(account.state()).withSettlement(Settlement.AT_STOPS))
                .build()
                .run();
        assertThat(odds.pass().value()).isZero();
        assertThat(odds.ends()).containsEntry(AttemptEnd.DAILY_LOSS, 300L);
        assertThat(odds.phaseCounts().get(1).entered()).isZero();
        assertThat(odds.toString()).endsWith("from the first phase on 2026-03-03, balance 100000.00 USD, FAILED");
    }

    private AccountState passed(Phase phase) {
        now = DAY.atTime(9, 0).toInstant(ZoneOffset.UTC);
        Account account = open(phase);
        for (int day = 0; day < 4; day++) {
            moveTo(account, DAY.plusDays(day < 3 ? day : 6));
            trade(account, 2_500);
        }
        assertThat(account.verdict()).isEqualTo(Verdict.PASSED);
        return account.state();
    }

    @Test
    void aPassedStateContinuesWithTheNextPhase() {
        AccountState state = passed(CHALLENGE);
        SampledOdds odds = simulation(TWO_STEP).from(state).build().run();
        assertThat(odds.phaseCounts().get(1).entered()).isEqualTo(300);
        // the day of the state counts, and the next phase begins on the next trading day as if that were its first
        SampledOdds verification = simulation(Program.of("Alone", VERIFICATION))
                .start(Start.on(state.day().plusDays(1)))
                .build()
                .run();
        assertThat(odds.pass().value())
                .isBetween(
                        verification.pass().value() - 0.1, verification.pass().value() + 0.1);
    }

    @Test
    void aStateThatPassedTheLastPhaseIsCertain() {
        AccountState state = passed(VERIFICATION);
        SampledOdds odds = simulation(TWO_STEP)
                .start(Start.from(state).withPhase(VERIFICATION))
                .build()
                .run();
        assertThat(odds.pass().value()).isEqualTo(1);
        assertThat(odds.daysToPass().mean()).isEqualTo(1);
    }

    @Test
    void aLaterPhaseHasTheDrawsOfThatPhase() {
        Account account = open(VERIFICATION);
        SampledOdds odds = simulation(TWO_STEP)
                .start(Start.from(account.state()).withPhase(VERIFICATION))
                .build()
                .run();
        assertThat(odds.phaseCounts().get(0).ends()).containsEntry(AttemptEnd.PASSED, 300L);
        assertThat(odds.phaseCounts().get(1).entered()).isEqualTo(300);
        assertThat(odds.pass().value()).isGreaterThan(0.9); // 0.966971 exactly
    }

    @Test
    void aPhaseThatTheProgramDoesNotHaveIsRefused() {
        Phase other = VERIFICATION.toBuilder().profitTarget(0.06).build();
        RunningStart start = Start.from(open(other).state()).withPhase(other);
        assertThatThrownBy(() -> simulation(TWO_STEP).start(start).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("phase must be one of [Challenge, Verification] of " + TWO_STEP.name()
                        + " with equal rules, was Verification of 100000.00 USD");
    }

    @Test
    void aStateInAnotherCurrencyIsRefused() {
        Program euros = Programs.ftmoTwoStep(Money.eur(80_000));
        AccountState state = open(CHALLENGE).state();
        assertThatThrownBy(() -> simulation(euros).from(state).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPausedAccountStaysPausedToday() {
        Phase pausing = CHALLENGE.toBuilder()
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.03)).pausing())
                .build();
        Account account = open(pausing);
        trade(account, -3_500);
        assertThat(account.verdict()).isEqualTo(Verdict.PAUSED);
        TracedAttempt attempt = first(simulation(Program.of("Pausing", pausing))
                .trades(ALWAYS_WINS)
                .tradesPerDay(20)
                .from(account.state()));
        assertThat(attempt.end()).isEqualTo(AttemptEnd.PASSED);
        // today 0, then 14,000 in one day, and two token days
        assertThat(attempt.days()).isEqualTo(1 + 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 9})
    void theTradesOfTodayAreTakenOff(int before) {
        Phase free = Phase.builder("Free", usd(100_000))
                .profitTarget(0.5)
                .maximumLoss(0.5)
                .build();
        TracedAttempt attempt = first(simulation(Program.of("Free", free))
                .trades(ALWAYS_WINS)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(2))
                .start(Start.from(open(free).state()).withTradesToday(before)));
        assertThat(attempt.balance()).isEqualTo(usd(100_000 + 1_000 * (Math.max(0, 4 - before) + 4)));
    }

    @Test
    void theTradesOfTodayCountTowardsTheCapsOfTheDay() {
        Phase free = Phase.builder("Free", usd(100_000))
                .profitTarget(0.5)
                .maximumLoss(0.5)
                .build();
        PositionSizer capped = PositionSizer.builder()
                .propose(FixedFractional.ofInitialBalance(0.01))
                .caps(RiskCaps.builder().positionsPerDay(3).build())
                .build();
        TracedAttempt attempt = first(simulation(Program.of("Free", free))
                .trades(ALWAYS_WINS)
                .tradesPerDay(9)
                .sizing(capped)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(2))
                .start(Start.from(open(free).state()).withTradesToday(2)));
        assertThat(attempt.balance()).isEqualTo(usd(100_000 + 1_000 * (1 + 3)));
    }

    @Test
    void theTraderGivesUpAfterAsManyDaysOfThePhase() {
        Account account = open(CHALLENGE);
        moveTo(account, DAY.plusDays(7));
        TracedAttempt attempt = first(simulation(TWO_STEP)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(8))
                .trades(BernoulliR.of(0.5, 1))
                .sizing(PositionSizer.of(new ConstantMoney(usd(1))))
                .from(account.state()));
        assertThat(attempt.end()).isEqualTo(AttemptEnd.ABANDONED);
        assertThat(attempt.days()).isEqualTo(3); // the sixth to the eighth day
    }

    @Test
    void idleDaysCount() {
        PositionSizer never = PositionSizer.of(() -> (account, moment) -> 0);
        TracedAttempt attempt = first(simulation(TWO_STEP)
                .sizing(never)
                .start(Start.from(open(CHALLENGE).state()).withIdleDays(28)));
        assertThat(attempt.end()).isEqualTo(AttemptEnd.STALLED);
        assertThat(attempt.days()).isEqualTo(2);
    }

    @Test
    void aStateOnAWeekendContinuesOnMonday() {
        Account account = open(CHALLENGE);
        trade(account, -4_000);
        moveTo(account, LocalDate.of(2026, 3, 7));
        TracedAttempt attempt = first(simulation(TWO_STEP)
                .trades(ALWAYS_LOSES)
                .start(Start.from(account.state()).withTradesToday(4)));
        // the floor of Monday is 91,000: after five losses 91,000, the maximum loss is 90,000
        assertThat(attempt.days()).isEqualTo(2);
        assertThat(attempt.end()).isEqualTo(AttemptEnd.MAXIMUM_LOSS);
        assertThat(attempt.balance()).isEqualTo(usd(89_000));
    }

    /** What the first trade of a start earns that risks what the sizer says, and wins as much. */
    private static Money firstStake(PositionSizer sizer, RunningStart start) {
        return first(simulation(TWO_STEP)
                        .sizing(sizer)
                        .trades(ALWAYS_WINS)
                        .tradesPerDay(1)
                        .tradingPlan(TradingPlan.standard().withAbandonAfter(1))
                        .start(start))
                .balance()
                .minus(start.state().balance());
    }

    @Test
    void whatWasLearntIsNotForgotten() {
        PositionSizer learner =
                PositionSizer.of(Bayes.of(Prior.uniform(1.6)).cap(0.02).probe(0.001));
        Trader trader = learner.start();
        AccountSizing sizing = trader.open();
        for (int i = 0; i < 60; i++) {
            sizing.opened(200_000);
            sizing.closed(200_000, i % 3 == 0 ? -200_000 : 320_000);
        }
        Account account = open(CHALLENGE);
        RunningStart start = Start.from(account.state());
        assertThat(firstStake(learner, start)).isEqualTo(usd(100));
        RunningStart learnt = start.withTrader(trader.save());
        assertThat(firstStake(learner, learnt)).isEqualTo(usd(2_000));
        // every trial begins with what was learnt before the start, and not with what other trials have learnt
        Simulation simulation =
                simulation(TWO_STEP).sizing(learner).start(learnt).trials(50).build();
        assertThat(simulation.run(49, 1).tally().finalBalances())
                .isEqualTo(simulation
                        .trace(49, DecisionLog.none())
                        .get(0)
                        .balance()
                        .minorUnits());
    }

    @Test
    void theHouseRuleAfterALossSurvives() {
        AccountSizing sizing = ONE_PERCENT.start().open();
        sizing.opened(30_000);
        sizing.closed(30_000, -30_000);
        RunningStart start = Start.from(open(CHALLENGE).state());
        assertThat(firstStake(ONE_PERCENT, start)).isEqualTo(usd(1_000));
        assertThat(firstStake(ONE_PERCENT, start.withSizing(sizing.save()))).isEqualTo(usd(300));
    }

    @Test
    void theSizerLearnsFromWhatIsSettledAndHadAStop() {
        PositionSizer learner =
                PositionSizer.of(Bayes.of(Prior.uniform(1.6)).cap(0.02).probe(0.001));
        Account account = open(CHALLENGE);
        for (int i = 0; i < 40; i++) {
            hold(account, stopped("W" + i, -100));
        }
        hold(account, Position.of("none"));
        mark(account, 101_000);
        RunningStart start = Start.from(account.state());
        assertThat(firstStake(learner, start)).isEqualTo(usd(1_000 + 2_020)); // the settled profit, 2 % of 101,000
    }

    @Test
    void aSavedStateOfAnotherSizerIsRefused() {
        RunningStart start = Start.from(open(CHALLENGE).state()).withTrader(new SavedState(Map.of()));
        PositionSizer learner = PositionSizer.of(Bayes.of(Prior.uniform(1.6)).probe(0.001));
        assertThat(simulation(TWO_STEP).start(start).build().run().trials()).isEqualTo(300);
        assertThatThrownBy(
                        () -> simulation(TWO_STEP).sizing(learner).start(start).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("start must fit the sizing: saved must be of [Bayes], was of []");
    }

    @Test
    void negativeNumbersAreRefused() {
        RunningStart start = Start.from(open(CHALLENGE).state());
        assertThatThrownBy(() -> start.withTradesToday(-1)).hasMessage("tradesToday must be at least 0, was -1");
        assertThatThrownBy(() -> start.withTradesBefore(-1)).hasMessage("tradesBefore must be at least 0, was -1");
        assertThatThrownBy(() -> start.withIdleDays(-1)).hasMessage("idleDays must be at least 0, was -1");
    }

    @Test
    void aMonitorStatesThePhaseAndTheTradesOfToday() {
        try (AccountMonitor monitor =
                AccountMonitor.builder(VERIFICATION).clock(UTC).time(() -> now).open()) {
            liveTrade(monitor, 500, 1_000);
            liveTrade(monitor, 500, -500);
            now = now.plusSeconds(86_400);
            liveTrade(monitor, 500, -500);
            RunningStart start = Start.from(monitor);
            assertThat(start.phase()).contains(VERIFICATION);
            assertThat(start.state().day()).isEqualTo(DAY.plusDays(1));
            assertThat(start.tradesToday()).isEqualTo(1);
            assertThat(start.tradesBefore()).isEqualTo(2);
            assertThat(start.trader()).isEmpty();
            assertThat(simulation(TWO_STEP).from(monitor).build().spec().start())
                    .isEqualTo(start);
        }
    }

    @Test
    void aLiveAccountStatesWhatItsSizerHasLearnt() {
        PositionSizer learner = PositionSizer.builder()
                .propose(Bayes.of(Prior.uniform(1.6)).probe(0.005))
                .caps(RiskCaps.builder().positionsPerDay(3).build())
                .build();
        try (AccountMonitor monitor =
                AccountMonitor.builder(CHALLENGE).clock(UTC).time(() -> now).open()) {
            LiveAccount account = learner.open(monitor);
            liveTrade(monitor, 500, 1_000);
            liveTrade(monitor, 400, -400);
            Trader twin = learner.start();
            AccountSizing sizing = twin.open();
            sizing.opened(50_000);
            sizing.closed(50_000, 100_000);
            sizing.opened(40_000);
            sizing.closed(40_000, -40_000);
            RunningStart start = Start.from(account);
            assertThat(start.trader()).contains(twin.save());
            assertThat(start.sizing().orElseThrow().parts().get("account").asMap())
                    .containsEntry("afterLoss", true)
                    .containsEntry("lastOpened", 40_000L)
                    .containsEntry("positionsToday", 2L)
                    .containsEntry("openPositions", 0L);
            assertThat(simulation(TWO_STEP)
                            .sizing(learner)
                            .from(account)
                            .build()
                            .run()
                            .complete())
                    .isTrue();
        }
    }

    private void liveTrade(AccountMonitor monitor, long risk, long profit) {
        now = now.plusSeconds(60);
        String id = "P" + trades++;
        monitor.accept(new AccountEvent.Opened(now, stopped(id, -risk)));
        now = now.plusSeconds(60);
        monitor.accept(new AccountEvent.Closed(now, id, usd(profit)));
    }

    /** Both engines on one start; the false-alarm rate is 6e-5. */
    private static void assertBothEnginesAgree(Simulation.Builder simulation) {
        SampledOdds run = simulation.trials(4_000).build().run();
        ExactOdds solved = simulation.solve();
        for (AttemptEnd end : AttemptEnd.values()) {
            double p = solved.share(end).value();
            assertThat(run.share(end).value())
                    .as(end.toString())
                    .isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / 4_000) + 1e-6));
        }
        double mean = run.daysToPass().mean();
        if (!Double.isNaN(mean)) {
            double error = run.daysToPass().deviation()
                    / Math.sqrt((double) run.daysToPass().n());
            assertThat(mean).isCloseTo(solved.daysToPass().mean(), within(4 * error + 1e-6));
        }
    }

    @Test
    void theSolverStartsFromThemToo() {
        Account fresh = open(CHALLENGE);
        assertThat(simulation(TWO_STEP).from(fresh.state()).solve().pass().value())
                .isCloseTo(
                        simulation(TWO_STEP).start(Start.on(DAY)).solve().pass().value(), within(1e-8));

        Account account = open(CHALLENGE);
        trade(account, -3_000);
        hold(account, stopped("7", -1_500));
        mark(account, 97_500);
        RunningStart start = Start.from(account.state());
        assertBothEnginesAgree(simulation(TWO_STEP).start(start.withTradesToday(2)));
        assertBothEnginesAgree(simulation(TWO_STEP)
                .start(start.withSettlement(Settlement.AT_STOPS).withTradesToday(9)));
        assertBothEnginesAgree(simulation(TWO_STEP)
                .tradesPerDay(TradesPerDay.poisson(1))
                .tradingPlan(new TradingPlan(10, 5))
                .start(start.withTradesToday(1)));

        AccountSizing sizing = ONE_PERCENT.start().open();
        sizing.opened(30_000);
        sizing.closed(30_000, -30_000);
        assertBothEnginesAgree(
                simulation(TWO_STEP).tradingPlan(new TradingPlan(12, 5)).start(start.withSizing(sizing.save())));

        assertThat(simulation(TWO_STEP)
                        .from(passed(CHALLENGE))
                        .solve()
                        .phases()
                        .get(1)
                        .reached()
                        .value())
                .isCloseTo(1, within(1e-9));
        assertBothEnginesAgree(simulation(TWO_STEP).from(passed(CHALLENGE)));
        assertThat(simulation(TWO_STEP)
                        .start(Start.from(passed(VERIFICATION)).withPhase(VERIFICATION))
                        .solve()
                        .pass()
                        .value())
                .isEqualTo(1);

        moveTo(account, LocalDate.of(2026, 3, 7));
        assertBothEnginesAgree(simulation(TWO_STEP).from(account.state()));
        trade(account, -6_000);
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        account.accept(new AccountEvent.Closed(now, "7", usd(-2_000)));
        assertThat(account.verdict()).isEqualTo(Verdict.FAILED);
        ExactOdds failed = simulation(TWO_STEP).from(account.state()).solve();
        assertThat(failed.share(AttemptEnd.DAILY_LOSS).value()).isEqualTo(1);
    }

    @Test
    void theReadableEngineRunsThem() {
        assertThat(simulation(TWO_STEP)
                        .from(open(CHALLENGE).state())
                        .build()
                        .explain()
                        .toString())
                .contains("because attempts start with a running account.");
    }

    @Test
    void anyThreadsAndPartsGiveTheSame() {
        Account account = open(CHALLENGE);
        trade(account, 1_234);
        Simulation simulation = simulation(TWO_STEP)
                .trials(2_000)
                .accounts(3, Dependence.independent())
                .start(Start.from(account.state()).withTradesToday(1))
                .build();
        SampledOdds whole = simulation.run();
        assertThat(simulation.run(0, 700).merge(simulation.run(700, 1_300)).tally())
                .isEqualTo(whole.tally());
    }
}
