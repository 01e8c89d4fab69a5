package io.github.ftmo4j.sim;

import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.sim.internal.kernel.BlockRun;
import io.github.ftmo4j.sim.internal.kernel.Plan;
import io.github.ftmo4j.sim.internal.kernel.TrialRunner;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The odds of a program for one way of trading: a plan of independent trials, each of which runs one attempt on every
 * parallel account.
 *
 * <p>Trades follow one another, and each is judged when it is closed: what an open trade floats below its result is not
 * seen, so that a program judged at any instant is somewhat harder than its odds here.
 *
 * <p>Stakes are rounded down to the minor unit and results half away from zero, as a broker would. The result depends
 * on the plan and the seed only: it is the same, bit for bit, for any number of threads, machine and JDK. Two plans of
 * one seed share their luck trade by trade, so that {@linkplain SimulationResult#minus their differences} show the
 * plans and not the draw. This class is immutable and thread-safe.
 */
public final class Simulation {

    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);

    /** Under 1,000.00 the rounding of stakes would begin to matter. */
    private static final long SMALLEST_ACCOUNT = 100_000;

    private final Plan plan;
    private final Dependence dependence;
    private final long trials;

    private Simulation(Plan plan, Dependence dependence, long trials) {
        this.plan = plan;
        this.dependence = dependence;
        this.trials = trials;
    }

    /**
     * Starts a plan for one account.
     *
     * @param program the program to be attempted
     * @return a builder; trades, trades per day, sizing, number of trials and seed must still be set
     */
    public static Builder of(Program program) {
        return new Builder(program);
    }

    /**
     * A builder that holds this plan.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(plan.program())
                .trades(plan.outcomes())
                .tradesPerDay(plan.tradesPerDay())
                .sizing(plan.sizer())
                .tradingPlan(plan.tradingPlan())
                .accounts(plan.accounts(), dependence)
                .trials(trials)
                .seed(plan.seed());
    }

    /**
     * Runs all trials on all processors.
     *
     * @return the result
     */
    public SimulationResult run() {
        return run(Execution.allProcessors());
    }

    /**
     * Runs all trials.
     *
     * <p>If the calling thread is interrupted, the run stops early, the result says how many trials it holds, and the
     * thread stays interrupted.
     *
     * @param execution where and how
     * @return the result
     */
    public SimulationResult run(Execution execution) {
        long start = System.nanoTime();
        BlockRun.Found found = BlockRun.run(plan, trials, execution);
        LOG.debug(
                "{}: {} of {} trials in {} ms",
                plan.program().name(),
                found.tally().trials(),
                trials,
                (System.nanoTime() - start) / 1_000_000);
        return new SimulationResult(this, found);
    }

    /**
     * Plays one trial as {@link #run} does, and tells a log of it: of each account that has luck of its own, phases,
     * days, how trades were sized and what they earned, freezes, gates, violations, and how it ended.
     *
     * <p>A run of the log is named as {@code trial-17-account-1}. A trade is sized at noon UTC; what it earned is an
     * {@link LogEvent#EQUITY} with the fields {@code risked} and {@code profit}, both zero for a token trade.
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
        return TrialRunner.trace(plan, trial, log);
    }

    /**
     * The program attempted.
     *
     * @return the program
     */
    public Program program() {
        return plan.program();
    }

    /**
     * How many accounts run in parallel.
     *
     * @return the number
     */
    public int accounts() {
        return plan.accounts();
    }

    /**
     * How the accounts share their luck.
     *
     * @return the dependence
     */
    public Dependence dependence() {
        return dependence;
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
     * The seed.
     *
     * @return the seed
     */
    public long seed() {
        return plan.seed();
    }

    Plan plan() {
        return plan;
    }

    /** Builds a simulation. Not thread-safe. */
    public static final class Builder {
        private final Program program;
        private Optional<OutcomeModel> outcomes = Optional.empty();
        private Optional<TradesPerDay> tradesPerDay = Optional.empty();
        private Optional<PositionSizer> sizer = Optional.empty();
        private Optional<Long> trials = Optional.empty();
        private Optional<Long> seed = Optional.empty();
        private TradingPlan tradingPlan = TradingPlan.standard();
        private int accounts = 1;
        private Dependence dependence = Dependence.independent();

        private Builder(Program program) {
            for (Phase phase : program.phases()) {
                Money initial = phase.initialBalance();
                if (initial.minorUnits() < SMALLEST_ACCOUNT) {
                    throw new IllegalArgumentException("initialBalance must be at least "
                            + initial.withMinorUnits(SMALLEST_ACCOUNT) + " to be simulated, was " + initial);
                }
            }
            this.program = program;
        }

        /**
         * Where the results of trades come from.
         *
         * @param model the model
         * @return this builder
         */
        public Builder trades(OutcomeModel model) {
            outcomes = Optional.of(model);
            return this;
        }

        /**
         * How many trades come up on a day.
         *
         * @param trades always so many
         * @return this builder
         */
        public Builder tradesPerDay(int trades) {
            return tradesPerDay(TradesPerDay.fixed(trades));
        }

        /**
         * How many trades come up on a day.
         *
         * @param law the law of their number
         * @return this builder
         */
        public Builder tradesPerDay(TradesPerDay law) {
            tradesPerDay = Optional.of(law);
            return this;
        }

        /**
         * How much is risked on each trade.
         *
         * @param value the sizer
         * @return this builder
         */
        public Builder sizing(PositionSizer value) {
            sizer = Optional.of(value);
            return this;
        }

        /**
         * What the trader does beyond sizing.
         *
         * @param value the plan, by default {@link TradingPlan#standard()}
         * @return this builder
         */
        public Builder tradingPlan(TradingPlan value) {
            tradingPlan = Objects.requireNonNull(value, "tradingPlan");
            return this;
        }

        /**
         * Runs several accounts in parallel, each with an attempt of its own.
         *
         * @param number how many, from 1 to 1,000
         * @param how how they share their luck
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder accounts(int number, Dependence how) {
            if (number < 1 || number > 1_000) {
                throw new IllegalArgumentException("accounts must be from 1 to 1000, was " + number);
            }
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
         * The seed. Equal plans of equal seeds have equal results.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            seed = Optional.of(value);
            return this;
        }

        /**
         * Builds the simulation.
         *
         * @return the simulation
         * @throws IllegalArgumentException if something is not set, or trials × accounts exceeds
         *     {@link Integer#MAX_VALUE}
         */
        public Simulation build() {
            long number = require(trials, "trials");
            if (number > Integer.MAX_VALUE / accounts) {
                throw new IllegalArgumentException("trials × accounts must be at most " + Integer.MAX_VALUE + ", was "
                        + number + " × " + accounts);
            }
            Plan plan = new Plan(
                    program,
                    require(outcomes, "trades"),
                    require(tradesPerDay, "tradesPerDay"),
                    require(sizer, "sizing"),
                    tradingPlan,
                    accounts,
                    attemptsDrawn(),
                    require(seed, "seed"));
            return new Simulation(plan, dependence, number);
        }

        /** Copies are one attempt: what happens to one happens to all. */
        private int attemptsDrawn() {
            if (dependence instanceof Dependence.Copied) {
                return 1;
            }
            if (dependence instanceof Dependence.Independent) {
                return accounts;
            }
            throw new IllegalStateException("unknown dependence " + dependence);
        }

        private static <T> T require(Optional<T> value, String name) {
            return value.orElseThrow(() -> new IllegalArgumentException(name + " must be set"));
        }
    }
}
