package io.github.ftmo4j.sim.sweep;

import io.github.ftmo4j.sim.odds.Odds;

/** The mean number of trading days of the attempts that pass. */
record DaysCriterion() implements OddsCriterion {

    @Override
    public String name() {
        return "days to pass";
    }

    @Override
    public Scale scale() {
        return Scale.DAYS;
    }

    @Override
    public boolean moreIsBetter() {
        return false;
    }

    @Override
    public double of(Odds odds) {
        return odds.daysToPass().mean();
    }
}
