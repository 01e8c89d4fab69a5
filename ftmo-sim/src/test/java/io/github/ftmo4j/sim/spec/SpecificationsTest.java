package io.github.ftmo4j.sim.spec;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.SavedState;
import io.github.ftmo4j.mm.SavedValues;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.FixedTrades;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.LognormalR;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.PoissonTrades;
import io.github.ftmo4j.sim.outcome.PublicTypes;
import io.github.ftmo4j.sim.outcome.StudentTReturns;
import io.github.ftmo4j.sim.outcome.TradesOfDays;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type with which a user specifies a simulation is a value: its parameters can be read back, and it is equal by
 * them.
 */
class SpecificationsTest {

    /** A parameter, how it is read, and the specification that differs in it alone. */
    private record Parameter<S>(String name, Function<S, Object> read, Object value, S changed, Object changedValue) {}

    static final class Specification<S> {
        private final Class<S> type;
        private final Supplier<S> made;
        private final String text;
        private final List<Parameter<S>> parameters = new ArrayList<>();

        Specification(Class<S> type, Supplier<S> made, String text) {
            this.type = type;
            this.made = made;
            this.text = text;
        }

        Specification<S> with(String name, Function<S, Object> read, Object value, S changed, Object changedValue) {
            parameters.add(new Parameter<>(name, read, value, changed, changedValue));
            return this;
        }

        void check() {
            S one = made.get();
            assertThat(made.get()).isEqualTo(one).hasSameHashCodeAs(one).isNotSameAs(one);
            assertThat(one).hasToString(text).isNotEqualTo("something else");
            for (Parameter<S> parameter : parameters) {
                assertThat(parameter.read.apply(one)).as(parameter.name).isEqualTo(parameter.value);
                assertThat(parameter.read.apply(parameter.changed))
                        .as(parameter.name)
                        .isEqualTo(parameter.changedValue);
                assertThat(parameter.changed).as(parameter.name).isNotEqualTo(one);
                assertThat(one).as(parameter.name).isNotEqualTo(parameter.changed);
            }
        }

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    private static final Program PROGRAM = Programs.ftmoTwoStep(usd(100_000));
    private static final PositionSizer SIZER = PositionSizer.of(FixedFractional.ofBalance(0.01));
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime NOON = LocalTime.NOON;
    private static final LocalTime FIVE = LocalTime.of(17, 0);
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private static Simulation.Builder simulation(Program program) {
        return Simulation.of(program)
                .trades(BernoulliR.of(0.5, 1.5))
                .tradesPerDay(4)
                .sizing(SIZER)
                .accounts(2, Dependence.independent())
                .trials(1)
                .seed(1);
    }

    private static SimulationSpec spec(UnaryOperator<Simulation.Builder> change) {
        return change.apply(simulation(PROGRAM)).build().spec();
    }

    private static SimulationSpec spec() {
        return spec(UnaryOperator.identity());
    }

    static Stream<Specification<?>> specifications() {
        return Stream.of(outcomes(), OutcomeSpecifications.all(), rest()).flatMap(Function.identity());
    }

