package io.github.ftmo4j.sim.history.csv;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads times in the formats that {@link CsvTrades} lists. */
final class Timestamps {

    private static final List<DateTimeFormatter> FORMATS = Stream.of("uuuu-MM-dd", "uuuu.MM.dd", "dd.MM.uuuu")
            .map(Timestamps::format)
            .toList();

    private static final Pattern SPACE_AFTER_DATE = Pattern.compile("(?<=^\\S{10}) +(?=\\d)");

    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2100;

    private Timestamps() {}

    private static DateTimeFormatter format(String date) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(date)
                .optionalStart()
                .appendPattern("'T'HH:mm")
                .optionalStart()
                .appendPattern(":ss")
                .optionalStart()
                .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                .optionalEnd()
                .optionalEnd()
                .appendPattern("[ ][XXX][XX][X]")
                .optionalStart()
                .appendLiteral('[')
                .parseCaseSensitive()
                .appendZoneRegionId()
                .appendLiteral(']')
                .optionalEnd()
                .optionalEnd()
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    static Instant parse(String cell, ZoneId zoneIfNoneIsStated) throws BadValueException {
        TemporalAccessor parsed = parse(SPACE_AFTER_DATE.matcher(cell).replaceFirst("T"));
        LocalDate date = LocalDate.from(parsed);
        if (date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR) {
            throw new BadValueException("is not in the years from " + EARLIEST_YEAR + " to " + LATEST_YEAR);
        }
        if (!parsed.isSupported(ChronoField.MINUTE_OF_HOUR)) {
            return date.atStartOfDay(zoneIfNoneIsStated).toInstant();
        }
        LocalDateTime local = date.atTime(LocalTime.from(parsed));
        if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
            return local.toInstant(ZoneOffset.from(parsed));
        }
        ZoneId stated = parsed.query(TemporalQueries.zone());
        ZoneId zone = stated == null ? zoneIfNoneIsStated : stated;
        if (zone.getRules().getValidOffsets(local).isEmpty()) {
            throw new BadValueException("does not exist in " + zone + ", where clocks were set forward over it");
        }
        return local.atZone(zone).toInstant();
    }

    private static TemporalAccessor parse(String text) throws BadValueException {
        for (DateTimeFormatter format : FORMATS) {
            try {
                return format.parse(text);
            } catch (DateTimeParseException e) {
                // the next format may fit
            }
        }
        throw new BadValueException("is not a time such as 2025-04-01 03:45, 2025-04-01T03:45:00+02:00,"
                + " 2025.04.01 03:45:00, 01.04.2025 03:45 or 2025-04-01");
    }
}
