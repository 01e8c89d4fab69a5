package io.github.ftmo4j.sim.odds;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a run, and which trials they come from. All counts are integers, so that merging is exact in any order.
 * No count overflows as long as all tallies that are merged hold at most {@link #MOST_ATTEMPTS}. Not thread-safe. Two
 * tallies are equal if shape, counts and trials are.
 */
public final class Tally {

    /** The most attempts that tallies hold together: every count is then exact as a double, too. */
    public static final long MOST_ATTEMPTS = 1L << 53;

    private static final int LOW_BITS = 32;
    private static final long LOW_MASK = (1L << LOW_BITS) - 1;

    /** The first bytes of a tally as bytes: "FTL" and the version of the format. */
    private static final int FORMAT = 0x46544C02;

    /** The version before it, without the trades that were capped after a loss. */
    private static final int FIRST_FORMAT = 0x46544C01;

    /** The ends in the order of the format, which never changes: a new end goes to the end of {@link AttemptEnd}. */
    private static final AttemptEnd[] ENDS = AttemptEnd.values();

    private static final int MOST_ACCOUNTS = 100_000;
    private static final int MOST_PHASES = 1 << 16;

    private final int mostDays;
    private long trials;
    private TrialRanges covered = TrialRanges.none();
    private final long[] passes;

    /** By end and phase. */
    private final long[][] phaseEnds;

    /**
     * By end and number of days. The length is the next power of two above the most days seen, because most plans allow
     * many.
     */
    private final long[][] days = new long[ENDS.length][0];

    /** The sum of the final balances as high · 2³² + low, with low from 0 to below 2³². */
    private long cappedAfterLoss;

    private long finalBalancesHigh;

    private long finalBalancesLow;

    /**
     * An empty tally.
     *
     * @param accounts how many accounts run in parallel
     * @param phases how many phases an attempt has
     * @param mostDays the most days an attempt may take
     * @throws IllegalArgumentException if the most days are below 1
     */
    public Tally(int accounts, int phases, int mostDays) {
        if (mostDays < 1) {
            throw new IllegalArgumentException("mostDays must be at least 1, was " + mostDays);
        }
        this.mostDays = mostDays;
        passes = new long[accounts + 1];
        phaseEnds = new long[ENDS.length][phases];
    }

    /**
     * Counts a trial.
     *
     * @param accountsPassed how many accounts passed in it
     */
    public void trial(int accountsPassed) {
        trials++;
        passes[accountsPassed]++;
    }

    /**
     * Notes which trials were counted.
     *
     * @param ranges the trials, none of them noted before
     * @throws IllegalArgumentException if one was noted before
     */
    public void cover(TrialRanges ranges) {
        covered = covered.with(ranges);
    }

    /**
     * Counts the end of a phase of an attempt.
     *
     * @param phase the index of the phase
     * @param end how it ended
     */
    public void phaseEnded(int phase, AttemptEnd end) {
        phaseEnds[end.ordinal()][phase]++;
    }

    /**
     * Counts the end of an attempt.
     *
     * @param end how it ended
     * @param attemptDays how many days it took, at most those that an attempt may take
     * @param finalBalance its last balance, minor units
     */
    public void attemptEnded(AttemptEnd end, int attemptDays, long finalBalance) {
        daysUpTo(attemptDays, end.ordinal())[attemptDays]++;
        addBalances(finalBalance >> LOW_BITS, finalBalance & LOW_MASK);
    }

    /**
     * Counts trades of an attempt that were sized by the rule that risk does not rise after a loss.
     *
     * @param trades how many
     */
    public void cappedAfterLoss(long trades) {
        cappedAfterLoss += trades;
    }

    private void addBalances(long high, long low) {
        long sum = finalBalancesLow + low;
        finalBalancesLow = sum & LOW_MASK;
        finalBalancesHigh += high + (sum >> LOW_BITS);
    }

    private long[] daysUpTo(int most, int end) {
        long[] counts = days[end];
        if (most >= counts.length) {
            counts =
                    Arrays.copyOf(counts, (int) Math.min(2L * Math.max(1, Integer.highestOneBit(most)), mostDays + 1L));
            days[end] = counts;
        }
        return counts;
    }

    /**
     * Adds another tally of the same shape.
     *
     * @param other the other tally
     * @throws IllegalArgumentException if its shape is another, or it has a trial that this one has; nothing has
     *     changed then
     */
    public void add(Tally other) {
        requireShapeOf(other);
        covered = covered.with(other.covered);
        trials += other.trials;
        cappedAfterLoss = Math.addExact(cappedAfterLoss, other.cappedAfterLoss);
        addBalances(other.finalBalancesHigh, other.finalBalancesLow);
        add(passes, other.passes);
        for (int end = 0; end < ENDS.length; end++) {
            add(phaseEnds[end], other.phaseEnds[end]);
            long[] otherDays = trimmed(other.days[end]);
            if (otherDays.length > 0) {
                add(daysUpTo(otherDays.length - 1, end), otherDays);
            }
        }
    }

    /**
     * Whether another tally counts the same number of accounts, phases and days.
     *
     * @param other the other tally
     * @return whether both can be added
     */
    public boolean hasShapeOf(Tally other) {
        return passes.length == other.passes.length && phases() == other.phases() && mostDays == other.mostDays;
    }

    private void requireShapeOf(Tally other) {
        if (!hasShapeOf(other)) {
            throw new IllegalArgumentException(
                    "tallies must be of the same shape, were of " + shape() + " and " + other.shape());
        }
    }

    private String shape() {
        return passes.length - 1 + " accounts, " + phases() + " phases and " + mostDays + " days";
    }

    private int phases() {
        return phaseEnds[0].length;
    }

    private static void add(long[] to, long[] from) {
        for (int i = 0; i < from.length; i++) {
            to[i] += from[i];
        }
    }

    /** The counts without the zeros at the end. */
    private static long[] trimmed(long[] counts) {
        int length = counts.length;
        while (length > 0 && counts[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(counts, length);
    }

    /**
     * A copy, which does not change with this tally.
     *
     * @return an equal tally
     */
    public Tally copy() {
        Tally copy = new Tally(passes.length - 1, phases(), mostDays);
        copy.add(this);
        return copy;
    }

    /**
     * How many trials were counted.
     *
     * @return the number
     */
    public long trials() {
        return trials;
    }

    /**
     * Which trials were counted, as far as {@linkplain #cover noted}.
     *
     * @return the trials
     */
    public TrialRanges covered() {
        return covered;
    }

    /**
     * In how many trials each number of accounts passed.
     *
     * @return the counts, by number of accounts
     */
    public long[] passes() {
        return passes.clone();
    }

    /**
     * How many attempts ended a phase in a way.
     *
     * @param phase the index of the phase
     * @param end the way
     * @return the count
     */
    public long phaseEnds(int phase, AttemptEnd end) {
        return phaseEnds[end.ordinal()][phase];
    }

    /**
     * How many attempts that ended in a way took each number of days.
     *
     * @param end the way
     * @return the counts, by number of days up to the most that an attempt may take
     */
    public long[] days(AttemptEnd end) {
        return Arrays.copyOf(days[end.ordinal()], mostDays + 1);
    }

    /**
     * The sum of the last balances of all attempts.
     *
     * @return minor units
     * @throws ArithmeticException if the sum does not fit
     */
    public long finalBalances() {
        BigInteger sum =
                BigInteger.valueOf(finalBalancesHigh).shiftLeft(LOW_BITS).add(BigInteger.valueOf(finalBalancesLow));
        if (sum.bitLength() >= Long.SIZE) {
            throw new ArithmeticException(
                    "finalBalances must be at most " + Long.MAX_VALUE + " minor units in size, was " + sum);
        }
        return sum.longValue();
    }

    /**
     * How many trades were sized by the rule that risk does not rise after a loss, and would have been sized larger
     * without it.
     *
     * @return the count, over all attempts
     */
    public long cappedAfterLoss() {
        return cappedAfterLoss;
    }

    /**
     * This tally as bytes, in a format that stays readable: for another process, or a file.
     *
     * @return the bytes, with a version and a checksum
     */
    public byte[] toBytes() {
        List<long[]> counts = new ArrayList<>(List.of(passes));
        counts.addAll(List.of(phaseEnds));
        for (long[] ofEnd : days) {
            counts.add(trimmed(ofEnd));
        }
        int longs = 6
                + 2 * covered.ranges().size()
                + counts.stream().mapToInt(each -> 1 + each.length).sum();
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES * 5 + Long.BYTES * (longs + 1));
        out.putInt(FORMAT)
                .putInt(passes.length - 1)
                .putInt(phases())
                .putInt(mostDays)
                .putInt(ENDS.length);
        out.putLong(trials).putLong(cappedAfterLoss).putLong(finalBalancesHigh).putLong(finalBalancesLow);
        out.putLong(covered.ranges().size());
        covered.ranges().forEach(range -> out.putLong(range.first()).putLong(range.count()));
        for (long[] each : counts) {
            out.putLong(each.length);
            for (long count : each) {
                out.putLong(count);
            }
        }
        out.putLong(checksum(out.array(), out.position()));
        return Arrays.copyOf(out.array(), out.position());
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /**
     * Reads a tally from bytes.
     *
     * @param bytes what {@link #toBytes} returned, in this or an earlier version
     * @return the tally
     * @throws IllegalArgumentException if these are not the bytes of a tally, or they are damaged
     */
    public static Tally ofBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int body = bytes.length - Long.BYTES;
        int format = body < Integer.BYTES * 5 ? 0 : in.getInt();
        if (format != FORMAT && format != FIRST_FORMAT) {
            throw new IllegalArgumentException(
                    "bytes must be a tally of version 1 or 2, were " + bytes.length + " others");
        }
        if (in.getLong(body) != checksum(bytes, body)) {
            throw new IllegalArgumentException("bytes must be a complete tally, but their checksum is wrong");
        }
        try {
            Tally tally = read(in.limit(body), format == FIRST_FORMAT);
            require(!in.hasRemaining(), "bytes after its end");
            return tally;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("bytes must be a complete tally, but they end early", e);
        }
    }

    private static Tally read(ByteBuffer in, boolean first) {
        int accounts = in.getInt();
        int phases = in.getInt();
        int mostDays = in.getInt();
        require(
                accounts >= 1 && accounts <= MOST_ACCOUNTS && phases >= 1 && phases <= MOST_PHASES && mostDays >= 1,
                "a shape out of range");
        require(in.getInt() == ENDS.length, "other ends");
        Tally tally = new Tally(accounts, phases, mostDays);
        tally.trials = in.getLong();
        tally.cappedAfterLoss = first ? 0 : in.getLong();
        require(tally.cappedAfterLoss >= 0, "a count out of range");
        tally.finalBalancesHigh = in.getLong();
        tally.finalBalancesLow = in.getLong();
        require((tally.finalBalancesLow & ~LOW_MASK) == 0, "balances out of range");
        List<TrialRanges.Range> ranges = new ArrayList<>();
        for (long i = in.getLong(); i > 0; i--) {
            ranges.add(new TrialRanges.Range(in.getLong(), in.getLong()));
        }
        tally.covered = new TrialRanges(ranges);
        fill(tally.passes, in);
        require(Arrays.stream(tally.passes).sum() == tally.trials, "trials that are not those of its passes");
        for (long[] ofEnd : tally.phaseEnds) {
            fill(ofEnd, in);
        }
        for (int end = 0; end < ENDS.length; end++) {
            long length = in.getLong(in.position());
            require(length >= 0 && length <= mostDays + 1L && length <= in.remaining() / Long.BYTES, "too many days");
            tally.days[end] = new long[(int) length];
            fill(tally.days[end], in);
        }
        return tally;
    }

    private static void fill(long[] counts, ByteBuffer in) {
        require(in.getLong() == counts.length, "counts of another shape");
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.getLong();
            require(counts[i] >= 0 && counts[i] <= MOST_ATTEMPTS, "a count out of range");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("bytes must be a tally, but have " + otherwise);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tally that && Arrays.equals(toBytes(), that.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    /** The shape, how many trials were counted, and which. */
    @Override
    public String toString() {
        return "tally of " + shape() + ", " + trials + " trials " + covered;
    }
}