    private static Stream<Specification<?>> rest() {
        Program other = Programs.ftmoOneStep(usd(100_000));
        OutcomeModel market = new GaussianReturns(0, 0.01, 0.008);
        PositionSizer twice = PositionSizer.of(FixedFractional.ofBalance(0.02));
        TradingPlan hasty = new TradingPlan(20, 5);
        TradingCalendar weekend = TradingCalendar.of(WEEKEND);
        LocalDate day = LocalDate.of(2025, 2, 3);
        return Stream.of(
                new Specification<>(
                                SimulationSpec.class,
                                SpecificationsTest::spec,
                                "SimulationSpec[program=" + PROGRAM
                                        + ", outcomes=BernoulliR[winRate=0.5, win=1.5, loss=-1.0]"
                                        + ", tradesPerDay=FixedTrades[trades=4], sizing=" + SIZER
                                        + ", positions=" + Positions.oneByOne()
                                        + ", tradingPlan=TradingPlan[abandonAfter=365, stalledAfter=30]"
                                        + ", calendar=weekdays, start=Fresh[day=2024-01-01], accounts=2"
                                        + ", dependence=independent]")
                        .with(
                                "program",
                                SimulationSpec::program,
                                PROGRAM,
                                simulation(other).build().spec(),
                                other)
                        .with(
                                "outcomes",
                                SimulationSpec::outcomes,
                                BernoulliR.of(0.5, 1.5),
                                spec(builder -> builder.trades(market)),
                                market)
                        .with(
                                "tradesPerDay",
                                SimulationSpec::tradesPerDay,
                                TradesPerDay.fixed(4),
                                spec(builder -> builder.tradesPerDay(5)),
                                TradesPerDay.fixed(5))
                        .with("sizing", SimulationSpec::sizing, SIZER, spec(builder -> builder.sizing(twice)), twice)
                        .with(
                                "positions",
                                SimulationSpec::positions,
                                Positions.oneByOne(),
                                spec(builder -> builder.atOnce(2, 0.5)),
                                Positions.oneByOne().withAtOnce(2, 0.5))
                        .with(
                                "tradingPlan",
                                SimulationSpec::tradingPlan,
                                TradingPlan.standard(),
                                spec(builder -> builder.tradingPlan(hasty)),
                                hasty)
                        .with(
                                "calendar",
                                SimulationSpec::calendar,
                                TradingCalendar.weekdays(),
                                spec(builder -> builder.calendar(weekend)),
                                weekend)
                        .with(
                                "start",
                                SimulationSpec::start,
                                Start.fresh(),
                                spec(builder -> builder.start(Start.on(day))),
                                Start.on(day))
                        .with(
                                "accounts",
                                SimulationSpec::accounts,
                                2,
                                spec(builder -> builder.accounts(3, Dependence.independent())),
                                3)
                        .with(
                                "dependence",
                                SimulationSpec::dependence,
                                Dependence.independent(),
                                spec(builder -> builder.accounts(2, Dependence.copied())),
                                Dependence.copied()),
                new Specification<>(
                                PayoutPlan.class, () -> PayoutPlan.share(0.5).withEvery(10), "50.0 % every 10 days")
                        .with("every", PayoutPlan::every, 10, PayoutPlan.share(0.5), 1)
                        .with("share", PayoutPlan::share, 0.5, PayoutPlan.all().withEvery(10), 1.0)
                        .with(
                                "cushion",
                                PayoutPlan::cushion,
                                Optional.empty(),
                                new PayoutPlan(10, 0.5, Optional.of(Money.usd(100))),
                                Optional.of(Money.usd(100))),
                new Specification<>(
                                TradingPlan.class,
                                () -> new TradingPlan(40, 7),
                                "TradingPlan[abandonAfter=40, stalledAfter=7]")
                        .with("abandonAfter", TradingPlan::abandonAfter, 40, new TradingPlan(41, 7), 41)
                        .with("stalledAfter", TradingPlan::stalledAfter, 7, new TradingPlan(40, 8), 8),
                positions(),
                new Specification<>(
                                TradingHours.Between.class,
                                () -> new TradingHours.Between(NINE, FIVE, UTC),
                                "09:00 to 17:00 UTC")
                        .with("from", TradingHours.Between::from, NINE, new TradingHours.Between(NOON, FIVE, UTC), NOON)
                        .with("to", TradingHours.Between::to, FIVE, new TradingHours.Between(NINE, NOON, UTC), NOON)
                        .with(
                                "zone",
                                TradingHours.Between::zone,
                                UTC,
                                new TradingHours.Between(NINE, FIVE, PRAGUE),
                                PRAGUE),
                new Specification<>(
                                TradingHours.Drawn.class,
                                () -> new TradingHours.Drawn(List.of(NINE, FIVE), UTC),
                                "2 times from 09:00 to 17:00 UTC")
                        .with(
                                "times",
                                TradingHours.Drawn::times,
                                List.of(NINE, FIVE),
                                new TradingHours.Drawn(List.of(NINE), UTC),
                                List.of(NINE))
                        .with(
                                "zone",
                                TradingHours.Drawn::zone,
                                UTC,
                                new TradingHours.Drawn(List.of(NINE, FIVE), PRAGUE),
                                PRAGUE),
                new Specification<>(TradingCalendar.class, () -> TradingCalendar.of(WEEKEND), "[SATURDAY, SUNDAY]")
                        .with(
                                "days",
                                TradingCalendar::days,
                                WEEKEND,
                                TradingCalendar.of(Set.of(DayOfWeek.SUNDAY)),
                                Set.of(DayOfWeek.SUNDAY)),
                new Specification<>(Start.Fresh.class, () -> Start.on(day), "Fresh[day=2025-02-03]")
                        .with("day", Start.Fresh::day, day, Start.fresh(), LocalDate.of(2024, 1, 1)),
                runningStart(),
                settled(),
                new Specification<>(Dependence.Independent.class, Dependence.Independent::new, "independent"),
                new Specification<>(Dependence.Copied.class, Dependence.Copied::new, "copied"),
                new Specification<>(
                                Dependence.CommonShocks.class,
                                () -> new Dependence.CommonShocks(0.5),
                                "common shocks with a share of 0.5")
                        .with("share", Dependence.CommonShocks::share, 0.5, new Dependence.CommonShocks(0.6), 0.6),
                new Specification<>(
                                Dependence.Correlated.class, () -> new Dependence.Correlated(0.5), "correlated by 0.5")
                        .with(
                                "correlation",
                                Dependence.Correlated::correlation,
                                0.5,
                                new Dependence.Correlated(0.6),
                                0.6));
    }

