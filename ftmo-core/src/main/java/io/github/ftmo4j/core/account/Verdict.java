package io.github.ftmo4j.core.account;

/** Where a phase stands. */
public enum Verdict {
    /** Neither passed nor failed yet. */
    ONGOING,
    /** The daily loss was reached and pauses the phase: nothing may be opened until the next day. */
    PAUSED,
    /** All objectives were met. Final. */
    PASSED,
    /** An objective was violated. Final. */
    FAILED;

    /**
     * Whether it cannot change any more.
     *
     * @return whether the phase is passed or failed
     */
    public boolean isFinal() {
        return this == PASSED || this == FAILED;
    }
}
