package io.github.ftmo4j.sim.outcome;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.contract.OutcomeModelContract;
import io.github.ftmo4j.sim.contract.TradesPerDayContract;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Example;
import org.assertj.core.api.SoftAssertions;

/** The check of the contracts: what breaks a requirement fails it, and what meets all of them passes. */
class BrokenOutcomesProperties {

    private static final Requirements OF_MODELS = new Requirements(OutcomeModelContract.class);
    private static final Requirements OF_TRADES = new Requirements(TradesPerDayContract.class);

    private static final Map<String, Supplier<OutcomeModel>> BROKEN_MODELS = Map.ofEntries(
            entry("modelsOfEqualParametersAreEqualAndDrawTheSame", WithoutEquality::new),
            entry("statesItsParameters", WithoutText::new),
            entry("everyResultIsWithinTheBound", () -> Model.of(() -> (random, out) -> out.set(2e6))),
            entry(
                    "everyOutcomeHasAMarketReturnIfAndOnlyIfTheModelHasAMarket",
                    () -> new Model(Set.of(Has.MARKET), () -> (random, out) -> out.set(random.nextDouble()))),
            entry(
                    "everyOutcomeHasExcursionsIfAndOnlyIfTheModelHasThem",
                    () -> new Model(Set.of(Has.EXCURSIONS), () -> (random, out) -> out.set(random.nextDouble()))),
            entry(
                    "everyOutcomeHasTimesIfAndOnlyIfTheModelHasThem",
                    () -> Model.of(
                            () -> (random, out) -> out.set(random.nextDouble()).withTimes(1, 2))),
            entry(
                    "everyDayHasANumberOfTradesIfAndOnlyIfTheModelHasDays",
                    () -> Model.of(() -> new TwoSteps() {
                        @Override
                        public int startDay(RandomGenerator counts) {
                            return 1;
                        }
                    })),
            entry(
                    "theExcursionLawIsAProbabilityForEveryResult",
                    () -> new Model(
                            Set.of(Has.EXCURSIONS, Has.LAW),
                            () -> (random, out) -> out.set(-1).withExcursions(-1, 0))),
            entry("completionChangesTradesIfAndOnlyIfTheModelCompletesThem", () -> Model.of(TwoSteps::new)),
            entry(
                    "completionDoesNotChangeWhatIsDrawnLater",
                    () -> new Model(Set.of(Has.COMPLETION), () -> new TwoSteps() {
                        private double last;

                        @Override
                        public void next(RandomGenerator random, Outcome out) {
                            out.set(last);
                        }

                        @Override
                        public void complete(RandomGenerator random, Outcome out) {
                            last = random.nextDouble();
                        }

                        @Override
                        public void restart() {
                            last = 0;
                        }
                    })),
            entry(
                    "nothingIsLeftOfTheOutcomeBefore",
                    () -> Model.of(() -> (random, out) -> {
                        if (random.nextDouble() < 0.5) {
                            out.set(1);
                        }
                    })),
            entry("aRestartedSamplerDrawsAsANewOne", () -> Model.of(Counting::new)),
            entry("samplersAreIndependent", () -> {
                OutcomeSampler shared =
                        Bootstrap.of(1, 2, 3, 4).withMeanBlock(10).start();
                return Model.of(() -> shared);
            }),
            entry("drawsDependOnTheGivenRandomNumbersOnly", () -> {
                Random own = new Random(1);
                return Model.of(() -> (random, out) -> out.set(own.nextDouble()));
            }),
            entry("drawsAllocateNothing", () -> {
                double[][] kept = {{}};
                return Model.of(() -> (random, out) -> {
                    kept[0] = new double[100];
                    out.set(kept[0].length);
                });
            }));

    private static final Map<String, Supplier<TradesPerDay>> BROKEN_TRADES = Map.of(
            "distributionsOfEqualParametersAreEqualAndDrawTheSame",
            () -> new TradesPerDay() {
                @Override
                public int next(RandomGenerator random) {
                    return 1;
                }

                @Override
                public String toString() {
                    return "One";
                }
            },
            "statesItsParameters",
            () -> random -> 1,
            "everyNumberIsFromZeroToTheBound",
            () -> new Trades(random -> random.nextInt(3) - 1),
            "drawsDependOnTheGivenRandomNumbersOnly",
            () -> {
                int[] day = {0};
                return new Trades(random -> day[0]++ % 7);
            },
            "drawsAllocateNothing",
            () -> {
                int[][] kept = {{}};
                return new Trades(random -> {
                    kept[0] = new int[100];
                    return kept[0].length;
                });
            });

