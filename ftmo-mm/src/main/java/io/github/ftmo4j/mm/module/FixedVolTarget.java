package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import java.util.Set;

/**
 * Proposes so that volatility meets a target: risk = min(cap, scale × target / estimate) × balance.
 *
 * <p>The fixed form of volatility targeting (A. Moreira, T. Muir, Volatility-Managed Portfolios, Journal of Finance
 * 2017): the estimate is fixed. Target and estimate have the same unit, per year or per trade; only their ratio counts.
 * Weakness: a low estimate gives large trades.
 *
 * @param target the volatility to aim at, above 0
 * @param estimate the expected volatility, above 0
 * @param scale the fraction risked when estimate and target agree, above 0 and at most {@link Fraction#LARGEST_RISK}
 * @param cap the largest fraction, above 0 and at most {@link Fraction#LARGEST_RISK}, or {@link Fraction#NO_CAP}
 */
public record FixedVolTarget(double target, double estimate, double scale, double cap) implements RiskModule {

    /** Checks the parameters. */
    public FixedVolTarget {
        requireVolatility(target, "target");
        requireVolatility(estimate, "estimate");
        Fraction.requireRisk(scale, "scale");
        Fraction.requireCap(cap, "cap");
    }

    private static void requireVolatility(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0 and finite, was " + value);
        }
    }

    @Override
    public String name() {
        return "FixedVolTarget";
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
        double fraction = Fraction.capped(scale * target / estimate, cap);
        return (account, moment) -> fraction * RiskBase.BALANCE.of(account);
    }
}
