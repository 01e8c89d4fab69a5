package io.github.ftmo4j.sim.fit;

/**
 * Two hidden states, fitted by the algorithm of L. E. Baum, T. Petrie, G. Soules and N. Weiss (A Maximization Technique
 * Occurring in the Statistical Analysis of Probabilistic Functions of Markov Chains, Annals of Mathematical Statistics
 * 1970). The first trade has the long-run probabilities of the states.
 */
final class HiddenStates {

    /** What the states make of the trades. */
    interface Emission {

        /** The density or the probability of a trade in a state. */
        double of(int state, int trade);

        /** Takes the parameters that are most likely if the trades are in the first state with these probabilities. */
        void reestimate(double[] inFirst);
    }

    private static final int ROUNDS = 2_000;
    private static final double PRECISION = 1e-8;
    static final double LARGEST_STAY = 0.9999;

    private final int trades;
    private final Emission emission;
    private double firstStays;
    private double secondStays;
    private double logLikelihood = Double.NEGATIVE_INFINITY;

    /** P(first state) given the trades before, given these and the trade itself, and given all trades. */
    private final double[] predicted;

    private final double[] filtered;
    private final double[] smoothed;

    private HiddenStates(int trades, Emission emission, double firstStays, double secondStays) {
        this.trades = trades;
        this.emission = emission;
        this.firstStays = firstStays;
        this.secondStays = secondStays;
        predicted = new double[trades];
        filtered = new double[trades];
        smoothed = new double[trades];
    }

    static HiddenStates fit(int trades, Emission emission, double firstStays, double secondStays) {
        HiddenStates states = new HiddenStates(trades, emission, firstStays, secondStays);
        double before = Double.NEGATIVE_INFINITY;
        states.filter();
        for (int round = 0; round < ROUNDS && states.logLikelihood - before > PRECISION; round++) {
            before = states.logLikelihood;
            states.smooth();
            emission.reestimate(states.smoothed);
            states.filter();
        }
        return states;
    }

    double firstStays() {
        return firstStays;
    }

    double secondStays() {
        return secondStays;
    }

    double logLikelihood() {
        return logLikelihood;
    }

    /** P(first state) given the trades before. */
    double[] predicted() {
        return predicted.clone();
    }

    private void filter() {
        double sum = 0;
        double first = (1 - secondStays) / (2 - firstStays - secondStays);
        for (int i = 0; i < trades; i++) {
            predicted[i] = first;
            double ofFirst = first * emission.of(0, i);
            double likelihood = ofFirst + (1 - first) * emission.of(1, i);
            sum += Math.log(Math.max(Double.MIN_NORMAL, likelihood));
            filtered[i] = likelihood > 0 ? ofFirst / likelihood : first;
            first = filtered[i] * firstStays + (1 - filtered[i]) * (1 - secondStays);
        }
        logLikelihood = sum;
    }

    /** From the last trade back, and with it how often the states stay. */
    private void smooth() {
        smoothed[trades - 1] = filtered[trades - 1];
        double ofFirst = 0;
        double stays = 0;
        double ofSecond = 0;
        double secondStay = 0;
        for (int i = trades - 2; i >= 0; i--) {
            double nextFirst = predicted[i + 1];
            double toFirst = nextFirst > 0 ? smoothed[i + 1] / nextFirst : 0;
            double toSecond = nextFirst < 1 ? (1 - smoothed[i + 1]) / (1 - nextFirst) : 0;
            double firstFirst = filtered[i] * firstStays * toFirst;
            double firstSecond = filtered[i] * (1 - firstStays) * toSecond;
            double secondSecond = (1 - filtered[i]) * secondStays * toSecond;
            smoothed[i] = firstFirst + firstSecond;
            ofFirst += smoothed[i];
            stays += firstFirst;
            ofSecond += 1 - smoothed[i];
            secondStay += secondSecond;
        }
        firstStays = ofFirst > 0 ? Math.min(LARGEST_STAY, stays / ofFirst) : firstStays;
        secondStays = ofSecond > 0 ? Math.min(LARGEST_STAY, secondStay / ofSecond) : secondStays;
    }
}
