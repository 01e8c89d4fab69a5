package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.RiskMemory;
import io.github.ftmo4j.mm.RiskModule;

/**
 * Proposes in proportion to what may still be lost: risk = min(cap, multiplier × cushion) × equity.
 *
 * <p>Source: F. Black, R. Jones, Simplifying Portfolio Insurance, Journal of Portfolio Management 1987; with a floor
 * under the high-water mark it is time-invariant portfolio protection (T. Estep, M. Kritzman, 1988). As the cushion
 * shrinks so do the trades, and an account near its floor recovers slowly or never.
 *
 * @param multiplier risk fraction per unit of cushion, above 0
 * @param cap the largest fraction, above 0 and at most 1
 * @param cushion how the cushion is measured
 */
public record Cppi(double multiplier, double cap, Cushion cushion) implements RiskModule {

    /**
     * Checks the parameters.
     *
     * @param multiplier risk fraction per unit of cushion, above 0
     * @param cap the largest fraction, above 0 and at most 1
     * @param cushion how the cushion is measured
     */
    public Cppi {
        if (!(multiplier > 0 && multiplier < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("multiplier must be above 0 and finite, was " + multiplier);
        }
        Fraction.requirePositive(cap, "cap");
    }

    @Override
    public Scope scope() {
        return Scope.NONE;
    }

    @Override
    public RiskMemory start() {
        return (account, moment) -> {
            double fraction = multiplier * cushion.of(account);
            return (fraction < cap ? fraction : cap) * RiskBase.EQUITY.of(account);
        };
    }
}
