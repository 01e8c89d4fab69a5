package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import java.util.Set;

/**
 * Limits the risk to a part of what may still be lost: risk ≤ share × headroom / trades left today, where headroom =
 * equity − binding floor and trades left = max(1, trades − trades that came up today before). Those are, of a
 * simulation, all that came up, taken or not; and live, the positions that were opened and the orders that are pending,
 * so that for whoever passes trades over more are left, and less is risked on each.
 *
 * <p>Source: common practice under a daily loss limit, no paper. Without a daily loss the maximum loss binds, and its
 * headroom is spent on one day. At or under the floor nothing is left, and the limit is zero.
 *
 * <p>It hurts where more is lost than planned: a loss beyond −1 R (slippage, a gap, costs) breaks the floor if the
 * whole headroom was at stake, and where touching a floor is a breach, a full −1 R does too; a share below one keeps a
 * reserve. What open positions may still lose is not seen here, only their floating result; cap the open risk beside
 * it. Trades beyond the planned number each get all that is left.
 *
 * @param trades how many trades are planned a day, at least 1
 * @param share what part of the headroom they may lose together, above 0 and at most 1
 */
public record DailyHeadroom(int trades, double share) implements RiskModule {

    /** Checks the parameters. */
    public DailyHeadroom {
        if (trades < 1) {
            throw new IllegalArgumentException("trades must be at least 1, was " + trades);
        }
        Fraction.requirePositive(share, "share");
    }

    /**
     * All of the headroom, over the trades still planned today.
     *
     * @param trades how many trades are planned a day, at least 1
     * @return the module
     */
    public static DailyHeadroom over(int trades) {
        return new DailyHeadroom(trades, 1);
    }

    /**
     * The same share of the headroom, however many trades a day brings.
     *
     * @param share above 0 and at most 1
     * @return the module
     */
    public static DailyHeadroom share(double share) {
        return new DailyHeadroom(1, share);
    }

    @Override
    public String name() {
        return "DailyHeadroom";
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
        Cushion cushion = Cushion.aboveBindingFloor();
        return (account, moment) -> {
            double headroom = cushion.above(account);
            int left = trades - moment.tradeOfDay();
            double risk = share * headroom;
            return headroom > 0 ? (left > 1 ? risk / left : risk) : 0;
        };
    }
}
