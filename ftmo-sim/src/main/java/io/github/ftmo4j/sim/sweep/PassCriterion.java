package io.github.ftmo4j.sim.sweep;

import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Optional;

/** P(one account passes all phases). */
record PassCriterion() implements OddsCriterion {

    @Override
    public String name() {
        return "P(pass)";
    }

    @Override
    public Scale scale() {
        return Scale.PROBABILITY;
    }

    @Override
    public boolean moreIsBetter() {
        return true;
    }

    @Override
    public double of(Odds odds) {
        return odds.pass().value();
    }

    @Override
    public Optional<Estimate> estimate(Odds odds) {
        return Optional.of(odds.pass());
    }
}
