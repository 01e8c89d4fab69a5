package io.github.ftmo4j.core.gate;

/** When the first trade of a phase comes up. */
record FirstMoment(long day, long epochMilli) implements Moment {

    @Override
    public int tradeOfDay() {
        return 0;
    }

    @Override
    public int tradeOfPhase() {
        return 0;
    }
}
