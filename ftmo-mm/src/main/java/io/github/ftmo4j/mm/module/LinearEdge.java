package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Proposes in proportion to a believed edge: risk = min(cap, slope × max(0, winRate − ½)) × balance.
 *
 * <p>The win rate is a belief that no trade changes; {@link Bayes} learns it. With a slope of 2 it is the Kelly
 * fraction of an even bet (J. L. Kelly, A New Interpretation of Information Rate, 1956). It risks nothing at a win rate
 * of one half or less, whatever the payoff of a win, and it hurts whoever believes too much.
 *
 * @param winRate the believed probability of a win, from 0 to 1
 * @param slope risk fraction per unit of edge, above 0
 * @param cap the largest fraction, above 0 and at most 1
 */
public record LinearEdge(double winRate, double slope, double cap) implements RiskModule {

    /** Checks the parameters. */
    public LinearEdge {
        Fraction.requireNonNegative(winRate, "winRate");
        if (!(slope > 0 && slope < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("slope must be above 0 and finite, was " + slope);
        }
        Fraction.requirePositive(cap, "cap");
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
    public Set<Law> laws() {
        return Set.of(Law.LESS_EQUITY_NEVER_RAISES, Law.A_LOSS_NEVER_RAISES);
    }

    @Override
    public ModuleState start() {
        // In decimals: 0.57 − 0.5 of doubles is off by more than rounding an amount forgives.
        BigDecimal edge =
                BigDecimal.valueOf(winRate).subtract(BigDecimal.valueOf(0.5)).max(BigDecimal.ZERO);
        double fraction = Math.min(cap, BigDecimal.valueOf(slope).multiply(edge).doubleValue());
        return (account, moment) -> fraction * RiskBase.BALANCE.of(account);
    }
}
