package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feeds that tell an account by snapshots only. */
class ReconciliationTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Phase CHALLENGE = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);

    private Instant now = MONDAY;
    private final List<String> findings = new ArrayList<>();

    private AccountMonitor open(Phase phase) {
        AccountMonitor monitor = AccountMonitor.builder(phase)
                .time(() -> now)
                .on(MonitorEvent.Reconciled.class, reconciled -> findings.addAll(reconciled.findings()))
                .open();
        poll(monitor, "100000", "100000");
        return monitor;
    }

    private Assessment poll(AccountMonitor monitor, String balance, String equity, Position... positions) {
        now = now.plusSeconds(5);
        return monitor.accept(new Snapshot(now, usd(balance), usd(equity), List.of(positions)));
    }

    private static List<String> refusals(AccountMonitor monitor, String id, long risk) {
        return monitor.check(Order.risking(id, usd(risk))).refusals().stream()
                .map(Refusal::code)
                .toList();
    }

    @Test
    void aTradeThatCameAndWentBetweenTwoSnapshotsIsProfitOfAChallenge() {
        try (AccountMonitor monitor = open(CHALLENGE)) {
            Assessment after = poll(monitor, "103000", "103000");
            assertThat(after.headroom().dailyLoss()).contains(usd(8_000));
            assertThat(after.headroom().target()).contains(usd(7_000));
            assertThat(monitor.state().cashFlows()).isEqualTo(usd(0));
            assertThat(findings).containsExactly("UNEXPLAINED_GAIN 3000.00 USD");
        }
    }

    @Test
    void aFundedAccountThatGrowsWithoutATradeWasPaidIn() {
        try (AccountMonitor monitor =
                open(CHALLENGE.toBuilder().noProfitTarget().build())) {
            assertThat(poll(monitor, "125000", "125000").balance()).isEqualTo(usd(100_000));
            Assessment after = poll(monitor, "125000", "125000");
            assertThat(after.headroom().dailyLoss()).contains(usd(5_000));
            assertThat(monitor.state().cashFlows()).isEqualTo(usd(25_000));
        }
    }

    @Test
    void whatFloatsWithoutAPositionIsOneWithoutAStop() {
        try (AccountMonitor monitor = open(CHALLENGE)) {
            Assessment floating = poll(monitor, "99000", "97000");
            assertThat(floating.balance()).isEqualTo(usd(99_000));
            assertThat(floating.equity()).isEqualTo(usd(97_000));
            assertThat(floating.openPositions()).isEqualTo(1);
            assertThat(floating.tradingDays()).isEqualTo(1);
            assertThat(refusals(monitor, "a", 1)).containsExactly("POSITION_WITHOUT_STOP");

            Assessment booked = poll(monitor, "98500", "97000");
            assertThat(booked.balance()).isEqualTo(usd(98_500));
            assertThat(booked.openPositions()).isEqualTo(1);

            Assessment flat = poll(monitor, "97200", "97200");
            assertThat(flat.openPositions()).isZero();
            assertThat(flat.balance()).isEqualTo(usd(97_200));
            assertThat(refusals(monitor, "b", 1)).isEmpty();

            // once listed, the position has a name
            poll(monitor, "97200", "97100");
            Assessment listed = poll(monitor, "97200", "97050", Position.of("7").withProfitAtStop(usd(-500)));
            assertThat(listed.openPositions()).isEqualTo(1);
            assertThat(monitor.positions()).extracting(Position::id).containsExactly("7");
        }
    }

    @Test
    void whatFloatsWithoutAPositionKeepsFromPassing() {
        Phase noDays = CHALLENGE.toBuilder().minimumTradingDays(0).build();
        try (AccountMonitor monitor = open(noDays)) {
            poll(monitor, "105000", "104000");
            assertThat(poll(monitor, "110000", "108000").verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(poll(monitor, "110000", "110000").verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void whatVanishedTogetherEarnedItsShareByWhatItRisked() {
        try (AccountMonitor monitor = open(CHALLENGE)) {
            Position small = Position.of("1").withProfitAtStop(usd(-100));
            Position large = Position.of("2").withProfitAtStop(usd(-200));
            poll(monitor, "100000", "100000", small, large, Position.of("3").withProfitAtStop(usd(0)));
            poll(monitor, "99700.01", "99700.01");
            List<ClosedTrade> trades = monitor.ask(view -> view.tradesAfter(0));
            assertThat(trades).extracting(ClosedTrade::profit).containsExactly(usd("-100.00"), usd("-199.99"), usd(0));
        }
    }

    @Test
    void whatRiskedNothingSharesAlike() {
        try (AccountMonitor monitor = open(CHALLENGE)) {
            poll(monitor, "100000", "100000", Position.of("1"), Position.of("2"));
            poll(monitor, "100000.03", "100000.03");
            List<ClosedTrade> trades = monitor.ask(view -> view.tradesAfter(0));
            assertThat(trades).extracting(ClosedTrade::profit).containsExactly(usd("0.02"), usd("0.01"));
        }
    }

    @Test
    void aSnapshotIsJudgedAsItIsInTheEnd() {
        Phase capped =
                CHALLENGE.toBuilder().floatingLoss(Limit.amount(usd(1_000))).build();
        try (AccountMonitor monitor = open(capped)) {
            Position first = Position.of("1").withProfitAtStop(usd(-1_000));
            Position second = Position.of("2").withProfitAtStop(usd(-1_000));
            poll(monitor, "100000", "99100", first, second);
            // the first lost 900, the second floats at −500: never 1,400 at once that anybody knows of
            assertThat(poll(monitor, "99100", "98600", second).verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(poll(monitor, "99100", "98099.99", second).verdict()).isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void aPriceThatHasJumpedOverAStopCounts() {
        try (AccountMonitor monitor = open(CHALLENGE)) {
            Position position = Position.of("1").withProfitAtStop(usd(-500));
            poll(monitor, "100000", "99800", position);
            Money room = monitor.check(Order.risking("a", usd(4_500))).room();
            assertThat(room).isEqualTo(usd(4_500));
            monitor.release("a");
            poll(monitor, "100000", "95600", position);
            assertThat(monitor.check(Order.risking("b", usd(601))).room()).isEqualTo(usd(600));
            assertThat(refusals(monitor, "c", 601)).containsExactly("DAILY_LOSS", "DAILY_LOSS_AFTER_MIDNIGHT");
            assertThat(refusals(monitor, "d", 600)).isEmpty();
        }
    }
}
