package io.github.ftmo4j.sim.fit;

import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.Regimes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Fits of models with two hidden states, from several first guesses. */
final class StateFits {

    /** The least deviation of a state, as a share of that of all trades, without which one trade could be a state. */
    private static final double LEAST_DEVIATION = 0.05;

    private StateFits() {}

    private static final class Normals implements HiddenStates.Emission {
        private final double[] r;
        private final double least;
        private final double[] mean;
        private final double[] deviation;

        Normals(double[] r, double least, double[] mean, double[] deviation) {
            this.r = r;
            this.least = least;
            this.mean = mean;
            this.deviation = deviation;
        }

        @Override
        public double of(int state, int trade) {
            double z = (r[trade] - mean[state]) / deviation[state];
            return Math.exp(-0.5 * z * z) / (Math.sqrt(2 * Math.PI) * deviation[state]);
        }

        @Override
        public void reestimate(double[] inFirst) {
            for (int state = 0; state < 2; state++) {
                double sum = 0;
                double weighted = 0;
                for (int i = 0; i < r.length; i++) {
                    double weight = state == 0 ? inFirst[i] : 1 - inFirst[i];
                    sum += weight;
                    weighted += weight * r[i];
                }
                if (sum == 0) {
                    continue;
                }
                mean[state] = weighted / sum;
                double squares = 0;
                for (int i = 0; i < r.length; i++) {
                    double weight = state == 0 ? inFirst[i] : 1 - inFirst[i];
                    squares += weight * (r[i] - mean[state]) * (r[i] - mean[state]);
                }
                deviation[state] = Math.max(least, Math.sqrt(squares / sum));
            }
        }
    }

    private static final class WinRates implements HiddenStates.Emission {
        private final boolean[] won;
        private final double[] rate;

        WinRates(boolean[] won, double... rate) {
            this.won = won;
            this.rate = rate;
        }

        @Override
        public double of(int state, int trade) {
            return won[trade] ? rate[state] : 1 - rate[state];
        }

        @Override
        public void reestimate(double[] inFirst) {
            for (int state = 0; state < 2; state++) {
                double sum = 0;
                double wins = 0;
                for (int i = 0; i < won.length; i++) {
                    double weight = state == 0 ? inFirst[i] : 1 - inFirst[i];
                    sum += weight;
                    wins += won[i] ? weight : 0;
                }
                rate[state] = sum > 0 ? Math.max(0, Math.min(1, wins / sum)) : rate[state];
            }
        }
    }

    /** A fit, and what its states are. */
    private record Fitted<E extends HiddenStates.Emission>(E emission, HiddenStates states) {

        static <E extends HiddenStates.Emission> Fitted<E> of(int trades, E guess, double stays) {
            return new Fitted<>(guess, HiddenStates.fit(trades, guess, stays, stays));
        }

        static <E extends HiddenStates.Emission> Fitted<E> best(Stream<Fitted<E>> fits) {
            return fits.max(Comparator.comparingDouble(fit -> fit.states().logLikelihood()))
                    .orElseThrow();
        }
    }

    static Fit<Regimes> normal(double[] r, double stopDistance) {
        double mean = Sample.mean(r);
        double deviation = Math.sqrt(Sample.variance(r));
        double least = LEAST_DEVIATION * deviation;
        Fitted<Normals> best = Fitted.best(Stream.of(0.7, 0.95)
                .flatMap(stays -> Stream.of(
                        Fitted.of(
                                r.length,
                                new Normals(r, least, new double[] {mean, mean}, new double[] {
                                    0.6 * deviation, 1.6 * deviation
                                }),
                                stays),
                        Fitted.of(
                                r.length,
                                new Normals(
                                        r,
                                        least,
                                        new double[] {mean + 0.5 * deviation, mean - 0.5 * deviation},
                                        new double[] {deviation, deviation}),
                                stays))));
        Normals states = best.emission();
        double[] predicted = best.states().predicted();
        double[] probabilities = new double[r.length];
        NormalDistribution unit = new NormalDistribution(null, 0, 1);
        for (int i = 0; i < r.length; i++) {
            probabilities[i] = predicted[i] * unit.cumulativeProbability((r[i] - states.mean[0]) / states.deviation[0])
                    + (1 - predicted[i]) * unit.cumulativeProbability((r[i] - states.mean[1]) / states.deviation[1]);
        }
        int calm = states.deviation[0] <= states.deviation[1] ? 0 : 1;
        double calmStays =
                calm == 0 ? best.states().firstStays() : best.states().secondStays();
        double wildStays =
                calm == 0 ? best.states().secondStays() : best.states().firstStays();
        GaussianReturns[] returns = new GaussianReturns[2];
        for (int state = 0; state < 2; state++) {
            returns[state] = new GaussianReturns(
                    states.mean[state] * stopDistance, states.deviation[state] * stopDistance, stopDistance);
        }
        return Fits.fit(
                Family.REGIMES,
                new Regimes(returns[calm], returns[1 - calm], calmStays, wildStays),
                List.of(
                        new Parameter("first.mean", returns[calm].mean()),
                        new Parameter("first.deviation", returns[calm].deviation()),
                        new Parameter("second.mean", returns[1 - calm].mean()),
                        new Parameter("second.deviation", returns[1 - calm].deviation()),
                        new Parameter("firstStays", calmStays),
                        new Parameter("secondStays", wildStays)),
                r,
                best.states().logLikelihood(),
                Sample.ofProbabilities(probabilities));
    }

    static Fit<Regimes> winRates(double[] r, BernoulliR average) {
        boolean[] won = new boolean[r.length];
        for (int i = 0; i < r.length; i++) {
            won[i] = r[i] > 0;
        }
        double p = average.winRate();
        double most = Math.min(p, 1 - p);
        Fitted<WinRates> best = Fitted.best(Stream.of(0.7, 0.9, 0.97)
                .flatMap(stays -> Stream.of(0.3, 0.7)
                        .map(share ->
                                Fitted.of(r.length, new WinRates(won, p + share * most, p - share * most), stays))));
        double[] rate = best.emission().rate;
        int good = rate[0] >= rate[1] ? 0 : 1;
        double goodStays =
                good == 0 ? best.states().firstStays() : best.states().secondStays();
        double badStays =
                good == 0 ? best.states().secondStays() : best.states().firstStays();
        double[] predicted = best.states().predicted();
        double[] standardised = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            double expected = predicted[i] * rate[0] + (1 - predicted[i]) * rate[1];
            double spread = Math.sqrt(expected * (1 - expected));
            standardised[i] = spread > 0 ? ((won[i] ? 1 : 0) - expected) / spread : 0;
        }
        return Fits.fit(
                Family.WIN_RATE_REGIMES,
                new Regimes(
                        new BernoulliR(rate[good], average.win(), average.loss()),
                        new BernoulliR(rate[1 - good], average.win(), average.loss()),
                        goodStays,
                        badStays),
                List.of(
                        new Parameter("first.winRate", rate[good]),
                        new Parameter("second.winRate", rate[1 - good]),
                        new Parameter("firstStays", goodStays),
                        new Parameter("secondStays", badStays),
                        new Parameter("win", average.win()),
                        new Parameter("loss", average.loss())),
                r,
                best.states().logLikelihood(),
                Sample.ofResults(
                        Sample.distance(
                                r,
                                DiscreteLaw.of(new double[] {average.loss(), average.win()}, new double[] {1 - p, p})),
                        standardised));
    }
}
