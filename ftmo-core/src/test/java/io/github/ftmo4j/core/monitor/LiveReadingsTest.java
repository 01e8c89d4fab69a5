package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountEvent.Closed;
import io.github.ftmo4j.core.account.AccountEvent.Marked;
import io.github.ftmo4j.core.account.AccountEvent.Opened;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of real feeds: readings, clocks and rulers. */
class LiveReadingsTest extends LiveFeed {

    @Nested
    @DisplayName("R5: a failed query, an absurd reading")
    class R5 {

        static Stream<Arguments> readings() {
            return Stream.of(
                            List.of(0L, 0L),
                            List.of(100_000L, 0L),
                            List.of(0L, 100_200L),
                            List.of(1_000_000L, 1_002_000L),
                            List.of(10_000L, 10_020L),
                            List.of(10_000_000L, 10_020_000L),
                            List.of(1_000L, 1_002L),
                            List.of(100_000L, -1L),
                            List.of(-100_000L, -100_200L),
                            List.of(MinorUnits.LARGEST / 100, MinorUnits.LARGEST / 100),
                            List.of(1L, -MinorUnits.LARGEST / 100))
                    .flatMap(reading ->
                            Stream.of(true, false).map(listed -> Arguments.of(reading.get(0), reading.get(1), listed)));
        }

