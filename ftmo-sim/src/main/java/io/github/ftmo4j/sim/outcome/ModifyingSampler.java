package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/** Completes the trades of another sampler, then changes them. */
abstract class ModifyingSampler implements OutcomeSampler {

    private final OutcomeSampler trades;

    ModifyingSampler(OutcomeModel trades) {
        this.trades = trades.start();
    }

    /** Changes a trade that is complete otherwise. */
    abstract void modify(RandomGenerator random, Outcome out);

    /** Gives a trade another result, and excursions that enclose it if it has any. */
    static void change(Outcome out, double rMultiple, double adverse, double favourable) {
        boolean hasExcursions = out.hasExcursions();
        out.withRMultiple(Checks.within(rMultiple));
        if (hasExcursions) {
            double r = out.rMultiple();
            out.withExcursions(Math.min(Math.min(0, r), adverse), Math.max(Math.max(0, r), favourable));
        }
    }

    @Override
    public void next(RandomGenerator random, Outcome out) {
        trades.next(random, out);
    }

    @Override
    public void complete(RandomGenerator random, Outcome out) {
        trades.complete(random, out);
        modify(random, out);
    }

    @Override
    public int startDay(RandomGenerator counts) {
        return trades.startDay(counts);
    }

    @Override
    public void restart() {
        trades.restart();
    }
}
