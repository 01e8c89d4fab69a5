package io.github.ftmo4j.sim.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Trades of several instruments, each with a model of its own and its own share of the risk. Each trade is one of an
 * instrument with the frequency of that instrument, independent of the trades before. Its result is that of the model
 * times the share of the risk: in R of what the sizing puts at risk, which is the largest risk that an instrument has.
 * Caps and modules see that risk before the share is taken of it, and the results after.
 *
 * <pre>{@code
 * OutcomeModel trades = Instruments.of(
 *         Instruments.Instrument.ofResults("EURUSD", 1.4, -1, -1, 2.2, -0.6, 1.1),
 *         new Instruments.Instrument("DAX", 4, 0.5, BernoulliR.of(0.42, 2))); // half the risk
 * }</pre>
 *
 * <p>Which instrument trades, and what its model draws, does not depend on the risk: shares are compared on the same
 * draws.
 *
 * @param instruments at least one, each with a name of its own; with market returns, excursions and times all or none
 */
public record Instruments(List<Instrument> instruments) implements OutcomeModel {

    /**
     * An instrument.
     *
     * @param name its name, not blank
     * @param frequency how often it is traded compared with the others, above 0, such as its number of past trades
     * @param risk its share of the risk that the sizing takes, above 0 and at most 1
     * @param trades its trades at the full risk
     */
    public record Instrument(String name, double frequency, double risk, OutcomeModel trades) {

        /**
         * Checks the parameters.
         *
         * @throws IllegalArgumentException if the name is blank, a number is out of range, or the trades draw whole
         *     days
         */
        public Instrument {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name must not be blank");
            }
            Checks.requirePositive(frequency, "frequency");
            if (!(risk > 0 && risk <= 1)) {
                throw new IllegalArgumentException("risk must be above 0 and at most 1, was " + risk);
            }
            if (trades.hasDays()) {
                throw new IllegalArgumentException(
                        "trades must be a model of single trades, not of whole days, was " + trades);
            }
        }

        /**
         * An instrument with past results, drawn one by one, as often as there are results, at the full risk.
         *
         * @param name its name
         * @param rMultiples its results, at least one
         * @return the instrument
         * @throws IllegalArgumentException if the name is blank, or there is no result or one out of range
         */
        public static Instrument ofResults(String name, double... rMultiples) {
            return new Instrument(name, rMultiples.length, 1, Bootstrap.of(rMultiples));
        }
    }

    /**
     * Checks the instruments.
     *
     * @throws IllegalArgumentException if there is none, a name is there twice, or only some have market returns,
     *     excursions or times
     */
    public Instruments {
        instruments = List.copyOf(instruments);
        if (instruments.isEmpty()) {
            throw new IllegalArgumentException("instruments must not be empty");
        }
        List<String> names = instruments.stream().map(Instrument::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("instruments must have different names, had " + names);
        }
        OutcomeModel first = instruments.get(0).trades;
        for (Instrument each : instruments) {
            if (each.trades.hasMarket() != first.hasMarket()
                    || each.trades.hasExcursions() != first.hasExcursions()
                    || each.trades.hasTimes() != first.hasTimes()) {
                throw new IllegalArgumentException("instruments must all have market returns, excursions and times or"
                        + " all not, but " + each.name + " and " + names.get(0) + " differ");
            }
        }
    }

    /**
     * Trades of instruments.
     *
     * @param first an instrument
     * @param others more of them
     * @return the model
     * @throws IllegalArgumentException if two have the same name, or only some have market returns, excursions or times
     */
    public static Instruments of(Instrument first, Instrument... others) {
        List<Instrument> all = new ArrayList<>(List.of(Objects.requireNonNull(first, "first")));
        all.addAll(List.of(others));
        return new Instruments(all);
    }

    /**
     * The same instruments, one with another share of the risk.
     *
     * @param name the name of the instrument
     * @param risk its share, above 0 and at most 1
     * @return a model that differs in this
     * @throws IllegalArgumentException if there is no such instrument, or the share is out of range
     */
    public Instruments withRisk(String name, double risk) {
        if (instruments.stream().noneMatch(each -> each.name.equals(name))) {
            throw new IllegalArgumentException("name must be one of "
                    + instruments.stream().map(Instrument::name).toList() + ", was " + name);
        }
        return new Instruments(instruments.stream()
                .map(each -> each.name.equals(name) ? new Instrument(name, each.frequency, risk, each.trades) : each)
                .toList());
    }

    /** The mixture of the laws, if each instrument has a discrete one. */
    @Override
    public Optional<DiscreteLaw> law() {
        double[] values = {};
        double[] probabilities = {};
        double all = instruments.stream().mapToDouble(Instrument::frequency).sum();
        for (Instrument each : instruments) {
            DiscreteLaw law = each.trades.law().orElse(null);
            if (law == null) {
                return Optional.empty();
            }
            int size = values.length;
            values = Arrays.copyOf(values, size + law.size());
            probabilities = Arrays.copyOf(probabilities, values.length);
            for (int i = 0; i < law.size(); i++) {
                values[size + i] = each.risk * law.value(i);
                probabilities[size + i] = each.frequency / all * law.probability(i);
            }
        }
        return Optional.of(DiscreteLaw.of(values, probabilities));
    }

    @Override
    public boolean hasMarket() {
        return instruments.get(0).trades.hasMarket();
    }

    @Override
    public boolean hasExcursions() {
        return instruments.get(0).trades.hasExcursions();
    }

    @Override
    public boolean hasTimes() {
        return instruments.get(0).trades.hasTimes();
    }

    /** The share of the risk is taken of a trade that is complete. */
    @Override
    public boolean completes() {
        return instruments.stream().anyMatch(each -> each.risk != 1 || each.trades.completes());
    }

    @Override
    public OutcomeSampler start() {
        return new Mixed(this);
    }

    private static final class Mixed implements OutcomeSampler {
        private final OutcomeSampler[] samplers;
        private final double[] risks;
        private final double[] cumulative;
        private int current;

        Mixed(Instruments model) {
            int number = model.instruments.size();
            samplers = new OutcomeSampler[number];
            risks = new double[number];
            cumulative = new double[number];
            double sum = 0;
            for (int i = 0; i < number; i++) {
                Instrument each = model.instruments.get(i);
                samplers[i] = each.trades.start();
                risks[i] = each.risk;
                sum += each.frequency;
                cumulative[i] = sum;
            }
        }

        @Override
        public void next(RandomGenerator random, Outcome out) {
            int last = cumulative.length - 1;
            double at = random.nextDouble() * cumulative[last];
            current = 0;
            while (current < last && at >= cumulative[current]) {
                current++;
            }
            samplers[current].next(random, out);
        }

        @Override
        public void complete(RandomGenerator random, Outcome out) {
            samplers[current].complete(random, out);
            double risk = risks[current];
            if (risk != 1) {
                ModifyingSampler.change(out, risk * out.rMultiple(), risk * out.adverse(), risk * out.favourable());
            }
        }

        @Override
        public void restart() {
            for (OutcomeSampler sampler : samplers) {
                sampler.restart();
            }
        }
    }
}
