package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Posts operations to the ledger and the journal, and the events that follow to the notices. Not thread-safe. */
final class Postings {

    private final InstantSource time;
    private final Timeline timeline;
    private final Ledger ledger;
    private final MonitorJournal journal;
    private final RestrictionWatch restrictions;
    private final Notices notices;

    Postings(
            InstantSource time,
            Timeline timeline,
            MonitorJournal journal,
            RestrictionWatch restrictions,
            Notices notices) {
        this.time = time;
        this.timeline = timeline;
        this.ledger = timeline.ledger();
        this.journal = journal;
        this.restrictions = restrictions;
        this.notices = notices;
    }

    Account account() {
        return ledger.account();
    }

    Ledger ledger() {
        return ledger;
    }

    Timeline timeline() {
        return timeline;
    }

    MonitorJournal journal() {
        return journal;
    }

    RestrictionWatch restrictions() {
        return restrictions;
    }

    void notice(MonitorEvent event) {
        notices.add(event);
    }

    Instant present() {
        return time.instant();
    }

    /** Applies an event after its violations, because a breach comes before a pass. */
    Assessment take(AccountEvent event) {
        ledger.account().requireAcceptable(event);
        apply(new Operation.EventTaken(event));
        return ledger.account().assess();
    }

    void apply(Operation operation) {
        if (operation instanceof Operation.EventTaken taken) {
            restrictions.violatedBy(taken.event()).forEach(this::take);
        }
        journal.apply(operation).forEach(notices::add);
        if (operation instanceof Operation.EventTaken taken && EventKind.of(taken.event()) == EventKind.MARKED) {
            notices.addEquity(ledger.account().assess());
        }
        restrictions.plan();
    }

    /** Applies the rules again after something is withdrawn or comes late. */
    Assessment revise(List<String> causes, Revision revision) {
        Assessment before = ledger.account().assess();
        journal.revise(time.instant(), revision);
        restrictions.plan();
        Assessment after = ledger.account().assess();
        notices.add(new MonitorEvent.Revised(after.asOf(), before, after, causes));
        if (before.verdict() != after.verdict() || !before.failure().equals(after.failure())) {
            addVerdict(after);
        }
        return after;
    }

    /** Time passes, but what the reading says is not known. */
    Assessment doubt(Instant at, String reason) {
        Instant now = at.isBefore(account().asOf()) ? account().asOf() : at;
        take(new AccountEvent.TimePassed(now));
        notices.add(new MonitorEvent.Doubted(at, reason));
        markEquityUnknown(now);
        return ledger.account().assess();
    }

    void markEquityUnknown(Instant now) {
        Account account = ledger.account();
        if (!ledger.exposure().isFlat() && !account.verdict().isFinal()) {
            apply(new Operation.Unknown(now, Replay.STALE));
        }
    }

    void addVerdict(Assessment assessment) {
        Ledger.verdictOf(assessment).ifPresent(notices::add);
    }

    long amount(Money money) {
        return money.in(ledger.account().view().currency());
    }
}
