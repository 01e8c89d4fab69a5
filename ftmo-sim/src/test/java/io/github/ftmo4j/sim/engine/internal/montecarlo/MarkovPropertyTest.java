package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The odds of an account are the mean of its odds a day later. A life is traded to a random day or to the middle of
 * one; its odds there are compared with the share of passes after many ways to trade one day more.
 */
class MarkovPropertyTest {

    private static final int NOW = 400;
    private static final int LATER = 200;

    @Test
    void theOddsAreTheMeanOfTheOddsADayLater() {
        check(60);
    }

    @Test
    @Tag("thorough")
    void theOddsOfAThousandLivesAreTheMeanOfTheOddsADayLater() {
        check(1_000);
    }

    /** The false-alarm rate is 6e-5 for the mean, and about as much for the mean square. */
    private static void check(int lives) {
        double sum = 0;
        double squares = 0;
        int compared = 0;
        for (int life = 0; compared < lives; life++) {
            double z = z(life);
            if (!Double.isNaN(z)) {
                sum += z;
                squares += z * z;
                compared++;
            }
        }
        assertThat(sum / Math.sqrt(compared)).isBetween(-4.0, 4.0);
        // a z-score has a kurtosis of about 3
        assertThat((squares - compared) / Math.sqrt(2.0 * compared)).isBetween(-4.0, 4.2);
    }

    private static SimulationSpec spec(Random random) {
        PositionSizer learner = PositionSizer.builder()
                .propose(Bayes.of(Prior.uniform(1.3)).cap(0.02).probe(0.008))
                .limit(DrawdownManager.band(0.03, 0.008))
                .build();
        return new SimulationSpec(
                RandomPrograms.program(random),
                BernoulliR.of(0.5, 1.3),
                random.nextBoolean() ? TradesPerDay.fixed(3) : TradesPerDay.poisson(2.5),
                random.nextBoolean() ? learner : PositionSizer.of(FixedFractional.ofBalance(0.012)),
                Positions.oneByOne().withPath(TradePath.CLOSES_ONLY),
                TradingPlan.standard().withAbandonAfter(80),
                TradingCalendar.weekdays(),
                Start.fresh(),
                1,
                Dependence.independent());
    }

    /** The standardised difference of the odds now and a day later; NaN if all end the same way. */
    private static double z(int number) {
        Random random = new Random(number);
        SimulationSpec spec = spec(random);
        int stop = random.nextInt(10);
        boolean midday = spec.tradesPerDay().equals(TradesPerDay.fixed(3)) && random.nextBoolean();
        long past = random.nextLong();
        Life now = life(spec, past, stop, midday);
        if (now.over() || !now.tellsItsIdleDays()) {
            return Double.NaN;
        }
        long passedNow = passes(spec, now, NOW, number);
        long passedLater = 0;
        for (int i = 0; i < LATER; i++) {
            Life later = life(spec, past, stop, midday);
            later.drawFrom(new Random(random.nextLong()));
            later.finishDay();
            later.nextDay();
            if (!later.gaveUp()) {
                passedLater += passes(spec, later, 1, random.nextLong());
            }
        }
        double p = (double) (passedNow + passedLater) / (NOW + LATER);
        double difference = (double) passedNow / NOW - (double) passedLater / LATER;
        return p == 0 || p == 1 ? Double.NaN : difference / Math.sqrt(p * (1 - p) * (1.0 / NOW + 1.0 / LATER));
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

    private static long passes(SimulationSpec spec, Life life, int trials, long seed) {
        SimulationSpec from = Simulation.of(spec).start(life.start()).spec();
        Tally tally = new ReadableTrials(from, seed).newTally();
        TrialRunner runner = new TrialRunner(from, seed, 0, tally);
        for (int trial = 0; trial < trials; trial++) {
            runner.run(trial);
        }
        return Arrays.stream(tally.days(AttemptEnd.PASSED)).sum();
    }
}
