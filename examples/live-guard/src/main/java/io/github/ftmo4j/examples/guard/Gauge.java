package io.github.ftmo4j.examples.guard;

import io.github.ftmo4j.core.account.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Where the account stands, in whole units of its currency rounded down.
 *
 * @param at when
 * @param equity the equity
 * @param dailyRoom the headroom to the floor of the day
 * @param dailyLoss the loss that is permitted in a day
 * @param maximumRoom the headroom to the floor of the maximum loss
 * @param maximumLoss the loss that is permitted in all
 * @param verdict where the phase stands
 */
record Gauge(
        Instant at, long equity, long dailyRoom, long dailyLoss, long maximumRoom, long maximumLoss, Verdict verdict) {

    /** Before anything is known. */
    static final Gauge NONE = new Gauge(Instant.EPOCH, 0, 0, 1, 0, 1, Verdict.ONGOING);

    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH).withZone(PRAGUE);
    private static final int BAR = 8;

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** The hour, which begins in Prague when it does in UTC. */
    Instant hour() {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    String line(boolean coloured) {
        return String.format(
                Locale.ROOT,
                "%s equity %,7d  day %s %,6d  max %s %,6d  %s",
                clock(at),
                equity,
                bar(dailyRoom, dailyLoss, coloured),
                dailyRoom,
                bar(maximumRoom, maximumLoss, coloured),
                maximumRoom,
                verdict);
    }

    private static String bar(long room, long loss, boolean coloured) {
        double share = Math.max(0, Math.min(1, (double) room / loss));
        // what is left is never drawn as nothing
        int full = share > 0 ? Math.max(1, (int) Math.round(share * BAR)) : 0;
        String bar = "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
        if (!coloured) {
            return bar;
        }
        int colour = share > 0.5 ? 32 : share > 0.2 ? 33 : 31;
        return "\u001b[" + colour + "m" + bar + "\u001b[0m";
    }
}
