package io.github.ftmo4j.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class NewsBlackoutProperties {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY", "ALL");

    @Property
    void isClosedWheneverAnyReleaseThatMattersIsNear(
            @ForAll("news") List<NewsEvent> events,
            @ForAll Impact least,
            @ForAll("currencies") Set<String> currencies,
            @ForAll @IntRange(max = 20) int before,
            @ForAll @IntRange(max = 20) int after,
            @ForAll @IntRange(min = -30, max = 1_030) int minute,
            @ForAll @IntRange(min = -1, max = 1) int millis) {
        NewsBlackout blackout = NewsBlackout.around(events)
                .impact(least)
                .currencies(currencies.toArray(String[]::new))
                .before(Duration.ofMinutes(before))
                .after(Duration.ofMinutes(after))
                .build();
        Instant at = START.plusSeconds(60L * minute).plusMillis(millis);

        List<NewsEvent> near = events.stream()
                .filter(event -> event.impact().compareTo(least) >= 0)
                .filter(event ->
                        currencies.isEmpty() || event.currency().equals("ALL") || currencies.contains(event.currency()))
                .filter(event -> {
                    Duration since = Duration.between(event.at(), at);
                    return since.compareTo(Duration.ofMinutes(-before)) >= 0
                            && since.compareTo(Duration.ofMinutes(after)) <= 0;
                })
                .sorted(Comparator.comparing(NewsEvent::at))
                .toList();

        assertThat(blackout.isOpen(Moments.at(at))).isEqualTo(near.isEmpty());
        assertThat(blackout.eventAt(at)).isEqualTo(near.stream().findFirst());
    }

    @Provide
    Arbitrary<List<NewsEvent>> news() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.of(CURRENCIES),
                        Arbitraries.of(Impact.class),
                        Arbitraries.integers())
                .as((minute, currency, impact, number) ->
                        new NewsEvent(START.plusSeconds(60L * minute), currency, impact, "Release " + number))
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Set<String>> currencies() {
        return Arbitraries.of("USD", "EUR", "JPY", "GBP").set().ofMaxSize(3);
    }
}
