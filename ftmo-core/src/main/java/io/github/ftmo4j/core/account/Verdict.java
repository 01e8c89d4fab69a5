package io.github.ftmo4j.core.account;

/** Where a phase stands. */
public enum Verdict {
    /** Neither passed nor failed yet. */
    ONGOING,
    /** All objectives were met. Final. */
    PASSED,
    /** An objective was violated. Final. */
    FAILED
}
