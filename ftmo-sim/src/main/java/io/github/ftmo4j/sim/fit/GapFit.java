package io.github.ftmo4j.sim.fit;

import io.github.ftmo4j.sim.outcome.ExponentialSlippage;
import io.github.ftmo4j.sim.outcome.Gaps;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often past losers lost more than at their stop, and how much more.
 *
 * @param probability the share of the losers that lost more, from 0 to 1
 * @param meanExcess what these lost beyond their stop on average, in R; 0 if there is none
 * @param losers how many trades lost
 * @param distance the distance of Kolmogorov and Smirnov between the excess and an exponential distribution of its
 *     mean, from 0 to 1; 0 if there is none
 * @param warnings what is doubtful about it; empty if nothing is
 */
public record GapFit(double probability, double meanExcess, int losers, double distance, List<String> warnings) {

    private static final int LEAST_GAPS = 20;

    /** Of the distance times the root of the number, 1 % where the mean is fitted (H. Lilliefors, JASA 1969). */
    private static final double FAR = 1.25;

    /** Takes the fit. */
    public GapFit {
        warnings = List.copyOf(warnings);
    }

    static GapFit of(double[] r, double loss) {
        double[] losers = Arrays.stream(r).filter(result -> result < 0).toArray();
        if (losers.length == 0) {
            throw new IllegalArgumentException("rMultiples must have losses, had none of " + r.length);
        }
        double[] excess = Arrays.stream(losers)
                .filter(result -> result < loss)
                .map(result -> loss - result)
                .toArray();
        double mean = Arrays.stream(excess).average().orElse(0);
        double distance = excess.length == 0 ? 0 : Sample.distance(excess, more -> -Math.expm1(-more / mean));
        List<String> warnings = new ArrayList<>();
        if (excess.length < LEAST_GAPS) {
            warnings.add("gaps need " + LEAST_GAPS + " losers beyond the stop for a stable fit, had " + excess.length
                    + " of " + losers.length);
        }
        if (distance * Math.sqrt(excess.length) > FAR) {
            warnings.add("the losses beyond the stop are not exponential: the distance is " + distance);
        }
        return new GapFit((double) excess.length / losers.length, mean, losers.length, distance, warnings);
    }

    /**
     * Other trades with these gaps.
     *
     * @param trades trades whose losers are closed at their stop
     * @return the model; the trades themselves if there is no gap
     */
    public OutcomeModel in(OutcomeModel trades) {
        return probability == 0 ? trades : new Gaps(trades, probability, new ExponentialSlippage(meanExcess));
    }
}
