package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Infers from one snapshot after the other what happened on the account.
 *
 * <p>What a snapshot shows for the first time is provisional: the next one confirms it or corrects it. So a snapshot
 * whose balance is newer than its positions, or older, is put right by the next one. Not thread-safe.
 */
final class SnapshotReader {

    private static final String UNLISTED = "unlisted-";

    private final Ledger ledger;
    private final UnexplainedGain unexplainedGain;
    private long inferences;

    /** Whether the feed has listed a position, so that an empty list says that there is none. */
    private boolean lists;

    /** Positions whose closing was seen in a snapshot that explained it. */
    private final Set<String> closedForSure = new HashSet<>();

    /** What the equity of the flat account holds beyond its balance, and how often that was seen in a row. */
    private long surplus;

    private int surplusSeen;

    private Optional<Reading> last = Optional.empty();

    /** The reading before the last one, for a snapshot that is taken back. */
    private Optional<Reading> previous = Optional.empty();

    /**
     * A snapshot, the books before it, and what was inferred from it.
     *
     * @param positions the positions by the ids that they have on the account
     */
    private record Reading(
            Snapshot snapshot,
            List<Position> positions,
            Reconciliation.Books books,
            Set<Long> inferred,
            Instant bookedAt) {}

    /** What follows from a snapshot. */
    record Result(Set<Long> withdrawn, List<Operation> corrected) {
        static final Result NOTHING = new Result(Set.of(), List.of());

        boolean isNothing() {
            return withdrawn.isEmpty() && corrected.isEmpty();
        }
    }

    SnapshotReader(Ledger ledger, UnexplainedGain unexplainedGain, long inferences) {
        this.ledger = ledger;
        this.unexplainedGain = unexplainedGain;
        this.inferences = inferences;
        this.lists = ledger.account().positions().stream()
                .anyMatch(position -> !position.id().startsWith(UNLISTED));
    }

    boolean isProvisional() {
        return last.filter(reading -> !reading.inferred().isEmpty()).isPresent();
    }

    /** The number of something that was inferred apart from a snapshot. */
    long nextInference() {
        inferences++;
        return inferences;
    }

    /** Discards the last snapshot: what was inferred from it stands. */
    void settle() {
        last = Optional.empty();
    }

    /** When the last snapshot was taken, none if there was none or other events came after it. */
    Optional<Instant> lastAt() {
        return last.map(reading -> reading.snapshot().at());
    }

    /** Takes back the last snapshot as if it had not been read. */
    void takeBack() {
        last = previous;
    }

    /** How the last snapshot must be read, now that the next one is here. */
    Result hindsight(Snapshot next) {
        if (!isProvisional()) {
            return Result.NOTHING;
        }
        Reading before = last.get();
        Optional<Reading> corrected = corrected(before, next);
        if (corrected.isEmpty()) {
            return Result.NOTHING;
        }
        Reading read = corrected.get();
        Reconciliation again = Reconciliation.of(
                read.books(), read.positions(), read.snapshot().balance(), unexplainedGain);
        List<Operation> operations = new ArrayList<>();
        Set<Long> inferred = new LinkedHashSet<>();
        again.renamed().forEach((ticket, id) -> operations.add(new Operation.Renamed(read.bookedAt(), ticket, id)));
        again.bookings().forEach(booking -> operations.add(taken(booking.at(read.bookedAt()), inferred)));
        again.openings()
                .forEach(opening ->
                        operations.add(taken(opening.at(read.snapshot().at()), inferred)));
        // what the next snapshot has put right is not put right again by the one after it
        last = Optional.of(new Reading(read.snapshot(), read.positions(), read.books(), Set.of(), read.bookedAt()));
        return new Result(before.inferred(), operations);
    }

