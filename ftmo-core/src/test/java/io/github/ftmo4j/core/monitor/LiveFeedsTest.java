package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent.Booked;
import io.github.ftmo4j.core.account.AccountEvent.Changed;
import io.github.ftmo4j.core.account.AccountEvent.Closed;
import io.github.ftmo4j.core.account.AccountEvent.Marked;
import io.github.ftmo4j.core.account.AccountEvent.Opened;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.order.Order;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of real feeds: what happened, and when. */
class LiveFeedsTest extends LiveFeed {

    @Nested
    @DisplayName("R1: an order that is filled in part")
    class R1 {

        private void assertTheRestCounts(AccountMonitor monitor) {
            assertThat(refusals(monitor, "B", 2_500)).contains("DAILY_LOSS");
            assertThat(refusals(monitor, "C", 1_001)).contains("DAILY_LOSS");
            assertThat(refusals(monitor, "D", 1_000)).isEmpty();
        }

        @Test
        void byEvents() {
            AccountMonitor monitor = on(CHALLENGE).open();
            assertThat(may(monitor, "A", 4_000)).isTrue();
            monitor.accept(new Opened(now, position("A", 4, -1_600)));
            assertTheRestCounts(monitor);
        }

        @Test
        void bySnapshots() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_000);
            assertThat(may(monitor, "A", 4_000)).isTrue();
            poll(monitor, 100_000, 100_000, position("A", 4, -1_600));
            assertTheRestCounts(monitor);
        }

        @Test
        void byDealsUnderAnotherId() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            poll(monitor, 100_000, 100_000);
            Order order = Order.risking("A", usd(4_000)).withLots(BigDecimal.TEN);
            assertThat(monitor.check(order).isAllowed()).isTrue();
            pass(Duration.ofSeconds(1));
            monitor.accept(entry("1", "9001", "4").ofOrder("A"));
            poll(monitor, 100_000, 100_000, position("9001", 4, -1_600));
            assertTheRestCounts(monitor);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2_000})
        void byADealOfABrokerWhoseClockIsBehind(int millis) {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            poll(monitor, 100_000, 100_000);
            Order order = Order.risking("A", usd(4_000)).withLots(BigDecimal.TEN);
            pass(Duration.ofSeconds(10));
            assertThat(monitor.check(order).isAllowed()).isTrue();
            Instant before = now.minusMillis(millis);
            monitor.accept(Deal.entry("1", before, "9001", lots("4"), usd(0)).ofOrder("A"));
            poll(monitor, 100_000, 100_000, position("9001", 4, -1_600));
            assertTheRestCounts(monitor);
        }

        @Test
        void inTwoFills() {
            AccountMonitor monitor = on(CHALLENGE).open();
            assertThat(may(monitor, "A", 4_000)).isTrue();
            monitor.accept(new Opened(now, position("A", 4, -1_600)));
            monitor.accept(new Changed(now, position("A", 10, -4_000), usd(0)));
            assertThat(monitor.gauges().openRisk()).isEqualTo(usd(4_000));
            assertThat(may(monitor, "B", 1_001)).isFalse();
            assertThat(may(monitor, "C", 1_000)).isTrue();
        }

        @Test
        void whoseRestIsCancelled() {
            AccountMonitor monitor = on(CHALLENGE).open();
            assertThat(may(monitor, "A", 4_000)).isTrue();
            monitor.accept(new Opened(now, position("A", 4, -1_600)));
            assertThat(monitor.release("A")).isTrue();
            assertThat(may(monitor, "B", 3_401)).isFalse();
            assertThat(may(monitor, "C", 3_400)).isTrue();
        }
    }

    @Nested
    @DisplayName("R2: the rest of a partial close under a new ticket")
    class R2 {

        @Test
        void onFourDays() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_000, position("1001", 4, -1_000));
            for (int day = 3; day < 6; day++) {
                now = march("0" + day + "T09:00:00");
                poll(monitor, 100_000 + day * 1_000, 108_000, position("100" + day, 6 - day, 100));
            }
            now = march("06T09:00:00");
            poll(monitor, 110_000, 110_000);
            settles(monitor, () -> {
                assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
                assertThat(monitor.assessment().tradingDays()).isEqualTo(1);
                assertThat(monitor.assessment().balance()).isEqualTo(usd(110_000));
            });
        }

        @Test
        void twoRestsAtOnce() {
            AccountMonitor monitor = on(CHALLENGE).caps(cap(2)).open();
            poll(monitor, 100_000, 100_000, position("1", 4, -400), position("2", 3, -300));
            poll(monitor, 100_700, 100_700, position("11", 2, -200), position("12", 1, -100));
            settles(monitor, () -> {
                assertThat(monitor.assessment().openPositions()).isEqualTo(2);
                assertThat(learnt(monitor)).isEmpty();
                assertThat(refusals(monitor, "x", 100)).containsExactly("CAP_POSITIONS_PER_DAY");
            });
            now = march("03T09:00:00");
            poll(monitor, 100_900, 100_900);
            settles(monitor, () -> {
                assertThat(monitor.assessment().tradingDays()).isEqualTo(1);
                assertThat(learnt(monitor)).hasSize(2);
                assertThat(learnt(monitor).get(0).plus(learnt(monitor).get(1))).isEqualTo(usd(900));
            });
        }

        @Test
        void theRestOfARest() {
            AccountMonitor monitor = on(CHALLENGE).caps(cap(2)).open();
            poll(monitor, 100_000, 100_000, position("1", 4, -400));
            poll(monitor, 100_100, 100_100, position("2", 3, -300));
            poll(monitor, 100_200, 100_200, position("3", 1, -100));
            poll(monitor, 100_300, 100_300);
            settles(monitor, () -> {
                assertThat(learnt(monitor)).containsExactly(usd(300));
                assertThat(may(monitor, "x", 100)).isTrue();
            });
        }

        @Test
        void amongDeals() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(entry("1", "1001", "4"));
            poll(monitor, 100_000, 100_000, position("1001", 4, -400));
            now = march("03T09:00:00");
            monitor.accept(exit("2", "1001", "1", 100));
            poll(monitor, 100_100, 100_100, position("1002", 3, -300));
            assertThat(refusals(monitor, "x", 100)).isEmpty();
            assertThat(monitor.release("x")).isTrue();
            assertThat(monitor.gauges().openRisk()).isEqualTo(usd(300));
            now = march("04T09:00:00");
            monitor.accept(exit("3", "1002", "3", 200));
            poll(monitor, 100_300, 100_300);
            assertThat(monitor.gauges().provisional()).isFalse();
            assertThat(monitor.assessment().openPositions()).isZero();
            assertThat(monitor.assessment().tradingDays()).isEqualTo(1);
            assertThat(learnt(monitor)).containsExactly(usd(300));
        }

        @Test
        void amongDealsThatKeepTheId() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            List<Deal> deals =
                    List.of(entry("1", "1001", "4"), exit("2", "1001", "1", 100), exit("3", "1001", "3", 200));
            poll(monitor, snapshot(100_300, 100_300).withDeals(deals));
            assertThat(monitor.assessment().tradingDays()).isEqualTo(1);
            assertThat(learnt(monitor)).containsExactly(usd(300));
        }
    }

    @Nested
    @DisplayName("R3: a torn poll")
    class R3 {

        @Test
        void theBalanceIsNewerThanThePositions() {
            AccountMonitor monitor = on(TERMS.account()).open();
            poll(monitor, 100_000, 100_000, position("1", 1, -1_000));
            poll(monitor, 102_000, 102_000, position("1", 1, -1_000));
            poll(monitor, 102_000, 102_000);
            settles(monitor, () -> {
                assertThat(claim(monitor)).isEqualTo(usd(2_000));
                assertThat(learnt(monitor)).containsExactly(usd(2_000));
            });
        }

        @Test
        void threeLossesInARow() {
            AccountMonitor monitor = on(CHALLENGE).open();
            for (long balance = 100_000; balance > 97_000; balance -= 1_000) {
                poll(monitor, balance, balance, position("t" + balance, 1, -1_000));
                poll(monitor, balance - 1_000, balance - 1_000, position("t" + balance, 1, -1_000));
                poll(monitor, balance - 1_000, balance - 1_000);
            }
            settles(monitor, () -> assertThat(learnt(monitor)).containsExactly(usd(-1_000), usd(-1_000), usd(-1_000)));
        }

        @Test
        void thePositionsAreNewerThanTheBalance() {
            AccountMonitor monitor = on(TERMS.account()).open();
            poll(monitor, 100_000, 102_000, position("1", 1, -1_000));
            poll(monitor, 100_000, 102_000);
            poll(monitor, 102_000, 102_000);
            settles(monitor, () -> {
                assertThat(claim(monitor)).isEqualTo(usd(2_000));
                assertThat(learnt(monitor)).containsExactly(usd(2_000));
                assertThat(monitor.assessment().openPositions()).isZero();
            });
        }

        @Test
        void twoClosingsAtOnce() {
            AccountMonitor monitor = on(TERMS.account()).open();
            Position one = position("1", 1, -1_000);
            Position other = position("2", 1, -3_000);
            poll(monitor, 100_000, 100_000, one, other);
            poll(monitor, 98_000, 98_000, one, other);
            poll(monitor, 98_000, 98_000);
            settles(monitor, () -> {
                assertThat(monitor.assessment().balance()).isEqualTo(usd(98_000));
                assertThat(monitor.assessment().openPositions()).isZero();
                assertThat(learnt(monitor)).containsExactly(usd(-500), usd(-1_500));
            });
        }

        @Test
        void oneOfTwoClosesInPart() {
            AccountMonitor monitor = on(TERMS.account()).open();
            Position other = position("2", 1, -3_000);
            poll(monitor, 100_000, 100_000, position("1", 2, -1_000), other);
            poll(monitor, 100_600, 100_600, position("1", 2, -1_000), other);
            poll(monitor, 100_600, 100_600, position("1", 1, -500), other);
            settles(monitor, () -> assertThat(claim(monitor)).isEqualTo(usd(600)));
            poll(monitor, 100_700, 100_700, other);
            settles(monitor, () -> assertThat(learnt(monitor)).containsExactly(usd(700)));
        }

        @Test
        void overMidnight() {
            AccountMonitor monitor = on(CHALLENGE).open();
            now = march("02T22:57:30");
            poll(monitor, 100_000, 102_000, position("1", 1, -1_000));
            poll(monitor, 102_000, 102_000, position("1", 1, -1_000));
            poll(monitor, 102_000, 102_000);
            settles(monitor, () -> {
                assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(5_000));
                assertThat(learnt(monitor)).containsExactly(usd(2_000));
            });
        }

        @Test
        void besideDeals() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(entry("1", "1", "1"));
            poll(monitor, 100_000, 100_000, position("1", 1, -1_000));
            poll(monitor, 99_000, 99_000, position("1", 1, -1_000));
            assertThat(refusals(monitor, "x", 100)).containsExactly("DEALS_MISSING");
            monitor.accept(exit("2", "1", "1", -1_000));
            poll(monitor, 99_000, 99_000);
            assertThat(may(monitor, "y", 100)).isTrue();
            assertThat(learnt(monitor)).containsExactly(usd(-1_000));
        }
    }

    @Nested
    @DisplayName("R4: a trade closed between the last poll of a day and midnight")
    class R4 {

        @Test
        void aGainMovesTheAnchor() {
            AccountMonitor monitor = on(CHALLENGE).open();
            now = march("02T22:58:00");
            poll(monitor, 100_000, 103_000, position("1", 1, -500));
            now = march("02T22:59:10");
            poll(monitor, 103_000, 103_000);
            assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(5_000));
            assertThat(poll(monitor, 103_000, 97_500, position("2", 1, -7_000)).verdict())
                    .isEqualTo(Verdict.FAILED);
        }

        @Test
        void aLossLeavesItUncertain() {
            AccountMonitor monitor = on(CHALLENGE).open();
            now = march("02T22:58:00");
            poll(monitor, 100_000, 98_000, position("1", 1, -2_500));
            now = march("02T22:59:10");
            poll(monitor, 98_000, 98_000);
            // closed before midnight, the floor is 93,000; closed after it, 95,000
            assertThat(may(monitor, "a", 3_001)).isFalse();
            assertThat(poll(monitor, 98_000, 94_000, position("2", 1, -2_000)).verdict())
                    .isEqualTo(Verdict.ONGOING);
            monitor.dayStarted(LocalDate.parse("2026-03-03"), usd(98_000), usd(98_000));
            assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(1_000));
        }

        @Test
        void aDealToldAfterMidnightCorrectsTheAnchor() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(entry("1", "1", "1"));
            now = march("02T22:59:50");
            Deal closing = exit("2", "1", "1", 3_000);
            poll(monitor, 100_000, 103_000, position("1", 1, -500));
            assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(8_000));
            poll(monitor, 103_000, 97_500, position("2", 1, -7_000));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
            monitor.accept(closing);
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
            assertThat(heard(MonitorEvent.Revised.class)).hasSize(1);
            assertThat(heard(MonitorEvent.Breached.class)).hasSize(1);
        }

        @Test
        void aDealToldAfterMidnightRevokesABreach(@TempDir Path directory) {
            Path journal = directory.resolve("journal.jsonl");
            try (AccountMonitor monitor =
                    on(CHALLENGE).dealFeed().journal(journal).open()) {
                monitor.accept(entry("1", "1", "1"));
                now = march("02T22:59:50");
                Deal closing = exit("2", "1", "1", -3_000);
                Deal opening = entry("3", "2", "1");
                poll(monitor, 100_000, 97_000, position("1", 1, -3_500));
                poll(monitor, 97_000, 94_500, position("2", 1, -3_000));
                assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
                monitor.accept(opening);
                monitor.accept(closing);
                assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
                assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(2_500));
                poll(monitor, 97_000, 94_500, position("2", 1, -3_000));
                assertThat(monitor.gauges().provisional()).isFalse();
            }
            try (AccountMonitor monitor =
                    on(CHALLENGE).dealFeed().journal(journal).open()) {
                assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
                assertThat(monitor.assessment().balance()).isEqualTo(usd(97_000));
            }
        }

        @Test
        void aReadingAfterABreachCountsOnceADealRevokesIt() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(entry("1", "1", "1"));
            monitor.accept(entry("2", "2", "1"));
            now = march("02T22:59:50");
            Deal closing = exit("3", "1", "1", -3_000);
            poll(monitor, 100_000, 97_000, position("1", 1, -3_500), position("2", 1, -3_000));
            poll(monitor, 97_000, 94_500, position("2", 1, -3_000));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
            poll(monitor, 97_000, 95_500, position("2", 1, -3_000));
            monitor.accept(closing);
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(monitor.assessment().equity()).isEqualTo(usd(95_500));
        }

        @Test
        void anEventToldAfterMidnightCorrectsTheAnchor() {
            AccountMonitor monitor = on(CHALLENGE).open();
            monitor.accept(new Opened(now, position("1", 1, -500)));
            now = march("02T22:59:00");
            monitor.accept(new Marked(now, usd(103_000)));
            now = march("02T23:00:10");
            monitor.accept(new Marked(now, usd(103_000)));
            monitor.accept(new Closed(march("02T22:59:30"), "1", usd(3_000)));
            assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(5_000));
        }

        @Test
        void threeDealsToldOnTheDayAfterTheNext() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            List<Deal> late =
                    List.of(entry("1", "1", "1"), exit("2", "1", "1", 1_000), booking("3", Deal.Kind.BOOKING, -100));
            now = march("04T09:00:00");
            poll(monitor, 100_900, 100_900);
            assertThat(may(monitor, "a", 100)).isFalse();
            late.forEach(monitor::accept);
            assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(5_000));
            assertThat(monitor.assessment().tradingDays()).isEqualTo(1);
            assertThat(monitor.state().bestDayProfit()).isEqualTo(usd(900));
            assertThat(may(monitor, "b", 100)).isTrue();
        }
    }

    @Nested
    @DisplayName("R14: told twice after a reconnect")
    class R14 {

        @Test
        void aBookingWithAnId() {
            AccountMonitor monitor = on(TERMS.account()).open();
            Booked booked = new Booked(now, usd(-30), Optional.of("b1"), Optional.empty());
            monitor.accept(booked);
            assertThatThrownBy(() -> monitor.accept(booked)).isInstanceOf(IllegalArgumentException.class);
            poll(monitor, 99_970, 99_970);
            settles(monitor, () -> assertThat(claim(monitor)).isEqualTo(usd(-30)));
        }

        @Test
        void aBookingWithoutAnId() {
            AccountMonitor monitor = on(TERMS.account()).open();
            monitor.accept(new Booked(now, usd(-30)));
            monitor.accept(new Booked(now, usd(-30)));
            poll(monitor, 99_970, 99_970);
            settles(monitor, () -> assertThat(claim(monitor)).isEqualTo(usd(-30)));
        }

        @Test
        void aBookingAfterARestart(@TempDir Path directory) {
            Path journal = directory.resolve("journal.jsonl");
            Booked booked = new Booked(now, usd(-30), Optional.of("b1"), Optional.empty());
            try (AccountMonitor monitor = on(CHALLENGE).journal(journal).open()) {
                monitor.accept(booked);
                monitor.compact();
            }
            try (AccountMonitor monitor = on(CHALLENGE).journal(journal).open()) {
                assertThatThrownBy(() -> monitor.accept(booked)).isInstanceOf(IllegalArgumentException.class);
                assertThat(monitor.assessment().balance()).isEqualTo(usd(99_970));
            }
        }

        @Test
        void deals() {
            AccountMonitor monitor = on(TERMS.account()).dealFeed().open();
            List<Deal> deals = List.of(
                    booking("1", Deal.Kind.BOOKING, -30),
                    booking("2", Deal.Kind.CASH_FLOW, 1_000),
                    entry("3", "1", "1"));
            deals.forEach(monitor::accept);
            deals.forEach(monitor::accept);
            poll(monitor, snapshot(100_970, 100_970, position("1", 1, -100)).withDeals(deals));
            assertThat(claim(monitor)).isEqualTo(usd(-30));
            assertThat(monitor.gauges().provisional()).isFalse();
        }

        @Test
        void dealsAfterARestart(@TempDir Path directory) {
            Path journal = directory.resolve("journal.jsonl");
            List<Deal> deals = List.of(entry("1", "1", "1"), exit("2", "1", "1", -30));
            try (AccountMonitor monitor =
                    on(CHALLENGE).dealFeed().journal(journal).open()) {
                deals.forEach(monitor::accept);
                monitor.compact();
            }
            try (AccountMonitor monitor =
                    on(CHALLENGE).dealFeed().journal(journal).open()) {
                deals.forEach(monitor::accept);
                assertThat(monitor.assessment().balance()).isEqualTo(usd(99_970));
                assertThat(learnt(monitor)).containsExactly(usd(-30));
            }
        }

        @Test
        void aDealThatBeganADayElevenDaysAgo() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            now = march("03T09:00:00");
            Deal booking = booking("1", Deal.Kind.BOOKING, -30);
            monitor.accept(booking);
            for (int day = 4; day <= 14; day++) {
                now = march(String.format("%02dT09:00:00", day));
                poll(monitor, 99_970, 99_970);
                monitor.accept(booking);
                assertThat(monitor.assessment().balance()).as(now.toString()).isEqualTo(usd(99_970));
            }
        }
    }
}
