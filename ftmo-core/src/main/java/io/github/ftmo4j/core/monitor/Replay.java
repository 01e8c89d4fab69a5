package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.journal.JournalEntry;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private final Phase phase;
    private final TradingDayClock clock;
    private final List<Double> shares;
    private final JournalCodec codec;
    private @Nullable Instant begun;
    private @Nullable Ledger ledger;

    Replay(Phase phase, TradingDayClock clock, List<Double> shares) {
        this.phase = phase;
        this.clock = clock;
        this.shares = shares;
        this.codec = new JournalCodec(phase.initialBalance().currency());
    }

    Optional<Ledger> ledger() {
        return Optional.ofNullable(ledger);
    }

    Optional<Instant> begun() {
        return Optional.ofNullable(begun);
    }

    void take(JournalEntry entry) {
        Instant at = JournalCodec.at(entry.fields());
        if (entry.type().equals(BEGUN)) {
            JournalRules.requireSame(phase, clock, entry.fields());
            begun = at;
            ledger = new Ledger(Account.open(phase, at, clock), new LiveExposure(), shares);
            return;
        }
        if (ledger == null) {
            throw entry.fields().invalid("type", "must be begun in the first line, was " + entry.type());
        }
        switch (entry.type()) {
            case STATE -> ledger = restored(entry);
            case RESUMED, STALE -> ledger.account().equityUnknown();
            case RESERVED -> ledger.exposure().reserve(codec.order(entry.fields()));
            case RELEASED -> ledger.exposure().release(entry.fields().text("id"));
            default -> replay(entry, ledger);
        }
    }

    private Ledger restored(JournalEntry entry) {
        try {
            Account account = Account.restore(phase, codec.state(entry.fields()), clock);
            LiveExposure exposure = LiveExposure.read(
                    entry.fields().object("book"), account.view().day(), codec);
            Ledger restored = new Ledger(account, exposure, shares);
            restored.warnings().read(entry.fields());
            return restored;
        } catch (IllegalArgumentException e) {
            throw entry.fields().invalid("day", "is of an impossible state: " + e.getMessage());
        }
    }

    private void replay(JournalEntry entry, Ledger onto) {
        EventKind kind = EventKind.ofEntry(entry.type())
                .orElseThrow(() -> entry.fields().invalid("type", "must be known, was " + entry.type()));
        AccountEvent event = codec.event(kind, entry.fields());
        try {
            onto.apply(event);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw entry.fields().invalid("at", "is of an event that the rules refuse: " + e.getMessage());
        }
        String verdict = onto.account().verdict().name();
        if (!entry.fields().text("verdict").equals(verdict)
                || entry.fields().number("balance") != onto.account().view().balance()) {
            throw entry.fields()
                    .invalid(
                            "verdict",
                            "is not what these rules say: " + verdict + ", balance "
                                    + onto.account().assess().balance());
        }
    }
}
