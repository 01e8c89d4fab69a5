package io.github.ftmo4j.sim.contract;

import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** A sampler, driven as the simulator drives it: day by day if it has days, each trade drawn and completed. */
final class Trading {

    /** So that a model whose days have no trades comes to an end. */
    private static final int MOST_DAYS = 10_000;

    private final OutcomeSampler sampler;
    private final boolean hasDays;
    private final boolean completes;
    private final RandomStream outcomes;
    private final RandomStream inside;
    private final RandomStream counts;
    private int left;

    private Trading(OutcomeModel model, OutcomeSampler sampler, boolean completes, long seed, long insideSeed) {
        this.sampler = sampler;
        this.hasDays = model.hasDays();
        this.completes = completes;
        outcomes = Streams.outcomes(seed);
        counts = Streams.tradesPerDay(seed);
        inside = Streams.insideTrade(insideSeed);
    }

    static Trading of(OutcomeModel model, OutcomeSampler sampler, long seed) {
        return new Trading(model, sampler, model.completes(), seed, seed);
    }

    static Trading of(OutcomeModel model, long seed) {
        return of(model, model.start(), seed);
    }

    /** With other random numbers inside the trades. */
    static Trading completedBy(OutcomeModel model, long seed, long insideSeed) {
        return new Trading(model, model.start(), model.completes(), seed, insideSeed);
    }

    /** Without the second step. */
    static Trading withoutCompletion(OutcomeModel model, long seed) {
        return new Trading(model, model.start(), false, seed, seed);
    }

    /**
     * Draws the next trade.
     *
     * @return whether there is one
     */
    boolean next(Outcome out) {
        if (!draw(out)) {
            return false;
        }
        if (completes) {
            sampler.complete(inside, out);
        }
        return true;
    }

    /** Draws the next trade, and does not complete it. */
    boolean draw(Outcome out) {
        if (hasDays) {
            for (int day = 0; left == 0 && day < MOST_DAYS; day++) {
                left = sampler.startDay(counts);
            }
            if (left == 0) {
                return false;
            }
            left--;
        }
        sampler.next(outcomes, out);
        return true;
    }

    /** Completes a trade, which may be any. */
    void complete(Outcome out) {
        sampler.complete(inside, out);
    }

    List<Drawn> draws() {
        Outcome out = new Outcome();
        List<Drawn> drawn = new ArrayList<>();
        while (drawn.size() < Drawn.DRAWS && next(out)) {
            drawn.add(Drawn.of(out));
        }
        return drawn;
    }

    /** The first steps only, though each trade is completed as the model demands. */
    List<Drawn> firstSteps() {
        Outcome out = new Outcome();
        List<Drawn> drawn = new ArrayList<>();
        while (drawn.size() < Drawn.DRAWS && draw(out)) {
            drawn.add(Drawn.of(out));
            if (completes) {
                sampler.complete(inside, out);
            }
        }
        return drawn;
    }

    /** The random numbers that come next, one of each stream. */
    List<Long> nextRandomNumbers() {
        return List.of(outcomes.nextLong(), inside.nextLong(), counts.nextLong());
    }
}
