package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.journal.JournalEntry;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Recovers a ledger from the entries of a journal. */
final class Replay {

    /** The types of the entries that hold no event of the account. They never change. */
    static final String BEGUN = "begun";

    static final String RESUMED = "resumed";
    static final String STATE = "state";
    static final String STALE = "stale";
    static final String RESERVED = "reserved";
    static final String RELEASED = "released";
    static final String FORMER_ORDERS = "formerOrders";
    static final String FILLED = "filled";
    static final String DEAL = "deal";
    static final String LISTED = "listed";
    static final String RENAMED = "renamed";
    static final String UNCERTAIN = "uncertain";
    static final String REVISED = "revised";

    private final Phase phase;
    private final TradingDayClock clock;
    private final List<Double> shares;
    private final JournalCodec codec;
    private @Nullable Instant begun;
    private @Nullable Timeline timeline;

    Replay(Phase phase, TradingDayClock clock, List<Double> shares) {
        this.phase = phase;
        this.clock = clock;
        this.shares = shares;
        this.codec = new JournalCodec(phase.initialBalance().currency());
    }

    Optional<Timeline> timeline() {
        return Optional.ofNullable(timeline);
    }

    Optional<Instant> begun() {
        return Optional.ofNullable(begun);
    }

    /** Takes the next entry; returns the events that it has for listeners. */
    List<MonitorEvent> take(JournalEntry entry) {
        Instant at = JournalCodec.at(entry.fields());
        if (entry.type().equals(BEGUN)) {
            JournalRules.requireSame(phase, clock, entry.fields());
            begun = at;
            timeline = new Timeline(new Ledger(Account.open(phase, at, clock), clock, shares));
            return List.of();
        }
        if (timeline == null) {
            throw entry.fields().invalid("type", "must be begun in the first line, was " + entry.type());
        }
        return switch (entry.type()) {
            case STATE -> restore(entry, timeline);
            case REVISED -> revise(entry, timeline);
            default -> replay(entry, timeline);
        };
    }

    private static List<MonitorEvent> restore(JournalEntry entry, Timeline timeline) {
        try {
            timeline.restart(entry.fields());
            return List.of();
        } catch (IllegalArgumentException e) {
            throw entry.fields().invalid("day", "is of an impossible state: " + e.getMessage());
        }
    }

    private List<MonitorEvent> revise(JournalEntry entry, Timeline onto) {
        Set<Long> withdrawn =
                entry.fields().texts("withdrawn").stream().map(Long::valueOf).collect(Collectors.toSet());
        List<Operation> inserted = entry.fields().objects("inserted").stream()
                .map(fields -> operation(fields.text("operation"), fields))
                .toList();
        Set<Instant> marks = entry.fields().texts("withdrawnMarks").stream()
                .map(Instant::parse)
                .collect(Collectors.toSet());
        onto.revise(new Revision(withdrawn, marks, inserted));
        check(entry, onto);
        return List.of();
    }

    private Operation operation(String type, JsonObject fields) {
        return switch (type) {
            case RESUMED, STALE -> new Operation.Unknown(JournalCodec.at(fields), type);
            case RESERVED -> new Operation.Reserved(JournalCodec.at(fields), codec.order(fields));
            case RELEASED -> new Operation.Released(JournalCodec.at(fields), fields.text("id"));
            case FORMER_ORDERS ->
                new Operation.FormerOrders(JournalCodec.at(fields), fields.number("count", Math::toIntExact));
            case FILLED -> new Operation.Filled(JournalCodec.at(fields), fields.text("order"), fields.text("position"));
            case DEAL -> new Operation.DealTaken(codec.deal(fields));
            case LISTED -> new Operation.Listed(JournalCodec.at(fields), codec.position(fields));
            case RENAMED -> new Operation.Renamed(JournalCodec.at(fields), fields.text("ticket"), fields.text("id"));
            case UNCERTAIN -> new Operation.Uncertain(JournalCodec.at(fields), fields.number("amount"));
            default -> {
                EventKind kind =
                        EventKind.ofEntry(type).orElseThrow(() -> fields.invalid("type", "must be known, was " + type));
                yield new Operation.EventTaken(
                        codec.event(kind, fields), fields.has("inference") ? fields.number("inference") : 0);
            }
        };
    }

    private List<MonitorEvent> replay(JournalEntry entry, Timeline onto) {
        Operation operation = operation(entry.type(), entry.fields());
        List<MonitorEvent> events;
        try {
            events = onto.append(operation);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw entry.fields().invalid("at", "is of an event that the rules refuse: " + e.getMessage());
        }
        check(entry, onto);
        return events;
    }

    private static void check(JournalEntry entry, Timeline onto) {
        if (!entry.fields().has("verdict")) {
            return;
        }
        Account account = onto.ledger().account();
        String verdict = account.verdict().name();
        if (!entry.fields().text("verdict").equals(verdict)
                || entry.fields().number("balance") != account.view().balance()) {
            throw entry.fields()
                    .invalid(
                            "verdict",
                            "is not what these rules say: " + verdict + ", balance "
                                    + account.assess().balance());
        }
    }
}
