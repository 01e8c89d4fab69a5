package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import java.util.Set;

/**
 * Proposes a fraction of Kelly for a win rate that is learnt from closed trades: risk = clamp(kelly × f*, probe, cap) ×
 * balance.
 *
 * <p>After W wins and L losses the posterior of the win rate is Beta(prior wins + W, prior losses + L). w is a quantile
 * of it, by default below the median, which is cautious after few trades. f* = w / loss − (1 − w) / win, with mean win
 * and mean loss in R. With decay, recent trades weigh more in W and L; the weight of the prior does not change. If the
 * payoff is learnt, too, the means of the prior weigh as many trades as it has wins and losses. A trade that earned
 * exactly nothing changes nothing. The quantile is accurate to 10<sup>−6</sup>, see {@link BetaQuantile#fast}.
 *
 * <p>Sources: S. Browne, W. Whitt, Portfolio Choice and the Bayesian Kelly Criterion, Advances in Applied Probability
 * 1996; R. D. Baker, I. G. McHale, Optimal Betting Under Parameter Uncertainty: Improving the Kelly Criterion, Decision
 * Analysis 2013. Weaknesses: an edge can vanish faster than the decay forgets it; a prior that was fitted to the trades
 * that follow counts them twice. The floors are ignored, so add a limit.
 *
 * <p>Nothing is learnt while nothing is risked. A module that proposes nothing under its prior needs a probe. Without a
 * probe the module stops for good when losses bring the proposal to zero; the decay does not help, since it goes by
 * trades and not by time.
 *
 * @param prior the belief before the first trade
 * @param learnsPayoff whether the payoff is learnt from closed trades; else it is that of the prior
 * @param kelly the share of f* that is risked, above 0 and at most 1
 * @param quantile the quantile of the posterior that is taken as the win rate
 * @param cap the largest risk fraction, above 0 and at most {@link Fraction#LARGEST_RISK}, or {@link Fraction#NO_CAP}
 * @param probe the smallest risk fraction, which keeps the learning going; from 0 to the cap
 * @param decay how fast closed trades are forgotten
 */
