package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.contract.RandomModules;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tag;

/**
 * The exact odds of an account that runs are the mean of its exact odds after the next trade, over the results of that
 * trade; and as many attempts of the readable engine pass from there.
 */
class SolvedLivesTest {

    private static final DiscreteLaw LAW =
            DiscreteLaw.of(new double[] {-1, 0.4, 1.7}, new double[] {0.5, 0.125, 0.375});
    private static final RandomGenerator<RandomModules.Stack> STACKS =
            RandomModules.stacks().generator(1_000);
    private static final double ERROR = 1e-11;

    /**
     * Results that are known beforehand, of a law that the engines know.
     *
     * @param results indexes of values of the law
     */
    private record Told(List<Integer> results) implements OutcomeModel {
        @Override
        public Optional<DiscreteLaw> law() {
            return Optional.of(LAW);
        }

        @Override
        public OutcomeSampler start() {
            int[] next = {0};
            return (random, out) -> out.set(LAW.value(results.get(next[0]++)));
        }
    }

    /** Draws of the law. */
    private record Drawn() implements OutcomeModel {
        @Override
        public Optional<DiscreteLaw> law() {
            return Optional.of(LAW);
        }

        @Override
        public OutcomeSampler start() {
            return (random, out) -> {
                double u = random.nextDouble();
                out.set(LAW.value(u < 0.5 ? 0 : u < 0.625 ? 1 : 2));
            };
        }
    }

    @Example
    void exactOddsAreTheMeanOfTheExactOddsAfterTheNextTrade() {
        check(40, 8, 0);
    }

    @Example
    @Tag("thorough")
    void exactOddsOfAThousandLivesAreTheMeanOfTheExactOddsAfterTheNextTrade() {
        check(1_000, 9, 5_000);
    }

    private static void check(int lives, long seed, long trials) {
        Random random = new Random(seed);
        int seen = 0;
        int undecided = 0;
        double errors = 0;
        while (seen < lives) {
            SimulationSpec spec = spec(random);
            List<Integer> results = new ArrayList<>();
            for (int i = random.nextInt(25); i >= 0; i--) {
                results.add(random.nextInt(LAW.size()));
            }
            Optional<Life> now = after(spec, results.subList(0, results.size() - 1));
            if (now.isEmpty() || now.get().over() || !now.get().hasTrade() || !solvable(spec)) {
                continue;
            }
            List<Life> later = new ArrayList<>();
            for (int j = 0; j < LAW.size(); j++) {
                results.set(results.size() - 1, j);
                after(spec, results).ifPresent(later::add);
            }
            if (later.size() < LAW.size()) {
                continue;
            }
            seen++;
            ExactOdds odds = solve(spec, now.get());
            double mean = 0;
            for (int j = 0; j < LAW.size(); j++) {
                mean += LAW.probability(j) * solve(spec, later.get(j)).pass().value();
            }
            double pass = odds.pass().value();
            assertThat(pass).as("%s of %s", results, spec).isEqualTo(mean, within(ERROR));
            if (pass > 0.01 && pass < 0.99) {
                undecided++;
                if (trials > 0) {
                    SampledOdds sampled = Simulation.of(with(spec, now.get()))
                            .trials(trials)
                            .seed(seed)
                            .build()
                            .run();
                    double z = (sampled.pass().value() - pass) / Math.sqrt(pass * (1 - pass) / trials);
                    errors += z * z;
                    // 6e-7 each
                    assertThat(Math.abs(z)).as("%s of %s", results, spec).isLessThan(5);
                    assertThat(sampled.days(AttemptEnd.PASSED).n()).isPositive();
                }
            }
        }
        assertThat(undecided).isGreaterThan(lives / 8);
        if (trials > 0) {
            // the sum of squares is about normal around its number: 4 deviations, false alarm in 1 of 16,000
            assertThat(errors)
                    .isBetween(undecided - 4 * Math.sqrt(2.0 * undecided), undecided + 4 * Math.sqrt(2.0 * undecided));
        }
    }

    private static SimulationSpec spec(Random random) {
        PositionSizer sizer = random.nextInt(3) == 0
                ? PositionSizer.of(FixedFractional.ofBalance(0.02))
                : STACKS.next(random).value().sizer();
        return new SimulationSpec(
                RandomPrograms.program(random),
                new Drawn(),
                TradesPerDay.fixed(1 + random.nextInt(3)),
                sizer,
                Positions.oneByOne().withPath(TradePath.CLOSES_ONLY),
                new TradingPlan(3 + random.nextInt(3), 1 + random.nextInt(4)),
                TradingCalendar.weekdays(),
                Start.fresh(),
                1,
                Dependence.independent());
    }

    private static boolean solvable(SimulationSpec spec) {
        return Solver.obstacles(spec).isEmpty();
    }

    /** A life after so many trades, before anything else happens; empty if it ends before them. */
    private static Optional<Life> after(SimulationSpec spec, List<Integer> results) {
        Life life = new Life(Simulation.of(spec).trades(new Told(results)).spec(), new Random(0));
        for (int i = 0; i < results.size(); i++) {
            while (!life.over() && !life.hasTrade()) {
                life.finishDay();
                life.nextDay();
            }
            if (life.over() || life.inLaterPhase()) {
                return Optional.empty();
            }
            life.trade();
        }
        return life.tellsItsIdleDays() ? Optional.of(life) : Optional.empty();
    }

    private static ExactOdds solve(SimulationSpec spec, Life life) {
        try {
            return Solver.of(with(spec, life))
                    .tolerance(1e-12)
                    .mostStates(5_000_000)
                    .solve();
        } catch (UnsolvableException e) {
            throw new AssertionError(spec.toString(), e);
        }
    }

    private static SimulationSpec with(SimulationSpec spec, Life life) {
        return Simulation.of(spec).start(life.start()).spec();
    }
}
