package io.github.ftmo4j.sim.statistics;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.commons.math3.special.Erf;

/**
 * The difference of two probabilities of success, estimated from trials under two conditions, with its interval. Trials
 * with equal results count in {@code n} only.
 *
 * <p>The interval contains each difference that a score test does not reject. It is valid where few trials differ, or
 * none. Source: T. Tango, Equivalence test and confidence interval for the difference in proportions for the
 * paired-sample design, Statistics in Medicine 1998.
 *
 * @param value the estimate, from −1 to 1; positive if trials succeed more often under the first condition
 * @param lower the lower end of the interval
 * @param upper the upper end of the interval
 * @param level the confidence level, such as 0.95
 * @param gained how many trials succeeded under the first condition only
 * @param lost how many trials succeeded under the second condition only
 * @param n how many independent trials it is based on
 */
public record Difference(double value, double lower, double upper, double level, long gained, long lost, long n) {

    /**
     * The difference at a confidence level of 95 %.
     *
     * @param gained how many trials succeeded under the first condition only, at least 0
     * @param lost how many trials succeeded under the second condition only, at least 0
     * @param n among how many independent trials, at least {@code gained + lost} and 1, at most 2<sup>53</sup>
     * @return the difference with its interval
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public static Difference of(long gained, long lost, long n) {
        return of(gained, lost, n, 0.95);
    }

    /**
     * The difference at any confidence level.
     *
     * @param gained how many trials succeeded under the first condition only, at least 0
     * @param lost how many trials succeeded under the second condition only, at least 0
     * @param n among how many independent trials, at least {@code gained + lost} and 1, at most 2<sup>53</sup>
     * @param level the confidence level, above 0 and below 1
     * @return the difference with its interval
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public static Difference of(long gained, long lost, long n, double level) {
        if (n < 1 || n > IntervalMethod.MOST_TRIALS) {
            throw new IllegalArgumentException("n must be from 1 to " + IntervalMethod.MOST_TRIALS + ", was " + n);
        }
        if (gained < 0 || lost < 0 || gained > n || lost > n - gained) {
            throw new IllegalArgumentException("gained and lost must be at least 0 and together at most " + n + ", was "
                    + gained + " and " + lost);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
        }
        double z = Math.sqrt(2) * Erf.erfInv(level);
        return new Difference(
                (double) (gained - lost) / n,
                -upper(lost, gained, n, z),
                upper(gained, lost, n, z),
                level,
                gained,
                lost,
                n);
    }

    /** The largest difference that is not rejected, by bisection. */
    private static double upper(long gained, long lost, long n, double z) {
        double accepted = (double) (gained - lost) / n;
        double rejected = 1;
        double middle = (accepted + rejected) / 2;
        while (accepted < middle && middle < rejected) {
            if (n * middle - (gained - lost) > z * Math.sqrt(n * variance(gained, lost, n, middle))) {
                rejected = middle;
            } else {
                accepted = middle;
            }
            middle = (accepted + rejected) / 2;
        }
        return rejected;
    }

    /** The variance of one trial under a given difference, with the other parameter at its maximum likelihood. */
    private static double variance(long gained, long lost, long n, double difference) {
        double a = 2.0 * n;
        double b = -gained - lost + (2.0 * n - gained + lost) * difference;
        double c = -lost * difference * (1 - difference);
        double lostShare = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
        return Math.max(0, 2 * lostShare + difference * (1 - difference));
    }

    /**
     * The difference as text, such as {@code +1.20 points [+0.87, +1.54] (95 % Tango, n = 20000, 300 gained, 60 lost)}.
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%+.2f points [%+.2f, %+.2f] (%s %% Tango, n = %d, %d gained, %d lost)",
                100 * value,
                100 * lower,
                100 * upper,
                BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString(),
                n,
                gained,
                lost);
    }
}
