package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.engine.internal.StateIndex;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two accounts with common shocks as one Markov chain: the distribution over pairs of states of one account is moved on
 * trade by trade. Both accounts are on the same day and at the same trade of it, in any phases. Each state goes through
 * the rules, the plan and the sizer as in {@link PhaseChain}. Not thread-safe.
 */
final class PairChain {

    /** States that do not change until the next day; phases that begin tomorrow follow, the second phase first. */
    private static final int PASSED = 0;

    private static final int FAILED = 1;
    private static final int FIRST_WAITING = 2;

    /** The distribution has the square of so many numbers. */
    private static final int MOST_STATES = 3_000;

    /** The most mass that may be left when the first phase would be given up. */
    private static final double MOST_LEFT = 1e-5;

    /** Rounding in binary arithmetic, for each trade. */
    private static final double ROUNDING = 0x1p-50;

    private final SimulationSpec spec;
    private final double share;
    private final DiscreteLaw outcomes;
    private final CountProbabilities trades;
    private final Set<RiskModule.Input> inputs;
    private final Effort effort;
    private final long mostMoves;
    private final double tolerance;
    private final List<CompiledPhase> phases = new ArrayList<>();

    /** By phase, and by its first day where that matters. */
    private final Map<List<Long>, Single> singles = new LinkedHashMap<>();

    private int states;
    private int statesNext;
    private double[][] masses = new double[0][0];
    private long moves;

    /**
     * The distribution of the number of the two accounts that pass.
     *
     * @param numbers the probabilities of 0, 1 and 2
     * @param error the bound on the error of each of them
     */
    record PairLaw(double[] numbers, double error) {}

    PairChain(SimulationSpec spec, Set<RiskModule.Input> inputs, double tolerance, long mostStates) {
        this.spec = spec;
        this.inputs = inputs;
        this.tolerance = tolerance;
        mostMoves = mostStates;
        share = ((Dependence.CommonShocks) spec.dependence()).share();
        outcomes = spec.outcomes().law().orElseThrow();
        trades = spec.tradesPerDay().distribution().orElseThrow();
        effort = new Effort(Long.MAX_VALUE, Long.MAX_VALUE);
        for (Phase phase : spec.program().phases()) {
            phases.add(CompiledPhase.of(phase));
        }
    }

    /** Why the number of passes cannot be computed, if it can be for no dependence but independence and copies. */
    static Optional<String> obstacle(SimulationSpec spec) {
        if (!(spec.dependence() instanceof Dependence.CommonShocks) || spec.accounts() != 2) {
            return Optional.of("joins the draws of the accounts, so that the number of passes does not follow from one"
                    + " account; it is computed for two accounts with common shocks");
        }
        Optional<CountProbabilities> number = spec.tradesPerDay().distribution();
        if (number.isPresent() && number.get().probability(number.get().most()) < 1) {
            return Optional.of("joins the numbers of trades a day, which are random");
        }
        if (spec.outcomes().law().isEmpty()) {
            return Optional.of("joins results that have a density, or no law that is known");
        }
        if (spec.seesOpenTrades()) {
            return Optional.of("joins what happens inside trades");
        }
        return spec.start() instanceof Start.Fresh ? Optional.empty() : Optional.of("joins accounts that run already");
    }

    PairLaw solve() {
        long day = spec.start().firstDay(spec.calendar());
        int last = FIRST_WAITING + phases.size() - 1;
        Single first = single(0, day);
        statesNext = last;
        int start = first.begin(day);
        first.turn();
        states = statesNext;
        masses = new double[states][states];
        masses[start][start] = 1;
        int trading = 0;
        double left = 1;
        for (int today = 1; left > tolerance / 2; today++) {
            if (today > spec.tradingPlan().abandonAfter()
                    && singles.values().stream().anyMatch(each -> each.merges)) {
                requireFew(left);
                break;
            }
            for (Single single : singles.values()) {
                single.startNextDay();
            }
            for (int trade = 0; trade < trades.most(); trade++) {
                trade(trade, today);
                trading++;
            }
            long tomorrow = spec.calendar().dayAfter(day);
            endDay(day, tomorrow);
            day = tomorrow;
            left = undecided();
        }
        double one = 2 * masses[PASSED][FAILED];
        return new PairLaw(
                new double[] {masses[FAILED][FAILED], one, masses[PASSED][PASSED]}, left + trading * ROUNDING);
    }

    /** Phases whose starts are merged do not count their days: what could be given up is not followed further. */
    private static void requireFew(double left) {
        if (left > MOST_LEFT) {
            throw new UnsolvableException(List.of(new Obstacle(
                    "abandonAfter",
                    String.format(
                            Locale.ROOT,
                            "%.1g of the pairs of accounts are not decided within as many days as a phase may take",
                            left))));
        }
    }

    private Single single(int phase, long firstDay) {
        Phase rules = spec.program().phases().get(phase);
        boolean merges = phase > 0
                && rules.timeLimit().isEmpty()
                && rules.inactivity().isEmpty()
                && !inputs.contains(RiskModule.Input.DATE)
                && !inputs.contains(RiskModule.Input.CALENDAR_DAYS)
                && !inputs.contains(RiskModule.Input.TRADE_OF_PHASE);
        return singles.computeIfAbsent(List.of((long) phase, merges ? 0 : firstDay), key -> new Single(phase, merges));
    }

    private double undecided() {
        double left = 0;
        for (int i = 0; i < states; i++) {
            for (int k = 0; k < states; k++) {
                left += i > FAILED || k > FAILED ? masses[i][k] : 0;
            }
        }
        return left;
    }

