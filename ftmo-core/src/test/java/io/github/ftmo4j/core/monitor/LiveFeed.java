package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.RewardClaim;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A monitor, its time, and what a feed gives it. The tests of real feeds have the ids of the kinds of faults that users
 * of guards and bots have reported. What is inferred from snapshots alone may be provisional for one reading.
 */
abstract class LiveFeed {

    static final Program PROGRAM = Programs.ftmoTwoStep(usd(100_000));
    static final FundedTerms TERMS = PROGRAM.funded().orElseThrow();
    static final Phase CHALLENGE = PROGRAM.phase(Phase.CHALLENGE);
    static final Phase IDLE =
            CHALLENGE.toBuilder().inactivity(Inactivity.of(30)).build();

    Instant now = march("02T09:00:00");
    final List<MonitorEvent> heard = new ArrayList<>();
    Optional<Snapshot> last = Optional.empty();

    static Instant march(String dayAndTime) {
        return Instant.parse("2026-03-" + dayAndTime + "Z");
    }

    AccountMonitorBuilder on(Phase phase) {
        return AccountMonitor.builder(phase).time(() -> now).listener(heard::add);
    }

    static Position position(String id, double lots, long atStop) {
        return new Position(id, lots, Optional.of(usd(atStop)));
    }

    Snapshot snapshot(long balance, long equity, Position... open) {
        return new Snapshot(now, usd(balance), usd(equity), List.of(open));
    }

    Assessment poll(AccountMonitor monitor, long balance, long equity, Position... open) {
        pass(Duration.ofMinutes(1));
        return poll(monitor, snapshot(balance, equity, open));
    }

    Assessment poll(AccountMonitor monitor, Snapshot snapshot) {
        last = Optional.of(snapshot);
        return monitor.accept(snapshot);
    }

    /** The last snapshot again, a minute later. */
    Assessment pollAgain(AccountMonitor monitor) {
        pass(Duration.ofMinutes(1));
        Snapshot before = last.orElseThrow();
        return poll(
                monitor,
                new Snapshot(now, before.balance(), before.equity(), before.positions()).withCredit(before.credit()));
    }

    /** Checks something that may be provisional until the next reading agrees. */
    void settles(AccountMonitor monitor, Runnable check) {
        if (!monitor.gauges().provisional()) {
            check.run();
        }
        pollAgain(monitor);
        assertThat(monitor.gauges().provisional()).as("provisional").isFalse();
        check.run();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static List<String> refusals(AccountMonitor monitor, String id, long risk) {
        return monitor.check(Order.risking(id, usd(risk))).refusals().stream()
                .map(Refusal::code)
                .toList();
    }

    static boolean may(AccountMonitor monitor, String id, long risk) {
        return refusals(monitor, id, risk).isEmpty();
    }

    static List<Money> learnt(AccountMonitor monitor) {
        return monitor.<List<ClosedTrade>>ask(view -> view.tradesAfter(0)).stream()
                .map(ClosedTrade::profit)
                .toList();
    }

    static Money claim(AccountMonitor monitor) {
        return RewardClaim.of(TERMS, monitor.state(), LocalDate.parse("2026-03-02"))
                .profit();
    }

    static BigDecimal lots(String lots) {
        return new BigDecimal(lots);
    }

    Deal entry(String id, String positionId, String lots) {
        return Deal.entry(id, now, positionId, lots(lots), usd(0));
    }

    Deal exit(String id, String positionId, String lots, long profit) {
        return Deal.exit(id, now, positionId, lots(lots), usd(profit));
    }

    Deal booking(String id, Deal.Kind kind, long amount) {
        return Deal.booking(id, now, kind, usd(amount));
    }

    <E extends MonitorEvent> List<E> heard(Class<E> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static RiskCaps cap(int positionsPerDay) {
        return RiskCaps.builder().positionsPerDay(positionsPerDay).build();
    }
}
