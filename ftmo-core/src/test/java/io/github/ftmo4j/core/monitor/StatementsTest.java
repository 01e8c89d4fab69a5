package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.RunningAccount;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the caller states to a monitor because no feed shows it, and what a monitor refuses to guess. */
class StatementsTest {

    private static final Phase CHALLENGE = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T23:00:00Z");

    @TempDir
    Path directory;

    private Instant now = MONDAY;
    private final List<MonitorEvent> events = new ArrayList<>();

    private AccountMonitorBuilder builder() {
        return AccountMonitor.builder(CHALLENGE).time(() -> now).listener(events::add);
    }

    private Assessment poll(AccountMonitor monitor, long balance, long equity, Position... positions) {
        now = now.plusSeconds(60);
        return monitor.accept(snapshot(balance, equity, positions));
    }

    private Snapshot snapshot(long balance, long equity, Position... positions) {
        return new Snapshot(now, usd(balance), usd(equity), List.of(positions));
    }

    private static Position position(String id, long atStop) {
        return Position.of(id).withProfitAtStop(usd(atStop));
    }

    private static List<String> codes(AccountMonitor monitor, String id, long risk) {
        return monitor.check(Order.risking(id, usd(risk))).refusals().stream()
                .map(Refusal::code)
                .toList();
    }

    private <E extends MonitorEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void aFirstReadingThatContradictsAFreshAccountAsksForWhatItCannotSee() {
        for (long balance : new long[] {103_200, 160_000, 99_000, 50_000}) {
            try (AccountMonitor monitor = builder().open()) {
                assertThatThrownBy(() -> poll(monitor, balance, balance))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("AccountMonitorBuilder.running")
                        .hasMessageContaining("was " + usd(balance));
                assertThat(monitor.assessment().balance()).isEqualTo(usd(100_000));
            }
        }
    }

    @Test
    void aRunningAccountIsStated() {
        AccountState state = RunningAccount.of(CHALLENGE)
                .balance(usd(103_200))
                .dayStart(usd(102_000), usd(102_000))
                .tradingDays(3, true)
                .at(now, TradingDayClock.prague());
        Path journal = directory.resolve("journal.jsonl");
        AccountState before;
        try (AccountMonitor monitor = builder().running(state).journal(journal).open()) {
            Assessment first = poll(monitor, 103_200, 103_200);
            assertThat(first.headroom().dailyLoss()).contains(usd(6_200));
            assertThat(first.headroom().target()).contains(usd(6_800));
            assertThat(first.tradingDays()).isEqualTo(3);
            before = monitor.state();
        }
        try (AccountMonitor monitor = builder().running(state).journal(journal).open()) {
            assertThat(monitor.state()).isEqualTo(before);
        }
    }

    @Test
    void theStartOfTheDayIsStated() {
        try (AccountMonitor monitor = builder().open()) {
            poll(monitor, 100_000, 100_000, position("1", -500));
            poll(monitor, 103_000, 103_000);
            poll(monitor, 103_000, 103_000);
            now = MIDNIGHT;
            assertThat(poll(monitor, 103_000, 103_000).headroom().dailyLoss()).contains(usd(5_000));
            Assessment stated = monitor.dayStarted(LocalDate.of(2026, 3, 3), usd(104_000), usd(104_000));
            assertThat(stated.balance()).isEqualTo(usd(103_000));
            assertThat(stated.headroom().dailyLoss()).contains(usd(4_000));
            assertThat(events(MonitorEvent.Revised.class))
                    .last()
                    .satisfies(revised -> assertThat(revised.causes())
                            .containsExactly("DAY_START 104000.00 USD, was inferred as 103000.00 USD"));
            assertThatThrownBy(() -> monitor.dayStarted(LocalDate.of(2026, 3, 2), usd(100_000), usd(100_000)))
                    .hasMessageContaining("day must be the current one, 2026-03-03");
        }
    }

