package io.github.ftmo4j.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gates are values: built twice they are equal, and they differ where a parameter does. */
class GateValuesTest {

    private static final LocalTime EIGHT = LocalTime.of(8, 0);
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalDate CHRISTMAS = LocalDate.of(2026, 12, 25);

    private static Sessions sessions(String zone, LocalTime to) {
        return Sessions.in(ZoneId.of(zone))
                .span(DayOfWeek.MONDAY, EIGHT, DayOfWeek.MONDAY, to)
                .build();
    }

    private static NewsBlackout news(String title) {
        return NewsBlackout.around(
                        List.of(new NewsEvent(Instant.parse("2026-03-06T13:30:00Z"), "USD", Impact.HIGH, title)))
                .build();
    }

    private static List<Gate> differentGates() {
        Gate london = sessions("Europe/London", NINE);
        MarketHours hours = MarketHours.forex();
        MarketBreaks weekend = hours.weekends();
        return List.of(
                Gate.alwaysOpen(),
                london,
                sessions("Europe/Paris", NINE),
                sessions("Europe/London", LocalTime.NOON),
                hours,
                hours.closed(CHRISTMAS),
                MarketHours.of(sessions("Europe/London", NINE)),
                weekend,
                weekend.lead(Duration.ofHours(1)),
                hours.closed(CHRISTMAS).weekends(),
                hours.breaksLongerThan(Duration.ofHours(2)),
                hours.breaksLongerThan(Duration.ofHours(3)),
                news("Payrolls"),
                news("Inflation"),
                news("Payrolls").within(Duration.ZERO, Duration.ofMinutes(2)),
                news("Payrolls").within(Duration.ofMinutes(2), Duration.ZERO),
                london.and(weekend),
                weekend.and(london),
                london.coded("LONDON"),
                london.coded("UK"));
    }

    @Test
    void equalWhereAllParametersAre() {
        List<Gate> gates = differentGates();
        List<Gate> again = differentGates();
        for (int i = 0; i < gates.size(); i++) {
            assertThat(again.get(i))
                    .isEqualTo(gates.get(i))
                    .hasSameHashCodeAs(gates.get(i))
                    .hasToString(gates.get(i).toString());
            for (int j = 0; j < i; j++) {
                assertThat(gates.get(i)).isNotEqualTo(gates.get(j));
            }
        }
    }

    @Test
    void accessorsGiveBackTheParameters() {
        MarketHours hours = MarketHours.forex();
        MarketBreaks breaks = hours.breaksLongerThan(Duration.ofHours(2)).lead(Duration.ofMinutes(5));
        assertThat(breaks.hours()).isEqualTo(hours);
        assertThat(breaks.atLeast()).isEqualTo(Duration.ofHours(2).plusMillis(1));
        assertThat(breaks.lead()).isEqualTo(Duration.ofMinutes(5));
        assertThat(breaks.overWeekends()).isFalse();
        assertThat(hours.weekends().overWeekends()).isTrue();
        assertThat(breaks.and(hours)).isEqualTo(new BothGates(breaks, hours));
        assertThat(breaks.coded("NIGHT")).isEqualTo(new CodedGate(breaks, "NIGHT"));
    }

    @Test
    void theGateThatNeverClosesAddsNothing() {
        Gate london = sessions("Europe/London", NINE);
        assertThat(Gate.alwaysOpen().and(london)).isSameAs(london);
        assertThat(Gate.alwaysOpen()).hasToString("alwaysOpen");
    }

    @Test
    void aGatePrintsItsParameters() {
        MarketHours hours = MarketHours.of(sessions("Europe/London", NINE));
        assertThat(hours.weekends()).hasToString("MarketBreaks[over weekends, lead=PT0S, hours=" + hours + "]");
        assertThat(hours.breaksLongerThan(Duration.ofHours(2)))
                .hasToString("MarketBreaks[atLeast=PT2H0.001S, lead=PT0S, hours=" + hours + "]");
        assertThat(news("Payrolls")).hasToString("NewsBlackout[1 events, before=PT2M, after=PT2M]");
    }
}
