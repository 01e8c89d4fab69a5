package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ftmo4j.core.account.NaiveRules.Outcome;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the comparison with {@link NaiveRules} is worth: it must tell the engine from copies with one mistake each. A
 * mistake is a fragment of the source in place of another, which must be there exactly once.
 */
@Tag("thorough")
class MutantsTest {

    private static final int STREAMS = 40_000;
    private static final long SEED = 31;
    private static final String PACKAGE = "io.github.ftmo4j.core.account.";
    private static final Path SOURCES = Path.of("src/main/java/io/github/ftmo4j/core/account");
    private static final String MACHINE = "AccountMachine";
    private static final String PHASE = "CompiledPhase";
    private static final String ACCOUNT = "Account";
    private static final String HISTORY = "FloorHistory";
    private static final String BOOK = "PositionBook";
    private static final String REQUIREMENTS = "Requirements";

    private static List<Judged> streams = List.of();

    private record Judged(EventStream stream, Outcome outcome) {}

    @BeforeAll
    static void judge() {
        streams = LongStream.range(0, STREAMS)
                .parallel()
                .mapToObj(i -> RandomStreams.of(SEED + i))
                .map(stream -> new Judged(stream, stream.naive()))
                .toList();
    }

    @Test
    void aCopyWithoutAMistakeIsNotTold() {
        assertThat(isTold(copy(Map.of()))).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsTold(String name, String file, String fragment, String mistake) {
        assertThat(isTold(copy(Map.of(file, List.of(fragment, mistake))))).isTrue();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                phase("a touch is no breach", "breachTest = phase.breachTest()", "breachTest = BreachTest.BELOW"),
                phase("a touch is a breach", "breachTest = phase.breachTest()", "breachTest = BreachTest.TOUCH"),
                machine("the close is no touch", "&& equity < rules.threshold(d", "&& equity < (d"),
                phase("equity is the anchor", "case BALANCE -> startBalance;", "case BALANCE -> startEquity;"),
                phase("the lower is the anchor", "HIGHER -> Math.max(", "HIGHER -> Math.min("),
                machine(
                        "the close is held against the next floor",
                        "< rules.threshold(dailyLossFloor)) {",
                        "< rules.threshold(rules.dailyLossFloor(balance, equity))) {"),
                account(
                        "a mark is taken before the midnights before it",
                        "Instant at = event.at();\n        if (!",
                        "Instant at = event.at(); if (event instanceof AccountEvent.Marked m) transition.marked(m);"
                                + "\n        if (!"),
                machine(
                        "the floor follows the start of the day down",
                        "trailingReference = Math.max(trailingReference, balance);",
                        "trailingReference = balance;"),
                machine("the floor follows the balance down", " && balance > trailingReference;", ";"),
                phase("the lock is ignored", "if (lockLevel == NO_LOCK) {", "if (lockLevel > 0) {"),
                phase("the trigger is ignored", "return lockTrigger != NO_TRIGGER && ", "return false && "),
                phase("the trigger must be passed", "reference >= lockTrigger", "reference > lockTrigger"),
                phase("the lock stays when money comes", "lockLevel + cashFlows", "lockLevel"),
                phase("every payout resets the floor", "maximum.payout() == MaximumLoss.Payout.RESETS_FLOOR", "true"),
                machine("no payout resets the floor", "if (rules.payoutResetsFloor()) {", "if (false) {"),
                machine("a payout moves no floor of the day", "dailyLossFloor -= amount;", ""),
                machine("money paid in raises a static floor", "if (rules.maximumLossTrails()) {", "if (true) {"),
                machine("money paid in is profit of the day", "dayStartBalance += amount;", ""),
                machine("money paid in is profit", "cashFlows += amount;", ""),
                machine("money paid in moves no floor of the day", "dailyLossFloor += amount;", ""),
                machine("the target must be passed", "balance >= targetBalance()", "balance > targetBalance()"),
                machine("a pass needs no flat account", "&& openPositions == 0 && n", "&& n"),
                machine(
                        "a pause keeps from passing",
                        "if (!verdict.isFinal() && openPositions == 0",
                        "if (verdict == Verdict.ONGOING && openPositions == 0"),
                machine("a pause does not end", "verdict = Verdict.ONGOING;\n        day = newDay;", "day = newDay;"),
                machine("a pause fails", "&& daily >= floor && !rules.dailyLossPauses()", "&& daily >= floor"),
                machine("of equal floors the maximum loss names", "daily >= floor", "daily > floor"),
                machine("of equal floors the floating loss names", "maximum == floor ?", "maximum > floating ?"),
                machine(
                        "the floating loss is one of the equity",
                        "rules.floatingLossFloor(balance)",
                        "rules.floatingLossFloor(equity)"),
                machine("days count when closed", "if (rules.countsOpenings()) {", "if (rules.countsClosings()) {"),
                machine("a day counts twice", "if (lastCountedDay != day) {", "if (true) {"),
                phase("a day must earn more", "dayProfit >= profitableDay", "dayProfit > profitableDay"),
                phase("the best day must be under its share", "today) <= MinorUnits", "today) < MinorUnits"),
                phase("today is not the best day", "Math.max(bestDayProfit, today) <=", "bestDayProfit <="),
                machine("losing days count", "+= Math.max(0, earned);", "+= earned;"),
                machine("the net profit is that of today", "netProfit += earned;", ""),
                phase("one day more", "timeLimit.lastDay(firstDay)", "timeLimit.lastDay(firstDay) + 1"),
                phase("one idle day more", "Math.max(firstDay - 1, ", "Math.max(firstDay, "),
                phase("one deep day less", "deepSince + deepLossDays", "deepSince + deepLossDays - 1"),
                phase("a deep loss must be deeper", "earned <= deepLossBalance", "earned < deepLossBalance"),
                machine("idleness before the time limit", "end == lastDay ?", "end != idleEnd && end == lastDay ?"),
                account("late marks meet the floors of now", "then = history.at(marked.at())", "then = now()"),
                account("late failures are of now", "noteFailure(marked.at());", "noteFailure(asOf());"),
                account(
                        "late highs stay when money comes",
                        "equity + machine.cashFlows() - then.cashFlows()",
                        "equity"),
                account("late highs of the last cycle count", "rewardCycleStart = Optional.of(asOf());", ""),
                machine("a booking is held against an older mark", "else if (profit != 0 && ", "else if (false && "),
                account("failures of midnight are of now", "noteFailure(clock.startOf(next))", "noteFailure(at)"),
                arguments(
                        "corrections are booked in full",
                        BOOK,
                        "corrected.profit().minus(isOfTrade(corrected) ? closing.plus(part(corrected)) : closing)",
                        "corrected.profit()"),
                arguments(
                        "a second correction does not know the first",
                        BOOK,
                        "closedTrades.replace(corrected.id(), corrected.profit());",
                        ""),
                account(
                        "no stop is required",
                        "return phase.restrictions().stopRequired()",
                        "return false && phase.restrictions().stopRequired()"));
    }

