package io.github.ftmo4j.sim;

import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.internal.markov.MarkovJourney;
import io.github.ftmo4j.sim.engine.internal.montecarlo.BlockRun;
import io.github.ftmo4j.sim.engine.internal.montecarlo.JourneyTrials;
import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySample;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.TracedJourney;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a program is worth for one way of trading: attempts are bought until an account is funded, then it is traded and
 * pays rewards.
 *
 * <pre>{@code
 * Simulation.Builder trading = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
 *         .trades(BernoulliR.of(0.45, 1.5))
 *         .tradesPerDay(4)
 *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.005)));
 * JourneyOdds odds = Journey.of(trading.spec())
 *         .attempts(3) // at most
 *         .horizon(120) // trading days of the funded account
 *         .payouts(PayoutPlan.all())
 *         .rate("1.08") // dollars per euro: the fee is in euros
 *         .build()
 *         .run(2_000, 42);
 * Figure value = odds.expectedValue();
 * }</pre>
 *
 * <p>Fees and the terms of the funded account are those of the program unless stated. Each attempt and the funded
 * account have draws of their own, so that the end of one does not change what comes up in the next. All money is whole
 * minor units of the account's currency. The result depends on the specification, the trials and the seed only. This
 * class is immutable and thread-safe; two journeys are equal if their specifications are.
 */
public final class Journey {

    private final JourneySpec spec;

    private Journey(JourneySpec spec) {
        this.spec = spec;
    }

    /**
     * Starts a journey.
     *
     * @param trading the program, the way of trading, the start, and how many accounts make the journey side by side
     * @return a builder; attempts and horizon must still be set
     */
    public static Builder of(SimulationSpec trading) {
        return new Builder(trading);
    }

    /**
     * A journey of a specification.
     *
     * @param spec the specification
     * @return the journey
     * @throws IllegalArgumentException if there are {@linkplain SimulationSpec#objections() objections} to its trading
     */
    public static Journey of(JourneySpec spec) {
        List<String> objections = new ArrayList<>(spec.trading().objections());
        spec.fundedTrading().objections().stream()
                .filter(each -> !objections.contains(each))
                .forEach(objections::add);
        if (!objections.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", objections));
        }
        return new Journey(spec);
    }

    /**
     * The question.
     *
     * @return the specification
     */
    public JourneySpec spec() {
        return spec;
    }

    /**
     * Runs trials on all processors.
     *
     * @param trials how many, from 1 to 100,000,000
     * @param seed the seed of the random numbers
     * @return the odds
     * @throws IllegalArgumentException if the number is out of range
     */
    public JourneyOdds run(long trials, long seed) {
        return run(trials, seed, Execution.allProcessors());
    }

    /**
     * Runs trials.
     *
     * <p>If the calling thread is interrupted, the run stops early, the result says which trials it has, and the thread
     * stays interrupted.
     *
     * @param trials how many, from 1 to 100,000,000
     * @param seed the seed of the random numbers
     * @param execution where and how
     * @return the odds
     * @throws IllegalArgumentException if the number is out of range
     */
    public JourneyOdds run(long trials, long seed, Execution execution) {
        return run(0, trials, seed, execution);
    }

    /**
     * Runs trials with consecutive numbers. A trial has the same draws in every run with the same seed, whichever
     * trials are run with it.
     *
     * @param first the number of the first trial, from 0
     * @param count how many, from 1 to 100,000,000
     * @param seed the seed of the random numbers
     * @param execution where and how
     * @return the odds from these trials; {@link JourneyOdds#merge} puts them together with those from others
     * @throws IllegalArgumentException if a number is out of range
     */
    public JourneyOdds run(long first, long count, long seed, Execution execution) {
        JourneySample.Collector collector = new JourneySample.Collector(first, count);
        Tally tally = BlockRun.run(List.of(new JourneyTrials(spec, seed, collector)), first, count, execution)
                .tallies()
                .get(0);
        return new JourneyOdds(spec, count, seed, tally, collector.sample(tally.covered()));
    }

