package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.contract.OutcomeModelContract;
import io.github.ftmo4j.sim.contract.TradesPerDayContract;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Example;
import org.assertj.core.api.SoftAssertions;

/** The check of the contracts: what breaks a requirement fails it, and what meets all of them passes. */
class BrokenOutcomesProperties {

    private static final Requirements OF_MODELS = new Requirements(OutcomeModelContract.class);
    private static final Requirements OF_TRADES = new Requirements(TradesPerDayContract.class);

    private static final Map<String, Supplier<OutcomeModel>> BROKEN_MODELS = Map.of(
            "modelsOfEqualParametersAreEqualAndDrawTheSame",
            WithoutEquality::new,
            "statesItsParameters",
            WithoutText::new,
            "everyResultIsWithinTheBound",
            () -> new Model(false, false, () -> (random, out) -> out.set(2e6)),
            "everyOutcomeHasAMarketReturnIfAndOnlyIfTheModelHasAMarket",
            () -> new Model(true, false, () -> (random, out) -> out.set(random.nextDouble())),
            "everyOutcomeHasExcursionsIfAndOnlyIfTheModelHasThem",
            () -> new Model(false, true, () -> (random, out) -> out.set(random.nextDouble())),
            "nothingIsLeftOfTheOutcomeBefore",
            () -> new Model(false, false, () -> (random, out) -> {
                if (random.nextDouble() < 0.5) {
                    out.set(1);
                }
            }),
            "aRestartedSamplerDrawsAsANewOne",
            () -> new Model(false, false, Counting::new),
            "samplersAreIndependent",
            () -> {
                OutcomeSampler shared =
                        Bootstrap.of(1, 2, 3, 4).withMeanBlock(10).start();
                return new Model(false, false, () -> shared);
            },
            "drawsDependOnTheGivenRandomNumbersOnly",
            () -> {
                Random own = new Random(1);
                return new Model(false, false, () -> (random, out) -> out.set(own.nextDouble()));
            },
            "drawsAllocateNothing",
            () -> {
                double[][] kept = {{}};
                return new Model(false, false, () -> (random, out) -> {
                    kept[0] = new double[100];
                    out.set(kept[0].length);
                });
            });

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

    private record Model(boolean hasMarket, boolean hasExcursions, Supplier<OutcomeSampler> sampler)
            implements OutcomeModel {
        @Override
        public OutcomeSampler start() {
            return sampler.get();
        }
    }

    private record Trades(TradesPerDay drawn) implements TradesPerDay {
        @Override
        public int next(RandomGenerator random) {
            return drawn.next(random);
        }
    }

    /** With excursions and a market. */
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
        public OutcomeSampler start() {
            return (random, out) -> {
                double r = random.nextGaussian();
                out.set(r).withExcursions(Math.min(0, r) - 0.1, Math.max(0, r)).withMarketReturn(r / 100);
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