    private static Arguments machine(String name, String fragment, String mistake) {
        return arguments(name, MACHINE, fragment, mistake);
    }

    private static Arguments phase(String name, String fragment, String mistake) {
        return arguments(name, PHASE, fragment, mistake);
    }

    private static Arguments account(String name, String fragment, String mistake) {
        return arguments(name, ACCOUNT, fragment, mistake);
    }

    private static boolean isTold(EventStream.Engine engine) {
        return streams.parallelStream().anyMatch(judged -> judged.stream().isDisputedBy(engine, judged.outcome()));
    }

    /** The engine, compiled anew from a source with mistakes. */
    private static EventStream.Engine copy(Map<String, List<String>> mistakes) {
        Map<String, String> sources = new HashMap<>();
        for (String file : List.of(MACHINE, PHASE, ACCOUNT, HISTORY, BOOK, REQUIREMENTS)) {
            String source = source(file);
            List<String> mistake = mistakes.get(file);
            if (mistake != null) {
                int pieces = source.split(Pattern.quote(mistake.get(0)), -1).length;
                assertThat(pieces - 1)
                        .as("how often \"%s\" is in %s", mistake.get(0), file)
                        .isOne();
                source = source.replace(mistake.get(0), mistake.get(1));
            }
            sources.put(file, source);
        }
        return new Copy(compiled(sources));
    }

    private static String source(String file) {
        try {
            return Files.readString(SOURCES.resolve(file + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassLoader compiled(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StringWriter messages = new StringWriter();
        String classPath = Stream.of(Account.class, Nullable.class)
                .map(MutantsTest::location)
                .collect(Collectors.joining(File.pathSeparator));
        List<Source> units = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiles = compiler.getTask(
                            messages,
                            new InMemory(files, classes),
                            null,
                            List.of("-proc:none", "-nowarn", "-classpath", classPath),
                            null,
                            units)
                    .call();
            assertThat(compiles).as(messages.toString()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Isolated(classes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toByteArray())));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(StandardJavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                }
            };
        }
    }

    /** Has classes of its own in place of those of its parent. */
    private static final class Isolated extends ClassLoader {
        private final Map<String, byte[]> classes;

        Isolated(Map<String, byte[]> classes) {
            super(MutantsTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
            }
        }
    }

    private static final class Copy implements EventStream.Engine {
        private final Method open;
        private final Method accept;
        private final Method view;

        Copy(ClassLoader loader) {
            try {
                Class<?> account = Class.forName(PACKAGE + ACCOUNT, true, loader);
                assertThat(account).isNotEqualTo(Account.class);
                open = account.getMethod("open", Phase.class, Instant.class, TradingDayClock.class);
                accept = account.getMethod("accept", AccountEvent.class);
                view = account.getMethod("view");
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Running open(Phase phase, Instant at, TradingDayClock clock) {
            Object account = call(open, null, phase, at, clock);
            return new Running() {
                @Override
                public Assessment accept(AccountEvent event) {
                    return (Assessment) call(accept, account, event);
                }

                @Override
                public AccountView view() {
                    return (AccountView) call(view, account);
                }
            };
        }

        private static Object call(Method method, @Nullable Object target, Object... arguments) {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
