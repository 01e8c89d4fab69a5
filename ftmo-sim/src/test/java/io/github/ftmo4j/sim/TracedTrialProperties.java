package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.decision.Value;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.OtherFirms;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.TracedAttempt;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TracedTrialProperties {

    /** What a log says of one run. */
    private static final class Told {
        private final List<LogEntry> entries = new ArrayList<>();

        List<LogEntry> all(LogEvent event) {
            return entries.stream().filter(entry -> entry.event() == event).toList();
        }

        LogEntry last() {
            return entries.get(entries.size() - 1);
        }
    }

    @Property(tries = 80)
    void allTrialsTogetherAreTheRun(@ForAll("simulations") Simulation simulation) {
        SampledOdds result = simulation.run(Execution.threads(1));
        Map<AttemptEnd, Long> ends = new EnumMap<>(result.ends());
        ends.replaceAll((end, count) -> 0L);
        Map<String, Long> entered = new LinkedHashMap<>();
        long balances = 0;
        long days = 0;
        for (long trial = 0; trial < simulation.trials(); trial++) {
            Map<String, Told> runs = new LinkedHashMap<>();
            List<TracedAttempt> attempts = simulation.trace(
                    trial,
                    entry -> runs.computeIfAbsent(entry.run(), run -> new Told())
                            .entries
                            .add(entry));
            assertThat(simulation.trace(trial, DecisionLog.none())).isEqualTo(attempts);
            assertThat(runs).hasSameSizeAs(attempts);
            for (TracedAttempt attempt : attempts) {
                ends.merge(attempt.end(), 1L, Long::sum);
                balances += attempt.balance().minorUnits();
                days += attempt.days();
                Told told = runs.get(attempt.run());
                assertThat(told).as(attempt.run()).isNotNull();
                assertAgrees(told, attempt);
                told.all(LogEvent.RUN_STARTED).forEach(start -> entered.merge(text(start, "phase"), 1L, Long::sum));
            }
        }
        assertThat(ends).isEqualTo(result.ends());
        assertThat(balances).isEqualTo(result.finalBalances().minorUnits());
        assertThat(days)
                .isEqualTo(ends.keySet().stream()
                        .mapToLong(end -> result.days(end).sum())
                        .sum());
        result.phaseCounts()
                .forEach(phase -> assertThat(entered.getOrDefault(phase.name(), 0L))
                        .as(phase.name())
                        .isEqualTo(phase.entered()));
    }

    private static void assertAgrees(Told told, TracedAttempt attempt) {
        assertThat(told.entries).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(told.all(LogEvent.RUN_ENDED)).containsExactly(told.last());
        assertThat(text(told.last(), "end")).isEqualTo(attempt.end().name());
        assertThat(money(told.last(), "balance")).isEqualTo(attempt.balance());
        assertThat(told.all(LogEvent.BREACH)).hasSize(attempt.end().isFailure() ? 1 : 0);
        assertThat(told.all(LogEvent.RUN_STARTED).size()
                        + told.all(LogEvent.DAY_ROLLED).size())
                .isEqualTo(attempt.days());
        int passed = told.all(LogEvent.PASSED).size();
        assertThat(passed)
                .isEqualTo(told.all(LogEvent.RUN_STARTED).size() - (attempt.end() == AttemptEnd.PASSED ? 0 : 1));
        assertThat(told.all(LogEvent.SIZED).stream()
                        .filter(sized -> money(sized, "risk").isPositive()))
                .hasSameSizeAs(told.all(LogEvent.EQUITY).stream()
                        .filter(trade -> money(trade, "risked").isPositive())
                        .toList());
        long balance = 0;
        for (LogEntry entry : told.entries) {
            if (entry.event() == LogEvent.RUN_STARTED) {
                balance = money(entry, "balance").minorUnits();
            } else if (entry.event() == LogEvent.EQUITY) {
                balance += money(entry, "profit").minorUnits();
                assertThat(money(entry, "balance").minorUnits()).isEqualTo(balance);
            }
        }
        assertThat(balance).isEqualTo(attempt.balance().minorUnits());
    }

    private static Money money(LogEntry entry, String field) {
        return ((Value.Amount) entry.fields().value(field).orElseThrow()).money();
    }

    private static String text(LogEntry entry, String field) {
        return ((Value.Text) entry.fields().value(field).orElseThrow()).text();
    }

    /** Risks more the more its trader has won. */
    private record Learner() implements RiskModule {
        @Override
        public ModuleState start() {
            return new ModuleState() {
                private int wins = 5;

                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    return account.initialBalance() * 0.001 * wins;
                }

                @Override
                public void closed(long risked, long profit) {
                    wins = Math.max(1, Math.min(25, profit > 0 ? wins + 1 : wins - 1));
                }

                @Override
                public void reset() {
                    wins = 5;
                }
            };
        }

        @Override
        public Scope scope() {
            return Scope.TRADER;
        }
    }

    @Provide
    Arbitrary<Simulation> simulations() {
        return Combinators.combine(
                        programs(),
                        sizers(),
                        Arbitraries.integers().between(0, 5),
                        plans(),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs())
                .as((program, sizer, kind, plan, accounts, seed) -> drawn(Simulation.of(program), kind)
                        .sizing(sizer)
                        .tradingPlan(plan)
                        .accounts(accounts, seed % 2 == 0 ? Dependence.copied() : Dependence.independent())
                        .trials(20)
                        .seed(seed)
                        .build());
    }

    private static Simulation.Builder drawn(Simulation.Builder simulation, int kind) {
        TradesPerDay perDay = kind % 2 == 0 ? TradesPerDay.fixed(3) : TradesPerDay.poisson(0.7);
        simulation.tradesPerDay(perDay);
        return switch (kind / 2) {
            case 0 -> simulation.trades(BernoulliR.of(.45, 1.5));
            case 1 -> simulation.trades(new GaussianReturns(0.0005, 0.01, 0.008));
            default ->
                simulation.trades(Bootstrap.of(-1, -1, -0.4, 0.2, 1.1, 2.3).withMeanBlock(3));
        };
    }

    private static Arbitrary<Program> programs() {
        Money size = usd(100_000);
        Phase.Builder hard = Phase.builder("Hard", size)
                .profitTarget(0.06)
                .maximumLoss(0.06)
                .minimumTradingDays(5)
                .timeLimit(TimeLimit.weekdays(12));
        return Arbitraries.of(
                Programs.ftmoTwoStep(size),
                Programs.ftmoOneStep(size),
                Programs.ftmoTwoStep(size).withInactivity(Programs.ftmoContractClocks()),
                OtherFirms.topstepCombineWithDailyLoss(size),
                OtherFirms.the5ersHighStakes(size),
                Program.of("Limited", hard.build()),
                Program.of(
                        "Pausing",
                        hard.dailyLoss(DailyLoss.of(Limit.ofInitial(0.02)).pausing())
                                .build()));
    }

    private static Arbitrary<PositionSizer> sizers() {
        return Arbitraries.of(
                PositionSizer.of(FixedFractional.ofBalance(0.01)),
                PositionSizer.of(FixedFractional.ofInitialBalance(0.025)),
                PositionSizer.of(new Learner()),
                PositionSizer.builder()
                        .propose(FixedFractional.ofBalance(0.012))
                        .propose(new Cppi(0.15, 0.02, Cushion.aboveBindingFloor()))
                        .limit(DrawdownManager.band(0.03, 0.005))
                        .freezeBelow(0.02, Cushion.underHighWaterMark(0.06))
                        .blackout(moment -> moment.day() % 7 != 0)
                        .build());
    }

    private static Arbitrary<TradingPlan> plans() {
        return Arbitraries.of(
                TradingPlan.standard(),
                new TradingPlan(8, 3),
                TradingPlan.standard().withStalledAfter(5));
    }
}
