package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.random.CorrelatedStream;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How the trades of parallel accounts depend on each other. The dependence changes how many accounts pass together, and
 * not how often one account passes.
 *
 * <p>There is one exception: a module whose state belongs to the {@linkplain RiskModule.Scope#TRADER trader}. Accounts
 * with draws of their own teach it the trades of every account; copies teach it each trade once.
 *
 * <p>A dependence is a value: a record or a final class whose parameters can be read back, equal by these parameters.
 * One of your own gives each account its random numbers by {@link #draws(long)}, from the stream of the account and
 * from common streams of your own.
 */
public interface Dependence {

    /**
     * The number of attempts of one trial that have draws of their own.
     *
     * @param accounts how many accounts run in parallel
     * @return from 1 to {@code accounts}, a divisor of it
     */
    default int attemptsDrawn(int accounts) {
        return accounts;
    }

    /**
     * Whether the attempts that have draws of their own are independent of each other.
     *
     * @return whether they are; if so, {@link #draws(long)} is not used
     */
    default boolean isIndependent() {
        return false;
    }

    /**
     * Whether all accounts take the same trades, so that all of them pass or none does.
     *
     * @return whether they do; by default it is not known
     */
    default boolean isAlike() {
        return false;
    }

    /**
     * Starts to give accounts their random numbers.
     *
     * @param seed the seed of the run
     * @return the draws, for one thread
     */
    JointDraws draws(long seed);

    /**
     * Each account has independent draws, as with strategies that have nothing in common. Where the outcomes have a
     * market, each account has its own market, too: a module whose state belongs to the trader gets one market return
     * per active account at a time.
     *
     * @return the dependence
     */
    static Dependence independent() {
        return new Independent();
    }

    /**
     * Every account takes the same trades, as with a trade copier: all pass or none does.
     *
     * @return the dependence
     */
    static Dependence copied() {
        return new Copied();
    }

    /**
     * Some trades are the same on every account, and the others are independent: the trade of a number of a day is
     * common to all accounts with a probability. The correlation of the results of two such trades is that probability.
     * The number of trades of a day, and their times, are common with the same probability.
     *
     * @param share the probability, from 0 to 1; at 0 the accounts are independent, at 1 they are alike
     * @return the dependence
     * @throws IllegalArgumentException if the probability is out of range
     */
    static Dependence commonShocks(double share) {
        return new CommonShocks(share);
    }

    /**
     * The trades of one number of a day are similar on every account: their random numbers have a one-factor Gaussian
     * copula. The correlation of results with two values is smaller than that of the normal numbers.
     *
     * @param correlation the correlation of the normal numbers of two accounts, from 0 to 1; at 0 the accounts are
     *     independent, at 1 they are alike
     * @return the dependence
     * @throws IllegalArgumentException if the correlation is out of range
     */
    static Dependence correlated(double correlation) {
        return new Correlated(correlation);
    }

    /** The streams of each account alone. */
    private static JointDraws ownStreams() {
        return (own, purpose, trial, day, ordinal) -> own;
    }

    private static Map<Purpose, RandomStream> commonStreams(long seed) {
        Map<Purpose, RandomStream> streams = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            streams.put(purpose, new RandomStream(seed, 0, 0, 0, purpose.common()));
        }
        return streams;
    }

    /** Independent draws for each account. */
    record Independent() implements Dependence {

        @Override
        public boolean isIndependent() {
            return true;
        }

        @Override
        public JointDraws draws(long seed) {
            return ownStreams();
        }

        @Override
        public String toString() {
            return "independent";
        }
    }

    /** The same trades on every account. */
    record Copied() implements Dependence {

        /** Copies are one attempt: what happens to one account happens to all. */
        @Override
        public int attemptsDrawn(int accounts) {
            return 1;
        }

        @Override
        public boolean isIndependent() {
            return true;
        }

        @Override
        public boolean isAlike() {
            return true;
        }

        @Override
        public JointDraws draws(long seed) {
            return ownStreams();
        }

        @Override
        public String toString() {
            return "copied";
        }
    }

    /**
     * Some trades are common to all accounts.
     *
     * @param share the probability that a trade is, from 0 to 1
     */
    record CommonShocks(double share) implements Dependence {

        /**
         * Checks the probability.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public CommonShocks {
            Fraction.requireNonNegative(share, "share");
        }

        @Override
        public boolean isIndependent() {
            return share == 0;
        }

        @Override
        public boolean isAlike() {
            return share == 1;
        }

        @Override
        public JointDraws draws(long seed) {
            RandomStream shocks = new RandomStream(seed, 0, 0, 0, Purpose.SHOCK);
            Map<Purpose, RandomStream> common = commonStreams(seed);
            return (own, purpose, trial, day, ordinal) -> {
                shocks.reset(seed, trial, day, ordinal, Purpose.SHOCK);
                if (!(shocks.nextDouble() < share)) {
                    return own;
                }
                RandomStream stream = Objects.requireNonNull(common.get(purpose));
                stream.reset(seed, trial, day, ordinal, purpose.common());
                return stream;
            };
        }

        @Override
        public String toString() {
            return "common shocks with a share of " + share;
        }
    }

    /**
     * A Gaussian copula.
     *
     * @param correlation the correlation of the normal numbers of two accounts, from 0 to 1
     */
    record Correlated(double correlation) implements Dependence {

        /**
         * Checks the correlation.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Correlated {
            Fraction.requireNonNegative(correlation, "correlation");
        }

        @Override
        public boolean isIndependent() {
            return correlation == 0;
        }

        @Override
        public boolean isAlike() {
            return correlation == 1;
        }

        @Override
        public JointDraws draws(long seed) {
            if (correlation == 0) {
                return ownStreams();
            }
            if (correlation == 1) {
                return new CommonShocks(1).draws(seed);
            }
            Map<Purpose, RandomStream> common = commonStreams(seed);
            Map<Purpose, CorrelatedStream> mixed = new EnumMap<>(Purpose.class);
            common.forEach((purpose, stream) -> mixed.put(purpose, new CorrelatedStream(stream, stream, correlation)));
            return (own, purpose, trial, day, ordinal) -> {
                RandomStream stream = Objects.requireNonNull(common.get(purpose));
                stream.reset(seed, trial, day, ordinal, purpose.common());
                return Objects.requireNonNull(mixed.get(purpose)).with(stream, own);
            };
        }

        @Override
        public String toString() {
            return "correlated by " + correlation;
        }
    }
}
