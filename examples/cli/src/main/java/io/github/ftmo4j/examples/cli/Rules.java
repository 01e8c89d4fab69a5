package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.json.NamedPrograms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The rules: a program of a firm, or phases of one's own. */
final class Rules {

    @Option(names = "--program", paramLabel = "NAME", description = "a program of a firm, see 'programs'")
    private @Nullable String program;

    @Option(
            names = "--phase",
            paramLabel = "RULES",
            description = {
                "a phase of one's own, repeatable: such as",
                "target=0.08,max=0.10,daily=0.05,min-days=4;",
                "max must be stated. All keys:",
                "name=TEXT, target=0.08, time-limit=30, min-days=4,",
                "max=0.10, max-mode=static|eod|closed|intraday,",
                "lock=0, daily=0.05, daily-of=initial|day,",
                "daily-anchor=balance|equity|higher,",
                "daily-effect=fail|pause,",
                "daily-judged=instant|close, best-day=0.5,",
                "best-day-of=net|profitable|target.",
                "Values up to 1 are shares of the initial",
                "balance, others money. time-limit counts trading",
                "days; 30-calendar counts calendar days"
            })
    private List<String> phases = new ArrayList<>();

    @Option(names = "--size", paramLabel = "AMOUNT", description = "the initial balance (default: 100000)")
    private @Nullable String size;

    @Option(names = "--currency", paramLabel = "CODE", description = "its currency (default: USD)")
    private @Nullable String currency;

    @Option(
            names = "--breach",
            paramLabel = "TEST",
            description = "below: equity on a floor lives; touch: it does not (default: as the firm says, else below)")
    private @Nullable String breach;

    @Option(
            names = "--time-limit",
            paramLabel = "DAYS",
            description = "the trading days of each phase, or 30-calendar for calendar days (default: as the program)")
    private @Nullable String timeLimit;

    /** The flags that were given. */
    List<String> given() {
        return given(new Object[][] {
            {"--program", program},
            {"--phase", phases.isEmpty() ? null : phases},
            {"--size", size},
            {"--currency", currency},
            {"--breach", breach},
            {"--time-limit", timeLimit}
        });
    }

    static List<String> given(@Nullable Object[][] flags) {
        return Arrays.stream(flags)
                .filter(flag -> flag[1] != null)
                .map(flag -> (String) Objects.requireNonNull(flag[0]))
                .toList();
    }

    /** The program. */
    Program program() {
        Program rules = breach(unlimited());
        if (timeLimit == null) {
            return rules;
        }
        TimeLimit limit = PhaseText.timeLimit("--time-limit", timeLimit);
        if (!phases.isEmpty()
                && rules.phases().stream()
                        .anyMatch(phase -> phase.timeLimit()
                                .filter(stated -> !stated.equals(limit))
                                .isPresent())) {
            throw new UsageException("--time-limit must not contradict time-limit of --phase, was " + timeLimit);
        }
        return withPhases(
                rules,
                rules.phases().stream()
                        .map(phase -> phase.toBuilder().timeLimit(limit).build())
                        .toList());
    }

    private Program unlimited() {
        Money balance = size();
        if (program != null && !phases.isEmpty()) {
            throw new UsageException("--phase must not be given beside --program, was " + phases);
        }
        if (program != null) {
            Flags.one("--program", program, NamedPrograms.names());
            String name = program;
            return Flags.checked("--size", balance.toString(), () -> NamedPrograms.of(name, balance));
        }
        if (phases.isEmpty()) {
            throw new UsageException("--program or --phase must be given; --program is one of "
                    + String.join(", ", NamedPrograms.names()));
        }
        List<Phase> own = new ArrayList<>();
        for (String text : phases) {
            own.add(PhaseText.phase(text, own.size() + 1, balance));
        }
        return Flags.checked("--phase", phases.toString(), () -> Program.of("Own program", own.toArray(Phase[]::new)));
    }

    private Program breach(Program rules) {
        if (breach == null) {
            return rules;
        }
        Flags.one("--breach", breach, List.of("below", "touch"));
        return rules.withBreachTest(breach.equals("touch") ? BreachTest.TOUCH : BreachTest.BELOW);
    }

    private static Program withPhases(Program program, List<Phase> phases) {
        return new Program(
                program.name(),
                phases,
                program.funded(),
                program.fee(),
                program.clock(),
                program.conditions(),
                program.source());
    }

    /** The initial balance. */
    Money size() {
        String code = currency == null ? "USD" : currency;
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(code))) {
            throw new UsageException("--currency must be a code such as USD, was '" + code + "'");
        }
        Money balance = Flags.money("--size", size == null ? "100000" : size, code);
        if (balance.minorUnits() < 100_000) {
            throw new UsageException("--size must be at least " + balance.withMinorUnits(100_000) + ", was " + balance);
        }
        return balance;
    }
}
