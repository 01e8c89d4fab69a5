package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * One account to be traded: its initial balance and its objectives.
 *
 * <p>The phase is passed at the first moment at which no position is open, the balance has gained the profit target,
 * enough days were traded and the best-day rule holds. A phase without a target is never passed: on a funded account
 * the best-day rule and the trading days are what a reward asks for. This class is immutable and thread-safe.
 *
 * @param name what the firm calls the phase
 * @param initialBalance the initial balance, above zero
 * @param profitTarget the profit to reach, none if there is none
 * @param maximumLoss the largest loss of the phase
 * @param dailyLoss the largest loss of a day, none if there is none
 * @param floatingLoss the largest floating loss, below the balance; none if there is none
 * @param bestDay the best-day rule, none if there is none
 * @param tradingDays how many trading days are needed, and what makes one
 * @param timeLimit the last day, none if there is none
 * @param inactivity the clocks that end a phase in which too little happens, none if there is none
 * @param breachTest when equity breaches a floor
 * @param restrictions what is forbidden apart from losses
 * @param leverage the leverage by asset class, which limits new orders and judges no event; none if it is not known
 */
public record Phase(
        String name,
        Money initialBalance,
        Optional<Limit> profitTarget,
        MaximumLoss maximumLoss,
        Optional<DailyLoss> dailyLoss,
        Optional<Limit> floatingLoss,
        Optional<BestDay> bestDay,
        TradingDays tradingDays,
        Optional<TimeLimit> timeLimit,
        Optional<Inactivity> inactivity,
        BreachTest breachTest,
        Restrictions restrictions,
        Optional<Leverage> leverage) {

    /** The name of a first phase. */
    public static final String CHALLENGE = "Challenge";

    /** The name of a second phase. */
    public static final String VERIFICATION = "Verification";

    /**
     * Checks the terms against each other.
     *
     * @throws IllegalArgumentException if a term is out of range, an amount is in another currency than the initial
     *     balance, or a loss exceeds it
     */
    public Phase {
        if (!initialBalance.isPositive()) {
            throw new IllegalArgumentException("initialBalance must be above zero, was " + initialBalance);
        }
        profitTarget.ifPresent(limit -> resolve(initialBalance, limit));
        requireWithin(initialBalance, maximumLoss.limit(), "maximumLoss");
        maximumLoss.lock().ifPresent(lock -> lock.aboveInitial().in(initialBalance.currency()));
        if (bestDay.filter(rule -> rule.measure() == BestDay.Measure.PROFIT_TARGET)
                        .isPresent()
                && profitTarget.isEmpty()) {
            throw new IllegalArgumentException(
                    "bestDay must not be measured by the profit target where there is none, was " + bestDay.get());
        }
        dailyLoss.ifPresent(daily -> requireWithin(initialBalance, daily.limit(), "dailyLoss"));
        floatingLoss.ifPresent(limit -> requireWithin(initialBalance, limit, "floatingLoss"));
        tradingDays.profit().ifPresent(limit -> resolve(initialBalance, limit));
        inactivity
                .flatMap(Inactivity::deepLoss)
                .ifPresent(deep -> requireWithin(initialBalance, deep.loss(), "deepLoss"));
    }

    private static void requireWithin(Money initialBalance, Limit limit, String name) {
        Money amount = resolve(initialBalance, limit);
        if (amount.compareTo(initialBalance) > 0) {
            throw new IllegalArgumentException(
                    name + " must not exceed the initial balance of " + initialBalance + ", was " + amount);
        }
    }

    static Money resolve(Money initialBalance, Limit limit) {
        if (limit instanceof Limit.Amount amount) {
            amount.money().in(initialBalance.currency());
        }
        long initial = initialBalance.minorUnits();
        Money amount = initialBalance.withMinorUnits(limit.minorUnits(initial, initial));
        if (!amount.isPositive()) {
            throw new IllegalArgumentException(limit + " must be at least one minor unit of " + initialBalance);
        }
        return amount;
    }

    /**
     * Starts a phase with these defaults: no target, no daily loss, no floating loss, no best-day rule, no minimum of
     * trading days, no time limit, no inactivity clock, breached below the floor, nothing else forbidden, leverage not
     * known.
     *
     * @param name what the firm calls the phase
     * @param initialBalance the initial balance, above zero
     * @return a builder; the maximum loss must still be set
     */
    public static Builder builder(String name, Money initialBalance) {
        return new Builder(name, initialBalance);
    }

    /**
     * A builder that holds the terms of this phase.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(name, initialBalance);
        builder.profitTarget = profitTarget;
        builder.maximumLoss = Optional.of(maximumLoss);
        builder.dailyLoss = dailyLoss;
        builder.floatingLoss = floatingLoss;
        builder.bestDay = bestDay;
        builder.tradingDays = tradingDays;
        builder.timeLimit = timeLimit;
        builder.inactivity = inactivity;
        builder.breachTest = breachTest;
        builder.restrictions = restrictions;
        builder.leverage = leverage;
        return builder;
    }

    /**
     * The balance at which the profit target is reached, none if there is no target.
     *
     * @return the balance
     */
    public Optional<Money> targetBalance() {
        return profitTarget.map(limit -> initialBalance.plus(resolve(initialBalance, limit)));
    }

    /**
     * The terms in plain English, to be compared with the page of the firm. They are generated from the values that the
     * rules use.
     *
     * @return a sentence for each objective, including those that the phase does not have
     */
    public List<String> describe() {
        return Description.of(this);
    }

    /** The name, the initial balance and the main limits in one line; {@link #describe()} gives all terms. */
    @Override
    public String toString() {
        return Description.summary(this);
    }

    /** Builds a phase. Not thread-safe. */
    public static final class Builder {
        private String name;
        private Money initialBalance;
        private Optional<Limit> profitTarget = Optional.empty();
        private Optional<MaximumLoss> maximumLoss = Optional.empty();
        private Optional<DailyLoss> dailyLoss = Optional.empty();
        private Optional<Limit> floatingLoss = Optional.empty();
        private Optional<BestDay> bestDay = Optional.empty();
        private TradingDays tradingDays = TradingDays.opened(0);
        private Optional<TimeLimit> timeLimit = Optional.empty();
        private Optional<Inactivity> inactivity = Optional.empty();
        private BreachTest breachTest = BreachTest.BELOW;
        private Restrictions restrictions = Restrictions.none();
        private Optional<Leverage> leverage = Optional.empty();

        private Builder(String name, Money initialBalance) {
            this.name = name;
            this.initialBalance = initialBalance;
        }

        /**
         * Renames the phase.
         *
         * @param value what the firm calls the phase
         * @return this builder
         */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * Resizes the phase. Limits that are shares of the initial balance follow it, amounts do not.
         *
         * @param value the initial balance, above zero
         * @return this builder
         */
        public Builder initialBalance(Money value) {
            initialBalance = value;
            return this;
        }

        /**
         * The profit to reach.
         *
         * @param fraction share of the initial balance
         * @return this builder
         */
        public Builder profitTarget(double fraction) {
            Fraction.requirePositive(fraction, "profitTarget");
            return profitTarget(Limit.ofInitial(fraction));
        }

        /**
         * The profit to reach.
         *
         * @param profit the profit
         * @return this builder
         */
        public Builder profitTarget(Limit profit) {
            profitTarget = Optional.of(profit);
            return this;
        }

        /**
         * A static maximum loss.
         *
         * @param fraction share of the initial balance
         * @return this builder
         */
        public Builder maximumLoss(double fraction) {
            Fraction.requirePositive(fraction, "maximumLoss");
            return maximumLoss(MaximumLoss.fixed(Limit.ofInitial(fraction)));
        }

        /**
         * The maximum loss.
         *
         * @param objective the objective
         * @return this builder
         */
        public Builder maximumLoss(MaximumLoss objective) {
            maximumLoss = Optional.of(objective);
            return this;
        }

        /**
         * A daily loss in FTMO's reading.
         *
         * @param fraction share of the initial balance
         * @return this builder
         */
        public Builder dailyLoss(double fraction) {
            Fraction.requirePositive(fraction, "dailyLoss");
            return dailyLoss(DailyLoss.of(Limit.ofInitial(fraction)));
        }

        /**
         * The daily loss.
         *
         * @param objective the objective
         * @return this builder
         */
        public Builder dailyLoss(DailyLoss objective) {
            dailyLoss = Optional.of(objective);
            return this;
        }

        /**
         * No daily loss.
         *
         * @return this builder
         */
        public Builder noDailyLoss() {
            dailyLoss = Optional.empty();
            return this;
        }

        /**
         * The largest floating loss, at any instant.
         *
         * @param limit how far equity may be below the balance; a share of the reference is one of the balance
         * @return this builder
         */
        public Builder floatingLoss(Limit limit) {
            floatingLoss = Optional.of(limit);
            return this;
        }

        /**
         * No best-day rule.
         *
         * @return this builder
         */
        public Builder noBestDay() {
            bestDay = Optional.empty();
            return this;
        }

        /**
         * The best-day rule.
         *
         * @param rule the rule
         * @return this builder
         */
        public Builder bestDay(BestDay rule) {
            bestDay = Optional.of(rule);
            return this;
        }

        /**
         * On how many days at least one position must be opened.
         *
         * @param days not negative
         * @return this builder
         */
        public Builder minimumTradingDays(int days) {
            return tradingDays(TradingDays.opened(days));
        }

        /**
         * How many trading days are needed, and what makes one.
         *
         * @param rule the rule
         * @return this builder
         */
        public Builder tradingDays(TradingDays rule) {
            tradingDays = rule;
            return this;
        }

        /**
         * No time limit.
         *
         * @return this builder
         */
        public Builder noTimeLimit() {
            timeLimit = Optional.empty();
            return this;
        }

        /**
         * The last day.
         *
         * @param limit the limit
         * @return this builder
         */
        public Builder timeLimit(TimeLimit limit) {
            timeLimit = Optional.of(limit);
            return this;
        }

        /**
         * The limits of inactivity.
         *
         * @param clocks the clocks
         * @return this builder
         */
        public Builder inactivity(Inactivity clocks) {
            inactivity = Optional.of(clocks);
            return this;
        }

        /**
         * What is forbidden apart from losses.
         *
         * @param value the restrictions
         * @return this builder
         */
        public Builder restrictions(Restrictions value) {
            restrictions = value;
            return this;
        }

        /**
         * The leverage, which limits the size of new orders.
         *
         * @param value the leverage by asset class
         * @return this builder
         */
        public Builder leverage(Leverage value) {
            leverage = Optional.of(value);
            return this;
        }

        /**
         * No profit target, as on a funded account.
         *
         * @return this builder
         */
        public Builder noProfitTarget() {
            profitTarget = Optional.empty();
            return this;
        }

        /**
         * When equity breaches a floor.
         *
         * @param test the test
         * @return this builder
         */
        public Builder breachTest(BreachTest test) {
            breachTest = test;
            return this;
        }

        /**
         * Builds the phase.
         *
         * @return the phase
         * @throws IllegalArgumentException if the maximum loss was not set, or terms contradict each other
         */
        public Phase build() {
            return new Phase(
                    name,
                    initialBalance,
                    profitTarget,
                    maximumLoss.orElseThrow(() -> new IllegalArgumentException("maximumLoss must be set")),
                    dailyLoss,
                    floatingLoss,
                    bestDay,
                    tradingDays,
                    timeLimit,
                    inactivity,
                    breachTest,
                    restrictions,
                    leverage);
        }
    }
}
