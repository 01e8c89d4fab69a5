package io.github.ftmo4j.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class GateProperties {

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final MarketHours FOREX = MarketHours.forex();

    @Property
    void addingAGateNeverOpens(
            @ForAll @Size(max = 5) List<@From("gates") Gate> gates,
            @ForAll("gates") Gate one,
            @ForAll("moments") Moment moment) {
        Gate all = gates.stream().reduce(Gate.alwaysOpen(), Gate::and);
        boolean open = all.isOpen(moment);
        assertThat(all.and(one).isOpen(moment)).isEqualTo(open && one.isOpen(moment));
        assertThat(one.and(all).isOpen(moment)).isEqualTo(open && one.isOpen(moment));
    }

    @Property
    void aReasonIsGivenIfAndOnlyIfClosedAndItIsThatOfTheFirstClosedGate(
            @ForAll @Size(max = 5) List<@From("gates") Gate> gates, @ForAll("moments") Moment moment) {
        Gate all = gates.stream().reduce(Gate.alwaysOpen(), Gate::and);
        assertThat(all.closedBy(moment).isEmpty()).isEqualTo(all.isOpen(moment));
        assertThat(all.closedBy(moment))
                .isEqualTo(gates.stream()
                        .filter(gate -> !gate.isOpen(moment))
                        .map(Gate::code)
                        .findFirst());
    }

    @Provide
    Arbitrary<Gate> gates() {
        return Arbitraries.of(
                moment -> moment.day() % 2 == 0,
                Sessions.in(ZoneId.of("Europe/Prague"))
                        .weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0))
                        .build(),
                FOREX,
                FOREX.weekends().lead(Duration.ofHours(10)),
                FOREX.breaksLongerThan(Duration.ofHours(2)),
                FOREX.noGapTrading(),
                NewsBlackout.around(
                                List.of(new NewsEvent(MONDAY.plusSeconds(300_000), "USD", Impact.HIGH, "Unemployment")))
                        .before(Duration.ofHours(20))
                        .after(Duration.ofHours(20))
                        .build());
    }

    @Provide
    Arbitrary<Moment> moments() {
        return Arbitraries.longs().between(0, 7 * 86_400).map(seconds -> Moments.at(MONDAY.plusSeconds(seconds)));
    }
}
