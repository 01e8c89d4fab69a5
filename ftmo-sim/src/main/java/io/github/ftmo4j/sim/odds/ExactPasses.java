package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.sim.statistics.Correlation;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The distribution of the number of accounts that pass, computed without random numbers: binomial for independent
 * accounts, all or none for accounts that are alike, else from the states of all accounts together. Immutable.
 */
public final class ExactPasses implements PassDistribution {

    private final int accounts;
    private final boolean alike;
    private final Estimate one;

    /** The probability of each number; empty if they follow from that of one account. */
    private final double[] numbers;

    private final double error;

    private ExactPasses(int accounts, boolean alike, Estimate one, double[] numbers, double error) {
        this.accounts = accounts;
        this.alike = alike;
        this.one = one;
        this.numbers = numbers;
        this.error = error;
    }

    static ExactPasses of(int accounts, boolean alike, Estimate one) {
        return new ExactPasses(accounts, alike, one, new double[0], 0);
    }

    /**
     * A distribution that does not follow from the odds of one account.
     *
     * @param numbers the probability of each number of accounts, from 0 on
     * @param error the bound on the error of each of them, and of their sums
     * @return the distribution
     */
    public static ExactPasses of(double[] numbers, double error) {
        double pass = 0;
        for (int number = 1; number < numbers.length; number++) {
            pass += (double) number / (numbers.length - 1) * numbers[number];
        }
        return new ExactPasses(numbers.length - 1, false, ExactOdds.bounded(pass, error), numbers.clone(), error);
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
        if (numbers.length > 0) {
            return ExactOdds.bounded(
                    Arrays.stream(numbers, number, numbers.length).sum(), error);
        }
        // rises with the probability of one account
        return ordered(atLeast(number, one.value()), atLeast(number, one.lower()), atLeast(number, one.upper()));
    }

    @Override
    public Estimate exactly(int number) {
        requireAccounts(number);
        if (numbers.length > 0) {
            return ExactOdds.bounded(numbers[number], error);
        }
        double atLower = exactly(number, one.lower());
        double atUpper = exactly(number, one.upper());
        // highest where the accounts that pass are as many as expected
        double mode = (double) number / accounts;
        double most = one.lower() <= mode && mode <= one.upper() && !alike
                ? exactly(number, mode)
                : Math.max(atLower, atUpper);
        return ordered(exactly(number, one.value()), Math.min(atLower, atUpper), most);
    }

    @Override
    public Optional<Correlation> correlation() {
        double p = one.value();
        double variance = p * (1 - p);
        if (accounts == 1 || variance == 0) {
            return Optional.empty();
        }
        if (numbers.length == 0) {
            double exact = alike ? 1 : 0;
            return Optional.of(Correlation.computed(exact, exact, exact));
        }
        double products = 0;
        for (int number = 2; number <= accounts; number++) {
            products += (double) number * (number - 1) * numbers[number];
        }
        double value = clamped((products / accounts / (accounts - 1) - p * p) / variance);
        double bound = 4 * error / variance;
        return Optional.of(Correlation.computed(value, clamped(value - bound), clamped(value + bound)));
    }

    private static double clamped(double correlation) {
        return Math.max(-1, Math.min(1, correlation));
    }

    private static Estimate ordered(double value, double lower, double upper) {
        return Estimate.computed(value, Math.min(value, lower), Math.max(value, upper));
    }

    private double atLeast(int number, double pass) {
        if (alike) {
            return pass;
        }
        return Math.max(0, 1 - new BinomialDistribution(null, accounts, pass).cumulativeProbability(number - 1));
    }

    private double exactly(int number, double pass) {
        if (alike) {
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
