package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The events that lead from an account to a snapshot of it.
 *
 * <p>A position that appeared was opened, one that vanished was closed, one that shrank was closed in part. The change
 * of the balance is shared among the last two kinds by what they risked. If there is a change and none of these
 * happened, a loss is a cost, and {@link UnexplainedGain} says what a gain is. The mark comes last, so that the equity
 * is held against the floors after all other events.
 *
 * <p>A snapshot without positions whose equity is not its balance has left the positions out. If the account has open
 * positions, such a snapshot is only a mark. If it has none, a position without a stop is opened, which stays until the
 * equity is the balance again or positions are listed.
 */
record Reconciliation(List<AccountEvent> events, List<String> findings) {

    private static final String UNLISTED = "unlisted-";

    static Reconciliation of(Account account, Snapshot snapshot, UnexplainedGain unexplainedGain) {
        return new Draft(account, snapshot, unexplainedGain).reconcile();
    }

    private static final class Draft {
        private final Account account;
        private final Snapshot snapshot;
        private final UnexplainedGain unexplainedGain;
        private final List<AccountEvent> events = new ArrayList<>();
        private final List<String> findings = new ArrayList<>();
        private final List<Earner> earners = new ArrayList<>();

        /** What earned a part of the change of the balance, and how much it weighs. */
        private record Earner(long risk, Function<Money, AccountEvent> event) {}

        private Draft(Account account, Snapshot snapshot, UnexplainedGain unexplainedGain) {
            this.account = account;
            this.snapshot = snapshot;
            this.unexplainedGain = unexplainedGain;
        }

        private Reconciliation reconcile() {
            boolean leftOut =
                    snapshot.positions().isEmpty() && !snapshot.equity().equals(snapshot.balance());
            Optional<Position> unlisted = account.positions().stream()
                    .filter(position -> position.id().startsWith(UNLISTED))
                    .findFirst();
            if (!leftOut) {
                compare();
                book();
            } else if (unlisted.isPresent()) {
                if (change().minorUnits() != 0) {
                    earned(unlisted.get(), profit -> new AccountEvent.Changed(snapshot.at(), unlisted.get(), profit));
                    book();
                }
            } else if (account.positions().isEmpty()) {
                appeared(Position.of(UNLISTED + snapshot.at().toEpochMilli()));
                book();
            } else {
                findings.add("POSITIONS_MISSING");
            }
            events.add(new AccountEvent.Marked(snapshot.at(), snapshot.equity()));
            return new Reconciliation(events, findings);
        }

        private void compare() {
            Map<String, Position> known =
                    account.positions().stream().collect(Collectors.toMap(Position::id, Function.identity()));
            snapshot.positions().forEach(position -> {
                Position before = known.remove(position.id());
                if (before == null) {
                    appeared(position);
                } else if (!before.equals(position)) {
                    changed(before, position);
                }
            });
            account.positions().stream()
                    .filter(position -> known.containsKey(position.id()))
                    .forEach(this::vanished);
        }

        private void appeared(Position position) {
            if (account.wasClosed(position.id())) {
                events.add(new AccountEvent.Reopened(snapshot.at(), position));
                findings.add("REOPENED " + position.id());
            } else {
                events.add(new AccountEvent.Opened(snapshot.at(), position));
                findings.add("APPEARED " + position.id());
            }
        }

        private void changed(Position before, Position now) {
            if (now.lots().compareTo(before.lots()) < 0) {
                earned(before, profit -> new AccountEvent.Changed(snapshot.at(), now, profit));
                findings.add("SHRANK " + now.id());
            } else {
                Money nothing = snapshot.balance().withMinorUnits(0);
                events.add(new AccountEvent.Changed(snapshot.at(), now, nothing));
            }
        }

        private void vanished(Position position) {
            earned(position, profit -> new AccountEvent.Closed(snapshot.at(), position.id(), profit));
            findings.add("VANISHED " + position.id());
        }

        private void earned(Position position, Function<Money, AccountEvent> event) {
            long risk = position.profitAtStop()
                    .map(profit -> Math.max(0, -profit.minorUnits()))
                    .orElse(0L);
            earners.add(new Earner(risk, event));
        }

        private Money change() {
            Money balance = snapshot.balance().withMinorUnits(account.view().balance());
            return snapshot.balance().minus(balance);
        }

        private void book() {
            Money change = change();
            if (!earners.isEmpty()) {
                share(change);
            } else if (change.minorUnits() != 0) {
                boolean paidIn = change.isPositive() && unexplainedGain == UnexplainedGain.CASH_FLOW;
                events.add(
                        paidIn
                                ? new AccountEvent.CashFlow(snapshot.at(), change)
                                : new AccountEvent.Booked(snapshot.at(), change));
                findings.add((change.isPositive() ? "UNEXPLAINED_GAIN " : "UNEXPLAINED_LOSS ") + change);
            }
        }

        /** A snapshot does not say how the change is shared. If no position risked anything, all have equal shares. */
        private void share(Money change) {
            boolean risked = earners.stream().anyMatch(earner -> earner.risk() > 0);
            long unweighed = earners.stream()
                    .mapToLong(earner -> risked ? earner.risk() : 1)
                    .sum();
            long left = change.minorUnits();
            for (Earner earner : earners) {
                long weight = risked ? earner.risk() : 1;
                long share = weight == unweighed ? left : MinorUnits.round(left * ((double) weight / unweighed));
                events.add(earner.event().apply(change.withMinorUnits(share)));
                left -= share;
                unweighed -= weight;
            }
        }
    }
}
