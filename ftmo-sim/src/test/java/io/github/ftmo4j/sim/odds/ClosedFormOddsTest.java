package io.github.ftmo4j.sim.odds;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.CountDistribution;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** Odds need no sample: a program that one trade decides has odds in closed form. */
class ClosedFormOddsTest {

    private static final double WIN_RATE = 0.3;
    private static final int ACCOUNTS = 3;

    /** The first trade risks a tenth of the account: a win reaches the target, a loss is below the floor. */
    private static Simulation oneTrade() {
        Phase phase = Phase.builder("Only", usd(100_000))
                .maximumLoss(0.05)
                .profitTarget(0.10)
                .build();
        return Simulation.of(Program.of("One trade", phase))
                .trades(BernoulliR.of(WIN_RATE, 1))
                .tradesPerDay(1)
                .sizing(PositionSizer.of(FixedFractional.ofBalance(0.1)))
                .accounts(ACCOUNTS, Dependence.independent())
                .trials(20_000)
                .seed(3)
                .build();
    }

    /** Certain to be 1, or empty. */
    private record OneDay(boolean isEmpty) implements CountDistribution {
        @Override
        public double probability(int number) {
            return isEmpty ? Double.NaN : number == 1 ? 1 : 0;
        }

        @Override
        public double mean() {
            return isEmpty ? Double.NaN : 1;
        }

        @Override
        public double deviation() {
            return isEmpty ? Double.NaN : 0;
        }

        @Override
        public int quantile(double probability) {
            if (isEmpty) {
                throw new IllegalStateException("there is no day");
            }
            return 1;
        }
    }

    private record Binomial(int accounts, double probability) implements PassDistribution {
        private BinomialDistribution distribution() {
            return new BinomialDistribution(null, accounts, probability);
        }

        @Override
        public Estimate atLeast(int number) {
            return Estimate.exact(1 - distribution().cumulativeProbability(number - 1));
        }

        @Override
        public Estimate exactly(int number) {
            return Estimate.exact(distribution().probability(number));
        }
    }

    private record ClosedForm(SimulationSpec spec) implements Odds {

        private double winRate() {
            return ((BernoulliR) spec.outcomes()).winRate();
        }

        @Override
        public PassDistribution passes() {
            return new Binomial(spec.accounts(), winRate());
        }

        @Override
        public Estimate share(AttemptEnd end) {
            return Estimate.exact(
                    switch (end) {
                        case PASSED -> winRate();
                        case MAXIMUM_LOSS -> 1 - winRate();
                        default -> 0;
                    });
        }

        @Override
        public List<PhaseOdds> phases() {
            Map<AttemptEnd, Estimate> ends = new EnumMap<>(AttemptEnd.class);
            for (AttemptEnd end : AttemptEnd.values()) {
                ends.put(end, share(end));
            }
            return List.of(new PhaseOdds("Only", Estimate.exact(1), Optional.of(pass()), ends));
        }

        @Override
        public CountDistribution days(AttemptEnd end) {
            return new OneDay(share(end).value() == 0);
        }

        @Override
        public CountDistribution daysToFail() {
            return days(AttemptEnd.MAXIMUM_LOSS);
        }
    }

    @Test
    void aSampleAgreesWithTheClosedForm() {
        Odds exact = new ClosedForm(oneTrade().spec());
        SampledOdds sampled = oneTrade().run();
        assertThat(sampled.spec()).isEqualTo(exact.spec());
        for (AttemptEnd end : AttemptEnd.values()) {
            assertAgrees(sampled.share(end), exact.share(end), sampled.attempts());
            assertThat(sampled.days(end).isEmpty()).isEqualTo(exact.days(end).isEmpty());
        }
        for (int k = 0; k <= ACCOUNTS; k++) {
            assertAgrees(sampled.passes().exactly(k), exact.passes().exactly(k), sampled.trials());
            assertAgrees(sampled.passes().atLeast(k), exact.passes().atLeast(k), sampled.trials());
        }
        PhaseOdds only = sampled.phases().get(0);
        PhaseOdds exactly = exact.phases().get(0);
        assertThat(only.name()).isEqualTo(exactly.name());
        assertAgrees(only.reached(), exactly.reached(), sampled.attempts());
        assertAgrees(only.passed().orElseThrow(), exactly.passed().orElseThrow(), sampled.attempts());
        assertThat(only.ends()).containsOnlyKeys(exactly.ends().keySet());
        exactly.ends().forEach((end, share) -> assertAgrees(only.ends().get(end), share, sampled.attempts()));
        assertThat(sampled.daysToPass().mean()).isEqualTo(exact.daysToPass().mean());
        assertThat(sampled.daysToFail().quantile(0.5))
                .isEqualTo(exact.daysToFail().quantile(0.5));
    }

    /** Within 4 standard errors, plus a rounding error: false alarm 6e-5 each. */
    private static void assertAgrees(Estimate sampled, Estimate exact, long n) {
        assertThat(exact.isExact()).isTrue();
        double p = exact.value();
        assertThat(sampled.value()).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / n) + 1e-12));
    }

    @Test
    void exactOddsStateNeitherMethodNorSample() {
        Odds exact = new ClosedForm(oneTrade().spec());
        assertThat(exact.pass()).hasToString("30.00 % (exact)");
        assertThat(exact.passes().atLeast(1)).hasToString("65.70 % (exact)");
        assertThat(exact.passes().all()).hasToString("2.70 % (exact)");
        assertThat(exact.pass().n()).isEmpty();
    }
}
