package io.github.ftmo4j.sim.outcome;

/**
 * The excursions of trades that cost constants.
 *
 * @param law the law without the costs
 * @param results the results without the costs that occur; none if there is a density
 * @param cost what is paid at the opening, in R
 * @param atClose what is paid at the close, in R
 */
record ShiftedExcursions(ExcursionLaw law, double[] results, double cost, double atClose) implements ExcursionLaw {

    /** The result without the costs: sums of floating-point numbers may miss it by their rounding. */
    private double before(double r) {
        double before = r + cost + atClose;
        double nearest = before;
        double distance = Double.POSITIVE_INFINITY;
        for (double result : results) {
            if (Math.abs(result - before) < distance) {
                nearest = result;
                distance = Math.abs(result - before);
            }
        }
        return nearest;
    }

    @Override
    public double adverseReaches(double r, double y) {
        return -y >= Math.min(0, r) || y <= cost ? 1 : law.adverseReaches(before(r), y - cost);
    }

    @Override
    public double favourableReaches(double r, double z) {
        return z <= Math.max(0, r) ? 1 : law.favourableReaches(before(r), z + cost);
    }
}
