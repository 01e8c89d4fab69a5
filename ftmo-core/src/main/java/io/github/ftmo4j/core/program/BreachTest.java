package io.github.ftmo4j.core.program;

/** When equity breaches a floor. Firms differ in this. */
public enum BreachTest {
    /**
     * Equity below the floor is a breach; equity exactly on it is not. FTMO's wording ("drops below"), and the default.
     */
    BELOW,
    /** Equity on the floor is a breach already. */
    TOUCH;

    /**
     * The equity under which the floor is breached: a breach is {@code equity < threshold} in whole minor units.
     *
     * @param floor the floor in minor units
     * @return the threshold in minor units
     */
    public long threshold(long floor) {
        return this == TOUCH ? floor + 1 : floor;
    }
}
