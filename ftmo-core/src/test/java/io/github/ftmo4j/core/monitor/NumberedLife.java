package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * An account that trades for ever, eight events to a trade. They are numbered from one by their instants, so that a
 * state tells which of them was the last.
 */
final class NumberedLife {

    private static final Instant OPENED = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(97);

    private static final Phase PHASE = Phase.builder("Endless", usd(100_000))
            .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.10), MaximumLoss.Reference.INTRADAY_EQUITY))
            .dailyLoss(0.05)
            .build();

    private Instant now = OPENED;

    AccountMonitorBuilder monitor() {
        return AccountMonitor.builder(PHASE).time(() -> now);
    }

    AccountMonitor open(Path path, Durability durability) {
        return monitor().journal(path, durability).open();
    }

    /** The event of a number, which happens now. */
    AccountEvent event(long n) {
        Instant at = OPENED.plus(STEP.multipliedBy(n));
        now = at;
        String id = "T" + (n - 1) / 8;
        return switch ((int) (n % 8)) {
            case 1 -> new AccountEvent.Opened(at, Position.of(id).withProfitAtStop(usd(-250)));
            case 4 -> new AccountEvent.Changed(at, Position.of(id).withLots(new BigDecimal("0.5")), usd("0.50"));
            case 6 -> new AccountEvent.Booked(at, usd("-0.25"));
            case 0 -> new AccountEvent.Closed(at, id, usd(n % 16 == 0 ? "199.75" : "-200.25"));
            default -> new AccountEvent.Marked(at, usd(99_800).plus(cents(n * 37 % 401_00)));
        };
    }

    private static Money cents(long cents) {
        return usd(0).withMinorUnits(cents);
    }

    /** A mark that says what is known already. */
    AccountEvent markAgain(AccountState state) {
        now = state.asOf();
        return new AccountEvent.Marked(now, state.equity());
    }

    /** The last event up to a number that is no mark: those are written only once something depends on them. */
    static long lastWritten(long n) {
        long last = n;
        while (last > 0 && last % 8 != 1 && last % 8 != 4 && last % 8 != 6 && last % 8 != 0) {
            last--;
        }
        return last;
    }

    /** How many events have happened. */
    static long count(AccountState state) {
        return Duration.between(OPENED, state.asOf()).dividedBy(STEP);
    }
}
