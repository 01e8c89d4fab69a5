package io.github.ftmo4j.sim;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.sim.internal.kernel.BlockRun;
import io.github.ftmo4j.sim.internal.kernel.PassedTrials;
import io.github.ftmo4j.sim.internal.kernel.Tally;
import io.github.ftmo4j.sim.statistics.CountLaw;
import io.github.ftmo4j.sim.statistics.Difference;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.IntervalMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a simulation found. Immutable.
 *
 * <p>Figures of single attempts count each attempt that had luck of its own: {@code trials × accounts} of them if the
 * accounts are independent, one a trial if they are copies. Intervals are at 95 % and say how many independent draws
 * stand behind them.
 */
public final class SimulationResult {

    private final Simulation simulation;
    private final Tally tally;
    private final PassedTrials passed;
    private final IntervalMethod method;

    SimulationResult(Simulation simulation, BlockRun.Found found) {
        this(simulation, found.tally(), found.passed(), IntervalMethod.WILSON);
    }

    private SimulationResult(Simulation simulation, Tally tally, PassedTrials passed, IntervalMethod method) {
        this.simulation = simulation;
        this.tally = tally;
        this.passed = passed;
        this.method = method;
    }

    /**
     * The same result, its intervals computed otherwise.
     *
     * @param other the method, {@link IntervalMethod#WILSON} unless said
     * @return the result
     */
    public SimulationResult with(IntervalMethod other) {
        return new SimulationResult(simulation, tally, passed, other);
    }

    /**
     * The simulation that was run.
     *
     * @return the simulation
     */
    public Simulation simulation() {
        return simulation;
    }

    /**
     * How many trials were run, fewer than planned if the run was stopped.
     *
     * @return the number
     */
    public long trials() {
        return tally.trials();
    }

    /**
     * Whether all planned trials were run.
     *
     * @return whether the result is complete
     */
    public boolean complete() {
        return trials() == simulation.trials();
    }

    /**
     * How many attempts with luck of their own were run.
     *
     * @return the number
     */
    public long attempts() {
        return trials() * simulation.plan().attemptsDrawn();
    }

    /**
     * The law of the number of accounts that pass in a trial.
     *
     * @return the law
     */
    public PassLaw passes() {
        return new PassLaw(tally.passes(), method);
    }

    /**
     * How much likelier at least one account passes than under another plan, judged trial by trial: of one seed, both
     * plans met the same luck. Whether they made the same trades of it, by equal outcomes and trades a day, is not
     * checked: the interval holds either way, and is narrow if they did.
     *
     * @param baseline the result of the other plan, of the same seed, with as many trials and as many accounts with
     *     luck of their own
     * @return this probability less the other, at 95 %
     * @throws IllegalArgumentException if seed, trials or accounts differ, or one of the results is not complete
     */
    public Difference minus(SimulationResult baseline) {
        requireSame("seed", simulation.seed(), baseline.simulation.seed());
        requireSame("trials", simulation.trials(), baseline.simulation.trials());
        requireSame(
                "number of accounts with luck of their own",
                simulation.plan().attemptsDrawn(),
                baseline.simulation.plan().attemptsDrawn());
        requireComplete("result");
        baseline.requireComplete("baseline");
        return Difference.of(passed.notAmong(baseline.passed), baseline.passed.notAmong(passed), trials());
    }

    private static void requireSame(String name, long here, long there) {
        if (here != there) {
            throw new IllegalArgumentException(
                    name + " must be that of the baseline, was " + here + ", baseline " + there);
        }
    }

    private void requireComplete(String name) {
        if (!complete()) {
            throw new IllegalArgumentException(
                    name + " must be complete, was " + trials() + " of " + simulation.trials() + " trials");
        }
    }

    /**
     * The probability that one account passes all phases.
     *
     * @return the estimate
     * @throws IllegalArgumentException if no trial was run
     */
    public Estimate pass() {
        return share(AttemptEnd.PASSED);
    }

    /**
     * The probability that an attempt ends in a way.
     *
     * @param end the way
     * @return the estimate
     * @throws IllegalArgumentException if no trial was run
     */
    public Estimate share(AttemptEnd end) {
        return estimate(days(end).n(), attempts());
    }

    /**
     * How many attempts ended in each way.
     *
     * @return the counts, all ways present
     */
    public Map<AttemptEnd, Long> ends() {
        Map<AttemptEnd, Long> ends = new EnumMap<>(AttemptEnd.class);
        for (AttemptEnd end : AttemptEnd.values()) {
            ends.put(end, days(end).n());
        }
        return Collections.unmodifiableMap(ends);
    }

    /**
     * What became of the attempts in each phase.
     *
     * @return in the order of the phases
     */
    public List<PhaseResult> phases() {
        List<PhaseResult> results = new ArrayList<>();
        for (int phase = 0; phase < simulation.program().phases().size(); phase++) {
            Map<AttemptEnd, Long> ends = new EnumMap<>(AttemptEnd.class);
            for (AttemptEnd end : AttemptEnd.values()) {
                ends.put(end, tally.phaseEnds(phase, end));
            }
            long entered = ends.values().stream().mapToLong(Long::longValue).sum();
            Optional<Estimate> passed = entered == 0
                    ? Optional.empty()
                    : Optional.of(estimate(tally.phaseEnds(phase, AttemptEnd.PASSED), entered));
            results.add(new PhaseResult(
                    simulation.program().phases().get(phase).name(),
                    entered,
                    passed,
                    Collections.unmodifiableMap(ends)));
        }
        return List.copyOf(results);
    }

    /**
     * The trading days, weekdays from the first of the first phase to the last, of attempts that ended in a way.
     *
     * @param end the way
     * @return the law
     */
    public CountLaw days(AttemptEnd end) {
        return CountLaw.of(tally.days(end));
    }

    /**
     * The trading days of attempts that passed.
     *
     * @return the law
     */
    public CountLaw daysToPass() {
        return days(AttemptEnd.PASSED);
    }

    /**
     * The trading days of attempts that failed by any objective.
     *
     * @return the law
     */
    public CountLaw daysToFail() {
        long[] sum = new long[tally.days(AttemptEnd.PASSED).length];
        for (AttemptEnd end : AttemptEnd.values()) {
            if (end.isFailure()) {
                long[] days = tally.days(end);
                Arrays.setAll(sum, i -> sum[i] + days[i]);
            }
        }
        return CountLaw.of(sum);
    }

    /**
     * The sum of the last balances of all attempts: exact, hence a fingerprint of the run.
     *
     * @return the sum
     */
    public Money finalBalances() {
        return simulation.program().phases().get(0).initialBalance().withMinorUnits(tally.finalBalances());
    }

    private Estimate estimate(long successes, long attempts) {
        int dependent = simulation.plan().dependentAttempts();
        if (dependent == 1) {
            return method.estimate(successes, attempts);
        }
        // attempts of one trial may depend on each other in any way: count them as one
        Estimate cautious = method.estimate(
                Math.round((double) successes / dependent), Math.max(1, Math.round((double) attempts / dependent)));
        return new Estimate(
                (double) successes / attempts,
                cautious.lower(),
                cautious.upper(),
                cautious.level(),
                cautious.n(),
                method);
    }
}
