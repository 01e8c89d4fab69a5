package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** How much work a computation may be, and how much it has been. Not thread-safe. */
final class Effort {

    private static final int BETWEEN_CHECKS = 1 << 14;

    private static final int MOST_BALANCES = 1 << 20;
    private static final long MOST_IMAGES = 1L << 22;

    private long mostStates;
    private final long mostAtOnce;
    private long visited;
    private long worked;
    private long sinceCheck;

    /**
     * Limits.
     *
     * @param mostStates the most states that are visited, summed over all trades
     * @param mostAtOnce the most numbers that states of one trade may have together
     */
    Effort(long mostStates, long mostAtOnce) {
        this.mostStates = mostStates;
        this.mostAtOnce = mostAtOnce;
    }

    /**
     * Allows so many more states, if that is less than what is allowed.
     *
     * @return what was allowed before
     */
    long allow(long more) {
        long before = mostStates;
        mostStates = Math.min(mostStates, visited + more);
        return before;
    }

    void restore(long before) {
        mostStates = before;
    }

    long visited() {
        return visited;
    }

    /**
     * Counts the states before one trade.
     *
     * @throws UnsolvableException if they are too many
     */
    void visit(StateTable states, String phase, int day) {
        visited += states.size();
        if ((long) states.size() * states.width() > mostAtOnce || visited > mostStates) {
            throw tooMany(states.size(), phase, day);
        }
    }

    /**
     * Counts balances before one trade.
     *
     * @throws UnsolvableException if they are too many
     */
    void visit(int balances, String phase, int day) {
        visited += balances;
        if (balances > MOST_BALANCES || visited > mostStates) {
            throw tooMany(balances, phase, day);
        }
    }

    /**
     * Counts a point of a grid of balances before one trade.
     *
     * @param points how many the grid has
     * @param outcomes how many results the trade may have
     * @throws UnsolvableException if they are too many
     * @throws CancellationException if the thread is interrupted, which it stays
     */
    void visitPoint(int points, int outcomes, String phase) {
        step();
        visited++;
        worked += outcomes;
        if (visited > mostStates) {
            throw tooManyPoints(points, phase);
        }
    }

    /** Goes back to an earlier count: what is tried instead of a form that is given up has its own count. */
    void backTo(long states) {
        visited = states;
    }

    /**
     * Checks how many masses of a grid are kept.
     *
     * @throws UnsolvableException if they are too many
     */
    void keep(long masses, int points, String phase) {
        if (masses > mostAtOnce) {
            throw tooManyPoints(points, phase);
        }
    }

    private UnsolvableException tooManyPoints(int points, String phase) {
        return new UnsolvableException(List.of(new Obstacle(
                "states",
                String.format(
                        Locale.ROOT,
                        "the balances of %s on a grid of %,d points are too many states (at most %,d in all); ask for a"
                                + " larger tolerance",
                        phase,
                        points,
                        mostStates))));
    }

    /**
     * Counts other work.
     *
     * @throws UnsolvableException if it is too much
     * @throws CancellationException if the thread is interrupted, which it stays
     */
    void work(long amount, long most, String phase) {
        step();
        worked += amount;
        if (worked > most) {
            throw new UnsolvableException(List.of(new Obstacle(
                    "order",
                    String.format(
                            Locale.ROOT,
                            "quadrature of %s takes more than %,d values of the density; ask for a larger tolerance",
                            phase,
                            most))));
        }
    }

    /**
     * Checks how many balances trades lead to.
     *
     * @throws UnsolvableException if they are too many
     */
    void image(long balances, String phase, int day) {
        if (balances > MOST_IMAGES) {
            throw tooMany(balances, phase, day);
        }
    }

    long worked() {
        return worked;
    }

    UnsolvableException tooMany(long now, String phase, int day) {
        return new UnsolvableException(List.of(new Obstacle(
                "states",
                String.format(
                        Locale.ROOT,
                        "%,d states on day %d of %s, %,d in all so far, are too many (at most %,d in all); a share of"
                                + " the initial balance, a shorter time limit or a larger tolerance has fewer, and a"
                                + " simulation needs none",
                        now,
                        day,
                        phase,
                        visited,
                        mostStates))));
    }

    /**
     * Notes one step of the computation.
     *
     * @throws CancellationException if the thread is interrupted, which it stays
     */
    void step() {
        if (++sinceCheck >= BETWEEN_CHECKS) {
            sinceCheck = 0;
            check();
        }
    }

    /**
     * Checks whether to go on.
     *
     * @throws CancellationException if the thread is interrupted, which it stays
     */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the computation was interrupted");
        }
    }
}
