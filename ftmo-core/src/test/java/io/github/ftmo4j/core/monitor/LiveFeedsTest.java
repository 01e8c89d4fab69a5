package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountEvent.Booked;
import io.github.ftmo4j.core.account.AccountEvent.Changed;
import io.github.ftmo4j.core.account.AccountEvent.Closed;
import io.github.ftmo4j.core.account.AccountEvent.Corrected;
import io.github.ftmo4j.core.account.AccountEvent.Marked;
import io.github.ftmo4j.core.account.AccountEvent.Opened;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.RewardClaim;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.order.Side;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.Restrictions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults of real feeds, by the kinds that users of guards and bots have reported. What is inferred from snapshots alone
 * may be provisional for one reading.
 */
class LiveFeedsTest {

    private static final Program PROGRAM = Programs.ftmoTwoStep(usd(100_000));
    private static final FundedTerms TERMS = PROGRAM.funded().orElseThrow();
    private static final Phase CHALLENGE = PROGRAM.phase(Phase.CHALLENGE);
    private static final Phase IDLE =
            CHALLENGE.toBuilder().inactivity(Inactivity.of(30)).build();

    private Instant now = march("02T09:00:00");
    private final List<MonitorEvent> heard = new ArrayList<>();
    private Optional<Snapshot> last = Optional.empty();

    private static Instant march(String dayAndTime) {
        return Instant.parse("2026-03-" + dayAndTime + "Z");
    }

    private AccountMonitorBuilder on(Phase phase) {
        return AccountMonitor.builder(phase).time(() -> now).listener(heard::add);
    }

    private static Position position(String id, double lots, long atStop) {
        return new Position(id, lots, Optional.of(usd(atStop)));
    }

    private Snapshot snapshot(long balance, long equity, Position... open) {
        return new Snapshot(now, usd(balance), usd(equity), List.of(open));
    }

    private Assessment poll(AccountMonitor monitor, long balance, long equity, Position... open) {
        pass(Duration.ofMinutes(1));
        return poll(monitor, snapshot(balance, equity, open));
    }

    private Assessment poll(AccountMonitor monitor, Snapshot snapshot) {
        last = Optional.of(snapshot);
        return monitor.accept(snapshot);
    }

    /** The last snapshot again, a minute later. */
    private Assessment pollAgain(AccountMonitor monitor) {
        pass(Duration.ofMinutes(1));
        Snapshot before = last.orElseThrow();
        return poll(
                monitor,
                new Snapshot(now, before.balance(), before.equity(), before.positions()).withCredit(before.credit()));
    }

    /** Checks something that may be provisional until the next reading agrees. */
    private void settles(AccountMonitor monitor, Runnable check) {
        if (!monitor.gauges().provisional()) {
            check.run();
        }
        pollAgain(monitor);
        assertThat(monitor.gauges().provisional()).as("provisional").isFalse();
        check.run();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static List<String> refusals(AccountMonitor monitor, String id, long risk) {
        return monitor.check(Order.risking(id, usd(risk))).refusals().stream()
                .map(Refusal::code)
                .toList();
    }

    private static boolean may(AccountMonitor monitor, String id, long risk) {
        return refusals(monitor, id, risk).isEmpty();
    }

    private static List<Money> learnt(AccountMonitor monitor) {
        return monitor.<List<ClosedTrade>>ask(view -> view.tradesAfter(0)).stream()
                .map(ClosedTrade::profit)
                .toList();
    }

    private static Money claim(AccountMonitor monitor) {
        return RewardClaim.of(TERMS, monitor.state(), LocalDate.parse("2026-03-02"))
                .profit();
    }

    private static BigDecimal lots(String lots) {
        return new BigDecimal(lots);
    }

    private Deal entry(String id, String positionId, String lots) {
        return Deal.entry(id, now, positionId, lots(lots), usd(0));
    }

    private Deal exit(String id, String positionId, String lots, long profit) {
        return Deal.exit(id, now, positionId, lots(lots), usd(profit));
    }

    private Deal booking(String id, Deal.Kind kind, long amount) {
        return Deal.booking(id, now, kind, usd(amount));
    }

    private <E extends MonitorEvent> List<E> heard(Class<E> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

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

    private static RiskCaps cap(int positionsPerDay) {
        return RiskCaps.builder().positionsPerDay(positionsPerDay).build();
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
                monitor.accept(exit("x" + trade, "MESH6", "1", 10 * trade));
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
        @MethodSource("io.github.ftmo4j.core.monitor.LiveFeedsTest#noise")
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
        @MethodSource("io.github.ftmo4j.core.monitor.LiveFeedsTest#noise")
        void takesNoShareOfAnotherLoss(double noisy, double size) {
            AccountMonitor monitor = on(CHALLENGE).open();
            poll(monitor, 100_000, 100_000, position("a", noisy, -600), position("b", 1, -300));
            poll(monitor, 99_700, 99_700, position("a", size, -600));
            settles(monitor, () -> assertThat(learnt(monitor)).containsExactly(usd(-300)));
        }

        @ParameterizedTest
        @MethodSource("io.github.ftmo4j.core.monitor.LiveFeedsTest#noise")
        void isNoMissingDeal(double noisy, double size) {
            AccountMonitor monitor = on(CHALLENGE).dealFeed().open();
            monitor.accept(Deal.entry("1", now, "a", BigDecimal.valueOf(size), usd(0)));
            poll(monitor, 100_000, 100_000, position("a", noisy, -600));
            assertThat(may(monitor, "x", 100)).isTrue();
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

    @Nested
    @DisplayName("R21: warnings measure with the ruler of the rule")
    class R21 {

        @ParameterizedTest
        @MethodSource("io.github.ftmo4j.core.monitor.LiveFeedsTest#anchors")
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

    static Stream<Arguments> anchors() {
        return Stream.of(
                Arguments.of(DailyLoss.Anchor.HIGHER, 108_000, 105_300),
                Arguments.of(DailyLoss.Anchor.HIGHER, 96_000, 97_500),
                Arguments.of(DailyLoss.Anchor.EQUITY, 108_000, 105_300),
                Arguments.of(DailyLoss.Anchor.EQUITY, 96_000, 93_600),
                Arguments.of(DailyLoss.Anchor.BALANCE, 108_000, 97_500));
    }
}
