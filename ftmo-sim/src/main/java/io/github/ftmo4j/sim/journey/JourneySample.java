package io.github.ftmo4j.sim.journey;

import io.github.ftmo4j.sim.odds.TrialRanges;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of each journey, trial by trial: whole minor units, days and numbers. Merging is exact in any
 * order. About 100 bytes a trial. Two samples are equal if they have the same trials and numbers.
 */
public final class JourneySample {

    /** Stands for days to funded of a journey in which no account was funded. */
    public static final long NONE = -1;

    /** The first bytes of a sample as bytes: "FTJ" and the version of the format. */
    private static final int FORMAT = 0x46544A01;

    /** The measures in the order of the format, which never changes: a new one goes to the end of {@link Measure}. */
    private static final Measure[] MEASURES = Measure.values();

    private static final int MOST_TRIALS = 100_000_000;

    private final TrialRanges covered;
    private final Map<Measure, long[]> columns;

    private JourneySample(TrialRanges covered, Map<Measure, long[]> columns) {
        this.covered = covered;
        this.columns = columns;
    }

    /**
     * Collects what is measured of trials with consecutive numbers. Different trials may be set by different threads.
     */
    public static final class Collector {
        private final long first;
        private final Map<Measure, long[]> columns = new EnumMap<>(Measure.class);

        /**
         * An empty collector.
         *
         * @param first the number of the first trial
         * @param count how many trials, at most 100,000,000
         */
        public Collector(long first, long count) {
            if (count > MOST_TRIALS) {
                throw new IllegalArgumentException(
                        "journeys must be at most " + MOST_TRIALS + " at once, was " + count);
            }
            this.first = first;
            for (Measure measure : Measure.values()) {
                columns.put(measure, new long[(int) count]);
            }
        }

        /**
         * Sets a number.
         *
         * @param trial the number of the trial
         * @param measure what was measured
         * @param value minor units, days or a number
         */
        public void set(long trial, Measure measure, long value) {
            Objects.requireNonNull(columns.get(measure))[(int) (trial - first)] = value;
        }

        /**
         * The sample of the trials that were completed.
         *
         * @param completed their numbers
         * @return the sample
         */
        public JourneySample sample(TrialRanges completed) {
            Map<Measure, long[]> kept = new EnumMap<>(Measure.class);
            int n = Math.toIntExact(completed.count());
            columns.forEach((measure, all) -> {
                long[] some = new long[n];
                int at = 0;
                for (TrialRanges.Range range : completed.ranges()) {
                    System.arraycopy(all, (int) (range.first() - first), some, at, (int) range.count());
                    at += (int) range.count();
                }
                kept.put(measure, some);
            });
            return new JourneySample(completed, kept);
        }
    }

    /**
     * How many journeys there are.
     *
     * @return the number
     */
    public int trials() {
        return column(Measure.NET).length;
    }

    /**
     * Which trials were run.
     *
     * @return the ranges of their numbers
     */
    public TrialRanges covered() {
        return covered;
    }

    /**
     * The numbers of a measure.
     *
     * @param measure the measure
     * @return one for each journey in the order of the trials, minor units, days or a number; {@link #NONE} for days to
     *     funded where there are none
     */
    public long[] values(Measure measure) {
        return column(measure).clone();
    }

    /**
     * The sum of the numbers of a measure.
     *
     * @param measure the measure
     * @return the exact sum, without {@link #NONE}
     * @throws ArithmeticException if the sum exceeds a long
     */
    public long sum(Measure measure) {
        long sum = 0;
        for (long value : column(measure)) {
            sum = Math.addExact(sum, measure == Measure.DAYS_TO_FUNDED ? Math.max(0, value) : value);
        }
        return sum;
    }

    long[] column(Measure measure) {
        return Objects.requireNonNull(columns.get(measure));
    }

