package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.contract.OutcomeModelContract;
import io.github.ftmo4j.sim.contract.RandomOutcomes;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;

class BuiltInOutcomesProperties implements OutcomeModelContract {

    @Override
    public Arbitrary<OutcomeModel> candidates() {
        return RandomOutcomes.models();
    }

    @Example
    void noModelOfTheLibraryIsLeftOut() {
        assertThat(RandomOutcomes.oneModelOfEach())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(PublicTypes.assignableTo(OutcomeModel.class));
    }
}
