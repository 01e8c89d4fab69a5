package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.Value;
import io.github.ftmo4j.core.program.OtherFirms;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.contract.RandomModules;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.TracedAttempt;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Whatever a sizer is built of, an attempt that it lets wait for good ends, and no other is said to wait. */
class StalledProperties {

    /** Counts the days in a row on which all that came up was refused. */
    private static final class Idling {
        private boolean risked;
        private boolean refused;
        private int days;

        void sized(boolean positive) {
            risked |= positive;
            refused |= !positive;
        }

        int daysOnceTodayIsOver() {
            if (risked) {
                days = 0;
            } else if (refused) {
                days++;
            }
            risked = false;
            refused = false;
            return days;
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anAttemptIsStalledOnceSoManyDaysInARowRefusedEveryTrade(@ForAll("simulations") Simulation simulation) {
        int most = simulation.spec().tradingPlan().stalledAfter();
        for (long trial = 0; trial < simulation.trials(); trial++) {
            Map<String, Idling> runs = new HashMap<>();
            DecisionLog log = entry -> {
                switch (entry.event()) {
                    case RUN_STARTED -> runs.put(entry.run(), new Idling());
                    case SIZED -> runs.get(entry.run()).sized(isPositive(entry));
                    case DAY_ROLLED ->
                        assertThat(runs.get(entry.run()).daysOnceTodayIsOver()).isLessThan(most);
                    default -> {}
                }
            };
            for (TracedAttempt attempt : simulation.trace(trial, log)) {
                int idle = runs.get(attempt.run()).daysOnceTodayIsOver();
                boolean stalled = attempt.end() == AttemptEnd.STALLED;
                if (stalled) {
                    assertThat(idle).isEqualTo(most);
                } else if (!attempt.end().isFailure()) { // the rules may end it in the same night
                    assertThat(idle).isLessThan(most);
                }
                Statistics.label("stalled").collect(stalled);
            }
        }
        Statistics.label("stalled").coverage(ends -> {
            ends.check(true).percentage(share -> share > 5);
            ends.check(false).percentage(share -> share > 5);
        });
    }

    private static boolean isPositive(LogEntry sized) {
        return ((Value.Amount) sized.fields().value("risk").orElseThrow())
                .money()
                .isPositive();
    }

    @Provide
    Arbitrary<Simulation> simulations() {
        return Combinators.combine(
                        programs(),
                        RandomModules.stacks(),
                        Arbitraries.of(TradesPerDay.fixed(3), TradesPerDay.poisson(0.7)),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(Dependence.copied(), Dependence.independent()),
                        Arbitraries.longs())
                .as((program, stack, perDay, stalledAfter, dependence, seed) -> Simulation.of(program)
                        .trades(new GaussianReturns(0.0005, 0.01, 0.008))
                        .tradesPerDay(perDay)
                        .sizing(stack.sizer())
                        .tradingPlan(new TradingPlan(60, stalledAfter))
                        .accounts(2, dependence)
                        .trials(3)
                        .seed(seed)
                        .build());
    }

    private static Arbitrary<Program> programs() {
        return Arbitraries.of(
                Programs.ftmoTwoStep(usd(100_000)),
                Programs.ftmoTwoStep(usd(100_000)).withInactivity(Programs.ftmoContractClocks()),
                OtherFirms.topstepCombineWithDailyLoss(usd(100_000)));
    }
}
