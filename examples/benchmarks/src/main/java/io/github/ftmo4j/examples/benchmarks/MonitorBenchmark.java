package io.github.ftmo4j.examples.benchmarks;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.AccountMonitorBuilder;
import io.github.ftmo4j.core.monitor.Deal;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a live monitor of the FTMO 2-Step costs. A mark that sets no extreme may not allocate. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MonitorBenchmark {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final long BALANCE = Money.usd(100_000).minorUnits();

    private static AccountMonitorBuilder builder() {
        return AccountMonitor.builder(Programs.ftmoTwoStep(Money.usd(100_000)).phase(Phase.CHALLENGE))
                .time(() -> MORNING);
    }

    private static AccountMonitor trading(AccountMonitor monitor) {
        for (String id : new String[] {"a", "b", "c"}) {
            monitor.accept(new AccountEvent.Opened(MORNING, Position.of(id).withProfitAtStop(Money.usd(-500))));
        }
        // the extremes of the day: marks between them change nothing else
        monitor.mark(MORNING.toEpochMilli(), BALANCE - Money.usd(1_000).minorUnits());
        return monitor;
    }

    /** A monitor without a journal, three positions open. */
    @State(Scope.Group)
    public static class InMemory {
        private final AccountMonitor monitor = trading(builder().open());
        private long marks;
    }

    /** A monitor that is polled, twenty positions open. */
    @State(Scope.Thread)
    public static class Polled {
        private final AccountMonitor monitor = builder().open();
        private final List<Position> positions = IntStream.range(0, 20)
                .mapToObj(i -> Position.of("p" + i).withProfitAtStop(Money.usd(-100)))
                .toList();
        private final Money balance = Money.usd(100_000);
        private long polls;
    }

    /** A monitor whose feed lists deals. */
    @State(Scope.Thread)
    public static class Dealt {
        private final AccountMonitor monitor = builder().dealFeed().open();
        private final BigDecimal lots = BigDecimal.ONE;
        private long deals;
    }

    /** A monitor with a journal. */
    @State(Scope.Thread)
    public static class Journaled {

        /** When lines are forced to the disk. */
        @Param({"EVERY_LINE", "OPERATING_SYSTEM"})
        public String durability = "";

        private Path directory = Path.of("");
        private AccountMonitor monitor = builder().open();
        private long closings;

        /** Opens the journal in a directory of its own. */
        @Setup(Level.Trial)
        public void open() {
            try {
                directory = Files.createTempDirectory("monitor-benchmark");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Durability chosen = durability.equals("EVERY_LINE") ? Durability.everyLine() : Durability.operatingSystem();
            monitor = trading(builder()
                    .journal(directory.resolve("account.jsonl"), chosen)
                    .open());
        }

        /** Removes it. */
        @TearDown(Level.Trial)
        public void close() {
            monitor.close();
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A mark that sets no extreme, on one thread.
     *
     * @param state the monitor
     */
    @Benchmark
    @Group("mark")
    @GroupThreads(1)
    public void mark(InMemory state) {
        state.monitor.mark(MORNING.toEpochMilli(), BALANCE - (++state.marks & 0xFFFF));
    }

    /**
     * The same, while another thread reads.
     *
     * @param state the monitor
     */
    @Benchmark
    @Group("readWhileMarking")
    @GroupThreads(1)
    public void marking(InMemory state) {
        state.monitor.mark(MORNING.toEpochMilli(), BALANCE - (++state.marks & 0xFFFF));
    }

    /**
     * An assessment is read while another thread marks as fast as it can.
     *
     * @param state the monitor
     * @return the assessment
     */
    @Benchmark
    @Group("readWhileMarking")
    @GroupThreads(1)
    public Assessment reading(InMemory state) {
        return state.monitor.assessment();
    }

    /**
     * An order is checked against all floors, now and after midnight, with three positions open; and released again.
     *
     * @param state the monitor
     * @return allowed
     */
    @Benchmark
    @Group("checkAndRelease")
    @GroupThreads(1)
    public OrderCheck checkAndRelease(InMemory state) {
        OrderCheck check = state.monitor.check(Order.risking("order", Money.usd(500)));
        state.monitor.release("order");
        return check;
    }

    /**
     * A position is opened and closed: two lines of the journal.
     *
     * @param state the monitor
     * @return ongoing
     */
    @Benchmark
    public Assessment openAndCloseJournaled(Journaled state) {
        String id = Long.toString(++state.closings);
        state.monitor.accept(new AccountEvent.Opened(MORNING, Position.of(id).withProfitAtStop(Money.usd(-500))));
        return state.monitor.accept(new AccountEvent.Closed(MORNING, id, Money.usd(0)));
    }

    /**
     * A snapshot with twenty positions that sets no extreme.
     *
     * @param state the monitor
     * @return ongoing
     */
    @Benchmark
    public Assessment snapshotOfTwenty(Polled state) {
        Money equity = state.balance.withMinorUnits(BALANCE - (++state.polls & 0xFFFF));
        return state.monitor.accept(new Snapshot(MORNING, state.balance, equity, state.positions));
    }

    /**
     * Two deals that open and close a position.
     *
     * @param state the monitor
     * @return ongoing
     */
    @Benchmark
    public Assessment twoDeals(Dealt state) {
        String id = Long.toString(++state.deals);
        state.monitor.accept(Deal.entry(id + "-1", MORNING, id, state.lots, Money.usd(0)));
        return state.monitor.accept(Deal.exit(id + "-2", MORNING, id, state.lots, Money.usd(0)));
    }
}
