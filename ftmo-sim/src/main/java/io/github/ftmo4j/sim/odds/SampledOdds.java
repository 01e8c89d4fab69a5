package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.CountSample;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.IntervalMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The odds as a Monte Carlo simulation estimates them. Immutable.
 *
 * <p>Figures of single attempts are based on the attempts with draws of their own: {@code trials × accounts} of them,
 * or one a trial if the accounts are copies. Intervals have a level of 95 % and state the number of independent trials
 * that they are based on.
 */
public final class SampledOdds implements Odds {

    private final SimulationSpec spec;
    private final long trialsPlanned;
    private final long seed;
    private final Tally tally;
    private final IntervalMethod method;

    /**
     * The odds from what was counted.
     *
     * @param spec the specification
     * @param trialsPlanned how many trials were to be run
     * @param seed the seed of the random numbers
     * @param tally what was counted; it is copied
     */
    public SampledOdds(SimulationSpec spec, long trialsPlanned, long seed, Tally tally) {
        this(spec, trialsPlanned, seed, tally.copy(), IntervalMethod.WILSON);
    }

    private SampledOdds(SimulationSpec spec, long trialsPlanned, long seed, Tally tally, IntervalMethod method) {
        this.spec = spec;
        this.trialsPlanned = trialsPlanned;
        this.seed = seed;
        this.tally = tally;
        this.method = method;
    }

    /**
     * The same odds, with intervals of another method.
     *
     * @param other the method, {@link IntervalMethod#WILSON} by default
     * @return the odds
     */
    public SampledOdds with(IntervalMethod other) {
        return new SampledOdds(spec, trialsPlanned, seed, tally, other);
    }

    @Override
    public SimulationSpec spec() {
        return spec;
    }

    /**
     * The seed of the random numbers.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
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
     * @return whether the odds are complete
     */
    public boolean complete() {
        return trials() == trialsPlanned;
    }

    /**
     * The number of attempts with draws of their own.
     *
     * @return the number
     */
    public long attempts() {
        return trials() * spec.attemptsDrawn();
    }

    @Override
    public SampledPasses passes() {
        return new SampledPasses(tally.passes(), method);
    }

    /**
     * The odds from these trials and others of the same simulation, as if one run had run them all. The order of
     * merging does not matter.
     *
     * @param others the odds from the other trials
     * @return the odds from all, with the intervals of these
     * @throws IllegalArgumentException if specification or seed differ, or a trial is in both
     */
    public SampledOdds merge(SampledOdds others) {
        if (seed != others.seed) {
            throw new IllegalArgumentException(
                    "seeds must be equal for odds to be merged, were " + seed + " and " + others.seed);
        }
        if (!spec.equals(others.spec)) {
            throw new IllegalArgumentException(
                    "specifications must be equal for odds to be merged, were " + spec + " and " + others.spec);
        }
        Tally both = tally.copy();
        both.add(others.tally);
        return new SampledOdds(spec, Math.addExact(trialsPlanned, others.trialsPlanned), seed, both, method);
    }

    /**
     * What was counted, and in which trials: all that another process needs to merge these odds with its own.
     *
     * @return a copy
     */
    public Tally tally() {
        return tally.copy();
    }

    /**
     * Which trials were run.
     *
     * @return the ranges of their numbers
     */
    public TrialRanges covered() {
        return tally.covered();
    }

    @Override
    public Estimate share(AttemptEnd end) {
        return estimate(days(end).n(), attempts());
    }

    /**
     * How many attempts ended in each way.
     *
     * @return the counts, all ends present
     */
    public Map<AttemptEnd, Long> ends() {
        Map<AttemptEnd, Long> ends = new EnumMap<>(AttemptEnd.class);
        for (AttemptEnd end : AttemptEnd.values()) {
            ends.put(end, days(end).n());
        }
        return Collections.unmodifiableMap(ends);
    }

