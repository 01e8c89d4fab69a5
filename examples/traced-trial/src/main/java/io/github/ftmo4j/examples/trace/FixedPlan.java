package io.github.ftmo4j.examples.trace;

import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.TradingHours;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** A trader with a streaky history and many rules, so that something binds on most days. */
final class FixedPlan {

    /** Made up: losses come in rows, and one of them is a gap far beyond the stop. */
    private static final double[] HISTORY = {
        1.8, -1, -1, 2.2, 1.4, 0.6, -1, -1, -1, -0.6, 1.6, 1.1, 1.9, -1, -1, -3.5, 0.7, 2.4, 1.3, -0.3, -1, -1, -1, 2.7,
        1.2, 0.9, -1, -1, -1, 0.8
    };

    /** Jobs and prices in the United States, at 8:30 in New York. Simulated days begin on 2024-01-01. */
    private static final NewsBlackout RELEASES = NewsBlackout.around(Stream.concat(
                            releases("Employment Situation", "01-05", "02-02", "03-08", "04-05", "05-03"),
                            releases("Consumer Price Index", "01-11", "02-13", "03-12", "04-10", "05-15"))
                    .toList())
            .before(Duration.ofHours(2))
            .build();

    /** All trades come up at noon UTC, an hour and a half before the releases in winter. */
    private static final TradingHours NOON = TradingHours.of(List.of(LocalTime.NOON), ZoneId.of("UTC"));

    static final List<String> IN_WORDS = List.of(
            "Risks 1.5 % of the balance, at most 0.35 times the cushion above the binding floor (CPPI, up to 2.5 %),",
            "0.75 % from 4 % drawdown on, 0.4 % from 7 %, nothing under a cushion of 1.5 %;",
            "some 2.5 trades a day (Poisson), at most four taken, none in the two hours before US jobs and prices are released.");

    private FixedPlan() {}

    static Simulation of(Program program, long trials, long seed) {
        PositionSizer sizer = PositionSizer.builder()
                .propose(FixedFractional.ofBalance(0.015))
                .propose(new Cppi(0.35, 0.025, Cushion.aboveBindingFloor()))
                .limit(DrawdownManager.band(0.04, 0.0075).and(0.07, 0.004))
                .freezeBelow(0.015, Cushion.aboveBindingFloor())
                .caps(RiskCaps.builder().positionsPerDay(4).build())
                .blackout(RELEASES)
                .build();
        return Simulation.of(program)
                .trades(Bootstrap.of(HISTORY).withMeanBlock(5))
                .tradesPerDay(TradesPerDay.poisson(2.5))
                .sizing(sizer)
                .hours(NOON)
                .trials(trials)
                .seed(seed)
                .build();
    }

    private static Stream<NewsEvent> releases(String title, String... days) {
        return Stream.of(days)
                .map(day -> LocalDate.parse("2024-" + day)
                        .atTime(LocalTime.of(8, 30))
                        .atZone(ZoneId.of("America/New_York"))
                        .toInstant())
                .map(at -> new NewsEvent(at, "USD", Impact.HIGH, title));
    }
}
