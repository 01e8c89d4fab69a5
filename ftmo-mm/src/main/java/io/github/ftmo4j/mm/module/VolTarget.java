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
 * Proposes so that the account has a target volatility: risk = min(cap, target × stop / (σ √perYear)) × balance.
 *
 * <p>σ is the volatility of one observation about zero, with weights that fall by λ with each later observation: σ² = Σ
 * λ<sup>age</sup> x² / Σ λ<sup>age</sup>. This is S / W of S ← λS + (1 − λ) x² and W ← λW + (1 − λ), the exponentially
 * weighted average corrected for its start. An observation x is either the R-multiple of a closed trade, and then the
 * stop is 1 R; or the return of the market in one step, and then the stop is its distance as a share of the price,
 * since exposure × distance is the risk. It is never the profit of the account, which depends on the sizes. √perYear
 * assumes uncorrelated observations and one open trade at a time.
 *
 * <p>During the warm-up an initial σ is used, or the module abstains. At σ = 0 it proposes the cap.
 *
 * <p>Sources: J.P. Morgan, Reuters, RiskMetrics Technical Document, 1996; A. Moreira, T. Muir, Volatility-Managed
 * Portfolios, Journal of Finance 2017. Weaknesses: it proposes large trades in calm markets, just before volatility
 * jumps; the floors are ignored.
 *
 * @param target the volatility of the account per year, 0.10 for 10 %; above 0 and at most 1
 * @param perYear the number of observations in a year, above 0
 * @param stopDistance the distance of the stop as a share of the price, above 0 and at most 1, if returns of the market
 *     are observed; none if R-multiples are
 * @param decay how fast the weights of observations fall
 * @param cap the largest risk fraction, above 0 and at most {@link Fraction#LARGEST_RISK}, or {@link Fraction#NO_CAP}
 * @param warmUp the number of observations of the warm-up, at least 1
 * @param initial the σ during the warm-up, above 0; none to abstain
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
        Fraction.requireCap(cap, "cap");
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
     * A module that observes the R-multiples of closed trades: a cap of 1 %, λ = 0.94, a warm-up of 20 trades with an
     * initial σ.
     *
     * @param target the volatility of the account per year, 0.10 for 10 %; above 0 and at most 1
     * @param tradesPerYear the number of trades in a year, above 0
     * @param initial the σ of one trade in R during the warm-up, above 0; 1.25 if 45 % of the trades win 1.5 R and the
     *     others lose 1 R
     * @return the module
     */
    public static VolTarget ofTrades(double target, double tradesPerYear, double initial) {
        return observing(target, tradesPerYear, OptionalDouble.empty(), OptionalDouble.of(initial));
    }

    /**
     * A module that observes the returns of the market: a cap of 1 %, λ = 0.94, a warm-up of 20 steps in which it
     * abstains.
     *
     * <p>All reported moves count as moves of one market. If several markets are reported, as the simulator does for
     * accounts with independent draws, the weights fall as many times faster, and σ is that of all markets together;
     * the steps per year are still those of one market.
     *
     * @param target the volatility of the account per year, 0.10 for 10 %; above 0 and at most 1
     * @param stepsPerYear the number of steps of the market in a year, above 0
     * @param stopDistance the distance of the stop as a share of the price, above 0 and at most 1
     * @return the module
     */
    public static VolTarget ofMarket(double target, double stepsPerYear, double stopDistance) {
        return observing(target, stepsPerYear, OptionalDouble.of(stopDistance), OptionalDouble.empty());
    }

    private static VolTarget observing(
            double target, double perYear, OptionalDouble stopDistance, OptionalDouble initial) {
        return new VolTarget(target, perYear, stopDistance, Decay.lambda(0.94), 0.01, 20, initial);
    }

    /**
     * The same module with another decay.
     *
     * @param other how fast the weights of observations fall
     * @return the module
     */
    public VolTarget decay(Decay other) {
        return new VolTarget(target, perYear, stopDistance, other, cap, warmUp, initial);
    }

    /**
     * The same module with a decay by half-life.
     *
     * @param observations after how many more observations an observation weighs half, above 0
     * @return the module
     */
    public VolTarget halfLife(double observations) {
        return decay(Decay.halfLife(observations));
    }

    /**
     * The same module with another cap.
     *
     * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}, or {@link Fraction#NO_CAP}
     * @return the module
     */
    public VolTarget cap(double fraction) {
        return new VolTarget(target, perYear, stopDistance, decay, fraction, warmUp, initial);
    }

    /**
     * The same module with another warm-up.
     *
     * @param observations the number of observations, at least 1
     * @return the module
     */
    public VolTarget warmUp(int observations) {
        return new VolTarget(target, perYear, stopDistance, decay, cap, observations, initial);
    }

    /**
     * The same module with an initial σ for the warm-up.
     *
     * @param volatility the σ of one trade in R, or of one step of the market; above 0
     * @return the module
     */
    public VolTarget initial(double volatility) {
        return new VolTarget(target, perYear, stopDistance, decay, cap, warmUp, OptionalDouble.of(volatility));
    }

    /**
     * The same module, abstaining during the warm-up. If it observes trades, another module must propose until then,
     * since it would never see a trade.
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

        /** Larger returns are cut to this, since the sum of their squares could become infinite. */
        private static final double LARGEST = 1e100;

        private static final double MOST_SQUARES = 1e220;
        private static final long MOST_OBSERVATIONS = 1L << 53;

        private final VolTarget module;
        private final boolean observesMarket;
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
            observesMarket = module.stopDistance.isPresent();
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
            if (!observesMarket) {
                observe((double) profit / risked);
            }
        }

        @Override
        public void moved(double marketReturn) {
            if (observesMarket) {
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
            return Fraction.capped(atUnitVolatility / volatility, module.cap);
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