public record Bayes(
        Prior prior, boolean learnsPayoff, double kelly, BetaQuantile quantile, double cap, double probe, Decay decay)
        implements RiskModule {

    /** Shared, since each quantile makes a table. */
    private static final BetaQuantile LOWER_QUARTILE = BetaQuantile.at(0.25);

    /**
     * Checks each parameter. Whether the parameters contradict each other is checked by {@link #start}, and so by the
     * builder of {@link io.github.ftmo4j.mm.PositionSizer}.
     */
    public Bayes {
        Fraction.requirePositive(kelly, "kelly");
        Fraction.requireCap(cap, "cap");
        Fraction.requireRiskOrZero(probe, "probe");
    }

    /**
     * A quarter of Kelly at the lower quartile of the win rate, at most 1 %, without probe or decay, with the payoff of
     * the prior.
     *
     * @param prior the belief before the first trade
     * @return the module
     */
    public static Bayes of(Prior prior) {
        return new Bayes(prior, false, 0.25, LOWER_QUARTILE, 0.01, 0, Decay.none());
    }

    /**
     * The same module with a payoff that is learnt from closed trades.
     *
     * @return the module
     */
    public Bayes learnPayoff() {
        return new Bayes(prior, true, kelly, quantile, cap, probe, decay);
    }

    /**
     * The same module with another share of f*.
     *
     * @param fraction above 0 and at most 1
     * @return the module
     */
    public Bayes kelly(double fraction) {
        return new Bayes(prior, learnsPayoff, fraction, quantile, cap, probe, decay);
    }

    /**
     * The same module with another quantile of the win rate.
     *
     * @param level from 0.001 to 0.999; 0.5 for the median
     * @return the module
     */
    public Bayes quantile(double level) {
        return new Bayes(prior, learnsPayoff, kelly, BetaQuantile.at(level), cap, probe, decay);
    }

    /**
     * The same module with another cap.
     *
     * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}, or {@link Fraction#NO_CAP}
     * @return the module
     */
    public Bayes cap(double fraction) {
        return new Bayes(prior, learnsPayoff, kelly, quantile, fraction, probe, decay);
    }

    /**
     * The same module with another probe.
     *
     * @param fraction from 0 to the cap
     * @return the module
     */
    public Bayes probe(double fraction) {
        return new Bayes(prior, learnsPayoff, kelly, quantile, cap, fraction, decay);
    }

    /**
     * The same module with another decay.
     *
     * @param other how fast closed trades are forgotten
     * @return the module
     */
    public Bayes decay(Decay other) {
        return new Bayes(prior, learnsPayoff, kelly, quantile, cap, probe, other);
    }

    /**
     * The same module with a decay by half-life.
     *
     * @param trades after how many more trades a trade weighs half, above 0
     * @return the module
     */
    public Bayes halfLife(double trades) {
        return decay(Decay.halfLife(trades));
    }

    @Override
    public String name() {
        return "Bayes";
    }

    @Override
    public Scope scope() {
        return Scope.TRADER;
    }

    @Override
    public Set<Law> laws() {
        return learnsPayoff
                ? Set.of(Law.LESS_EQUITY_NEVER_RAISES)
                : Set.of(Law.LESS_EQUITY_NEVER_RAISES, Law.A_LOSS_NEVER_RAISES);
    }

    /**
     * Makes a state without trades.
     *
     * @return the state
     * @throws IllegalArgumentException if the probe is above the cap, or it is 0 and the prior alone proposes nothing,
     *     so that no trade would ever be opened
     */
    @Override
    public ModuleState start() {
        if (probe > cap) {
            throw new IllegalArgumentException("probe must be at most the cap of " + cap + ", was " + probe);
        }
        State state = new State(this);
        if (!(state.fraction > 0)) {
            throw new IllegalArgumentException("probe must be above 0 where the prior alone proposes nothing, was "
                    + probe + " with " + prior + " at " + quantile);
        }
        return state;
    }

    private static final class State implements ModuleState {

        private static final double MOST_TRADES = 1e8;
        private static final double MOST_R = 1e30;

        private final Bayes module;
        private double wins;
        private double losses;
        /** The sums of what wins earned and losses cost, in R. */
        private double won;

        private double lost;
        private double fraction;

        State(Bayes module) {
            this.module = module;
            conclude();
        }

        @Override
        public double moneyAtRisk(AccountView account, Moment moment) {
            return fraction * RiskBase.BALANCE.of(account);
        }

        @Override
        public void closed(long risked, long profit) {
            if (profit == 0) {
                return;
            }
            double lambda = module.decay.lambda();
            wins *= lambda;
            losses *= lambda;
            won *= lambda;
            lost *= lambda;
            double r = (double) profit / risked;
            if (profit > 0) {
                wins++;
                won += r;
            } else {
                losses++;
                lost -= r;
            }
            conclude();
        }

        private void conclude() {
            Prior prior = module.prior;
            double winRate = module.quantile.fast(prior.wins() + wins, prior.losses() + losses);
            double win = prior.meanWin();
            double loss = prior.meanLoss();
            if (module.learnsPayoff) {
                win = (prior.wins() * win + won) / (prior.wins() + wins);
                loss = (prior.losses() * loss + lost) / (prior.losses() + losses);
            }
            double wanted = module.kelly * Kelly.growthOptimal(winRate, win, loss);
            fraction = Fraction.capped(Math.max(module.probe, wanted), module.cap);
        }

        @Override
        public void reset() {
            wins = 0;
            losses = 0;
            won = 0;
            lost = 0;
            conclude();
        }

        @Override
        public SavedValues save() {
            return SavedValues.builder()
                    .decimal("wins", wins)
                    .decimal("losses", losses)
                    .decimal("won", won)
                    .decimal("lost", lost)
                    .build();
        }

        @Override
        public void restore(SavedValues saved) {
            saved.only("wins", "losses", "won", "lost");
            wins = saved.decimal("wins", 0, MOST_TRADES);
            losses = saved.decimal("losses", 0, MOST_TRADES);
            won = saved.decimal("won", 0, MOST_R);
            lost = saved.decimal("lost", 0, MOST_R);
            conclude();
        }
    }
}