    @Override
    public List<PhaseOdds> phases() {
        List<PhaseOdds> odds = new ArrayList<>();
        for (PhaseCounts phase : phaseCounts()) {
            Map<AttemptEnd, Estimate> ends = new EnumMap<>(AttemptEnd.class);
            if (phase.entered() > 0) {
                phase.ends().forEach((end, count) -> ends.put(end, estimate(count, phase.entered())));
            }
            odds.add(new PhaseOdds(
                    phase.name(),
                    estimate(phase.entered(), attempts()),
                    Optional.ofNullable(ends.get(AttemptEnd.PASSED)),
                    ends));
        }
        return List.copyOf(odds);
    }

    /**
     * How the attempts ended each phase.
     *
     * @return in the order of the phases
     */
    public List<PhaseCounts> phaseCounts() {
        List<PhaseCounts> counts = new ArrayList<>();
        for (Phase phase : spec.program().phases()) {
            Map<AttemptEnd, Long> ends = new EnumMap<>(AttemptEnd.class);
            long entered = 0;
            for (AttemptEnd end : AttemptEnd.values()) {
                long count = tally.phaseEnds(counts.size(), end);
                ends.put(end, count);
                entered += count;
            }
            counts.add(new PhaseCounts(phase.name(), entered, ends));
        }
        return List.copyOf(counts);
    }

    @Override
    public CountSample days(AttemptEnd end) {
        return CountSample.of(tally.days(end));
    }

    @Override
    public CountSample daysToPass() {
        return days(AttemptEnd.PASSED);
    }

    @Override
    public CountSample daysToFail() {
        long[] sum = new long[tally.days(AttemptEnd.PASSED).length];
        for (AttemptEnd end : AttemptEnd.values()) {
            if (end.isFailure()) {
                long[] days = tally.days(end);
                Arrays.setAll(sum, i -> sum[i] + days[i]);
            }
        }
        return CountSample.of(sum);
    }

    /**
     * The sum of the last balances of all attempts: exact, hence a fingerprint of the run.
     *
     * @return the sum
     * @throws ArithmeticException if the sum exceeds a long of minor units
     */
    public Money finalBalances() {
        return spec.program().phases().get(0).initialBalance().withMinorUnits(tally.finalBalances());
    }

    /**
     * How many trades were sized by the rule that risk does not rise after a loss, and would have been sized larger
     * without it; see {@link io.github.ftmo4j.mm.PositionSizer.Builder#risingAfterLoss()}.
     *
     * @return the count, over all attempts
     */
    public long cappedAfterLoss() {
        return tally.cappedAfterLoss();
    }

    @Override
    public List<String> assumptions() {
        List<String> sentences = new ArrayList<>(spec.assumptions());
        if (cappedAfterLoss() > 0) {
            sentences.add(cappedSentence());
        }
        return List.copyOf(sentences);
    }

    private String cappedSentence() {
        return String.format(
                Locale.ROOT,
                "The rule that risk does not rise after a loss reduced %,d trades, %.3g per attempt.",
                cappedAfterLoss(),
                (double) cappedAfterLoss() / attempts());
    }

    private Estimate estimate(long successes, long attempts) {
        return method.estimateGrouped(successes, attempts, spec.dependentAttempts());
    }

    /** The odds in short: P(pass), P(at least one passes), how attempts end, the days to pass, and a running start. */
    @Override
    public String toString() {
        if (trials() == 0) {
            return "no trial was run";
        }
        long attempts = attempts();
        String shares = ends().entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .map(end -> String.format(Locale.ROOT, "%s %.2f %%", end.getKey(), 100.0 * end.getValue() / attempts))
                .collect(Collectors.joining(", "));
        return "P(pass) = " + pass()
                + (spec.accounts() == 1
                        ? ""
                        : System.lineSeparator() + "P(at least 1 of " + spec.accounts() + " passes) = "
                                + passes().atLeast(1))
                + System.lineSeparator() + "ends: " + shares
                + System.lineSeparator() + "days to pass: " + daysToPass()
                + (cappedAfterLoss() > 0 ? System.lineSeparator() + cappedSentence() : "")
                + (spec.start() instanceof RunningStart start ? System.lineSeparator() + start.text() : "");
    }
}
