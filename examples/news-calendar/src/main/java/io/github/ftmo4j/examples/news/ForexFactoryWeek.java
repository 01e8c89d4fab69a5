package io.github.ftmo4j.examples.news;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.NewsEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the JSON export of a ForexFactory week: an array of objects with title, country (a currency, or {@code All}),
 * date (with offset) and impact; forecast and previous do not matter here. A {@code Holiday} has no impact.
 */
public final class ForexFactoryWeek {

    private static final JsonMapper JSON = new JsonMapper();

    private ForexFactoryWeek() {}

    /**
     * Reads an export.
     *
     * @param json its text
     * @return what it holds; rows are numbered from 1
     */
    public static Calendar read(String json) {
        JsonNode rows;
        try {
            rows = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "file" : "line " + e.getLocation().getLineNr();
            return broken(place, "is no JSON: " + e.getOriginalMessage());
        }
        if (!rows.isArray()) {
            return broken("file", "must be an array of releases");
        }
        List<NewsEvent> events = new ArrayList<>();
        List<Calendar.Problem> problems = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            try {
                events.add(event(rows.get(i)));
            } catch (IllegalArgumentException e) {
                problems.add(new Calendar.Problem("row " + (i + 1), String.valueOf(e.getMessage())));
            }
        }
        return new Calendar(events, problems);
    }

    private static Calendar broken(String place, String message) {
        return new Calendar(List.of(), List.of(new Calendar.Problem(place, message)));
    }

    private static NewsEvent event(JsonNode row) {
        return new NewsEvent(
                instant(text(row, "date")),
                text(row, "country").toUpperCase(Locale.ROOT),
                impact(text(row, "impact")),
                text(row, "title"));
    }

    private static String text(JsonNode row, String name) {
        JsonNode value = row.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IllegalArgumentException(
                    name + " must be a text, was " + (value.isMissingNode() ? "missing" : value));
        }
        return value.textValue().strip();
    }

    private static Instant instant(String date) {
        try {
            return OffsetDateTime.parse(date).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "date must have an offset, such as 2026-03-06T08:30:00-05:00, was '" + date + "'", e);
        }
    }

    private static Impact impact(String impact) {
        return switch (impact) {
            case "High" -> Impact.HIGH;
            case "Medium" -> Impact.MEDIUM;
            case "Low" -> Impact.LOW;
            case "Holiday", "Non-Economic", "None" -> Impact.NONE;
            default ->
                throw new IllegalArgumentException(
                        "impact must be High, Medium, Low, Holiday or Non-Economic, was '" + impact + "'");
        };
    }
}
