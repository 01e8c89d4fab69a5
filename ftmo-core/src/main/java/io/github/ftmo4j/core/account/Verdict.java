package io.github.ftmo4j.core.account;

/** Where a phase stands. */
public enum Verdict {
    /** Neither passed nor failed yet. */
    ONGOING,
    /** The loss of the day was reached and only pauses: nothing more may be opened until the next day. */
    PAUSED,
    /** All objectives were met. Final. */
    PASSED,
    /** An objective was violated. Final. */
    FAILED;

    /**
     * Whether nothing can change it any more.
     *
     * @return whether the phase is passed or failed
     */
    public boolean isFinal() {
        return this == PASSED || this == FAILED;
    }
}
