package io.github.ftmo4j.sim.policy;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies as modules: simulated, solved, saved and asked. */
class OptimalStakeTest {

    private static final StakeMenu HALF_PERCENTS = StakeMenu.ofInitialBalance(0, .005, .01, .02);
    private static final TradingPlan THIRTY_DAYS = TradingPlan.standard().withAbandonAfter(30);

    private static PolicySearch search(Phase phase, TradesPerDay trades) {
        return PolicySearch.of(Program.of("Step", phase), BernoulliR.of(0.45, 1.5), trades)
                .tradingPlan(THIRTY_DAYS)
                .menu(HALF_PERCENTS);
    }

    private static Phase.Builder step() {
        return Phase.builder("Step", usd(100_000)).profitTarget(0.05).maximumLoss(0.05);
    }

    static Stream<Arguments> searches() {
        TradesPerDay two = TradesPerDay.fixed(2);
        Limit three = Limit.ofInitial(0.03);
        Limit five = Limit.ofInitial(0.05);
        return Stream.of(
                        search(
                                step().dailyLoss(0.03)
                                        .breachTest(BreachTest.TOUCH)
                                        .build(),
                                two),
                        search(step().build(), TradesPerDay.poisson(1.5)),
                        search(step().dailyLoss(DailyLoss.of(three).pausing()).build(), TradesPerDay.fixed(3)),
                        search(
                                step().dailyLoss(DailyLoss.of(three).judged(DailyLoss.Judged.AT_CLOSE))
                                        .build(),
                                two),
                        search(step().minimumTradingDays(4).build(), two),
                        search(
                                step().tradingDays(TradingDays.profitable(3, Limit.ofInitial(0.005)))
                                        .build(),
                                two),
                        search(
                                step().maximumLoss(MaximumLoss.trailing(five, MaximumLoss.Reference.CLOSED_BALANCE)
                                                .lockedAbove(usd(0)))
                                        .build(),
                                two),
                        search(
                                step().maximumLoss(
                                                MaximumLoss.trailing(five, MaximumLoss.Reference.START_OF_DAY_BALANCE))
                                        .build(),
                                two),
                        search(step().timeLimit(TimeLimit.calendarDays(16)).build(), two),
                        search(step().inactivity(inactivity()).build(), two)
                                .tradingPlan(new TradingPlan(7, 4))
                                .menu(StakeMenu.ofCushion(0, .2)),
                        search(step().bestDay(BestDay.ofProfitableDays(0.5)).build(), two)
                                .tradingPlan(TradingPlan.standard().withAbandonAfter(8))
                                .menu(StakeMenu.ofInitialBalance(.01, .02)),
                        search(step().build(), two)
                                .menu(StakeMenu.ofBalance(.01, .02))
                                .tradingPlan(TradingPlan.standard().withAbandonAfter(5)),
                        search(step().build(), two).tradingPlan(new TradingPlan(40, 3)),
                        PolicySearch.of(
                                        Programs.ftmoTwoStep(usd(100_000)),
                                        BernoulliR.of(0.45, 1.5),
                                        TradesPerDay.fixed(2))
                                .tradingPlan(TradingPlan.standard().withAbandonAfter(40))
                                .menu(StakeMenu.ofInitialBalance(0, .01, .02)))
                .flatMap(search -> Stream.of(search, search.afterLoss(AfterLoss.FREE)))
                .map(Arguments::of);
    }