    /**
     * The odds from what another process counted and measured of this journey, to be {@linkplain JourneyOdds#merge
     * merged}.
     *
     * @param seed the seed of the random numbers
     * @param attempts what was counted: {@link JourneyOdds#attempts()}, which {@link Tally#toBytes} carries
     * @param sample what was measured: {@link JourneyOdds#sample()}, which {@link JourneySample#toBytes} carries
     * @return the odds
     * @throws IllegalArgumentException if the tally is of a journey with another number of accounts, phases or days, or
     *     the two are of different trials
     */
    public JourneyOdds odds(long seed, Tally attempts, JourneySample sample) {
        Tally own = new JourneyTrials(spec, seed, new JourneySample.Collector(0, 0)).newTally();
        if (!attempts.hasShapeOf(own)) {
            throw new IllegalArgumentException("attempts must be of " + own + ", were " + attempts);
        }
        if (!attempts.covered().equals(sample.covered())) {
            throw new IllegalArgumentException("attempts and sample must be of the same trials, were of "
                    + attempts.covered() + " and " + sample.covered());
        }
        return new JourneyOdds(spec, sample.trials(), seed, attempts, sample);
    }

    /**
     * Computes what the journey of one account is worth exactly, without trials and seed, under any fee and with any
     * rewards. It needs attempts that {@link Solver} solves with results of finitely many values, and an account that
     * does not grow: a horizon that ends before the first window of its scaling plan does, if there is one. The number
     * of states grows with what a reward leaves on the account, and with steps of the split.
     *
     * @return the odds
     * @throws io.github.ftmo4j.sim.engine.UnsolvableException if something stands in the way; the message names it
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
     */
    public ExactJourneyOdds solve() {
        return solve(Solver.MOST_STATES);
    }

    ExactJourneyOdds solve(long mostStates) {
        return new MarkovJourney(Solver.TOLERANCE, mostStates).answer(spec);
    }

    /**
     * What stands in the way of {@link #solve()}. The number of states is not known before.
     *
     * @return each with its name and the reason; empty if nothing does
     */
    public List<Obstacle> obstacles() {
        return MarkovJourney.obstacles(spec);
    }

    /**
     * Runs one trial exactly as {@link #run} does, and keeps what was paid and got.
     *
     * @param trial the number of the trial, from 0
     * @param seed the seed of the random numbers
     * @return its entries
     */
    public TracedJourney trace(long trial, long seed) {
        return trace(trial, seed, DecisionLog.none());
    }

    /**
     * Runs one trial exactly as {@link #run} does, keeps what was paid and got, and writes every attempt and the funded
     * account to a log, in runs named as {@code trial-17-account-1-attempt-2} and {@code trial-17-account-1-funded}.
     *
     * @param trial the number of the trial, from 0
     * @param seed the seed of the random numbers
     * @param log the log; its failures change nothing
     * @return its entries
     */
    public TracedJourney trace(long trial, long seed, DecisionLog log) {
        return JourneyTrials.trace(spec, seed, trial, log);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Journey journey && spec.equals(journey.spec);
    }

    @Override
    public int hashCode() {
        return spec.hashCode();
    }

    @Override
    public String toString() {
        return "Journey[" + spec + "]";
    }

    /** Builds a journey. Not thread-safe. */
    public static final class Builder {

        private final SimulationSpec trading;
        private Optional<FundedTerms> funded;
        private Optional<Fee> fee;
        private Optional<Integer> attempts = Optional.empty();
        private int resets = Integer.MAX_VALUE;
        private PayoutPlan payouts = PayoutPlan.all();
        private Optional<Integer> horizon = Optional.empty();
        private Optional<BigDecimal> rate = Optional.empty();
        private Optional<RunningStart> fundedStart = Optional.empty();

