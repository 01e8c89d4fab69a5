package io.github.ftmo4j.mm.contract;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.BetaQuantile;
import io.github.ftmo4j.mm.module.Decay;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.mm.module.VolTarget;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random modules that learn, and what they are made of. */
public final class RandomLearners {

    /** Few, since each makes a table. */
    private static final List<BetaQuantile> QUANTILES =
            Stream.of(0.05, 0.25, 0.5, 0.9).map(BetaQuantile::at).toList();

    private RandomLearners() {}

    /** With no probe only where the prior proposes something by itself. */
    public static Arbitrary<Bayes> bayes() {
        return Combinators.combine(
                        priors(),
                        Arbitraries.of(true, false),
                        thousandths(1, 1000),
                        Arbitraries.of(QUANTILES),
                        caps(),
                        thousandths(0, 10),
                        decays())
                .as((prior, learnsPayoff, kelly, quantile, cap, probe, decay) -> {
                    double least = probe == 0 && wanted(prior, quantile) <= 0 ? 0.001 : probe;
                    return new Bayes(prior, learnsPayoff, kelly, quantile, cap, least, decay);
                });
    }

    private static double wanted(Prior prior, BetaQuantile quantile) {
        double winRate = quantile.exact(prior.wins(), prior.losses()) - 1e-6;
        return winRate / prior.meanLoss() - (1 - winRate) / prior.meanWin();
    }

    public static Arbitrary<VolTarget> volTargets() {
        return Combinators.combine(
                        thousandths(1, 1000),
                        Arbitraries.integers().between(1, 100_000).map(Integer::doubleValue),
                        thousandths(1, 100).optional(0.5),
                        decays(),
                        caps(),
                        Arbitraries.integers().between(1, 10),
                        thousandths(1, 2000).optional(0.5))
                .as((target, perYear, stopDistance, decay, cap, warmUp, initial) -> new VolTarget(
                        target,
                        perYear,
                        stopDistance.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                        decay,
                        cap,
                        warmUp,
                        initial.map(OptionalDouble::of).orElseGet(OptionalDouble::empty)));
    }

    static Arbitrary<Decay> decays() {
        return Arbitraries.oneOf(
                Arbitraries.of(Decay.none(), Decay.lambda(0)),
                Arbitraries.integers().between(1, 200).map(Decay::halfLife),
                thousandths(500, 1000).map(Decay::lambda));
    }

    static Arbitrary<Prior> priors() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                thousandths(100, 100_000),
                                thousandths(100, 100_000),
                                thousandths(300, 4000),
                                thousandths(800, 1500))
                        .as(Prior::new),
                Arbitraries.of(Prior.uniform(1), Prior.uniform(1.5), Prior.jeffreys(2), Prior.of(16_000, 20_000, 1.4)),
                Arbitraries.of(
                        Prior.ofHistory(1.3, -1, 0, 2, -0.9),
                        Prior.ofHistory(1, 1, -1).worth(40)));
    }

    private static Arbitrary<Double> caps() {
        return Arbitraries.oneOf(thousandths(10, 200), Arbitraries.just(Fraction.NO_CAP));
    }

    private static Arbitrary<Double> thousandths(int least, int most) {
        return Arbitraries.integers().between(least, most).map(n -> n / 1000.0);
    }
}
