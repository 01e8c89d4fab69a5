package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Absurd input through every entry point of a monitor: zeros, extremes, other currencies, unknown and repeated ids, far
 * stamps, contradictory lists. Each is refused and changes nothing, or is taken; no implausible reading alone is final,
 * and at the end a plain breach still fails the account.
 */
class AbsurdInputTest {

    private static final long SEED = 20_260_311;
    private static final int INPUTS = 6_000;
    private static final int MANY_INPUTS = 1_000_000;

    /** How many inputs one account takes at most. */
    private static final int LONGEST = 400;

    private static final Phase CHALLENGE = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);

    /** How far a reading may move the equity without being implausible: by default a tenth of the initial balance. */
    private static final long PLAUSIBLE = 10_000_00;

    /** A message names what must be otherwise. */
    private static final Pattern REFUSAL = Pattern.compile(".*\\b(must|only|needs)\\b.*", Pattern.DOTALL);

    private static final Instant OPENING = Instant.parse("2026-03-02T09:00:00Z");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final List<String> IDS = List.of("1", "2", "3", "4", "ESH6", "unlisted-1", "\u0000", "ü".repeat(30));

    @TempDir
    private Path directory;

    private final Map<String, Integer> counts = new TreeMap<>();

    /** What a monitor is fed with first of all; everything else reaches it, too. */
    private enum Form {
        EVENTS,
        SNAPSHOTS,
        DEALS
    }

    @Test
    void changesNothingOrIsTaken() throws Exception {
        feed(INPUTS);
    }

    @Test
    @Tag("thorough")
    void aMillionTimes() throws Exception {
        feed(MANY_INPUTS);
    }

    private static AccountMonitorBuilder builder() {
        return AccountMonitor.builder(CHALLENGE).time(() -> OPENING);
    }

    private static void assertRefused(AccountMonitor monitor, ThrowingCallable input) {
        AccountState before = monitor.state();
        List<Order> reservations = monitor.reservations();
        assertThatThrownBy(input).isInstanceOf(IllegalArgumentException.class).hasMessageMatching(REFUSAL);
        assertThat(monitor.state()).isEqualTo(before);
        assertThat(monitor.reservations()).isEqualTo(reservations);
    }

    private static Snapshot snapshot(Instant at) {
        return new Snapshot(at, usd(100_000), usd(100_000), List.of());
    }

    private static Deal booking(String id, Instant at, Money amount) {
        return Deal.booking(id, at, Deal.Kind.BOOKING, amount);
    }

    @Test
    void theSmallestNumberIsOutOfRange() {
        Money smallest = usd(0).withMinorUnits(Long.MIN_VALUE);
        AccountMonitor monitor = builder().dealFeed().open();
        assertRefused(monitor, () -> monitor.accept(new Snapshot(OPENING, smallest, usd(0), List.of())));
        assertRefused(monitor, () -> monitor.accept(new Snapshot(OPENING, usd(1), smallest, List.of())));
        assertRefused(monitor, () -> monitor.accept(booking("1", OPENING, smallest)));
    }

    @Test
    void aSnapshotWithDealsIsTakenInWholeOrNotAtAll() {
        AccountMonitor monitor = builder().dealFeed().open();
        Deal small = booking("1", OPENING, usd(-10));
        assertRefused(
                monitor,
                () -> monitor.accept(snapshot(OPENING.minus(Duration.ofDays(2))).withDeals(List.of(small))));
        Money largest = usd(0).withMinorUnits(MinorUnits.LARGEST);
        Deal large = booking("2", OPENING.plusMillis(1), largest);
        assertRefused(monitor, () -> monitor.accept(snapshot(OPENING).withDeals(List.of(small, large))));
        Deal opening = Deal.entry("3", OPENING, "1", BigDecimal.ONE, largest);
        assertRefused(monitor, () -> monitor.accept(opening));
        Money least = usd(0).withMinorUnits(-MinorUnits.LARGEST);
        Deal costly = Deal.entry("4", OPENING, "1", BigDecimal.ONE, least).withFee(usd(-2));
        assertRefused(monitor, () -> monitor.accept(costly));
    }

    @Test
    void aDealOfLongAgoIsIgnored() {
        AccountMonitor monitor = builder().dealFeed().open();
        AccountState before = monitor.state();
        monitor.accept(booking("1", Instant.MIN, usd(-10)));
        monitor.accept(booking("2", Instant.EPOCH, usd(-10)));
        assertThat(monitor.state()).isEqualTo(before);
    }

    @Test
    void anOrderBeyondAnyAccountReservesNothing() {
        Money most = usd(0).withMinorUnits(Long.MAX_VALUE);
        AccountMonitor monitor = builder().open();
        for (int order = 0; order < 3; order++) {
            try {
                monitor.placed(Order.risking("o" + order, most));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("risk");
            }
            assertThat(monitor.check(Order.risking("c" + order, usd(5_001))).isAllowed())
                    .isFalse();
        }
        assertThat(monitor.gauges().openRisk().minorUnits()).isNotNegative();
    }

    @Test
    void aPendingOrderInAnotherCurrencyIsRefused() {
        AccountMonitor monitor = builder().open();
        assertRefused(
                monitor,
                () -> monitor.accept(snapshot(OPENING).withPending(List.of(Order.risking("1", Money.eur(10))))));
    }

    @Test
    void anAbsurdEquityThatIsConfirmedFailsTheAccountWithItsPositions() {
        AccountMonitor monitor = builder().open();
        monitor.accept(new AccountEvent.Opened(OPENING, Position.of("1").withProfitAtStop(usd(-50))));
        Money least = usd(0).withMinorUnits(-MinorUnits.LARGEST);
        monitor.accept(new AccountEvent.Marked(OPENING, least));
        monitor.accept(new AccountEvent.Marked(OPENING, usd(80_000)));
        assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aNameOfTheFormOfALaterLifeIsAName() {
        AccountMonitor monitor = builder().open();
        Position first = Position.of("1");
        Position second = Position.of("1#2");
        List<List<Position>> listed =
                List.of(List.of(first, second), List.of(second), List.of(), List.of(first), List.of(first), List.of());
        for (int reading = 0; reading < listed.size(); reading++) {
            Money balance = usd(100_000 - 10 * (reading - Math.max(0, reading - 2)));
            monitor.accept(new Snapshot(OPENING.plusMillis(reading), balance, balance, listed.get(reading)));
        }
        assertThat(monitor.assessment().openPositions()).isZero();
    }

    @Test
    void aJournalHoldsTheTimeOfAReadingThatWaited() {
        Path journal = directory.resolve("journal.jsonl");
        AccountState before;
        try (AccountMonitor monitor = builder().journal(journal).open()) {
            monitor.accept(new AccountEvent.Opened(OPENING, Position.of("1")));
            monitor.accept(new AccountEvent.Marked(OPENING.plusSeconds(60), usd(40)));
            monitor.accept(new AccountEvent.CashFlow(OPENING.plusSeconds(30), usd(1_000)));
            before = monitor.state();
        }
        try (AccountMonitor monitor = builder().journal(journal).open()) {
            assertThat(monitor.state())
                    .usingRecursiveComparison()
                    .ignoringFields("asOf", "valuation")
                    .isEqualTo(before);
        }
    }

    private void feed(int inputs) throws Exception {
        Random random = new Random(SEED);
        int left = inputs;
        for (int account = 0; left > 0; account++) {
            Form form = Form.values()[account % Form.values().length];
            List<Step> steps = new Draws(random, form, counts).steps(Math.min(left, 1 + random.nextInt(LONGEST)));
            Session session = new Session(form, steps, counts);
            if (session.fault().isPresent()) {
                fail(minimised(form, steps));
            }
            left -= session.taken;
        }
        assertThat(counts).as(counts.toString()).containsKeys("doubted", "final", "armed");
        assertThat(counts.get("taken")).as(counts.toString()).isGreaterThan(inputs / 3);
        assertThat(counts.get("refused")).as(counts.toString()).isGreaterThan(inputs / 5);
        assertThat(counts.get("armed")).as(counts.toString()).isGreaterThan(inputs / (2 * LONGEST));
    }

    /** The fault of the fewest steps. */
    private String minimised(Form form, List<Step> steps) throws IOException {
        List<Step> fewest = steps;
        for (int size = steps.size() / 2; size > 0; size /= 2) {
            for (int from = 0; from < fewest.size(); ) {
                List<Step> fewer = new ArrayList<>(fewest);
                fewer.subList(from, Math.min(from + size, fewer.size())).clear();
                if (new Session(form, fewer, new TreeMap<>()).fault().isPresent()) {
                    fewest = fewer;
                } else {
                    from += size;
                }
            }
        }
        String lines = fewest.stream()
                .map(step -> step.now() + (step.leap() == 0 ? " " : " leapt " + step.leap() + " ") + step.text())
                .collect(Collectors.joining("\n"));
        return form + "\n" + lines + "\n"
                + new Session(form, fewest, new TreeMap<>()).fault().orElseThrow();
    }

    /** One entry point with one input. */
    private interface Input {
        void to(AccountMonitor monitor);
    }

    /**
     * An input and the time at which it comes.
     *
     * @param leap by how much the machine's clock is wrong, milliseconds
     */
    private record Step(Instant now, long leap, String text, Input input) {}

    /** One account. */
    private final class Session {
        private final Form form;
        private final List<Step> steps;
        private final Map<String, Integer> counted;
        private final Path journal = directory.resolve("journal.jsonl");
        private Instant now = OPENING;
        private long leap;
        private int taken;

        private Session(Form form, List<Step> steps, Map<String, Integer> counted) {
            this.form = form;
            this.steps = steps;
            this.counted = counted;
        }

        private AccountMonitor open() {
            AccountMonitorBuilder builder = AccountMonitor.builder(CHALLENGE)
                    .time(() -> now.plusMillis(leap))
                    .journal(journal, Durability.operatingSystem());
            return (form == Form.DEALS ? builder.dealFeed() : builder).open();
        }

        private void count(String what) {
            counted.merge(what, 1, Integer::sum);
        }

        private Optional<String> fault() throws IOException {
            try {
                live();
                return Optional.empty();
            } catch (AssertionError | RuntimeException e) {
                String frames = Arrays.stream(e.getStackTrace())
                        .map(StackTraceElement::toString)
                        .filter(frame -> frame.contains("ftmo4j"))
                        .limit(8)
                        .collect(Collectors.joining("\n"));
                return Optional.of(e + "\n" + frames);
            } finally {
                Files.deleteIfExists(journal);
            }
        }

        private void live() {
            AccountState last;
            List<Order> reservations;
            try (AccountMonitor monitor = open()) {
                for (Step step : steps) {
                    if (!monitor.assessment().verdict().isFinal()) {
                        take(step, monitor);
                    }
                }
                leap = 0;
                if (monitor.assessment().verdict().isFinal()) {
                    count("final");
                } else {
                    assertArmed(monitor);
                }
                last = monitor.state();
                reservations = monitor.reservations();
            }
            try (AccountMonitor monitor = open()) {
                assertThat(monitor.state())
                        .usingRecursiveComparison()
                        .ignoringFields("asOf", "valuation")
                        .isEqualTo(last);
                assertThat(monitor.reservations()).isEqualTo(reservations);
            }
        }

        private void take(Step step, AccountMonitor monitor) {
            taken++;
            now = step.now();
            leap = step.leap();
            AccountState before = monitor.state();
            List<Order> reservedBefore = monitor.reservations();
            boolean provisional = monitor.gauges().provisional();
            try {
                step.input().to(monitor);
                count("taken");
                assertNotFinalByItself(step, monitor, before, provisional);
            } catch (IllegalArgumentException | IllegalStateException e) {
                count("refused");
                assertThat(e).hasMessageMatching(REFUSAL);
                assertThat(monitor.state()).as(e.toString()).isEqualTo(before);
                assertThat(monitor.reservations()).as(e.toString()).isEqualTo(reservedBefore);
            }
            if (monitor.gauges().provisional()) {
                count("doubted");
            }
        }

        private void assertNotFinalByItself(
                Step step, AccountMonitor monitor, AccountState before, boolean provisional) {
            Assessment after = monitor.assessment();
            boolean reading = Stream.of("Marked", "mark(", "Snapshot").anyMatch(step.text()::startsWith);
            if (!after.verdict().isFinal() || !reading || provisional) {
                return;
            }
            // a midnight before the reading may have been final
            boolean byMidnight = after.failure()
                    .filter(failure -> failure.equity().equals(before.equity()))
                    .isPresent();
            long equity = after.failure()
                    .map(failure -> failure.equity().minorUnits())
                    .orElse(after.equity().minorUnits());
            boolean plausible = equity != 0 && Math.abs(equity - before.equity().minorUnits()) <= PLAUSIBLE;
            assertThat(byMidnight || plausible)
                    .as("plausible before " + after + "\n" + before)
                    .isTrue();
        }

        /** An order beyond the room is refused, and two readings in agreement below the floors fail the account. */
        private void assertArmed(AccountMonitor monitor) {
            AccountState state = monitor.state();
            now = latest(now, state.asOf()).plusSeconds(1);
            Money room = monitor.assessment().headroom().tightest();
            Money beyond = room.withMinorUnits(Math.max(0, room.minorUnits()) + 1);
            assertThat(monitor.check(Order.risking("beyond", beyond)).isAllowed())
                    .isFalse();
            long floor = state.equity()
                    .minus(monitor.assessment().headroom().maximumLoss())
                    .minorUnits();
            long below = floor - PLAUSIBLE / 3 - 1;
            if (below <= -MinorUnits.LARGEST || below == 0 || state.balance().minorUnits() <= 0) {
                count("out of range");
                return;
            }
            Money equity = usd(0).withMinorUnits(below);
            List<Position> open = new ArrayList<>(state.positions());
            if (open.isEmpty()) {
                Position last = Position.of("last");
                open.add(last);
                if (form == Form.DEALS) {
                    monitor.accept(Deal.entry("last", now, "last", BigDecimal.ONE, usd(0)));
                } else {
                    monitor.accept(new AccountEvent.Opened(now, last));
                }
            }
            for (int reading = 0; reading < 2; reading++) {
                now = now.plusSeconds(1);
                if (form == Form.EVENTS) {
                    monitor.accept(new AccountEvent.Marked(now, equity));
                } else {
                    monitor.accept(new Snapshot(now, state.balance(), equity, open));
                }
            }
            assertThat(monitor.assessment().verdict())
                    .as(() -> equity + "\n" + state + "\n" + monitor.assessment())
                    .isEqualTo(Verdict.FAILED);
            count("armed");
        }

        private static Instant latest(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }

    /** Draws the inputs of one account. */
    private static final class Draws {
        private final Random random;
        private final Form form;
        private final Map<String, Integer> counts;
        private Instant now = OPENING;
        private String text = "";
        private int deals;

        private Draws(Random random, Form form, Map<String, Integer> counts) {
            this.random = random;
            this.form = form;
            this.counts = counts;
        }

        /** As many inputs; what cannot be built at all is refused already. */
        private List<Step> steps(int count) {
            List<Step> steps = new ArrayList<>();
            while (steps.size() < count) {
                now = now.plusMillis(random.nextInt(20_000));
                long leap = random.nextInt(50) == 0 ? (random.nextInt(200) - 50) * 86_400_000L : 0;
                try {
                    Input input = input();
                    steps.add(new Step(now, leap, text, input));
                } catch (IllegalArgumentException e) {
                    counts.merge("refused", 1, Integer::sum);
                    assertThat(e).hasMessageMatching(REFUSAL);
                }
            }
            return steps;
        }

        private Input input() {
            boolean usual = random.nextInt(3) > 0;
            int kind = usual
                    ? switch (form) {
                        case EVENTS -> random.nextInt(12);
                        case SNAPSHOTS -> 12;
                        case DEALS -> 12 + random.nextInt(2);
                    }
                    : random.nextInt(24);
            return switch (kind) {
                case 0 -> event(new AccountEvent.Opened(at(), position()));
                case 1 -> event(new AccountEvent.Changed(at(), position(), small()));
                case 2 -> event(new AccountEvent.Reopened(at(), position()));
                case 3 -> event(new AccountEvent.Marked(at(), money()));
                case 4 -> event(new AccountEvent.Closed(at(), id(), small()));
                case 5 ->
                    event(new AccountEvent.Corrected(at(), id(), small(), any(AccountEvent.Corrected.Scope.values())));
                case 6 -> event(new AccountEvent.Booked(at(), small(), optional(id()), optional(id())));
                case 7 -> event(new AccountEvent.CashFlow(at(), small()));
                case 8 -> event(new AccountEvent.PaidOut(at(), small()));
                case 9 -> event(new AccountEvent.Violated(at(), id()));
                case 10 -> event(new AccountEvent.TimePassed(at()));
                case 11 -> event(new AccountEvent.Reinstated(at(), id()));
                case 12 -> {
                    Snapshot snapshot = snapshot();
                    yield described(snapshot.toString(), monitor -> monitor.accept(snapshot));
                }
                case 13 -> {
                    Deal deal = deal();
                    yield described(deal.toString(), monitor -> monitor.accept(deal));
                }
                case 14 -> {
                    long at = random.nextInt(6) == 0 ? random.nextLong() : milli(at());
                    long equity = amount();
                    yield described("mark(" + at + ", " + equity + ")", monitor -> monitor.mark(at, equity));
                }
                case 15 -> {
                    Instant at = at();
                    yield described("advanceTo " + at, monitor -> monitor.advanceTo(at));
                }
                case 16, 17 -> {
                    Order order = order();
                    yield described("check " + order, monitor -> monitor.check(order));
                }
                case 18 -> {
                    String id = id();
                    yield described("release " + id, monitor -> monitor.release(id));
                }
                case 19 -> {
                    Order order = order();
                    yield described("placed " + order, monitor -> monitor.placed(order));
                }
                case 20 -> {
                    String order = id();
                    String position = id();
                    yield described("filled " + order + " " + position, monitor -> monitor.filled(order, position));
                }
                case 21 -> {
                    LocalDate day = random.nextBoolean()
                            ? TradingDayClock.prague().dayOf(now)
                            : LocalDate.ofEpochDay(random.nextInt(40_000));
                    Money balance = money();
                    Money equity = money();
                    yield described(
                            "dayStarted " + day + " " + balance + " " + equity,
                            monitor -> monitor.dayStarted(day, balance, equity));
                }
                case 22 -> described("advance", AccountMonitor::advance);
                default ->
                    random.nextInt(8) == 0
                            ? described("compact", AccountMonitor::compact)
                            : described("ask", monitor -> monitor.ask(LiveView::verdict));
            };
        }

        private Input event(AccountEvent event) {
            return described(event.toString(), monitor -> monitor.accept(event));
        }

        private Input described(String what, Input input) {
            text = what;
            return input;
        }

        private long milli(Instant at) {
            try {
                return at.toEpochMilli();
            } catch (ArithmeticException e) {
                return Long.MAX_VALUE;
            }
        }

        private Instant at() {
            int draw = random.nextInt(100);
            if (draw < 70) {
                return now;
            }
            if (draw < 85) {
                return now.minusMillis(random.nextInt(200_000));
            }
            if (draw < 90) {
                return now.plusMillis(random.nextInt(3_000_000));
            }
            return switch (draw) {
                case 90 -> Instant.MIN;
                case 91 -> Instant.MAX;
                case 92 -> Instant.EPOCH;
                case 93 -> now.plus(Duration.ofDays(1 + random.nextInt(5_000)));
                case 94 -> Instant.ofEpochMilli(random.nextLong());
                default -> now.minus(Duration.ofHours(1 + random.nextInt(400)));
            };
        }

        private long amount() {
            int draw = random.nextInt(100);
            if (draw < 75) {
                return 100_000_00L + random.nextInt(1_000_00) - 500_00;
            }
            if (draw < 82) {
                return random.nextInt(200_00) - 100_00L;
            }
            return switch (draw % 13) {
                case 0, 1, 2 -> 0;
                case 3 -> 1;
                case 4 -> -1;
                case 5 -> MinorUnits.LARGEST;
                case 6 -> -MinorUnits.LARGEST;
                case 7 -> MinorUnits.LARGEST + 1;
                case 8 -> Long.MAX_VALUE;
                case 9 -> Long.MIN_VALUE;
                case 10 -> 1_000_000_00;
                case 11 -> 10_000_00;
                default -> random.nextLong();
            };
        }

        private Money money() {
            Money amount = usd(0).withMinorUnits(amount());
            return random.nextInt(40) == 0 ? new Money(amount.minorUnits(), EUR) : amount;
        }

        private String id() {
            return switch (random.nextInt(40)) {
                case 0 -> "";
                case 1 -> " \t";
                case 2 -> Long.toString(random.nextLong());
                default -> IDS.get(random.nextInt(IDS.size()));
            };
        }

        private <T> Optional<T> optional(T value) {
            return random.nextBoolean() ? Optional.of(value) : Optional.empty();
        }

        private <T> T any(T[] values) {
            return values[random.nextInt(values.length)];
        }

        private Position position() {
            double lots = switch (random.nextInt(20)) {
                case 0 -> 0;
                case 1 -> -1;
                case 2 -> Double.NaN;
                case 3 -> Double.POSITIVE_INFINITY;
                case 4 -> Double.MIN_VALUE;
                case 5 -> Double.MAX_VALUE;
                default -> (1 + random.nextInt(300)) / 100.0;
            };
            return new Position(id(), lots, optional(money()));
        }

        private Order order() {
            String id = id();
            return random.nextInt(10) == 0 ? Order.withoutStop(id) : Order.risking(id, money());
        }

        private Snapshot snapshot() {
            List<Position> positions = IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> position())
                    .toList();
            Snapshot snapshot = new Snapshot(at(), money(), money(), positions);
            if (random.nextInt(4) == 0) {
                snapshot = snapshot.withCredit(money());
            }
            if (random.nextInt(6) == 0) {
                snapshot = snapshot.withMargin(money());
            }
            if (random.nextInt(4) == 0) {
                snapshot = snapshot.withPending(IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> order())
                        .toList());
            }
            if (random.nextInt(form == Form.DEALS ? 2 : 20) == 0) {
                snapshot = snapshot.withDeals(IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> deal())
                        .toList());
            }
            return snapshot;
        }

        private Deal deal() {
            Deal.Kind kind = any(Deal.Kind.values());
            boolean execution = EnumSet.of(Deal.Kind.ENTRY, Deal.Kind.EXIT, Deal.Kind.REVERSAL)
                    .contains(kind);
            BigDecimal lots = switch (random.nextInt(20)) {
                case 0 -> BigDecimal.ONE.negate();
                case 1 -> BigDecimal.ZERO;
                case 2 -> new BigDecimal("1E+400");
                case 3 -> new BigDecimal("1E-400");
                default -> execution ? BigDecimal.valueOf(1 + random.nextInt(300), 2) : BigDecimal.ZERO;
            };
            String id = random.nextInt(5) == 0 ? id() : "d" + deals++;
            Optional<String> position = execution ? Optional.of(id()) : optional(id());
            return new Deal(id, at(), kind, position, optional(id()), lots, small(), small(), small(), small());
        }

        private Money small() {
            return random.nextInt(12) == 0 ? money() : usd(0).withMinorUnits(random.nextInt(20_00) - 10_00);
        }
    }
}
