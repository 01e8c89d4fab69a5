package io.github.ftmo4j.sim.outcome;

import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Trades of another model, some of which end at 0 R instead, as where a stop is moved to the entry.
 *
 * <p>The trades are drawn as without it. One that ends at 0 R keeps its excursions, which is on the safe side: those of
 * a winner reach its target, those of a loser its stop.
 *
 * @param trades the trades
 * @param winners the probability that a winner ends at 0 R instead, from 0 to 1
 * @param losers the probability that a loser ends at 0 R instead, from 0 to 1
 */
public record Breakevens(OutcomeModel trades, double winners, double losers) implements ModifiedTrades {

    /**
     * Checks the probabilities.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Breakevens {
        Objects.requireNonNull(trades, "trades");
        Checks.requireProbability(winners, "winners");
        Checks.requireProbability(losers, "losers");
    }

    /**
     * Trades that end at 0 R with the same probability whether they would have won or lost.
     *
     * @param trades the trades
     * @param probability from 0 to 1
     * @return the model
     * @throws IllegalArgumentException if the probability is out of range
     */
    public static Breakevens of(OutcomeModel trades, double probability) {
        return new Breakevens(trades, probability, probability);
    }

    private double probability(double r) {
        return r > 0 ? winners : r < 0 ? losers : 0;
    }

    @Override
    public Optional<DiscreteLaw> law() {
        return trades.law().map(law -> {
            int n = law.size();
            double[] values = new double[n + 1];
            double[] probabilities = new double[n + 1];
            for (int i = 0; i < n; i++) {
                values[i] = law.value(i);
                double even = law.probability(i) * probability(values[i]);
                probabilities[i] = law.probability(i) - even;
                probabilities[n] += even;
            }
            return DiscreteLaw.of(values, probabilities);
        });
    }

    @Override
    public OutcomeSampler start() {
        return new ModifyingSampler(trades) {
            @Override
            void modify(RandomGenerator random, Outcome out) {
                if (random.nextDouble() < probability(out.rMultiple())) {
                    change(out, 0, out.adverse(), out.favourable());
                }
            }
        };
    }
}
