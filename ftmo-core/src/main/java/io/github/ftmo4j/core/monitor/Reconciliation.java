package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The events that lead from an account to what a snapshot says of it.
 *
 * <p>A position that appeared was opened, one that vanished was closed, one that shrank was closed in part; together
 * these earned what the balance has changed by. Where it changed and none of these happened, a loss is a cost, and a
 * gain is what {@link UnexplainedGain} says. A snapshot without positions whose equity is not its balance has left them
 * out, and is no more than a mark.
 */
record Reconciliation(List<AccountEvent> events, List<String> findings) {

    static Reconciliation of(Account account, Snapshot snapshot, UnexplainedGain unexplainedGain) {
        return new Draft(account, snapshot, unexplainedGain).reconcile();
    }

    private static final class Draft {
        private final Account account;
        private final Snapshot snapshot;
        private final UnexplainedGain unexplainedGain;
        private final List<AccountEvent> events = new ArrayList<>();
        private final List<String> findings = new ArrayList<>();

        /**
         * What earned the change of the balance: the profit goes to the last of them, as nobody says how it is shared.
         */
        private final List<Function<Money, AccountEvent>> earners = new ArrayList<>();

        private Draft(Account account, Snapshot snapshot, UnexplainedGain unexplainedGain) {
            this.account = account;
            this.snapshot = snapshot;
            this.unexplainedGain = unexplainedGain;
        }

        private Reconciliation reconcile() {
            boolean floats = !snapshot.equity().equals(snapshot.balance());
            if (snapshot.positions().isEmpty() && floats && !account.positions().isEmpty()) {
                return new Reconciliation(
                        List.of(new AccountEvent.Marked(snapshot.at(), snapshot.equity())),
                        List.of("POSITIONS_MISSING"));
            }
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
            book(snapshot.balance().minus(balance()));
            return new Reconciliation(events, findings);
        }

        private Money balance() {
            return snapshot.balance().withMinorUnits(account.view().balance());
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
            if (now.lots() < before.lots()) {
                earners.add(profit -> new AccountEvent.Changed(snapshot.at(), now, profit));
                findings.add("SHRANK " + now.id());
            } else {
                Money nothing = snapshot.balance().withMinorUnits(0);
                events.add(new AccountEvent.Changed(snapshot.at(), now, nothing));
            }
        }

        private void vanished(Position position) {
            earners.add(profit -> new AccountEvent.Closed(snapshot.at(), position.id(), profit));
            findings.add("VANISHED " + position.id());
        }

        private void book(Money change) {
            boolean unexplained = earners.isEmpty() && change.minorUnits() != 0;
            boolean paidIn = unexplained && change.isPositive() && unexplainedGain == UnexplainedGain.CASH_FLOW;
            if (paidIn) {
                // the equity of the last mark moves with it; that of the snapshot has it already
                events.add(new AccountEvent.CashFlow(snapshot.at(), change));
            }
            // valued before anything is closed: what is closed now was in the equity until now
            events.add(new AccountEvent.Marked(snapshot.at(), snapshot.equity()));
            for (int i = 0; i < earners.size(); i++) {
                events.add(earners.get(i).apply(i < earners.size() - 1 ? change.withMinorUnits(0) : change));
            }
            if (unexplained && !paidIn) {
                events.add(new AccountEvent.Booked(snapshot.at(), change));
            }
            if (unexplained) {
                findings.add((change.isPositive() ? "UNEXPLAINED_GAIN " : "UNEXPLAINED_LOSS ") + change);
            }
        }
    }
}
