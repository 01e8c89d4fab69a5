package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.JsonLines;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.TracedAttempt;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracedTrialTest {

    private static final FixedFractional ONE_PERCENT = FixedFractional.ofInitialBalance(0.01);

    private static Phase.Builder phase(String name) {
        return Phase.builder(name, usd(10_000)).profitTarget(0.03).maximumLoss(0.05);
    }

    /** Without the name of the run, and without the currency. */
    private static List<String> trace(Simulation.Builder replay) {
        List<LogEntry> entries = new ArrayList<>();
        replay.build().trace(0, entries::add);
        assertThat(entries).extracting(LogEntry::run).containsOnly("trial-0-account-1");
        return entries.stream()
                .map(entry -> JsonLines.format(entry)
                        .replace("{\"time\":", "")
                        .replace("\"run\":\"trial-0-account-1\",\"event\":", "")
                        .replace(",\"currency\":\"USD\"}", "")
                        .replace("{\"amount\":", "")
                        .replace("\"", ""))
                .toList();
    }

    @Test
    void aTrialIsToldFromItsFirstDayToItsEnd() {
        Program program =
                Program.of("Both", phase("First").build(), phase("Second").build());
        assertThat(trace(Replay.of(
                        program, ONE_PERCENT, new double[] {2, -0.5}, new double[] {1.6}, new double[] {-5.1})))
                .containsExactly(
                        "2024-01-01T00:00:00Z,RUN_STARTED,phase:First,initialBalance:10000.00,balance:10000.00,equity:10000.00}",
                        "2024-01-01T12:00:00Z,SIZED,risk:100.00,equity:10000.00,bound:MODULE,module:FixedFractional,"
                                + "said:[{module:FixedFractional,moneyAtRisk:100.00}]}",
                        "2024-01-01T12:00:00Z,EQUITY,risked:100.00,profit:200.00,balance:10200.00,equity:10200.00}",
                        "2024-01-01T12:00:00Z,SIZED,risk:100.00,equity:10200.00,bound:MODULE,module:FixedFractional,"
                                + "said:[{module:FixedFractional,moneyAtRisk:100.00}]}",
                        "2024-01-01T12:00:00Z,EQUITY,risked:100.00,profit:-50.00,balance:10150.00,equity:10150.00}",
                        "2024-01-02T00:00:00Z,DAY_ROLLED,day:2024-01-02,tradingDays:1,maximumLossHeadroom:650.00,toTarget:150.00}",
                        "2024-01-02T12:00:00Z,SIZED,risk:100.00,equity:10150.00,bound:MODULE,module:FixedFractional,"
                                + "said:[{module:FixedFractional,moneyAtRisk:100.00}]}",
                        "2024-01-02T12:00:00Z,EQUITY,risked:100.00,profit:160.00,balance:10310.00,equity:10310.00}",
                        "2024-01-02T12:00:00Z,PASSED,balance:10310.00,tradingDays:2}",
                        "2024-01-03T00:00:00Z,RUN_STARTED,phase:Second,initialBalance:10000.00,balance:10000.00,equity:10000.00}",
                        "2024-01-03T12:00:00Z,SIZED,risk:100.00,equity:10000.00,bound:MODULE,module:FixedFractional,"
                                + "said:[{module:FixedFractional,moneyAtRisk:100.00}]}",
                        "2024-01-03T12:00:00Z,EQUITY,risked:100.00,profit:-510.00,balance:9490.00,equity:9490.00}",
                        "2024-01-03T12:00:00Z,BREACH,objective:MAXIMUM_LOSS,equity:9490.00,floor:9500.00}",
                        "2024-01-03T12:00:00Z,RUN_ENDED,verdict:FAILED,end:MAXIMUM_LOSS,days:3,balance:9490.00,equity:9490.00}");
    }

    @Test
    void aPauseIsToldAndATokenTradeToo() {
        Phase pausing = phase("Pausing")
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.02)).pausing())
                .minimumTradingDays(3)
                .build();
        List<String> told =
                trace(Replay.of(Program.of("P", pausing), ONE_PERCENT, new double[] {-2.1, 1}, new double[] {5.2}));
        assertThat(told)
                .contains("2024-01-01T12:00:00Z,PAUSED,equity:9790.00,floor:9800.00}")
                .contains("2024-01-03T12:00:00Z,EQUITY,risked:0.00,profit:0.00,balance:10310.00,equity:10310.00}")
                .contains("2024-01-03T12:00:00Z,PASSED,balance:10310.00,tradingDays:3}");
        assertThat(told.stream().filter(line -> line.contains("SIZED"))).hasSize(2);
    }

    /** The last day is Friday the 5th: nobody trades on the weekend. */
    @Test
    void whatIsJudgedAsADayEndsIsToldAtItsEnd() {
        Phase limited = phase("Limited").timeLimit(TimeLimit.weekdays(5)).build();
        List<String> told = trace(Replay.of(Program.of("L", limited), ONE_PERCENT, new double[] {1}));
        assertThat(told.subList(told.size() - 2, told.size()))
                .containsExactly(
                        "2024-01-06T00:00:00Z,BREACH,objective:TIME_LIMIT,equity:10100.00}",
                        "2024-01-06T00:00:00Z,RUN_ENDED,verdict:FAILED,end:TIME_LIMIT,days:5,balance:10100.00,equity:10100.00}");
    }

    @Test
    void givingUpIsToldOnTheDayThatIsNotTradedAnyMore() {
        List<String> told = trace(Replay.of(Program.of("A", phase("A").build()), ONE_PERCENT, new double[] {1})
                .tradingPlan(TradingPlan.standard().withAbandonAfter(5)));
        assertThat(told.get(told.size() - 1))
                .isEqualTo(
                        "2024-01-08T00:00:00Z,RUN_ENDED,verdict:ONGOING,end:ABANDONED,days:5,balance:10100.00,equity:10100.00}");
    }

    @Test
    void eachAccountHasARunAndCopiesShareOne() {
        Simulation.Builder plan = Replay.of(Program.of("A", phase("A").build()), ONE_PERCENT, new double[] {4});
        assertThat(plan.accounts(2, Dependence.independent()).build().trace(0, DecisionLog.none()))
                .extracting(TracedAttempt::run)
                .containsExactly("trial-0-account-1", "trial-0-account-2");
        assertThat(plan.accounts(2, Dependence.copied()).build().trace(0, DecisionLog.none()))
                .containsExactly(new TracedAttempt("trial-0-account-1", AttemptEnd.PASSED, "A", 1, usd(10_400)));
    }

    @Test
    void aLogThatFailsChangesNothing() {
        Simulation simulation = Replay.of(Program.of("A", phase("A").build()), ONE_PERCENT, new double[] {4})
                .build();
        DecisionLog full = entry -> {
            throw new IllegalStateException("full");
        };
        assertThat(simulation.trace(0, full)).isEqualTo(simulation.trace(0, DecisionLog.none()));
    }

    @Test
    void onlyTrialsOfThePlanAreTraced() {
        Simulation simulation = Replay.of(Program.of("A", phase("A").build()), ONE_PERCENT, new double[] {4})
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation.trace(1, DecisionLog.none()))
                .withMessage("trial must be from 0 to 0, was 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation.trace(-1, DecisionLog.none()))
                .withMessage("trial must be from 0 to 0, was -1");
    }
}