    @Test
    void aLossOverMidnightLeavesTheAnchorUncertainUntilItIsStated() {
        try (AccountMonitor monitor = builder().open()) {
            now = MIDNIGHT.minusSeconds(120);
            poll(monitor, 100_000, 97_000, position("1", -3_500));
            now = MIDNIGHT.minusSeconds(50);
            Assessment after = poll(monitor, 97_000, 97_000);
            assertThat(after.headroom().dailyLoss()).contains(usd(5_000));
            assertThat(codes(monitor, "a", 2_500)).containsExactly("ANCHOR_UNCERTAIN");
            assertThat(codes(monitor, "b", 1_000)).isEmpty();
            monitor.dayStarted(LocalDate.of(2026, 3, 3), usd(97_000), usd(97_000));
            assertThat(codes(monitor, "c", 2_500)).isEmpty();
        }
    }

    @Test
    void aClosingFromBeforeMidnightThatArrivesAfterItMovesTheAnchor() {
        try (AccountMonitor monitor = builder().open()) {
            monitor.accept(new AccountEvent.Opened(now, position("1", -500)));
            now = MIDNIGHT.plusSeconds(5);
            monitor.accept(new AccountEvent.Marked(now, usd(103_000)));
            assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(8_000));
            Assessment after = monitor.accept(new AccountEvent.Closed(MIDNIGHT.minusSeconds(2), "1", usd(3_000)));
            assertThat(after.headroom().dailyLoss()).contains(usd(5_000));
            assertThat(events(MonitorEvent.Revised.class)).hasSize(1);
        }
    }

    @Test
    void aLateClosingThatDoesNotFitChangesNothing() {
        try (AccountMonitor monitor = builder().open()) {
            monitor.accept(new AccountEvent.Opened(now, position("1", -500)));
            monitor.accept(new AccountEvent.Closed(now.plusSeconds(1), "1", usd(100)));
            now = MIDNIGHT.plusSeconds(5);
            monitor.accept(new AccountEvent.Marked(now, usd(100_100)));
            AccountState before = monitor.state();
            assertThatThrownBy(() -> monitor.accept(new AccountEvent.Closed(MIDNIGHT.minusSeconds(2), "1", usd(3_000))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("which was closed already");
            assertThat(monitor.state()).isEqualTo(before);
        }
    }

    @Test
    void theFirmReinstatesAPhase() {
        Path journal = directory.resolve("journal.jsonl");
        AccountState before;
        try (AccountMonitor monitor = builder().journal(journal).open()) {
            monitor.accept(new AccountEvent.Opened(now, position("1", -500)));
            monitor.accept(new AccountEvent.Marked(now, usd(94_000)));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
            now = MIDNIGHT.plusSeconds(60);
            Assessment after = monitor.accept(new AccountEvent.Reinstated(now, "a price that was no price"));
            assertThat(after.verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(after.day()).isEqualTo(LocalDate.of(2026, 3, 3));
            assertThat(codes(monitor, "a", 100)).contains("EQUITY_UNKNOWN");
            monitor.accept(new AccountEvent.Marked(now, usd(99_900)));
            assertThat(codes(monitor, "b", 100)).isEmpty();
            before = monitor.state();
        }
        try (AccountMonitor monitor = builder().journal(journal).open()) {
            assertThat(monitor.state())
                    .usingRecursiveComparison()
                    .ignoringFields("valuation")
                    .isEqualTo(before);
            assertThatThrownBy(() -> monitor.accept(new AccountEvent.Reinstated(now, "again")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aReadingThatWasWrongIsWithdrawn() {
        Phase trailing = CHALLENGE.toBuilder()
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.1), MaximumLoss.Reference.INTRADAY_EQUITY))
                .build();
        Path journal = directory.resolve("journal.jsonl");
        AccountMonitorBuilder builder = AccountMonitor.builder(trailing)
                .time(() -> now)
                .listener(events::add)
                .journal(journal);
        AccountState before;
        try (AccountMonitor monitor = builder.open()) {
            monitor.accept(new AccountEvent.Opened(now, position("1", -500)));
            monitor.accept(new AccountEvent.Marked(now, usd(100_500)));
            Instant wrong = now.plusSeconds(1);
            monitor.accept(new AccountEvent.Marked(wrong, usd(108_000)));
            assertThat(monitor.assessment().headroom().maximumLoss()).isEqualTo(usd(10_000));
            now = now.plusSeconds(2);
            monitor.accept(new AccountEvent.Marked(now, usd(100_400)));
            assertThat(monitor.assessment().headroom().maximumLoss()).isEqualTo(usd(2_400));
            Assessment after = monitor.withdrawReading(wrong);
            assertThat(after.headroom().maximumLoss()).isEqualTo(usd(9_900));
            Instant crash = now.plusSeconds(1);
            monitor.accept(new AccountEvent.Marked(crash, usd(90_450)));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
            assertThat(monitor.withdrawReading(crash).verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(codes(monitor, "a", 100)).contains("EQUITY_UNKNOWN");
            assertThatThrownBy(() -> monitor.withdrawReading(crash)).hasMessageContaining("was " + crash);
            before = monitor.state();
        }
        try (AccountMonitor monitor = builder.open()) {
            assertThat(monitor.state()).isEqualTo(before);
        }
    }

    @Test
    void ordersThatWerePlacedElsewhereCount() {
        try (AccountMonitor monitor = builder().open()) {
            monitor.placed(Order.risking("by hand", usd(3_000)));
            assertThat(codes(monitor, "a", 2_500)).containsExactly("DAILY_LOSS", "DAILY_LOSS_AFTER_MIDNIGHT");
            assertThatThrownBy(() -> monitor.placed(Order.risking("by hand", usd(1))))
                    .hasMessageContaining("order must be new, was by hand");
        }
    }

    @Test
    void theListOfPendingOrdersReleasesWhatTheBrokerNoLongerHas() {
        try (AccountMonitor monitor = builder().open()) {
            poll(monitor, 100_000, 100_000);
            assertThat(codes(monitor, "mine", 1_000)).isEmpty();
            Order elsewhere = Order.risking("7001", usd(2_000));
            now = now.plusSeconds(1);
            monitor.accept(snapshot(100_000, 100_000).withPending(List.of(elsewhere)));
            // an order that was just allowed may be on its way
            assertThat(monitor.reservations()).extracting(Order::id).containsExactly("mine", "7001");
            now = now.plusSeconds(1);
            monitor.accept(snapshot(100_000, 100_000).withPending(List.of(elsewhere)));
            assertThat(monitor.reservations()).containsExactly(elsewhere);
            now = now.plusSeconds(1);
            monitor.accept(snapshot(100_000, 100_000).withPending(List.of()));
            assertThat(monitor.reservations()).isEmpty();
            assertThat(events(MonitorEvent.ReservationEnded.class))
                    .extracting(ended -> ended.order().id(), MonitorEvent.ReservationEnded::reason)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("mine", "NOT_LISTED"),
                            org.assertj.core.groups.Tuple.tuple("7001", "NOT_LISTED"));
        }
    }

    @Test
    void aReservationExpires() {
        try (AccountMonitor monitor =
                builder().reservedFor(Duration.ofMinutes(30)).open()) {
            poll(monitor, 100_000, 100_000);
            assertThat(codes(monitor, "a", 4_000)).isEmpty();
            now = now.plus(Duration.ofMinutes(31));
            monitor.accept(snapshot(100_000, 100_000));
            assertThat(codes(monitor, "b", 4_000)).isEmpty();
            assertThat(events(MonitorEvent.ReservationEnded.class))
                    .extracting(MonitorEvent.ReservationEnded::reason)
                    .containsExactly("EXPIRED");
        }
    }

    @Test
    void aPositionOfAnotherIdFillsTheOrderItIsLinkedTo() {
        try (AccountMonitor monitor = builder().open()) {
            assertThat(codes(monitor, "order", 3_000)).isEmpty();
            monitor.filled("order", "ticket");
            monitor.accept(new AccountEvent.Opened(now, position("ticket", -3_000)));
            assertThat(monitor.reservations()).isEmpty();
            assertThatThrownBy(() -> monitor.filled("order", "ticket")).hasMessageContaining("was order");
        }
    }

    @Test
    void aPositionThatASnapshotShowsIsMatchedByItsRisk() {
        try (AccountMonitor monitor = builder().open()) {
            poll(monitor, 100_000, 100_000);
            assertThat(codes(monitor, "small", 400)).isEmpty();
            assertThat(codes(monitor, "large", 3_000)).isEmpty();
            poll(monitor, 100_000, 100_000, position("50123", -2_950));
            assertThat(monitor.reservations()).extracting(Order::id).contains("small");
            assertThat(monitor.gauges().provisional()).isTrue();
            assertThat(monitor.gauges().openRisk()).isEqualTo(usd(400 + 2_950 + 50));
        }
    }

    @Test
    void aClockThatLeapsIsNotBelieved() {
        for (Duration leap : List.of(Duration.ofHours(20), Duration.ofDays(2), Duration.ofDays(40))) {
            now = MONDAY;
            events.clear();
            try (AccountMonitor monitor = builder().open()) {
                monitor.accept(new AccountEvent.Opened(now, position("1", -500)));
                monitor.accept(new AccountEvent.Closed(now, "1", usd(100)));
                now = MONDAY.plus(leap);
                assertThat(monitor.advance().day()).isEqualTo(LocalDate.of(2026, 3, 2));
                assertThat(codes(monitor, "a", 100)).contains("CLOCK_LEAPT");
                assertThat(events(MonitorEvent.Doubted.class)).hasSize(1);
                now = MONDAY.plusSeconds(60);
                assertThat(monitor.advance().verdict()).isEqualTo(Verdict.ONGOING);
                monitor.accept(new AccountEvent.Opened(now, position("2", -500)));
                assertThat(codes(monitor, "a", 100)).isEmpty();
            }
        }
    }

    @Test
    void aClockIsConfirmedByAnEventOfItsTime() {
        try (AccountMonitor monitor = builder().open()) {
            now = MONDAY.plus(Duration.ofHours(30));
            assertThat(codes(monitor, "a", 100)).contains("CLOCK_LEAPT");
            monitor.accept(new AccountEvent.Marked(now, usd(100_000)));
            assertThat(codes(monitor, "a", 100)).isEmpty();
            assertThat(monitor.assessment().day()).isEqualTo(LocalDate.of(2026, 3, 3));
        }
    }

    @Test
    void aBookingCountsOnceById() {
        try (AccountMonitor monitor = builder().open()) {
            AccountEvent.Booked swap = new AccountEvent.Booked(now, usd(-30), Optional.of("swap-1"), Optional.empty());
            monitor.accept(swap);
            assertThatThrownBy(() -> monitor.accept(swap)).hasMessageContaining("booked already");
            assertThat(monitor.assessment().balance()).isEqualTo(usd(99_970));
        }
    }

    @Test
    void theIdOfABookingThatWasRefusedIsNotUsed() {
        try (AccountMonitor monitor = builder().open()) {
            now = MIDNIGHT.plusSeconds(5);
            monitor.advanceTo(now);
            monitor.accept(new AccountEvent.Booked(now, usd(90_000_000_000L)));
            AccountEvent.Booked tooLarge = new AccountEvent.Booked(
                    MIDNIGHT.minusSeconds(5), usd(50_000_000_000L), Optional.of("b1"), Optional.empty());
            assertThatThrownBy(() -> monitor.accept(tooLarge)).isInstanceOf(IllegalArgumentException.class);
            monitor.accept(new AccountEvent.Booked(now, usd(-1), Optional.of("b1"), Optional.empty()));
            assertThat(monitor.assessment().balance()).isEqualTo(usd(90_000_099_999L));
        }
    }

    @Test
    void dealsNeedAFeedThatListsThem() {
        try (AccountMonitor monitor = builder().open()) {
            Deal deal = Deal.booking("1", now, Deal.Kind.BOOKING, usd(-1));
            assertThatThrownBy(() -> monitor.accept(deal))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("AccountMonitorBuilder.dealFeed");
            assertThatThrownBy(() -> monitor.accept(snapshot(99_999, 99_999).withDeals(List.of(deal))))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(monitor.assessment().balance()).isEqualTo(usd(100_000));
        }
    }

    @Test
    void refusalsAreCountedByCode() {
        try (AccountMonitor monitor = builder().open()) {
            codes(monitor, "a", 90_000);
            codes(monitor, "b", 90_000);
            assertThat(monitor.gauges().refusals()).containsEntry("MAXIMUM_LOSS", 2L);
        }
    }
}
