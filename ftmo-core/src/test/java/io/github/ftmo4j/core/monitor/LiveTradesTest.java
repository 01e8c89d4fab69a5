package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent.Booked;
import io.github.ftmo4j.core.account.AccountEvent.Changed;
import io.github.ftmo4j.core.account.AccountEvent.Closed;
import io.github.ftmo4j.core.account.AccountEvent.Corrected;
import io.github.ftmo4j.core.account.AccountEvent.Marked;
import io.github.ftmo4j.core.account.AccountEvent.Opened;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Side;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of real feeds: trades and orders. */
class LiveTradesTest extends LiveFeed {

    @Nested
    @DisplayName("R7: commission booked at the opening")
    class R7 {

        @Test
        void isPartOfTheTrade() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 99_986, 99_986, position("1", 2, -200));
            poll(monitor, 99_996, 99_996);
            settles(monitor, () -> assertThat(learnt(monitor)).containsExactly(usd(-4)));
        }

        @Test
        void besideAnotherPosition() {
            AccountMonitor monitor = on(CHALLENGE).open();
            Position other = position("0", 1, -300);
            poll(monitor, 100_000, 100_000, other);
            poll(monitor, 99_986, 99_986, other, position("1", 2, -200));
            poll(monitor, 99_996, 99_996, other);
            settles(monitor, () -> assertThat(learnt(monitor)).containsExactly(usd(-4)));
            poll(monitor, 100_096, 100_096);
            settles(monitor, () -> assertThat(learnt(monitor)).containsExactly(usd(-4), usd(100)));
        }

        @Test
        void andClosedInTwoParts() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 99_986, 99_986, position("1", 2, -200));
            poll(monitor, 99_991, 99_991, position("1", 1, -100));
            poll(monitor, 99_996, 99_996);
            settles(monitor, () -> assertThat(learnt(monitor)).containsExactly(usd(-4)));
        }

        @Test
        void amongDeals() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(entry("1", "1", "2").withCommission(usd(-7)));
            monitor.accept(exit("2", "1", "2", 10).withCommission(usd(-6)).withSwap(usd(-1)));
            assertThat(learnt(monitor)).containsExactly(usd(-4));
            assertThat(monitor.assessment().balance()).isEqualTo(usd(99_996));
        }

        @Test
        void amongDealsOnItsOwn() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            Money zero = usd(0);
            Deal commission = new Deal(
                    "2",
                    now.plusMillis(1),
                    Deal.Kind.BOOKING,
                    Optional.of("1"),
                    Optional.empty(),
                    BigDecimal.ZERO,
                    usd(-14),
                    zero,
                    zero,
                    zero);
            monitor.accept(entry("1", "1", "2"));
            monitor.accept(commission);
            pass(Duration.ofMinutes(1));
            monitor.accept(exit("3", "1", "2", 10));
            assertThat(learnt(monitor)).containsExactly(usd(-4));
        }

        @Test
        void amongEvents() {
            AccountMonitor monitor = on(CHALLENGE).open();
            monitor.accept(new Opened(now, position("1", 2, -200)));
            monitor.accept(new Booked(now, usd(-14), Optional.of("c1"), Optional.of("1")));
            monitor.accept(new Closed(now, "1", usd(10)));
            assertThat(learnt(monitor)).containsExactly(usd(-4));
        }
    }

    @Nested
    @DisplayName("R8: one net position a contract, its name used again")
    class R8 {

        @Test
        void eachIsAPositionOfTheDay() {
            AccountMonitor monitor = on(IDLE).caps(cap(2)).open();
            for (int trade = 0; trade < 6; trade++) {
                poll(monitor, 100_000, 100_000, position("MESH6", 1, -500));
                poll(monitor, 100_000, 100_000);
            }
            assertThat(may(monitor, "x", 400)).isFalse();
        }

        @Test
        void eachIsATradingDay() {
            AccountMonitor monitor = on(IDLE).open();
            for (int day = 0; day < 40; day++) {
                poll(monitor, 100_000, 100_000, position("MESH6", 1, -500));
                poll(monitor, 100_000, 100_000);
                pass(Duration.ofDays(1));
            }
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(monitor.assessment().tradingDays()).isEqualTo(40);
        }

        @Test
        void aNameThatComesBackBesideOneThatWasTakenForItsRest() {
            AccountMonitor monitor = on(IDLE).open();
            poll(monitor, 100_000, 100_000, position("MESH6", 2, -500));
            poll(monitor, 100_010, 100_010, position("MNQH6", 1, -250));
            poll(monitor, 100_010, 100_010, position("MNQH6", 1, -250), position("MESH6", 1, -250));
            settles(
                    monitor,
                    () -> assertThat(monitor.assessment().openPositions()).isEqualTo(2));
            poll(monitor, 100_030, 100_030);
            settles(monitor, () -> {
                assertThat(monitor.assessment().openPositions()).isZero();
                assertThat(monitor.assessment().balance()).isEqualTo(usd(100_030));
            });
        }

        @Test
        void twoContractsInTurn() {
            AccountMonitor monitor = on(IDLE).caps(cap(4)).open();
            for (int trade = 0; trade < 2; trade++) {
                poll(monitor, 100_000 + trade, 100_000 + trade, position("MESH6", 1, -500));
                poll(monitor, 100_000 + trade, 100_000 + trade, position("MESH6", 1, -500), position("MNQH6", 1, -500));
                poll(monitor, 100_010 + trade, 100_010 + trade, position("MNQH6", 1, -500));
                poll(monitor, 100_001 + trade, 100_001 + trade);
            }
            settles(monitor, () -> {
                assertThat(learnt(monitor)).containsExactly(usd(10), usd(-9), usd(10), usd(-9));
                assertThat(refusals(monitor, "x", 400)).containsExactly("CAP_POSITIONS_PER_DAY");
            });
        }

        @Test
        void amongDeals() {
            AccountMonitor monitor = on(IDLE).dealFeed().caps(cap(3)).open();
            for (int trade = 0; trade < 3; trade++) {
                monitor.accept(entry("e" + trade, "MESH6", "1"));
                pass(Duration.ofSeconds(1));
                monitor.accept(exit("x" + trade, "MESH6", "1", 10L * trade));
                pass(Duration.ofSeconds(1));
            }
            poll(monitor, 100_030, 100_030);
            assertThat(learnt(monitor)).containsExactly(usd(0), usd(10), usd(20));
            assertThat(monitor.state().closedTrades()).containsOnlyKeys("MESH6", "MESH6#2", "MESH6#3");
            assertThat(refusals(monitor, "x", 400)).containsExactly("CAP_POSITIONS_PER_DAY");
        }

        @Test
        void turnedByOneDeal() {
            AccountMonitor monitor = on(IDLE).dealFeed().caps(cap(2)).open();
            monitor.accept(entry("1", "MESH6", "2"));
            pass(Duration.ofSeconds(1));
            monitor.accept(Deal.reversal("2", now, "MESH6", lots("5"), usd(40)));
            poll(monitor, 100_040, 100_040, position("MESH6", 3, -300));
            assertThat(monitor.positions()).containsExactly(position("MESH6#2", 3, -300));
            assertThat(learnt(monitor)).containsExactly(usd(40));
            assertThat(refusals(monitor, "x", 400)).containsExactly("CAP_POSITIONS_PER_DAY");
        }
    }

    @Nested
    @DisplayName("R9: adding to an open position")
    class R9 {

        private AccountMonitorBuilder capped() {
            return on(CHALLENGE).caps(RiskCaps.builder().perDay(usd(1_500)).build());
        }

        private void assertThousandIsUsed(AccountMonitor monitor) {
            assertThat(may(monitor, "2", 900)).isFalse();
            assertThat(may(monitor, "3", 501)).isFalse();
            assertThat(may(monitor, "4", 500)).isTrue();
        }

        @Test
        void byEvents() {
            AccountMonitor monitor = capped().open();
            monitor.accept(new Opened(now, position("1", 1, -500)));
            monitor.accept(new Changed(now, position("1", 2, -1_000), usd(0)));
            assertThousandIsUsed(monitor);
        }

        @Test
        void bySnapshots() {
            AccountMonitor monitor = capped().open();
            poll(monitor, 100_000, 100_000, position("1", 1, -500));
            poll(monitor, 100_000, 100_000, position("1", 2, -1_000));
            assertThousandIsUsed(monitor);
        }

        @Test
        void byDeals() {
            AccountMonitor monitor = capped().dealFeed().open();
            monitor.accept(entry("1", "1", "1"));
            poll(monitor, 100_000, 100_000, position("1", 1, -500));
            monitor.accept(entry("2", "1", "1"));
            poll(monitor, 100_000, 100_000, position("1", 2, -1_000));
            assertThousandIsUsed(monitor);
        }

        @Test
        void afterAPartialClose() {
            AccountMonitor monitor = capped().open();
            monitor.accept(new Opened(now, position("1", 2, -1_000)));
            monitor.accept(new Changed(now, position("1", 1, -500), usd(0)));
            monitor.accept(new Changed(now, position("1", 2, -1_000), usd(0)));
            assertThat(may(monitor, "2", 1)).isFalse();
        }

        @Test
        void toAPositionOfTheDayBefore() {
            AccountMonitor monitor = capped().open();
            monitor.accept(new Opened(now, position("1", 1, -500)));
            now = march("03T09:00:00");
            monitor.accept(new Changed(now, position("1", 3, -1_500), usd(0)));
            monitor.accept(new Marked(now, usd(100_000)));
            assertThousandIsUsed(monitor);
        }
    }

    @Nested
    @DisplayName("R13: orders placed elsewhere, orders that died")
    class R13 {

        @Test
        void anOrderByHandIsStated() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_000);
            monitor.placed(Order.risking("by hand", usd(3_000)));
            assertThat(may(monitor, "auto", 4_000)).isFalse();
            assertThat(may(monitor, "small", 2_000)).isTrue();
        }

        @Test
        void anOrderByHandIsListed() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, snapshot(100_000, 100_000).withPending(List.of(Order.risking("7001", usd(3_000)))));
            assertThat(may(monitor, "auto", 4_000)).isFalse();
            pass(Duration.ofMinutes(1));
            poll(monitor, snapshot(100_000, 100_000).withPending(List.of()));
            assertThat(may(monitor, "auto", 4_000)).isTrue();
        }

        @Test
        void anOrderThatTheBrokerDroppedIsReleasedOverARestart(@TempDir Path directory) {
            Path journal = directory.resolve("journal.jsonl");
            Order order = Order.risking("A", usd(4_000));
            try (AccountMonitor monitor = on(CHALLENGE).journal(journal).open()) {
                poll(monitor, 100_000, 100_000);
                assertThat(monitor.check(order).isAllowed()).isTrue();
                pass(Duration.ofMinutes(1));
                poll(monitor, snapshot(100_000, 100_000).withPending(List.of(order)));
            }
            try (AccountMonitor monitor = on(CHALLENGE).journal(journal).open()) {
                for (int reading = 0; reading < 2; reading++) {
                    pass(Duration.ofMinutes(1));
                    poll(monitor, snapshot(100_000, 100_000).withPending(List.of()));
                }
                assertThat(monitor.reservations()).isEmpty();
                assertThat(heard(MonitorEvent.ReservationEnded.class)).hasSize(1);
                assertThat(may(monitor, "B", 4_000)).isTrue();
            }
        }

        @Test
        void anOrderThatIsFilledIsNotDropped() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            poll(monitor, 100_000, 100_000);
            assertThat(may(monitor, "A", 4_000)).isTrue();
            pass(Duration.ofSeconds(1));
            monitor.accept(entry("1", "9001", "1").ofOrder("A"));
            assertThat(monitor.gauges().openRisk()).isEqualTo(usd(4_000));
            pass(Duration.ofMinutes(1));
            poll(
                    monitor,
                    snapshot(100_000, 100_000, position("9001", 1, -4_000)).withPending(List.of()));
            assertThat(monitor.gauges().openRisk()).isEqualTo(usd(4_000));
            assertThat(monitor.reservations()).isEmpty();
            assertThat(heard(MonitorEvent.ReservationEnded.class)).isEmpty();
            assertThat(may(monitor, "B", 1_001)).isFalse();
            assertThat(may(monitor, "C", 1_000)).isTrue();
        }
    }

    @Nested
    @DisplayName("R16: the stop on the wrong side")
    class R16 {

        private final Instrument euro = Instrument.of("EURUSD", "0.0001", usd(10));

        @ParameterizedTest
        @ValueSource(strings = {"1.0880", "1.0851", "1.0850"})
        void ofABuy(String stop) {
            assertThatThrownBy(() -> euro.order("1", Side.BUY, "3.33", "1.0850", stop))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("stop");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.0800", "1.0849", "1.0850"})
        void ofASell(String stop) {
            assertThatThrownBy(() -> euro.order("1", Side.SELL, "3.33", "1.0850", stop))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("stop");
        }

        @Test
        void theRightSideIsAnOrder() {
            assertThat(euro.order("1", Side.BUY, "3.33", "1.0850", "1.0820").risk())
                    .contains(usd(999));
            assertThat(euro.order("1", Side.SELL, "3.33", "1.0850", "1.0880").risk())
                    .contains(usd(999));
        }
    }

    @Nested
    @DisplayName("R18: a correction after a partial close")
    class R18 {

        private AccountMonitor closedInTwoParts() {
            AccountMonitor monitor = on(CHALLENGE).open();
            monitor.accept(new Opened(now, position("1", 2, -500)));
            monitor.accept(new Changed(now, position("1", 1, 0), usd(1_000)));
            monitor.accept(new Closed(now, "1", usd(500)));
            return monitor;
        }

        @Test
        void ofTheClosing() {
            AccountMonitor monitor = closedInTwoParts();
            assertThat(monitor.accept(new Corrected(now, "1", usd(0), Corrected.Scope.CLOSING))
                            .balance())
                    .isEqualTo(usd(101_000));
        }

        @Test
        void ofTheTrade() {
            AccountMonitor monitor = closedInTwoParts();
            assertThat(monitor.accept(new Corrected(now, "1", usd(0), Corrected.Scope.TRADE))
                            .balance())
                    .isEqualTo(usd(100_000));
            assertThat(monitor.accept(new Corrected(now, "1", usd(200), Corrected.Scope.TRADE))
                            .balance())
                    .isEqualTo(usd(100_200));
        }

        @Test
        void ofTheTradeWithItsCosts(@TempDir Path directory) {
            Path journal = directory.resolve("journal.jsonl");
            try (AccountMonitor monitor = on(CHALLENGE).journal(journal).open()) {
                monitor.accept(new Opened(now, position("1", 2, -500)));
                monitor.accept(new Booked(now, usd(-14), Optional.empty(), Optional.of("1")));
                monitor.accept(new Closed(now, "1", usd(500)));
                monitor.compact();
            }
            try (AccountMonitor monitor = on(CHALLENGE).journal(journal).open()) {
                assertThat(monitor.accept(new Corrected(now, "1", usd(0), Corrected.Scope.TRADE))
                                .balance())
                        .isEqualTo(usd(100_000));
            }
        }

        @Test
        void ofTheTradeAfterTheClosing() {
            AccountMonitor monitor = closedInTwoParts();
            monitor.accept(new Corrected(now, "1", usd(100), Corrected.Scope.CLOSING));
            assertThat(monitor.assessment().balance()).isEqualTo(usd(101_100));
            monitor.accept(new Corrected(now, "1", usd(-50), Corrected.Scope.TRADE));
            assertThat(monitor.assessment().balance()).isEqualTo(usd(99_950));
        }
    }
}
