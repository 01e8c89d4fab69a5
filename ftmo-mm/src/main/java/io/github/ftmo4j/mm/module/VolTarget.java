package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Proposes so that the account is as volatile as wanted: risk = min(cap, target × stop / (σ √perYear)) × balance.
 *
 * <p>σ is the volatility of one observation about zero, with weights that fall by λ with each that follows: σ² = Σ
 * λ<sup>age</sup> x² / Σ λ<sup>age</sup>. That is S / W of S ← λS + (1 − λ) x² and W ← λW + (1 − λ), the exponentially
 * weighted average without the bias of its start. An observation x is either what a closed trade earned in R, and then
 * the stop is 1 R; or the market's return of one step, and then the stop is its distance as a share of the price, since
 * exposure × distance is what is risked. It is never the account's own profit, which depends on the sizes. √perYear
 * takes observations to be uncorrelated and trades to be held one at a time.
 *
 * <p>Until enough is observed an initial σ is used, or the module abstains. At σ = 0 it proposes the cap.
 *
 * <p>Sources: J.P. Morgan, Reuters, RiskMetrics Technical Document, 1996; A. Moreira, T. Muir, Volatility-Managed
 * Portfolios, Journal of Finance 2017. It hurts when volatility jumps after a calm, in which it has grown large, and it
 * ignores the floors.
 *
 * @param target the volatility of the account per year, 0.10 for 10 %; above 0 and at most 1
 * @param perYear how many observations a year has, above 0
 * @param stopDistance how far the stop is as a share of the price, above 0 and at most 1, to watch the market; none to
 *     watch R-multiples
 * @param decay how fast observations are forgotten
 * @param cap the largest risk fraction, above 0 and at most 1
 * @param warmUp how many observations are enough, at least 1
 * @param initial the σ until then, above 0; none to abstain
 */
