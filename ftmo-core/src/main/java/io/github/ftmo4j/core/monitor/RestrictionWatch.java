package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.gate.MarketBreak;
import io.github.ftmo4j.core.gate.MarketBreaks;
import io.github.ftmo4j.core.gate.NewsBlackout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds violations of what a phase forbids around news and over breaks of the market. Not thread-safe. */
final class RestrictionWatch {

    private static final long NEVER = Long.MAX_VALUE;

    /** The releases with the window of the phase, none if the phase does not restrict news. */
    private final Optional<NewsBlackout> news;

    /** The breaks over which the phase forbids positions, none if it does not. */
    private final Optional<MarketBreaks> breaks;

    private final Ledger ledger;

    /** When the next break begins into which nothing may be held. */
    private long flatByMilli = NEVER;

    /** The break that was last found to be violated. */
    private long lookedAtMilli = NEVER;

    RestrictionWatch(Optional<NewsBlackout> news, Optional<MarketBreaks> breaks, Ledger ledger) {
        this.news = news;
        this.breaks = breaks;
        this.ledger = ledger;
        plan();
    }

    /** Whether a mark at an instant comes before the next break and so violates nothing. */
    boolean isBeforeBreak(long epochMilli) {
        return epochMilli < flatByMilli;
    }

    /** The violations that an event commits or reveals. They count before the event: a breach comes before a pass. */
    List<AccountEvent> violatedBy(AccountEvent event) {
        List<AccountEvent> violations = new ArrayList<>();
        if (isHeldOverBreak(event)) {
            flatByMilli = NEVER;
            violations.add(new AccountEvent.Violated(event.at(), "HELD_OVER_BREAK"));
        }
        if (isTrade(event)
                && news.flatMap(blackout -> blackout.eventAt(event.at())).isPresent()) {
            violations.add(new AccountEvent.Violated(event.at(), "NEWS"));
        }
        return violations;
    }

    /** Whether an event opens or closes something, if only in part. */
    private static boolean isTrade(AccountEvent event) {
        return switch (EventKind.of(event)) {
            case OPENED, CLOSED -> true;
            case CHANGED -> ((AccountEvent.Changed) event).profit().minorUnits() != 0;
            case REOPENED, MARKED, CORRECTED, REINSTATED, BOOKED, CASH_FLOW, PAID_OUT, VIOLATED, TIME_PASSED -> false;
        };
    }

    /** Whether positions were held into a break that has begun by the time of an event. */
    private boolean isHeldOverBreak(AccountEvent event) {
        // what is closed in the first instant of a break was closed in time
        Instant until = EventKind.of(event) == EventKind.CLOSED
                ? event.at()
                : event.at().plusMillis(1);
        if (until.toEpochMilli() <= flatByMilli || ledger.exposure().isFlat()) {
            return false;
        }
        lookedAtMilli = flatByMilli;
        Instant since = ledger.exposure().heldSince(event.at());
        return breaks.filter(calendar -> !until.isBefore(since))
                .flatMap(calendar -> calendar.heldOver(since, until))
                .isPresent();
    }

    /** Finds the next break after the latest event that was not looked at already. */
    void plan() {
        flatByMilli = NEVER;
        if (!ledger.exposure().isFlat() && breaks.isPresent()) {
            Optional<MarketBreak> next = breaks.get().next(ledger.account().asOf());
            if (next.isPresent() && next.get().from().toEpochMilli() == lookedAtMilli) {
                next = breaks.get().next(next.get().to());
            }
            next.ifPresent(coming -> flatByMilli = coming.from().toEpochMilli());
        }
    }
}
