package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Proposes in proportion to the cushion above a floor (constant-proportion portfolio insurance): risk = min(cap,
 * multiplier × cushion) × equity.
 *
 * <p>Source: F. Black, R. Jones, Simplifying Portfolio Insurance, Journal of Portfolio Management 1987; with a floor
 * under the high-water mark it is time-invariant portfolio protection (T. Estep, M. Kritzman, TIPP: Insurance without
 * Complexity, Journal of Portfolio Management 1988). The multiplier of the literature refers to exposure; times the
 * stop distance it is the multiplier here. Trades shrink with the cushion, so that an account near its floor recovers
 * slowly or never. At or under the floor nothing is proposed.
 *
 * <p>A freeze begins when a size is asked and the cushion is under a threshold. From then on nothing is proposed until
 * the freeze ends. The cushion of a frozen account without open positions grows only if the floor falls:
 *
 * <ul>
 *   <li>{@linkplain Freezing#untilRecovered Until recovered}: the floor of a daily loss can end the freeze, as it is
 *       anchored anew every day; above every other floor an account without open positions stays frozen for good.
 *   <li>{@linkplain Freezing#forDays For days}: the freeze always ends. An account without a cushion stalls all the
 *       same, as it does without a freeze.
 * </ul>
 *
 * @param multiplier risk fraction per unit of cushion, above 0
 * @param cap the largest fraction, above 0 and at most {@link Fraction#LARGEST_RISK}, or {@link Fraction#NO_CAP}
 * @param cushion how the cushion is measured
 * @param freeze when nothing is proposed, if the module freezes
 */
public record Cppi(double multiplier, double cap, Cushion cushion, Optional<Freeze> freeze) implements RiskModule {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range, or the freeze waits for a larger cushion than there can
     *     be
     */
    public Cppi {
        if (!(multiplier > 0 && multiplier < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("multiplier must be above 0 and finite, was " + multiplier);
        }
        Fraction.requireCap(cap, "cap");
        double most = cushion.most();
        freeze.map(Freeze::ends).filter(ends -> ends > most).ifPresent(ends -> {
            throw new IllegalArgumentException(
                    "freeze must end at " + most + ", the most that the cushion can be, or before, was at " + ends);
        });
    }

    /**
     * Without a freeze.
     *
     * @param multiplier risk fraction per unit of cushion, above 0
     * @param cap the largest fraction, above 0 and at most {@link Fraction#LARGEST_RISK}, or {@link Fraction#NO_CAP}
     * @param cushion how the cushion is measured
     */
    public Cppi(double multiplier, double cap, Cushion cushion) {
        this(multiplier, cap, cushion, Optional.empty());
    }

    /**
     * Starts to specify a freeze; the next call specifies how it ends.
     *
     * @param threshold the cushion under which nothing is proposed, above 0 and at most 1
     * @return the choice of an end
     */
    public Freezing freezeBelow(double threshold) {
        return new Freezing(this, Fraction.requirePositive(threshold, "freeze threshold"));
    }

    @Override
    public String name() {
        return "Cppi";
    }

    @Override
    public Scope scope() {
        return freeze.isPresent() ? Scope.ACCOUNT : Scope.NONE;
    }

    @Override
    public Set<Input> inputs() {
        Set<Input> inputs = EnumSet.noneOf(Input.class);
        inputs.addAll(cushion.inputs());
        freeze.filter(Freeze.ForDays.class::isInstance).ifPresent(rule -> inputs.add(Input.CALENDAR_DAYS));
        return inputs;
    }

    @Override
    public Set<Law> laws() {
        return cushion.neverFalls()
                ? Set.of(Law.LESS_EQUITY_NEVER_RAISES, Law.A_LOSS_NEVER_RAISES, Law.NO_RISE_BEFORE_A_WIN)
                : Set.of(Law.LESS_EQUITY_NEVER_RAISES, Law.A_LOSS_NEVER_RAISES);
    }

    @Override
    public ModuleState start() {
        if (freeze.isEmpty()) {
            return (account, moment) -> proposal(account);
        }
        return freeze.get() instanceof Freeze.ForDays forDays
                ? new FrozenForDays(forDays)
                : new FrozenUntilRecovered((Freeze.UntilRecovered) freeze.get());
    }

    private double proposal(AccountView account) {
        double fraction = multiplier * cushion.of(account);
        return Fraction.capped(fraction, cap) * RiskBase.EQUITY.of(account);
    }

    /** When nothing is proposed. */
    public sealed interface Freeze {

        /**
         * The cushion under which a freeze begins.
         *
         * @return a share of the equity, above 0 and at most 1
         */
        double threshold();

        /**
         * The cushion from which on there is no freeze.
         *
         * @return a share of the equity, at least the threshold
         */
        default double ends() {
            return threshold();
        }

        /**
         * A freeze that ends with the cushion's recovery.
         *
         * @param threshold the cushion under which it begins, above 0 and at most 1
         * @param recovered the cushion from which on it ends, at least the threshold and at most 1
         */
        record UntilRecovered(double threshold, double recovered) implements Freeze {
            /** Checks the cushions. */
            public UntilRecovered {
                Fraction.requirePositive(threshold, "freeze threshold");
                if (!(recovered >= threshold && recovered <= 1)) {
                    throw new IllegalArgumentException("recovered must be a fraction from the freeze threshold "
                            + threshold + " to 1, was " + recovered);
                }
            }

            @Override
            public double ends() {
                return recovered;
            }
        }

        /**
         * A freeze that ends with time.
         *
         * @param threshold the cushion under which it begins, above 0 and at most 1
         * @param days how many full days it lasts after the day on which it began, at least 1
         */
        record ForDays(double threshold, int days) implements Freeze {
            /** Checks the parameters. */
            public ForDays {
                Fraction.requirePositive(threshold, "freeze threshold");
                if (days < 1) {
                    throw new IllegalArgumentException("days must be at least 1, was " + days);
                }
            }
        }
    }

    /** A freeze whose end is not specified yet. */
    public static final class Freezing {
        private final Cppi cppi;
        private final double threshold;

        private Freezing(Cppi cppi, double threshold) {
            this.cppi = cppi;
            this.threshold = threshold;
        }

        /**
         * A freeze until the cushion is large enough. The account can stall, see {@link Cppi}.
         *
         * @param recovered the cushion from which on it proposes again, at least the threshold and at most 1
         * @return the module
         */
        public Cppi untilRecovered(double recovered) {
            return with(new Freeze.UntilRecovered(threshold, recovered));
        }

        /**
         * A freeze for the rest of the day and a number of full days, weekends included. After it the module proposes
         * by the formula again, and freezes again only if the cushion was at or above the threshold in between. The
         * simulator reports an attempt as stalled if nothing was risked for a number of weekdays in a row, by default
         * 30, even if a longer freeze would end later.
         *
         * @param days at least 1
         * @return the module
         */
        public Cppi forDays(int days) {
            return with(new Freeze.ForDays(threshold, days));
        }

        private Cppi with(Freeze freeze) {
            return new Cppi(cppi.multiplier, cppi.cap, cppi.cushion, Optional.of(freeze));
        }
    }

    private final class FrozenUntilRecovered implements ModuleState {
        private final Freeze.UntilRecovered freeze;
        private boolean frozen;

        FrozenUntilRecovered(Freeze.UntilRecovered freeze) {
            this.freeze = freeze;
        }

        @Override
        public double moneyAtRisk(AccountView account, Moment moment) {
            frozen = cushion.isUnder(frozen ? freeze.recovered() : freeze.threshold(), account);
            return frozen ? 0 : proposal(account);
        }

        @Override
        public int codeLength() {
            return 1;
        }

        @Override
        public void writeCode(long[] code, int from, long today) {
            code[from] = frozen ? 1 : 0;
        }

        @Override
        public void readCode(long[] code, int from, long today) {
            frozen = code[from] == 1;
        }

        @Override
        public void reset() {
            frozen = false;
        }

        @Override
        public SavedValues save() {
            return SavedValues.builder().flag("frozen", frozen).build();
        }

        @Override
        public void restore(SavedValues saved) {
            frozen = saved.only("frozen").flag("frozen");
        }
    }

    private final class FrozenForDays implements ModuleState {
        private final Freeze.ForDays freeze;

        /** Whether a freeze may begin. */
        private boolean armed = true;

        /** Once it has begun, the day on which it is over. */
        private long thaw;

        FrozenForDays(Freeze.ForDays freeze) {
            this.freeze = freeze;
        }

        @Override
        public double moneyAtRisk(AccountView account, Moment moment) {
            long day = moment.day();
            boolean under = cushion.isUnder(freeze.threshold(), account);
            if (armed && under) {
                armed = false;
                thaw = day + freeze.days() + 1;
            } else if (day >= thaw && !under) {
                armed = true;
            }
            return armed || day >= thaw ? proposal(account) : 0;
        }

        @Override
        public int codeLength() {
            return 1;
        }

        /** Zero if armed, else the days until it thaws, plus one; how long ago it thawed does not matter. */
        @Override
        public void writeCode(long[] code, int from, long today) {
            code[from] = armed ? 0 : 1 + Math.max(0, thaw - today);
        }

        @Override
        public void readCode(long[] code, int from, long today) {
            armed = code[from] == 0;
            thaw = armed ? 0 : today + code[from] - 1;
        }

        @Override
        public void reset() {
            armed = true;
            thaw = 0;
        }

        @Override
        public SavedValues save() {
            return SavedValues.builder()
                    .flag("armed", armed)
                    .number("thaw", thaw)
                    .build();
        }

        @Override
        public void restore(SavedValues saved) {
            saved.only("armed", "thaw");
            armed = saved.flag("armed");
            thaw = saved.number("thaw", Integer.MIN_VALUE);
        }
    }
}
