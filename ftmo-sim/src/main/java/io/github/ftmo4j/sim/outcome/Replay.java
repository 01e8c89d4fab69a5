package io.github.ftmo4j.sim.outcome;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The trades of a history in their order, from a drawn or a stated trade on; the first trade follows the last. Each
 * phase draws anew, or starts at the stated trade again.
 *
 * @param history the trades, with their excursions if they have any; its blocks do not matter and are those of single
 *     trades
 * @param first the index of the trade with which a phase starts; drawn from all if it is not stated
 */
public record Replay(Bootstrap history, OptionalInt first) implements OutcomeModel {

    /**
     * Checks the first trade.
     *
     * @throws IllegalArgumentException if there is no such trade
     */
    public Replay {
        history = history.withMeanBlock(1);
        Objects.requireNonNull(first, "first");
        if (first.isPresent() && (first.getAsInt() < 0 || first.getAsInt() >= history.size())) {
            throw new IllegalArgumentException(
                    "first must be from 0 to " + (history.size() - 1) + ", was " + first.getAsInt());
        }
    }

    @Override
    public boolean hasExcursions() {
        return history.hasExcursions();
    }

    @Override
    public OutcomeSampler start() {
        return new Sampler(history.rMultiples(), history.excursions(), first);
    }

    private static final class Sampler implements OutcomeSampler {
        private static final int NONE = -1;

        private final double[] rMultiples;
        private final Excursions[] excursions;
        private final int first;
        private int last = NONE;

        Sampler(double[] rMultiples, List<Excursions> excursions, OptionalInt first) {
            this.rMultiples = rMultiples;
            this.excursions = excursions.toArray(Excursions[]::new);
            this.first = first.orElse(NONE);
        }

        @Override
        public void next(RandomGenerator random, Outcome out) {
            if (last == NONE) {
                last = first == NONE ? random.nextInt(rMultiples.length) : first;
            } else {
                last = last + 1 == rMultiples.length ? 0 : last + 1;
            }
            out.set(rMultiples[last]);
            if (excursions.length > 0) {
                out.withExcursions(excursions[last].adverse(), excursions[last].favourable());
            }
        }

        @Override
        public void restart() {
            last = NONE;
        }
    }
}
