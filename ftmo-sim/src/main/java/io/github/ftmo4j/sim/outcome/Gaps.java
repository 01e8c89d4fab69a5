package io.github.ftmo4j.sim.outcome;

import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Trades of another model, some of whose losers lose more than planned because the market jumps over the stop.
 *
 * <p>The trades are drawn as without gaps. A loss counts as 1,000,000 R where it is more. The adverse excursion of a
 * trade with a gap reaches its result.
 *
 * @param trades the trades
 * @param probability the probability that a loser meets a gap, from 0 to 1
 * @param excess the distribution of what it loses beyond its result; a draw below zero counts as zero
 */
public record Gaps(OutcomeModel trades, double probability, Slippage excess) implements ModifiedTrades {

    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Gaps {
        Objects.requireNonNull(trades, "trades");
        Checks.requireProbability(probability, "probability");
        Objects.requireNonNull(excess, "excess");
    }

    /** Present if there is one without gaps and the excess is not random. */
    @Override
    public Optional<DiscreteLaw> law() {
        return excess instanceof FixedSlippage fixed
                ? trades.law().map(law -> withGaps(law, Math.max(0, fixed.mean())))
                : Optional.empty();
    }

    private DiscreteLaw withGaps(DiscreteLaw law, double more) {
        int n = law.size();
        double[] values = new double[2 * n];
        double[] probabilities = new double[2 * n];
        for (int i = 0; i < n; i++) {
            double gap = law.value(i) < 0 ? law.probability(i) * probability : 0;
            values[i] = law.value(i);
            probabilities[i] = law.probability(i) - gap;
            values[n + i] = Checks.within(law.value(i) - more);
            probabilities[n + i] = gap;
        }
        return DiscreteLaw.of(values, probabilities);
    }

    /**
     * Present if there is one without gaps, the excess is not random, and all losers without a gap have the same
     * result.
     */
    @Override
    public Optional<ExcursionLaw> excursionLaw() {
        if (!(excess instanceof FixedSlippage fixed && fixed.mean() > 0)) {
            return Optional.empty();
        }
        return trades.law()
                .filter(law -> law.value(0) < 0 && (law.size() == 1 || law.value(1) >= 0))
                .flatMap(law -> trades.excursionLaw().map(without -> new Law(without, law.value(0))));
    }

    @Override
    public OutcomeSampler start() {
        return new ModifyingSampler(trades) {
            @Override
            void modify(RandomGenerator random, Outcome out) {
                boolean gap = random.nextDouble() < probability;
                if (gap && out.rMultiple() < 0) {
                    double r = out.rMultiple() - Math.max(0, excess.draw(random));
                    change(out, r, out.adverse(), out.favourable());
                }
            }
        };
    }

    /**
     * A loser with a gap has the excursions of one without, and reaches its result too.
     *
     * @param without the law without gaps
     * @param loss the result of every loser without a gap
     */
    private record Law(ExcursionLaw without, double loss) implements ExcursionLaw {

        @Override
        public double adverseReaches(double r, double y) {
            return -y >= Math.min(0, r) ? 1 : without.adverseReaches(Math.max(loss, r), y);
        }

        @Override
        public double favourableReaches(double r, double z) {
            return without.favourableReaches(Math.max(loss, r), z);
        }
    }
}
