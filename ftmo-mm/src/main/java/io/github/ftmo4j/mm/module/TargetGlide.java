package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import java.util.Set;

/**
 * Limits the risk to what the profit target needs: risk ≤ (target balance − balance) / payoff, rounded up to the minor
 * unit, so that one win of {@code payoff} R reaches the target.
 *
 * <p>Source: the goal side of bold play, which never stakes more than the goal is away (L. E. Dubins, L. J. Savage, How
 * to Gamble If You Must, 1965). It hurts if wins are smaller than assumed, be it for costs: each leaves a part of the
 * way, the stakes shrink with it and may fall under the smallest lot. A low payoff is the careful choice.
 *
 * <p>It abstains where there is no target, and once the balance has reached it: minimum trading days or a best-day rule
 * may need more trades or profit, and a limit of zero would stall them.
 *
 * @param payoff what a win earns in multiples of the risk, above 0
 */
public record TargetGlide(double payoff) implements RiskModule {

    /** Checks the payoff. */
    public TargetGlide {
        if (!(payoff > 0 && payoff < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("payoff must be above 0 and finite, was " + payoff);
        }
    }

    @Override
    public String name() {
        return "TargetGlide";
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
        return (account, moment) -> {
            long target = account.targetBalance();
            long balance = account.balance();
            if (target == AccountView.NO_TARGET || balance >= target) {
                return ModuleState.ABSTAIN;
            }
            double risk = (target - balance) / payoff;
            return risk < MinorUnits.LARGEST ? MinorUnits.up(risk) : MinorUnits.LARGEST;
        };
    }
}