    private static Inactivity inactivity() {
        return new Inactivity(Optional.of(5), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void givesWhatItSays(PolicySearch search) {
        OptimalPolicy best = search.search();
        double value = best.value().value();
        long trials = 20_000;

        SampledOdds odds = Simulation.of(best.spec())
                .trials(trials)
                .seed(20_261_128)
                .build()
                .run();

        double error = Math.sqrt(Math.max(value * (1 - value), 1e-4) / trials);
        assertThat(odds.pass().value()).isCloseTo(value, within(4 * error));
        assertThat(best.bestFixed().pass().value()).isLessThanOrEqualTo(value + 1e-9);
    }

    @ParameterizedTest
    @MethodSource("searches")
    void theSolverAgreesToTheLastDigits(PolicySearch search) {
        OptimalPolicy best = search.search();

        double solved = Solver.of(best.spec()).tolerance(1e-12).solve().pass().value();

        assertThat(solved).isCloseTo(best.value().value(), within(1e-10));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void aLoadedPolicyIsEqual(PolicySearch search, @TempDir Path folder) throws IOException {
        OptimalStake policy = search.search().policy();
        Path file = folder.resolve("best.policy");
        policy.save(file);

        OptimalStake loaded = OptimalStake.load(file);

        assertThat(loaded).isEqualTo(policy).hasSameHashCodeAs(policy).hasToString(policy.toString());
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .startsWith("ftmo4j policy 1\ngoal: Pass[]\nprogram: ");
    }

    @Test
    void theFreePolicyCappedByTheRuleIsNotTheBestUnderTheRule() {
        OptimalStake free =
                KnownPoliciesTest.oneStep().afterLoss(AfterLoss.FREE).search().policy();

        double capped = Solver.of(KnownPoliciesTest.oneStep().spec(PositionSizer.of(free)))
                .tolerance(0)
                .solve()
                .pass()
                .value();

        // of stakes of equal value the policy may choose any, which differ once they are capped: 0.735845 elsewhere
        assertThat(capped).isBetween(0.73, 0.75);
    }

    @ParameterizedTest
    @MethodSource("searches")
    void theChartHasAllAttemptsThatAreNotDecided(PolicySearch search) {
        String phase = search.phases().get(0).name();
        double[] perDay = new double[100];
        search.search().chart(phase).forEach(cell -> perDay[cell.day()] += cell.probability());
        assertThat(perDay[1]).isCloseTo(search.ends()[0] < 1 ? 1 : 0, within(1e-12));
        for (int day = 2; day < perDay.length; day++) {
            assertThat(perDay[day]).isLessThanOrEqualTo(perDay[day - 1] + 1e-12);
        }
    }

    @Test
    void aSimulationWorksWithTheAccountItself() {
        OptimalPolicy best = KnownPoliciesTest.oneStep().search();
        assertThat(best.policy().needsWholeAccount()).isTrue();
        assertThat(best.policy().times(0.5).needsWholeAccount()).isTrue();
        assertThat(Simulation.of(best.spec())
                        .trials(100)
                        .seed(1)
                        .build()
                        .explain()
                        .toString())
                .contains("OptimalStake asks the account itself for its state");
    }

    @Test
    void noStakeOfTheMenuIsBetter() {
        OptimalPolicy best =
                KnownPoliciesTest.oneStep().afterLoss(AfterLoss.FREE).search();
        FixedFractional twoPercent = FixedFractional.ofInitialBalance(0.02);

        Regret exact = best.regret(PositionSizer.of(twoPercent));
        Regret sampled = best.regret(Simulation.of(best.search().spec(PositionSizer.of(twoPercent)))
                .trials(20_000)
                .seed(1)
                .build()
                .run());

        assertThat(exact.value()).isCloseTo(0.783848 - 0.686800, within(1e-6));
        assertThat(exact.value()).isBetween(sampled.lower() - 0.005, sampled.upper() + 0.005);
        assertThat(best.regret(best.sizer()).value()).isCloseTo(0, within(1e-9));
        assertThatThrownBy(() -> best.regret(Solver.of(best.search()
                                .tradingPlan(THIRTY_DAYS.withAbandonAfter(31))
                                .spec(PositionSizer.of(twoPercent)))
                        .solve()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odds must be of");
    }

    @Test
    void anyChangedByteIsNoticed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("best.policy");
        search(step().build(), TradesPerDay.fixed(1)).search().policy().save(file);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i += 1 + whole.length / 500) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> OptimalStake.load(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("best.policy");
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> OptimalStake.load(file)).hasMessageContaining("damaged");
        Files.writeString(file, "ftmo4j policy 2\n\n");
        assertThatThrownBy(() -> OptimalStake.load(file)).hasMessageContaining("must begin with 'ftmo4j policy 1'");
        Files.writeString(file, "");
        assertThatThrownBy(() -> OptimalStake.load(file)).hasMessageContaining("must be a policy");
    }

    @Test
    void theBestStakeOfAFreshAccountIsThatOfThePolicy() {
        OptimalPolicy best = KnownPoliciesTest.oneStep().search();
        CompiledPhase phase = CompiledPhase.of(best.search().program().phases().get(0));
        long monday = 19_723;

        Advice advice = best.best(new AccountMachine(phase, monday), 0, Optional.empty());

        assertThat(advice.pass().value()).isCloseTo(best.value().value(), within(1e-12));
        assertThat(advice.stake().isPositive()).isTrue();
    }

    @Test
    void anAccountBesideTheGridIsAnsweredFromWhereItStands() {
        OptimalPolicy best = KnownPoliciesTest.oneStep().search();
        AccountMachine account = new AccountMachine(
                CompiledPhase.of(best.search().program().phases().get(0)), 19_723);
        account.opened();
        account.closed(-1_007_13);

        Advice advice = best.best(account, 1, Optional.of(usd(1_000)));

        assertThat(advice.stake().compareTo(usd(1_000))).isLessThanOrEqualTo(0);
        assertThat(advice.pass().value()).isBetween(0.5, best.value().value());
        assertThat(best.policy().start().moneyAtRisk(account, Moment.of(Instant.EPOCH, TradingDayClock.prague())))
                .isNaN();
    }
}
