package io.github.ftmo4j.sim;

import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.LiveAccount;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.internal.kernel.Kernel;
import io.github.ftmo4j.sim.engine.internal.montecarlo.BlockRun;
import io.github.ftmo4j.sim.engine.internal.montecarlo.TrialRunner;
import io.github.ftmo4j.sim.engine.internal.precision.PrecisionRun;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.odds.TracedAttempt;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.precision.ControlledOdds;
import io.github.ftmo4j.sim.precision.PreciseOdds;
import io.github.ftmo4j.sim.precision.Precision;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingHours;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.statistics.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The odds of a program for one way of trading, estimated from independent trials. Each trial runs one attempt on every
 * parallel account.
 *
 * <pre>{@code
 * var odds = Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
 *         .trades(BernoulliR.of(0.45, 1.5)) // 45 % winners of 1.5 R, losers of 1 R
 *         .tradesPerDay(4)
 *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.005)))
 *         .trials(10_000)
 *         .seed(42)
 *         .build()
 *         .run();
 * Estimate pass = odds.pass();
 * double atLeast = pass.lower(); // with 95 % confidence
 * }</pre>
 *
 * <p>Trades follow one another, and each is judged when it is closed. The floating loss of an open trade is not
 * modelled, so that a program whose limits are judged at any instant is somewhat harder than its odds here.
 *
 * <p>Stakes are rounded down to the minor unit and results half away from zero, as a broker would. The result depends
 * on the specification, the number of trials and the seed only: it is the same, bit for bit, for any number of threads,
 * machine and JDK. Two simulations of one seed use the same random numbers trade by trade, so that {@linkplain #compare
 * their difference} shows the specifications and not the draws. This class is immutable and thread-safe; two
 * simulations are equal if specification, trials and seed are equal.
 */
