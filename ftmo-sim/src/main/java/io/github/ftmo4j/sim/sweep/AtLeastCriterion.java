package io.github.ftmo4j.sim.sweep;

import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Optional;

/**
 * P(at least so many accounts pass).
 *
 * @param accounts how many, at least 1
 */
record AtLeastCriterion(int accounts) implements OddsCriterion {

    AtLeastCriterion {
        if (accounts < 1) {
            throw new IllegalArgumentException("accounts must be at least 1, was " + accounts);
        }
    }

    @Override
    public String name() {
        return "P(at least " + accounts + ")";
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
        return odds.passes().atLeast(accounts).value();
    }

    @Override
    public Optional<Estimate> estimate(Odds odds) {
        return Optional.of(odds.passes().atLeast(accounts));
    }
}
