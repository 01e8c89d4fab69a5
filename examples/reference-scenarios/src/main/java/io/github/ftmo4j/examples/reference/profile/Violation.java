package io.github.ftmo4j.examples.reference.profile;

/** Which part of the pass rule a run did not meet. The names are stable codes. */
public enum Violation {
    /** The drawdown from the high-water mark was too large. */
    MAXIMUM_DRAWDOWN,
    /** One step lost too much. */
    STEP_DROP,
    /** The gain at the end was too small. */
    PROFIT_TARGET,
    /** The run had too few steps. */
    MINIMUM_STEPS
}
