package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import java.util.Set;

/**
 * Limits the risk to what one win needs to reach the profit target: risk ≤ (target balance − balance) / payoff, rounded
 * up to the minor unit, so that one win of {@code payoff} R reaches the target.
 *
 * <p>Source: the goal side of bold play, which never stakes more than the goal is away (L. E. Dubins, L. J. Savage, How
 * to Gamble If You Must, 1965). Weakness: if wins are smaller than assumed, for example because of costs, each win
 * leaves a part of the distance; the stakes shrink with it and may fall below the smallest lot size. A low payoff is
 * the cautious choice.
 *
 * <p>It abstains if there is no target, and when the balance has reached the target: minimum trading days or a best-day
 * rule may need more trades or profit, which a limit of zero would stop.
 *
 * @param payoff the R-multiple of a win, above 0
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
    public Set<Input> inputs() {
        return Set.of();
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
