package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.MarketHours;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.TradingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
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
        List<Integer> sized = new ArrayList<>();
        Simulation simulation = simulation(sizer -> sizer.session(session(NINE, LocalTime.of(11, 0))))
                .hours(hours(NINE, FIVE))
                .build();
        for (int trial = 0; trial < 20; trial++) {
            simulation.trace(trial, entry -> {
                if (entry.event() == LogEvent.SIZED) {
                    ZonedDateTime at = entry.at().atZone(NEW_YORK);
                    assertThat(at.toLocalTime()).isBetween(NINE, FIVE);
                    boolean taken = at.getHour() < 11;
                    assertThat(entry.fields().plain().get("bound")).isEqualTo(taken ? "MODULE" : "OUT_OF_SESSION");
                    sized.add(taken ? 1 : 0);
                }
            });
        }
        assertThat(sized).hasSizeGreaterThan(1_000);
        double share = sized.stream().mapToInt(each -> each).average().orElseThrow();
        assertThat(share).isCloseTo(0.25, within(5 * Math.sqrt(0.25 * 0.75 / sized.size())));
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
