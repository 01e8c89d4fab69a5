package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.RiskModuleContract;
import io.github.ftmo4j.mm.Samples;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.domains.Domain;

@Domain(Samples.class)
class BuiltInModulesProperties implements RiskModuleContract {

    @Override
    public Arbitrary<RiskModule> candidates() {
        return Samples.modules();
    }
}