    private static Specification<Positions> positions() {
        Positions two = Positions.oneByOne().withAtOnce(2, 0.5).withOvernight(0.1);
        TradingHours hours = TradingHours.between(NINE, FIVE, UTC);
        return new Specification<>(
                        Positions.class,
                        () -> Positions.oneByOne().withAtOnce(2, 0.5).withOvernight(0.1),
                        "Positions[path=PESSIMISTIC, atOnce=2, correlation=0.5, overnight=0.1, hours=Optional.empty]")
                .with(
                        "path",
                        Positions::path,
                        TradePath.PESSIMISTIC,
                        two.withPath(TradePath.OPTIMISTIC),
                        TradePath.OPTIMISTIC)
                .with("atOnce", Positions::atOnce, 2, two.withAtOnce(3, 0.5), 3)
                .with("correlation", Positions::correlation, 0.5, two.withAtOnce(2, 0.4), 0.4)
                .with("overnight", Positions::overnight, 0.1, two.withOvernight(0), 0.0)
                .with("hours", Positions::hours, Optional.empty(), two.withHours(hours), Optional.of(hours));
    }

    private static Specification<RunningStart> runningStart() {
        AccountState state = state(LocalDate.of(2025, 2, 3), 100_000);
        AccountState later = state(LocalDate.of(2025, 2, 4), 101_000);
        Phase phase = PROGRAM.phase(Phase.CHALLENGE);
        SavedState saved = new SavedState(Map.of());
        SavedState other = new SavedState(Map.of("Bayes", SavedValues.none()));
        RunningStart start = new RunningStart(
                state, Optional.of(phase), Settlement.AT_LAST_MARK, 5, 2, 3, Optional.of(saved), Optional.of(saved));
        return new Specification<>(
                        RunningStart.class,
                        () -> Start.from(state)
                                .withPhase(phase)
                                .withTradesBefore(5)
                                .withTradesToday(2)
                                .withIdleDays(3)
                                .withTrader(saved)
                                .withSizing(saved),
                        "RunningStart[from Challenge on 2025-02-03, balance 100000.00 USD, tradesBefore=5, tradesToday=2, idleDays=3,"
                                + " trader=Optional[SavedState[parts={}]], sizing=Optional[SavedState[parts={}]]]")
                .with(
                        "state",
                        RunningStart::state,
                        state,
                        new RunningStart(
                                later,
                                Optional.of(phase),
                                Settlement.AT_LAST_MARK,
                                5,
                                2,
                                3,
                                Optional.of(saved),
                                Optional.of(saved)),
                        later)
                .with(
                        "phase",
                        RunningStart::phase,
                        Optional.of(phase),
                        start.withPhase(PROGRAM.phase(Phase.VERIFICATION)),
                        Optional.of(PROGRAM.phase(Phase.VERIFICATION)))
                .with(
                        "settlement",
                        RunningStart::settlement,
                        Settlement.AT_LAST_MARK,
                        start.withSettlement(Settlement.AT_STOPS),
                        Settlement.AT_STOPS)
                .with("tradesBefore", RunningStart::tradesBefore, 5, start.withTradesBefore(6), 6)
                .with("tradesToday", RunningStart::tradesToday, 2, start.withTradesToday(1), 1)
                .with("idleDays", RunningStart::idleDays, 3, start.withIdleDays(0), 0)
                .with("trader", RunningStart::trader, Optional.of(saved), start.withTrader(other), Optional.of(other))
                .with("sizing", RunningStart::sizing, Optional.of(saved), start.withSizing(other), Optional.of(other));
    }

