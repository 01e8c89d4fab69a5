package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.decision.RunLog;
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

/** Delivers notices in the order in which they were added, one at a time, by whichever thread comes by. */
final class Notices {

    private static final Logger LOGGER = LoggerFactory.getLogger(AccountMonitor.class);

    private final List<Consumer<? super MonitorEvent>> listeners;
    private final RunLog log;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

    /** How many calls want a delivery; who raises it from zero delivers for all. */
    private final AtomicInteger wanted = new AtomicInteger();

    Notices(List<Consumer<? super MonitorEvent>> listeners, RunLog log) {
        this.listeners = List.copyOf(listeners);
        this.log = log;
    }

    void add(MonitorEvent event) {
        if (log.isOn()) {
            queue.add(() -> log(event));
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
                tell(next);
                next = queue.poll();
            }
            served = wanted.addAndGet(-served);
        }
    }

    private static void tell(Runnable notice) {
        try {
            notice.run();
        } catch (Throwable e) { // an error, or what another language does not check, must not silence the others
            LOGGER.error("A listener or a log failed; the others are told", e);
        }
    }

    private void log(MonitorEvent event) {
        if (event instanceof MonitorEvent.DayRolled rolled) {
            log.dayRolled(rolled.assessment().asOf(), rolled.assessment());
        } else if (event instanceof MonitorEvent.Warned warned) {
            log.warned(warned.at(), warned.objective(), warned.share(), warned.headroom());
        } else if (event instanceof MonitorEvent.Breached breached) {
            log.breached(breached.failure());
        } else if (event instanceof MonitorEvent.Paused paused) {
            log.paused(
                    paused.assessment().asOf(),
                    paused.assessment().equity(),
                    paused.assessment()
                            .equity()
                            .minus(paused.assessment().headroom().dailyLoss().orElseThrow()));
        } else if (event instanceof MonitorEvent.Passed passed) {
            log.passed(
                    passed.assessment().asOf(),
                    passed.assessment().balance(),
                    passed.assessment().tradingDays());
        } else if (event instanceof MonitorEvent.WentStale stale) {
            log.stale(stale.at(), stale.lastHeard());
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
}
