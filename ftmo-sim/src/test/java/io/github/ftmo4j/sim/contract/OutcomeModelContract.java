package io.github.ftmo4j.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What every outcome model must satisfy. To test a model of your own, implement this in a test class whose name ends
 * with {@code Properties}:
 *
 * <pre>{@code
 * class ThreeResultsProperties implements OutcomeModelContract {
 *     @Override
 *     public Arbitrary<OutcomeModel> candidates() {
 *         return Arbitraries.doubles().between(0, 0.5).map(ThreeResults::new);
 *     }
 * }
 * }</pre>
 *
 * <p>It needs, in test scope, {@code io.github.ftmo4j:ftmo-sim} once more with the type {@code test-jar},
 * {@code net.jqwik:jqwik} 1.9 and {@code org.assertj:assertj-core}; and Surefire must include {@code *Properties}
 * classes, which are not among its defaults.
 */
public interface OutcomeModelContract {

    /**
     * The models to be tested: yours, with any parameters that they may have. For the test of equality each call of the
     * mapping must make a new model; so {@code Arbitraries.just} is for models without parameters only.
     */
    @Provide
    Arbitrary<OutcomeModel> candidates();

    @Property
    default void modelsOfEqualParametersAreEqualAndDrawTheSame(@ForAll long seed) {
        Twins<OutcomeModel> models = Twins.of(candidates(), seed);
        models.assertEqual();
        assertThat(Trading.of(models.one(), seed).draws())
                .isEqualTo(Trading.of(models.two(), seed).draws());
    }

    @Property
    default void statesItsParameters(@ForAll("candidates") OutcomeModel model) {
        Twins.assertStatesItsParameters(model);
    }

    @Property
    default void everyResultIsWithinTheBound(@ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        assertThat(Trading.of(model, seed).draws())
                .as("%s", model)
                .allMatch(drawn -> Math.abs(drawn.rMultiple()) <= Outcome.LARGEST_R);
    }

    @Property
    default void everyOutcomeHasAMarketReturnIfAndOnlyIfTheModelHasAMarket(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        assertThat(Trading.of(model, seed).draws())
                .as("%s", model)
                .allMatch(drawn -> Double.isFinite(drawn.marketReturn()) == model.hasMarket());
    }

    @Property
    default void everyOutcomeHasExcursionsIfAndOnlyIfTheModelHasThem(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        assertThat(Trading.of(model, seed).draws())
                .as("%s", model)
                .allMatch(drawn -> drawn.hasExcursions() == model.hasExcursions());
    }

    @Property
    default void everyOutcomeHasTimesIfAndOnlyIfTheModelHasThem(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        assertThat(Trading.of(model, seed).draws())
                .as("%s", model)
                .allMatch(drawn -> drawn.hasTimes() == model.hasTimes());
    }

    @Property
    default void everyDayHasANumberOfTradesIfAndOnlyIfTheModelHasDays(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        OutcomeSampler sampler = model.start();
        RandomStream counts = Streams.tradesPerDay(seed);
        for (int day = 0; day < Drawn.DRAWS; day++) {
            int trades = sampler.startDay(counts);
            if (model.hasDays()) {
                assertThat(trades).as("%s", model).isBetween(0, TradesPerDay.MOST);
            } else {
                assertThat(trades).as("%s", model).isEqualTo(OutcomeSampler.NO_DAYS);
            }
        }
    }

    @Property
    default void theExcursionLawIsAProbabilityForEveryResult(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        model.excursionLaw().ifPresent(law -> {
            assertThat(model.hasExcursions()).as("%s", model).isTrue();
            for (Drawn drawn : Trading.of(model, seed).draws()) {
                double r = drawn.rMultiple();
                double adverseBefore = 1;
                double favourableBefore = 1;
                for (double distance = 0; distance < 4; distance += 0.25) {
                    double adverse = law.adverseReaches(r, distance);
                    double favourable = law.favourableReaches(r, distance);
                    assertThat(adverse)
                            .as("%s at %s of %s", distance, r, model)
                            .isBetween(-distance >= Math.min(0, r) ? 1.0 : 0.0, adverseBefore);
                    assertThat(favourable)
                            .as("%s at %s of %s", distance, r, model)
                            .isBetween(distance <= Math.max(0, r) ? 1.0 : 0.0, favourableBefore);
                    adverseBefore = adverse;
                    favourableBefore = favourable;
                }
            }
        });
    }

