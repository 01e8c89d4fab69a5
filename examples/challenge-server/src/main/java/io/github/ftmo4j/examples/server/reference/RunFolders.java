package io.github.ftmo4j.examples.server.reference;

import io.github.ftmo4j.core.decision.Fields;
import io.github.ftmo4j.core.decision.JsonLinesLog;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.decision.Value;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.examples.reference.profile.ProfileAttempt;
import io.github.ftmo4j.examples.reference.profile.ProfileStep;
import io.github.ftmo4j.mm.Bound;
import io.github.ftmo4j.mm.SizingDecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the decision log of the example run of each answer, one folder a run. A run is named after its question: equal
 * questions have one folder. Only the newest folders are kept.
 */
public final class RunFolders {

    private static final int MOST_FOLDERS = 1_000;
    private static final Map<Bound, LogEvent> BARRIERS = Map.of(
            Bound.FROZEN, LogEvent.FROZEN,
            Bound.BLACKOUT, LogEvent.GATE_CLOSED,
            Bound.OUT_OF_SESSION, LogEvent.GATE_CLOSED);

    private final Path root;

    /** What was written. */
    record Run(String id, List<LogEntry> entries) {}

    /** Folders under a root, which is created. */
    public RunFolders(Path root) throws IOException {
        this.root = Files.createDirectories(root);
    }

    Run write(ReferenceQuestion question, ProfileAttempt attempt, List<ProfileStep> steps) {
        String id = id(question);
        Run run = new Run(id, entries(id, question.challenge().capital(), attempt, steps));
        try {
            write(run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run;
    }

    private synchronized void write(Run run) throws IOException {
        Path folder = root.resolve(run.id());
        if (!Files.exists(folder)) {
            prune();
        }
        Files.createDirectories(folder);
        Path draft = folder.resolve("log.jsonl.part");
        Files.deleteIfExists(draft);
        try (JsonLinesLog log = JsonLinesLog.append(draft, JsonLinesLog.Flush.WHEN_FULL)) {
            run.entries().forEach(log::write);
        }
        Files.move(draft, folder.resolve("log.jsonl"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void prune() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(root)) {
            folders = all.filter(path -> path.getFileName().toString().startsWith("run-"))
                    .sorted(Comparator.comparing(RunFolders::modified))
                    .toList();
        }
        for (Path folder : folders.subList(0, Math.max(0, folders.size() - MOST_FOLDERS + 1))) {
            Files.deleteIfExists(folder.resolve("log.jsonl"));
            Files.deleteIfExists(folder.resolve("log.jsonl.part"));
            Files.deleteIfExists(folder);
        }
    }

    private static Instant modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private static String id(ReferenceQuestion question) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(question.toString().getBytes(StandardCharsets.UTF_8));
            return "run-" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One step is one day from 1970 on. */
    private static List<LogEntry> entries(String id, Money capital, ProfileAttempt attempt, List<ProfileStep> steps) {
        List<LogEntry> entries = new ArrayList<>();
        entries.add(new LogEntry(
                Instant.EPOCH, id, LogEvent.RUN_STARTED, Fields.none().with("equity", capital)));
        Bound before = Bound.MODULE;
        for (ProfileStep step : steps) {
            Instant at = Instant.EPOCH.plus(Duration.ofDays(step.index()));
            Bound bound = step.decision().bound();
            if (bound != before) {
                entries.addAll(barriers(at, id, before, bound));
            }
            entries.add(new LogEntry(at, id, LogEvent.SIZED, sized(step)));
            entries.add(new LogEntry(
                    at,
                    id,
                    LogEvent.EQUITY,
                    Fields.none()
                            .with("step", step.index())
                            .with("profit", step.profit())
                            .with("equity", step.equity())));
            before = bound;
        }
        Instant end = Instant.EPOCH.plus(Duration.ofDays(steps.size()));
        attempt.violations()
                .forEach(violation -> entries.add(
                        new LogEntry(end, id, LogEvent.BREACH, Fields.none().with("violation", violation))));
        entries.add(new LogEntry(
                end,
                id,
                LogEvent.RUN_ENDED,
                Fields.none()
                        .with("passed", attempt.passed())
                        .with("gain", attempt.gain())
                        .with("frozenSteps", attempt.frozenSteps())));
        return entries;
    }

    private static List<LogEntry> barriers(Instant at, String id, Bound before, Bound now) {
        List<LogEntry> entries = new ArrayList<>();
        if (BARRIERS.containsKey(before)) {
            LogEvent event = before == Bound.FROZEN ? LogEvent.THAWED : LogEvent.GATE_OPENED;
            entries.add(new LogEntry(at, id, event, Fields.none().with("gate", before)));
        }
        if (BARRIERS.containsKey(now)) {
            entries.add(new LogEntry(at, id, BARRIERS.get(now), Fields.none().with("gate", now)));
        }
        return entries;
    }

    private static Fields sized(ProfileStep step) {
        SizingDecision decision = step.decision();
        List<Value> said = decision.statements().stream()
                .<Value>map(statement ->
                        Fields.none().with("module", statement.module()).with("moneyAtRisk", statement.moneyAtRisk()))
                .toList();
        return Fields.none()
                .with("step", step.index())
                .with("risk", decision.risk())
                .with("fraction", decision.fraction())
                .with("bound", decision.bound())
                .with("module", decision.module())
                .with("said", said);
    }
}
