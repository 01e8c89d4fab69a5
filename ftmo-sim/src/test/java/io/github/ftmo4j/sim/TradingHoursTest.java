package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.MarketHours;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.PastDays;
import io.github.ftmo4j.sim.outcome.PastTrade;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.TradingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gates that look at the time of day act as they do live. */
class TradingHoursTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
    private static final TradingDayClock CLOCK =
            Programs.ftmoTwoStep(usd(100_000)).clock();
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime FIVE = LocalTime.of(17, 0);

    private static Sessions session(LocalTime from, LocalTime to) {
        return Sessions.in(NEW_YORK).weekdays(from, to).build();
    }

    private static Simulation.Builder simulation(UnaryOperator<PositionSizer.Builder> gates) {
        return Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(BernoulliR.of(0.45, 1.5))
                .tradesPerDay(3)
                .sizing(gates.apply(PositionSizer.builder().propose(FixedFractional.ofBalance(0.005)))
                        .build())
                .trials(100)
                .seed(3);
    }

    private static TradingHours hours(LocalTime from, LocalTime to) {
        return TradingHours.between(from, to, NEW_YORK);
    }

    static Stream<Arguments> gatesOfTime() {
        Gate users = moment -> moment.epochMilli() % 86_400_000 > 30_000_000;
        return Stream.of(
                Arguments.of(session(NINE, FIVE)),
                Arguments.of(session(NINE, FIVE).coded("MINE").and(moment -> moment.tradeOfDay() < 2)),
                Arguments.of(MarketHours.forex()),
                Arguments.of(MarketHours.forex().weekends().lead(Duration.ofHours(2))),
                Arguments.of(NewsBlackout.around(List.of()).build()),
                Arguments.of(users));
    }

    @ParameterizedTest
    @MethodSource("gatesOfTime")
    void aGateThatLooksAtTheTimeNeedsHours(Gate gate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation(sizer -> sizer.session(gate)).build())
                .withMessageContaining("hours must be set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation(sizer -> sizer.blackout(gate)).solve())
                .withMessageContaining("hours must be set");
        assertThatCode(() -> simulation(sizer -> sizer.session(gate))
                        .hours(hours(NINE, LocalTime.of(16, 0)))
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void aGateThatDoesNotLookAtTheTimeNeedsNone() {
        assertThatCode(() -> simulation(
                                sizer -> sizer.session(moment -> moment.tradeOfDay() < 2 && moment.day() % 7 != 1))
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void aPlanThatCannotTradeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation(sizer -> sizer.session(session(NINE, LocalTime.NOON)))
                        .hours(hours(LocalTime.of(13, 0), FIVE))
                        .build())
                .withMessageContaining("OUT_OF_SESSION")
                .withMessageContaining("no trade can be taken");
    }

    /** The day starts at midnight in Prague, six hours before New York's. */
    @Test
    void aGateThatIsClosedWheneverATradeComesUpIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        simulation(sizer -> sizer.blackout(moment -> false)).build())
                .withMessage(
                        "the gates of the sizing are closed whenever a trade comes up in a year (noon UTC), so that no"
                                + " trade can be taken: GATE_CLOSED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation(sizer -> sizer.session(moment -> moment.tradeOfDay() > 50))
                        .solve())
                .withMessageContaining("no trade can be taken");
        PastDays mornings =
                PastDays.of(List.of(List.of(trade(1, 8 * 3_600, 9 * 3_600), trade(-1, 9 * 3_600, 10 * 3_600))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation(sizer -> sizer.session(session(NINE, FIVE)))
                        .trades(mornings)
                        .tradesPerDay(TradesPerDay.ofDays())
                        .build())
                .withMessage("the gates of the sizing are closed whenever a trade comes up in a year (times of the"
                        + " outcomes), so that no trade can be taken: OUT_OF_SESSION");
    }

    private static PastTrade trade(double r, int opensAt, int closesAt) {
        return new PastTrade(r, Optional.empty(), opensAt, closesAt);
    }

    @Test
    void aGateThatIsOpenForSomeTradesOfSomeDaysIsNotRefused() {
        PastDays noon = PastDays.of(
                List.of(List.of(trade(1, 8 * 3_600, 9 * 3_600)), List.of(trade(1, 16 * 3_600, 17 * 3_600))));
        assertThatCode(() -> simulation(sizer -> sizer.session(session(NINE, FIVE)))
                        .trades(noon)
                        .tradesPerDay(TradesPerDay.ofDays())
                        .build())
                .doesNotThrowAnyException();
        assertThatCode(() -> simulation(sizer -> sizer.session(moment -> moment.tradeOfDay() > 0))
                        .build())
                .doesNotThrowAnyException();
        assertThatCode(() -> simulation(sizer -> sizer.session(moment -> moment.day() % 100 == 0))
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void hoursLieWithinATradingDay() {
        assertThatIllegalArgumentException().isThrownBy(() -> hours(FIVE, NINE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation(sizer -> sizer)
                        .hours(hours(NINE, LocalTime.of(20, 0)))
                        .build())
                .withMessageContaining("within the trading days of FTMO 2-Step");
    }

    /** Of uniform times a quarter is in the session; the false-alarm rate of 5 standard errors is below 1e-6. */
    @Test
    void theSessionTakesItsShareOfTheTrades() {
        Simulation simulation = simulation(sizer -> sizer.session(session(NINE, LocalTime.of(11, 0))))
                .hours(hours(NINE, FIVE))
                .build();
        List<LogEntry> sized = sized(simulation, 20);
        int taken = 0;
        for (LogEntry entry : sized) {
            LocalTime at = entry.at().atZone(NEW_YORK).toLocalTime();
            assertThat(at).isBetween(NINE, FIVE);
            boolean open = at.getHour() < 11;
            assertThat(entry.fields().plain().get("bound")).isEqualTo(open ? "MODULE" : "OUT_OF_SESSION");
            taken += open ? 1 : 0;
        }
        assertThat(sized).hasSizeGreaterThan(1_000);
        assertThat((double) taken / sized.size()).isCloseTo(0.25, within(5 * Math.sqrt(0.25 * 0.75 / sized.size())));
    }

    private static List<LogEntry> sized(Simulation simulation, int trials) {
        List<LogEntry> sized = new ArrayList<>();
        for (int trial = 0; trial < trials; trial++) {
            simulation.trace(trial, entry -> {
                if (entry.event() == LogEvent.SIZED) {
                    sized.add(entry);
                }
            });
        }
        return sized;
    }

    static Stream<Arguments> gatesThatAct() {
        List<NewsEvent> payrolls = LocalDate.of(2024, 1, 1)
                .datesUntil(LocalDate.of(2026, 1, 1), Period.ofWeeks(1))
                .map(monday -> monday.plusDays(4).atTime(8, 30).atZone(NEW_YORK).toInstant())
                .map(at -> new NewsEvent(at, "USD", Impact.HIGH, "Payrolls"))
                .toList();
        MarketHours holidays = MarketHours.forex();
        for (int week = 0; week < 100; week++) {
            holidays = holidays.closed(LocalDate.of(2024, 1, 3).plusWeeks(week));
        }
        return Stream.of(
                Arguments.of(
                        "NEWS",
                        NewsBlackout.around(payrolls)
                                .before(Duration.ofHours(1))
                                .build()),
                Arguments.of("WEEKEND", MarketHours.forex().weekends().lead(Duration.ofHours(6))),
                Arguments.of("MARKET_CLOSED", holidays),
                Arguments.of(
                        "MARKET_BREAK",
                        holidays.breaksLongerThan(Duration.ofHours(8)).lead(Duration.ofHours(9))),
                Arguments.of("GAP_TRADING", holidays.noGapTrading()),
                Arguments.of(
                        "LUNCH", session(LocalTime.of(8, 0), FIVE).and(lunch()).coded("LUNCH")));
    }

    private static Gate lunch() {
        return moment ->
                Instant.ofEpochMilli(moment.epochMilli()).atZone(NEW_YORK).getHour() != 12;
    }

    /** Each trade of the simulation is refused exactly where the gate is closed for an order of that instant. */
    @ParameterizedTest
    @MethodSource("gatesThatAct")
    void aGateActsAsItDoesLive(String code, Gate gate) {
        Simulation simulation = simulation(sizer -> sizer.blackout(gate))
                .hours(hours(LocalTime.of(7, 0), FIVE))
                .build();
        List<LogEntry> sized = sized(simulation, 30);
        Map<Optional<String>, Integer> seen = new HashMap<>();
        for (LogEntry entry : sized) {
            Optional<String> closed = gate.closedBy(Moment.of(entry.at(), CLOCK));
            assertThat(entry.fields().plain().get("bound")).isEqualTo(closed.isPresent() ? "BLACKOUT" : "MODULE");
            seen.merge(closed, 1, Integer::sum);
        }
        assertThat(seen).containsOnlyKeys(Optional.empty(), Optional.of(code));
        assertThat(seen.values()).allMatch(trades -> trades > 20);
    }

    @Test
    void timesOfAHistoryAreDrawnFromIt() {
        List<LocalTime> times = List.of(LocalTime.of(15, 45), LocalTime.of(10, 30));
        List<LocalTime> seen = new ArrayList<>();
        Simulation simulation = simulation(sizer -> sizer.session(moment -> note(moment, seen)))
                .hours(TradingHours.of(times, PRAGUE))
                .build();
        seen.clear(); // a gate of a user is tried out at other times when the simulation is built
        simulation.run();
        assertThat(Set.copyOf(seen)).isEqualTo(Set.copyOf(times));
    }

    private static boolean note(Moment moment, List<LocalTime> seen) {
        seen.add(Instant.ofEpochMilli(moment.epochMilli()).atZone(PRAGUE).toLocalTime());
        return true;
    }
}
