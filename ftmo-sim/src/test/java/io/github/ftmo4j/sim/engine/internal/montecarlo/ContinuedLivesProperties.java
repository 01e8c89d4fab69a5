package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.contract.RandomModules;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.TracedAttempt;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** An attempt that is taken over by a running start at any time ends as it would have ended. */
class ContinuedLivesProperties {

    /**
     * Outcomes that are known beforehand.
     *
     * @param seed names the sequence
     * @param offset how many trades of the first phase are over
     */
    private record Script(long seed, int offset) implements OutcomeModel {

        private static final double[] R = {-1, -1, -1, -0.5, -1.2, 0, 0.3, 1, 1.5, 2.5, 2.5};

        @Override
        public OutcomeSampler start() {
            return new OutcomeSampler() {
                private boolean begun;
                private int next;

                @Override
                public void next(RandomGenerator random, Outcome out) {
                    Random one = new Random(seed * 1_000_003 + next++);
                    out.set(R[one.nextInt(R.length)]).withMarketReturn(0.02 * one.nextDouble() - 0.01);
                }

                @Override
                public void restart() {
                    next = begun ? 0 : offset;
                    begun = true;
                }
            };
        }

        @Override
        public boolean hasMarket() {
            return true;
        }
    }

    @Provide
    Arbitrary<RandomModules.Stack> stacks() {
        return RandomModules.stacks();
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aLifeGoesOn(@ForAll("stacks") RandomModules.Stack stack, @ForAll("seeds") long seed) {
        Random random = new Random(seed);
        SimulationSpec spec = new SimulationSpec(
                RandomPrograms.program(random),
                new Script(seed, 0),
                TradesPerDay.fixed(1 + random.nextInt(4)),
                random.nextBoolean() ? stack.sizer() : PositionSizer.of(FixedFractional.ofBalance(0.012)),
                Positions.oneByOne().withPath(TradePath.CLOSES_ONLY),
                new TradingPlan(30 + random.nextInt(30), 3 + random.nextInt(10)),
                TradingCalendar.weekdays(),
                Start.fresh(),
                1,
                Dependence.independent());
        TracedAttempt whole = trace(spec);

        Life life = new Life(spec, new Random(seed));
        int stop = random.nextInt(Math.max(1, whole.days()));
        boolean midday = random.nextBoolean();
        boolean weekend = false;
        while (life.daysBefore() < stop && !life.over()) {
            life.finishDay();
            if (life.daysBefore() + 1 == stop && !life.over() && !midday && life.rollToIdleDay()) {
                weekend = true;
                break;
            }
            life.nextDay();
        }
        if (!weekend && !life.over()) {
            for (int trades = random.nextInt(4); trades > 0 && life.hasTrade(); trades--) {
                life.trade();
            }
            if (!life.tellsItsIdleDays()) {
                life.finishDay();
                life.nextDay();
            }
        }

        if (life.gaveUp()) {
            return;
        }
        TracedAttempt rest = trace(Simulation.of(spec)
                .trades(new Script(seed, life.drawn()))
                .start(life.start())
                .spec());
        assertThat(rest.end()).isEqualTo(whole.end());
        assertThat(rest.phase()).isEqualTo(whole.phase());
        assertThat(rest.balance()).isEqualTo(whole.balance());
        assertThat(life.daysBefore() + rest.days()).isEqualTo(whole.days());
        Statistics.label("end").collect(whole.end());
        Statistics.label("end").coverage(ends -> {
            for (AttemptEnd end : List.of(AttemptEnd.PASSED, AttemptEnd.DAILY_LOSS, AttemptEnd.MAXIMUM_LOSS)) {
                ends.check(end).percentage(share -> share > 1);
            }
        });
        Statistics.label("taken over").collect(weekend ? "weekend" : life.tradeOfDay() > 0 ? "midday" : "morning");
    }

    private static TracedAttempt trace(SimulationSpec spec) {
        return TrialRunner.trace(spec, 1, 0, DecisionLog.none()).get(0);
    }
}
