package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.sim.engine.internal.montecarlo.TrialRunner;
import io.github.ftmo4j.sim.odds.TracedAttempt;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.random.RandomGenerator;

/** Runs the readable engine once for every sequence of draws, in place of random ones. */
final class Enumeration {

    private int[] choices = new int[16];
    private int[] ways = new int[16];
    private int length;
    private int at;
    private double probability;

    /**
     * Runs every attempt of a specification.
     *
     * @param most how many attempts to run at most
     * @param found receives each attempt and its probability
     * @return whether these were all
     */
    static boolean of(SimulationSpec spec, int most, ObjDoubleConsumer<TracedAttempt> found) {
        return of(
                spec,
                scripted ->
                        TrialRunner.trace(scripted, 0, 0, DecisionLog.none()).get(0),
                most,
                found);
    }

    /**
     * Runs one trial for every sequence of draws.
     *
     * @param trial runs a specification for the first account of trial 0
     * @param most how many trials to run at most
     * @param found receives what each trial gives and its probability
     * @return whether these were all
     */
    static <T> boolean of(
            SimulationSpec spec, Function<SimulationSpec, T> trial, int most, ObjDoubleConsumer<T> found) {
        Enumeration enumeration = new Enumeration();
        SimulationSpec scripted = new SimulationSpec(
                spec.program(),
                enumeration.outcomes(spec.outcomes()),
                enumeration.trades(spec.tradesPerDay()),
                spec.sizing(),
                spec.positions(),
                spec.tradingPlan(),
                spec.calendar(),
                spec.start(),
                1,
                Dependence.copied());
        for (int run = 0; run < most; run++) {
            enumeration.at = 0;
            enumeration.probability = 1;
            found.accept(trial.apply(scripted), enumeration.probability);
            if (!enumeration.advance()) {
                return true;
            }
        }
        return false;
    }

    /** Moves to the next sequence of choices. */
    private boolean advance() {
        length = at;
        while (length > 0 && choices[length - 1] + 1 == ways[length - 1]) {
            length--;
        }
        if (length == 0) {
            return false;
        }
        choices[length - 1]++;
        return true;
    }

    private int choose(int of) {
        if (at == choices.length) {
            choices = Arrays.copyOf(choices, 2 * at);
            ways = Arrays.copyOf(ways, 2 * at);
        }
        if (at >= length) {
            choices[at] = 0;
            length = at + 1;
        }
        ways[at] = of;
        return choices[at++];
    }

    private OutcomeModel outcomes(OutcomeModel model) {
        var law = model.law().orElseThrow();
        return () -> new OutcomeSampler() {
            @Override
            public void next(RandomGenerator random, Outcome out) {
                int i = choose(law.size());
                probability *= law.probability(i);
                out.set(law.value(i));
            }
        };
    }

    private TradesPerDay trades(TradesPerDay tradesPerDay) {
        var counts = tradesPerDay.distribution().orElseThrow();
        return random -> {
            if (counts.probability(counts.most()) == 1) {
                return counts.most();
            }
            int number = choose(counts.most() + 1);
            probability *= counts.probability(number);
            return number;
        };
    }
}
