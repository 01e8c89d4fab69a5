package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.contract.RandomOutcomes;
import io.github.ftmo4j.sim.contract.TradesPerDayContract;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;

class BuiltInTradesPerDayProperties implements TradesPerDayContract {

    @Override
    public Arbitrary<TradesPerDay> candidates() {
        return RandomOutcomes.tradesPerDay();
    }

    @Example
    void noDistributionOfTheLibraryIsLeftOut() {
        assertThat(RandomOutcomes.oneTradesPerDayOfEach())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(PublicTypes.assignableTo(TradesPerDay.class).stream()
                        .filter(type -> type != TradesOfDays.class) // outcomes draw them
                        .toList());
    }
}
