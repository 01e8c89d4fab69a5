package io.github.ftmo4j.sim.precision;

import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.statistics.Estimate;

/**
 * Odds that were sampled to a precision, and whether it was reached.
 *
 * @param odds the odds from all trials that were run
 * @param precision the precision that was asked for
 * @param end why no more trials were run
 */
public record PreciseOdds(SampledOdds odds, Precision precision, End end) {

    /** Why no more trials were run. */
    public enum End {
        /** The interval is as narrow as asked. */
        REACHED,
        /** All trials of the simulation were run. */
        TRIALS,
        /** The time was over. */
        TIME,
        /** The calling thread was interrupted. */
        INTERRUPTED
    }

    /**
     * The figure whose precision was asked for.
     *
     * @return its estimate from all trials
     * @throws IllegalArgumentException if no trial was run
     */
    public Estimate estimate() {
        return precision.figure(odds);
    }

    /**
     * Half of the width of the interval.
     *
     * @return from 0 to 0.5
     * @throws IllegalArgumentException if no trial was run
     */
    public double halfWidth() {
        return estimate().halfWidth();
    }

    /**
     * Whether the interval is as narrow as asked.
     *
     * @return whether it is; false if no trial was run
     */
    public boolean reached() {
        return odds.trials() > 0 && halfWidth() <= precision.halfWidth();
    }

    /** The estimate and whether its precision was reached; then the odds. */
    @Override
    public String toString() {
        String verdict = reached()
                ? precision + " reached"
                : precision + " NOT reached (" + end + (odds.trials() > 0 ? "), ± " + Points.text(halfWidth()) : ")");
        return verdict + " after " + odds.trials() + " trials" + System.lineSeparator() + odds;
    }
}