    /** The last snapshot as it would have been had all its parts been of one moment, none if they may have been. */
    private Optional<Reading> corrected(Reading before, Snapshot next) {
        Snapshot then = before.snapshot();
        Map<String, Position> old = byId(before.books().positions());
        Map<String, Position> seen = byId(before.positions());
        Map<String, Position> now = byId(named(next.positions(), before.books(), new LinkedHashMap<>()));
        Money balance = then.balance();
        List<Position> positions = new ArrayList<>(before.positions());
        boolean balanceMoved = !balance.equals(before.books().balance());
        boolean balanceMovesNow = !next.balance().equals(balance);
        boolean closedThen = old.values().stream().anyMatch(position -> isLess(position, seen.get(position.id())));
        boolean closesNow = seen.values().stream().anyMatch(position -> isLess(position, now.get(position.id())));
        if (balanceMoved && !closedThen && closesNow && !balanceMovesNow) {
            // the balance was newer than the positions
            positions.removeIf(position -> !now.containsKey(position.id()));
            positions.replaceAll(position -> now.get(position.id()));
        } else if (closedThen && !balanceMoved) {
            // positions that are listed again were left out, unless the account looked flat
            boolean flat = seen.isEmpty() && then.ownEquity().equals(balance);
            List<Position> again = old.keySet().stream()
                    .filter(id -> !flat && !seen.containsKey(id) && now.containsKey(id))
                    .map(now::get)
                    .toList();
            positions.addAll(again);
            if (again.isEmpty() && balanceMovesNow && !closesNow) {
                // the positions were newer than the balance
                balance = next.balance();
            }
        }
        if (closedThen && !balanceMovesNow) {
            // the rest of a position is listed one snapshot later
            now.values().stream()
                    .filter(position -> !seen.containsKey(position.id()) && !old.containsKey(position.id()))
                    .filter(rest -> old.values().stream()
                            .anyMatch(whole -> !seen.containsKey(whole.id())
                                    && !now.containsKey(whole.id())
                                    && isLess(whole, rest)))
                    .forEach(positions::add);
        }
        if (balance.equals(then.balance()) && positions.equals(before.positions())) {
            return Optional.empty();
        }
        Snapshot read = new Snapshot(then.at(), balance, then.equity(), List.of());
        return Optional.of(new Reading(read, positions, before.books(), Set.of(), before.bookedAt()));
    }

    private static boolean isLess(Position before, @Nullable Position now) {
        return now == null || now.lots().compareTo(before.lots()) < 0;
    }

