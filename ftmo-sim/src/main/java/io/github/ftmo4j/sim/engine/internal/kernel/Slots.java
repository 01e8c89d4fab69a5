package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.Combination;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import io.github.ftmo4j.mm.module.TargetGlide;
import io.github.ftmo4j.mm.module.VolTarget;
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

    /** {@link Cppi} without a freeze. */
    static class Cushioned extends Slot {
        private final double multiplier;
        private final double cap;
        final FlatCushion cushion;

        Cushioned(Cppi cppi) {
            multiplier = cppi.multiplier();
            cap = Math.min(cppi.cap(), 1);
            cushion = FlatCushion.of(cppi.cushion());
        }

        @Override
        int needs() {
            return STATE | cushion.needs();
        }

        @Override
        String kind() {
            return super.kind() + '(' + cushion.getClass().getSimpleName() + ')';
        }

        @Override
        double amount(double balance, FlatAccount account) {
            return proposal(balance, account);
        }

        final double proposal(double balance, FlatAccount account) {
            double fraction = multiplier * cushion.of(account);
            return (cap < fraction ? cap : fraction) * base(balance);
        }
    }

    /** {@link Cppi} with a freeze until the cushion has recovered. */
    static final class FrozenUntilRecovered extends Cushioned {
        private final Cppi.Freeze.UntilRecovered freeze;
        private boolean frozen;

        FrozenUntilRecovered(Cppi cppi, Cppi.Freeze.UntilRecovered freeze) {
            super(cppi);
            this.freeze = freeze;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            frozen = cushion.isUnder(frozen ? freeze.recovered() : freeze.threshold(), account);
            return frozen ? 0 : proposal(balance, account);
        }

        @Override
        void reset() {
            frozen = false;
        }
    }

    /** {@link Cppi} with a freeze for some days. */
    static final class FrozenForDays extends Cushioned {
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
            boolean under = cushion.isUnder(freeze.threshold(), account);
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
            enterAt = new double[enter.length];
            leaveAt = new double[enter.length];
        }

        @Override
        int needs() {
            return STATE | HIGH;
        }

        @Override
        double amount(double balance, FlatAccount account) {
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
            if (top != high) {
                rise(top);
            }
            double lost = top - balance;
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

    /** {@link LosingStreakLadder}. */
    static final class Ladder extends Slot {
        private final int[] streaks;
        private final double[] caps;
        private long losses;

        Ladder(LosingStreakLadder module) {
            streaks = module.steps().stream()
                    .mapToInt(LosingStreakLadder.Step::losses)
                    .toArray();
            caps = module.steps().stream()
                    .mapToDouble(LosingStreakLadder.Step::cap)
                    .toArray();
        }

        @Override
        int needs() {
            return STATE | TRADES;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double cap = ModuleState.ABSTAIN;
            for (int i = 0; i < streaks.length; i++) {
                if (losses >= streaks[i] && !(caps[i] >= cap)) {
                    cap = caps[i];
                }
            }
            return cap * base(balance);
        }

        @Override
        void closed(double risked, double profit) {
            if (profit != 0) {
                losses = profit < 0 ? losses + 1 : 0;
            }
        }

        @Override
        void reset() {
            losses = 0;
        }
    }

    /** {@link VolTarget}. */
    static final class Volatility extends Slot {
        private static final double LARGEST = 1e100;

        private final boolean observesMarket;
        private final double atUnitVolatility;
        private final double lambda;
        private final double cap;
        private final int warmUp;
        private final double atFirst;

        private long observations;
        private double squares;
        private double weights;
        private double fraction;

        Volatility(VolTarget module) {
            observesMarket = module.stopDistance().isPresent();
            atUnitVolatility = module.target() * module.stopDistance().orElse(1) / Math.sqrt(module.perYear());
            lambda = module.decay().lambda();
            cap = Math.min(module.cap(), 1);
            warmUp = module.warmUp();
            atFirst = module.initial().isPresent() ? at(module.initial().getAsDouble()) : ModuleState.ABSTAIN;
            conclude();
        }

        @Override
        int needs() {
            return STATE | (observesMarket ? MARKET : TRADES);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            return fraction * base(balance);
        }

        @Override
        void closed(double risked, double profit) {
            if (!observesMarket) {
                observe(profit / risked);
            }
        }

        @Override
        void moved(double marketReturn) {
            if (observesMarket) {
                observe(marketReturn > LARGEST ? LARGEST : marketReturn < -LARGEST ? -LARGEST : marketReturn);
            }
        }

        private void observe(double x) {
            squares = lambda * squares + x * x;
            weights = lambda * weights + 1;
            observations++;
            conclude();
        }

        private void conclude() {
            fraction = observations < warmUp ? atFirst : at(Math.sqrt(squares / weights));
        }

        private double at(double volatility) {
            double wanted = atUnitVolatility / volatility;
            return cap < wanted ? cap : wanted;
        }

        @Override
        void reset() {
            observations = 0;
            squares = 0;
            weights = 0;
            conclude();
        }
    }

    /** A {@link Combination}. Every part sees everything, as there. */
    abstract static class Combined extends Slot {
        final Slot[] parts;

        Combined(Slot[] parts) {
            this.parts = parts;
        }

        @Override
        int needs() {
            int needs = STATE;
            for (Slot part : parts) {
                needs |= part.needs();
            }
            return needs;
        }

        @Override
        String kind() {
            StringBuilder kind = new StringBuilder(super.kind());
            for (Slot part : parts) {
                kind.append('(').append(part.kind()).append(')');
            }
            return kind.toString();
        }

        @Override
        void closed(double risked, double profit) {
            for (Slot part : parts) {
                part.closed(risked, profit);
            }
        }

        @Override
        void moved(double marketReturn) {
            for (Slot part : parts) {
                part.moved(marketReturn);
            }
        }

        @Override
        void reset() {
            for (Slot part : parts) {
                part.reset();
            }
        }
    }

    /** {@link Combination.Scaled}. */
    static final class Scaled extends Combined {
        private final double factor;

        Scaled(Slot[] parts, double factor) {
            super(parts);
            this.factor = factor;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            return factor * parts[0].amount(balance, account);
        }
    }

    /** {@link Combination.Capped}. */
    static final class Capped extends Combined {
        private final double fraction;

        Capped(Slot[] parts, double fraction) {
            super(parts);
            this.fraction = fraction;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double answer = parts[0].amount(balance, account);
            double most = fraction * base(balance);
            return answer > most ? most : answer;
        }
    }

    /** {@link Combination.OrElse}. */
    static final class OrElse extends Combined {

        OrElse(Slot[] parts) {
            super(parts);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double first = parts[0].amount(balance, account);
            double second = parts[1].amount(balance, account);
            return Double.isNaN(first) ? second : first;
        }
    }

    /** {@link Combination.Least}. */
    static final class Least extends Combined {

        Least(Slot[] parts) {
            super(parts);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double least = ModuleState.ABSTAIN;
            for (Slot part : parts) {
                double answer = part.amount(balance, account);
                if (!(answer >= least) && !Double.isNaN(answer)) {
                    least = answer;
                }
            }
            return least;
        }
    }

    /** {@link Combination.Greatest}. */
    static final class Greatest extends Combined {

        Greatest(Slot[] parts) {
            super(parts);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double greatest = ModuleState.ABSTAIN;
            for (Slot part : parts) {
                double answer = part.amount(balance, account);
                if (!(answer <= greatest) && !Double.isNaN(answer)) {
                    greatest = answer;
                }
            }
            return greatest;
        }
    }

    /** {@link Combination.Average}. */
    static final class Average extends Combined {

        Average(Slot[] parts) {
            super(parts);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double sum = 0;
            int spoke = 0;
            for (Slot part : parts) {
                double answer = part.amount(balance, account);
                if (!Double.isNaN(answer)) {
                    sum += answer;
                    spoke++;
                }
            }
            return sum / spoke;
        }
    }

    /** The state of any module, which sees the account as it is. */
    static final class Any extends Slot {
        private final ModuleState state;
        private final int needs;

        Any(ModuleState state, int needs) {
            this.state = state;
            this.needs = needs;
        }

        @Override
        int needs() {
            return needs;
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
            account.outOfRange |= answer == answer;
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
