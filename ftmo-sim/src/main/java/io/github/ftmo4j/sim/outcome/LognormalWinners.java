package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.sim.random.RandomStream;

/**
 * Trades that lose a fixed amount or win an amount of lognormal distribution, independent of each other.
 *
 * <p>No draw is beyond 1,000,000 R: parameters with which one could be are refused, by the bound on
 * {@linkplain RandomStream#LARGEST_GAUSSIAN normal numbers of the simulator}.
 *
 * @param winRate the probability of a win, from 0 to 1
 * @param meanWin the mean R-multiple of the wins, above 0
 * @param sigma the standard deviation of the logarithm of a win, above 0
 * @param loss the R-multiple of a loss, below 0 and at least −1,000,000; −1 is a loss at the stop
 */
public record LognormalWinners(double winRate, double meanWin, double sigma, double loss) implements OutcomeModel {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range, or a draw could be beyond 1,000,000 R
     */
    public LognormalWinners {
        Checks.requireProbability(winRate, "winRate");
        Checks.requirePositive(meanWin, "meanWin");
        Checks.requirePositive(sigma, "sigma");
        if (!(loss < 0 && loss >= -Outcome.LARGEST_R)) {
            throw new IllegalArgumentException("loss must be below 0 and at least -1000000 R, was " + loss);
        }
        double largest = win(meanWin, sigma, RandomStream.LARGEST_GAUSSIAN);
        if (!(largest <= Outcome.LARGEST_R)) {
            throw new IllegalArgumentException("the largest win must be at most 1000000 R, was " + largest
                    + " for meanWin " + meanWin + " and sigma " + sigma);
        }
    }

    /**
     * Trades that lose 1 R or win.
     *
     * @param winRate the probability of a win, from 0 to 1
     * @param meanWin the mean R-multiple of the wins, above 0
     * @param sigma the standard deviation of the logarithm of a win, above 0
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public static LognormalWinners of(double winRate, double meanWin, double sigma) {
        return new LognormalWinners(winRate, meanWin, sigma, -1);
    }

    private static double win(double meanWin, double sigma, double z) {
        return meanWin * StrictMath.exp(sigma * z - sigma * sigma / 2);
    }

    @Override
    public OutcomeSampler start() {
        return (random, out) ->
                out.set(random.nextDouble() < winRate ? win(meanWin, sigma, random.nextGaussian()) : loss);
    }
}
