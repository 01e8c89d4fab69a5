package io.github.ftmo4j.sim.engine.internal.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.sim.Journey;
import io.github.ftmo4j.sim.RandomJourneys;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.engine.internal.montecarlo.JourneyTrials;
import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySample;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.odds.TrialRanges;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.Figure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/** Journeys of random terms, fees, calendars and starts: the solver against the readable engine. Seeds are fixed. */
class SolvedJourneysProperties {

    /** A right pair of engines is further apart in 2e-8 of all figures, if each is nearly normal. */
    private static final double STANDARD_ERRORS = 5.6;

    @Example
    void everySequenceOfDrawsTogetherIsTheAnswer() {
        enumerate(1, 25, 200);
    }

    @Example
    @Tag("thorough")
    void everyOneOfMoreSequencesTogetherIsTheAnswer() {
        enumerate(2, 600, 3_000);
    }

    /** All figures to 1e-9 of a minor unit and more, as far as the bounds of the solver allow. */
    private static void enumerate(long seed, int number, int most) {
        int compared = 0;
        for (int i = 0; i < number; i++) {
            Random random = new Random(1_000 * seed + i);
            JourneySpec spec =
                    RandomJourneys.solvable(random, TradesPerDay.fixed(1), 3).spec();
            Map<Measure, Double> means = new EnumMap<>(Measure.class);
            boolean complete = Enumeration.of(
                    spec.trading(), trading -> trial(with(spec, trading)), most, (sample, probability) -> {
                        for (Measure measure : Measure.values()) {
                            means.merge(measure, probability * sample.sum(measure), Double::sum);
                        }
                    });
            if (complete) {
                compared++;
                assertEqual(new MarkovJourney(0, 10_000_000).answer(spec), means);
            }
        }
        assertThat(compared).isGreaterThan(number / 2);
    }

    private static JourneySample trial(JourneySpec spec) {
        JourneySample.Collector collector = new JourneySample.Collector(0, 1);
        new JourneyTrials(spec, 0, collector).start().run(0, 1, new long[1], () -> false);
        return collector.sample(TrialRanges.of(0, 1));
    }

    private static JourneySpec with(JourneySpec spec, SimulationSpec trading) {
        return new JourneySpec(
                trading,
                spec.funded(),
                spec.fee(),
                spec.attempts(),
                spec.resets(),
                spec.payouts(),
                spec.horizon(),
                spec.rate(),
                spec.fundedStart());
    }

    private static void assertEqual(ExactJourneyOdds odds, Map<Measure, Double> means) {
        assertMoney(odds.expectedValue(), means, Measure.NET);
        assertMoney(odds.cost(), means, Measure.COST);
        assertMoney(odds.rewards(), means, Measure.REWARDS);
        assertMoney(odds.residual(), means, Measure.RESIDUAL);
        assertClose(odds, odds.attempts().value(), mean(means, Measure.ATTEMPTS));
        assertClose(odds, odds.payouts().value(), mean(means, Measure.PAYOUTS));
        double funded = mean(means, Measure.FUNDED);
        assertClose(odds, odds.funded().value(), funded);
        assertClose(odds, odds.paid().value(), mean(means, Measure.PAID));
        assertClose(odds, odds.blown().value() * funded, mean(means, Measure.BLOWN));
        // days to funded are −1 in journeys without one
        odds.daysToFunded()
                .ifPresent(days -> assertClose(odds, days.value() * funded, mean(means, Measure.DAYS_TO_FUNDED)));
    }

    private static void assertMoney(Figure figure, Map<Measure, Double> means, Measure measure) {
        assertThat(100 * figure.value()).as(figure.name()).isCloseTo(mean(means, measure), within(1e-4));
    }

    private static void assertClose(ExactJourneyOdds odds, double solved, double enumerated) {
        assertThat(solved).as("%s", odds.spec()).isCloseTo(enumerated, within(1e-9));
    }

    private static double mean(Map<Measure, Double> means, Measure measure) {
        return Objects.requireNonNull(means.get(measure));
    }

    @Example
    void runsAgree() {
        compare(3, 8, 1_000, 20_000);
    }

    @Example
    @Tag("thorough")
    void manyRunsAgree() {
        compare(4, 200, 20_000, 500_000);
    }

    private static void compare(long seed, int number, long trials, long mostStates) {
        int solved = 0;
        for (int i = 0; solved < number; i++) {
            Random random = new Random(1_000 * seed + i);
            TradesPerDay trades = i % 3 == 0 ? TradesPerDay.poisson(0.5) : TradesPerDay.fixed(i % 3);
            Journey journey = RandomJourneys.solvable(random, trades, 8);
            Optional<ExactJourneyOdds> exact = solve(journey.spec(), mostStates);
            if (exact.isPresent()) {
                solved++;
                assertAgrees(exact.get(), journey.run(trials, seed + i));
            }
        }
    }

    private static Optional<ExactJourneyOdds> solve(JourneySpec spec, long mostStates) {
        assertThat(MarkovJourney.obstacles(spec)).isEmpty();
        try {
            return Optional.of(new MarkovJourney(1e-9, mostStates).answer(spec));
        } catch (UnsolvableException e) {
            assertThat(e.obstacles()).allMatch(obstacle -> obstacle.name().equals("states"));
            return Optional.empty();
        }
    }

    private static void assertAgrees(ExactJourneyOdds exact, JourneyOdds sampled) {
        assertAgrees(exact.expectedValue(), sampled, Measure.NET);
        assertAgrees(exact.cost(), sampled, Measure.COST);
        assertAgrees(exact.rewards(), sampled, Measure.REWARDS);
        assertAgrees(exact.residual(), sampled, Measure.RESIDUAL);
        assertAgrees(exact.attempts(), sampled, Measure.ATTEMPTS);
        assertAgrees(exact.payouts(), sampled, Measure.PAYOUTS);
        exact.daysToFunded().ifPresent(days -> assertAgrees(days, sampled, Measure.DAYS_TO_FUNDED));
        double funded = exact.funded().value();
        assertShare(funded, sampled, Measure.FUNDED);
        assertShare(exact.paid().value(), sampled, Measure.PAID);
        assertShare(funded * exact.blown().value(), sampled, Measure.BLOWN);
    }

    private static void assertAgrees(Figure exact, JourneyOdds sampled, Measure measure) {
        var values = sampled.values(measure);
        if (values.n() >= 500) {
            double error = values.deviation() / Math.sqrt(values.n());
            // a value that is hardly ever seen has no share in the deviation of a sample without it
            assertThat(sampled.mean(measure).value())
                    .as("%s of %s", exact.name(), sampled.spec())
                    .isCloseTo(exact.value(), within(STANDARD_ERRORS * error + 1e-9 + exact.halfWidth()));
        }
    }

    private static void assertShare(double exact, JourneyOdds sampled, Measure measure) {
        double n = sampled.trials();
        double error = Math.sqrt(exact * (1 - exact) / n);
        assertThat(sampled.sample().sum(measure) / n)
                .as("%s of %s", measure, sampled.spec())
                .isCloseTo(exact, within(STANDARD_ERRORS * error + 30 / n));
    }
}
