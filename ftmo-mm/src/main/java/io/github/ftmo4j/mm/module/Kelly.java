package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import java.util.Set;

/**
 * Proposes a fraction of the risk at which capital grows fastest for a known edge: risk = min(cap, fraction × f*) ×
 * balance, where f* = winRate − (1 − winRate) / payoff.
 *
 * <p>Sources: J. L. Kelly, A New Interpretation of Information Rate, Bell System Technical Journal 1956; E. O. Thorp,
 * The Kelly Criterion in Blackjack, Sports Betting, and the Stock Market, 1997. Without an edge, f* ≤ 0, it risks
 * nothing. Weaknesses: an edge that is overestimated; at twice the true f* capital does not grow, beyond it capital
 * shrinks. The floors are ignored, so add a limit.
 *
 * @param winRate the probability of a win, from 0 to 1
 * @param payoff what a win earns in R where a loss costs 1 R, above 0
 * @param fraction the share of f* that is risked, above 0 and at most 1
 * @param cap the largest risk fraction, above 0 and at most {@link Fraction#LARGEST_RISK}, or {@link Fraction#NO_CAP}
 */
public record Kelly(double winRate, double payoff, double fraction, double cap) implements RiskModule {

    /** f* is rounded to 12 decimals, which removes errors of binary arithmetic such as in 0.6 − 0.4. */
    private static final double TWELVE_DECIMALS = 1e12;

    /** Checks the parameters. */
    public Kelly {
        Fraction.requireNonNegative(winRate, "winRate");
        if (!(payoff > 0 && payoff < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("payoff must be above 0 and finite, was " + payoff);
        }
        Fraction.requirePositive(fraction, "fraction");
        Fraction.requireCap(cap, "cap");
    }

    /**
     * The risk fraction f* at which the expected logarithm of capital grows fastest: it solves winRate × win / (1 + f ×
     * win) = (1 − winRate) × loss / (1 − f × loss).
     *
     * @param winRate the probability of a win
     * @param win what a win earns, in R, above 0
     * @param loss what a loss costs, in R, above 0
     * @return winRate / loss − (1 − winRate) / win, to 12 decimals; negative if the edge is
     */
    static double growthOptimal(double winRate, double win, double loss) {
        return Math.rint((winRate / loss - (1 - winRate) / win) * TWELVE_DECIMALS) / TWELVE_DECIMALS;
    }

    @Override
    public String name() {
        return "Kelly";
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
        double risked = Math.max(0, Fraction.capped(fraction * growthOptimal(winRate, payoff, 1), cap));
        return (account, moment) -> risked * RiskBase.BALANCE.of(account);
    }
}
