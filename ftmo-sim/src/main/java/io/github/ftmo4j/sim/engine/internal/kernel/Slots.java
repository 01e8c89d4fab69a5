package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.TargetGlide;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** The built-in modules as slots: each computes what its module does, by the same operations in the same order. */
final class Slots {

    private Slots() {}

    /** A share of the balance. */
    static final class ShareOfBalance extends Slot {
        private final double share;

        ShareOfBalance(double share) {
            this.share = share;
        }

        double share() {
            return share;
        }

        @Override
        int needs() {
            return 0;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            return share * base(balance);
        }
    }

    /** A share of the initial balance. */
    static final class ShareOfInitial extends Slot {
        private final double share;

        ShareOfInitial(double share) {
            this.share = share;
        }

        @Override
        int needs() {
            return 0;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            return share * account.rules.initialBalance;
        }
    }

    /** The same amount for every trade. */
    static final class Constant extends Slot {
        private final double amount;

        Constant(double amount) {
            this.amount = amount;
        }

        @Override
        int needs() {
            return 0;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            return amount;
        }
    }

    /** {@link Cppi}. */
    abstract static class OfCushion extends Slot {
        final double multiplier;
        final double cap;
        final FlatCushion cushion;

        OfCushion(Cppi cppi) {
            multiplier = cppi.multiplier();
            cap = Math.min(cppi.cap(), 1);
            cushion = FlatCushion.of(cppi.cushion());
        }

        @Override
        int cost() {
            return 2;
        }

        @Override
        int needs() {
            return STATE | cushion.needs();
        }

        @Override
        String kind() {
            return super.kind() + '(' + cushion.kind() + ')';
        }

        final double proposal(double balance, FlatAccount account) {
            double fraction = multiplier * cushion.of(balance, account);
            return (cap < fraction ? cap : fraction) * base(balance);
        }
    }

    /** {@link Cppi} without a freeze. */
    static final class Cushioned extends OfCushion {

        Cushioned(Cppi cppi) {
            super(cppi);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            return proposal(balance, account);
        }

        /** The multiple of a large cushion is not the smallest answer; no division shows that. */
        @Override
        double least(double least, double balance, FlatAccount account) {
            double enough = least * CERTAINLY;
            if (cap * balance > enough && cushion.isMultipleAbove(multiplier, enough, balance, account)) {
                return least;
            }
            double answer = proposal(balance, account);
            return answer < least ? answer : least;
        }
    }

    /** {@link Cppi} with a freeze until the cushion has recovered. */
    static final class FrozenUntilRecovered extends OfCushion {
        private final Cppi.Freeze.UntilRecovered freeze;
        private boolean frozen;

        FrozenUntilRecovered(Cppi cppi, Cppi.Freeze.UntilRecovered freeze) {
            super(cppi);
            this.freeze = freeze;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            frozen = cushion.isUnder(frozen ? freeze.recovered() : freeze.threshold(), balance, account);
            return frozen ? 0 : proposal(balance, account);
        }

        @Override
        void reset() {
            frozen = false;
        }
    }

    /** {@link Cppi} with a freeze for some days. */
    static final class FrozenForDays extends OfCushion {
        private final Cppi.Freeze.ForDays freeze;
        private boolean armed = true;
        private long thaw;

        FrozenForDays(Cppi cppi, Cppi.Freeze.ForDays freeze) {
            super(cppi);
            this.freeze = freeze;
        }

        @Override
        int needs() {
            return STATE | DATES | cushion.needs();
        }

        @Override
        double amount(double balance, FlatAccount account) {
            long day = account.day;
            boolean under = cushion.isUnder(freeze.threshold(), balance, account);
            if (armed && under) {
                armed = false;
                thaw = day + freeze.days() + 1;
            } else if (day >= thaw && !under) {
                armed = true;
            }
            return armed || day >= thaw ? proposal(balance, account) : 0;
        }

        @Override
        void reset() {
            armed = true;
            thaw = 0;
        }
    }

    /** {@link DrawdownManager}. What a band begins at follows from the high-water mark and is kept until that rises. */
    static class Bands extends Slot {
        final double[] caps;
        private final double[] enter;
        private final double[] leave;
        private final double[] enterAt;
        private final double[] leaveAt;
        private double high = Double.NaN;

        /** The drawdown of the first band. */
        private final double first;

