package io.github.ftmo4j.sim.engine.internal;

import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradingHours;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** When the trades of a day are opened, in the order of time. Allocates only for days that are new. Not thread-safe. */
public final class TradeTimes {

    private static final long UNSEEN = Long.MIN_VALUE;
    private static final int SOME = 16;

    private final SimulationSpec spec;
    private final TradingDayClock clock;
    private final boolean stated;
    private final ZoneId zone;
    private final LocalTime from;
    private final LocalTime to;

    /** Milliseconds after the earliest time; empty if times are uniform. */
    private final long[] drawn;

    private final long firstDay;

    /** By days after the first one. */
    private long[] opens = new long[0];

    private long[] closes = new long[0];
    private long[] starts = new long[0];
    private long[] times = new long[SOME];
    private long day;

    /**
     * The times of a specification.
     *
     * @param spec the specification
     */
    public TradeTimes(SimulationSpec spec) {
        this.spec = spec;
        clock = spec.program().clock();
        stated = spec.positions().hours().isPresent();
        TradingHours hours = spec.positions()
                .hours()
                .orElseGet(() -> TradingHours.between(LocalTime.NOON, LocalTime.MAX, ZoneId.of("UTC")));
        zone = hours.zone();
        from = hours.first();
        to = hours.last();
        drawn = hours instanceof TradingHours.Drawn some ? sinceFirst(some.times(), from) : new long[0];
        firstDay = spec.start().firstDay(spec.calendar());
    }

    private static long[] sinceFirst(List<LocalTime> times, LocalTime first) {
        return times.stream()
                .mapToLong(time -> TimeUnit.NANOSECONDS.toMillis(time.toNanoOfDay() - first.toNanoOfDay()))
                .sorted()
                .toArray();
    }

    /**
     * Draws the times of the trades of a day.
     *
     * @param epochDay the day, in days since 1970-01-01
     * @param trades how many trades come up
     * @param random the source of the times; not used without stated hours
     */
    public void startDay(long epochDay, int trades, RandomGenerator random) {
        day = epochDay;
        if (!stated) {
            return;
        }
        if (trades > times.length) {
            times = new long[Math.max(trades, 2 * times.length)];
        }
        long open = openOf(epochDay);
        if (drawn.length > 0) {
            for (int i = 0; i < trades; i++) {
                times[i] = open + drawn[random.nextInt(drawn.length)];
            }
        } else {
            double length = closes[index(epochDay)] - open;
            for (int i = 0; i < trades; i++) {
                times[i] = open + (long) (random.nextDouble() * length);
            }
        }
        Arrays.sort(times, 0, trades);
    }

    /**
     * When a trade of the day is opened.
     *
     * @param trade its number, 0 for the first of the day
     * @param trades how many trades come up; the last one stands for any after it
     * @return milliseconds since 1970-01-01T00:00Z
     */
    public long of(int trade, int trades) {
        return stated && trades > 0
                ? times[Math.min(trade, trades - 1)]
                : spec.calendar().timeOfTrades(day);
    }

    /**
     * When the day ends.
     *
     * @return the last millisecond of the day, since 1970-01-01T00:00Z
     */
    public long endOfDay() {
        return startOf(day + 1) - 1;
    }

    /**
     * A time that a model states.
     *
     * @param seconds seconds after the beginning of the trading day; may be on a later day
     * @return milliseconds since 1970-01-01T00:00Z
     */
    public long after(double seconds) {
        return startOf(day) + Math.round(seconds * 1_000);
    }

    private long startOf(long epochDay) {
        int index = index(epochDay);
        if (starts[index] == UNSEEN) {
            starts[index] = clock.startOf(LocalDate.ofEpochDay(epochDay)).toEpochMilli();
        }
        return starts[index];
    }

    private long openOf(long epochDay) {
        int index = index(epochDay);
        if (opens[index] == UNSEEN) {
            LocalDate date = LocalDate.ofEpochDay(epochDay);
            opens[index] = date.atTime(from).atZone(zone).toInstant().toEpochMilli();
            closes[index] = date.atTime(to).atZone(zone).toInstant().toEpochMilli();
        }
        return opens[index];
    }

    private int index(long epochDay) {
        int index = Math.toIntExact(epochDay - firstDay);
        if (index >= opens.length) {
            int size = Math.max(index + 1, 2 * opens.length);
            opens = grown(opens, size);
            closes = grown(closes, size);
            starts = grown(starts, size);
        }
        return index;
    }

    private static long[] grown(long[] values, int size) {
        long[] grown = Arrays.copyOf(values, size);
        Arrays.fill(grown, values.length, size, UNSEEN);
        return grown;
    }
}
