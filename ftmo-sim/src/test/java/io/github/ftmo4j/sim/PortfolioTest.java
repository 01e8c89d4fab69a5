package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.PortfolioOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.statistics.Correlation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statistical comparisons have a fixed seed; a right portfolio fails one by chance for 6.3e-5 of all seeds. */
class PortfolioTest {

    private static final long SEED = 20_261_128;

    private static Simulation.Builder twoStep(double risk) {
        return Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(BernoulliR.of(.45, 1.5))
                .tradesPerDay(TradesPerDay.poisson(3))
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(risk)));
    }

    private static SimulationSpec oneStep() {
        return Simulation.of(Programs.ftmoOneStep(usd(50_000)))
                .trades(BernoulliR.of(.48, 1.6))
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofBalance(.01)))
                .spec();
    }

    private static Portfolio.Builder portfolio(SimulationSpec... challenges) {
        Portfolio.Builder builder = Portfolio.builder().trials(20_000).seed(SEED);
        Arrays.stream(challenges).forEach(builder::challenge);
        return builder;
    }

    static Stream<Dependence> dependences() {
        return Stream.of(
                Dependence.independent(),
                Dependence.copied(),
                Dependence.commonShocks(.4),
                Dependence.commonShocks(1),
                Dependence.correlated(.6));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dependences")
    void equalChallengesAreParallelAccountsBitForBit(Dependence dependence) {
        SimulationSpec spec = twoStep(.015).spec();
        PortfolioOdds odds =
                portfolio(spec, spec, spec).dependence(dependence).build().run();
        Simulation parallel =
                twoStep(.015).accounts(3, dependence).trials(20_000).seed(SEED).build();
        SampledOdds accounts = parallel.run();

        assertThat(odds.passes()).isEqualTo(accounts.passes());
        Tally tally = accounts.tally();
        List<SampledOdds> drawn = odds.challenges().subList(0, parallel.spec().attemptsDrawn());
        for (AttemptEnd end : AttemptEnd.values()) {
            assertThat(sum(drawn, end)).as("days of %s", end).isEqualTo(tally.days(end));
        }
        assertThat(drawn.stream()
                        .mapToLong(each -> each.tally().finalBalances())
                        .sum())
                .isEqualTo(tally.finalBalances());
        assertThat(odds.complete()).isTrue();
    }

    private static long[] sum(List<SampledOdds> odds, AttemptEnd end) {
        long[] sum = new long[odds.get(0).tally().days(end).length];
        for (SampledOdds each : odds) {
            long[] days = each.tally().days(end);
            Arrays.setAll(sum, day -> sum[day] + days[day]);
        }
        return sum;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dependences")
    @Tag("thorough")
    void eachChallengeHasTheOddsThatItHasAlone(Dependence dependence) {
        SimulationSpec[] all = {twoStep(.015).spec(), oneStep(), twoStep(.01).spec()};
        PortfolioOdds odds = portfolio(all).dependence(dependence).build().run();
        for (int i = 0; i < all.length; i++) {
            double alone = Simulation.of(all[i])
                    .trials(200_000)
                    .seed(SEED + 1)
                    .build()
                    .run()
                    .pass()
                    .value();
            assertThat(odds.challenges().get(i).pass().value())
                    .as("challenge %d", i)
                    .isCloseTo(alone, within(4 * deviation(alone) * Math.sqrt(1 / 20_000.0 + 1 / 200_000.0)));
            assertThat(odds.challenges().get(i).spec()).isEqualTo(all[i]);
        }
    }

    @Test
    void whatIsSaidOfAllFollowsFromTheTrials() {
        PortfolioOdds odds = portfolio(
                        twoStep(.015).spec(), oneStep(), twoStep(.01).spec())
                .dependence(Dependence.correlated(.7))
                .build()
                .run(Execution.threads(2));
        double mean = 0;
        double square = 0;
        for (int number = 0; number <= 3; number++) {
            mean += number * odds.passes().exactly(number).value();
            square += number * number * odds.passes().exactly(number).value();
        }
        double marginals = 0;
        double variance = 0;
        for (int i = 0; i < 3; i++) {
            double p = odds.challenges().get(i).pass().value();
            marginals += p;
            for (int j = 0; j < 3; j++) {
                double q = odds.challenges().get(j).pass().value();
                Correlation correlation = odds.correlation(i, j).orElseThrow();
                assertThat(correlation).isEqualTo(odds.correlation(j, i).orElseThrow());
                assertThat(correlation.value()).isBetween(i == j ? 0.999999999 : .03, i == j ? 1 : .9);
                assertThat(odds.both(i, j).value())
                        .isCloseTo(p * q + correlation.value() * deviation(p) * deviation(q), within(1e-12));
                variance += correlation.value() * deviation(p) * deviation(q);
            }
        }
        assertThat(mean).isCloseTo(marginals, within(1e-12));
        assertThat(square - mean * mean).isCloseTo(variance, within(1e-12));
        assertThat(odds.toString())
                .contains("P(pass 2, ")
                .contains("passed: 0: ")
                .contains("correlation of 1 and 3: 0.");
    }

    private static double deviation(double p) {
        return Math.sqrt(p * (1 - p));
    }

    @Test
    void copiesWithDifferentStakesTakeTheSameTrades() {
        PortfolioOdds odds = portfolio(twoStep(.0150).spec(), twoStep(.0151).spec())
                .dependence(Dependence.copied())
                .build()
                .run();
        assertThat(odds.correlation(0, 1).orElseThrow().value()).isGreaterThan(.85);
        assertThat(odds.both(0, 1).value())
                .isGreaterThan(odds.challenges().get(0).pass().value() - .05);
    }

    @Test
    void theLaterAChallengeStartsTheLessItSharesWithTheOther() {
        SimulationSpec spec = twoStep(.015).spec();
        List<Double> correlations = new ArrayList<>();
        for (int daysLater : new int[] {0, 5, 20, 2_000}) {
            PortfolioOdds odds = portfolio(spec)
                    .challenge(spec, daysLater)
                    .dependence(Dependence.commonShocks(1))
                    .build()
                    .run();
            correlations.add(odds.correlation(0, 1).orElseThrow().value());
        }
        assertThat(correlations.get(0)).isEqualTo(1);
        assertThat(correlations).isSortedAccordingTo((one, other) -> Double.compare(other, one));
        // four standard errors of independent results
        assertThat(correlations.get(3)).isCloseTo(0, within(4 / Math.sqrt(20_000)));
    }

    @Test
    void aChallengeStartsLaterByTradingDays() {
        SimulationSpec later = Portfolio.builder()
                .challenge(oneStep(), 6)
                .trials(1)
                .seed(1)
                .build()
                .challenges()
                .get(0);
        assertThat(later.start()).isEqualTo(Start.on(LocalDate.of(2024, 1, 9)));
    }

    @Test
    void theResultDoesNotDependOnThreads() {
        Portfolio portfolio = portfolio(twoStep(.015).spec(), oneStep())
                .dependence(Dependence.correlated(.5))
                .build();
        assertThat(portfolio.run(Execution.threads(1)))
                .hasToString(portfolio.run(Execution.threads(3)).toString());
    }

    @Test
    void anInterruptedRunSaysHowManyTrialsItHas() {
        Portfolio portfolio =
                portfolio(twoStep(.015).spec(), oneStep()).trials(100_000_000).build();
        Thread caller = Thread.currentThread();
        PortfolioOdds odds = portfolio.run(Execution.threads(2).onProgress((done, total) -> {
            if (done >= 2_000) {
                caller.interrupt();
            }
        }));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(odds.complete()).isFalse();
        assertThat(odds.trials()).isLessThan(100_000_000);
        assertThat(odds.passes().count(0)
                        + odds.passes().count(1)
                        + odds.passes().count(2))
                .isEqualTo(odds.trials());
    }

    @Test
    void whatIsMissingOrOutOfRangeIsNamed() {
        assertThatThrownBy(() -> Portfolio.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("challenge, trials, seed must be set");
        assertThatThrownBy(() -> Portfolio.builder().trials(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trials must be at least 1, was 0");
        assertThatThrownBy(() -> Portfolio.builder()
                        .challenge(twoStep(.01).accounts(2, Dependence.copied()).spec()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a challenge must have 1 account, had 2");
        assertThatThrownBy(() -> Portfolio.builder().challenge(oneStep(), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("daysLater must be from 0 to 10000, was -1");
        SimulationSpec[] many = new SimulationSpec[101];
        Arrays.fill(many, oneStep());
        assertThatThrownBy(() -> portfolio(many).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("challenges must be at most 100, were 101");
        assertThatThrownBy(() -> portfolio(oneStep(), oneStep())
                        .trials(Tally.MOST_ATTEMPTS)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("trials × challenges must be at most");
        assertThatThrownBy(() -> portfolio(oneStep(), twoStep(.01).spec())
                        .dependence(new DependentAccountsTest.Pairs())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("challenges that differ must have draws of their own, dependence was Pairs[]");
        assertThatThrownBy(() -> portfolio(oneStep())
                        .dependence(new DependentAccountsTest.Pairs())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attemptsDrawn must be a divisor of 1 challenges, was 0 of dependence Pairs[]");
    }

    @Test
    void aRunningAccountDoesNotStartLater() {
        Program program = Programs.ftmoTwoStep(usd(100_000));
        SimulationSpec running = twoStep(.01)
                .from(Account.open(program.phases().get(0), Instant.parse("2024-01-02T12:00:00Z"), program.clock())
                        .state())
                .spec();
        assertThatThrownBy(() -> Portfolio.builder().challenge(running, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a challenge that starts later must start with a fresh account, had ");
        assertThat(portfolio(running).build().run().complete()).isTrue();
    }

    @Test
    void portfoliosOfEqualPartsAreEqual() {
        Portfolio portfolio = portfolio(oneStep()).build();
        assertThat(portfolio)
                .isEqualTo(portfolio(oneStep()).build())
                .hasSameHashCodeAs(portfolio(oneStep()).build())
                .hasToString(portfolio(oneStep()).build().toString())
                .isNotEqualTo(portfolio(oneStep()).seed(1).build())
                .isNotEqualTo(portfolio(oneStep()).trials(1).build())
                .isNotEqualTo(portfolio(oneStep(), oneStep()).build())
                .isNotEqualTo(
                        portfolio(oneStep()).dependence(Dependence.copied()).build());
        assertThat(portfolio.seed()).isEqualTo(SEED);
        assertThat(portfolio.trials()).isEqualTo(20_000);
        assertThat(portfolio.dependence()).isEqualTo(Dependence.independent());
    }
}
