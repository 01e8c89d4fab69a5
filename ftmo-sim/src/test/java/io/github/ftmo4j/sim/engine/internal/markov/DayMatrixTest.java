package io.github.ftmo4j.sim.engine.internal.markov;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DayMatrixTest {

    private static final SimulationSpec SPEC = Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
            .trades(BernoulliR.of(0.5, 1))
            .tradesPerDay(1)
            .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
            .spec();

    /** The day of one balance leads to the next one, and that of the last balance leads to a pass. */
    @Test
    void aDayMayLeaveNothing() {
        CompiledPhase rules = CompiledPhase.of(SPEC.program().phases().get(0));
        DayMatrix matrix = new DayMatrix(rules, LastDay.of(SPEC, rules, 0), 1e-9) {
            @Override
            void dayOf(int balance, Masses next, double[] sums) {
                if (balance < 2) {
                    next.span(balance + 1, balance + 2);
                    next.at[balance + 1] = 1;
                } else {
                    sums[HIT] += 1;
                    sums[HIT + 1] += 11_000_000;
                }
            }
        };

        PhaseLaw law = matrix.solve(
                new double[] {9_900_000, 10_000_000, 10_100_000},
                0,
                new double[] {1, 0, 0},
                new double[DayMatrix.SUMS]);

        assertThat(Arrays.stream(law.days(AttemptEnd.PASSED)).sum()).isEqualTo(1);
    }
}
