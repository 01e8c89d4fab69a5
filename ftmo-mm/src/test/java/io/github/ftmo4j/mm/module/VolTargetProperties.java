package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.contract.RandomLearners;
import io.github.ftmo4j.mm.contract.TradedAccount;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What watching the market must always do. */
class VolTargetProperties {

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    @Provide
    Arbitrary<VolTarget> volTargets() {
        return RandomLearners.volTargets();
    }

    @Provide
    Arbitrary<List<Double>> returns() {
        return Arbitraries.integers()
                .between(-500, 500)
                .map(n -> n / 10_000.0)
                .list()
                .ofMaxSize(40);
    }

    @Property
    void aRestoredStateGoesOnWatching(
            @ForAll("volTargets") VolTarget module,
            @ForAll("returns") List<Double> before,
            @ForAll("returns") List<Double> after) {
        ModuleState saved = module.start();
        before.forEach(saved::moved);
        ModuleState restored = module.start();
        restored.restore(saved.save());
        for (double marketReturn : after) {
            assertThat(account.ask(restored)).isEqualTo(Double.valueOf(account.ask(saved)));
            saved.moved(marketReturn);
            restored.moved(marketReturn);
        }
        assertThat(restored.save()).isEqualTo(saved.save());
        assertThat(account.ask(restored)).isEqualTo(Double.valueOf(account.ask(saved)));
    }

    @Property
    void aStateThatIsResetForgetsTheMarket(
            @ForAll("volTargets") VolTarget module, @ForAll("returns") List<Double> returns) {
        ModuleState state = module.start();
        returns.forEach(state::moved);
        state.reset();
        assertThat(state.save()).isEqualTo(module.start().save());
        assertThat(account.ask(state)).isEqualTo(Double.valueOf(account.ask(module.start())));
    }

    @Property
    void aMarketTwiceAsWildIsRiskedHalfUpToTheCap(
            @ForAll("volTargets") VolTarget any, @ForAll("returns") List<Double> returns) {
        VolTarget module = any.warmUp(1);
        Assume.that(module.stopDistance().isPresent() && !returns.isEmpty());
        ModuleState calm = module.cap(Fraction.NO_CAP).start();
        ModuleState wild = module.cap(Fraction.NO_CAP).start();
        for (double marketReturn : returns) {
            calm.moved(marketReturn);
            wild.moved(2 * marketReturn);
        }
        double uncapped = 2 * account.ask(wild);
        double expected = Math.min(uncapped, 100_000_00);
        assertThat(account.ask(calm)).isCloseTo(expected, offset(1e-12 * expected));
    }
}