        Bands(DrawdownManager manager) {
            List<DrawdownManager.Band> sorted = manager.bands().stream()
                    .sorted(Comparator.comparingDouble(DrawdownManager.Band::drawdown))
                    .toList();
            enter = sorted.stream().mapToDouble(DrawdownManager.Band::drawdown).toArray();
            leave = sorted.stream()
                    .mapToDouble(band -> BigDecimal.valueOf(band.drawdown())
                            .subtract(BigDecimal.valueOf(manager.recovery()))
                            .doubleValue())
                    .toArray();
            caps = new double[enter.length + 1];
            caps[0] = ModuleState.ABSTAIN;
            double least = 1;
            for (int i = 0; i < enter.length; i++) {
                least = Math.min(least, sorted.get(i).cap());
                caps[i + 1] = least;
            }
            first = enter[0];
            enterAt = new double[enter.length];
            leaveAt = new double[enter.length];
        }

        @Override
        int cost() {
            return 1;
        }

        @Override
        int needs() {
            return STATE | HIGH;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double top = account.highWaterMark;
            if (top - balance + 1 < first * top) {
                return ModuleState.ABSTAIN; // far from the first band, whatever its rounding
            }
            return caps[entered(balance, account)] * base(balance);
        }

        final int entered(double balance, FlatAccount account) {
            return reached(enterAt, balance, account);
        }

        final int notLeft(double balance, FlatAccount account) {
            return reached(leaveAt, balance, account);
        }

        private int reached(double[] from, double balance, FlatAccount account) {
            double top = account.highWaterMark;
            double lost = top - balance;
            if (lost == 0) {
                return 0;
            }
            if (top != high) {
                rise(top);
            }
            int depth = 0;
            while (depth < from.length && lost >= from[depth]) {
                depth++;
            }
            return depth;
        }

        private void rise(double top) {
            high = top;
            for (int i = 0; i < enter.length; i++) {
                enterAt[i] = Cents.up(enter[i] * top);
                leaveAt[i] = Cents.up(leave[i] * top);
            }
        }
    }

    /** {@link DrawdownManager} with a recovery. */
    static final class BandsWithRecovery extends Bands {
        private int depth;

        BandsWithRecovery(DrawdownManager manager) {
            super(manager);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            int entered = entered(balance, account);
            int left = notLeft(balance, account);
            int kept = depth < left ? depth : left;
            depth = entered > kept ? entered : kept;
            return caps[depth] * base(balance);
        }

        @Override
        void reset() {
            depth = 0;
        }
    }

    /** {@link DailyHeadroom}. */
    static final class Headroom extends Slot {
        private final int trades;
        private final double share;

        Headroom(DailyHeadroom module) {
            trades = module.trades();
            share = module.share();
        }

        @Override
        int needs() {
            return STATE;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double headroom = balance - account.binding();
            int left = trades - account.tradeOfDay;
            double risk = share * headroom;
            return headroom > 0 ? (left > 1 ? risk / left : risk) : 0;
        }
    }

    /** {@link TargetGlide}. */
    static final class Glide extends Slot {
        private final double payoff;

        Glide(TargetGlide module) {
            payoff = module.payoff();
        }

        @Override
        int needs() {
            return STATE;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double target = account.rules.targetBalance;
            if (target == Double.POSITIVE_INFINITY || balance >= target) {
                return ModuleState.ABSTAIN;
            }
            double risk = (target - balance) / payoff;
            return risk < MinorUnits.LARGEST ? Cents.up(risk) : MinorUnits.LARGEST;
        }
    }

    /** The state of any module, which sees the account as it is. */
    static final class Any extends Slot {
        private final ModuleState state;

        Any(ModuleState state) {
            this.state = state;
        }

        @Override
        int needs() {
            return EVERYTHING;
        }

        @Override
        String kind() {
            return super.kind() + '(' + state.getClass().getName() + ')';
        }

        @Override
        double amount(double balance, FlatAccount account) {
            return state.moneyAtRisk(account, account);
        }

        @Override
        void closed(double risked, double profit) {
            state.closed((long) risked, (long) profit);
        }

        @Override
        void moved(double marketReturn) {
            state.moved(marketReturn);
        }

        @Override
        void reset() {
            state.reset();
        }
    }

    /** A slot whose answers may be no amounts at all: the readable engine then says what is wrong. */
    static final class Checked extends Slot {
        private final Slot slot;

        Checked(Slot slot) {
            this.slot = slot;
        }

        @Override
        int needs() {
            return slot.needs();
        }

        @Override
        String kind() {
            return super.kind() + '(' + slot.kind() + ')';
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double answer = slot.amount(balance, account);
            if (answer >= 0 && answer < Double.POSITIVE_INFINITY) {
                return answer;
            }
            account.outOfRange |= !Double.isNaN(answer);
            return ModuleState.ABSTAIN;
        }

        @Override
        void closed(double risked, double profit) {
            slot.closed(risked, profit);
        }

        @Override
        void moved(double marketReturn) {
            slot.moved(marketReturn);
        }

        @Override
        void reset() {
            slot.reset();
        }
    }
}
