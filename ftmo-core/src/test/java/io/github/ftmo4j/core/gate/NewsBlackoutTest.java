package io.github.ftmo4j.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewsBlackoutTest {

    private static final NewsEvent PAYROLLS = event("2026-03-06T13:30:00Z", "USD", Impact.HIGH, "Non-Farm Payrolls");
    private static final NewsEvent RATES = event("2026-03-12T13:15:00Z", "EUR", Impact.HIGH, "Main Refinancing Rate");
    private static final NewsEvent ORDERS = event("2026-03-09T07:00:00Z", "EUR", Impact.LOW, "Factory Orders");
    private static final NewsEvent OPEC = event("2026-03-08T12:00:00Z", "ALL", Impact.MEDIUM, "OPEC Meetings");
    private static final List<NewsEvent> EVENTS = List.of(RATES, PAYROLLS, ORDERS, OPEC);

    private static NewsEvent event(String at, String currency, Impact impact, String title) {
        return new NewsEvent(Instant.parse(at), currency, impact, title);
    }

    /** FTMO: from 2 minutes before to 2 minutes after, both ends included. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-06T13:27:59.999Z, true",
        "2026-03-06T13:28:00Z, false",
        "2026-03-06T13:30:00Z, false",
        "2026-03-06T13:32:00Z, false",
        "2026-03-06T13:32:00.001Z, true",
    })
    void twoMinutesToEachSide(String instant, boolean open) {
        NewsBlackout blackout = NewsBlackout.around(EVENTS).build();
        assertThat(blackout.isOpen(Moments.at(instant))).isEqualTo(open);
        assertThat(blackout.eventAt(Instant.parse(instant)).isEmpty()).isEqualTo(open);
        assertThat(blackout.closedBy(Moments.at(instant)).isEmpty()).isEqualTo(open);
        assertThat(blackout.code()).isEqualTo("NEWS");
    }

    @Test
    void theReleaseIsNamed() {
        NewsBlackout blackout =
                NewsBlackout.around(EVENTS).before(Duration.ofHours(1)).build();
        assertThat(blackout.eventAt(Instant.parse("2026-03-06T12:30:00Z"))).contains(PAYROLLS);
        assertThat(blackout.eventAt(Instant.parse("2026-03-06T12:29:59Z"))).isEmpty();
        assertThat(blackout.before()).isEqualTo(Duration.ofHours(1));
        assertThat(blackout.after()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void onlyHighImpactUnlessToldOtherwise() {
        assertThat(NewsBlackout.around(EVENTS).build().events()).containsExactly(PAYROLLS, RATES);
        assertThat(NewsBlackout.around(EVENTS).impact(Impact.MEDIUM).build().events())
                .containsExactly(PAYROLLS, OPEC, RATES);
        assertThat(NewsBlackout.around(EVENTS).impact(Impact.NONE).build().events())
                .containsExactly(PAYROLLS, OPEC, ORDERS, RATES);
    }

    @Test
    void onlySomeCurrenciesAndWhatIsAboutAll() {
        NewsBlackout.Builder all = NewsBlackout.around(EVENTS).impact(Impact.LOW);
        assertThat(all.currencies("USD").build().events()).containsExactly(PAYROLLS, OPEC);
        assertThat(all.currencies("GBP").build().events()).containsExactly(PAYROLLS, OPEC);
        NewsBlackout.Builder pairs = NewsBlackout.around(EVENTS).impact(Impact.LOW);
        assertThat(pairs.pair("GBPJPY").build().events()).containsExactly(OPEC);
        assertThat(pairs.pair("EUR/CHF").build().events()).containsExactly(OPEC, ORDERS, RATES);
    }

    @Test
    void withoutNewsItIsAlwaysOpen() {
        NewsBlackout blackout = NewsBlackout.around(List.of()).build();
        assertThat(blackout.isOpen(Moments.at("2026-03-06T13:30:00Z"))).isTrue();
        assertThat(blackout.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT0.001S", "PT24H0.001S", "-PT2M"})
    void refusesDurationsOutOfRange(Duration duration) {
        NewsBlackout.Builder builder = NewsBlackout.around(EVENTS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.before(duration))
                .withMessage("before must be from zero to a day, was " + duration);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.after(duration))
                .withMessage("after must be from zero to a day, was " + duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "EURUSD", "US", "U$D"})
    void refusesWhatIsNoCurrency(String currency) {
        NewsBlackout.Builder builder = NewsBlackout.around(EVENTS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.currencies("EUR", currency))
                .withMessage("currency must be an ISO 4217 code, such as USD, or ALL, was '" + currency + "'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event("2026-03-06T13:30:00Z", currency, Impact.LOW, ""))
                .withMessageContaining("currency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EUR", "eurusd", "EURUSDX", "EUR-USD", "US100"})
    void refusesWhatIsNoPair(String symbol) {
        NewsBlackout.Builder builder = NewsBlackout.around(EVENTS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.pair(symbol))
                .withMessageContaining("'" + symbol + "'");
    }

    @Test
    void theSameReleasesMayHaveAnotherWindow() {
        NewsBlackout narrow =
                NewsBlackout.around(EVENTS).before(Duration.ofHours(1)).build();
        NewsBlackout wide = narrow.within(Duration.ofDays(2), Duration.ZERO);
        assertThat(wide.events()).isEqualTo(narrow.events());
        assertThat(wide.eventAt(RATES.at().minus(Duration.ofDays(2)))).isPresent();
        assertThat(wide.eventAt(RATES.at().plusMillis(1))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> narrow.within(Duration.ofMillis(-1), Duration.ZERO))
                .withMessage("blackout must not be negative, was from PT-0.001S to PT0S");
    }

    @Test
    void aWindowLastsUpToADayToEachSide() {
        Instant release = Instant.parse("2026-03-06T13:30:00Z");
        Duration day = Duration.ofDays(1);
        NewsBlackout blackout = NewsBlackout.around(List.of(new NewsEvent(release, "USD", Impact.HIGH, "Payrolls")))
                .before(day)
                .after(day)
                .build();
        assertThat(blackout.isOpen(Moments.at("2026-03-05T13:29:59.999Z"))).isTrue();
        assertThat(blackout.isOpen(Moments.at("2026-03-05T13:30:00Z"))).isFalse();
    }
}
