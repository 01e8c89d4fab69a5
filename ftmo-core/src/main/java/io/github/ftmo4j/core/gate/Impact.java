package io.github.ftmo4j.core.gate;

/** How much a release is expected to move the market, least first. */
public enum Impact {
    /** No impact, as of a bank holiday. */
    NONE,
    /** Low. */
    LOW,
    /** Medium. */
    MEDIUM,
    /** High. */
    HIGH
}
