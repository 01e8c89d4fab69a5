package io.github.ftmo4j.sim.contract;

import io.github.ftmo4j.sim.outcome.Outcome;

/** A copy of an outcome, equal by all that is in it. */
record Drawn(double rMultiple, double adverse, double favourable, double marketReturn, int opensAt, int closesAt) {

    /** How many are drawn from each sampler. */
    static final int DRAWS = 100;

    static Drawn of(Outcome out) {
        return new Drawn(
                out.rMultiple(), out.adverse(), out.favourable(), out.marketReturn(), out.opensAt(), out.closesAt());
    }

    boolean hasExcursions() {
        return adverse <= Math.min(0, rMultiple) && favourable >= Math.max(0, rMultiple);
    }

    boolean hasTimes() {
        return opensAt >= 0 && closesAt >= opensAt;
    }
}
