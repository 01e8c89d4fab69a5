package io.github.ftmo4j.examples.server.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.examples.server.http.Members;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.json.Document;
import io.github.ftmo4j.json.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Readings of an account, given to a monitor one after the other, and what it says after each: the verdict, the floors,
 * and whether an order may be placed.
 *
 * @param phase the phase
 * @param program the program
 * @param orderRisk what the order that is checked would lose at its stop
 * @param readings the readings, in the order of time
 */
public record Watch(Program program, Phase phase, Money orderRisk, List<Reading> readings) implements Question {

    private static final int MOST_READINGS = 5_000;
    private static final int LONGEST_JOURNAL = 20_000_000;
    private static final double LARGEST_AMOUNT = 1e9;

    /**
     * A reading.
     *
     * @param at when
     * @param balance closed money
     * @param equity with floating profit
     */
    public record Reading(Instant at, Money balance, Money equity) {}

    /**
     * Reads the question: readings, or the text of a journal.
     *
     * @throws Refusal if it is not valid
     */
    public static Question read(JsonNode body) {
        Place root = Place.root();
        Members request = Members.of(body, root);
        JsonNode node = request.node("program");
        Optional<Program> program = Document.typeOf(Program.class).read(node, root.field("program"));
        if (program.isEmpty()) {
            throw Refusal.invalid(root.problems());
        }
        String first = program.get().phases().get(0).name();
        String name = request.text("phase", 100, first);
        Optional<Phase> phase = program.get().phases().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (phase.isEmpty()) {
            root.field("phase").problem("must be a phase of the program, was \"" + name + "\"");
        }
        Money initial = program.get().phases().get(0).initialBalance();
        Money risk = money(request.decimal("orderRisk", 0.01, LARGEST_AMOUNT, 1_000), initial);
        boolean hasJournal = request.has("journal");
        String journal = request.text("journal", LONGEST_JOURNAL, "");
        List<Reading> readings =
                request.list("readings", MOST_READINGS, (item, at) -> reading(Members.of(item, at), initial));
        request.end();
        if (root.problems().isEmpty() && hasJournal == !readings.isEmpty()) {
            root.field("readings").problem("must have at least one reading, or journal must be stated in their place");
        }
        if (!root.problems().isEmpty()) {
            throw Refusal.invalid(root.problems());
        }
        return hasJournal
                ? progress -> ofText(program.get(), journal, risk)
                : new Watch(program.get(), phase.orElseThrow(), risk, readings);
    }

    private static ObjectNode ofText(Program program, String journal, Money orderRisk) {
        try {
            Path file = Files.createTempFile("journal", ".jsonl");
            try {
                Files.writeString(file, journal);
                return new JournalWatch(program, file, orderRisk).answer(Progress.none());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Reading> reading(Members reading, Money like) {
        String at = reading.text("at", 40, "");
        double balance = reading.decimal("balance", 0, LARGEST_AMOUNT, 0);
        double equity = reading.decimal("equity", 0, LARGEST_AMOUNT, balance);
        reading.end();
        try {
            return Optional.of(new Reading(Instant.parse(at), money(balance, like), money(equity, like)));
        } catch (DateTimeException e) {
            reading.place().field("at").problem("must be a time such as 2026-01-05T10:00:00Z, was \"" + at + "\"");
            return Optional.empty();
        }
    }

    static Money money(double amount, Money like) {
        BigDecimal rounded =
                BigDecimal.valueOf(amount).setScale(like.toBigDecimal().scale(), RoundingMode.HALF_UP);
        return Money.of(rounded.toPlainString(), like.currency().getCurrencyCode());
    }

    @Override
    public ObjectNode answer(Progress progress) {
        AtomicReference<Instant> present = new AtomicReference<>(readings.get(0).at());
        List<String> events = new ArrayList<>();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("phase", phase.name());
        ArrayNode frames = answer.putArray("frames");
        try (AccountMonitor monitor = AccountMonitor.builder(program, phase.name())
                .time(present::get)
                .warnAt(0.5)
                .warnAt(0.8)
                .listener(event -> events.add(event.text()))
                .open()) {
            for (int i = 0; i < readings.size(); i++) {
                Reading reading = readings.get(i);
                present.set(reading.at());
                frames.add(frame(monitor, reading, i, events));
                events.clear();
                progress.done(i + 1, readings.size());
            }
        }
        return answer;
    }

    /** A message of the monitor without the part that tells a programmer which method to call. */
    private static String withoutHint(String message) {
        return message.replaceFirst("; state with \\w+Builder\\..*", "");
    }

    private ObjectNode frame(AccountMonitor monitor, Reading reading, int index, List<String> events) {
        Assessment now;
        try {
            now = monitor.accept(new Snapshot(reading.at(), reading.balance(), reading.equity(), List.of()));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("$.readings[" + index + "]", withoutHint(String.valueOf(e.getMessage())));
        }
        OrderCheck check = monitor.check(Order.risking("order-" + index, orderRisk));
        monitor.release("order-" + index);
        return Frame.of(reading.at(), now, check, events);
    }
}
