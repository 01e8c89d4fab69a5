package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.random.CorrelatedStream;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.spec.Dependence;
import org.jspecify.annotations.Nullable;

/**
 * The random numbers of the trades of one day of an account that depends on others: those that {@link Dependence}
 * gives, for all trades of the day at once. Not thread-safe.
 */
final class JointDay {

    /** How many own numbers are drawn at once, at least. */
    private static final int AT_ONCE = 32;

    private final long seed;
    private final boolean isGaussian;
    private final boolean marks;
    private final NormalWins wins;

    /** The probability of a common trade; NaN for a copula. */
    private final double share;

    /** A trade is common if the upper 53 bits of its number are below this. */
    private final long commonBelow;

    private final double ofCommon;
    private final double ofOwn;

    private final RandomStream common;
    private final RandomStream own;
    private final RandomStream ownInside;

    private final CommonNumbers commons;

    /** The next numbers of the account's own streams, from a place on. */
    private long[] ownBits = new long[0];

    private long[] ownInsides = new long[0];
    private int nextOwn;

    private long[] bits = new long[0];
    private long[] insides = new long[0];
    private double[] normals = new double[0];

    private JointDay(Lowered spec, long seed, CommonNumbers commons, double share, double correlation) {
        this.seed = seed;
        this.share = share;
        isGaussian = spec.draws().kind() == Draws.GAUSSIAN;
        marks = spec.composition().marks();
        wins = new NormalWins(spec.draws().winBelow());
        commonBelow = (long) Math.ceil(share * 0x1p53);
        ofCommon = Math.sqrt(correlation);
        ofOwn = Math.sqrt(1 - correlation);
        common = new RandomStream(seed, 0, 0, 0, Purpose.COMMON_OUTCOME);
        own = new RandomStream(seed, 0, 0, 0, Purpose.OUTCOME);
        ownInside = new RandomStream(seed, 0, 0, 0, Purpose.INSIDE_TRADE);
        this.commons = commons;
    }

    /** None if the numbers are drawn trade by trade. */
    static @Nullable JointDay of(Lowered spec, long seed, @Nullable CommonNumbers commons) {
        if (commons == null) {
            return null;
        }
        Dependence dependence = spec.spec().dependence();
        return new JointDay(spec, seed, commons, share(dependence), correlation(dependence));
    }

    /** The probability of a common trade; NaN for a copula, except at its ends, where it takes one of two numbers. */
    static double share(Dependence dependence) {
        if (dependence instanceof Dependence.CommonShocks shocks) {
            return shocks.share();
        }
        double correlation = correlation(dependence);
        return correlation == 0 || correlation == 1 ? correlation : Double.NaN;
    }

    private static double correlation(Dependence dependence) {
        return dependence instanceof Dependence.Correlated copula ? copula.correlation() : 0;
    }

    /** Whether the numbers of a dependence can be drawn here. */
    static boolean draws(Dependence dependence, Draws draws) {
        boolean isInside = draws.furthest().length > 0;
        if (dependence instanceof Dependence.CommonShocks) {
            return draws.kind() == Draws.BERNOULLI || (draws.kind() == Draws.GAUSSIAN && !isInside);
        }
        return dependence instanceof Dependence.Correlated
                && !isInside
                && (draws.kind() == Draws.BERNOULLI || draws.kind() == Draws.GAUSSIAN);
    }

    /** Starts the account's own streams. */
    void start(long trial, int account, int phase) {
        own.reset(seed, trial, account, phase, Purpose.OUTCOME);
        ownInside.reset(seed, trial, account, phase, Purpose.INSIDE_TRADE);
        nextOwn = ownBits.length;
    }

    /** Draws the numbers of a day. */
    void draw(long trial, int day, int trades) {
        if (trades > bits.length) {
            grow(Math.max(trades, AT_ONCE));
        }
        int place = commons.place(trial, day, trades);
        int from = commons.offset(place, day);
        long[] outcomes = commons.outcomes(place);
        boolean isCopula = Double.isNaN(share);
        if (isGaussian) {
            for (int i = 0; i < trades; i++) {
                if (isCopula) {
                    normals[i] = copula(outcomes[from + i], trial, day, i);
                } else {
                    boolean isCommon = (commons.shocks(place)[from + i] >>> 11) < commonBelow;
                    normals[i] = isCommon ? commonNormal(outcomes[from + i], trial, day, i) : own.nextGaussian();
                }
            }
        } else if (isCopula) {
            for (int i = 0; i < trades; i++) {
                bits[i] = wins.bits(copula(outcomes[from + i], trial, day, i));
            }
        } else {
            drawShocks(place, from, trades);
        }
    }

    private double copula(long first, long trial, int day, int ordinal) {
        double shared = commonNormal(first, trial, day, ordinal);
        return CorrelatedStream.bounded(ofCommon * shared + ofOwn * own.nextGaussian());
    }

    private double commonNormal(long first, long trial, int day, int ordinal) {
        double normal = RandomStream.gaussianOf(first);
        if (Double.isNaN(normal)) {
            common.reset(seed, trial, day, ordinal, Purpose.COMMON_OUTCOME);
            return common.nextGaussian();
        }
        return normal;
    }

    /** Without a branch on what is common. */
    private void drawShocks(int place, int from, int trades) {
        long[] outcomes = commons.outcomes(place);
        long[] shocks = commons.shocks(place);
        long[] commonInsides = commons.insides(place);
        if (nextOwn + trades > ownBits.length) {
            drawOwn();
        }
        int next = nextOwn;
        for (int i = 0; i < trades; i++) {
            long isOwn = ~(((shocks[from + i] >>> 11) - commonBelow) >> 63);
            bits[i] = (ownBits[next] & isOwn) | (outcomes[from + i] & ~isOwn);
            if (marks) {
                insides[i] = (ownInsides[next] & isOwn) | (commonInsides[from + i] & ~isOwn);
            }
            next -= (int) isOwn;
        }
        nextOwn = next;
    }

    private void drawOwn() {
        int kept = ownBits.length - nextOwn;
        System.arraycopy(ownBits, nextOwn, ownBits, 0, kept);
        System.arraycopy(ownInsides, nextOwn, ownInsides, 0, kept);
        for (int i = kept; i < ownBits.length; i++) {
            ownBits[i] = own.nextLong();
            ownInsides[i] = marks ? ownInside.nextLong() : 0;
        }
        nextOwn = 0;
    }

    private void grow(int size) {
        int kept = ownBits.length - nextOwn;
        int more = 2 * size - ownBits.length;
        ownBits = shifted(ownBits, more);
        ownInsides = shifted(ownInsides, more);
        nextOwn = ownBits.length - kept;
        bits = new long[size];
        insides = new long[size];
        normals = new double[size];
    }

    private static long[] shifted(long[] numbers, int more) {
        long[] longer = new long[numbers.length + more];
        System.arraycopy(numbers, 0, longer, more, numbers.length);
        return longer;
    }

    /** The number that decides whether a trade wins. */
    long bits(int trade) {
        return bits[trade];
    }

    /** The standard normal number of a trade. */
    double normal(int trade) {
        return normals[trade];
    }

    /** The number that decides how far a trade goes. */
    long inside(int trade) {
        return insides[trade];
    }
}
