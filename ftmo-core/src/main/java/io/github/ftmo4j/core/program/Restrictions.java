package io.github.ftmo4j.core.program;

import java.time.Duration;
import java.util.Optional;

/**
 * What a firm forbids apart from losses. The account machine only receives the fact that a restriction was violated;
 * the live monitor detects violations from stops, news and market hours.
 *
 * @param stopRequired whether every position must be opened with a stop
 * @param newsWindow around listed releases nothing may be opened or closed on a targeted instrument, none if it may
 * @param flatBefore before the weekend and before every break of the market longer than this all positions must be
 *     closed; none if they may be held
 * @param sanction what a violation does
 */
public record Restrictions(
        boolean stopRequired, Optional<Window> newsWindow, Optional<Duration> flatBefore, Sanction sanction) {

    /** What a violation does. */
    public enum Sanction {
        /** It is reported and has no effect on the phase. The firm decides about the consequences. */
        WARN,
        /** The phase has failed. */
        FAIL
    }

    /**
     * Time around a release, both ends included.
     *
     * @param before how long before it
     * @param after how long after it
     */
    public record Window(Duration before, Duration after) {
        /**
         * Checks the durations.
         *
         * @throws IllegalArgumentException if one is negative
         */
        public Window {
            if (before.isNegative() || after.isNegative()) {
                throw new IllegalArgumentException(
                        "news window must not be negative, was " + before + " before and " + after + " after");
            }
        }
    }

    /**
     * Nothing is forbidden.
     *
     * @return the restrictions
     */
    public static Restrictions none() {
        return new Restrictions(false, Optional.empty(), Optional.empty(), Sanction.WARN);
    }

    /**
     * The same restrictions, and every position must be opened with a stop.
     *
     * @return the restrictions
     */
    public Restrictions withStopRequired() {
        return new Restrictions(true, newsWindow, flatBefore, sanction);
    }

    /**
     * The same restrictions, and nothing may be opened or closed around news.
     *
     * @param before how long before a release
     * @param after how long after it
     * @return the restrictions
     */
    public Restrictions withNewsWindow(Duration before, Duration after) {
        return new Restrictions(stopRequired, Optional.of(new Window(before, after)), flatBefore, sanction);
    }

    /**
     * The same restrictions, and nothing may be held over weekends and long breaks.
     *
     * @param longest the longest break over which positions may be held
     * @return the restrictions
     */
    public Restrictions withFlatBefore(Duration longest) {
        return new Restrictions(stopRequired, newsWindow, Optional.of(longest), sanction);
    }

    /**
     * The same restrictions, a violation of which fails the phase.
     *
     * @return the restrictions
     */
    public Restrictions failing() {
        return new Restrictions(stopRequired, newsWindow, flatBefore, Sanction.FAIL);
    }
}