    private static Map<String, Position> byId(List<Position> positions) {
        return positions.stream()
                .collect(Collectors.toMap(Position::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    /** The operations of a snapshot before its mark, and what was found. */
    record Read(
            List<Operation> bookings, List<Operation> openings, List<String> findings, long unexplained, long mark) {}

    /**
     * Reads the next snapshot.
     *
     * @param at the instant at which it counts
     * @param bookedAt the instant at which what was booked since the last snapshot counts
     */
    Read read(Snapshot snapshot, Instant at, Instant bookedAt) {
        Account account = ledger.account();
        Money balance = snapshot.balance().withMinorUnits(account.view().balance());
        Reconciliation.Books books =
                new Reconciliation.Books(account.positions(), balance, account::wasClosed, this::isNewTrade);
        boolean moved = !balance.equals(snapshot.balance());
        boolean leftOut = snapshot.positions().isEmpty()
                && !snapshot.ownEquity().equals(snapshot.balance())
                && !(lists && (moved || account.positions().isEmpty()))
                && !wasEmptyBefore(snapshot);
        lists |= !snapshot.positions().isEmpty();
        List<String> findings = new ArrayList<>();
        Map<String, String> usedAgain = new LinkedHashMap<>();
        List<Position> listed = leftOut ? unlisted(snapshot, findings) : named(snapshot.positions(), books, usedAgain);
        Reconciliation reconciliation = Reconciliation.of(books, listed, snapshot.balance(), unexplainedGain);
        Set<Long> inferred = new LinkedHashSet<>();
        List<Operation> bookings = new ArrayList<>();
        List<Operation> openings = new ArrayList<>();
        reconciliation.renamed().forEach((ticket, id) -> bookings.add(new Operation.Renamed(bookedAt, ticket, id)));
        usedAgain.forEach((ticket, id) -> openings.add(new Operation.Renamed(at, ticket, id)));
        boolean explained = moved || looksFlat(snapshot);
        reconciliation.bookings().forEach(booking -> {
            AccountEvent event = booking.at(bookedAt);
            if (explained && event instanceof AccountEvent.Closed closed) {
                closedForSure.add(closed.id());
            }
            bookings.add(taken(event, inferred));
        });
        reconciliation.openings().forEach(opening -> openings.add(taken(opening.at(at), inferred)));
        findings.addAll(reconciliation.findings());
        previous = last;
        List<Position> known = listed.stream()
                .map(position -> withId(position, reconciliation.renamed().getOrDefault(position.id(), position.id())))
                .toList();
        last = Optional.of(new Reading(snapshot, known, books, inferred, bookedAt));
        return new Read(bookings, openings, findings, reconciliation.unexplained(), mark(snapshot, leftOut, findings));
    }

    private static boolean looksFlat(Snapshot snapshot) {
        return snapshot.positions().isEmpty() && snapshot.ownEquity().equals(snapshot.balance());
    }

    /** Whether the last snapshot, too, listed no position at the same balance. */
    private boolean wasEmptyBefore(Snapshot snapshot) {
        return lists
                && last.filter(reading -> reading.snapshot().positions().isEmpty()
                                && reading.snapshot().balance().equals(snapshot.balance()))
                        .isPresent();
    }

    private boolean isNewTrade(String id) {
        return closedForSure.contains(id) || ledger.exposure().hasEarned(id);
    }

    /** The positions of a snapshot without a list of them, whose equity shows that there are some. */
    private List<Position> unlisted(Snapshot snapshot, List<String> findings) {
        List<Position> open = ledger.account().positions();
        if (open.isEmpty()) {
            return List.of(Position.of(UNLISTED + snapshot.at().toEpochMilli()));
        }
        if (open.stream().noneMatch(position -> position.id().startsWith(UNLISTED))) {
            findings.add("POSITIONS_MISSING");
        }
        return open;
    }

    /** The equity without a credit that the snapshot does not state. */
    private long mark(Snapshot snapshot, boolean leftOut, List<String> findings) {
        long equity = snapshot.ownEquity().minorUnits();
        long over = equity - snapshot.balance().minorUnits();
        if (snapshot.positions().isEmpty()) {
            surplusSeen = over <= 0 ? 0 : over == surplus ? surplusSeen + 1 : 1;
            surplus = Math.max(0, over);
            if (over > 0 && !leftOut) {
                findings.add("CREDIT " + snapshot.balance().withMinorUnits(over));
                return equity - over;
            }
        }
        return surplusSeen > 1 && !snapshot.positions().isEmpty() ? equity - surplus : equity;
    }

    /**
     * Positions by the ids that they have on the account. One whose name is used again after it was closed, or beside
     * the position that has its id under a new ticket, has another id.
     *
     * @param usedAgain takes the new ids, by ticket
     */
    private List<Position> named(List<Position> positions, Reconciliation.Books books, Map<String, String> usedAgain) {
        Set<String> open = books.positions().stream().map(Position::id).collect(Collectors.toSet());
        Set<String> used = positions.stream()
                .filter(position -> !ledger.tickets().id(position.id()).equals(position.id()))
                .map(position -> ledger.tickets().id(position.id()))
                .collect(Collectors.toCollection(HashSet::new));
        return positions.stream()
                .map(position -> {
                    String ticket = position.id();
                    String id = ledger.tickets().id(ticket);
                    boolean again = !open.contains(id) && books.wasClosed().test(id) && isNewTrade(id);
                    boolean beside = id.equals(ticket) && used.contains(id);
                    if (!again && !beside) {
                        return withId(position, id);
                    }
                    String next = ledger.tickets().next(ticket, taken -> ledger.isTaken(taken) || !used.add(taken));
                    usedAgain.put(ticket, next);
                    return withId(position, next);
                })
                .toList();
    }

    private static Position withId(Position position, String id) {
        return id.equals(position.id()) ? position : new Position(id, position.lots(), position.profitAtStop());
    }

    private Operation taken(AccountEvent event, Set<Long> inferred) {
        inferences++;
        inferred.add(inferences);
        return new Operation.EventTaken(event, inferences);
    }
}
