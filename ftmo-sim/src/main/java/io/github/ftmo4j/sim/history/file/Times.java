package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.Remedy;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the times of one file, in the forms that {@link TradeFiles} lists. */
final class Times {

    private static final String CLOCK =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?"
                    + "(?: ?(?<half>[AaPp])\\.?[Mm]\\.?)?"
                    + " ?(?<offset>[Zz]|(?:UTC|GMT)?[+-]\\d{2}(?::?\\d{2})?|UTC|GMT|EST|EDT)?(?:\\[(?<zone>[^\\]]+)])?";

    private static final Pattern YEAR_FIRST = Pattern.compile(
            "(?<year>\\d{4})(?<mark>[-./])(?<month>\\d{2})\\k<mark>(?<day>\\d{2})(?:(?:[Tt;]|,? +)" + CLOCK + ")?");
    private static final Pattern YEAR_LAST = Pattern.compile(
            "(?<one>\\d{1,2})(?<mark>[-./])(?<two>\\d{1,2})\\k<mark>(?<year>\\d{4}|\\d{2})(?:(?:[Tt]|,? +)" + CLOCK
                    + ")?");
    private static final Pattern DAY_AND_NAME = Pattern.compile(
            "(?<day>\\d{1,2})[- ](?<name>[A-Za-z]{3,9})\\.?(?:-|,? )(?<year>\\d{4})(?:,? +" + CLOCK + ")?");
    private static final Pattern NAME_AND_DAY =
            Pattern.compile("(?<name>[A-Za-z]{3,9})\\.? (?<day>\\d{1,2}),? (?<year>\\d{4})(?:,? +" + CLOCK + ")?");
    private static final Pattern COMPACT = Pattern.compile(
            "(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})[;, ](?<hour>\\d{2}):?(?<minute>\\d{2}):?(?<second>\\d{2})"
                    + " ?(?<offset>EST|EDT)?");

    private static final List<String> MONTHS = Stream.of(Month.values())
            .map(month -> month.name().toLowerCase(Locale.ROOT))
            .toList();

    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2100;

    private final Optional<ZoneId> zone;
    private final Optional<DateOrder> stated;
    private boolean dayFirst;
    private boolean monthFirst;
    private boolean zoneAssumed;

    /**
     * Looks at the times of a file.
     *
     * @param zone the zone of times that state none, UTC if there is none
     * @param stated the order of day and month where the file does not show it
     * @param cells all times of the file
     */
    Times(Optional<ZoneId> zone, Optional<DateOrder> stated, Stream<String> cells) {
        this.zone = zone;
        this.stated = stated;
        cells.forEach(this::look);
    }

    private void look(String cell) {
        if (cell.length() > 2 && !(dayFirst && monthFirst) && (isMark(cell.charAt(1)) || isMark(cell.charAt(2)))) {
            Matcher matcher = YEAR_LAST.matcher(cell);
            if (matcher.matches() && !matcher.group("mark").equals(".")) {
                dayFirst |= Integer.parseInt(matcher.group("one")) > 12;
                monthFirst |= Integer.parseInt(matcher.group("two")) > 12;
            }
        }
    }

    private static boolean isMark(char c) {
        return c == '/' || c == '-';
    }

    /** Whether a time without zone was read, and the caller did not state one. */
    boolean isZoneAssumed() {
        return zoneAssumed;
    }

    static boolean isTime(String cell) {
        return YEAR_FIRST.matcher(cell).matches()
                || YEAR_LAST.matcher(cell).matches()
                || named(cell).filter(matcher -> month(matcher) > 0).isPresent()
                || COMPACT.matcher(cell).matches();
    }

