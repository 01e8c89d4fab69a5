package io.github.ftmo4j.sim.random;

import java.util.random.RandomGenerator;

/**
 * Random numbers that have a part in common with other streams: a one-factor Gaussian copula. Each number comes from
 * the normal number √ρ · common + √(1 − ρ) · own, so that the normal numbers of two streams with one common stream and
 * own streams of their own have the correlation ρ, and each stream alone is as random as any.
 *
 * <p>Every method takes one normal number from each of the two streams, and its result rises with both. Uniform numbers
 * are multiples of 2<sup>−53</sup>; the lower 11 bits of {@link #nextLong()} follow from the last digits of the normal
 * number. Equal on every machine and JDK. Not thread-safe.
 */
public final class CorrelatedStream implements RandomGenerator {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long HALF = 1L << 52;
    private static final int LOW_BITS = 11;

    private RandomGenerator common;
    private RandomGenerator own;
    private final double ofCommon;
    private final double ofOwn;

    /**
     * Mixes two streams.
     *
     * @param common what several streams have in common
     * @param own what only this one has
     * @param correlation the correlation ρ, from 0 to 1
     * @throws IllegalArgumentException if the correlation is out of range
     */
    public CorrelatedStream(RandomGenerator common, RandomGenerator own, double correlation) {
        if (!(correlation >= 0 && correlation <= 1)) {
            throw new IllegalArgumentException("correlation must be from 0 to 1, was " + correlation);
        }
        this.common = common;
        this.own = own;
        ofCommon = Math.sqrt(correlation);
        ofOwn = Math.sqrt(1 - correlation);
    }

    /**
     * Continues with other streams.
     *
     * @param newCommon what several streams have in common
     * @param newOwn what only this one has
     * @return this
     */
    public CorrelatedStream with(RandomGenerator newCommon, RandomGenerator newOwn) {
        common = newCommon;
        own = newOwn;
        return this;
    }

    /** A standard normal number, limited to ±{@link RandomStream#LARGEST_GAUSSIAN} as those of a stream are. */
    @Override
    public double nextGaussian() {
        double shared = common.nextGaussian();
        return bounded(ofCommon * shared + ofOwn * own.nextGaussian());
    }

    /**
     * Limits a mixture of normal numbers to ±{@link RandomStream#LARGEST_GAUSSIAN}.
     *
     * @param mixed the mixture
     * @return a number that a stream can give, too
     */
    public static double bounded(double mixed) {
        return Math.max(-RandomStream.LARGEST_GAUSSIAN, Math.min(RandomStream.LARGEST_GAUSSIAN, mixed));
    }

    /** A multiple of 2<sup>−53</sup> from 0 to below 1. */
    @Override
    public double nextDouble() {
        return step(nextGaussian()) * 0x1p-53;
    }

    @Override
    public long nextLong() {
        return longOf(nextGaussian());
    }

    /**
     * The whole number that comes from a normal number.
     *
     * @param normal what {@link #nextGaussian()} would have given
     * @return what {@link #nextLong()} gives instead
     */
    public static long longOf(double normal) {
        return (step(normal) << LOW_BITS) | ((Double.doubleToRawLongBits(normal) * GOLDEN) >>> (Long.SIZE - LOW_BITS));
    }

    /**
     * The number of the interval of length 2<sup>−53</sup> in which the probability of at most z is. Both halves are
     * cut off and not rounded, so that each bit is as often 1 as 0.
     */
    private static long step(double z) {
        long below = Math.min(HALF - 1, (long) (StandardNormal.cumulative(-Math.abs(z)) * 0x1p53));
        return z > 0 ? 2 * HALF - 1 - below : below;
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /**
     * A whole number below a bound.
     *
     * @param bound above 0
     * @return from 0 to bound − 1
     * @throws IllegalArgumentException if the bound is not above 0
     */
    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be above 0, was " + bound);
        }
        return (int) (nextDouble() * bound);
    }

    /** A standard exponential number, by inversion. */
    @Override
    public double nextExponential() {
        return -StrictMath.log(1 - nextDouble());
    }
}
