package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/**
 * Backward induction over the states of a phase, from the last day to the first and from the last trade of a day to the
 * first. A value is what an attempt in a state is worth on average: one if it passes, unless stated otherwise.
 *
 * <p>In a state in which nothing was risked today it matters how many days before were idle, because the plan takes an
 * attempt to be stalled after too many; these states have values of their own. Not thread-safe.
 */
final class Induction {

    /** The most bytes that the answers of one phase may have. */
    private static final long MOST_BYTES = 1L << 30;

    private final PhaseGraph graph;
    private final int outcomes;
    private final double[] probabilities;
    private final double[] ends;
    private final int trades;
    private final int stalledAfter;
    private final int idleStates;

    /** By state: its place among the states of a morning; −1 if it is none. */
    private final int[] morningPlace;

    private final int[] gapOf;
    private final int firstTrade;
    private final int days;

    private double[] rewards = new double[0];
    private double costOfDay;
    private double tolerance;

    /** Values before the present trade, before the next one, and of the next morning. */
    private double[] now;

    private double[] next;
    private final double[] morning;
    private double[] idleNow;
    private double[] idleNext;
    private final double[] idleMorning;

    private int day;

    /** Which stake is chosen. */
    private enum Choice {
        BEST,
        FIXED,
        GIVEN
    }

    private Choice choice = Choice.BEST;
    private int fixed;

    /** By day and trade. */
    private Layer[][] layers = new Layer[0][];

    private long bytes;

    /**
     * An induction over a graph.
     *
     * @param graph the states, explored
     * @param law the results of trades
     * @param ends by number of trades: the probability that the day has no more, once it has had so many
     * @param stalledAfter after how many idle days an attempt is stalled, 0 if that cannot happen
     * @param gapOf by day, counted from 1: which of the gaps of the graph is before the next trading day
     * @param firstTrade how many trades of the first day have been
     */
    Induction(PhaseGraph graph, DiscreteLaw law, double[] ends, int stalledAfter, int[] gapOf, int firstTrade) {
        this.graph = graph;
        outcomes = law.size();
        probabilities = new double[outcomes];
        for (int j = 0; j < outcomes; j++) {
            probabilities[j] = law.probability(j);
        }
        this.ends = ends;
        trades = ends.length - 1;
        this.stalledAfter = stalledAfter;
        idleStates = 2 * stalledAfter;
        this.gapOf = gapOf;
        this.firstTrade = firstTrade;
        days = gapOf.length - 1;
        int size = graph.size();
        now = new double[size];
        next = new double[size];
        morning = new double[size];
        morningPlace = new int[size];
        Arrays.fill(morningPlace, -1);
        int mornings = graph.count(days, 0);
        for (int i = 0; i < mornings; i++) {
            morningPlace[graph.states(0)[i]] = i;
        }
        long idles = (long) mornings * idleStates;
        if (idles > 1 << 27) {
            throw graph.tooMany(idles + " idle states");
        }
        idleNow = new double[(int) idles];
        idleNext = new double[(int) idles];
        idleMorning = new double[(int) idles];
    }

    int idleStates() {
        return idleStates;
    }

    /**
     * The value of the best policy.
     *
     * @param passed by day: what passing is worth on it
     * @param cost what each day costs
     * @param equal values that differ by no more count as equal
     * @return the value of the root
     */
    double best(int root, double[] passed, double cost, double equal) {
        choice = Choice.BEST;
        tolerance = equal;
        layers = new Layer[days + 1][];
        layers[0] = new Layer[0];
        bytes = 0;
        return value(root, passed, cost);
    }

    /** The value of always choosing one stake of the menu. */
    double fixed(int root, int stake, double[] passed, double cost) {
        choice = Choice.FIXED;
        fixed = stake;
        return value(root, passed, cost);
    }

    /** The value of a policy. */
    double given(int root, Layer[][] policy, double[] passed, double cost) {
        choice = Choice.GIVEN;
        layers = policy;
        return value(root, passed, cost);
    }

    /** By day and trade, those of the best policy. */
    Layer[][] layers() {
        return layers;
    }

