package io.github.ftmo4j.sim.spec;

/**
 * How an open position is valued between its opening and its close, where the outcomes of trades have
 * {@linkplain io.github.ftmo4j.sim.outcome.Outcome#hasExcursions() excursions}.
 *
 * <p>An excursion says how far a trade went, and not when. So the order of the best and the worst value is a choice. It
 * matters only to floors that follow the equity within a day, and to modules that look at the highest equity: the two
 * orders give a lower and an upper bound of the probability of a breach.
 *
 * <p>The value of a position moves without jumps: where it goes under a floor, it meets the floor. What a position
 * earns beyond its stop, as in a gap, is seen at its close. A mark is rounded down to the minor unit. Apart from its
 * extremes an open position is valued at its opening price.
 */
public enum TradePath {

    /**
     * Each position is seen at its best value and then at its worst. Positions that are open together are at their best
     * at the same time, and then at their worst. A position that is held over midnight is at its worst at midnight.
     */
    PESSIMISTIC,

    /**
     * Each position is seen at its worst value and then at its best, while the others are valued at their opening
     * prices. A position that is held over midnight is at its opening price at midnight.
     */
    OPTIMISTIC,

    /**
     * Positions are judged at their closes only, whatever happens before. This understates breaches: of every floor
     * that is judged at any instant, and most of all of a floor that trails the equity of the day.
     */
    CLOSES_ONLY
}
