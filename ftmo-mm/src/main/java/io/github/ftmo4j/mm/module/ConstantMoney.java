package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import java.util.Set;

/**
 * Proposes the same amount on every trade: risk = amount.
 *
 * <p>Source: the uniform bet of R. A. Epstein, The Theory of Gambling and Statistical Logic, 1967. Weaknesses: in a
 * drawdown the amount is a growing share of the balance, and gains do not compound. The distance from a floor is
 * ignored. If the equity is less than the amount, the sizer risks the equity.
 *
 * @param amount above zero, in the currency of the account; an account in another currency is refused with an
 *     {@link IllegalArgumentException} when its trades are sized
 */
public record ConstantMoney(Money amount) implements RiskModule {

    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public ConstantMoney {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount must be above zero, was " + amount);
        }
    }

    @Override
    public String name() {
        return "ConstantMoney";
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
        return (account, moment) -> amount.in(account.currency());
    }
}