        private Builder(SimulationSpec trading) {
            this.trading = Objects.requireNonNull(trading, "trading");
            funded = trading.program().funded();
            fee = trading.program().fee();
        }

        /**
         * The terms of the funded account.
         *
         * @param terms by default those of the program
         * @return this builder
         */
        public Builder funded(FundedTerms terms) {
            funded = Optional.of(Objects.requireNonNull(terms, "funded"));
            return this;
        }

        /**
         * What attempts cost.
         *
         * @param value by default the fee of the program
         * @return this builder
         */
        public Builder fee(Fee value) {
            fee = Optional.of(Objects.requireNonNull(value, "fee"));
            return this;
        }

        /**
         * The most attempts, free ones and resets included.
         *
         * @param most at least 1
         * @return this builder
         */
        public Builder attempts(int most) {
            attempts = Optional.of(most);
            return this;
        }

        /**
         * How many resets in a row the trader buys before a new attempt, where the firm sells them.
         *
         * @param most by default as many as there are attempts; 0 for none
         * @return this builder
         */
        public Builder resets(int most) {
            resets = most;
            return this;
        }

        /**
         * How much of a reward the trader takes, and how often.
         *
         * @param plan by default {@link PayoutPlan#all()}
         * @return this builder
         */
        public Builder payouts(PayoutPlan plan) {
            payouts = Objects.requireNonNull(plan, "payouts");
            return this;
        }

        /**
         * The most trading days of the funded account.
         *
         * @param days from 1 to 100,000
         * @return this builder
         */
        public Builder horizon(int days) {
            horizon = Optional.of(days);
            return this;
        }

        /**
         * How much of the account's currency one unit of the fee's currency is.
         *
         * @param accountPerFee a plain decimal, such as {@code "1.08"} dollars for a fee in euros; needed where the
         *     currencies differ
         * @return this builder
         * @throws IllegalArgumentException if this is no decimal
         */
        public Builder rate(String accountPerFee) {
            try {
                rate = Optional.of(new BigDecimal(accountPerFee));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "rate must be a plain decimal such as 1.08, was " + accountPerFee, e);
            }
            return this;
        }

        /**
         * Starts with a funded account that runs already, whose attempt is paid for.
         *
         * @param state its state, of the account of the funded terms
         * @return this builder
         */
        public Builder from(AccountState state) {
            fundedStart = Optional.of(Start.from(state));
            return this;
        }

        /**
         * The specification so far.
         *
         * @return the specification
         * @throws IllegalArgumentException if something is missing or out of range; the message names everything that
         *     is missing
         */
        public JourneySpec spec() {
            List<String> missing = new ArrayList<>();
            Simulation.Builder.addIfEmpty(missing, funded, "funded");
            Simulation.Builder.addIfEmpty(missing, fee, "fee");
            Simulation.Builder.addIfEmpty(missing, attempts, "attempts");
            Simulation.Builder.addIfEmpty(missing, horizon, "horizon");
            boolean converts = fee.isPresent()
                    && !fee.get()
                            .price()
                            .currency()
                            .equals(trading.program()
                                    .phases()
                                    .get(0)
                                    .initialBalance()
                                    .currency());
            if (converts) {
                Simulation.Builder.addIfEmpty(missing, rate, "rate");
            }
            Simulation.Builder.requireNothing(missing);
            return new JourneySpec(
                    trading,
                    funded.orElseThrow(),
                    fee.orElseThrow(),
                    attempts.orElseThrow(),
                    resets,
                    payouts,
                    horizon.orElseThrow(),
                    rate.orElse(BigDecimal.ONE),
                    fundedStart);
        }

        /**
         * Builds the journey.
         *
         * @return the journey
         * @throws IllegalArgumentException if something is missing or out of range, or there are
         *     {@linkplain SimulationSpec#objections() objections}
         */
        public Journey build() {
            return Journey.of(spec());
        }
    }
}
