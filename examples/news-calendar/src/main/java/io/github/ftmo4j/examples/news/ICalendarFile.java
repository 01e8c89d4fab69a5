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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads iCalendar files (RFC 5545). A release is an event whose start is in UTC or names a zone, and whose categories
 * hold the currency (or {@code ALL}) and the impact, such as {@code CATEGORIES:USD,High}; without an impact it is high.
 */
public final class ICalendarFile {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

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
                        events.add(event(calendar, event));
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

    private static NewsEvent event(ICalendar calendar, VEvent event) {
        if (event.getRecurrenceRule() != null) {
            throw new IllegalArgumentException("RRULE is not understood: releases do not repeat by rule");
        }
        String title = event.getSummary() == null ? "" : event.getSummary().getValue();
        if (title.isBlank()) {
            throw new IllegalArgumentException("SUMMARY must not be missing or empty");
        }
        String currency = category(event, name -> CURRENCY.matcher(name).matches())
                .orElseThrow(
                        () -> new IllegalArgumentException("CATEGORIES must hold a currency, such as USD, or ALL"));
        Impact impact = category(event, name -> impact(name).isPresent())
                .flatMap(ICalendarFile::impact)
                .orElse(Impact.HIGH);
        return new NewsEvent(start(calendar, event), currency, impact, title.strip());
    }

    private static Instant start(ICalendar calendar, VEvent event) {
        DateStart start = event.getDateStart();
        if (start == null || start.getValue() == null) {
            throw new IllegalArgumentException("DTSTART must be a date and time, was missing or unreadable");
        }
        if (!start.getValue().hasTime()) {
            throw new IllegalArgumentException("DTSTART must have a time, was a whole day");
        }
        // without a zone, or with one that is unknown, the time would be that of whoever reads the file
        boolean isUtc = start.getValue().getRawComponents().isUtc();
        if (!isUtc && calendar.getTimezoneInfo().getTimezone(start) == null) {
            throw new IllegalArgumentException("DTSTART must be in UTC or name a known zone");
        }
        return start.getValue().toInstant();
    }

    private static Optional<String> category(VEvent event, Predicate<String> wanted) {
        return event.getCategories().stream()
                .flatMap(categories -> categories.getValues().stream())
                .map(String::strip)
                .filter(wanted)
                .findFirst();
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
