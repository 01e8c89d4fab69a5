package io.github.ftmo4j.sim.journey;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.odds.TrialRanges;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.Figure;
import io.github.ftmo4j.sim.statistics.IntervalMethod;
import io.github.ftmo4j.sim.statistics.Sample;
import io.github.ftmo4j.sim.statistics.Unit;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongPredicate;

/**
 * What journeys are worth, as a Monte Carlo simulation estimates it. Immutable.
 *
 * <p>A trial is one journey of all accounts together, and the trials are the sample: each figure states their number.
 * Intervals have a level of 95 %.
 */
public final class JourneyOdds {

    /** How probable a number of rewards is at least to be written out. */
    private static final double LEAST_SHARE = 0.01;

    private final JourneySpec spec;
    private final long trialsPlanned;
    private final long seed;
    private final Tally tally;
    private final JourneySample sample;

    /**
     * The odds from what was counted and measured.
     *
     * @param spec the specification
     * @param trialsPlanned how many trials were to be run
     * @param seed the seed of the random numbers
     * @param tally what was counted of the attempts; it is copied
     * @param sample what was measured of the journeys
     */
    public JourneyOdds(JourneySpec spec, long trialsPlanned, long seed, Tally tally, JourneySample sample) {
        this.spec = spec;
        this.trialsPlanned = trialsPlanned;
        this.seed = seed;
        this.tally = tally.copy();
        this.sample = sample;
    }