public record VolTarget(
        double target,
        double perYear,
        OptionalDouble stopDistance,
        Decay decay,
        double cap,
        int warmUp,
        OptionalDouble initial)
        implements RiskModule {

    /** Checks the parameters. */
    public VolTarget {
        Fraction.requirePositive(target, "target");
        requirePositive(perYear, "perYear");
        stopDistance.ifPresent(distance -> Fraction.requirePositive(distance, "stopDistance"));
        Fraction.requirePositive(cap, "cap");
        if (warmUp < 1) {
            throw new IllegalArgumentException("warmUp must be at least 1, was " + warmUp);
        }
        initial.ifPresent(volatility -> requirePositive(volatility, "initial"));
    }

    private static void requirePositive(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0 and finite, was " + value);
        }
    }

    /**
     * Watches the R-multiples of closed trades: at most 1 %, λ = 0.94, an initial σ for 20 trades.
     *
     * @param target the volatility of the account per year, 0.10 for 10 %; above 0 and at most 1
     * @param tradesPerYear how many trades a year has, above 0
     * @param initial the σ of one trade in R until then, above 0; 1.25 where 45 % win 1.5 R and the others lose 1 R
     * @return the module
     */
    public static VolTarget ofTrades(double target, double tradesPerYear, double initial) {
        return watching(target, tradesPerYear, OptionalDouble.empty(), OptionalDouble.of(initial));
    }

    /**
     * Watches the returns of the market: at most 1 %, λ = 0.94, abstains for 20 steps.
     *
     * <p>All moves that it is told of are taken for those of one market. Told of several, as the simulator does for
     * accounts that have luck of their own, it forgets as many times faster, and the σ is that of all of them; the
     * steps per year stay those of one.
     *
     * @param target the volatility of the account per year, 0.10 for 10 %; above 0 and at most 1
     * @param stepsPerYear how many steps of the market a year has, above 0
     * @param stopDistance how far the stop is as a share of the price, above 0 and at most 1
     * @return the module
     */
    public static VolTarget ofMarket(double target, double stepsPerYear, double stopDistance) {
        return watching(target, stepsPerYear, OptionalDouble.of(stopDistance), OptionalDouble.empty());
    }

    private static VolTarget watching(
            double target, double perYear, OptionalDouble stopDistance, OptionalDouble initial) {
        return new VolTarget(target, perYear, stopDistance, Decay.lambda(0.94), 0.01, 20, initial);
    }

    /**
     * The same module with another decay.
     *
     * @param other how fast observations are forgotten
     * @return the module
     */
    public VolTarget decay(Decay other) {
        return new VolTarget(target, perYear, stopDistance, other, cap, warmUp, initial);
    }

    /**
     * The same module, to which an observation counts half after so many more.
     *
     * @param observations how many, above 0
     * @return the module
     */
    public VolTarget halfLife(double observations) {
        return decay(Decay.halfLife(observations));
    }

    /**
     * The same module with another cap.
     *
     * @param fraction above 0 and at most 1
     * @return the module
     */
    public VolTarget cap(double fraction) {
        return new VolTarget(target, perYear, stopDistance, decay, fraction, warmUp, initial);
    }

    /**
     * The same module, for which so much is enough.
     *
     * @param observations how many, at least 1
     * @return the module
     */
    public VolTarget warmUp(int observations) {
        return new VolTarget(target, perYear, stopDistance, decay, cap, observations, initial);
    }

    /**
     * The same module, taking this for σ until enough is observed.
     *
     * @param volatility the σ of one trade in R, or of one step of the market; above 0
     * @return the module
     */
    public VolTarget initial(double volatility) {
        return new VolTarget(target, perYear, stopDistance, decay, cap, warmUp, OptionalDouble.of(volatility));
    }

    /**
     * The same module, abstaining until enough is observed. If it watches trades, another module must propose until
     * then: alone it would never see one.
     *
     * @return the module
     */
    public VolTarget abstaining() {
        return new VolTarget(target, perYear, stopDistance, decay, cap, warmUp, OptionalDouble.empty());
    }

    @Override
    public String name() {
        return "VolTarget";
    }

    @Override
    public Scope scope() {
        return Scope.TRADER;
    }

    @Override
    public Set<Law> laws() {
        return Set.of(Law.LESS_EQUITY_NEVER_RAISES);
    }

    @Override
    public ModuleState start() {
        return new State(this);
    }

    private static final class State implements ModuleState {

        /** Squares of larger returns might add up to infinity; such a return is no more than this. */
        private static final double LARGEST = 1e100;

        private static final double MOST_SQUARES = 1e220;
        private static final long MOST_OBSERVATIONS = 1L << 53;

        private final VolTarget module;
        private final boolean watchesMarket;
        private final double atUnitVolatility;
        private final double lambda;
        private final double atFirst;

        private long observations;
        /** Sums over all observations, not yet divided by those of their weights. */
        private double squares;

        private double weights;
        private double fraction;

        State(VolTarget module) {
            this.module = module;
            watchesMarket = module.stopDistance.isPresent();
            atUnitVolatility = module.target * module.stopDistance.orElse(1) / Math.sqrt(module.perYear);
            lambda = module.decay.lambda();
            atFirst = module.initial.isPresent() ? at(module.initial.getAsDouble()) : ABSTAIN;
            conclude();
        }

        @Override
        public double moneyAtRisk(AccountView account, Moment moment) {
            return fraction * RiskBase.BALANCE.of(account);
        }

        @Override
        public void closed(long risked, long profit) {
            if (!watchesMarket) {
                observe((double) profit / risked);
            }
        }

        @Override
        public void moved(double marketReturn) {
            if (watchesMarket) {
                observe(Math.max(-LARGEST, Math.min(marketReturn, LARGEST)));
            }
        }

        private void observe(double x) {
            squares = lambda * squares + x * x;
            weights = lambda * weights + 1;
            observations++;
            conclude();
        }

        private void conclude() {
            fraction = observations < module.warmUp ? atFirst : at(Math.sqrt(squares / weights));
        }

        private double at(double volatility) {
            return Math.min(module.cap, atUnitVolatility / volatility);
        }

        @Override
        public void reset() {
            observations = 0;
            squares = 0;
            weights = 0;
            conclude();
        }

        @Override
        public SavedValues save() {
            return SavedValues.builder()
                    .number("observations", observations)
                    .decimal("squares", squares)
                    .decimal("weights", weights)
                    .build();
        }

        @Override
        public void restore(SavedValues saved) {
            saved.only("observations", "squares", "weights");
            observations = saved.number("observations", 0, MOST_OBSERVATIONS);
            squares = saved.decimal("squares", 0, observations == 0 ? 0 : MOST_SQUARES);
            weights = saved.decimal("weights", observations == 0 ? 0 : 1, (double) observations);
            conclude();
        }
    }
}
