package io.github.ftmo4j.examples.news;

import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the news blackouts of a day or a week, and whether one may trade. */
@Command(
        name = "news-calendar",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        header = "The news blackouts of economic calendars.",
        description = {
            "",
            "FILEs are exports of a ForexFactory week (.json) and iCalendar files (.ics), the",
            "latter with currency and impact as categories (CATEGORIES:USD,High).",
            "",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:one may trade at the instant asked about",
            "1:something went wrong inside",
            "2:the arguments are wrong, or there is no such file",
            "3:some of the files' content cannot be used, so that a blackout may be missing",
            "4:the instant asked about is in a blackout",
        })
public final class NewsCalendar implements Callable<Integer> {

    private static final int UNUSABLE_CONTENT = 3;
    private static final int BLACKOUT = 4;
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "calendars, .json or .ics")
    private List<Path> files = List.of();

    @Option(
            names = "--at",
            required = true,
            paramLabel = "INSTANT",
            description = "the present, such as 2026-03-06T14:31:00+01:00")
    private String at = "";

    @Option(
            names = "--currencies",
            split = ",",
            paramLabel = "CODE",
            description = "only news about these, such as USD,EUR; all if left out")
    private List<String> currencies = List.of();

    @Option(names = "--impact", paramLabel = "IMPACT", description = "least impact: ${COMPLETION-CANDIDATES}")
    private Impact impact = Impact.HIGH;

    @Option(names = "--before", paramLabel = "MINUTES", description = "how long before a release a blackout begins")
    private int before = 2;

    @Option(names = "--after", paramLabel = "MINUTES", description = "how long after a release a blackout ends")
    private int after = 2;

    @Option(names = "--week", description = "all days from Monday to Sunday instead of today")
    private boolean week;

    @Option(names = "--zone", paramLabel = "ZONE", description = "time zone of days and of printed times")
    private String zone = "Europe/Prague";

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new NewsCalendar()).setParameterExceptionHandler((wrong, args) -> {
            PrintWriter err = wrong.getCommandLine().getErr();
            err.println(wrong.getMessage());
            err.println("Try --help.");
            return CommandLine.ExitCode.USAGE;
        });
    }

    @Override
    public Integer call() throws IOException {
        ZoneId zoneId;
        Instant now;
        try {
            zoneId = ZoneId.of(zone);
            now = OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw wrong("--zone must be a time zone such as Europe/Prague and --at an instant with offset such as"
                    + " 2026-03-06T14:31:00+01:00: " + e.getMessage());
        }
        List<NewsEvent> events = new ArrayList<>();
        int problems = 0;
        for (Path file : files) {
            Calendar calendar = read(file);
            events.addAll(calendar.events());
            problems += calendar.problems().size();
            calendar.problems().forEach(problem -> commandLineOf().getErr().println(file + ": " + problem));
        }
        NewsBlackout blackout = blackout(events);
        print(blackout, now, zoneId);
        if (problems > 0) {
            return UNUSABLE_CONTENT;
        }
        return blackout.eventAt(now).isPresent() ? BLACKOUT : CommandLine.ExitCode.OK;
    }

    private NewsBlackout blackout(List<NewsEvent> events) {
        try {
            return NewsBlackout.around(events)
                    .before(Duration.ofMinutes(before))
                    .after(Duration.ofMinutes(after))
                    .impact(impact)
                    .currencies(currencies.toArray(String[]::new))
                    .build();
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Calendar read(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw wrong("FILE must be a readable file, was " + file);
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return ForexFactoryWeek.read(Files.readString(file));
        }
        if (name.endsWith(".ics")) {
            return ICalendarFile.read(Files.readString(file));
        }
        throw wrong("FILE must end in .json or .ics, was " + file);
    }

    private void print(NewsBlackout blackout, Instant now, ZoneId zoneId) {
        PrintWriter out = commandLineOf().getOut();
        TradingDayClock clock = TradingDayClock.midnight(zoneId);
        LocalDate today = clock.dayOf(now);
        LocalDate first = week ? today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : today;
        LocalDate last = week ? first.plusDays(6) : today;
        Instant from = clock.startOf(first);
        Instant to = clock.startOf(last.plusDays(1));
        out.println("Blackouts " + (week ? "from " + first + " to " + last : "on " + first) + ", " + zoneId + ":");
        boolean none = true;
        for (NewsEvent event : blackout.events()) {
            Instant begin = event.at().minus(blackout.before());
            Instant end = event.at().plus(blackout.after());
            if (end.isBefore(from) || !begin.isBefore(to)) {
                continue;
            }
            none = false;
            out.printf(
                    Locale.ROOT,
                    "  %s to %s  %s  %-6s  %s%n",
                    DAY_AND_TIME.format(begin.atZone(zoneId)),
                    TIME.format(end.atZone(zoneId)),
                    event.currency(),
                    event.impact(),
                    event.title());
        }
        if (none) {
            out.println("  none");
        }
        Optional<NewsEvent> near = blackout.eventAt(now);
        out.println(DAY_AND_TIME.format(now.atZone(zoneId)) + ": "
                + near.map(event -> "CLOSED, " + blackout.code() + " (" + event.currency() + " " + event.title() + ")")
                        .orElse("OPEN"));
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(commandLineOf(), String.valueOf(message));
    }

    private CommandLine commandLineOf() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