        @ParameterizedTest
        @MethodSource("readings")
        void isNoVerdict(long balance, long equity, boolean listed) {
            AccountMonitor monitor = on(CHALLENGE).open();
            Position open = position("1", 1, -500);
            poll(monitor, 100_000, 100_200, open);
            poll(monitor, balance, equity, listed ? new Position[] {open} : new Position[0]);
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(may(monitor, "a", 100)).isFalse();
            poll(monitor, 100_000, 100_200, open);
            settles(monitor, () -> {
                assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
                assertThat(monitor.assessment().balance()).isEqualTo(usd(100_000));
                assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(5_200));
                assertThat(monitor.positions()).containsExactly(open);
            });
            assertThat(may(monitor, "b", 100)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 1_002_000, 10_020, 1_002, -1, 100_000_000_000L, -100_000_000_000L})
        void isNoVerdictAsAMark(long equity) {
            AccountMonitor monitor = on(CHALLENGE).open();
            monitor.accept(new Opened(now, position("1", 1, -500)));
            pass(Duration.ofSeconds(1));
            monitor.accept(new Marked(now, usd(equity)));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(may(monitor, "a", 100)).isFalse();
            pass(Duration.ofSeconds(1));
            monitor.mark(now.toEpochMilli(), equity == 0 ? 0 : 100_100_00);
            pass(Duration.ofSeconds(1));
            monitor.mark(now.toEpochMilli(), 100_100_00);
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(5_100));
            assertThat(may(monitor, "b", 100)).isTrue();
        }

        @Test
        @DisplayName("a move that is too large waits inside the range of the day, too")
        void anImplausibleMarkWithinTheRangeOfTheDayWaits() {
            AccountMonitor monitor = on(CHALLENGE).open();
            monitor.accept(new Opened(now, position("1", 1, -500)));
            for (long equity : new long[] {96_000, 100_000, 107_000}) {
                pass(Duration.ofSeconds(1));
                monitor.mark(now.toEpochMilli(), equity * 100);
            }
            assertThat(monitor.assessment().equity()).isEqualTo(usd(107_000));
            pass(Duration.ofSeconds(1));
            monitor.mark(now.toEpochMilli(), 96_500_00);
            assertThat(monitor.assessment().equity()).isEqualTo(usd(107_000));
            assertThat(may(monitor, "a", 100)).isFalse();
            pass(Duration.ofSeconds(1));
            monitor.mark(now.toEpochMilli(), 96_400_00);
            assertThat(monitor.assessment().equity()).isEqualTo(usd(96_400));
            assertThat(may(monitor, "b", 100)).isTrue();
        }

        @Test
        void isNoVerdictBesideDeals() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(entry("1", "1", "1"));
            poll(monitor, 100_000, 100_200, position("1", 1, -500));
            poll(monitor, 0, 0);
            poll(monitor, 0, 0);
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
            poll(monitor, 100_000, 100_200, position("1", 1, -500));
            settles(monitor, () -> assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING));
        }

        @Test
        void anAbsurdBalanceBesideAnotherPositionIsNoVerdict() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_200, position("1", 1, -500));
            assertThat(poll(monitor, 5, 100_200, position("2", 1, -500)).verdict())
                    .isEqualTo(Verdict.ONGOING);
            poll(monitor, 100_000, 100_200, position("1", 1, -500));
            settles(monitor, () -> {
                assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
                assertThat(monitor.assessment().balance()).isEqualTo(usd(100_000));
            });
        }

        @Test
        void aPositionReplacedByAnotherIsNotJudgedInBetween() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_200, position("1", 1, -6_500));
            // the loss of one was the gain of the other, and the equity never moved
            poll(monitor, 94_000, 100_200, position("2", 1, -500));
            settles(monitor, () -> {
                assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
                assertThat(monitor.assessment().balance()).isEqualTo(usd(94_000));
                assertThat(monitor.assessment().equity()).isEqualTo(usd(100_200));
            });
        }

        @Test
        void aLateReadingOfZeroIsNoVerdict() {
            AccountMonitor monitor = on(CHALLENGE).open();
            monitor.accept(new Opened(now, position("1", 1, -500)));
            Instant earlier = now.plusSeconds(30);
            pass(Duration.ofMinutes(1));
            monitor.accept(new Marked(now, usd(100_200)));
            assertThat(monitor.accept(new Marked(earlier, usd(0))).verdict()).isEqualTo(Verdict.ONGOING);
            monitor.mark(earlier.toEpochMilli(), 0);
            monitor.accept(new Snapshot(earlier, usd(100_000), usd(0), List.of()));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
        }

        @Test
        void aLateReadingIsNoVerdictWhileAnotherOneWaits() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_200, position("1", 1, -500));
            Instant earlier = now.plusSeconds(30);
            poll(monitor, 100_000, 10_020, position("1", 1, -500));
            pass(Duration.ofSeconds(1));
            monitor.accept(new Marked(now, usd(100_200)));
            monitor.accept(new Snapshot(earlier, usd(100_000), usd(40), List.of()));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
        }

        @Test
        void aLateReadingOfZeroBesideDealsIsNoVerdict() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(entry("1", "1", "1"));
            Instant earlier = now.plusSeconds(30);
            poll(monitor, 100_000, 100_200, position("1", 1, -500));
            monitor.accept(new Snapshot(earlier, usd(0), usd(0), List.of()));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
        }

        @Test
        void aReadingThatIsWithdrawnTakesItsVerdictAndItsFloorWithIt() {
            Phase trailing = CHALLENGE.toBuilder()
                    .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.05), MaximumLoss.Reference.INTRADAY_EQUITY))
                    .build();
            AccountMonitor monitor = on(trailing).open();
            monitor.accept(new Opened(now, position("1", 1, -500)));
            pass(Duration.ofSeconds(1));
            Instant wrong = now;
            monitor.accept(new Marked(wrong, usd(108_000)));
            pass(Duration.ofSeconds(1));
            assertThat(monitor.accept(new Marked(now, usd(100_100))).verdict()).isEqualTo(Verdict.FAILED);
            assertThat(monitor.withdrawReading(wrong).verdict()).isEqualTo(Verdict.ONGOING);
            pass(Duration.ofSeconds(1));
            monitor.accept(new Marked(now, usd(100_100)));
            assertThat(monitor.assessment().headroom().maximumLoss()).isEqualTo(usd(5_000));
            assertThat(heard(MonitorEvent.Revised.class)).hasSize(1);
        }

        @Test
        void aRealCrashIsJudgedByTheNextReading() {
            AccountMonitor monitor = on(CHALLENGE).open();
            Position open = position("1", 1, -500);
            poll(monitor, 100_000, 100_200, open);
            poll(monitor, 100_000, 80_000, open);
            assertThat(may(monitor, "a", 100)).isFalse();
            assertThat(poll(monitor, 100_000, 79_500, open).verdict()).isEqualTo(Verdict.FAILED);
        }

        @Test
        void aTrailingFloorDoesNotFollowIt() {
            Phase trailing = CHALLENGE.toBuilder()
                    .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.05), MaximumLoss.Reference.INTRADAY_EQUITY))
                    .build();
            AccountMonitor monitor = on(trailing).open();
            monitor.accept(new Opened(now, position("1", 1, -500)));
            monitor.accept(new Marked(now, usd(100_200)));
            pass(Duration.ofSeconds(1));
            monitor.accept(new Marked(now, usd(1_002_000)));
            pass(Duration.ofSeconds(1));
            monitor.accept(new Marked(now, usd(100_100)));
            assertThat(monitor.assessment().headroom().maximumLoss()).isEqualTo(usd(4_900));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
        }

        @Test
        void aTargetReachedByNoTradeIsConfirmedByTheNextReading() {
            Phase noDays = CHALLENGE.toBuilder().minimumTradingDays(0).build();
            AccountMonitor monitor = on(noDays).open();
            poll(monitor, 100_000, 100_000);
            assertThat(poll(monitor, 110_000, 110_000).verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(monitor.gauges().provisional()).isTrue();
            assertThat(poll(monitor, 110_000, 110_000).verdict()).isEqualTo(Verdict.PASSED);
            settles(monitor, () -> assertThat(monitor.assessment().balance()).isEqualTo(usd(110_000)));
        }

        @Test
        void aReadingAfterAFinalVerdictIsNoDoubt() {
            AccountMonitor monitor = on(CHALLENGE).open();
            Position open = position("1", 1, -6_000);
            poll(monitor, 100_000, 96_000, open);
            assertThat(poll(monitor, 100_000, 94_000, open).verdict()).isEqualTo(Verdict.FAILED);
            poll(monitor, 83_000, 83_000);
            assertThat(monitor.gauges().provisional()).isFalse();
        }

        @Test
        void aReadingThatWaitsCountsAtItsTimeOnceALateOneMakesItPlausible() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(entry("1", "1", "1"));
            poll(monitor, 100_000, 103_000, position("1", 1, -500));
            pass(Duration.ofMinutes(1));
            Snapshot late = snapshot(100_000, 95_500, position("1", 1, -500));
            pass(Duration.ofMinutes(1));
            monitor.accept(snapshot(100_000, 92_000, position("1", 1, -500)));
            monitor.accept(late);
            monitor.accept(exit("2", "1", "1", -4_000));
            pass(Duration.ofMinutes(1));
            poll(monitor, 96_000, 96_000);
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
        }
    }

    @Nested
    @DisplayName("R10: credit or bonus within the equity")
    class R10 {

        @Test
        void unstatedOnAFlatAccount() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_500, position("1", 1, -500));
            poll(monitor, 104_000, 104_500);
            now = march("03T09:00:00");
            poll(monitor, 104_000, 104_500);
            settles(monitor, () -> {
                assertThat(monitor.assessment().balance()).isEqualTo(usd(104_000));
                assertThat(monitor.assessment().openPositions()).isZero();
                assertThat(monitor.assessment().headroom().dailyLoss()).contains(usd(5_000));
            });
        }

        @Test
        void stated() {
            AccountMonitor monitor = on(CHALLENGE).open();
            pass(Duration.ofMinutes(1));
            poll(monitor, snapshot(100_000, 100_500).withCredit(usd(500)));
            pass(Duration.ofMinutes(1));
            poll(monitor, snapshot(100_000, 95_400, position("1", 1, -5_000)).withCredit(usd(500)));
            settles(monitor, () -> {
                assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
                assertThat(monitor.assessment().failure().orElseThrow().equity())
                        .isEqualTo(usd(94_900));
            });
        }

        @Test
        void unstatedWhileAPositionIsOpen() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_500);
            poll(monitor, 100_000, 100_500);
            poll(monitor, 100_000, 100_300, position("1", 1, -500));
            settles(monitor, () -> assertThat(monitor.assessment().equity()).isEqualTo(usd(99_800)));
        }

        @Test
        void withdrawn() {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_500);
            poll(monitor, 100_000, 100_500);
            poll(monitor, 100_000, 100_000);
            settles(monitor, () -> assertThat(monitor.assessment().equity()).isEqualTo(usd(100_000)));
            poll(monitor, 100_000, 99_800, position("1", 1, -500));
            settles(monitor, () -> {
                assertThat(monitor.assessment().equity()).isEqualTo(usd(99_800));
                assertThat(monitor.assessment().openPositions()).isEqualTo(1);
            });
        }

        @Test
        void givenAndWithdrawnAsDeals() {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(booking("1", Deal.Kind.CREDIT, 500));
            poll(monitor, snapshot(100_000, 100_500).withCredit(usd(500)));
            assertThat(monitor.assessment().equity()).isEqualTo(usd(100_000));
            assertThat(monitor.gauges().provisional()).isFalse();
            monitor.accept(booking("2", Deal.Kind.CREDIT, -500));
            poll(monitor, 100_000, 100_000);
            assertThat(monitor.assessment().equity()).isEqualTo(usd(100_000));
            assertThat(monitor.gauges().provisional()).isFalse();
            assertThat(monitor.state().cashFlows()).isEqualTo(usd(0));
        }
    }

    @Nested
    @DisplayName("R12: the noise of binary sizes")
    class R12 {

        @ParameterizedTest
        @MethodSource("io.github.ftmo4j.core.monitor.LiveReadingsTest#noise")
        void isNoPartialClose(double noisy, double size) {
            NewsBlackout news = NewsBlackout.around(
                            List.of(new NewsEvent(march("02T10:00:00"), "USD", Impact.HIGH, "CPI")))
                    .build();
            Phase strict = TERMS.account().toBuilder()
                    .restrictions(Restrictions.none()
                            .withNewsWindow(Duration.ofMinutes(2), Duration.ofMinutes(2))
                            .failing())
                    .build();
            AccountMonitor monitor = on(strict).news(news).open();
            poll(monitor, 100_000, 100_000, position("a", noisy, -1_000));
            now = march("02T09:58:00");
            poll(monitor, 99_990, 99_990, position("a", size, -1_000));
            settles(monitor, () -> assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING));
        }

        @ParameterizedTest
        @MethodSource("io.github.ftmo4j.core.monitor.LiveReadingsTest#noise")
        void takesNoShareOfAnotherLoss(double noisy, double size) {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_000, position("a", noisy, -600), position("b", 1, -300));
            poll(monitor, 99_700, 99_700, position("a", size, -600));
            settles(monitor, () -> assertThat(learnt(monitor)).containsExactly(usd(-300)));
        }

        @ParameterizedTest
        @MethodSource("io.github.ftmo4j.core.monitor.LiveReadingsTest#noise")
        void isNoMissingDeal(double noisy, double size) {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(Deal.entry("1", now, "a", BigDecimal.valueOf(size), usd(0)));
            poll(monitor, 100_000, 100_000, position("a", noisy, -600));
            assertThat(may(monitor, "x", 100)).isTrue();
        }
    }

    @Nested
    @DisplayName("R17: the machine's clock leaps")
    class R17 {

        private AccountMonitor traded() {
            AccountMonitor monitor = on(IDLE).open();
            monitor.accept(new Opened(now, position("1", 1, -500)));
            monitor.accept(new Closed(now, "1", usd(100)));
            return monitor;
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 40, 4_000})
        void andComesBack(int days) {
            AccountMonitor monitor = traded();
            now = march("02T09:00:00").plus(Duration.ofDays(days));
            monitor.advance();
            assertThat(may(monitor, "a", 100)).isFalse();
            monitor.ask(LiveView::verdict);
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
            now = march("02T09:01:00");
            assertThat(monitor.advance().verdict()).isEqualTo(Verdict.ONGOING);
            monitor.accept(new Opened(now, position("2", 1, -500)));
            monitor.accept(new Marked(now, usd(100_000)));
            assertThat(monitor.assessment().day()).isEqualTo(LocalDate.parse("2026-03-02"));
            assertThat(may(monitor, "b", 100)).isTrue();
        }

        @Test
        void besideStampsOfTheRightTime() {
            AccountMonitor monitor = traded();
            now = march("02T09:00:00").plus(Duration.ofDays(40));
            monitor.accept(new Opened(march("02T09:01:00"), position("2", 1, -500)));
            monitor.accept(new Marked(march("02T09:01:01"), usd(100_050)));
            monitor.advance();
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(monitor.assessment().day()).isEqualTo(LocalDate.parse("2026-03-02"));
        }

        @Test
        void aWeekendWithoutAnEventIsNoLeapForEver() {
            AccountMonitor monitor = traded();
            now = march("04T09:00:00");
            monitor.advance();
            poll(monitor, 100_100, 100_100);
            assertThat(monitor.assessment().day()).isEqualTo(LocalDate.parse("2026-03-04"));
            assertThat(may(monitor, "a", 100)).isTrue();
        }

        @Test
        void aStampFarAheadIsRefused() {
            AccountMonitor monitor = traded();
            for (AccountEvent event : List.of(
                    new Marked(march("04T09:00:00"), usd(100_000)),
                    new AccountEvent.TimePassed(march("04T09:00:00")))) {
                assertThatThrownBy(() -> monitor.accept(event)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(monitor.assessment().day()).isEqualTo(LocalDate.parse("2026-03-02"));
        }
    }

    @Nested
    @DisplayName("R21: warnings measure with the ruler of the rule")
    class R21 {

        @ParameterizedTest
        @MethodSource("io.github.ftmo4j.core.monitor.LiveReadingsTest#anchors")
        void theDailyLossFromItsAnchor(DailyLoss.Anchor anchor, long equity, long half) {
            Phase phase = Phase.builder("anchored", usd(100_000))
                    .maximumLoss(0.5)
                    .dailyLoss(DailyLoss.of(Limit.ofReference(0.05)).anchoredAt(anchor))
                    .build();
            AccountMonitor monitor = on(phase).warnAt(0.5).open();
            monitor.accept(new Opened(now, position("1", 1, -500)));
            monitor.accept(new Marked(now, usd(equity)));
            now = march("03T09:00:00");
            heard.clear();
            monitor.accept(new Marked(now, usd(half).plus(usd("0.01"))));
            assertThat(heard(MonitorEvent.Warned.class)).isEmpty();
            monitor.accept(new Marked(now, usd(half)));
            assertThat(heard(MonitorEvent.Warned.class)).hasSize(1);
            assertThat(heard(MonitorEvent.Warned.class).get(0).objective()).isEqualTo(Objective.DAILY_LOSS);
            assertThat(monitor.assessment().headroom().dailyLoss())
                    .contains(heard(MonitorEvent.Warned.class).get(0).headroom());
        }
    }

    static Stream<Arguments> noise() {
        return Stream.of(
                Arguments.of(0.1 + 0.2, 0.3),
                Arguments.of(1.1 * 3, 3.3),
                Arguments.of(0.07 * 100, 7.0),
                Arguments.of(0.3 + 0.3 + 0.3 + 0.1, 1.0),
                Arguments.of(1.0 - 0.9, 0.1));
    }

    static Stream<Arguments> anchors() {
        return Stream.of(
                Arguments.of(DailyLoss.Anchor.HIGHER, 108_000, 105_300),
                Arguments.of(DailyLoss.Anchor.HIGHER, 96_000, 97_500),
                Arguments.of(DailyLoss.Anchor.EQUITY, 108_000, 105_300),
                Arguments.of(DailyLoss.Anchor.EQUITY, 96_000, 93_600),
                Arguments.of(DailyLoss.Anchor.BALANCE, 108_000, 97_500));
    }
}