public final class Simulation {

    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);

    private final SimulationSpec spec;
    private final long trials;
    private final long seed;

    Simulation(SimulationSpec spec, long trials, long seed) {
        this.spec = spec;
        this.trials = trials;
        this.seed = seed;
    }

    /**
     * Starts the simulation of a program on one account.
     *
     * @param program the program to be attempted
     * @return a builder; trades, trades per day, sizing, number of trials and seed must still be set
     */
    public static Builder of(Program program) {
        return new Builder(program);
    }

    /**
     * Starts the simulation of a specification.
     *
     * @param spec the specification
     * @return a builder; number of trials and seed must still be set
     */
    public static Builder of(SimulationSpec spec) {
        return new Builder(Objects.requireNonNull(spec, "spec").program())
                .trades(spec.outcomes())
                .tradesPerDay(spec.tradesPerDay())
                .sizing(spec.sizing())
                .positions(spec.positions())
                .tradingPlan(spec.tradingPlan())
                .calendar(spec.calendar())
                .start(spec.start())
                .accounts(spec.accounts(), spec.dependence());
    }

    /**
     * A builder with everything that this simulation has.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return of(spec).trials(trials).seed(seed);
    }

    /**
     * Runs all trials on all processors.
     *
     * @return the odds
     */
    public SampledOdds run() {
        return run(Execution.allProcessors());
    }

    /**
     * Runs all trials.
     *
     * <p>If the calling thread is interrupted, the run stops early, the result says how many trials it has, and the
     * thread stays interrupted.
     *
     * @param execution where and how
     * @return the odds
     */
    public SampledOdds run(Execution execution) {
        return run(0, trials, execution);
    }

    /**
     * Runs some of the trials on all processors.
     *
     * @param first the number of the first trial, from 0
     * @param count how many, at least 1; the last is at most {@code trials() − 1}
     * @return the odds from these trials; {@link SampledOdds#merge} puts them together with those from others
     * @throws IllegalArgumentException if there are no such trials
     */
    public SampledOdds run(long first, long count) {
        return run(first, count, Execution.allProcessors());
    }

    /**
     * Runs some of the trials. A trial has the same draws in every run of this simulation, whichever trials are run
     * with it.
     *
     * <p>If the calling thread is interrupted, the run stops early, the result says which trials it has, and the thread
     * stays interrupted.
     *
     * @param first the number of the first trial, from 0
     * @param count how many, at least 1; the last is at most {@code trials() − 1}
     * @param execution where and how
     * @return the odds from these trials; {@link SampledOdds#merge} puts them together with those from others
     * @throws IllegalArgumentException if there are no such trials
     */
    public SampledOdds run(long first, long count, Execution execution) {
        if (first < 0 || count < 1 || count > trials - first) {
            throw new IllegalArgumentException(
                    "trials must be at least 1, from 0 to " + (trials - 1) + ", was " + count + " from " + first);
        }
        long start = System.nanoTime();
        SampledOdds odds = new Kernel(first, count, seed, execution).answer(spec);
        LOG.debug(
                "{}: {} of {} trials in {} ms",
                spec.program().name(),
                odds.trials(),
                count,
                (System.nanoTime() - start) / 1_000_000);
        return odds;
    }

    /**
     * Runs trials on all processors until a figure is as precise as asked; see {@link #runTo(Precision, Execution)}.
     *
     * @param precision the precision
     * @return the odds, and whether they are as precise as asked
     * @throws IllegalArgumentException if the simulation has fewer accounts than the figure
     */
    public PreciseOdds runTo(Precision precision) {
        return runTo(precision, Execution.allProcessors());
    }

    /**
     * Runs trials until the interval of a figure is as narrow as asked, at most {@link #trials()} of them. They are the
     * first ones of this simulation. Unless time or an interruption ended it, the result is the same for any execution.
     *
     * <p>The total that a progress listener gets is the number of trials that are planned so far.
     *
     * @param precision the precision
     * @param execution where and how
     * @return the odds, and whether they are as precise as asked
     * @throws IllegalArgumentException if the simulation has fewer accounts than the figure
     */
    public PreciseOdds runTo(Precision precision, Execution execution) {
        if (precision.atLeast().orElse(1) > spec.accounts()) {
            throw new IllegalArgumentException("atLeast must be at most " + spec.accounts() + " accounts, was "
                    + precision.atLeast().getAsInt());
        }
        return new PrecisionRun(this::run, trials, precision, execution).run();
    }

    /**
     * The odds from trials of this simulation that another process has run. Only the shape of the tally is checked: the
     * other process must have run a simulation that equals this one.
     *
     * @param tally what was counted in them
     * @return the odds
     * @throws IllegalArgumentException if the tally is of another shape, or of trials that this simulation does not
     *     have
     */
    public SampledOdds odds(Tally tally) {
        if (!tally.hasShapeOf(Kernel.trials(spec, seed).newTally())) {
            throw new IllegalArgumentException("tally must be of a simulation that equals this one, was " + tally);
        }
        if (tally.covered().count() != tally.trials()
                || tally.covered().ranges().stream().anyMatch(range -> range.end() > trials)) {
            throw new IllegalArgumentException("tally must be of trials from 0 to " + (trials - 1) + ", was " + tally);
        }
        return new SampledOdds(spec, tally.trials(), seed, tally);
    }

    /**
     * Runs this simulation and others side by side on all processors, trial by trial on the same draws.
     *
     * @param others the simulations to be compared with this one, with the same seed, as many trials and as many
     *     accounts with draws of their own
     * @return the odds of all, and the difference of each to this one
     * @throws IllegalArgumentException if seed, trials or accounts differ
     */
    public Comparison compare(Simulation... others) {
        return compare(List.of(others), Execution.allProcessors());
    }

    /**
     * Runs this simulation and others side by side, trial by trial on the same draws, so that the differences come from
     * the specifications and not from the draws. Whether all have the same trades, by equal outcomes and trades a day,
     * is not checked: the intervals are valid in either case, and narrow if they have.
     *
     * <p>If the calling thread is interrupted, the run stops early: the results say which trials they have, and the
     * thread stays interrupted.
     *
     * @param others the simulations to be compared with this one, with the same seed, as many trials and as many
     *     accounts with draws of their own
     * @param execution where and how
     * @return the odds of all, and the difference of each to this one; no difference if no trial was run under all
     * @throws IllegalArgumentException if seed, trials or accounts differ
     */
    public Comparison compare(List<Simulation> others, Execution execution) {
        List<Simulation> all = new ArrayList<>(List.of(this));
        for (Simulation other : others) {
            requireSame("seed", other.seed, seed);
            requireSame("trials", other.trials, trials);
            requireSame("number of accounts with independent draws", other.spec.attemptsDrawn(), spec.attemptsDrawn());
            all.add(other);
        }
        BlockRun.Found found = BlockRun.run(
                all.stream().map(each -> Kernel.trials(each.spec, seed)).toList(), 0, trials, execution);
        List<SampledOdds> odds = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            odds.add(new SampledOdds(
                    all.get(i).spec, trials, seed, found.tallies().get(i)));
            if (i > 0 && found.compared() > 0) {
                differences.add(Difference.of(found.gained()[i], found.lost()[i], found.compared()));
            }
        }
        return new Comparison(odds.get(0), odds.subList(1, odds.size()), differences);
    }

    /**
     * Runs all trials on all processors, with a control; see {@link #control(ExactOdds, Execution)}.
     *
     * @param exact the exact odds of a near specification
     * @return P(at least one account passes), and what the control gained
     * @throws IllegalArgumentException if the numbers of accounts with draws of their own differ
     */
    public ControlledOdds control(ExactOdds exact) {
        return control(exact, Execution.allProcessors());
    }

    /**
     * Runs all trials side by side with those of a near specification whose odds are known exactly, on the same draws,
     * and corrects P(at least one account passes) by what the sample of the near one is off by. One trial in twenty is
     * run again with and without the near one, to measure what that costs.
     *
     * <p>The nearer the specification, the more is gained: the trades must be the same, and the accounts should pass in
     * the same trials. Whether it pays is {@linkplain ControlledOdds#gain() measured}.
     *
     * @param exact the exact odds of a near specification
     * @param execution where and how
     * @return P(at least one account passes), and what the control gained
     * @throws IllegalArgumentException if the numbers of accounts with draws of their own differ
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    public ControlledOdds control(ExactOdds exact, Execution execution) {
        return Control.run(this, exact, execution);
    }

    private static void requireSame(String name, long here, long there) {
        if (here != there) {
            throw new IllegalArgumentException(
                    name + " must be that of the baseline, was " + here + ", baseline " + there);
        }
    }

    /**
     * Computes the odds exactly, without trials and seed; see {@link Solver}.
     *
     * @return the odds
     * @throws io.github.ftmo4j.sim.engine.UnsolvableException if something stands in the way; the message names it
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
     */
    public ExactOdds solve() {
        return Solver.of(spec).solve();
    }

    /**
     * Runs one trial exactly as {@link #run} does, and writes it to a log: for each account with draws of their own the
     * phases, the days, how trades were sized and what they earned, freezes, gates, violations, and how it ended.
     *
     * <p>A run of the log is named as {@code trial-17-account-1}. A trade is sized at noon UTC, or at its time if it
     * has one; what it earned is an {@link LogEvent#EQUITY} with the fields {@code risked} and {@code profit}, both
     * zero for a token trade.
     *
     * @param trial the number of the trial, from 0 to {@code trials() − 1}
     * @param log the log; its failures change nothing
     * @return how each of those accounts ended
     * @throws IllegalArgumentException if there is no such trial
     */
    public List<TracedAttempt> trace(long trial, DecisionLog log) {
        if (trial < 0 || trial >= trials) {
            throw new IllegalArgumentException("trial must be from 0 to " + (trials - 1) + ", was " + trial);
        }
        return TrialRunner.trace(spec, seed, trial, log);
    }

    /**
     * How {@link #run} runs the trials: which parts of the specification are lowered to a flat loop over whole minor
     * units, which are not, and why. The odds are the same, bit for bit, whatever is lowered; the speed is not.
     *
     * @return one sentence per part
     */
    public List<String> explain() {
        return Kernel.explain(spec);
    }

    /**
     * The specification of the simulation.
     *
     * @return the specification
     */
    public SimulationSpec spec() {
        return spec;
    }

    /**
     * How many trials are planned.
     *
     * @return the number
     */
    public long trials() {
        return trials;
    }

    /**
     * The seed of the random numbers.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Simulation simulation
                && spec.equals(simulation.spec)
                && trials == simulation.trials
                && seed == simulation.seed;
    }

    @Override
    public int hashCode() {
        return Objects.hash(spec, trials, seed);
    }

    @Override
    public String toString() {
        return spec + ", " + trials + " trials, seed " + seed;
    }

    /** Builds a simulation. Not thread-safe. */
    public static final class Builder {
        private final Program program;
        private Optional<OutcomeModel> outcomes = Optional.empty();
        private Optional<TradesPerDay> tradesPerDay = Optional.empty();
        private Optional<PositionSizer> sizing = Optional.empty();
        private Optional<Long> trials = Optional.empty();
        private Optional<Long> seed = Optional.empty();
        private Positions positions = Positions.oneByOne();
        private TradingPlan tradingPlan = TradingPlan.standard();
        private TradingCalendar calendar = TradingCalendar.weekdays();
        private Start start = Start.fresh();
        private int accounts = 1;
        private Dependence dependence = Dependence.independent();

        private Builder(Program program) {
            this.program = Objects.requireNonNull(program, "program");
        }

        /**
         * The distribution of the results of trades. Where it draws whole days, the number of trades a day is theirs.
         *
         * @param model the model
         * @return this builder
         */
        public Builder trades(OutcomeModel model) {
            outcomes = Optional.of(Objects.requireNonNull(model, "trades"));
            if (model.hasDays() && tradesPerDay.isEmpty()) {
                tradesPerDay(TradesPerDay.ofDays());
            }
            return this;
        }

        /**
         * The same number of trades every day.
         *
         * @param trades how many trades a day
         * @return this builder
         */
        public Builder tradesPerDay(int trades) {
            return tradesPerDay(TradesPerDay.fixed(trades));
        }

        /**
         * The distribution of the number of trades a day.
         *
         * @param distribution the distribution
         * @return this builder
         */
        public Builder tradesPerDay(TradesPerDay distribution) {
            tradesPerDay = Optional.of(Objects.requireNonNull(distribution, "tradesPerDay"));
            return this;
        }

        /**
         * How much is risked on each trade.
         *
         * @param sizer the sizer
         * @return this builder
         */
        public Builder sizing(PositionSizer sizer) {
            sizing = Optional.of(Objects.requireNonNull(sizer, "sizing"));
            return this;
        }

        /**
         * How positions run: when they are opened, how many together, how they are valued.
         *
         * @param how by default {@link Positions#oneByOne()}
         * @return this builder
         */
        public Builder positions(Positions how) {
            positions = Objects.requireNonNull(how, "positions");
            return this;
        }

        /**
         * How an open position is valued, where the outcomes of trades have excursions. The rest of
         * {@link #positions(Positions)} stays.
         *
         * @param path by default {@link TradePath#PESSIMISTIC}
         * @return this builder
         */
        public Builder path(TradePath path) {
            return positions(positions.withPath(path));
        }

        /**
         * How many positions are open together. The rest of {@link #positions(Positions)} stays.
         *
         * @param number from 1 to 100
         * @param correlation the correlation of their results, from 0 to 1
         * @return this builder
         * @throws IllegalArgumentException if a number is out of range
         */
        public Builder atOnce(int number, double correlation) {
            return positions(positions.withAtOnce(number, correlation));
        }

        /**
         * When trades are opened. The rest of {@link #positions(Positions)} stays.
         *
         * @param when the hours; by default trades come up at noon UTC
         * @return this builder
         */
        public Builder hours(TradingHours when) {
            return positions(positions.withHours(when));
        }

        /**
         * What the trader does beyond sizing.
         *
         * @param plan the plan, by default {@link TradingPlan#standard()}
         * @return this builder
         */
        public Builder tradingPlan(TradingPlan plan) {
            tradingPlan = Objects.requireNonNull(plan, "tradingPlan");
            return this;
        }

        /**
         * The days on which the trader trades.
         *
         * @param days the calendar, by default {@link TradingCalendar#weekdays()}
         * @return this builder
         */
        public Builder calendar(TradingCalendar days) {
            calendar = Objects.requireNonNull(days, "calendar");
            return this;
        }

        /**
         * Where each attempt starts.
         *
         * @param where the start, by default {@link Start#fresh()}
         * @return this builder
         */
        public Builder start(Start where) {
            start = Objects.requireNonNull(where, "start");
            return this;
        }

        /**
         * Starts each attempt with an account that runs already; see {@link Start#from(AccountState)}.
         *
         * @param state its state, of the first phase
         * @return this builder
         */
        public Builder from(AccountState state) {
            return start(Start.from(state));
        }

        /**
         * Starts each attempt with an account as its monitor sees it now; see {@link Start#from(AccountMonitor)}.
         *
         * @param monitor its monitor, of a phase of the program
         * @return this builder
         */
        public Builder from(AccountMonitor monitor) {
            return start(Start.from(monitor));
        }

        /**
         * Starts each attempt with an account as its monitor sees it now, and with what its sizer has learnt; see
         * {@link Start#from(LiveAccount)}.
         *
         * @param account the account, of a phase of the program and sized by the sizer of this simulation
         * @return this builder
         */
        public Builder from(LiveAccount account) {
            return start(Start.from(account));
        }

        /**
         * Runs several accounts in parallel, each with an attempt of its own.
         *
         * @param number how many, from 1 to 1,000
         * @param how how their trades depend on each other
         * @return this builder
         */
        public Builder accounts(int number, Dependence how) {
            accounts = number;
            dependence = Objects.requireNonNull(how, "dependence");
            return this;
        }

        /**
         * How many trials to run.
         *
         * @param number at least 1
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder trials(long number) {
            if (number < 1) {
                throw new IllegalArgumentException("trials must be at least 1, was " + number);
            }
            trials = Optional.of(number);
            return this;
        }

        /**
         * The seed of the random numbers. Equal simulations have equal results.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            seed = Optional.of(value);
            return this;
        }

        /**
         * The specification so far. Number of trials and seed are not part of it.
         *
         * @return the specification
         * @throws IllegalArgumentException if something is missing or out of range, or there are
         *     {@linkplain SimulationSpec#objections() objections}; the message names everything that is missing
         */
        public SimulationSpec spec() {
            List<String> missing = new ArrayList<>();
            addSpecification(missing);
            requireNothing(missing);
            SimulationSpec spec = new SimulationSpec(
                    program,
                    outcomes.orElseThrow(),
                    tradesPerDay.orElseThrow(),
                    sizing.orElseThrow(),
                    positions,
                    tradingPlan,
                    calendar,
                    start,
                    accounts,
                    dependence);
            List<String> objections = spec.objections();
            if (!objections.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", objections));
            }
            return spec;
        }

        /**
         * Computes the odds exactly, without trials and seed; see {@link Solver}.
         *
         * @return the odds
         * @throws IllegalArgumentException if something is missing or out of range
         * @throws io.github.ftmo4j.sim.engine.UnsolvableException if something stands in the way; the message names it
         * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
         */
        public ExactOdds solve() {
            return Solver.of(spec()).solve();
        }

        /**
         * Builds the simulation.
         *
         * @return the simulation
         * @throws IllegalArgumentException if something is missing or out of range, or trials × accounts exceeds
         *     2<sup>53</sup>; the message names everything that is missing
         */
        public Simulation build() {
            requireComplete();
            SimulationSpec spec = spec();
            long number = trials.orElseThrow();
            if (number > Tally.MOST_ATTEMPTS / accounts) {
                throw new IllegalArgumentException("trials × accounts must be at most " + Tally.MOST_ATTEMPTS + ", was "
                        + number + " × " + accounts);
            }
            return new Simulation(spec, number, seed.orElseThrow());
        }

        private void requireComplete() {
            List<String> missing = new ArrayList<>();
            addSpecification(missing);
            addIfEmpty(missing, trials, "trials");
            addIfEmpty(missing, seed, "seed");
            requireNothing(missing);
        }

        private void addSpecification(List<String> missing) {
            addIfEmpty(missing, outcomes, "trades");
            addIfEmpty(missing, tradesPerDay, "tradesPerDay");
            addIfEmpty(missing, sizing, "sizing");
        }

        static void requireNothing(List<String> missing) {
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException(String.join(", ", missing) + " must be set");
            }
        }

        static void addIfEmpty(List<String> missing, Optional<?> value, String name) {
            if (value.isEmpty()) {
                missing.add(name);
            }
        }
    }
}
