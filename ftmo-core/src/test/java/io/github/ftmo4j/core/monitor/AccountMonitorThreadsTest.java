package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccountMonitorThreadsTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final Phase CHALLENGE = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static AccountMonitorBuilder builder() {
        return AccountMonitor.builder(CHALLENGE).time(() -> MORNING);
    }

    private List<Future<Integer>> run(int count, Callable<Integer> task) {
        return IntStream.range(0, count).mapToObj(i -> threads.submit(task)).toList();
    }

    @Test
    void nothingIsLostBetweenProducers() throws Exception {
        AtomicInteger ids = new AtomicInteger();
        try (AccountMonitor monitor = builder().open()) {
            monitor.accept(AccountEvent.opened(MORNING, "held"));
            for (Future<Integer> done : run(4, () -> {
                for (int i = 0; i < 1_000; i++) {
                    String id = Integer.toString(ids.incrementAndGet());
                    monitor.accept(AccountEvent.opened(MORNING, id));
                    monitor.mark(MORNING.toEpochMilli(), usd(99_999).minorUnits());
                    monitor.accept(new AccountEvent.Closed(MORNING, id, usd("0.25")));
                }
                return 0;
            })) {
                done.get();
            }
            assertThat(monitor.assessment().balance()).isEqualTo(usd(101_000));
            assertThat(monitor.positions()).extracting(Position::id).containsExactly("held");
        }
    }

    @Test
    void whatIsReadIsAlwaysOneMoment() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (AccountMonitor monitor = builder().open()) {
            monitor.accept(AccountEvent.opened(MORNING, "held"));
            monitor.mark(MORNING.toEpochMilli(), usd(98_000).minorUnits());
            List<Future<Integer>> readers = run(2, () -> {
                int reads = 0;
                while (!stop.get()) {
                    Assessment seen = monitor.assessment();
                    Money floor = seen.equity().minus(seen.headroom().maximumLoss());
                    assertThat(floor).isEqualTo(usd(90_000));
                    // every writer marks its own millisecond with its own equity
                    long expected = usd(98_000).minorUnits() + (seen.asOf().toEpochMilli() - MORNING.toEpochMilli());
                    assertThat(seen.equity().minorUnits()).isEqualTo(expected);
                    reads++;
                }
                return reads;
            });
            for (int i = 1; i <= 100_000; i++) {
                monitor.mark(MORNING.toEpochMilli() + i, usd(98_000).minorUnits() + i);
            }
            stop.set(true);
            for (Future<Integer> reads : readers) {
                assertThat(reads.get()).isPositive();
            }
        }
    }

    @Test
    void aReaderNeverWaitsForAListenerNorForOneWhoTakesAnEvent() throws Exception {
        CountDownLatch inListener = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (AccountMonitor monitor = builder()
                .onBreach(breach -> {
                    inListener.countDown();
                    await(release);
                })
                .open()) {
            Future<Assessment> producer =
                    threads.submit(() -> monitor.accept(new AccountEvent.Marked(MORNING, usd(90_000))));
            assertThat(inListener.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
            assertThat(monitor.accept(new AccountEvent.Marked(MORNING, usd(80_001)))
                            .verdict())
                    .isEqualTo(Verdict.FAILED);
            release.countDown();
            assertThat(producer.get().verdict()).isEqualTo(Verdict.FAILED);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void listenersAreCalledInOrderAndOneAtATime() throws Exception {
        Queue<Long> days = new ConcurrentLinkedQueue<>();
        AtomicInteger inside = new AtomicInteger();
        List<Integer> most = new ArrayList<>();
        try (AccountMonitor monitor = builder()
                .on(MonitorEvent.DayRolled.class, rolled -> {
                    most.add(inside.incrementAndGet());
                    days.add(rolled.day().toEpochDay());
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                })
                .open()) {
            AtomicInteger hours = new AtomicInteger();
            for (Future<Integer> done : run(4, () -> {
                for (int i = 0; i < 500; i++) {
                    monitor.advanceTo(MORNING.plusSeconds(3_600L * hours.incrementAndGet()));
                }
                return 0;
            })) {
                done.get();
            }
        }
        TradingDayClock prague = TradingDayClock.prague();
        long first = prague.dayOf(MORNING).toEpochDay();
        long last = prague.dayOf(MORNING.plusSeconds(2_000 * 3_600)).toEpochDay();
        assertThat(days)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(first + 1, last).boxed().toList());
        assertThat(most).containsOnly(1);
    }

    @Test
    void reservationsNeverExceedTheRoom() throws Exception {
        AtomicInteger ids = new AtomicInteger();
        AtomicInteger allowed = new AtomicInteger();
        try (AccountMonitor monitor = builder().open()) {
            for (Future<Integer> done : run(4, () -> {
                for (int i = 0; i < 50; i++) {
                    Order order = Order.risking("order " + ids.incrementAndGet(), usd(100));
                    if (monitor.check(order).isAllowed()) {
                        allowed.incrementAndGet();
                    }
                }
                return 0;
            })) {
                done.get();
            }
            assertThat(allowed).hasValue(50);
            assertThat(monitor.reservations()).hasSize(50);
        }
    }

    /** A sample is recovered from copies of the journals, as if the process had been killed. */
    @Test
    @Timeout(300) // all journals are forced to the disk as they are opened and as they are closed
    void aThousandAccountsInOneProcessWithTheirJournals(@TempDir Path directory) throws IOException {
        List<AccountMonitor> monitors = IntStream.range(0, 1_000)
                .mapToObj(i -> journaled(directory.resolve(i + ".jsonl")))
                .toList();
        for (int i = 0; i < monitors.size(); i++) {
            monitors.get(i).accept(AccountEvent.opened(MORNING, "of " + i));
            monitors.get(i).mark(MORNING.toEpochMilli(), usd(96_000).minorUnits() + i);
        }
        assertThat(Thread.activeCount()).isLessThan(1_000);
        for (int i = 0; i < monitors.size(); i += 50) {
            Path copy = directory.resolve(i + " as killed.jsonl");
            Files.copy(directory.resolve(i + ".jsonl"), copy);
            try (AccountMonitor recovered = journaled(copy)) {
                assertThat(recovered.assessment()).isEqualTo(monitors.get(i).assessment());
                assertThat(recovered.positions()).isEqualTo(monitors.get(i).positions());
            }
        }
        for (int i = 0; i < monitors.size(); i++) {
            assertThat(monitors.get(i).assessment().equity().minorUnits())
                    .isEqualTo(usd(96_000).minorUnits() + i);
            assertThat(monitors.get(i).positions()).containsExactly(Position.of("of " + i));
            monitors.get(i).close();
        }
    }

    private static AccountMonitor journaled(Path path) {
        return builder().journal(path, Durability.operatingSystem()).open();
    }
}
