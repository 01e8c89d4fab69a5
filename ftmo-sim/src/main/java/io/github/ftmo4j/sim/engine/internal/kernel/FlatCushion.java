package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.mm.Cushion;

/**
 * The counterpart of {@link Cushion}, with amounts as doubles. One class with a switch, since a call of one of several
 * classes would not be compiled into its caller. Immutable.
 */
final class FlatCushion {

    private static final int BINDING = 0;
    private static final int MAXIMUM_LOSS = 1;
    private static final int UNDER_HIGH = 2;
    private static final int SHARE_OF_INITIAL = 3;
    private static final int OTHER = 4;

    private final int kind;
    private final double share;
    private final Cushion cushion;

    private FlatCushion(int kind, double share, Cushion cushion) {
        this.kind = kind;
        this.share = share;
        this.cushion = cushion;
    }

    static FlatCushion of(Cushion cushion) {
        if (cushion instanceof Cushion.UnderHighWaterMark under) {
            return new FlatCushion(UNDER_HIGH, under.share(), cushion);
        }
        if (cushion instanceof Cushion.AboveShareOfInitialBalance above) {
            return new FlatCushion(SHARE_OF_INITIAL, above.share(), cushion);
        }
        if (cushion.equals(Cushion.aboveBindingFloor())) {
            return new FlatCushion(BINDING, 0, cushion);
        }
        return new FlatCushion(cushion.equals(Cushion.aboveMaximumLossFloor()) ? MAXIMUM_LOSS : OTHER, 0, cushion);
    }

    /** A cushion of the user sees the account as it is; so does each method below for it. */
    private double above(double balance, FlatAccount account) {
        return switch (kind) {
            case BINDING -> balance - account.binding();
            case MAXIMUM_LOSS -> balance - account.maximumLossFloor;
            case UNDER_HIGH -> {
                double high = account.highWaterMark;
                yield balance - (high - Cents.half(high * share));
            }
            default -> balance - Cents.half(account.rules.initialBalance * share);
        };
    }

    double of(double balance, FlatAccount account) {
        if (kind == OTHER) {
            return cushion.of(account);
        }
        double above = above(balance, account);
        return above > 0 && balance > 0 ? above / balance : 0;
    }

    /**
     * Whether a multiple of the cushion is certainly above an amount, which is not negative: seen without rounding.
     * False for a cushion of the user.
     */
    boolean isMultipleAbove(double multiplier, double amount, double balance, FlatAccount account) {
        double above = switch (kind) {
            case UNDER_HIGH -> balance - account.highWaterMark + (account.highWaterMark * share - 1);
            case SHARE_OF_INITIAL -> balance - account.rules.initialBalance * share - 1;
            case OTHER -> Double.NEGATIVE_INFINITY;
            default -> above(balance, account);
        };
        return multiplier * above > amount;
    }

    boolean isUnder(double threshold, double balance, FlatAccount account) {
        if (kind == OTHER) {
            return cushion.isUnder(threshold, account);
        }
        return balance <= 0 || above(balance, account) < Cents.half(threshold * balance);
    }

    /** What it depends on, as for a slot. */
    int needs() {
        return kind == OTHER ? Slot.EVERYTHING : kind == UNDER_HIGH ? Slot.STATE | Slot.HIGH : Slot.STATE;
    }

    String kind() {
        return "cushion" + kind;
    }
}
