package io.github.ftmo4j.mm;

import io.github.ftmo4j.mm.contract.RiskModuleContract;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

class HalverProperties implements RiskModuleContract {

    @Override
    public Arbitrary<RiskModule> candidates() {
        return Combinators.combine(Arbitraries.integers().between(1, 4), Arbitraries.of(0.002, 0.01, 0.05))
                .as(Halver::new);
    }
}