    @Property
    default void completionChangesTradesIfAndOnlyIfTheModelCompletesThem(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        if (!model.completes()) {
            Trading trading = Trading.of(model, seed);
            Outcome out = new Outcome();
            for (int i = 0; i < Drawn.DRAWS && trading.draw(out); i++) {
                Drawn before = Drawn.of(out);
                trading.complete(out);
                assertThat(Drawn.of(out)).as("%s", model).isEqualTo(before);
            }
            assertThat(trading.nextRandomNumbers().get(1))
                    .as("random numbers taken by %s", model)
                    .isEqualTo(Streams.insideTrade(seed).nextLong());
        }
    }

    @Property
    default void completionDoesNotChangeWhatIsDrawnLater(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed, @ForAll long inside) {
        List<Drawn> drawn = Trading.withoutCompletion(model, seed).firstSteps();
        assertThat(Trading.completedBy(model, seed, inside).firstSteps())
                .as("%s", model)
                .isEqualTo(drawn);
    }

    @Property
    default void nothingIsLeftOfTheOutcomeBefore(@ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        Trading trading = Trading.of(model, seed);
        List<Drawn> intoUsed = new ArrayList<>();
        Outcome used = new Outcome();
        do {
            used.set(-0.5).withExcursions(-2, 3).withMarketReturn(0.25).withTimes(1, 2);
        } while (trading.next(used) && intoUsed.add(Drawn.of(used)) && intoUsed.size() < Drawn.DRAWS);
        assertThat(intoUsed).as("%s", model).isEqualTo(Trading.of(model, seed).draws());
    }

    @Property
    default void aRestartedSamplerDrawsAsANewOne(
            @ForAll("candidates") OutcomeModel model, @ForAll long before, @ForAll long seed) {
        OutcomeSampler sampler = model.start();
        Trading.of(model, sampler, before).draws();
        sampler.restart();
        assertThat(Trading.of(model, sampler, seed).draws())
                .as("%s", model)
                .isEqualTo(Trading.of(model, seed).draws());
    }

    @Property
    default void samplersAreIndependent(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed, @ForAll long elsewhere) {
        Trading trading = Trading.of(model, seed);
        OutcomeSampler othersSampler = model.start();
        Trading other = Trading.of(model, othersSampler, elsewhere);
        Outcome out = new Outcome();
        List<Drawn> interleaved = new ArrayList<>();
        while (interleaved.size() < Drawn.DRAWS && trading.next(out)) {
            interleaved.add(Drawn.of(out));
            other.next(out);
            if (interleaved.size() % 10 == 0) {
                othersSampler.restart();
                other = Trading.of(model, othersSampler, elsewhere + interleaved.size());
            }
        }
        assertThat(interleaved)
                .as("%s", model)
                .isEqualTo(Trading.of(model, seed).draws());
    }

    @Property
    default void drawsDependOnTheGivenRandomNumbersOnly(@ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        Trading here = Trading.of(model, seed);
        Trading there = Trading.of(model, seed);
        List<Drawn> drawnHere = here.draws();
        List<Drawn> drawnThere = Streams.onAnotherThread(there::draws);
        assertThat(drawnThere).as("%s", model).isEqualTo(drawnHere);
        assertThat(there.nextRandomNumbers())
                .as("random numbers taken by %s", model)
                .isEqualTo(here.nextRandomNumbers());
    }

    @Property(tries = 20)
    default void drawsAllocateNothing(@ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        Trading trading = Trading.of(model, seed);
        Outcome out = new Outcome();
        assertThat(Allocation.bytesPerCall(() -> trading.next(out)))
                .as("bytes per draw of %s", model)
                .isZero();
    }
}