    /**
     * These journeys and others.
     *
     * @param other journeys of the same specification and seed
     * @return both, in the order of the trials
     * @throws IllegalArgumentException if a trial is in both
     */
    public JourneySample merge(JourneySample other) {
        TrialRanges both = covered.with(other.covered);
        int n = Math.toIntExact(both.count());
        Map<Measure, long[]> all = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            long[] merged = new long[n];
            copy(measure, merged, both);
            other.copy(measure, merged, both);
            all.put(measure, merged);
        }
        return new JourneySample(both, all);
    }

    private void copy(Measure measure, long[] to, TrialRanges all) {
        long[] from = column(measure);
        int at = 0;
        for (TrialRanges.Range range : covered.ranges()) {
            System.arraycopy(from, at, to, place(range.first(), all), (int) range.count());
            at += (int) range.count();
        }
    }

    /** The place of a trial among all. */
    private static int place(long trial, TrialRanges all) {
        int before = 0;
        for (TrialRanges.Range range : all.ranges()) {
            if (trial < range.end()) {
                return before + (int) (trial - range.first());
            }
            before += (int) range.count();
        }
        throw new IllegalArgumentException("trial must be one of " + all + ", was " + trial);
    }

    /**
     * This sample as bytes, in a format that stays readable: for another process, or a file.
     *
     * @return the bytes, with a version and a checksum
     */
    public byte[] toBytes() {
        int ranges = covered.ranges().size();
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(
                3 * Integer.BYTES + Long.BYTES * (2 * ranges + 1), Math.multiplyExact(bytesEach(), trials())));
        out.putInt(FORMAT).putInt(MEASURES.length).putInt(ranges);
        covered.ranges().forEach(range -> out.putLong(range.first()).putLong(range.count()));
        for (Measure measure : MEASURES) {
            for (long value : column(measure)) {
                out.putLong(value);
            }
        }
        out.putLong(checksum(out.array(), out.position()));
        return out.array();
    }

    private static int bytesEach() {
        return MEASURES.length * Long.BYTES;
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /**
     * Reads a sample from bytes.
     *
     * @param bytes what {@link #toBytes} returned
     * @return the sample
     * @throws IllegalArgumentException if these are not the bytes of a sample, or they are damaged
     */
    public static JourneySample ofBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int body = bytes.length - Long.BYTES;
        if (body < 3 * Integer.BYTES || in.getInt() != FORMAT || in.getInt() != MEASURES.length) {
            throw new IllegalArgumentException(
                    "bytes must be a sample of journeys of version 1, were " + bytes.length + " others");
        }
        if (in.getLong(body) != checksum(bytes, body)) {
            throw new IllegalArgumentException("bytes must be a complete sample, but their checksum is wrong");
        }
        in.limit(body);
        List<TrialRanges.Range> ranges = new ArrayList<>();
        for (int i = in.getInt(); i > 0 && in.remaining() >= 2 * Long.BYTES; i--) {
            ranges.add(new TrialRanges.Range(in.getLong(), in.getLong()));
        }
        TrialRanges covered = new TrialRanges(ranges);
        if (covered.count() != in.remaining() / bytesEach() || in.remaining() % bytesEach() != 0) {
            throw new IllegalArgumentException("bytes must be a sample of the trials " + covered + ", but have "
                    + in.remaining() + " bytes of numbers");
        }
        Map<Measure, long[]> columns = new EnumMap<>(Measure.class);
        for (Measure measure : MEASURES) {
            long[] values = new long[(int) covered.count()];
            Arrays.setAll(values, i -> in.getLong());
            columns.put(measure, values);
        }
        return new JourneySample(covered, columns);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof JourneySample that) || !covered.equals(that.covered)) {
            return false;
        }
        return Arrays.stream(Measure.values())
                .allMatch(measure -> Arrays.equals(column(measure), that.column(measure)));
    }

    @Override
    public int hashCode() {
        return 31 * covered.hashCode() + Arrays.hashCode(column(Measure.NET));
    }

    /** How many journeys there are, and which trials. */
    @Override
    public String toString() {
        return trials() + " journeys " + covered;
    }
}
