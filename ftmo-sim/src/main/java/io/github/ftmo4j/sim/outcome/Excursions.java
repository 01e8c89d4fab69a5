package io.github.ftmo4j.sim.outcome;

/**
 * How far a trade went against the trader and in favour of the trader while it was open.
 *
 * @param adverse the lowest profit of the open trade in R, at most 0
 * @param favourable the highest profit of the open trade in R, at least 0
 */
public record Excursions(double adverse, double favourable) {

    /**
     * Checks the excursions.
     *
     * @throws IllegalArgumentException if one has the wrong sign or is not finite
     */
    public Excursions {
        if (!(adverse <= 0 && adverse > Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException("adverse must be finite and at most 0, was " + adverse);
        }
        if (!(favourable >= 0 && favourable < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("favourable must be finite and at least 0, was " + favourable);
        }
    }

    /**
     * Whether a result lies within these excursions, as that of the trade does.
     *
     * @param rMultiple the result
     * @return whether it is from {@code adverse} to {@code favourable}
     */
    public boolean enclose(double rMultiple) {
        return adverse <= rMultiple && rMultiple <= favourable;
    }

    /**
     * The least excursions that contain these and a result.
     *
     * @param rMultiple the result, finite
     * @return these where they {@linkplain #enclose enclose} it
     */
    public Excursions enclosing(double rMultiple) {
        return enclose(rMultiple)
                ? this
                : new Excursions(Math.min(adverse, rMultiple), Math.max(favourable, rMultiple));
    }
}
