package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.contract.RandomLearners;
import io.github.ftmo4j.mm.contract.TradedAccount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What learning must never do. */
class BayesProperties {

    private static final long RISKED = 1_000;

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    @Provide
    Arbitrary<Bayes> bayes() {
        return RandomLearners.bayes();
    }

    /** What trades earned of {@link #RISKED}. */
    @Provide
    Arbitrary<List<Long>> profits() {
        return Arbitraries.longs().between(-1_500, 3_000).list().ofMaxSize(60);
    }

    private ModuleState taught(Bayes module, List<Long> profits) {
        ModuleState state = module.start();
        profits.forEach(profit -> state.closed(RISKED, profit));
        return state;
    }

    private static Bayes givenPayoff(Bayes module) {
        return new Bayes(
                module.prior(),
                false,
                module.kelly(),
                module.quantile(),
                module.cap(),
                Math.max(module.probe(), 0.001),
                module.decay());
    }

    @Property
    void aWinNeverLowersTheNextProposal(
            @ForAll("bayes") Bayes module, @ForAll("profits") List<Long> profits, @ForAll("profits") List<Long> wins) {
        ModuleState state = taught(givenPayoff(module), profits);
        for (long win : wins) {
            double before = account.ask(state);
            state.closed(RISKED, 1 + Math.abs(win));
            assertThat(account.ask(state)).isGreaterThanOrEqualTo(before);
        }
    }

    @Property
    void aLossNeverRaisesTheNextProposal(
            @ForAll("bayes") Bayes module,
            @ForAll("profits") List<Long> profits,
            @ForAll("profits") List<Long> losses) {
        ModuleState state = taught(givenPayoff(module), profits);
        for (long loss : losses) {
            double before = account.ask(state);
            state.closed(RISKED, -1 - Math.abs(loss));
            assertThat(account.ask(state)).isLessThanOrEqualTo(before);
        }
    }

    @Property
    void whatIsNeverForgottenMayComeInAnyOrder(
            @ForAll("bayes") Bayes module, @ForAll("profits") List<Long> profits, @ForAll long seed) {
        Bayes remembering = module.decay(Decay.none());
        List<Long> shuffled = new ArrayList<>(profits);
        Collections.shuffle(shuffled, new Random(seed));
        double inOrder = account.ask(taught(remembering, profits));
        double inDisorder = account.ask(taught(remembering, shuffled));
        if (module.learnsPayoff()) {
            assertThat(inDisorder).isCloseTo(inOrder, within(1e-9 * 100_000_00));
        } else {
            assertThat(inDisorder).isEqualTo(inOrder);
        }
    }

    @Property
    void isBetweenProbeAndCap(@ForAll("bayes") Bayes module, @ForAll("profits") List<Long> profits) {
        double fraction = account.ask(taught(module, profits)) / 100_000_00;
        assertThat(fraction).isBetween(module.probe() - 1e-15, module.cap() + 1e-15);
    }

    @Property
    void theWorseTheQuantileTheLessIsRisked(@ForAll("bayes") Bayes module, @ForAll("profits") List<Long> profits) {
        Bayes probing = module.probe(Math.max(module.probe(), 0.001));
        double careful = account.ask(taught(withQuantile(probing, CAREFUL), profits));
        double bold = account.ask(taught(withQuantile(probing, BOLD), profits));
        assertThat(careful).isLessThanOrEqualTo(bold);
    }

    private static final BetaQuantile CAREFUL = BetaQuantile.at(0.2);
    private static final BetaQuantile BOLD = BetaQuantile.at(0.6);

    private static Bayes withQuantile(Bayes module, BetaQuantile quantile) {
        return new Bayes(
                module.prior(),
                module.learnsPayoff(),
                module.kelly(),
                quantile,
                module.cap(),
                module.probe(),
                module.decay());
    }
}
