package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Limits the risk after losses in a row: risk ≤ cap × balance, with the smallest cap of all steps that are reached. If
 * no step is reached, the module abstains.
 *
 * <p>Losses are counted when trades are closed. A win resets the count; a trade that earned nothing does not change it.
 * Trades that are open at the same time count in the order in which they close.
 *
 * <p>Source: the practice of trading smallest when trading worst (P. T. Jones in J. D. Schwager, Market Wizards, 1989).
 * Weakness: if trades are independent, a streak predicts nothing, and losses at full size are recovered at a smaller
 * size.
 *
 * @param steps the steps, at least one, each number of losses once
 */
public record LosingStreakLadder(List<Step> steps) implements RiskModule {

    private static final long MOST_LOSSES = 1L << 53;

    /**
     * A cap that holds from a number of losses in a row on.
     *
     * @param losses how many losses in a row, at least 1
     * @param cap the largest risk fraction, above 0 and at most {@link Fraction#LARGEST_RISK}; a cap of zero would
     *     never end
     */
    public record Step(int losses, double cap) {
        /** Checks the parameters. */
        public Step {
            if (losses < 1) {
                throw new IllegalArgumentException("losses must be at least 1, was " + losses);
            }
            Fraction.requireRisk(cap, "cap");
        }
    }

    /**
     * Copies and checks the steps.
     *
     * @throws IllegalArgumentException if there is no step or a number of losses appears twice
     */
    public LosingStreakLadder {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps must not be empty");
        }
        if (steps.stream().mapToInt(Step::losses).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("steps must have different losses, were " + steps);
        }
    }

    /**
     * A ladder with one step.
     *
     * @param losses how many losses in a row, at least 1
     * @param cap the largest risk fraction, above 0 and at most {@link Fraction#LARGEST_RISK}
     * @return the module
     */
    public static LosingStreakLadder after(int losses, double cap) {
        return new LosingStreakLadder(List.of(new Step(losses, cap)));
    }

    /**
     * The same ladder with another step.
     *
     * @param losses how many losses in a row, at least 1
     * @param cap the largest risk fraction, above 0 and at most {@link Fraction#LARGEST_RISK}
     * @return the module
     */
    public LosingStreakLadder and(int losses, double cap) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(losses, cap));
        return new LosingStreakLadder(more);
    }

    @Override
    public String name() {
        return "LosingStreakLadder";
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
        int[] streaks = steps.stream().mapToInt(Step::losses).toArray();
        double[] caps = steps.stream().mapToDouble(Step::cap).toArray();
        int last = steps.stream().mapToInt(Step::losses).max().orElseThrow();
        return new ModuleState() {
            private long losses;

            @Override
            public double moneyAtRisk(AccountView account, Moment moment) {
                double cap = ABSTAIN;
                for (int i = 0; i < streaks.length; i++) {
                    if (losses >= streaks[i] && !(caps[i] >= cap)) {
                        cap = caps[i];
                    }
                }
                return cap * RiskBase.BALANCE.of(account);
            }

            @Override
            public void closed(long risked, long profit) {
                if (profit != 0) {
                    losses = profit < 0 ? losses + 1 : 0;
                }
            }

            @Override
            public int codeLength() {
                return 1;
            }

            @Override
            public void writeCode(long[] code, int from, long today) {
                code[from] = Math.min(losses, last); // beyond the last step no more matters
            }

            @Override
            public void readCode(long[] code, int from, long today) {
                losses = code[from];
            }

            @Override
            public void reset() {
                losses = 0;
            }

            @Override
            public SavedValues save() {
                return SavedValues.builder().number("losses", losses).build();
            }

            @Override
            public void restore(SavedValues saved) {
                losses = saved.only("losses").number("losses", 0, MOST_LOSSES);
            }
        };
    }
}
