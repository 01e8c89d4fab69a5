package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Proposes in proportion to an assumed edge: risk = min(cap, slope × max(0, winRate − ½)) × balance.
 *
 * <p>The win rate is fixed; {@link Bayes} learns it. A slope of 2 gives the Kelly fraction of an even bet (J. L. Kelly,
 * A New Interpretation of Information Rate, 1956). At a win rate of one half or less it risks nothing, whatever the
 * payoff of a win. Weakness: a win rate that is overestimated.
 *
 * @param winRate the assumed probability of a win, from 0 to 1
 * @param slope risk fraction per unit of edge, above 0
 * @param cap the largest fraction, above 0 and at most {@link Fraction#LARGEST_RISK}, or {@link Fraction#NO_CAP}
 */
public record LinearEdge(double winRate, double slope, double cap) implements RiskModule {

    /** Checks the parameters. */
    public LinearEdge {
        Fraction.requireNonNegative(winRate, "winRate");
        if (!(slope > 0 && slope < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("slope must be above 0 and finite, was " + slope);
        }
        Fraction.requireCap(cap, "cap");
    }

    @Override
    public String name() {
        return "LinearEdge";
    }

    @Override
    public Scope scope() {
        return Scope.NONE;
    }

    @Override
    public Set<Input> inputs() {
        return Set.of();
    }

    @Override
    public Set<Law> laws() {
        return Set.of(Law.LESS_EQUITY_NEVER_RAISES, Law.A_LOSS_NEVER_RAISES, Law.NO_RISE_BEFORE_A_WIN);
    }

    @Override
    public ModuleState start() {
        // In decimals, since the error of 0.57 − 0.5 in doubles changes rounded amounts.
        BigDecimal edge =
                BigDecimal.valueOf(winRate).subtract(BigDecimal.valueOf(0.5)).max(BigDecimal.ZERO);
        double fraction =
                Fraction.capped(BigDecimal.valueOf(slope).multiply(edge).doubleValue(), cap);
        return (account, moment) -> fraction * RiskBase.BALANCE.of(account);
    }
}
