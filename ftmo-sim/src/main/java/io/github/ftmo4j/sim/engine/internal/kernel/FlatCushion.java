package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.mm.Cushion;

/** The counterpart of {@link Cushion}, with amounts as doubles. Immutable. */
abstract class FlatCushion {

    abstract double above(FlatAccount account);

    double of(FlatAccount account) {
        double above = above(account);
        return above > 0 && account.balance > 0 ? above / account.balance : 0;
    }

    boolean isUnder(double threshold, FlatAccount account) {
        double equity = account.balance;
        return equity <= 0 || above(account) < Cents.round(threshold * equity);
    }

    static FlatCushion of(Cushion cushion) {
        if (cushion instanceof Cushion.UnderHighWaterMark under) {
            return new UnderHigh(under.share());
        }
        if (cushion instanceof Cushion.AboveShareOfInitialBalance above) {
            return new AboveShareOfInitial(above.share());
        }
        if (cushion.equals(Cushion.aboveBindingFloor())) {
            return new AboveBinding();
        }
        return cushion.equals(Cushion.aboveMaximumLossFloor()) ? new AboveMaximumLoss() : new Custom(cushion);
    }

    /** What it depends on, as for a slot. */
    int needs() {
        return Slot.STATE;
    }

    private static final class UnderHigh extends FlatCushion {
        private final double share;

        UnderHigh(double share) {
            this.share = share;
        }

        @Override
        double above(FlatAccount account) {
            double high = account.highWaterMark;
            return account.balance - (high - Cents.round(high * share));
        }

        @Override
        int needs() {
            return Slot.STATE | Slot.HIGH;
        }
    }

    private static final class AboveShareOfInitial extends FlatCushion {
        private final double share;

        AboveShareOfInitial(double share) {
            this.share = share;
        }

        @Override
        double above(FlatAccount account) {
            return account.balance - Cents.round(account.rules.initialBalance * share);
        }
    }

    private static final class AboveBinding extends FlatCushion {
        @Override
        double above(FlatAccount account) {
            return account.balance - account.binding();
        }
    }

    private static final class AboveMaximumLoss extends FlatCushion {
        @Override
        double above(FlatAccount account) {
            return account.balance - account.maximumLossFloor;
        }
    }

    /** A cushion of the user, which sees the account as it is. */
    private static final class Custom extends FlatCushion {
        private final Cushion cushion;

        Custom(Cushion cushion) {
            this.cushion = cushion;
        }

        @Override
        double above(FlatAccount account) {
            return cushion.above(account);
        }

        @Override
        double of(FlatAccount account) {
            return cushion.of(account);
        }

        @Override
        boolean isUnder(double threshold, FlatAccount account) {
            return cushion.isUnder(threshold, account);
        }

        @Override
        int needs() {
            return Slot.EVERYTHING;
        }
    }
}