    @Example
    void everyRequirementOfModelsFailsForAModelThatBreaksIt() {
        assertThat(BROKEN_MODELS.keySet()).isEqualTo(OF_MODELS.names());
        SoftAssertions.assertSoftly(softly -> BROKEN_MODELS.forEach((requirement, model) ->
                softly.assertThat(brokenByModel(model)).as(requirement).contains(requirement)));
    }

    @Example
    void everyRequirementOfTradesPerDayFailsForADistributionThatBreaksIt() {
        assertThat(BROKEN_TRADES.keySet()).isEqualTo(OF_TRADES.names());
        SoftAssertions.assertSoftly(softly -> BROKEN_TRADES.forEach((requirement, trades) ->
                softly.assertThat(brokenByTrades(trades)).as(requirement).contains(requirement)));
    }

    @Example
    void aModelThatMeetsAllRequirementsPasses() {
        assertThat(brokenByModel(Sound::new)).isEmpty();
        assertThat(brokenByTrades(() -> TradesPerDay.fixed(3))).isEmpty();
    }

    private static Iterable<String> brokenByModel(Supplier<OutcomeModel> model) {
        OutcomeModelContract test = () -> Arbitraries.create(model);
        return OF_MODELS.brokenBy(model.get(), test);
    }

    private static Iterable<String> brokenByTrades(Supplier<TradesPerDay> trades) {
        TradesPerDayContract test = () -> Arbitraries.create(trades);
        return OF_TRADES.brokenBy(trades.get(), test);
    }

    /** What a model states. */
    private enum Has {
        MARKET,
        EXCURSIONS,
        COMPLETION,
        LAW
    }

    private record Model(Set<Has> stated, Supplier<OutcomeSampler> sampler) implements OutcomeModel {

        static Model of(Supplier<OutcomeSampler> sampler) {
            return new Model(Set.of(), sampler);
        }

        @Override
        public boolean hasMarket() {
            return stated.contains(Has.MARKET);
        }

        @Override
        public boolean hasExcursions() {
            return stated.contains(Has.EXCURSIONS);
        }

        @Override
        public boolean completes() {
            return stated.contains(Has.COMPLETION);
        }

        @Override
        public Optional<ExcursionLaw> excursionLaw() {
            return stated.contains(Has.LAW) ? Optional.of(new Half()) : Optional.empty();
        }

        @Override
        public OutcomeSampler start() {
            return sampler.get();
        }
    }

    private record Half() implements ExcursionLaw {
        @Override
        public double adverseReaches(double r, double y) {
            return 0.5;
        }

        @Override
        public double favourableReaches(double r, double z) {
            return 0.5;
        }
    }

    private static class TwoSteps implements OutcomeSampler {
        @Override
        public void next(RandomGenerator random, Outcome out) {
            out.set(random.nextDouble());
        }

        @Override
        public void complete(RandomGenerator random, Outcome out) {
            out.set(random.nextDouble());
        }
    }

    private record Trades(TradesPerDay drawn) implements TradesPerDay {
        @Override
        public int next(RandomGenerator random) {
            return drawn.next(random);
        }
    }

    /** With all that a model can have. */
    private record Sound() implements OutcomeModel {
        @Override
        public boolean hasMarket() {
            return true;
        }

        @Override
        public boolean hasExcursions() {
            return true;
        }

        @Override
        public boolean completes() {
            return true;
        }

        @Override
        public boolean hasTimes() {
            return true;
        }

        @Override
        public boolean hasDays() {
            return true;
        }

        @Override
        public OutcomeSampler start() {
            return new OutcomeSampler() {
                @Override
                public void next(RandomGenerator random, Outcome out) {
                    double r = random.nextGaussian();
                    out.set(r).withMarketReturn(r / 100).withTimes(60, 60);
                }

                @Override
                public void complete(RandomGenerator random, Outcome out) {
                    double r = out.rMultiple();
                    out.withExcursions(Math.min(0, r) - random.nextDouble(), Math.max(0, r));
                }

                @Override
                public int startDay(RandomGenerator counts) {
                    return counts.nextInt(3);
                }
            };
        }
    }

    private static final class WithoutEquality implements OutcomeModel {
        @Override
        public OutcomeSampler start() {
            return (random, out) -> out.set(1);
        }

        @Override
        public String toString() {
            return "WithoutEquality";
        }
    }

    private static final class WithoutText implements OutcomeModel {
        @Override
        public OutcomeSampler start() {
            return (random, out) -> out.set(1);
        }
    }

    /** Goes on where it was, also after a restart. */
    private static final class Counting implements OutcomeSampler {
        private int drawn;

        @Override
        public void next(RandomGenerator random, Outcome out) {
            out.set(drawn++ % 7);
        }
    }
}