    /**
     * The specification.
     *
     * @return the question
     */
    public JourneySpec spec() {
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
        return sample.trials();
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
     * What was measured of each journey.
     *
     * @return the sample
     */
    public JourneySample sample() {
        return sample;
    }

    /**
     * What was counted of all attempts of all journeys: how each of their phases ended, and after how many days. In it
     * a number of passes is that of funded accounts.
     *
     * @return a copy
     */
    public Tally attempts() {
        return tally.copy();
    }

    /**
     * Which trials were run.
     *
     * @return the ranges of their numbers
     */
    public TrialRanges covered() {
        return sample.covered();
    }

    /**
     * The odds from these trials and others of the same journey, as if one run had run them all. The order of merging
     * does not matter.
     *
     * @param others the odds from the other trials
     * @return the odds from all
     * @throws IllegalArgumentException if specification or seed differ, or a trial is in both
     */
    public JourneyOdds merge(JourneyOdds others) {
        if (seed != others.seed || !spec.equals(others.spec)) {
            throw new IllegalArgumentException("specification and seed must be equal for odds to be merged, were "
                    + spec + " with " + seed + " and " + others.spec + " with " + others.seed);
        }
        Tally both = tally.copy();
        both.add(others.tally);
        return new JourneyOdds(
                spec, Math.addExact(trialsPlanned, others.trialsPlanned), seed, both, sample.merge(others.sample));
    }

    /**
     * The expected value: the mean net result of a journey.
     *
     * @return the mean with its interval, in the currency of the account
     * @throws IllegalStateException if fewer than two trials were run
     */
    public Figure expectedValue() {
        return mean(Measure.NET);
    }

    /**
     * The probability that a journey has a net result above zero: the share of journeys that bring more than they cost.
     * It is not how sure it is that the expected value is above zero.
     *
     * @return the probability
     */
    public Estimate profitable() {
        return probability(Measure.NET, value -> value > 0);
    }

    /**
     * The probability that an account is funded. Accounts side by side count as one trial.
     *
     * @return the probability
     */
    public Estimate funded() {
        return perAccount(Measure.FUNDED, accounts());
    }

    /**
     * The probability that at least so many accounts are funded.
     *
     * @param number from 1 to the number of accounts
     * @return the probability
     */
    public Estimate fundedAtLeast(int number) {
        return probability(Measure.FUNDED, value -> value >= number);
    }

    /**
     * The probability that an account pays at least one reward.
     *
     * @return the probability
     */
    public Estimate paid() {
        return perAccount(Measure.PAID, accounts());
    }

    /**
     * The probability that a journey pays at least so many rewards, those of all accounts together.
     *
     * @param number at least 0
     * @return the probability
     */
    public Estimate payoutsAtLeast(long number) {
        return probability(Measure.PAYOUTS, value -> value >= number);
    }

    /**
     * The probability that a funded account fails before the horizon.
     *
     * @return the share of the funded accounts
     * @throws IllegalStateException if no account was funded
     */
    public Estimate blown() {
        long funded = sample.sum(Measure.FUNDED);
        if (funded == 0) {
            throw new IllegalStateException("no account was funded");
        }
        return IntervalMethod.WILSON.estimateGrouped(
                sample.sum(Measure.BLOWN), funded, spec.trading().accounts());
    }

    private long accounts() {
        return Math.multiplyExact(trials(), (long) spec.trading().accounts());
    }

    private Estimate perAccount(Measure measure, long accounts) {
        return IntervalMethod.WILSON.estimateGrouped(
                sample.sum(measure), accounts, spec.trading().accounts());
    }

    private Estimate probability(Measure measure, LongPredicate event) {
        return IntervalMethod.WILSON.estimate(
                Arrays.stream(sample.column(measure)).filter(event).count(), trials());
    }

    /**
     * The mean of a measure over all journeys; days to funded over those in which an account is.
     *
     * @param measure the measure
     * @return the mean with its interval; see {@link Sample#mean()}
     * @throws IllegalStateException if there are fewer than two such journeys
     */
    public Figure mean(Measure measure) {
        return values(measure).mean();
    }

    /**
     * The mean of a measure over the journeys in which an account is funded.
     *
     * @param measure the measure
     * @return the mean with its interval
     * @throws IllegalStateException if there are fewer than two such journeys
     */
    public Figure meanIfFunded(Measure measure) {
        return valuesIf(measure, Measure.FUNDED, " of a funded journey").mean();
    }

    /**
     * A quantile of a measure over all journeys; days to funded over those in which an account is.
     *
     * @param measure the measure
     * @param probability above 0 and below 1; one half gives the median
     * @return the quantile with its interval
     * @throws IllegalArgumentException if the probability is out of range
     * @throws IllegalStateException if there are no such journeys
     */
    public Figure quantile(Measure measure, double probability) {
        return values(measure).quantile(probability);
    }

    /**
     * The mean of a measure divided by that of another, such as the cost per funded account.
     *
     * @param measure what is divided; not days to funded
     * @param by what it is divided by; not days to funded
     * @return the ratio of the means with its interval
     * @throws IllegalArgumentException if the other mean is zero, or one is days to funded
     * @throws IllegalStateException if fewer than two trials were run
     */
    public Figure ratio(Measure measure, Measure by) {
        requireOfEach(measure);
        requireOfEach(by);
        return all(measure).ratioTo(all(by));
    }

    /**
     * How much the mean of a measure differs from that of other journeys on the same draws, trial by trial.
     *
     * @param other the odds of other journeys with the same seed and trials
     * @param measure the measure; days to funded where an account is in both
     * @return these less the others, with the interval
     * @throws IllegalArgumentException if seed, trials or currency differ
     * @throws IllegalStateException if there are fewer than two such trials
     */
    public Figure difference(JourneyOdds other, Measure measure) {
        return differences(other, measure).mean();
    }

    /**
     * How much a quantile of a measure differs from that of other journeys on the same draws.
     *
     * @param other the odds of other journeys with the same seed and trials
     * @param measure the measure; not days to funded
     * @param probability above 0 and below 1; one half gives the median
     * @return this quantile less the other, with the interval; see {@link Sample#quantileDifference}
     * @throws IllegalArgumentException if seed, trials or currency differ, the probability is out of range, or the
     *     measure is days to funded
     * @throws IllegalStateException if fewer than two trials were run
     */
    public Figure quantileDifference(JourneyOdds other, Measure measure, double probability) {
        requireOfEach(measure);
        requireSameTrials(other);
        return all(measure).quantileDifference(other.all(measure), probability);
    }

    /**
     * The differences of a measure to other journeys on the same draws, trial by trial.
     *
     * @param other the odds of other journeys with the same seed and trials
     * @param measure the measure; days to funded where an account is in both
     * @return these less the others
     * @throws IllegalArgumentException if seed, trials or currency differ
     */
    public Sample differences(JourneyOdds other, Measure measure) {
        requireSameTrials(other);
        if (measure != Measure.DAYS_TO_FUNDED) {
            return all(measure).minus(other.all(measure));
        }
        long[] here = sample.column(measure);
        long[] there = other.sample.column(measure);
        long[] both = new long[here.length];
        int n = 0;
        for (int i = 0; i < here.length; i++) {
            if (here[i] != JourneySample.NONE && there[i] != JourneySample.NONE) {
                both[n++] = here[i] - there[i];
            }
        }
        return sampleOf("difference in " + measure, measure, Arrays.copyOf(both, n));
    }

    /** Not each journey has days to funded. */
    private static void requireOfEach(Measure measure) {
        if (measure == Measure.DAYS_TO_FUNDED) {
            throw new IllegalArgumentException("measure must be one that each journey has, was " + measure);
        }
    }

    private void requireSameTrials(JourneyOdds other) {
        if (seed != other.seed || !covered().equals(other.covered())) {
            throw new IllegalArgumentException("seed and trials must be equal for odds to be compared, were " + seed
                    + " " + covered() + " and " + other.seed + " " + other.covered());
        }
    }

    /**
     * The numbers of a measure, for figures of your own.
     *
     * @param measure the measure
     * @return one for each journey, in whole units of the currency, days or a number; days to funded of those in which
     *     an account is
     */
    public Sample values(Measure measure) {
        return measure == Measure.DAYS_TO_FUNDED ? valuesIf(measure, Measure.FUNDED, "") : all(measure);
    }

    private Sample all(Measure measure) {
        return sampleOf(measure.toString(), measure, sample.column(measure));
    }

    private Sample valuesIf(Measure measure, Measure positive, String suffix) {
        long[] from = sample.column(measure);
        long[] condition = sample.column(positive);
        long[] some = new long[from.length];
        int n = 0;
        for (int i = 0; i < from.length; i++) {
            if (condition[i] > 0) {
                some[n++] = from[i];
            }
        }
        return sampleOf(measure + suffix, measure, Arrays.copyOf(some, n));
    }

    private Sample sampleOf(String name, Measure measure, long[] numbers) {
        Money initial = spec.funded().account().initialBalance();
        Unit unit = switch (measure.kind()) {
            case MONEY -> Unit.of(initial.currency());
            case DAYS -> Unit.days();
            case NUMBER -> Unit.number();
        };
        double scale = measure.kind() == Measure.Kind.MONEY ? Math.pow(10, unit.decimals()) : 1;
        return Sample.of(
                name,
                unit,
                Arrays.stream(numbers).mapToDouble(each -> each / scale).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JourneyOdds odds
                && spec.equals(odds.spec)
                && seed == odds.seed
                && tally.equals(odds.tally)
                && sample.equals(odds.sample);
    }

    @Override
    public int hashCode() {
        return Objects.hash(spec, seed, sample);
    }

    /**
     * The odds in short: EV, how often a journey pays off, how often an account is funded, paid and lost, money, days.
     */
    @Override
    public String toString() {
        if (trials() < 2) {
            return "fewer than two trials were run";
        }
        StringBuilder text = new StringBuilder("EV = ").append(expectedValue());
        line(text, "P(net > 0)", profitable());
        line(text, "P(funded)", funded());
        line(text, "P(at least 1 payout)", paid());
        for (long number : new long[] {3, 6, 12}) {
            Estimate paid = payoutsAtLeast(number);
            if (paid.value() >= LEAST_SHARE) {
                line(text, "P(at least " + number + " payouts)", paid);
            }
        }
        if (sample.sum(Measure.FUNDED) > 0) {
            line(text, "P(a funded account is blown)", blown());
        }
        line(text, "cost", mean(Measure.COST));
        line(text, "rewards", mean(Measure.REWARDS));
        for (double probability : new double[] {0.1, 0.5, 0.9}) {
            line(
                    text,
                    Math.round(100 * probability) + " % quantile of the rewards",
                    quantile(Measure.REWARDS, probability));
        }
        if (values(Measure.DAYS_TO_FUNDED).n() > 1) {
            line(text, "days to funded", mean(Measure.DAYS_TO_FUNDED));
            line(text, "median days to funded", quantile(Measure.DAYS_TO_FUNDED, 0.5));
        }
        line(text, "largest drawdown", mean(Measure.DRAWDOWN));
        line(text, "longest stagnation", mean(Measure.STAGNATION));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(System.lineSeparator()).append(name).append(" = ").append(value);
    }
}
