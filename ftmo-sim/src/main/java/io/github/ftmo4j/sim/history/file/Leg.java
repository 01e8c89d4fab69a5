package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trade, or a part of one, that was closed at one time.
 *
 * @param line where it stands
 * @param text equal for rows that are equal in all cells, empty where the number is enough
 * @param number its number, empty if it has none
 * @param account the account, empty if the file does not say
 * @param symbol the symbol, empty if the file does not say
 * @param side the side, empty if the file does not say
 * @param opened when it was opened, or the only known time
 * @param closed when it was closed
 * @param profit what it earned after costs
 * @param costs what of that are costs, negative if they were paid
 * @param r its R-multiple, NaN if the file does not say
 * @param risk what was risked, NaN if the file does not say
 * @param adverse how far it went against the trader, at least 0, NaN if the file does not say
 * @param favourable how far it went in favour of the trader, at least 0, NaN if the file does not say
 * @param position equal for parts of one position, empty for a trade of its own
 */
record Leg(
        long line,
        String text,
        String number,
        String account,
        String symbol,
        String side,
        Instant opened,
        @Nullable Instant closed,
        BigDecimal profit,
        BigDecimal costs,
        double r,
        double risk,
        double adverse,
        double favourable,
        String position) {

    /** The same leg as a part of a position. */
    Leg position(String newPosition) {
        return new Leg(
                line,
                text,
                number,
                account,
                symbol,
                side,
                opened,
                closed,
                profit,
                costs,
                r,
                risk,
                adverse,
                favourable,
                newPosition);
    }

    /** The same leg, of which the excursions are not known. */
    Leg withoutExcursions() {
        return new Leg(
                line,
                text,
                number,
                account,
                symbol,
                side,
                opened,
                closed,
                profit,
                costs,
                r,
                risk,
                Double.NaN,
                Double.NaN,
                position);
    }
}