    private void trade(int trade, int day) {
        int[][] successors = new int[states][outcomes.size()];
        statesNext = FIRST_WAITING + phases.size() - 1;
        for (int i = 0; i < statesNext; i++) {
            Arrays.fill(successors[i], i);
        }
        for (Single single : singles.values()) {
            single.trade(trade, successors);
        }
        check(day);
        double[][] next = new double[statesNext][statesNext];
        double[] row = new double[statesNext];
        for (int i = 0; i < states; i++) {
            Arrays.fill(row, 0);
            double inRow = 0;
            for (int k = 0; k < states; k++) {
                double mass = masses[i][k];
                if (mass > 0) {
                    inRow += mass;
                    for (int j = 0; j < outcomes.size(); j++) {
                        double moved = mass * outcomes.probability(j);
                        row[successors[k][j]] += (1 - share) * moved;
                        next[successors[i][j]][successors[k][j]] += share * moved;
                    }
                }
            }
            if (inRow > 0) {
                spread(row, successors[i], next);
            }
        }
        turn(next);
    }

    /** The other account has moved on already: so does this one, independently. */
    private void spread(double[] row, int[] successors, double[][] next) {
        for (int j = 0; j < successors.length; j++) {
            double probability = outcomes.probability(j);
            double[] to = next[successors[j]];
            for (int k = 0; k < row.length; k++) {
                to[k] += probability * row[k];
            }
        }
    }

    private void endDay(long day, long tomorrow) {
        int[] successors = new int[states];
        statesNext = FIRST_WAITING + phases.size() - 1;
        successors[FAILED] = FAILED;
        for (Single single : List.copyOf(singles.values())) {
            single.endDay(day, tomorrow, successors);
        }
        for (int phase = 1; phase < phases.size(); phase++) {
            if (isReached(FIRST_WAITING + phase - 1)) {
                successors[FIRST_WAITING + phase - 1] = single(phase, tomorrow).begin(tomorrow);
            }
        }
        double[][] next = new double[statesNext][statesNext];
        for (int i = 0; i < states; i++) {
            for (int k = 0; k < states; k++) {
                next[successors[i]][successors[k]] += masses[i][k];
            }
        }
        turn(next);
        singles.values().removeIf(single -> single.now.size() == 0);
    }

    private boolean isReached(int state) {
        return Arrays.stream(masses[state]).anyMatch(mass -> mass > 0);
    }

    private void turn(double[][] next) {
        masses = next;
        states = statesNext;
        singles.values().forEach(Single::turn);
    }

    private void check(int day) {
        Effort.check();
        moves += (long) states * states;
        if (statesNext > MOST_STATES || moves > mostMoves) {
            throw new UnsolvableException(List.of(new Obstacle(
                    "states",
                    String.format(
                            Locale.ROOT,
                            "%,d states of each of the two accounts on day %d, %,d pairs in all so far, are too many (at"
                                    + " most %,d, and %,d pairs in all); ask for a larger tolerance or more states",
                            statesNext,
                            day,
                            moves,
                            MOST_STATES,
                            mostMoves))));
        }
    }

    /** One account in one phase: where each of its states goes. */
    private final class Single extends PhaseChain {

        private final int phase;
        private final boolean merges;
        private StateIndex now;
        private StateIndex next;
        private int[] numbers = new int[16];
        private int[] numbersNext = new int[16];
        private int[] found = new int[0];
        private int days;

        Single(int phase, boolean merges) {
            super(spec, phases.get(phase), outcomes, trades, inputs, null, effort);
            this.phase = phase;
            this.merges = merges;
            now = new StateIndex(width());
            next = new StateIndex(width());
        }

        /** Adds a fresh account to the states that come next. */
        int begin(long day) {
            if (next.size() == 0) {
                restart(day);
            }
            return number(freshKey(day));
        }

        void startNextDay() {
            days++;
            startDay(merges ? 0 : days);
        }

        void trade(int trade, int[][] successors) {
            for (int i = 0; i < now.size(); i++) {
                found = successors[numbers[i]];
                follow(now.keys(), i * now.width(), trade);
            }
        }

        void endDay(long day, long tomorrow, int[] successors) {
            found = new int[1];
            for (int i = 0; i < now.size(); i++) {
                followNight(now.keys(), i * now.width(), day, tomorrow);
                successors[numbers[i]] = found[0];
            }
            rolled();
        }

        void turn() {
            StateIndex done = now;
            now = next;
            next = done;
            next.clear();
            int[] old = numbers;
            numbers = numbersNext;
            numbersNext = old;
        }

        private int number(long[] key) {
            int before = next.size();
            int state = next.add(key, 0);
            if (state == before) {
                if (state == numbersNext.length) {
                    numbersNext = Arrays.copyOf(numbersNext, 2 * state);
                }
                numbersNext[state] = statesNext++;
            }
            return numbersNext[state];
        }

        @Override
        void moved(long[] key, double mass) {
            note(number(key));
        }

        @Override
        void begun(long[] key, double mass) {
            note(number(key));
        }

        @Override
        void end(AttemptEnd how, double mass) {
            boolean last = phase + 1 == phases.size();
            note(how != AttemptEnd.PASSED ? FAILED : last ? PASSED : FIRST_WAITING + phase);
        }

        private void note(int state) {
            if (outcome() < 0) {
                Arrays.fill(found, state);
            } else {
                found[outcome()] = state;
            }
        }
    }
}
