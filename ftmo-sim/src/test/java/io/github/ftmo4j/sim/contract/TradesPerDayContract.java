package io.github.ftmo4j.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What every distribution of trades a day must satisfy. To test one of your own, implement this in a test class, as
 * {@link OutcomeModelContract} says it.
 */
public interface TradesPerDayContract {

    /**
     * The distributions to be tested: yours, with any parameters that they may have. For the test of equality each call
     * of the mapping must make a new one.
     */
    @Provide
    Arbitrary<TradesPerDay> candidates();

    @Property
    default void distributionsOfEqualParametersAreEqualAndDrawTheSame(@ForAll long seed) {
        Twins<TradesPerDay> distributions = Twins.of(candidates(), seed);
        distributions.assertEqual();
        assertThat(draw(distributions.one(), Streams.tradesPerDay(seed)))
                .isEqualTo(draw(distributions.two(), Streams.tradesPerDay(seed)));
    }

    @Property
    default void statesItsParameters(@ForAll("candidates") TradesPerDay distribution) {
        Twins.assertStatesItsParameters(distribution);
    }

    @Property
    default void everyNumberIsFromZeroToTheBound(@ForAll("candidates") TradesPerDay distribution, @ForAll long seed) {
        assertThat(IntStream.of(draw(distribution, Streams.tradesPerDay(seed))))
                .as("%s", distribution)
                .allMatch(trades -> trades >= 0 && trades <= TradesPerDay.MOST);
    }

    @Property
    default void drawsDependOnTheGivenRandomNumbersOnly(
            @ForAll("candidates") TradesPerDay distribution, @ForAll long before, @ForAll long seed) {
        RandomStream here = Streams.tradesPerDay(seed);
        RandomStream there = Streams.tradesPerDay(seed);
        int[] drawnHere = draw(distribution, here);
        draw(distribution, Streams.tradesPerDay(before));
        int[] drawnThere = Streams.onAnotherThread(() -> draw(distribution, there));
        assertThat(drawnThere).as("%s", distribution).isEqualTo(drawnHere);
        assertThat(there.nextLong())
                .as("random numbers taken by %s", distribution)
                .isEqualTo(here.nextLong());
    }

    @Property(tries = 20)
    default void drawsAllocateNothing(@ForAll("candidates") TradesPerDay distribution, @ForAll long seed) {
        RandomStream random = Streams.tradesPerDay(seed);
        assertThat(Allocation.bytesPerCall(() -> distribution.next(random)))
                .as("bytes per draw of %s", distribution)
                .isZero();
    }

    private static int[] draw(TradesPerDay distribution, RandomStream random) {
        return IntStream.range(0, Drawn.DRAWS)
                .map(i -> distribution.next(random))
                .toArray();
    }
}