    /** A day whose month is a word, in English. */
    private static Optional<Matcher> named(String text) {
        return Stream.of(DAY_AND_NAME, NAME_AND_DAY)
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::matches)
                .findFirst();
    }

    /** The month of a name or the beginning of one, 0 if it is none. */
    private static int month(Matcher matcher) {
        String name = matcher.group("name").toLowerCase(Locale.ROOT);
        return 1
                + IntStream.range(0, MONTHS.size())
                        .filter(i -> MONTHS.get(i).startsWith(name))
                        .findFirst()
                        .orElse(-1);
    }

    Instant parse(String cell) throws BadValueException {
        String text = cell.strip();
        Matcher matcher = YEAR_FIRST.matcher(text);
        if (matcher.matches()) {
            return instant(matcher, number(matcher, "year"), number(matcher, "month"), number(matcher, "day"));
        }
        matcher = YEAR_LAST.matcher(text);
        if (matcher.matches()) {
            boolean day = matcher.group("mark").equals(".") || isDayFirst();
            int year = number(matcher, "year");
            return instant(
                    matcher,
                    year < 100 ? 2000 + year : year,
                    number(matcher, day ? "two" : "one"),
                    number(matcher, day ? "one" : "two"));
        }
        Optional<Matcher> named = named(text);
        if (named.isPresent()) {
            Matcher words = named.get();
            return instant(words, number(words, "year"), month(words), number(words, "day"));
        }
        matcher = COMPACT.matcher(text);
        if (matcher.matches()) {
            LocalDateTime local = LocalDateTime.of(
                    date(number(matcher, "year"), number(matcher, "month"), number(matcher, "day")),
                    clock(number(matcher, "hour"), number(matcher, "minute"), number(matcher, "second"), 0));
            String offset = matcher.group("offset");
            return at(local, offset == null ? null : offset(offset));
        }
        throw notATime();
    }

    private boolean isDayFirst() throws BadValueException {
        if (dayFirst != monthFirst) {
            return dayFirst;
        }
        if (dayFirst || stated.isEmpty()) {
            throw new BadValueException(
                    dayFirst
                            ? "stands beside dates in another order of day and month"
                            : "may begin with the day or the month, and no date of the file shows which: state the order"
                                    + " of dates",
                    dayFirst ? new Remedy[0] : new Remedy[] {Remedy.DATE_ORDER});
        }
        return stated.get() == DateOrder.DAY_FIRST;
    }

    private static BadValueException notATime() {
        return new BadValueException("is not a time such as 2025-04-01 03:45, 2025-04-01T03:45:00+02:00,"
                + " 2025.04.01 03:45:00, 01.04.2025 03:45 or 2025-04-01");
    }

    private static int number(Matcher matcher, String group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static LocalDate date(int year, int month, int day) throws BadValueException {
        if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
            throw new BadValueException("is not in the years from " + EARLIEST_YEAR + " to " + LATEST_YEAR);
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            throw notATime();
        }
    }

    private static LocalTime clock(int hour, int minute, int second, int nano) throws BadValueException {
        try {
            return LocalTime.of(hour, minute, second, nano);
        } catch (DateTimeException e) {
            throw notATime();
        }
    }

    private Instant instant(Matcher matcher, int year, int month, int day) throws BadValueException {
        LocalDate date = date(year, month, day);
        if (matcher.group("hour") == null) {
            return date.atStartOfDay(zone.orElse(ZoneOffset.UTC)).toInstant();
        }
        String fraction = matcher.group("fraction");
        int nano = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        LocalTime clock = clock(
                hour(number(matcher, "hour"), matcher.group("half")),
                number(matcher, "minute"),
                number(matcher, "second"),
                nano);
        String offset = matcher.group("offset");
        String region = matcher.group("zone");
        try {
            if (offset != null) {
                return date.atTime(clock).toInstant(offset(offset));
            }
            return at(date.atTime(clock), region == null ? null : ZoneId.of(region));
        } catch (DateTimeException e) {
            throw notATime();
        }
    }

    private static ZoneOffset offset(String text) {
        String plain = text.replaceFirst("^(?:UTC|GMT)(?=[+-])", "").toUpperCase(Locale.ROOT);
        return switch (plain) {
            case "UTC", "GMT" -> ZoneOffset.UTC;
            case "EST" -> ZoneOffset.ofHours(-5);
            case "EDT" -> ZoneOffset.ofHours(-4);
            default -> ZoneOffset.of(plain);
        };
    }

    private static int hour(int hour, @Nullable String half) throws BadValueException {
        if (half == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw notATime();
        }
        return hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }

    private Instant at(LocalDateTime local, @Nullable ZoneId named) throws BadValueException {
        if (named == null && zone.isEmpty()) {
            zoneAssumed = true;
        }
        ZoneId where = named == null ? zone.orElse(ZoneOffset.UTC) : named;
        if (where.getRules().getValidOffsets(local).isEmpty()) {
            throw new BadValueException("does not exist in " + where + ", where clocks were set forward over it");
        }
        return local.atZone(where).toInstant();
    }
}