    private double value(int root, double[] passed, double cost) {
        rewards = passed;
        costOfDay = cost;
        Arrays.fill(morning, 0);
        Arrays.fill(idleMorning, 0);
        for (day = days; day >= 1; day--) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the search was interrupted");
            }
            int from = day == 1 ? firstTrade : 0;
            Layer[] ofDay = new Layer[trades];
            for (int t = trades; t >= from; t--) {
                now[PhaseGraph.FAILED] = 0;
                now[PhaseGraph.PASSED] = rewards[day];
                if (t == trades) {
                    endDay(t, 1);
                } else {
                    trade(t, ofDay);
                    if (ends[t] > 0) {
                        endDay(t, ends[t]);
                    }
                }
                swap();
            }
            if (choice == Choice.BEST) {
                keep(ofDay);
            }
            startDay();
        }
        int place = morningPlace[root];
        boolean idle = idleStates > 0 && place >= 0 && firstTrade == 0;
        return idle ? idleNext[place * idleStates] - cost : next[root] - cost;
    }

    private void swap() {
        double[] done = next;
        next = now;
        now = done;
        done = idleNext;
        idleNext = idleNow;
        idleNow = done;
    }

    private void startDay() {
        int count = graph.count(day, 0);
        int[] states = graph.states(0);
        for (int i = 0; i < count; i++) {
            morning[states[i]] = next[states[i]] - costOfDay;
        }
        for (int i = 0; i < count * idleStates; i += 2) {
            idleMorning[i] = idleNext[i] - costOfDay;
        }
    }

    /** Mixes in the value of the evening, if the day has no more trades. */
    private void endDay(int t, double share) {
        int level = PhaseGraph.level(t);
        int[] states = graph.states(level);
        int count = graph.count(day, level);
        int gap = gapOf[day];
        boolean last = day == days;
        double rest = 1 - share;
        for (int i = 0; i < count; i++) {
            int state = states[i];
            int to = graph.morning(gap, state);
            boolean isOver = to < PhaseGraph.FIRST || last;
            double ended = to == PhaseGraph.PASSED ? rewards[day] : 0;
            double value = ended;
            if (!isOver) {
                value = idleStates > 0 ? idleMorning[morningPlace[to] * idleStates] : morning[to];
            }
            now[state] = rest == 0 ? value : rest * now[state] + share * value;
            int place = morningPlace[state];
            if (idleStates > 0 && place >= 0 && place < graph.count(day, 0)) {
                int most = 2 * Math.min(day, stalledAfter);
                for (int idle = 0; idle < most; idle++) {
                    int idleDays = idle / 2 + idle % 2;
                    double after = ended;
                    if (!isOver && idleDays < stalledAfter) {
                        after = idleMorning[morningPlace[to] * idleStates + 2 * idleDays];
                    }
                    int at = place * idleStates + idle;
                    idleNow[at] = rest == 0 ? after : rest * idleNow[at] + share * after;
                }
            }
        }
    }

    private void trade(int t, Layer[] ofDay) {
        int level = PhaseGraph.level(t);
        int[] states = graph.states(level);
        int count = graph.count(day, level);
        int mornings = graph.count(day, 0);
        Layer layer = layer(t, count, mornings);
        ofDay[t] = layer;
        for (int i = 0; i < count; i++) {
            int state = states[i];
            if (graph.isPassive(state)) {
                now[state] = next[state];
                idle(layer, state, mornings, Double.NEGATIVE_INFINITY);
                continue;
            }
            double value = risked(layer, i, state);
            idle(layer, state, mornings, value);
            if (refuses(layer, i, state, value)) {
                now[state] = next[state];
            } else {
                now[state] = value;
            }
        }
    }

    private Layer layer(int t, int count, int mornings) {
        if (choice == Choice.GIVEN) {
            return layers[day][t];
        }
        return choice == Choice.BEST ? new Layer(count, idleStates, mornings) : NO_LAYER;
    }

    private static final Layer NO_LAYER = new Layer(0, 0, 0);

    /** The value of the option that risks something; negative infinity if there is none. */
    private double risked(Layer layer, int place, int state) {
        if (choice != Choice.BEST) {
            int option = choice == Choice.FIXED ? graph.option(state, fixed) : layer.option(place);
            return option == PhaseGraph.NOTHING
                    ? Double.NEGATIVE_INFINITY
                    : value(graph.steps(), (graph.firstOption(state) + option) * outcomes);
        }
        int[] steps = graph.steps();
        double best = Double.NEGATIVE_INFINITY;
        int chosen = PhaseGraph.NOTHING;
        int first = graph.firstOption(state);
        int last = graph.lastOption(state);
        for (int option = first; option < last; option++) {
            double value = value(steps, option * outcomes);
            if (value > best + tolerance) {
                best = value;
                chosen = option - first;
            }
        }
        layer.best[place] = (byte) (chosen + 1);
        return best;
    }

    private double value(int[] steps, int at) {
        double value = 0;
        for (int j = 0; j < outcomes; j++) {
            value += probabilities[j] * next[steps[at + j]];
        }
        return value;
    }

    private boolean refuses(Layer layer, int place, int state, double value) {
        if (value == Double.NEGATIVE_INFINITY) {
            return true;
        }
        if (choice != Choice.BEST) {
            return choice == Choice.GIVEN && layer.isRefused(place);
        }
        if (graph.canRefuse(state) && isBetter(next[state], value)) {
            layer.refuse(place);
            return true;
        }
        return false;
    }

    /** Of equal values that of a risk is preferred, so that no day is lost, unless the phase cannot be passed. */
    private boolean isBetter(double refusing, double risking) {
        return refusing > risking + (risking <= tolerance ? -tolerance : tolerance);
    }

    /** The same state if nothing was risked today. */
    private void idle(Layer layer, int state, int mornings, double value) {
        int place = morningPlace[state];
        if (idleStates == 0 || place < 0 || place >= mornings) {
            return;
        }
        boolean passive = graph.isPassive(state);
        int most = 2 * Math.min(day, stalledAfter);
        int from = place * idleStates;
        for (int idle = 0; idle < most; idle++) {
            double refusing = idleNext[from + (passive ? idle : idle | 1)];
            boolean refuses = value == Double.NEGATIVE_INFINITY;
            if (!refuses && choice == Choice.BEST) {
                refuses = graph.canRefuse(state) && isBetter(refusing, value);
                if (refuses) {
                    layer.refuse(place, idle);
                }
            } else if (!refuses) {
                refuses = choice == Choice.GIVEN && layer.isRefused(place, idle);
            }
            idleNow[from + idle] = refuses ? refusing : value;
        }
    }

    /** Sees the states in which a policy is before the first trade of a day. */
    interface Visitor {
        /**
         * Sees one state.
         *
         * @param number the day, counted from 1
         * @param state the state
         * @param mass how likely an attempt is in it then
         * @param stake what the policy risks, minor units
         */
        void see(int number, int state, double mass, long stake);
    }

    /** Follows a policy from the root through all days. */
    void follow(int root, Layer[][] policy, Visitor visitor) {
        Arrays.fill(morning, 0);
        Arrays.fill(idleMorning, 0);
        morning[root] = 1;
        if (idleStates > 0) {
            morning[root] = 0;
            idleMorning[morningPlace[root] * idleStates] = 1;
        }
        for (day = 1; day <= days; day++) {
            System.arraycopy(morning, 0, now, 0, now.length);
            System.arraycopy(idleMorning, 0, idleNow, 0, idleNow.length);
            Arrays.fill(morning, 0);
            Arrays.fill(idleMorning, 0);
            for (int t = 0; t <= trades; t++) {
                Arrays.fill(next, 0);
                Arrays.fill(idleNext, 0);
                int level = PhaseGraph.level(t);
                for (int i = 0; i < graph.count(day, level); i++) {
                    int state = graph.states(level)[i];
                    Layer layer = t == trades ? NO_LAYER : policy[day][t];
                    follow(layer, t, i, state, -1, now[state], visitor);
                    int place = morningPlace[state];
                    for (int idle = 0; place >= 0 && idle < idleStates; idle++) {
                        follow(layer, t, i, state, idle, idleNow[place * idleStates + idle], visitor);
                    }
                }
                swap();
            }
        }
    }

    private void follow(Layer layer, int t, int i, int state, int idle, double mass, Visitor visitor) {
        if (mass == 0) {
            return;
        }
        int place = morningPlace[state];
        double ending = mass * ends[t];
        int to = graph.morning(gapOf[day], state);
        int idleDays = idle < 0 ? 0 : idle / 2 + idle % 2;
        if (ending > 0 && to >= PhaseGraph.FIRST && day < days) {
            if (idleStates == 0) {
                morning[to] += ending;
            } else if (idleDays < stalledAfter) {
                idleMorning[morningPlace[to] * idleStates + 2 * idleDays] += ending;
            }
        }
        double trading = mass - ending;
        if (!(trading > 0)) {
            return;
        }
        boolean passive = graph.isPassive(state);
        boolean refuses = passive
                || layer.option(i) == PhaseGraph.NOTHING
                || (idle < 0 ? layer.isRefused(i) : layer.isRefused(place, idle));
        if (refuses) {
            if (idle < 0) {
                next[state] += trading;
            } else {
                idleNext[place * idleStates + (passive ? idle : idle | 1)] += trading;
            }
        } else {
            int at = (graph.firstOption(state) + layer.option(i)) * outcomes;
            for (int j = 0; j < outcomes; j++) {
                next[graph.steps()[at + j]] += trading * probabilities[j];
            }
        }
        if (t == 0) {
            long stake = refuses ? 0 : graph.stake(graph.firstOption(state) + layer.option(i));
            visitor.see(day, state, mass, stake);
        }
    }

    /** A day that equals the next one shares its layers. */
    private void keep(Layer[] ofDay) {
        Layer[] later = day == days ? new Layer[0] : layers[day + 1];
        for (int t = 0; t < ofDay.length; t++) {
            if (t < later.length && ofDay[t] != null && ofDay[t].equals(later[t])) {
                ofDay[t] = later[t];
            } else if (ofDay[t] != null) {
                bytes += ofDay[t].bytes();
            }
        }
        if (bytes > MOST_BYTES) {
            throw graph.tooMany(bytes + " bytes of answers for the states");
        }
        layers[day] = ofDay;
    }
}
