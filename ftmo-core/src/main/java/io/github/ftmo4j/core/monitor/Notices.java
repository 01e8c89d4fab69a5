package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.decision.RunLog;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.order.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers notices in the order in which they were added, one at a time, on a thread of one of the calls. */
final class Notices {

    private static final Logger LOGGER = LoggerFactory.getLogger(AccountMonitor.class);

    private final List<Consumer<? super MonitorEvent>> listeners;
    private final RunLog log;
    private final Entries entries;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

    /** How many calls want a delivery; the call that raises it from zero delivers for all. */
    private final AtomicInteger wanted = new AtomicInteger();

    Notices(List<Consumer<? super MonitorEvent>> listeners, RunLog log) {
        this.listeners = List.copyOf(listeners);
        this.log = log;
        this.entries = new Entries(log);
    }

    void add(MonitorEvent event) {
        if (log.isOn()) {
            queue.add(() -> event.accept(entries));
        }
        listeners.forEach(listener -> queue.add(() -> listener.accept(event)));
    }

    void add(Instant now, OrderCheck check) {
        if (log.isOn()) {
            queue.add(() -> log(now, check));
        }
    }

    void addEquity(Assessment assessment) {
        if (log.isOn()) {
            queue.add(() -> log.equity(assessment.asOf(), assessment.balance(), assessment.equity()));
        }
    }

    /** Must be called outside of any lock. */
    void deliver() {
        if (queue.isEmpty() || wanted.getAndIncrement() != 0) {
            return;
        }
        int served = 1;
        while (served != 0) {
            Runnable next = queue.poll();
            while (next != null) {
                run(next);
                next = queue.poll();
            }
            served = wanted.addAndGet(-served);
        }
    }

    private static void run(Runnable notice) {
        try {
            notice.run();
        } catch (Throwable e) { // an error, or a checked exception of another language, must not stop the others
            LOGGER.error("A listener or a log failed; the others receive the event", e);
        }
    }

    private void log(Instant now, OrderCheck check) {
        if (check.isAllowed()) {
            log.allowed(now, check.order().id(), check.order().risk().orElseThrow());
        } else {
            log.refused(
                    now,
                    check.order().id(),
                    check.refusals().stream().map(Refusal::code).toList(),
                    check.order().risk());
        }
    }

    /** Writes to the decision log what is worth an entry. */
    private static final class Entries implements MonitorEvent.Visitor<RunLog> {

        private final RunLog log;

        Entries(RunLog log) {
            this.log = log;
        }

        @Override
        public RunLog dayRolled(MonitorEvent.DayRolled event) {
            log.dayRolled(event.assessment().asOf(), event.assessment());
            return log;
        }

        @Override
        public RunLog warned(MonitorEvent.Warned event) {
            log.warned(event.at(), event.objective(), event.share(), event.headroom());
            return log;
        }

        @Override
        public RunLog breached(MonitorEvent.Breached event) {
            log.breached(event.failure());
            return log;
        }

        @Override
        public RunLog paused(MonitorEvent.Paused event) {
            Assessment assessment = event.assessment();
            Money floor =
                    assessment.equity().minus(assessment.headroom().dailyLoss().orElseThrow());
            log.paused(assessment.asOf(), assessment.equity(), floor);
            return log;
        }

        @Override
        public RunLog targetReached(MonitorEvent.TargetReached event) {
            return log;
        }

        @Override
        public RunLog passed(MonitorEvent.Passed event) {
            Assessment assessment = event.assessment();
            log.passed(assessment.asOf(), assessment.balance(), assessment.tradingDays());
            return log;
        }

        @Override
        public RunLog violated(MonitorEvent.Violated event) {
            return log;
        }

        @Override
        public RunLog reconciled(MonitorEvent.Reconciled event) {
            return log;
        }

        @Override
        public RunLog wentStale(MonitorEvent.WentStale event) {
            log.stale(event.at(), event.lastUpdate());
            return log;
        }

        @Override
        public RunLog revised(MonitorEvent.Revised event) {
            return log;
        }

        @Override
        public RunLog doubted(MonitorEvent.Doubted event) {
            return log;
        }

        @Override
        public RunLog reservationEnded(MonitorEvent.ReservationEnded event) {
            return log;
        }

        @Override
        public RunLog journalFailed(MonitorEvent.JournalFailed event) {
            return log;
        }
    }
}
