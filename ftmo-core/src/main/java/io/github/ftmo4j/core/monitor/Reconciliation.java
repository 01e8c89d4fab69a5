package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * What happened between the books of an account and a reading of it, as far as it can be inferred.
 *
 * <p>A position that appeared was opened, one that vanished was closed, one that shrank was closed in part. If one
 * vanished and a smaller one appeared, the smaller one is its rest under a new ticket. The change of the balance is
 * shared among those that vanished or shrank by what they risked. If none did, a loss is a cost of the positions that
 * appeared, or else of those that are open; {@link UnexplainedGain} says what a gain is.
 *
 * @param bookings what changed the balance, in order
 * @param openings what was opened, or opened again
 * @param renamed the new tickets of the rests, by ticket
 * @param findings a stable code for each inference
 * @param unexplained what no position explains, zero if nothing
 */
record Reconciliation(
        List<Dated> bookings,
        List<Dated> openings,
        Map<String, String> renamed,
        List<String> findings,
        long unexplained) {

    /** An event whose instant is still open. */
    interface Dated {
        AccountEvent at(Instant instant);
    }

    /**
     * The books of an account.
     *
     * @param isNewTrade whether a position of an id that is not open is another trade, not one that was closed by
     *     mistake
     */
    record Books(List<Position> positions, Money balance, Predicate<String> wasClosed, Predicate<String> isNewTrade) {}

    static Reconciliation of(Books books, List<Position> listed, Money balance, UnexplainedGain unexplainedGain) {
        return new Draft(books, listed, balance, unexplainedGain).reconcile();
    }

    private static final class Draft {
        private final Books books;
        private final List<Position> listed;
        private final Money balance;
        private final UnexplainedGain unexplainedGain;
        private final List<Dated> bookings = new ArrayList<>();
        private final List<Dated> openings = new ArrayList<>();
        private final Map<String, String> renamed = new LinkedHashMap<>();
        private final List<String> findings = new ArrayList<>();
        private final List<Share> earners = new ArrayList<>();
        private final List<Share> opened = new ArrayList<>();

        /** What a part of the change of the balance belongs to, and how much it weighs. */
        private record Share(double weight, BiFunction<Instant, Money, AccountEvent> event) {}

        private Draft(Books books, List<Position> listed, Money balance, UnexplainedGain unexplainedGain) {
            this.books = books;
            this.listed = listed;
            this.balance = balance;
            this.unexplainedGain = unexplainedGain;
        }

        private Reconciliation reconcile() {
            compare();
            Money change = balance.minus(books.balance());
            long unexplained = book(change);
            return new Reconciliation(bookings, openings, renamed, findings, unexplained);
        }

        private void compare() {
            Map<String, Position> gone = new LinkedHashMap<>();
            books.positions().forEach(position -> gone.put(position.id(), position));
            List<Position> appeared = new ArrayList<>();
            for (Position position : listed) {
                Position before = gone.remove(position.id());
                if (before == null) {
                    appeared.add(position);
                } else if (!before.equals(position)) {
                    changed(before, position);
                }
            }
            boolean unchanged = balance.equals(books.balance());
            for (Position position : appeared) {
                Optional<Position> whole = books.wasClosed().test(position.id())
                        ? Optional.empty()
                        : gone.values().stream()
                                .filter(before -> before.profitAtStop().isPresent()
                                                == position.profitAtStop().isPresent()
                                        && isRest(position, before, unchanged))
                                .min(Comparator.comparing(Position::lots));
                if (whole.isPresent()) {
                    Position before = whole.get();
                    gone.remove(before.id());
                    renamed.put(position.id(), before.id());
                    findings.add("RETICKETED " + before.id() + " " + position.id());
                    changed(before, new Position(before.id(), position.lots(), position.profitAtStop()));
                } else {
                    appeared(position);
                }
            }
            gone.values().forEach(this::vanished);
        }

        private static boolean isRest(Position position, Position before, boolean balanceUnchanged) {
            int order = position.lots().compareTo(before.lots());
            return order < 0 || (order == 0 && balanceUnchanged);
        }

        private void appeared(Position position) {
            if (books.wasClosed().test(position.id()) && !books.isNewTrade().test(position.id())) {
                openings.add(at -> new AccountEvent.Reopened(at, position));
                findings.add("REOPENED " + position.id());
                return;
            }
            openings.add(at -> new AccountEvent.Opened(at, position));
            findings.add("APPEARED " + position.id());
            opened.add(new Share(
                    risk(position),
                    (at, cost) -> new AccountEvent.Booked(at, cost, Optional.empty(), Optional.of(position.id()))));
        }

        private void changed(Position before, Position now) {
            if (now.lots().compareTo(before.lots()) < 0) {
                earners.add(new Share(risk(before), (at, profit) -> new AccountEvent.Changed(at, now, profit)));
                findings.add("SHRANK " + now.id());
            } else if (!before.equals(now)) {
                Money nothing = balance.withMinorUnits(0);
                openings.add(at -> new AccountEvent.Changed(at, now, nothing));
            }
        }

        private void vanished(Position position) {
            earners.add(new Share(risk(position), (at, profit) -> new AccountEvent.Closed(at, position.id(), profit)));
            findings.add("VANISHED " + position.id());
        }

        private static long risk(Position position) {
            return position.profitAtStop()
                    .map(profit -> Math.max(0, -profit.minorUnits()))
                    .orElse(0L);
        }

        private long book(Money change) {
            if (!earners.isEmpty()) {
                share(change, earners, bookings);
                return 0;
            }
            if (change.minorUnits() == 0) {
                return 0;
            }
            if (change.minorUnits() < 0 && !opened.isEmpty()) {
                share(change, opened, openings);
                findings.add("COST " + change);
                return 0;
            }
            boolean paidIn = change.isPositive() && unexplainedGain == UnexplainedGain.CASH_FLOW;
            List<Position> held = books.positions();
            if (!change.isPositive() && !held.isEmpty()) {
                List<Share> shares = held.stream()
                        .map(position -> new Share(
                                position.lots().doubleValue(),
                                (at, cost) -> new AccountEvent.Booked(
                                        at, cost, Optional.empty(), Optional.of(position.id()))))
                        .toList();
                share(change, shares, bookings);
            } else {
                bookings.add(
                        at -> paidIn ? new AccountEvent.CashFlow(at, change) : new AccountEvent.Booked(at, change));
            }
            findings.add((change.isPositive() ? "UNEXPLAINED_GAIN " : "UNEXPLAINED_LOSS ") + change);
            return change.minorUnits();
        }

        /** A reading does not say how a change is shared. If nothing weighs anything, all have equal shares. */
        private static void share(Money change, List<Share> shares, List<Dated> into) {
            boolean weighed = shares.stream().anyMatch(share -> share.weight() > 0);
            double all = shares.stream()
                    .mapToDouble(share -> weighed ? share.weight() : 1)
                    .sum();
            long left = change.minorUnits();
            for (int i = 0; i < shares.size(); i++) {
                Share share = shares.get(i);
                double weight = weighed ? share.weight() : 1;
                long part = i == shares.size() - 1 || all <= weight ? left : MinorUnits.round(left * (weight / all));
                Money money = change.withMinorUnits(part);
                into.add(at -> share.event().apply(at, money));
                left -= part;
                all -= weight;
            }
        }
    }
}
