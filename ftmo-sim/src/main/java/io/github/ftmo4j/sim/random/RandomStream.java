package io.github.ftmo4j.sim.random;

import java.util.random.RandomGenerator;

/**
 * The stream of random numbers of a key: seed, trial, draw account, phase and purpose.
 *
 * <p>A stream does not depend on threads, on the order of trials or on other streams, so that any trial can be repeated
 * alone. Accounts that copy each other share a draw account. Two different keys of one seed never start in the same
 * state.
 *
 * <p>The generator is xoshiro256++ (D. Blackman, S. Vigna, Scrambled Linear Pseudorandom Number Generators, 2021); its
 * four words of state come from the key through the SplitMix64 finaliser (variant 13 of D. Stafford).
 * {@link #nextLong}, {@link #nextInt()}, {@link #nextInt(int)}, {@link #nextDouble()}, {@link #nextGaussian()} and
 * {@link #nextExponential()} give the same numbers on every machine and JDK; other methods are the defaults of the JDK.
 * Not thread-safe.
 */
public final class RandomStream implements RandomGenerator {

    /**
     * A bound on the size of {@linkplain #nextGaussian() normal numbers}, slightly above their largest. That is 3.6541…
     * + √(2 · 53 ln 2) = 12.2258…: the start of the tail, plus the largest step into it that the largest exponential
     * number accepts.
     */
    public static final double LARGEST_GAUSSIAN = 12.3;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /**
     * Creates the stream of a key.
     *
     * @param seed the seed of the run
     * @param trial the number of the trial
     * @param account the draw account
     * @param phase the index of the phase, from 0 to 65,535
     * @param purpose the purpose of the numbers
     * @throws IllegalArgumentException if the phase is out of range
     */
    public RandomStream(long seed, long trial, int account, int phase, Purpose purpose) {
        reset(seed, trial, account, phase, purpose);
    }

    private RandomStream() {}

    /** A generator in a given state, for comparison with other implementations. */
    static RandomStream ofState(long s0, long s1, long s2, long s3) {
        RandomStream stream = new RandomStream();
        stream.s0 = s0;
        stream.s1 = s1;
        stream.s2 = s2;
        stream.s3 = s3;
        return stream;
    }

    /**
     * Moves to the start of the stream of another key.
     *
     * @param seed the seed of the run
     * @param trial the number of the trial
     * @param account the draw account
     * @param phase the index of the phase, from 0 to 65,535
     * @param purpose the purpose of the numbers
     * @throws IllegalArgumentException if the phase is out of range
     */
    public void reset(long seed, long trial, int account, int phase, Purpose purpose) {
        if (phase < 0 || phase > 0xFFFF) {
            throw new IllegalArgumentException("phase must be from 0 to 65535, was " + phase);
        }
        long lane = ((long) account << 32) | ((long) phase << 16) | purpose.number();
        // (trial, lane) → (a, b) → (s0, s1) are bijections: different keys start in different states
        long a = mix(mix(seed) + trial * GOLDEN);
        long b = mix(a + lane * GOLDEN);
        seedState(b, mix(a + Long.rotateLeft(b, 32)));
    }

    /**
     * Copies the state of the generator, for code that continues the stream on its own.
     *
     * @param four receives the four words of the state of xoshiro256++
     */
    public void copyState(long[] four) {
        four[0] = s0;
        four[1] = s1;
        four[2] = s2;
        four[3] = s3;
    }

    /**
     * Continues at a state that {@link #copyState} gave, after any number of steps.
     *
     * @param four the four words of the state
     */
    public void restoreState(long[] four) {
        s0 = four[0];
        s1 = four[1];
        s2 = four[2];
        s3 = four[3];
    }

    /**
     * The states at which the streams of many keys start: for all phases of trials with consecutive numbers.
     *
     * @param seed the seed of the run
     * @param firstTrial the number of the first trial
     * @param trials how many trials
     * @param account the draw account
     * @param phases how many phases a trial has, at most 65,536
     * @param purpose the purpose of the numbers
     * @param states receives four words for each phase of each trial, trial by trial
     * @param from where the first word goes
     */
    public static void startStates(
            long seed, long firstTrial, int trials, int account, int phases, Purpose purpose, long[] states, int from) {
        long ofSeed = mix(seed);
        long lane = ((long) account << 32) | purpose.number();
        int at = from;
        for (int trial = 0; trial < trials; trial++) {
            long a = mix(ofSeed + (firstTrial + trial) * GOLDEN);
            for (int phase = 0; phase < phases; phase++) {
                long first = mix(a + (lane | (long) phase << 16) * GOLDEN);
                long second = mix(a + Long.rotateLeft(first, 32));
                long third = mix(first ^ (second + GOLDEN));
                states[at] = first;
                states[at + 1] = second;
                states[at + 2] = third;
                states[at + 3] = mix(third + GOLDEN);
                at += 4;
            }
        }
    }

    /**
     * The first numbers of many streams of one trial: of consecutive accounts and phases.
     *
     * @param seed the seed of the run
     * @param trial the number of the trial
     * @param firstAccount the first draw account
     * @param accounts how many draw accounts
     * @param phases how many phases for each of them, at most 65,536
     * @param purpose the purpose of the numbers
     * @param numbers receives what {@link #nextLong} gives first, for all phases of one account after the other
     */
    public static void firstNumbers(
            long seed, long trial, int firstAccount, int accounts, int phases, Purpose purpose, long[] numbers) {
        long a = mix(mix(seed) + trial * GOLDEN);
        int at = 0;
        for (int account = firstAccount; account < firstAccount + accounts; account++) {
            long lane = ((long) account << 32) | purpose.number();
            for (int phase = 0; phase < phases; phase++) {
                long first = mix(a + (lane | (long) phase << 16) * GOLDEN);
                long second = mix(a + Long.rotateLeft(first, 32));
                long fourth = mix(mix(first ^ (second + GOLDEN)) + GOLDEN);
                numbers[at] = Long.rotateLeft(first + fourth, 23) + first;
                at++;
            }
        }
    }

    private void seedState(long first, long second) {
        s0 = first;
        s1 = second;
        // not zero where both others are: xoshiro could not leave that state
        s2 = mix(first ^ (second + GOLDEN));
        s3 = mix(s2 + GOLDEN);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /**
     * A whole number below a bound, by one multiplication; its probabilities are off by less than bound /
     * 2<sup>63</sup>.
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
        return (int) Math.multiplyHigh(nextLong() >>> 1, 2L * bound);
    }

    /** A multiple of 2<sup>−53</sup> from 0 to below 1. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** A standard normal number within ±{@link #LARGEST_GAUSSIAN}, by {@link Ziggurat}. */
    @Override
    public double nextGaussian() {
        return Ziggurat.next(this);
    }

    /**
     * The standard normal number that a single draw gives, for code that continues the stream on its own.
     *
     * @param bits a draw of {@link #nextLong}
     * @return the number; NaN if it takes more draws, as 1.2 % of them do: {@link #nextGaussian(long)} takes them
     */
    public static double gaussianOf(long bits) {
        return Ziggurat.certain(bits);
    }

    /**
     * A standard normal number whose first draw is already taken.
     *
     * @param first the last draw of {@link #nextLong}
     * @return what {@link #nextGaussian()} would have given instead of that draw
     */
    public double nextGaussian(long first) {
        return Ziggurat.next(this, first);
    }

    /** A standard exponential number, by inversion. */
    @Override
    public double nextExponential() {
        return -StrictMath.log((nextLong() >>> 11) * 0x1p-53 + 0x1p-53);
    }
}
