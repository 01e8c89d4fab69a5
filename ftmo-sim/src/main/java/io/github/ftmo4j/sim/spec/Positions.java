package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.money.Fraction;
import java.util.Objects;
import java.util.Optional;

/**
 * How positions run: when they are opened, how many are open together, how long they are held, and how they are valued
 * meanwhile. Immutable.
 *
 * <p>Positions that are open together form a group. The trades of a day are taken in groups of equal size, except for
 * the last one. All positions of a group are opened one after the other, each sized with what is open already, and are
 * closed together before the next group.
 *
 * @param path how an open position is valued
 * @param atOnce how many positions are open together, from 1 to 100
 * @param correlation the correlation of the results of a group: that of the normal numbers of a Gaussian copula, from 0
 *     to 1
 * @param overnight the probability that the last group of a day is held over midnight and closed at the beginning of
 *     the next trading day, from 0 to 1
 * @param hours when trades are opened; none if all trades of a day come up at noon UTC
 */
public record Positions(
        TradePath path, int atOnce, double correlation, double overnight, Optional<TradingHours> hours) {

    private static final int MOST_AT_ONCE = 100;
    private static final Positions ONE_BY_ONE = new Positions(TradePath.PESSIMISTIC, 1, 0, 0, Optional.empty());

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Positions {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(hours, "hours");
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException("atOnce must be from 1 to " + MOST_AT_ONCE + ", was " + atOnce);
        }
        Fraction.requireNonNegative(correlation, "correlation");
        Fraction.requireNonNegative(overnight, "overnight");
    }

    /**
     * Each position is closed before the next one is opened, on the same day. Trades come up at noon UTC. Where
     * outcomes have excursions, they are judged pessimistically.
     *
     * @return the positions
     */
    public static Positions oneByOne() {
        return ONE_BY_ONE;
    }

    /**
     * The same, except for how an open position is valued.
     *
     * @param newPath the path
     * @return the positions
     */
    public Positions withPath(TradePath newPath) {
        return new Positions(newPath, atOnce, correlation, overnight, hours);
    }

    /**
     * The same, except for how many positions are open together.
     *
     * @param number from 1 to 100
     * @param newCorrelation the correlation of their results, from 0 to 1
     * @return the positions
     * @throws IllegalArgumentException if a number is out of range
     */
    public Positions withAtOnce(int number, double newCorrelation) {
        return new Positions(path, number, newCorrelation, overnight, hours);
    }

    /**
     * The same, except for how often the last positions of a day are held over midnight.
     *
     * @param probability from 0 to 1
     * @return the positions
     * @throws IllegalArgumentException if the probability is out of range
     */
    public Positions withOvernight(double probability) {
        return new Positions(path, atOnce, correlation, probability, hours);
    }

    /**
     * The same, except for when trades are opened.
     *
     * @param newHours the hours
     * @return the positions
     */
    public Positions withHours(TradingHours newHours) {
        return new Positions(path, atOnce, correlation, overnight, Optional.of(newHours));
    }
}
