package io.github.ftmo4j.examples.news;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import biweekly.property.DateStart;
import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.NewsEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads iCalendar files (RFC 5545). A release is an event whose start is in UTC or names a zone, and whose categories
 * hold the currency (an ISO 4217 code, or {@code ALL}) and the impact, such as {@code CATEGORIES:USD,High}; without an
 * impact it is high. Of several categories those that are no currency, such as {@code NFP}, are passed over; an event
 * about several currencies is a release for each.
 */
public final class ICalendarFile {

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private ICalendarFile() {}

    /**
     * Reads a file.
     *
     * @param text its text
     * @return what it holds; events are numbered from 1, and what is wrong with a line names the line
     */
    public static Calendar read(String text) {
        List<NewsEvent> events = new ArrayList<>();
        List<Calendar.Problem> problems = new ArrayList<>();
        int number = 0;
        try (ICalReader reader = new ICalReader(text)) {
            ICalendar calendar = reader.readNext();
            if (calendar == null) {
                problems.add(new Calendar.Problem("file", "holds no VCALENDAR"));
            }
            while (calendar != null) {
                for (ParseWarning warning : reader.getWarnings()) {
                    // those without a line are about zones; what matters of them is found at the events
                    if (warning.getLineNumber() != null) {
                        problems.add(new Calendar.Problem("line " + warning.getLineNumber(), warning.getMessage()));
                    }
                }
                for (VEvent event : calendar.getEvents()) {
                    number++;
                    try {
                        events.addAll(releases(calendar, event));
                    } catch (IllegalArgumentException e) {
                        problems.add(new Calendar.Problem("event " + number, String.valueOf(e.getMessage())));
                    }
                }
                calendar = reader.readNext();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Calendar(events, problems);
    }

    /** One for each currency. */
    private static List<NewsEvent> releases(ICalendar calendar, VEvent event) {
        if (event.getRecurrenceRule() != null) {
            throw new IllegalArgumentException("RRULE is not understood: releases do not repeat by rule");
        }
        String title = event.getSummary() == null ? "" : event.getSummary().getValue();
        if (title.isBlank()) {
            throw new IllegalArgumentException("SUMMARY must not be missing or empty");
        }
        List<String> currencies = categories(event)
                .map(name -> name.toUpperCase(Locale.ROOT))
                .filter(name -> name.equals(NewsEvent.ALL_CURRENCIES) || CURRENCIES.contains(name))
                .distinct()
                .toList();
        if (currencies.isEmpty()) {
            throw new IllegalArgumentException("CATEGORIES must hold a currency, such as USD, or ALL, were "
                    + categories(event).toList());
        }
        Impact impact = categories(event)
                .flatMap(name -> impact(name).stream())
                .findFirst()
                .orElse(Impact.HIGH);
        Instant at = start(calendar, event);
        return currencies.stream()
                .map(currency -> new NewsEvent(at, currency, impact, title.strip()))
                .toList();
    }

    private static Instant start(ICalendar calendar, VEvent event) {
        DateStart start = event.getDateStart();
        if (start == null || start.getValue() == null) {
            throw new IllegalArgumentException("DTSTART must be a date and time, was missing or unreadable");
        }
        if (!start.getValue().hasTime()) {
            throw new IllegalArgumentException("DTSTART must have a time, was a whole day");
        }
        // without a zone, or with one that is unknown, the time would depend on the machine that reads the file
        boolean isUtc = start.getValue().getRawComponents().isUtc();
        if (!isUtc && calendar.getTimezoneInfo().getTimezone(start) == null) {
            throw new IllegalArgumentException("DTSTART must be in UTC or name a known zone");
        }
        return start.getValue().toInstant();
    }

    private static Stream<String> categories(VEvent event) {
        return event.getCategories().stream()
                .flatMap(categories -> categories.getValues().stream())
                .map(String::strip);
    }

    private static Optional<Impact> impact(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "HIGH" -> Optional.of(Impact.HIGH);
            case "MEDIUM" -> Optional.of(Impact.MEDIUM);
            case "LOW" -> Optional.of(Impact.LOW);
            case "NONE", "HOLIDAY" -> Optional.of(Impact.NONE);
            default -> Optional.empty();
        };
    }
}
