package io.github.ftmo4j.examples.news;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {

    private static String text(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(CalendarTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static NewsEvent event(String at, String currency, Impact impact, String title) {
        return new NewsEvent(Instant.parse(at), currency, impact, title);
    }

    @Test
    void readsAForexFactoryWeek() throws IOException {
        Calendar week = ForexFactoryWeek.read(text("week.json"));
        assertThat(week.problems()).isEmpty();
        assertThat(week.events())
                .containsExactly(
                        event("2026-03-02T05:00:00Z", "JPY", Impact.NONE, "Bank Holiday"),
                        event("2026-03-04T11:00:00Z", "ALL", Impact.MEDIUM, "OPEC Meetings"),
                        event("2026-03-05T13:15:00Z", "EUR", Impact.HIGH, "Main Refinancing Rate"),
                        event("2026-03-06T13:30:00Z", "USD", Impact.HIGH, "Non-Farm Employment Change"),
                        event("2026-03-06T15:00:00Z", "USD", Impact.LOW, "Factory Orders m/m"));
    }

    @Test
    void namesEveryBadRowOfAWeekAndReadsTheOthers() throws IOException {
        Calendar week = ForexFactoryWeek.read(text("bad-week.json"));
        assertThat(week.events()).extracting(NewsEvent::title).containsExactly("CPI m/m", "GDP q/q");
        assertThat(week.problems())
                .extracting(Calendar.Problem::place)
                .containsExactly("row 2", "row 3", "row 4", "row 5", "row 6", "row 7");
        assertThat(week.problems())
                .extracting(Calendar.Problem::message)
                .satisfiesExactly(
                        offset -> assertThat(offset).contains("date", "offset", "'2026-03-11T08:30:00'"),
                        missing -> assertThat(missing).contains("country", "missing"),
                        currency -> assertThat(currency).contains("currency", "'EURO'"),
                        impact -> assertThat(impact).contains("impact", "'Huge'"),
                        title -> assertThat(title).contains("title"),
                        number -> assertThat(number).contains("missing"));
    }

    @Test
    void whatIsNoWeekIsOneProblem() {
        assertThat(ForexFactoryWeek.read("[\n{\"title\": ").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).startsWith("line 2: is no JSON"));
        assertThat(ForexFactoryWeek.read("{}").problems())
                .containsExactly(new Calendar.Problem("file", "must be an array of releases"));
        assertThat(ForexFactoryWeek.read("").problems()).hasSize(1);
    }

    @Test
    void readsAnICalendar() throws IOException {
        Calendar releases = ICalendarFile.read(text("releases.ics"));
        assertThat(releases.problems()).isEmpty();
        assertThat(releases.events())
                .containsExactly(
                        event("2026-03-06T13:30:00Z", "USD", Impact.HIGH, "Non-Farm Employment Change"),
                        event("2026-03-30T08:00:00Z", "EUR", Impact.MEDIUM, "German CPI"),
                        event("2026-03-10T12:00:00Z", "ALL", Impact.HIGH, "OPEC Meetings"));
    }

    @Test
    void namesEveryBadEventOfAnICalendarAndReadsTheOthers() throws IOException {
        Calendar releases = ICalendarFile.read(text("bad-releases.ics"));
        assertThat(releases.events()).extracting(NewsEvent::title).containsExactly("Good");
        assertThat(releases.problems())
                .extracting(Calendar.Problem::place)
                .contains("line 21", "event 1", "event 2", "event 3", "event 4", "event 5", "event 6", "event 7")
                .doesNotContain("event 8");
    }

    @Test
    void whatIsNoICalendarIsAProblem() {
        assertThat(ICalendarFile.read("").problems())
                .containsExactly(new Calendar.Problem("file", "holds no VCALENDAR"));
        assertThat(ICalendarFile.read("title,date\nx,y\n").problems()).isNotEmpty();
    }

    private static Calendar withCategories(String... lines) {
        return ICalendarFile.read("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                + "DTSTAMP:20260301T000000Z\r\nDTSTART:20260306T133000Z\r\nSUMMARY:Payrolls\r\n"
                + String.join("\r\n", lines)
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    }

    @ParameterizedTest
    @DisplayName("R11 the currency among several categories is found")
    @CsvSource(
            delimiter = '|',
            value = {
                "CATEGORIES:NFP,USD,High              | USD     | HIGH",
                "CATEGORIES:High,CPI,PMI,EUR          | EUR     | HIGH",
                "CATEGORIES:Low,GDP,usd               | USD     | LOW",
                "CATEGORIES:FED;CATEGORIES:USD,Medium | USD     | MEDIUM",
                "CATEGORIES:OPEC,OIL,All              | ALL     | HIGH",
                "CATEGORIES:USD,CPI,USD               | USD     | HIGH",
                "CATEGORIES:ECB,EUR,USD,Medium        | EUR USD | MEDIUM"
            })
    void theCurrencyIsFound(String lines, String currencies, Impact impact) {
        Calendar calendar = withCategories(lines.split(";"));
        assertThat(calendar.problems()).isEmpty();
        assertThat(calendar.events()).extracting(NewsEvent::currency).containsExactly(currencies.split(" "));
        assertThat(calendar.events()).extracting(NewsEvent::impact).containsOnly(impact);
        NewsBlackout blackout =
                NewsBlackout.around(calendar.events()).impact(impact).build();
        assertThat(blackout.eventAt(Instant.parse("2026-03-06T13:30:00Z"))).isPresent();
    }

    @ParameterizedTest
    @DisplayName("R11 where no category is a currency a problem is told")
    @ValueSource(strings = {"NFP,High", "CPI,PMI,GDP", "FOMC", "ECB,US,EURO", "US Dollar"})
    void withoutACurrencyAProblemIsTold(String categories) {
        Calendar calendar = withCategories("CATEGORIES:" + categories);
        assertThat(calendar.events()).isEmpty();
        assertThat(calendar.problems())
                .singleElement()
                .hasToString("event 1: CATEGORIES must hold a currency, such as USD, or ALL, were ["
                        + categories.replace(",", ", ") + "]");
    }

    @ParameterizedTest
    @DisplayName("R11 a country that is no currency is a problem of its row")
    @ValueSource(strings = {"NFP", "CPI", "USD,EUR", "USA"})
    void aCountryThatIsNoCurrencyIsAProblem(String country) {
        Calendar week = ForexFactoryWeek.read("[{\"title\":\"x\",\"country\":\"" + country
                + "\",\"date\":\"2026-03-06T08:30:00-05:00\",\"impact\":\"High\"}]");
        assertThat(week.events()).isEmpty();
        assertThat(week.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("currency must be an ISO 4217 code", "'" + country + "'"));
    }
}
