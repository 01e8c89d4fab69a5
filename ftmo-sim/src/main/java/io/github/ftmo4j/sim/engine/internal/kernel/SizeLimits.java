package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.AlwaysOpen;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.RiskCap;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.mm.PositionSizer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sizer does with the smallest answer of its modules: freeze, caps and gates. Immutable. */
final class SizeLimits {

    private static final double NONE = Double.POSITIVE_INFINITY;

    private final boolean freezes;
    private final double freezeThreshold;
    private final @Nullable FlatCushion freezeCushion;

    /** The caps of one trade as shares of balance or initial balance, and as an amount. */
    private final double mostOfBalance;

    private final double mostOfInitial;
    private final double mostMoney;

    private final boolean capsOpen;
    private final double openOfBalance;
    private final double openOfInitial;
    private final double openMoney;
    private final int mostOpen;

    private final boolean capsDay;
    private final double dayOfBalance;
    private final double dayOfInitial;
    private final double dayMoney;
    private final int mostPositions;

    private final @Nullable Gate blackout;
    private final @Nullable Gate session;

    SizeLimits(PositionSizer sizer) {
        PositionSizer.Freeze freeze = sizer.freeze().orElse(null);
        freezes = freeze != null;
        freezeThreshold = freeze == null ? 0 : freeze.threshold();
        freezeCushion = freeze == null ? null : FlatCushion.of(freeze.cushion());
        Map<RiskCap, RiskCaps.Height> caps = sizer.caps().caps();
        RiskCaps.Height trade = caps.get(RiskCap.CAP_PER_TRADE);
        RiskCaps.Height open = caps.get(RiskCap.CAP_OPEN_RISK);
        RiskCaps.Height day = caps.get(RiskCap.CAP_PER_DAY);
        mostOfBalance = share(trade, false);
        mostOfInitial = share(trade, true);
        mostMoney = money(trade);
        capsOpen = open != null;
        openOfBalance = share(open, false);
        openOfInitial = share(open, true);
        openMoney = money(open);
        mostOpen = count(caps.get(RiskCap.CAP_OPEN_POSITIONS));
        capsDay = day != null;
        dayOfBalance = share(day, false);
        dayOfInitial = share(day, true);
        dayMoney = money(day);
        mostPositions =
                Math.min(count(caps.get(RiskCap.CAP_POSITIONS_PER_DAY)), count(caps.get(RiskCap.CAP_ORDERS_PER_DAY)));
        blackout = gate(sizer.blackout());
        session = gate(sizer.session());
    }

    private static double share(RiskCaps.@Nullable Height height, boolean ofInitial) {
        return height instanceof RiskCaps.Share share && (share.base() == RiskBase.INITIAL_BALANCE) == ofInitial
                ? share.fraction()
                : NONE;
    }

    private static double money(RiskCaps.@Nullable Height height) {
        return height instanceof RiskCaps.Amount amount ? amount.money().minorUnits() : NONE;
    }

    private static int count(RiskCaps.@Nullable Height height) {
        return height instanceof RiskCaps.Count count ? count.most() : Integer.MAX_VALUE;
    }

    private static @Nullable Gate gate(Gate gate) {
        return gate instanceof AlwaysOpen ? null : gate;
    }

    boolean any() {
        return freezes
                || mostOfBalance < NONE
                || mostOfInitial < NONE
                || mostMoney < NONE
                || capsOpen
                || mostOpen < Integer.MAX_VALUE
                || countsExposure()
                || hasGates();
    }

    boolean countsExposure() {
        return capsDay || mostPositions < Integer.MAX_VALUE;
    }

    boolean hasGates() {
        return blackout != null || session != null;
    }

    /** What the limits depend on, as for a slot. */
    int needs() {
        int needs = (hasGates() ? Slot.EVERYTHING : 0) | (capsDay ? Slot.STATE : 0);
        return freezeCushion == null ? needs : needs | Slot.STATE | freezeCushion.needs();
    }

    /** Which limits there are, in short. */
    String kinds() {
        return (freezeCushion == null ? "" : freezeCushion.kind())
                + freezes
                + (mostOfBalance < NONE)
                + (mostOfInitial < NONE)
                + (mostMoney < NONE)
                + capsOpen
                + countsExposure()
                + hasGates();
    }

    double apply(double wanted, double balance, FlatAccount account) {
        double risk = wanted;
        if (freezeCushion != null && risk > 0 && freezeCushion.isUnder(freezeThreshold, balance, account)) {
            return 0;
        }
        double equity = balance < 0 ? 0 : balance;
        risk = capped(risk, mostOfBalance, equity);
        risk = capped(risk, mostOfInitial, account.rules.initialBalance);
        risk = mostMoney < risk ? mostMoney : risk;
        if (capsOpen) {
            risk = left(risk, openOfBalance, openOfInitial, openMoney, equity, account, account.openRisk());
        }
        if (capsDay) {
            risk = left(risk, dayOfBalance, dayOfInitial, dayMoney, equity, account, account.riskedOfDay);
        }
        if (account.positionsOfDay >= mostPositions || account.openPositions() >= mostOpen) {
            risk = 0;
        }
        risk = equity < risk ? equity : risk;
        if (blackout != null && risk > 0 && !blackout.isOpen(account)) {
            return 0;
        }
        return session != null && risk > 0 && !session.isOpen(account) ? 0 : risk;
    }

    /** A risk, at most what a cap leaves after what is taken of it. */
    private static double left(
            double risk,
            double ofBalance,
            double ofInitial,
            double money,
            double equity,
            FlatAccount account,
            double taken) {
        double most = capped(NONE, ofBalance, equity);
        most = capped(most, ofInitial, account.rules.initialBalance);
        double left = (money < most ? money : most) - taken;
        return left < risk ? (left > 0 ? left : 0) : risk;
    }

    private static double capped(double risk, double fraction, double base) {
        if (fraction == NONE) {
            return risk;
        }
        double most = Cents.down(fraction * base);
        return most < risk ? most : risk;
    }
}
