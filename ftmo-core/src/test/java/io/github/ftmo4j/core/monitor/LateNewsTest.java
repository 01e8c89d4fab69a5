package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Valuation;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes late, too early, or not at all. */
class LateNewsTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T23:00:00Z");
    private static final Phase CHALLENGE = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);

    @TempDir
    private Path directory;

    private Instant now = MONDAY;

    private AccountMonitorBuilder builder(Phase phase) {
        return AccountMonitor.builder(phase)
                .time(() -> now)
                .staleAfter(Duration.ofDays(30))
                .journal(directory.resolve("account.jsonl"), Durability.operatingSystem());
    }

    private void mark(AccountMonitor monitor, Instant at, String equity) {
        now = at.isAfter(now) ? at : now;
        monitor.accept(new AccountEvent.Marked(at, usd(equity)));
    }

    private static AccountEvent opened(Instant at, String id) {
        return new AccountEvent.Opened(at, Position.of(id).withProfitAtStop(usd(-500)));
    }

    private static Phase trailing(MaximumLoss.Payout payout) {
        return Phase.builder("Trailing", usd(100_000))
                .maximumLoss(new MaximumLoss(
                        Limit.amount(usd(3_000)), MaximumLoss.Reference.INTRADAY_EQUITY, Optional.empty(), payout))
                .build();
    }

    @Test
    void aLateMarkMeetsTheFloorsOfItsTimeAfterACompactionToo() {
        Phase phase = trailing(MaximumLoss.Payout.KEEPS_FLOOR);
        AccountState state;
        try (AccountMonitor monitor = builder(phase).open()) {
            monitor.accept(opened(MONDAY, "1"));
            mark(monitor, MONDAY.plusSeconds(60), "100000");
            mark(monitor, MONDAY.plusSeconds(120), "110000");
            monitor.compact();
            mark(monitor, MONDAY.plusSeconds(90), "100500");
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
            state = monitor.state();
        }
        try (AccountMonitor monitor = builder(phase).open()) {
            assertThat(monitor.state())
                    .usingRecursiveComparison()
                    .ignoringFields("valuation")
                    .isEqualTo(state);
            mark(monitor, MONDAY.plusSeconds(121), "106999.99");
            assertThat(monitor.assessment().failure().orElseThrow().objective()).isEqualTo(Objective.MAXIMUM_LOSS);
        }
    }

    /** What is kept of a day that is over holds the newest mark, whatever came late beside it. */
    @Test
    void aLateMarkDoesNotTakeThePlaceOfTheNewestOne() {
        Phase phase = Phase.builder("Static", usd(100_000)).maximumLoss(0.04).build();
        AccountState state;
        try (AccountMonitor monitor = builder(phase).open()) {
            monitor.accept(opened(MONDAY, "1"));
            mark(monitor, MONDAY.plusSeconds(1), "100500");
            mark(monitor, MONDAY.plusSeconds(14), "100000");
            mark(monitor, MONDAY.plusSeconds(13), "96000");
            monitor.accept(new AccountEvent.CashFlow(MONDAY.plusSeconds(14), usd(-500)));
            assertThat(monitor.assessment().equity()).isEqualTo(usd(99_500));
            mark(monitor, MIDNIGHT.plusSeconds(60), "100200");
            monitor.compact();
            state = monitor.state();
            assertThat(state.verdict()).isEqualTo(Verdict.ONGOING);
        }
        try (AccountMonitor monitor = builder(phase).open()) {
            assertThat(monitor.state())
                    .usingRecursiveComparison()
                    .ignoringFields("valuation")
                    .isEqualTo(state);
        }
    }

    @Test
    void aHighOfAnEarlierRewardCycleIsNoneAfterACompactionEither() {
        Phase phase = trailing(MaximumLoss.Payout.RESETS_FLOOR);
        AccountState state;
        try (AccountMonitor monitor = builder(phase).open()) {
            monitor.accept(opened(MONDAY, "1"));
            monitor.accept(new AccountEvent.Closed(MONDAY, "1", usd(5_000)));
            now = MONDAY.plusSeconds(120);
            monitor.accept(new AccountEvent.PaidOut(now, usd(4_000)));
            monitor.compact();
            mark(monitor, MONDAY.plusSeconds(60), "108000");
            state = monitor.state();
            assertThat(state.trailingReference()).isEqualTo(usd(101_000));
        }
        try (AccountMonitor monitor = builder(phase).open()) {
            assertThat(monitor.state()).isEqualTo(state);
        }
    }

    @Test
    void aStampAheadOfThePresentIsRefusedAndDisarmsNothing() {
        try (AccountMonitor monitor = builder(CHALLENGE).open()) {
            monitor.accept(opened(MONDAY, "1"));
            AccountState before = monitor.state();
            Instant wrong = MONDAY.plus(Duration.ofDays(400));
            Instant otherZone = MONDAY.plus(Duration.ofHours(2));
            for (Instant at :
                    List.of(wrong, otherZone, MONDAY.plus(Duration.ofHours(1)).plusNanos(1))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> monitor.accept(new AccountEvent.Marked(at, usd(99_000))))
                        .withMessage(
                                "event must be at most PT1H ahead of the present, 2026-03-02T08:00:00Z, was at %s", at);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> monitor.accept(new Snapshot(at, usd(100_000), usd(99_000), List.of())));
            }
            assertThatIllegalArgumentException().isThrownBy(() -> monitor.mark(wrong.toEpochMilli(), 99_000_00));
            assertThatIllegalArgumentException().isThrownBy(() -> monitor.mark(Long.MAX_VALUE, 99_000_00));
            assertThatIllegalArgumentException().isThrownBy(() -> monitor.mark(Long.MIN_VALUE, 99_000_00));
            assertThat(monitor.state()).isEqualTo(before);
            monitor.mark(MONDAY.plus(Duration.ofHours(1)).toEpochMilli(), 94_999_99);
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(CHALLENGE).aheadAtMost(Duration.ofMillis(-1)))
                .withMessage("aheadAtMost must be from zero to 366 days, was PT-0.001S");
    }

    @Test
    void aMidnightIsNotHeldAgainstAMarkOfAFeedThatWasStaleBefore() {
        AccountState state;
        try (AccountMonitor monitor =
                builder(CHALLENGE).staleAfter(Duration.ofMinutes(5)).open()) {
            monitor.accept(opened(MONDAY, "1"));
            monitor.accept(new AccountEvent.Closed(MONDAY, "1", usd(4_000)));
            monitor.accept(opened(MONDAY, "2"));
            // midnight takes the floor to 99,000
            mark(monitor, MIDNIGHT.minusSeconds(600), "98000");
            now = MIDNIGHT.minusSeconds(100);
            assertThat(monitor.advance().verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(monitor.state().valuation()).isEqualTo(Valuation.UNKNOWN);
            now = MIDNIGHT.plusSeconds(10);
            assertThat(monitor.advance().verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(monitor.check(Order.risking("3", usd(1))).refusals())
                    .extracting(Refusal::code)
                    .contains("EQUITY_UNKNOWN", "STALE");
            state = monitor.state();
        }
        try (AccountMonitor monitor = builder(CHALLENGE).open()) {
            assertThat(monitor.state()).isEqualTo(state);
            mark(monitor, MIDNIGHT.plusSeconds(11), "98999.99");
            assertThat(monitor.assessment().failure().orElseThrow().objective()).isEqualTo(Objective.DAILY_LOSS);
        }
    }

    @Test
    void aMidnightWithoutATickIsHeldAgainstTheLastMark() {
        try (AccountMonitor monitor =
                builder(CHALLENGE).staleAfter(Duration.ofMinutes(5)).open()) {
            monitor.accept(opened(MONDAY, "1"));
            monitor.accept(new AccountEvent.Closed(MONDAY, "1", usd(4_000)));
            monitor.accept(opened(MONDAY, "2"));
            mark(monitor, MONDAY, "98000");
            now = MIDNIGHT.plusSeconds(1_000);
            assertThat(monitor.advanceTo(now).failure().orElseThrow().at()).isEqualTo(MIDNIGHT);
        }
    }

    @Test
    void marksThatChangeNothingButEquityAreWrittenOnceSomethingDependsOnThem() throws IOException {
        Path journal = directory.resolve("account.jsonl");
        try (AccountMonitor monitor = builder(CHALLENGE).open()) {
            monitor.accept(opened(MONDAY, "1"));
            mark(monitor, MONDAY, "99000");
            long size = Files.size(journal);
            mark(monitor, MONDAY.plusSeconds(1), "99500");
            now = MONDAY.plusSeconds(2);
            monitor.accept(new Snapshot(now, usd(100_000), usd(99_600), monitor.positions()));
            assertThat(Files.size(journal)).isEqualTo(size);
            monitor.accept(opened(now, "2"));
            assertThat(Files.readAllLines(journal))
                    .satisfies(lines -> assertThat(lines.subList(lines.size() - 2, lines.size()))
                            .satisfiesExactly(
                                    line -> assertThat(line).contains("\"marked\"", "9960000"),
                                    line -> assertThat(line).contains("\"opened\"")));
        }
    }

    /** A list of pending orders no longer has an order that is filled, and may come before the deal. */
    @Test
    void aDealThatComesAfterItsOrderWasReleasedHasTheRiskOfTheOrder() {
        try (AccountMonitor monitor = builder(CHALLENGE).dealFeed().open()) {
            read(monitor, MONDAY, "100000");
            Money room = monitor.check(Order.risking("o", usd(500))).room();
            now = MONDAY.plusSeconds(20);
            assertThat(monitor.release("o")).isTrue();
            for (int i = 0; i < 300; i++) {
                now = now.plusMillis(10);
                checkAndRelease(monitor, "o" + i);
            }
            Money none = usd(0);
            monitor.accept(new Deal(
                    "d",
                    MONDAY.plusSeconds(10),
                    Deal.Kind.ENTRY,
                    Optional.of("p"),
                    Optional.of("o"),
                    BigDecimal.ONE,
                    none,
                    none,
                    none,
                    none));
            assertThat(monitor.gauges().openRisk()).isEqualTo(usd(500));
            assertThat(monitor.check(Order.risking("next", usd(1))).room().plus(usd(500)))
                    .isEqualTo(room);
        }
    }

    /** A program may check an order at every price. What it keeps of them does not grow, and counts them. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ordersThatWereReleasedAreCountedAndNotKeptForADay(boolean dealFeed) throws IOException {
        int orders = 40_000;
        RiskCaps caps = RiskCaps.builder().ordersPerDay(orders + 2).build();
        AccountMonitorBuilder builder = builder(CHALLENGE).caps(caps).compactAbove(1_000_000);
        builder = dealFeed ? builder.dealFeed() : builder;
        try (AccountMonitor monitor = builder.open()) {
            read(monitor, MONDAY, "100000");
            for (int i = 0; i < orders; i++) {
                now = now.plusMillis(100);
                if (i % 1_000 == 0) {
                    read(monitor, now, "100000");
                }
                checkAndRelease(monitor, "o" + i);
            }
            monitor.compact();
            assertThat(Files.size(directory.resolve("account.jsonl"))).isLessThan(3_000_000);
            assertThat(monitor.check(Order.risking("kept", usd(1))).isAllowed()).isTrue();
            Instant late = MONDAY.plusSeconds(1);
            if (dealFeed) {
                monitor.accept(Deal.booking("b", late, Deal.Kind.BOOKING, usd(-1)));
            } else {
                monitor.accept(new AccountEvent.Booked(late, usd(-1)));
            }
            assertThat(monitor.assessment().balance()).isEqualTo(usd(99_999));
        }
        try (AccountMonitor monitor = builder.open()) {
            read(monitor, now, "99999");
            assertThat(monitor.reservations()).extracting(Order::id).containsExactly("kept");
            assertThat(monitor.check(Order.risking("last", usd(1))).isAllowed()).isTrue();
            assertThat(monitor.check(Order.risking("beyond", usd(1))).refusals())
                    .extracting(Refusal::code)
                    .containsExactly("CAP_ORDERS_PER_DAY");
            now = MIDNIGHT;
            read(monitor, now, "99999");
            assertThat(monitor.check(Order.risking("tomorrow", usd(1))).isAllowed())
                    .isTrue();
        }
    }

    private void read(AccountMonitor monitor, Instant at, String balance) {
        now = at;
        monitor.accept(new Snapshot(at, usd(balance), usd(balance), List.of()));
    }

    private static void checkAndRelease(AccountMonitor monitor, String order) {
        assertThat(monitor.check(Order.risking(order, usd(500))).refusals()).isEmpty();
        assertThat(monitor.release(order)).isTrue();
    }
}
