package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The distribution of the number of accounts that pass, computed from the probability that one passes: binomial for
 * independent accounts, all or none for copies. Immutable.
 */
public final class ExactPasses implements PassDistribution {

    private final int accounts;
    private final boolean copied;
    private final Estimate one;

    ExactPasses(int accounts, boolean copied, Estimate one) {
        this.accounts = accounts;
        this.copied = copied;
        this.one = one;
    }

    @Override
    public int accounts() {
        return accounts;
    }

    @Override
    public Estimate atLeast(int number) {
        requireAccounts(number);
        if (number == 0) {
            return Estimate.exact(1);
        }
        // rises with the probability of one account
        return ordered(atLeast(number, one.value()), atLeast(number, one.lower()), atLeast(number, one.upper()));
    }

    @Override
    public Estimate exactly(int number) {
        requireAccounts(number);
        double atLower = exactly(number, one.lower());
        double atUpper = exactly(number, one.upper());
        // highest where the accounts that pass are as many as expected
        double mode = (double) number / accounts;
        double most = one.lower() <= mode && mode <= one.upper() && !copied
                ? exactly(number, mode)
                : Math.max(atLower, atUpper);
        return ordered(exactly(number, one.value()), Math.min(atLower, atUpper), most);
    }

    private static Estimate ordered(double value, double lower, double upper) {
        return Estimate.computed(value, Math.min(value, lower), Math.max(value, upper));
    }

    private double atLeast(int number, double pass) {
        if (copied) {
            return pass;
        }
        return Math.max(0, 1 - new BinomialDistribution(null, accounts, pass).cumulativeProbability(number - 1));
    }

    private double exactly(int number, double pass) {
        if (copied) {
            return number == accounts ? pass : number == 0 ? 1 - pass : 0;
        }
        return Math.min(1, new BinomialDistribution(null, accounts, pass).probability(number));
    }

    private void requireAccounts(int number) {
        if (number < 0 || number > accounts) {
            throw new IllegalArgumentException("accounts must be from 0 to " + accounts + ", was " + number);
        }
    }

    /** The probabilities of each number, such as {@code 0: 1.45 %, 1: 13.20 %, 2: 42.65 %, 3: 42.70 %}. */
    @Override
    public String toString() {
        return IntStream.rangeClosed(0, accounts)
                .filter(number -> exactly(number).value() >= 5e-5)
                .mapToObj(number -> String.format(
                        Locale.ROOT,
                        "%d: %.2f %%",
                        number,
                        100 * exactly(number).value()))
                .collect(Collectors.joining(", "));
    }
}
