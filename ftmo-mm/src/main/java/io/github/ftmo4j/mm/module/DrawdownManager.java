package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Limits the risk in a drawdown: the deeper the equity is under its high-water mark, the smaller the cap.
 *
 * <p>drawdown = 1 − equity / high-water mark; risk ≤ cap × balance with the smallest cap of all bands that hold. If no
 * band holds, the module abstains. A band with a cap of zero stops trading for good unless the equity recovers by
 * itself.
 *
 * <p>A band holds while its drawdown is reached. With a recovery it also holds until the drawdown is less than its own
 * minus the recovery: with 0.02 a band of 5 % is left below 3 %. Small gains then do not restore the large stakes. Only
 * the equity at the time at which a size is asked counts; a drawdown between two sizes has no effect.
 *
 * <p>Source: the practice of trend followers (C. M. Faith, Way of the Turtle, 2007); for the continuous form S. J.
 * Grossman, Z. Zhou, Optimal Investment Strategies for Controlling Drawdowns, Mathematical Finance 1993. Weakness:
 * losses at full size are recovered at a smaller size.
 *
 * @param bands the bands, at least one, each drawdown once
 * @param recovery by how much the drawdown must be less than that of a band before the band ends; at least 0, which is
 *     no hysteresis, and below the drawdown of every band
 */
public record DrawdownManager(List<Band> bands, double recovery) implements RiskModule {

    /**
     * A cap that holds from a drawdown on.
     *
     * @param drawdown the drawdown from which the cap holds, inclusive; above 0 and at most 1
     * @param cap the largest risk fraction, from 0 to {@link Fraction#LARGEST_RISK}
     */
    public record Band(double drawdown, double cap) {
        /** Checks the parameters. */
        public Band {
            Fraction.requirePositive(drawdown, "drawdown");
            Fraction.requireRiskOrZero(cap, "cap");
        }
    }

    /**
     * Copies and checks the bands.
     *
     * @throws IllegalArgumentException if there is no band, a drawdown appears twice, or the recovery is out of range
     */
    public DrawdownManager {
        bands = List.copyOf(bands);
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("bands must not be empty");
        }
        if (bands.stream().mapToDouble(Band::drawdown).distinct().count() < bands.size()) {
            throw new IllegalArgumentException("bands must have different drawdowns, were " + bands);
        }
        double first = bands.stream().mapToDouble(Band::drawdown).min().orElseThrow();
        if (!(recovery >= 0 && recovery < first)) {
            throw new IllegalArgumentException("recovery must be a fraction from 0 to below the drawdown of every band,"
                    + " the first of which is at " + first + ", was " + recovery);
        }
    }

    /**
     * A manager without recovery.
     *
     * @param bands the bands, at least one, each drawdown once
     */
    public DrawdownManager(List<Band> bands) {
        this(bands, 0);
    }

    /**
     * A manager with one band.
     *
     * @param drawdown the drawdown from which the cap holds, inclusive; above 0 and at most 1
     * @param cap the largest risk fraction, from 0 to {@link Fraction#LARGEST_RISK}
     * @return the module
     */
    public static DrawdownManager band(double drawdown, double cap) {
        return new DrawdownManager(List.of(new Band(drawdown, cap)));
    }

    /**
     * The same manager with another band.
     *
     * @param drawdown the drawdown from which the cap holds, inclusive; above 0 and at most 1
     * @param cap the largest risk fraction, from 0 to {@link Fraction#LARGEST_RISK}
     * @return the module
     */
    public DrawdownManager and(double drawdown, double cap) {
        List<Band> more = new ArrayList<>(bands);
        more.add(new Band(drawdown, cap));
        return new DrawdownManager(more, recovery);
    }

    /**
     * The same bands with another recovery.
     *
     * @param drawdown at least 0 and below the drawdown of every band
     * @return the module
     */
    public DrawdownManager recovery(double drawdown) {
        return new DrawdownManager(bands, drawdown);
    }

    @Override
    public String name() {
        return "DrawdownManager";
    }

    @Override
    public Scope scope() {
        return recovery > 0 ? Scope.ACCOUNT : Scope.NONE;
    }

    @Override
    public Set<Input> inputs() {
        return Set.of(Input.HIGH_WATER_MARK);
    }

    @Override
    public Set<Law> laws() {
        return Set.of(Law.LESS_EQUITY_NEVER_RAISES, Law.A_LOSS_NEVER_RAISES, Law.NO_RISE_BEFORE_A_WIN);
    }

    @Override
    public ModuleState start() {
        Ladder ladder = new Ladder(bands, recovery);
        if (recovery > 0) {
            return new Hysteresis(ladder);
        }
        return (account, moment) -> ladder.cap(ladder.entered(account)) * RiskBase.BALANCE.of(account);
    }

    /** The bands from the first to the deepest. Those that hold are always the first few. */
    private static final class Ladder {
        private final double[] enter;
        private final double[] leave;
        private final double[] caps;

        Ladder(List<Band> bands, double recovery) {
            List<Band> sorted = bands.stream()
                    .sorted(Comparator.comparingDouble(Band::drawdown))
                    .toList();
            enter = sorted.stream().mapToDouble(Band::drawdown).toArray();
            // In decimals: 0.05 − 0.02 of doubles is above 0.03.
            leave = sorted.stream()
                    .mapToDouble(band -> BigDecimal.valueOf(band.drawdown())
                            .subtract(BigDecimal.valueOf(recovery))
                            .doubleValue())
                    .toArray();
            caps = new double[enter.length + 1];
            caps[0] = ModuleState.ABSTAIN;
            double least = 1;
            for (int i = 0; i < enter.length; i++) {
                least = Math.min(least, sorted.get(i).cap());
                caps[i + 1] = least;
            }
        }

        int deepest() {
            return enter.length;
        }

        double cap(int depth) {
            return caps[depth];
        }

        int entered(AccountView account) {
            return reached(enter, account);
        }

        int notLeft(AccountView account) {
            return reached(leave, account);
        }

        private static int reached(double[] drawdowns, AccountView account) {
            long high = account.highWaterMark();
            long lost = high - account.equity();
            int depth = 0;
            while (depth < drawdowns.length && lost >= MinorUnits.up(drawdowns[depth] * high)) {
                depth++;
            }
            return depth;
        }
    }

    private static final class Hysteresis implements ModuleState {
        private final Ladder ladder;
        private int depth;

        Hysteresis(Ladder ladder) {
            this.ladder = ladder;
        }

        @Override
        public double moneyAtRisk(AccountView account, Moment moment) {
            depth = Math.max(ladder.entered(account), Math.min(depth, ladder.notLeft(account)));
            return ladder.cap(depth) * RiskBase.BALANCE.of(account);
        }

        @Override
        public int codeLength() {
            return 1;
        }

        @Override
        public void writeCode(long[] code, int from, long today) {
            code[from] = depth;
        }

        @Override
        public void readCode(long[] code, int from, long today) {
            depth = (int) code[from];
        }

        @Override
        public void reset() {
            depth = 0;
        }

        @Override
        public SavedValues save() {
            return SavedValues.builder().number("depth", depth).build();
        }

        @Override
        public void restore(SavedValues saved) {
            depth = (int) saved.only("depth").number("depth", 0, ladder.deepest());
        }
    }
}
