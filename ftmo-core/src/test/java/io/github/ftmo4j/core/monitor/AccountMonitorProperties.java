package io.github.ftmo4j.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.RandomLives;
import io.github.ftmo4j.core.account.RandomLives.TimedLife;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class AccountMonitorProperties {

    private Path directory = Path.of("");
    private Instant now = Instant.EPOCH;

    @BeforeProperty
    void createDirectory() throws IOException {
        directory = Files.createTempDirectory("monitor");
    }

    @AfterProperty
    void removeDirectory() throws IOException {
        try (var files = Files.list(directory)) {
            files.forEach(AccountMonitorProperties::delete);
        }
        Files.delete(directory);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AccountMonitor open(TimedLife life, Path path) {
        return AccountMonitor.builder(life.phase())
                .clock(life.clock())
                .time(() -> now)
                .journal(path, Durability.operatingSystem())
                .open();
    }

    private static void assertRecovered(AccountState recovered, AccountState state) {
        assertThat(recovered)
                .usingRecursiveComparison()
                .ignoringFields("asOf", "valuation")
                .isEqualTo(state);
    }

    @Property
    void aReplayedJournalGivesTheEqualState(
            @ForAll("lives") TimedLife life, @ForAll @IntRange(max = 60) int compacted) {
        Path path = directory.resolve("journal.jsonl");
        delete(path);
        now = life.opened();
        AccountState state;
        List<ClosedTrade> trades;
        Optional<Money> lastRisk;
        List<AccountEvent> events = life.events();
        try (AccountMonitor monitor = open(life, path)) {
            for (int i = 0; i < events.size(); i++) {
                take(events.get(i), monitor);
                passWithinTheDay(Duration.ofSeconds(compacted), monitor, life);
                if (i == compacted) {
                    monitor.compact();
                }
            }
            state = monitor.state();
            trades = monitor.ask(view -> view.tradesAfter(0));
            lastRisk = monitor.ask(LiveView::lastRisk);
        }
        try (AccountMonitor monitor = open(life, path)) {
            assertRecovered(monitor.state(), state);
            assertThat(monitor.assessment().failure()).isEqualTo(state.failure());
            assertThat(monitor.<List<ClosedTrade>>ask(view -> view.tradesAfter(0)))
                    .isEqualTo(trades);
            assertThat(monitor.<Optional<Money>>ask(LiveView::lastRisk)).isEqualTo(lastRisk);
        }
    }

    @Property
    void tradesAreWhatTheirEventsSay(@ForAll("lives") TimedLife life) {
        now = life.opened();
        List<ClosedTrade> expected = new ArrayList<>();
        Map<String, Long> risked = new LinkedHashMap<>();
        Map<String, Long> booked = new HashMap<>();
        try (AccountMonitor monitor = AccountMonitor.builder(life.phase())
                .clock(life.clock())
                .time(() -> now)
                .open()) {
            for (AccountEvent event : life.events()) {
                if (monitor.assessment().verdict().isFinal()) {
                    break;
                }
                take(event, monitor);
                Optional<Failure> failure = monitor.assessment().failure();
                if (failure.isPresent() && failure.get().at().isBefore(event.at())) {
                    // a midnight came first
                } else if (event instanceof AccountEvent.Opened opened) {
                    risked.put(opened.position().id(), lossAtStop(opened.position(), 0));
                    booked.put(opened.position().id(), 0L);
                } else if (event instanceof AccountEvent.Reopened reopened) {
                    String id = reopened.position().id();
                    long before = expected.stream()
                            .filter(trade -> trade.id().equals(id))
                            .flatMap(trade -> trade.risked().stream())
                            .mapToLong(Money::minorUnits)
                            .max()
                            .orElse(0);
                    risked.put(id, Math.max(before, lossAtStop(reopened.position(), before)));
                    booked.put(id, 0L);
                } else if (event instanceof AccountEvent.Changed changed) {
                    risked.merge(changed.position().id(), lossAtStop(changed.position(), 0), Math::max);
                    booked.merge(changed.position().id(), changed.profit().minorUnits(), Long::sum);
                } else if (event instanceof AccountEvent.Closed closed) {
                    expected.add(result(
                            expected.size() + 1,
                            closed,
                            Objects.requireNonNull(risked.remove(closed.id())),
                            Objects.requireNonNull(booked.get(closed.id()))));
                }
                if (failure.isPresent()) {
                    Money equity = failure.get().equity();
                    double floating = (double)
                            equity.minus(monitor.assessment().balance()).minorUnits();
                    double all = risked.values().stream()
                            .mapToDouble(Long::doubleValue)
                            .sum();
                    risked.forEach((id, most) -> {
                        if (most > 0) {
                            Money part = equity.withMinorUnits(MinorUnits.round(floating * (most / all)));
                            AccountEvent.Closed closed =
                                    new AccountEvent.Closed(failure.get().at(), id, part);
                            expected.add(
                                    result(expected.size() + 1, closed, most, Objects.requireNonNull(booked.get(id))));
                        }
                    });
                }
            }
            assertThat(monitor.<List<ClosedTrade>>ask(view -> view.tradesAfter(0)))
                    .isEqualTo(expected);
            int first = expected.size() / 2;
            assertThat(monitor.<List<ClosedTrade>>ask(view -> view.tradesAfter(first)))
                    .isEqualTo(expected.subList(first, expected.size()));
        }
    }

    private static ClosedTrade result(int number, AccountEvent.Closed closed, long most, long booked) {
        Money profit = closed.profit();
        return new ClosedTrade(
                number,
                closed.id(),
                closed.at(),
                most > 0 ? Optional.of(profit.withMinorUnits(most)) : Optional.empty(),
                profit.withMinorUnits(profit.minorUnits() + booked));
    }

    private static long lossAtStop(Position position, long withoutStop) {
        return position.profitAtStop()
                .map(profit -> Math.max(0, -profit.minorUnits()))
                .orElse(withoutStop);
    }

    /** What comes next may be late then. */
    private void passWithinTheDay(Duration time, AccountMonitor monitor, TimedLife life) {
        Instant then = now.plus(time);
        if (life.clock().dayOf(then).equals(life.clock().dayOf(now))) {
            monitor.advanceTo(then);
        }
    }

    /** Marks go the short way, which does not write all of them. */
    private void take(AccountEvent event, AccountMonitor monitor) {
        now = event.at();
        if (event instanceof AccountEvent.Marked marked) {
            monitor.mark(marked.at().toEpochMilli(), marked.equity().minorUnits());
        } else {
            monitor.accept(event);
        }
    }

    @Property
    void theFirstLinesOfAJournalGiveTheStateAfterTheFirstEvents(
            @ForAll("lives") TimedLife life, @ForAll @IntRange(max = 60) int cut) throws IOException {
        Path path = directory.resolve("journal.jsonl");
        delete(path);
        now = life.opened();
        NavigableMap<Integer, AccountState> states = new TreeMap<>();
        try (AccountMonitor monitor = open(life, path)) {
            List<String> written = Files.readAllLines(path);
            states.put(written.size(), monitor.state());
            for (AccountEvent event : life.events()) {
                int before = written.size();
                now = event.at();
                monitor.accept(event);
                // a mark that changes nothing but equity is not written until something depends on it
                written = Files.readAllLines(path);
                if (written.size() > before && !isOfHeldMark(written.get(written.size() - 1), event)) {
                    states.put(written.size(), monitor.state());
                }
            }
        }
        int lines = states.keySet().stream()
                .skip(Math.min(cut, states.size() - 1))
                .findFirst()
                .orElseThrow();
        List<String> first = Files.readAllLines(path).subList(0, lines);
        Path shorter = directory.resolve("shorter.jsonl");
        Files.write(shorter, first);

        try (AccountMonitor monitor = open(life, shorter)) {
            assertRecovered(monitor.state(), states.get(lines));
        }
    }

    /** Whether a mark has confirmed an earlier one, which is written, and waits itself. */
    private static boolean isOfHeldMark(String line, AccountEvent event) {
        return event instanceof AccountEvent.Marked marked
                && !line.contains("\"equity\":" + marked.equity().minorUnits() + ",");
    }

    @Property
    void theShortWayOfAMarkIsTheLongWay(@ForAll("lives") TimedLife life) {
        now = life.opened();
        AccountMonitorBuilder builder =
                AccountMonitor.builder(life.phase()).clock(life.clock()).time(() -> now);
        try (AccountMonitor shortWay = builder.open();
                AccountMonitor longWay = builder.open()) {
            for (AccountEvent event : life.events()) {
                take(event, shortWay);
                Assessment expected = longWay.accept(event);
                assertThat(shortWay.assessment()).isEqualTo(expected);
                assertThat(shortWay.state()).isEqualTo(longWay.state());
            }
        }
    }

    @Provide
    Arbitrary<TimedLife> lives() {
        return RandomLives.timedLives();
    }
}