    private static Specification<RunningStart.Settled> settled() {
        Position position = Position.of("7");
        return new Specification<>(
                        RunningStart.Settled.class,
                        () -> new RunningStart.Settled(Position.of("7"), usd(5)),
                        "Settled[position=" + position + ", profit=5.00 USD]")
                .with(
                        "position",
                        RunningStart.Settled::position,
                        position,
                        new RunningStart.Settled(Position.of("8"), usd(5)),
                        Position.of("8"))
                .with(
                        "profit",
                        RunningStart.Settled::profit,
                        usd(5),
                        new RunningStart.Settled(position, usd(6)),
                        usd(6));
    }

    private static AccountState state(LocalDate day, long balance) {
        Account account = Account.open(
                PROGRAM.phase(Phase.CHALLENGE),
                day.atStartOfDay().toInstant(ZoneOffset.UTC),
                new TradingDayClock(ZoneOffset.UTC, Duration.ZERO));
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        account.accept(AccountEvent.opened(noon, "1"));
        account.accept(new AccountEvent.Closed(noon, "1", usd(balance - 100_000)));
        return account.state();
    }

    private static Stream<Specification<?>> outcomes() {
        return Stream.of(
                new Specification<>(
                                BernoulliR.class,
                                () -> new BernoulliR(0.4, 2, -0.9),
                                "BernoulliR[winRate=0.4, win=2.0, loss=-0.9]")
                        .with("winRate", BernoulliR::winRate, 0.4, new BernoulliR(0.5, 2, -0.9), 0.5)
                        .with("win", BernoulliR::win, 2.0, new BernoulliR(0.4, 3, -0.9), 3.0)
                        .with("loss", BernoulliR::loss, -0.9, new BernoulliR(0.4, 2, -1), -1.0),
                new Specification<>(
                                GaussianReturns.class,
                                () -> new GaussianReturns(0.001, 0.01, 0.02),
                                "GaussianReturns[mean=0.001, deviation=0.01, stopDistance=0.02]")
                        .with("mean", GaussianReturns::mean, 0.001, new GaussianReturns(0, 0.01, 0.02), 0.0)
                        .with("deviation", GaussianReturns::deviation, 0.01, new GaussianReturns(0.001, 0.1, 0.02), 0.1)
                        .with(
                                "stopDistance",
                                GaussianReturns::stopDistance,
                                0.02,
                                new GaussianReturns(0.001, 0.01, 0.03),
                                0.03),
                new Specification<>(
                                StudentTReturns.class,
                                () -> new StudentTReturns(4, 0.001, 0.01, 0.02),
                                "StudentTReturns[degrees=4.0, mean=0.001, deviation=0.01, stopDistance=0.02]")
                        .with("degrees", StudentTReturns::degrees, 4.0, new StudentTReturns(5, 0.001, 0.01, 0.02), 5.0)
                        .with("mean", StudentTReturns::mean, 0.001, new StudentTReturns(4, 0, 0.01, 0.02), 0.0)
                        .with(
                                "deviation",
                                StudentTReturns::deviation,
                                0.01,
                                new StudentTReturns(4, 0.001, 0.1, 0.02),
                                0.1)
                        .with(
                                "stopDistance",
                                StudentTReturns::stopDistance,
                                0.02,
                                new StudentTReturns(4, 0.001, 0.01, 0.03),
                                0.03),
                new Specification<>(LognormalR.class, () -> new LognormalR(0.1, 0.5), "LognormalR[mean=0.1, sigma=0.5]")
                        .with("mean", LognormalR::mean, 0.1, new LognormalR(0.2, 0.5), 0.2)
                        .with("sigma", LognormalR::sigma, 0.5, new LognormalR(0.1, 0.4), 0.4),
                new Specification<>(
                                DiscreteR.class,
                                () -> DiscreteR.of(new double[] {2, -1}, new double[] {0.25, 0.75}),
                                "DiscreteR[{-1.0: 0.75, 2.0: 0.25}]")
                        .with(
                                "law",
                                DiscreteR::law,
                                Optional.of(DiscreteLaw.of(new double[] {-1, 2}, new double[] {0.75, 0.25})),
                                DiscreteR.of(new double[] {2, -1}, new double[] {0.5, 0.5}),
                                Optional.of(DiscreteLaw.of(new double[] {-1, 2}, new double[] {0.5, 0.5}))),
                new Specification<>(
                                Bootstrap.class,
                                () -> Bootstrap.of(2, -1, 0.5).withMeanBlock(5),
                                "Bootstrap[trades=3, meanR=0.5, meanBlock=5.0]")
                        .with(
                                "rMultiples",
                                Bootstrap::rMultiples,
                                new double[] {2, -1, 0.5},
                                Bootstrap.of(2, 0.5, -1).withMeanBlock(5),
                                new double[] {2, 0.5, -1})
                        .with("meanBlock", Bootstrap::meanBlock, 5.0, Bootstrap.of(2, -1, 0.5), 1.0)
                        .with(
                                "hasFixedBlocks",
                                Bootstrap::hasFixedBlocks,
                                false,
                                Bootstrap.of(2, -1, 0.5).withBlock(5),
                                true)
                        .with(
                                "excursions",
                                Bootstrap::excursions,
                                List.of(),
                                Bootstrap.of(2, -1, 0.5)
                                        .withMeanBlock(5)
                                        .withExcursions(OutcomeSpecifications.EXCURSIONS),
                                OutcomeSpecifications.EXCURSIONS),
                new Specification<>(FixedTrades.class, () -> new FixedTrades(4), "FixedTrades[trades=4]")
                        .with("trades", FixedTrades::trades, 4, new FixedTrades(5), 5),
                new Specification<>(TradesOfDays.class, TradesOfDays::new, "those of the days"),
                new Specification<>(PoissonTrades.class, () -> new PoissonTrades(2.5), "PoissonTrades[mean=2.5]")
                        .with("mean", PoissonTrades::mean, 2.5, new PoissonTrades(2.6), 2.6));
    }

