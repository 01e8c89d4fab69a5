package io.github.ftmo4j.examples.server.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.journal.Journal;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.JournalStep;
import io.github.ftmo4j.core.monitor.MonitorEvent;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.examples.server.http.Members;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.json.Document;
import io.github.ftmo4j.json.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The journal of a monitor, read line by line, and where the account stood after each. The journal may be written at
 * the moment; it is left alone.
 *
 * @param program the program whose rules the journal was kept under
 * @param journal its file
 * @param orderRisk what the order that is checked would lose at its stop
 */
public record JournalWatch(Program program, Path journal, Money orderRisk) implements Question {

    private static final int MOST_FRAMES = 5_000;
    private static final String FIRST_LINE = "\"type\":\"journal\"";

    /**
     * Reads {@code program} and {@code orderRisk}.
     *
     * @throws Refusal if they are not valid
     */
    public static JournalWatch read(JsonNode request, Path journal) {
        Place root = Place.root();
        Members members = Members.of(request, root);
        Optional<Program> program = Document.typeOf(Program.class).read(members.node("program"), root.field("program"));
        double risk = members.decimal("orderRisk", 0.01, 1e9, 1_000);
        members.end();
        if (!root.problems().isEmpty()) {
            throw Refusal.invalid(root.problems());
        }
        Money initial = program.orElseThrow().phases().get(0).initialBalance();
        return new JournalWatch(program.get(), journal, Watch.money(risk, initial));
    }

    /** Whether a file begins as a journal does. */
    public static boolean isJournal(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(200), StandardCharsets.UTF_8);
            return start.startsWith("{\"seq\":") && start.contains(FIRST_LINE);
        }
    }

    /**
     * The phase, and the last frames, of which each also names the type of its line.
     *
     * @throws Refusal if the journal is damaged, or of other rules
     */
    @Override
    public ObjectNode answer(Progress progress) {
        try {
            Phase phase = phase();
            Deque<ObjectNode> last = new ArrayDeque<>();
            AccountMonitor.builder(program, phase.name())
                    .warnAt(0.5)
                    .warnAt(0.8)
                    .journal(journal)
                    .replay(step -> {
                        if (last.size() == MOST_FRAMES) {
                            last.removeFirst();
                        }
                        last.add(frame(step));
                    });
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("phase", phase.name());
            ArrayNode frames = answer.putArray("frames");
            last.forEach(frames::add);
            return answer;
        } catch (JournalException e) {
            throw refused(String.valueOf(e.getMessage()).replace(journal.toString(), "the journal"));
        }
    }

    private ObjectNode frame(JournalStep step) {
        return Frame.of(
                        step.at(),
                        step.assessment(),
                        step.check(Order.risking("a further order", orderRisk)),
                        step.events().stream().map(MonitorEvent::text).toList())
                .put("entry", step.type());
    }

    /** The phase that the journal names, the first one if it names none. */
    private Phase phase() {
        AtomicReference<String> name =
                new AtomicReference<>(program.phases().get(0).name());
        Journal.read(journal, entry -> {
            if (entry.type().equals("begun") && entry.fields().has("rules")) {
                name.set(entry.fields().object("rules").text("name"));
            }
        });
        return program.phases().stream()
                .filter(phase -> phase.name().equals(name.get()))
                .findFirst()
                .orElseThrow(() -> refused(
                        "the journal is of the phase " + name + ", which " + program.name() + " does not have"));
    }

    private static Refusal refused(String message) {
        return Refusal.invalid("$.journal", message);
    }
}
