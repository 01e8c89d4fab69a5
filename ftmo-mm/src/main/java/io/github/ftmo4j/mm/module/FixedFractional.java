package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import java.util.Set;

/**
 * Proposes the same fraction for every trade: risk = fraction × base.
 *
 * <p>Source: R. Vince, Portfolio Management Formulas, 1990. Weaknesses: near a floor, which it ignores, the size
 * shrinks with the account and not with the headroom, so that a few losses in a row breach the floor. A share of the
 * balance grows with gains while a daily loss that is a share of the initial balance does not; a number of losses that
 * is no breach at first is one later.
 *
 * @param fraction above 0 and at most 1
 * @param base what it is a fraction of
 */
public record FixedFractional(double fraction, RiskBase base) implements RiskModule {

    /** Checks the fraction. */
    public FixedFractional {
        Fraction.requirePositive(fraction, "fraction");
    }

    /**
     * A fraction of the current balance.
     *
     * @param fraction above 0 and at most 1
     * @return the module
     */
    public static FixedFractional ofBalance(double fraction) {
        return new FixedFractional(fraction, RiskBase.BALANCE);
    }

    /**
     * A fraction of the initial balance.
     *
     * @param fraction above 0 and at most 1
     * @return the module
     */
    public static FixedFractional ofInitialBalance(double fraction) {
        return new FixedFractional(fraction, RiskBase.INITIAL_BALANCE);
    }

    @Override
    public String name() {
        return "FixedFractional";
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
        return (account, moment) -> fraction * base.of(account);
    }
}
