package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import java.util.Set;

/**
 * Limits the risk to a share of the headroom: risk ≤ share × headroom / trades left today, where headroom = equity −
 * binding floor and trades left = max(1, trades − earlier trades of the day). In a simulation all trades of the day
 * count, whether they were taken or not. In live trading opened positions and pending orders count; a trader who skips
 * trades has more trades left and risks less on each.
 *
 * <p>Source: common practice under a daily loss limit, no paper. Without a daily loss the maximum loss binds, and its
 * whole headroom counts for one day. At or under the floor the limit is zero.
 *
 * <p>Weaknesses: if the whole headroom is at risk, a loss beyond −1 R (slippage, a gap, costs) breaches the floor, and
 * where touching a floor is a breach, a full −1 R does so, too; a share below one keeps a reserve. Of open positions
 * only the floating result counts, not what they may still lose; cap the open risk as well. Trades beyond the planned
 * number may each use the whole share.
 *
 * @param trades how many trades are planned a day, at least 1
 * @param share the share of the headroom that they may lose together, above 0 and at most 1
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
     * The whole headroom, divided by the trades still planned today.
     *
     * @param trades how many trades are planned a day, at least 1
     * @return the module
     */
    public static DailyHeadroom over(int trades) {
        return new DailyHeadroom(trades, 1);
    }

    /**
     * A share of the headroom for every trade, whatever the number of trades of a day.
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
    public Set<Input> inputs() {
        return trades > 1 ? Set.of(Input.DAILY_LOSS, Input.TRADE_OF_DAY) : Set.of(Input.DAILY_LOSS);
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
