package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exact odds of accounts that run already: random lives, at the start of a day or in the middle of one. */
class SolvedLivesTest {

    private static final double WIN_RATE = 0.5;
    private static final int TRADES = 2;
    private static final int TRIALS = 1_000;

    private static SimulationSpec spec(Random random, TradesPerDay perDay) {
        PositionSizer.Builder sizer = PositionSizer.builder().propose(FixedFractional.ofInitialBalance(0.012));
        switch (random.nextInt(4)) {
            case 0 -> sizer.limit(DrawdownManager.band(0.02, 0.006));
            case 1 -> sizer.limit(new LosingStreakLadder(List.of(new LosingStreakLadder.Step(2, 0.004))));
            default -> {}
        }
        return new SimulationSpec(
                RandomPrograms.program(random),
                BernoulliR.of(WIN_RATE, 1.3),
                perDay,
                sizer.build(),
                new TradingPlan(9, 5),
                TradingCalendar.weekdays(),
                Start.fresh(),
                1,
                Dependence.independent());
    }

    private static Life life(SimulationSpec spec, long past, int stop, boolean midday) {
        Life life = new Life(spec, new Random(past));
        while (life.daysBefore() < stop && !life.over()) {
            life.finishDay();
            life.nextDay();
        }
        if (midday && life.hasTrade()) {
            life.trade();
        }
        return life;
    }

    private static SimulationSpec from(SimulationSpec spec, RunningStart start) {
        return new SimulationSpec(
                spec.program(),
                spec.outcomes(),
                spec.tradesPerDay(),
                spec.sizing(),
                spec.tradingPlan(),
                spec.calendar(),
                start,
                1,
                spec.dependence());
    }

    /** Decides the results of the next trades: the first bit the first one. */
    private static final class Results implements RandomGenerator {
        private int wins;

        Results(int wins) {
            this.wins = wins;
        }

        @Override
        public long nextLong() {
            boolean win = (wins & 1) == 1;
            wins >>= 1;
            return win ? 0 : -1;
        }
    }

    @Test
    void theOddsAreTheMeanOfTheOddsADayLater() {
        compareDays(40);
    }

    @Test
    @Tag("thorough")
    void theOddsOfAThousandLivesAreTheMeanOfTheOddsADayLater() {
        compareDays(1_000);
    }

    private static void compareDays(int lives) {
        int compared = 0;
        for (int number = 0; compared < lives; number++) {
            Random random = new Random(number);
            SimulationSpec spec = spec(random, TradesPerDay.fixed(TRADES));
            int stop = random.nextInt(6);
            boolean midday = random.nextBoolean();
            long past = random.nextLong();
            Life now = life(spec, past, stop, midday);
            if (now.over() || !now.tellsItsIdleDays()) {
                continue;
            }
            compared++;
            ExactOdds here = Solver.of(from(spec, now.start())).solve();
            double[] later = new double[AttemptEnd.values().length];
            int left = TRADES - now.tradeOfDay();
            for (int wins = 0; wins < 1 << left; wins++) {
                Life next = life(spec, past, stop, midday);
                next.drawFrom(new Results(wins));
                next.finishDay();
                next.nextDay();
                if (!next.gaveUp()) {
                    ExactOdds there = Solver.of(from(spec, next.start())).solve();
                    for (AttemptEnd end : AttemptEnd.values()) {
                        later[end.ordinal()] += there.share(end).value() / (1 << left);
                    }
                }
            }
            for (AttemptEnd end : AttemptEnd.values()) {
                if (end == AttemptEnd.PASSED || end.isFailure()) {
                    assertThat(later[end.ordinal()])
                            .as("life %s, %s of %s", number, end, spec)
                            .isCloseTo(here.share(end).value(), within(1e-8));
                }
            }
        }
    }

    @Test
    void bothEnginesAgree() {
        compareEngines(40);
    }

    @Test
    @Tag("thorough")
    void bothEnginesAgreeOnAThousandLives() {
        compareEngines(1_000);
    }

    /** The false-alarm rate is below 1e-4 for the sum of all z-scores and for that of their squares. */
    private static void compareEngines(int lives) {
        double sum = 0;
        double squares = 0;
        int compared = 0;
        for (int number = 0; compared < lives; number++) {
            Random random = new Random(number + 1_000_000);
            SimulationSpec spec =
                    spec(random, random.nextBoolean() ? TradesPerDay.fixed(2) : TradesPerDay.poisson(0.9));
            Life life = life(spec, random.nextLong(), random.nextInt(6), random.nextBoolean());
            if (life.over()) {
                continue;
            }
            SimulationSpec from = from(spec, life.start());
            double p;
            try {
                p = Solver.of(from)
                        .tolerance(1e-5)
                        .mostStates(40_000)
                        .solve()
                        .pass()
                        .value();
            } catch (UnsolvableException e) {
                continue; // too many states for a test
            }
            Tally tally = new ReadableTrials(from, number).newTally();
            TrialRunner runner = new TrialRunner(from, number, tally);
            for (int trial = 0; trial < TRIALS; trial++) {
                runner.run(trial);
            }
            long passed = Arrays.stream(tally.days(AttemptEnd.PASSED)).sum();
            if (p < 0.01 || p > 0.99) {
                // four standard errors at the edge of what is compared
                assertThat((double) passed / TRIALS).isCloseTo(p, within(0.0126));
            } else {
                double z = (passed - TRIALS * p) / Math.sqrt(TRIALS * p * (1 - p));
                assertThat(z).as("life %s of %s", number, from).isBetween(-5.0, 5.0);
                sum += z;
                squares += z * z;
                compared++;
            }
        }
        assertThat(sum / Math.sqrt(compared)).isBetween(-4.0, 4.0);
        assertThat((squares - compared) / Math.sqrt(2.0 * compared)).isBetween(-4.0, 4.5);
    }
}
