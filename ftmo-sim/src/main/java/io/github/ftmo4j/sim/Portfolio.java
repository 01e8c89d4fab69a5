package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.internal.Trials;
import io.github.ftmo4j.sim.engine.internal.kernel.Kernel;
import io.github.ftmo4j.sim.engine.internal.montecarlo.BlockRun;
import io.github.ftmo4j.sim.odds.PortfolioOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.JointDraws;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Several challenges side by side, each with its own program, way of trading and start. Each trial runs all of them.
 *
 * <pre>{@code
 * Simulation.Builder trading = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
 *         .trades(BernoulliR.of(0.45, 1.5))
 *         .tradesPerDay(4)
 *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)));
 * PortfolioOdds odds = Portfolio.builder()
 *         .challenge(trading.spec())
 *         .challenge(trading.spec(), 10) // starts ten trading days later
 *         .dependence(Dependence.correlated(0.6))
 *         .trials(10_000)
 *         .seed(42)
 *         .build()
 *         .run();
 * Estimate any = odds.passes().atLeast(1);
 * }</pre>
 *
 * <p>The challenges are independent unless the {@linkplain Dependence dependence} joins them. What they have in common
 * goes by the date and the number of the trade on its day, so that a challenge that starts later meets the same market
 * in the middle of the other one. Several equal challenges have exactly the results of
 * {@linkplain Simulation.Builder#accounts parallel accounts}. There is one exception: a module whose state belongs to
 * the trader learns from the trades of its own challenge only.
 *
 * <p>The result depends on the challenges, the dependence, the number of trials and the seed only. This class is
 * immutable and thread-safe; two portfolios are equal if all of these are equal.
 */
public final class Portfolio {

    private static final int MOST_CHALLENGES = 100;
    private static final int MOST_DAYS_LATER = 10_000;

    private final List<SimulationSpec> challenges;
    private final Dependence dependence;
    private final long trials;
    private final long seed;

    private Portfolio(List<SimulationSpec> challenges, Dependence dependence, long trials, long seed) {
        this.challenges = List.copyOf(challenges);
        this.dependence = dependence;
        this.trials = trials;
        this.seed = seed;
    }

    /**
     * Starts a portfolio without challenges.
     *
     * @return a builder; challenges, number of trials and seed must still be set
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs all trials on all processors.
     *
     * @return the odds
     */
    public PortfolioOdds run() {
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
    public PortfolioOdds run(Execution execution) {
        BlockRun.Found found = BlockRun.runJointly(members(), 0, trials, execution);
        List<SampledOdds> odds = new ArrayList<>();
        for (int i = 0; i < challenges.size(); i++) {
            odds.add(new SampledOdds(
                    challenges.get(i), trials, seed, found.tallies().get(i)));
        }
        return new PortfolioOdds(odds, found.passes(), found.both(), trials);
    }

    private List<Trials> members() {
        // copies in different phases have streams of their own, but take the same trades
        boolean differ = challenges.stream().distinct().count() > 1;
        Dependence joint = dependence instanceof Dependence.Copied && differ ? Dependence.commonShocks(1) : dependence;
        long first = challenges.stream().mapToLong(Portfolio::firstDay).min().orElseThrow();
        boolean sameCalendar =
                challenges.stream().map(SimulationSpec::calendar).distinct().count() == 1;
        boolean startTogether = sameCalendar && challenges.stream().allMatch(each -> firstDay(each) == first);
        int copies = challenges.size() / joint.attemptsDrawn(challenges.size());
        List<Trials> members = new ArrayList<>();
        for (SimulationSpec challenge : challenges) {
            Dependence ofMember = startTogether ? joint : new OfMember(joint, challenge, first, sameCalendar);
            SimulationSpec member =
                    Simulation.of(challenge).accounts(1, ofMember).spec();
            members.add(Kernel.trials(member, seed, members.size() / copies));
        }
        return members;
    }

    private static long firstDay(SimulationSpec challenge) {
        return challenge.start().firstDay(challenge.calendar());
    }

    /**
     * The dependence of one challenge whose neighbours are run elsewhere. Its days are counted from the first day of
     * the portfolio: trading days where all challenges have the same, else days of the calendar.
     */
    private record OfMember(Dependence all, SimulationSpec challenge, long first, boolean sameCalendar)
            implements Dependence {

        @Override
        public boolean isIndependent() {
            return all.isIndependent();
        }

        @Override
        public JointDraws draws(long seed) {
            JointDraws draws = all.draws(seed);
            Days days = new Days(challenge.calendar(), firstDay(challenge), first, sameCalendar);
            return (own, purpose, trial, day, ordinal) -> draws.of(own, purpose, trial, days.of(day), ordinal);
        }
    }

    /** Days of a portfolio by days of a challenge. Not thread-safe. */
    private static final class Days {
        private static final int SOME = 256;

        private final TradingCalendar calendar;
        private final boolean tradingDays;
        private final long first;
        private int[] days = new int[SOME];
        private int known;
        private long date;

        Days(TradingCalendar calendar, long firstDay, long first, boolean tradingDays) {
            this.calendar = calendar;
            this.tradingDays = tradingDays;
            this.first = first;
            date = firstDay;
            if (tradingDays) {
                for (long day = first; day < firstDay; day = calendar.dayAfter(day)) {
                    days[0]++;
                }
            } else {
                days[0] = (int) (firstDay - first);
            }
            known = 1;
        }

        int of(int day) {
            if (tradingDays) {
                return days[0] + day;
            }
            while (known <= day) {
                if (known == days.length) {
                    days = Arrays.copyOf(days, 2 * known);
                }
                date = calendar.dayAfter(date);
                days[known++] = (int) (date - first);
            }
            return days[day];
        }
    }

    /**
     * The challenges.
     *
     * @return the specification of each, in the order in which they were added
     */
    public List<SimulationSpec> challenges() {
        return challenges;
    }

    /**
     * How the challenges depend on each other.
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
     * The seed of the random numbers.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Portfolio portfolio
                && challenges.equals(portfolio.challenges)
                && dependence.equals(portfolio.dependence)
                && trials == portfolio.trials
                && seed == portfolio.seed;
    }

    @Override
    public int hashCode() {
        return Objects.hash(challenges, dependence, trials, seed);
    }

    @Override
    public String toString() {
        return "Portfolio[" + challenges + ", " + dependence + ", " + trials + " trials, seed " + seed + "]";
    }

    /** Builds a portfolio. Not thread-safe. */
    public static final class Builder {
        private final List<SimulationSpec> challenges = new ArrayList<>();
        private Dependence dependence = Dependence.independent();
        private Optional<Long> trials = Optional.empty();
        private Optional<Long> seed = Optional.empty();

        private Builder() {}

        /**
         * Adds a challenge.
         *
         * @param spec its specification, of one account
         * @return this builder
         * @throws IllegalArgumentException if it has several accounts, each of which is a challenge of its own
         */
        public Builder challenge(SimulationSpec spec) {
            Objects.requireNonNull(spec, "challenge");
            if (spec.accounts() != 1) {
                throw new IllegalArgumentException("a challenge must have 1 account, had " + spec.accounts());
            }
            challenges.add(spec);
            return this;
        }

        /**
         * Adds a challenge that starts later than its specification says.
         *
         * @param spec its specification, of one account that is fresh
         * @param daysLater how many trading days of its calendar later, from 0 to 10,000
         * @return this builder
         * @throws IllegalArgumentException if it has several accounts, starts with a running account, or the number of
         *     days is out of range
         */
        public Builder challenge(SimulationSpec spec, int daysLater) {
            Objects.requireNonNull(spec, "challenge");
            if (daysLater < 0 || daysLater > MOST_DAYS_LATER) {
                throw new IllegalArgumentException(
                        "daysLater must be from 0 to " + MOST_DAYS_LATER + ", was " + daysLater);
            }
            if (spec.start() instanceof RunningStart) {
                throw new IllegalArgumentException(
                        "a challenge that starts later must start with a fresh account, had " + spec.start());
            }
            long day = spec.start().firstDay(spec.calendar());
            for (int i = 0; i < daysLater; i++) {
                day = spec.calendar().dayAfter(day);
            }
            return challenge(Simulation.of(spec)
                    .start(Start.on(LocalDate.ofEpochDay(day)))
                    .spec());
        }

        /**
         * How the challenges depend on each other.
         *
         * @param how by default {@link Dependence#independent()}
         * @return this builder
         */
        public Builder dependence(Dependence how) {
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
         * The seed of the random numbers. Equal portfolios have equal results.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            seed = Optional.of(value);
            return this;
        }

        /**
         * Builds the portfolio.
         *
         * @return the portfolio
         * @throws IllegalArgumentException if something is missing, there are more than 100 challenges, trials ×
         *     challenges exceeds 2<sup>53</sup>, or the dependence makes copies of challenges that differ
         */
        public Portfolio build() {
            List<String> missing = new ArrayList<>();
            if (challenges.isEmpty()) {
                missing.add("challenge");
            }
            Simulation.Builder.addIfEmpty(missing, trials, "trials");
            Simulation.Builder.addIfEmpty(missing, seed, "seed");
            Simulation.Builder.requireNothing(missing);
            requireInRange(challenges.size());
            return new Portfolio(challenges, dependence, trials.orElseThrow(), seed.orElseThrow());
        }

        private void requireInRange(int size) {
            if (size > MOST_CHALLENGES) {
                throw new IllegalArgumentException("challenges must be at most " + MOST_CHALLENGES + ", were " + size);
            }
            if (trials.orElseThrow() > Tally.MOST_ATTEMPTS / size) {
                throw new IllegalArgumentException("trials × challenges must be at most " + Tally.MOST_ATTEMPTS
                        + ", was " + trials.orElseThrow() + " × " + size);
            }
            int drawn = dependence.attemptsDrawn(size);
            if (drawn < 1 || drawn > size || size % drawn != 0) {
                throw new IllegalArgumentException("attemptsDrawn must be a divisor of " + size + " challenges, was "
                        + drawn + " of dependence " + dependence);
            }
            boolean equal = challenges.stream().distinct().count() == 1;
            if (drawn < size && !equal && !(dependence instanceof Dependence.Copied)) {
                throw new IllegalArgumentException(
                        "challenges that differ must have draws of their own, dependence was " + dependence);
            }
        }
    }
}
