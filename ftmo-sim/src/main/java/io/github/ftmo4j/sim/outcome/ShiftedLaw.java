package io.github.ftmo4j.sim.outcome;

/**
 * A law less a constant.
 *
 * @param law the law
 * @param less the constant
 */
record ShiftedLaw(ContinuousLaw law, double less) implements ContinuousLaw {

    @Override
    public double density(double r) {
        return law.density(r + less);
    }

    @Override
    public double cumulative(double r) {
        return law.cumulative(r + less);
    }

    @Override
    public double mean() {
        return law.mean() - less;
    }

    @Override
    public double partialMean(double r) {
        return law.partialMean(r + less) - less * law.cumulative(r + less);
    }

    @Override
    public double scale() {
        return law.scale();
    }
}
