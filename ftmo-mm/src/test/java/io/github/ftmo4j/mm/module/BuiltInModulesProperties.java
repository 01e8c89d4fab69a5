package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.Samples;
import io.github.ftmo4j.mm.contract.RiskModuleContract;
import net.jqwik.api.Arbitrary;

class BuiltInModulesProperties implements RiskModuleContract {

    @Override
    public Arbitrary<RiskModule> candidates() {
        return Samples.modules();
    }
}
