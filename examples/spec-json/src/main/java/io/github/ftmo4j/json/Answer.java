package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An answer as it stands in a document: the figures of odds, of a journey, of a policy, of a sweep, of sensitivities or
 * of a portfolio. {@link Answers} makes it of what was computed. Probabilities are from 0 to 1; days are trading days;
 * a figure that does not exist is none. Answers are equal if all their figures are. Immutable.
 */
public sealed interface Answer {

    /**
     * The document of this answer.
     *
     * @return the document, which the {@link Document} of this kind of answer reads back
     */
    ObjectNode json();

    /** A copy in the same order, so that equal answers are equal documents. */
    private static <K, V> Map<K, V> inOrder(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** How an answer was found. */
    enum Method {
        /** It was computed. */
        EXACT("exact"),
        /** It was estimated from trials. */
        MONTE_CARLO("monte-carlo");

        private final String text;

        Method(String text) {
            this.text = text;
        }

        static Method of(String text) {
            return text.equals(EXACT.text) ? EXACT : MONTE_CARLO;
        }

        /** The name in documents. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * The odds of a simulation.
     *
     * @param method how they were found
     * @param chain how exact odds were computed, none if they are not exact
     * @param trials how many trials were run, none if the odds are exact
     * @param seed the seed of the trials, none if the odds are exact
     * @param complete whether all trials were run, none if the odds are exact
     * @param accounts how many accounts were traded
     * @param pass P(an account passes)
     * @param atLeastOne P(at least one account passes)
     * @param all P(all accounts pass)
     * @param correlation of the passes of two accounts, none if it does not exist
     * @param phases the odds of each phase
     * @param ends the probability of each end of an attempt
     * @param days how many days attempts take
     * @param assumptions what the odds rest on
     * @param precision the precision that was asked for, none if none was
     */
    record Odds(
            Method method,
            Optional<String> chain,
            OptionalLong trials,
            OptionalLong seed,
            Optional<Boolean> complete,
            int accounts,
            Interval pass,
            Interval atLeastOne,
            Interval all,
            Optional<Correlation> correlation,
            List<Phase> phases,
            Map<AttemptEnd, Double> ends,
            Days days,
            List<String> assumptions,
            Optional<Precision> precision)
            implements Answer {

        /** Copies the lists and the map. */
        public Odds {
            phases = List.copyOf(phases);
            ends = inOrder(ends);
            assumptions = List.copyOf(assumptions);
        }

        /**
         * The same with the precision that was asked for.
         *
         * @param asked the precision
         * @return the odds
         */
        public Odds with(Precision asked) {
            return new Odds(
                    method,
                    chain,
                    trials,
                    seed,
                    complete,
                    accounts,
                    pass,
                    atLeastOne,
                    all,
                    correlation,
                    phases,
                    ends,
                    days,
                    assumptions,
                    Optional.of(asked));
        }

        @Override
        public ObjectNode json() {
            return Document.oddsAnswer().write(this);
        }
    }

    /**
     * What a journey is worth. With several accounts, money and numbers are those of all together.
     *
     * @param method how it was found
     * @param accounts how many accounts are bought
     * @param currency the currency of all money
     * @param assumptions what the figures rest on
     * @param trials how many journeys were run, none if the figures are exact
     * @param seed the seed of the trials, none if the figures are exact
     * @param complete whether all journeys were run, none if the figures are exact
     * @param attempts the mean number of attempts
     * @param funded P(an account is funded)
     * @param cost the mean of fees less refunds
     * @param payout the mean money from rewards
     * @param payouts the mean number of rewards
     * @param ev the mean of rewards less cost
     * @param profitable P(rewards exceed cost), none if the figures are exact
     * @param payoutProbability P(an account pays at least one reward)
     * @param blown P(a funded account fails before the horizon), none if no account was funded
     * @param residual the mean share in the profit that is on the account at the horizon
     * @param payoutP10 the 10 % quantile of the money from rewards, none if the figures are exact
     * @param payoutP50 its median, none if the figures are exact
     * @param payoutP90 its 90 % quantile, none if the figures are exact
     * @param daysToFunded the mean number of trading days to the first funded account, where one is
     * @param daysToFundedP50 their median, none if the figures are exact
     * @param drawdown the mean of the largest fall of the trader's money from its high, the share in open profit
     *     included; none if the figures are exact
     * @param stagnation the mean of the most trading days in a row without a new high of it, none if the figures are
     *     exact
     * @param payoutsAtLeast P(at least so many rewards), down to 1 %; none if the figures are exact
     * @param intervals the interval of each of these figures, by its name
     */
    record Journey(
            Method method,
            int accounts,
            String currency,
            List<String> assumptions,
            OptionalLong trials,
            OptionalLong seed,
            Optional<Boolean> complete,
            OptionalDouble attempts,
            OptionalDouble funded,
            OptionalDouble cost,
            OptionalDouble payout,
            OptionalDouble payouts,
            OptionalDouble ev,
            OptionalDouble profitable,
            OptionalDouble payoutProbability,
            OptionalDouble blown,
            OptionalDouble residual,
            OptionalDouble payoutP10,
            OptionalDouble payoutP50,
            OptionalDouble payoutP90,
            OptionalDouble daysToFunded,
            OptionalDouble daysToFundedP50,
            OptionalDouble drawdown,
            OptionalDouble stagnation,
            Optional<List<Payouts>> payoutsAtLeast,
            Map<String, Interval> intervals)
            implements Answer {

        /** Copies the lists and the map. */
        public Journey {
            assumptions = List.copyOf(assumptions);
            payoutsAtLeast = payoutsAtLeast.map(List::copyOf);
            intervals = inOrder(intervals);
        }

        /**
         * The same on more assumptions.
         *
         * @param more what the figures rest on, too
         * @return the figures
         */
        public Journey withAssumptions(List<String> more) {
            List<String> all = new ArrayList<>(assumptions);
            all.addAll(more);
            return new Journey(
                    method,
                    accounts,
                    currency,
                    all,
                    trials,
                    seed,
                    complete,
                    attempts,
                    funded,
                    cost,
                    payout,
                    payouts,
                    ev,
                    profitable,
                    payoutProbability,
                    blown,
                    residual,
                    payoutP10,
                    payoutP50,
                    payoutP90,
                    daysToFunded,
                    daysToFundedP50,
                    drawdown,
                    stagnation,
                    payoutsAtLeast,
                    intervals);
        }

        @Override
        public ObjectNode json() {
            return Document.journeyAnswer().write(this);
        }
    }

    /**
     * The best stakes.
     *
     * @param method how they were found
     * @param value P(pass) under the best stakes
     * @param lower its lower bound
     * @param upper its upper bound
     * @param level the level of the bounds
     * @param n how many trials it is from, none if it is computed
     * @param money the expected money, none unless that was the goal
     * @param bestFixed the best stake of the menu if the same is risked on every trade
     * @param fixed all stakes of the menu, each if it is risked on every trade
     * @param charts what is risked on the first trade of a day, by phase; none if it was not asked for
     */
    record Policy(
            Method method,
            double value,
            double lower,
            double upper,
            double level,
            OptionalLong n,
            Optional<Money> money,
            Stake bestFixed,
            List<Stake> fixed,
            Optional<Map<String, List<Cell>>> charts)
            implements Answer {

        /** Copies the list and the map. */
        public Policy {
            fixed = List.copyOf(fixed);
            charts = charts.map(Answer::inOrder);
        }

        /**
         * The same with charts.
         *
         * @param cells the cells of each phase, by its name
         * @return the stakes
         */
        public Policy withCharts(Map<String, List<Cell>> cells) {
            return new Policy(method, value, lower, upper, level, n, money, bestFixed, fixed, Optional.of(cells));
        }

        @Override
        public ObjectNode json() {
            return Document.policyAnswer().write(this);
        }
    }

    /**
     * The odds under several settings.
     *
     * @param criteria what rows are judged by; the first ranks
     * @param best the settings of the best row
     * @param rows the settings that were tried
     */
    record Sweep(List<String> criteria, Map<String, Setting> best, List<Row> rows) implements Answer {

        /** Copies the lists and the map. */
        public Sweep {
            criteria = List.copyOf(criteria);
            best = inOrder(best);
            rows = List.copyOf(rows);
        }

        @Override
        public ObjectNode json() {
            return Document.sweepAnswer().write(this);
        }
    }

    /**
     * What one step more of each number changes.
     *
     * @param parameters the numbers that can be changed
     */
    record Sensitivities(List<Parameter> parameters) implements Answer {

        /** Copies the list. */
        public Sensitivities {
            parameters = List.copyOf(parameters);
        }

        @Override
        public ObjectNode json() {
            return Document.sensitivityAnswer().write(this);
        }
    }

    /**
     * The odds of several challenges side by side.
     *
     * @param trials how many trials were run
     * @param seed the seed of the trials
     * @param complete whether all trials were run
     * @param atLeastOne P(at least one challenge is passed)
     * @param all P(all challenges are passed)
     * @param challenges the odds of each challenge alone
     * @param pairs each two of them
     */
    record Portfolio(
            long trials,
            long seed,
            boolean complete,
            Interval atLeastOne,
            Interval all,
            List<Odds> challenges,
            List<Pair> pairs)
            implements Answer {

        /** Copies the lists. */
        public Portfolio {
            challenges = List.copyOf(challenges);
            pairs = List.copyOf(pairs);
        }

        @Override
        public ObjectNode json() {
            return Document.portfolioAnswer().write(this);
        }
    }

    /**
     * Two challenges of a portfolio.
     *
     * @param one the number of one of them, from 0
     * @param other the number of the other one
     * @param both P(both are passed)
     * @param correlation of their passes, none if it does not exist
     */
    record Pair(int one, int other, Interval both, Optional<Correlation> correlation) {}

    /**
     * A figure with its interval.
     *
     * @param value the figure, none if it does not exist
     * @param lower the lower end, none if there is no bound
     * @param upper the upper end, none if there is no bound
     * @param level the level of the interval; 1 if it is computed
     * @param n how many trials it is from, none if it is computed
     */
    record Interval(OptionalDouble value, OptionalDouble lower, OptionalDouble upper, double level, OptionalLong n) {}

    /**
     * How often a journey pays at least so many rewards.
     *
     * @param number how many rewards
     * @param value the probability
     * @param lower the lower end of its interval
     * @param upper the upper end of its interval
     * @param level the level of the interval
     * @param n how many trials it is from
     */
    record Payouts(
            int number,
            OptionalDouble value,
            OptionalDouble lower,
            OptionalDouble upper,
            double level,
            OptionalLong n) {}

    /**
     * A correlation with its interval.
     *
     * @param value the correlation
     * @param lower the lower end
     * @param upper the upper end
     */
    record Correlation(double value, double lower, double upper) {}

    /**
     * The odds of a phase.
     *
     * @param name its name
     * @param reached P(the phase is reached)
     * @param pass P(it is passed once it is reached), none if it never is
     * @param ends the probability of each end, once it is reached
     */
    record Phase(String name, Interval reached, Optional<Interval> pass, Map<AttemptEnd, Double> ends) {

        /** Copies the map. */
        public Phase {
            ends = inOrder(ends);
        }
    }

    /**
     * How many days attempts take.
     *
     * @param passed of attempts that passed
     * @param failed of attempts that failed
     */
    record Days(Distribution passed, Distribution failed) {}

    /**
     * A distribution of days; all figures are none if there are no such attempts.
     *
     * @param mean the mean
     * @param p10 the 10 % quantile
     * @param p50 the median
     * @param p90 the 90 % quantile
     */
    record Distribution(OptionalDouble mean, OptionalInt p10, OptionalInt p50, OptionalInt p90) {}

    /**
     * The precision that was asked for.
     *
     * @param asked the half width that was asked for
     * @param halfWidth the half width that the odds have
     * @param reached whether they are as precise as was asked
     */
    record Precision(double asked, double halfWidth, boolean reached) {}

    /**
     * A stake that is risked on every trade.
     *
     * @param fraction the share at risk
     * @param value P(pass)
     * @param lower its lower bound
     * @param upper its upper bound
     * @param level the level of the bounds
     * @param n how many trials it is from, none if it is computed
     * @param money the expected money, none unless that was the goal
     */
    record Stake(
            double fraction,
            double value,
            double lower,
            double upper,
            double level,
            OptionalLong n,
            Optional<Money> money) {}

    /**
     * What is risked on the first trade of a day at a balance.
     *
     * @param day the trading day, from 1
     * @param balance the balance
     * @param probability P(an attempt is there)
     * @param stake the money at risk
     */
    record Cell(int day, double balance, double probability, double stake) {}

    /**
     * A row of a sweep.
     *
     * @param settings the value of each parameter
     * @param method how its odds were found
     * @param pass P(an account passes)
     * @param atLeastOne P(at least one account passes)
     * @param scores what the row is judged by, by criterion
     * @param mayBeBest whether it may be the best row by the first criterion, with 95 % confidence
     */
    record Row(
            Map<String, Setting> settings,
            Method method,
            Interval pass,
            Interval atLeastOne,
            Map<String, Score> scores,
            boolean mayBeBest) {

        /** Copies the maps. */
        public Row {
            settings = inOrder(settings);
            scores = inOrder(scores);
        }
    }

    /** The value of a parameter: a number or words. */
    sealed interface Setting {

        /**
         * A number.
         *
         * @param value the number
         */
        record Numeric(double value) implements Setting {}

        /**
         * Words, such as the name of a program.
         *
         * @param value the words
         */
        record Words(String value) implements Setting {}
    }

    /**
     * The number of a criterion in a row.
     *
     * @param value the number, none if it does not exist
     * @param lower the lower end, none if there is no bound
     * @param upper the upper end, none if there is no bound
     * @param level the level of the interval; 1 if it is computed
     * @param n how many trials it is from, none if it is computed
     * @param toBest the difference to the best row
     */
    record Score(
            OptionalDouble value,
            OptionalDouble lower,
            OptionalDouble upper,
            double level,
            OptionalLong n,
            Interval toBest) {}

    /**
     * A number of a simulation, and what one step more of it changes.
     *
     * @param parameter its name, such as win rate
     * @param at its value
     * @param step one step
     * @param changes what one step more changes, by criterion
     */
    record Parameter(String parameter, double at, double step, Map<String, Interval> changes) {

        /** Copies the map. */
        public Parameter {
            changes = inOrder(changes);
        }
    }
}
