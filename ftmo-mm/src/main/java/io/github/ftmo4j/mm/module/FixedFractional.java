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
 * <pre>{@code
 * var onePercent = FixedFractional.ofBalance(0.01);
 * var everything = FixedFractional.ofBalance(1, FixedFractional.allowing(1));
 * }</pre>
 *
 * @param fraction above 0 and at most what is allowed
 * @param base what it is a fraction of
 * @param allowed the largest fraction that is allowed, {@link Fraction#LARGEST_RISK} unless stated
 */
public record FixedFractional(double fraction, RiskBase base, Allowed allowed) implements RiskModule {

    /**
     * The largest fraction that a trader allows.
     *
     * @param largest above 0 and at most 1
     */
    public record Allowed(double largest) {

        /**
         * Checks the fraction.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Allowed {
            Fraction.requirePositive(largest, "largest");
        }
    }

    /**
     * Checks the fraction.
     *
     * @throws IllegalArgumentException if it is not above zero, or above what is allowed
     */
    public FixedFractional {
        Fraction.requireRisk(fraction, allowed.largest(), "fraction");
    }

    /**
     * A fraction of a base.
     *
     * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}
     * @param base what it is a fraction of
     * @throws IllegalArgumentException if it is out of range
     */
    public FixedFractional(double fraction, RiskBase base) {
        this(fraction, base, allowing(Fraction.LARGEST_RISK));
    }

    /**
     * Allows a larger fraction than {@link Fraction#LARGEST_RISK}.
     *
     * @param largest above 0 and at most 1
     * @return what is allowed
     * @throws IllegalArgumentException if it is out of range
     */
    public static Allowed allowing(double largest) {
        return new Allowed(largest);
    }

    /**
     * A fraction of the current balance.
     *
     * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}
     * @return the module
     * @throws IllegalArgumentException if it is out of range
     */
    public static FixedFractional ofBalance(double fraction) {
        return new FixedFractional(fraction, RiskBase.BALANCE);
    }

    /**
     * A fraction of the current balance, which may be large.
     *
     * @param fraction above 0 and at most what is allowed
     * @param allowed the largest that is {@linkplain #allowing allowed}
     * @return the module
     * @throws IllegalArgumentException if it is out of range
     */
    public static FixedFractional ofBalance(double fraction, Allowed allowed) {
        return new FixedFractional(fraction, RiskBase.BALANCE, allowed);
    }

    /**
     * A fraction of the initial balance.
     *
     * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}
     * @return the module
     * @throws IllegalArgumentException if it is out of range
     */
    public static FixedFractional ofInitialBalance(double fraction) {
        return new FixedFractional(fraction, RiskBase.INITIAL_BALANCE);
    }

    /**
     * A fraction of the initial balance, which may be large.
     *
     * @param fraction above 0 and at most what is allowed
     * @param allowed the largest that is {@linkplain #allowing allowed}
     * @return the module
     * @throws IllegalArgumentException if it is out of range
     */
    public static FixedFractional ofInitialBalance(double fraction, Allowed allowed) {
        return new FixedFractional(fraction, RiskBase.INITIAL_BALANCE, allowed);
    }

    /** The fraction and its base, and what is allowed if that is more than usual. */
    @Override
    public String toString() {
        String more = allowed.largest() == Fraction.LARGEST_RISK ? "" : ", allowing " + allowed.largest();
        return "FixedFractional[fraction=" + fraction + ", base=" + base + more + "]";
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
    public Set<Input> inputs() {
        return Set.of();
    }

    @Override
    public Set<Law> laws() {
        return Set.of(Law.LESS_EQUITY_NEVER_RAISES, Law.A_LOSS_NEVER_RAISES, Law.NO_RISE_BEFORE_A_WIN);
    }

    @Override
    public ModuleState start() {
        return (account, moment) -> fraction * base.of(account);
    }
}
