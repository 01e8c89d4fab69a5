package io.github.ftmo4j.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
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
        assertThat(draw(models.one().start(), Streams.outcomes(seed)))
                .isEqualTo(draw(models.two().start(), Streams.outcomes(seed)));
    }

    @Property
    default void statesItsParameters(@ForAll("candidates") OutcomeModel model) {
        Twins.assertStatesItsParameters(model);
    }

    @Property
    default void everyResultIsWithinTheBound(@ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        assertThat(draw(model.start(), Streams.outcomes(seed)))
                .as("%s", model)
                .allMatch(drawn -> Math.abs(drawn.rMultiple()) <= Outcome.LARGEST_R);
    }

    @Property
    default void everyOutcomeHasAMarketReturnIfAndOnlyIfTheModelHasAMarket(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        assertThat(draw(model.start(), Streams.outcomes(seed)))
                .as("%s", model)
                .allMatch(drawn -> Double.isFinite(drawn.marketReturn()) == model.hasMarket());
    }

    @Property
    default void everyOutcomeHasExcursionsIfAndOnlyIfTheModelHasThem(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        assertThat(draw(model.start(), Streams.outcomes(seed)))
                .as("%s", model)
                .allMatch(drawn -> drawn.hasExcursions() == model.hasExcursions());
    }

    @Property
    default void nothingIsLeftOfTheOutcomeBefore(@ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        OutcomeSampler sampler = model.start();
        RandomStream random = Streams.outcomes(seed);
        List<Drawn> intoUsed = new ArrayList<>();
        for (int i = 0; i < Drawn.DRAWS; i++) {
            Outcome used = new Outcome().set(-0.5).withExcursions(-2, 3).withMarketReturn(0.25);
            sampler.next(random, used);
            intoUsed.add(Drawn.of(used));
        }
        assertThat(intoUsed).as("%s", model).isEqualTo(draw(model.start(), Streams.outcomes(seed)));
    }

    @Property
    default void aRestartedSamplerDrawsAsANewOne(
            @ForAll("candidates") OutcomeModel model, @ForAll long before, @ForAll long seed) {
        OutcomeSampler sampler = model.start();
        draw(sampler, Streams.outcomes(before));
        sampler.restart();
        assertThat(draw(sampler, Streams.outcomes(seed)))
                .as("%s", model)
                .isEqualTo(draw(model.start(), Streams.outcomes(seed)));
    }

    @Property
    default void samplersAreIndependent(
            @ForAll("candidates") OutcomeModel model, @ForAll long seed, @ForAll long elsewhere) {
        OutcomeSampler sampler = model.start();
        OutcomeSampler other = model.start();
        RandomStream random = Streams.outcomes(seed);
        RandomStream othersRandom = Streams.outcomes(elsewhere);
        Outcome out = new Outcome();
        List<Drawn> interleaved = new ArrayList<>();
        for (int i = 0; i < Drawn.DRAWS; i++) {
            sampler.next(random, out);
            interleaved.add(Drawn.of(out));
            other.next(othersRandom, out);
            if (i % 10 == 9) {
                other.restart();
            }
        }
        assertThat(interleaved).as("%s", model).isEqualTo(draw(model.start(), Streams.outcomes(seed)));
    }

    @Property
    default void drawsDependOnTheGivenRandomNumbersOnly(@ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        RandomStream here = Streams.outcomes(seed);
        RandomStream there = Streams.outcomes(seed);
        List<Drawn> drawnHere = draw(model.start(), here);
        List<Drawn> drawnThere = Streams.onAnotherThread(() -> draw(model.start(), there));
        assertThat(drawnThere).as("%s", model).isEqualTo(drawnHere);
        assertThat(there.nextLong()).as("random numbers taken by %s", model).isEqualTo(here.nextLong());
    }

    @Property(tries = 20)
    default void drawsAllocateNothing(@ForAll("candidates") OutcomeModel model, @ForAll long seed) {
        OutcomeSampler sampler = model.start();
        RandomStream random = Streams.outcomes(seed);
        Outcome out = new Outcome();
        assertThat(Allocation.bytesPerCall(() -> sampler.next(random, out)))
                .as("bytes per draw of %s", model)
                .isZero();
    }

    private static List<Drawn> draw(OutcomeSampler sampler, RandomStream random) {
        Outcome out = new Outcome();
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < Drawn.DRAWS; i++) {
            sampler.next(random, out);
            drawn.add(Drawn.of(out));
        }
        return drawn;
    }
}