    @ParameterizedTest
    @MethodSource("specifications")
    void isAValue(Specification<?> specification) {
        specification.check();
    }

    @Test
    void noSpecificationIsLeftOut() {
        assertThat(specifications().map(specification -> (Object) specification.type))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                PublicTypes.of("io.github.ftmo4j.sim.spec").stream()
                                        .filter(type -> !type.isEnum())
                                        .toList(),
                                PublicTypes.assignableTo(OutcomeModel.class),
                                PublicTypes.assignableTo(TradesPerDay.class))
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void theFactoriesMakeThem() {
        assertThat(BernoulliR.of(0.4, 2)).isEqualTo(new BernoulliR(0.4, 2, -1));
        assertThat(TradesPerDay.fixed(4)).isEqualTo(new FixedTrades(4));
        assertThat(TradesPerDay.poisson(2.5)).isEqualTo(new PoissonTrades(2.5));
        assertThat(Dependence.independent()).isEqualTo(new Dependence.Independent());
        assertThat(Dependence.copied()).isEqualTo(new Dependence.Copied());
        assertThat(Dependence.copied()).isNotEqualTo(Dependence.independent());
    }

    @Test
    void theReadResultsAreACopy() {
        Bootstrap bootstrap = Bootstrap.of(2, -1);
        bootstrap.rMultiples()[0] = 7;
        assertThat(bootstrap.rMultiples()).containsExactly(2, -1);
    }

    @Test
    void theDependenceDecidesHowManyAttemptsAreDrawn() {
        assertThat(spec().attemptsDrawn()).isEqualTo(2);
        assertThat(spec().dependentAttempts()).isEqualTo(1);
        SimulationSpec copied = spec(builder -> builder.accounts(3, Dependence.copied()));
        assertThat(copied.attemptsDrawn()).isEqualTo(1);
        assertThat(copied.dependentAttempts()).isEqualTo(1);
    }

    @Test
    void tooManyAccountsAreRefused() {
        assertThatThrownBy(() -> spec(builder -> builder.accounts(1_001, Dependence.copied())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accounts must be from 1 to 1000, was 1001");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        SimulationSpec spec = spec();
        assertThatNullPointerException()
                .isThrownBy(() -> new SimulationSpec(
                        spec.program(),
                        spec.outcomes(),
                        spec.tradesPerDay(),
                        spec.sizing(),
                        Positions.oneByOne(),
                        spec.tradingPlan(),
                        null,
                        spec.start(),
                        1,
                        spec.dependence()))
                .withMessage("calendar");
        assertThatNullPointerException().isThrownBy(() -> Start.on(null)).withMessage("day");
    }
}
