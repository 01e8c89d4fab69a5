package io.github.ftmo4j.examples.bridge;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.Deal;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.program.OtherFirms;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final BigDecimal LOTS = new BigDecimal("0.40");

    private final List<String> reports = new ArrayList<>();
    private final Codec codec = new Codec(usd(1).currency());
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private AccountMonitor monitor = monitor(Programs.ftmoTwoStep(usd(100_000)), Phase.CHALLENGE);
    private Guard guard = new Guard(monitor, Optional.empty(), reports::add);
    private Guard.Connection connection = guard.connect();
    private long sequence;

    private AccountMonitor monitor(Program program, String phase) {
        return AccountMonitor.builder(program, phase).dealFeed().time(() -> now).open();
    }

    private List<Message> tell(Message message) {
        now = now.plusMillis(100);
        return connection.handle(codec.write(++sequence, message)).replies();
    }

    private List<Message> hello() {
        return tell(new Message.Hello("4711", "USD", 7_200, 1, now));
    }

    private Snapshot reading(Money balance, Money equity, Position... positions) {
        now = now.plusSeconds(1);
        return new Snapshot(now, balance, equity, List.of(positions)).withPending(List.of());
    }

    private List<Message> read(long balance, long equity, Position... positions) {
        return tell(new Message.Reading(reading(usd(balance), usd(equity), positions)));
    }

    private static Position position(String id, long atStop) {
        return new Position(id, LOTS, Optional.of(usd(atStop)));
    }

    private Message.Answer ask(String id, long risk, long balance, Position... positions) {
        Snapshot reading = reading(usd(balance), usd(balance), positions);
        return answerIn(tell(new Message.Ask(Order.risking(id, usd(risk)).withLots(LOTS), reading)));
    }

    private static Message.Answer answerIn(List<Message> replies) {
        return replies.stream()
                .filter(Message.Answer.class::isInstance)
                .map(Message.Answer.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(Message.Answer answer) {
        return answer.refusals().stream().map(Refusal::code).toList();
    }

    private List<Message> deals(Deal... deals) {
        return tell(new Message.Deals(List.of(deals)));
    }

    @Test
    void aGreetingAsksForDealsAndSaysWhetherOrdersMayBeAskedFor() {
        Instant opened = now;
        assertThat(hello())
                .containsExactly(
                        new Message.DealsSince(opened.minus(Guard.FAR_BACK)), new Message.Refuse(false, "ONGOING"));
    }

    @Test
    void nothingCountsBeforeAGreeting() {
        assertThat(read(1, 1)).isEmpty();
        assertThat(monitor.assessment().balance()).isEqualTo(usd(100_000));
        assertThat(guard.skipped()).containsEntry("BEFORE_HELLO", 1L);
    }

    @Test
    void anOldConnectionHasNoEffect() {
        hello();
        Guard.Connection old = connection;
        connection = guard.connect();
        hello();
        String line = codec.write(9, new Message.Reading(reading(usd(1), usd(1))));
        assertThat(old.handle(line).taken()).isFalse();
        old.end();
        assertThat(guard.isConnected()).isTrue();
        connection.end();
        assertThat(guard.isConnected()).isFalse();
    }

    @Test
    void anotherAccountOrCurrencyIsRefused() {
        hello();
        tell(new Message.Hello("4712", "USD", 7_200, 1, now));
        assertThat(guard.isConnected()).isFalse();
        assertThat(read(1, 1)).isEmpty();
        hello();
        assertThat(guard.isConnected()).isTrue();
        tell(new Message.Hello("4711", "EUR", 7_200, 1, now));
        assertThat(guard.isConnected()).isFalse();
        assertThat(monitor.assessment().balance()).isEqualTo(usd(100_000));
    }

    @Test
    void anOrderIsAnsweredOnceAndItsRiskIsReserved() {
        hello();
        assertThat(ask("1", 3_000, 100_000).isAllowed()).isTrue();
        assertThat(ask("1", 3_000, 100_000).isAllowed()).isTrue();
        assertThat(monitor.reservations()).hasSize(1);
        Message.Answer second = ask("2", 3_000, 100_000);
        assertThat(codes(second)).contains("DAILY_LOSS");
        assertThat(second.room()).isEqualTo(usd(2_000));

        tell(new Message.Ended("1", "rejected"));
        assertThat(ask("3", 3_000, 100_000).isAllowed()).isTrue();
    }

    @Test
    void aFillTakesTheReservationOver() {
        hello();
        assertThat(ask("1", 3_000, 100_000).isAllowed()).isTrue();
        now = now.plusMillis(1);
        deals(Deal.entry("5001", now, "1001", LOTS, usd(0)).ofOrder("1"));
        assertThat(monitor.reservations()).isEmpty();
        assertThat(codes(ask("2", 2_500, 100_000, position("1001", -3_000)))).contains("DAILY_LOSS");
        assertThat(ask("3", 1_900, 100_000, position("1001", -3_000)).isAllowed())
                .isTrue();
    }

    @Test
    void anAskWithAnOldReadingIsRefused() {
        hello();
        Snapshot old = reading(usd(100_000), usd(100_000));
        read(100_000, 100_000);
        assertThat(codes(answerIn(tell(new Message.Ask(Order.risking("1", usd(100)), old)))))
                .containsExactly("OUTDATED");
        assertThat(monitor.reservations()).isEmpty();
    }

    @Test
    void anAskWithoutAStopIsRefused() {
        hello();
        Snapshot reading = reading(usd(100_000), usd(100_000));
        assertThat(codes(answerIn(tell(new Message.Ask(Order.withoutStop("1"), reading)))))
                .containsExactly("NO_STOP");
    }

    @Test
    void anAskThatTheMonitorRefusesToUnderstandIsAnswered() {
        hello();
        Snapshot ahead = new Snapshot(now.plus(Duration.ofDays(3)), usd(100_000), usd(100_000), List.of());
        assertThat(codes(answerIn(tell(new Message.Ask(Order.risking("1", usd(100)), ahead)))))
                .containsExactly("INVALID");
        assertThat(monitor.reservations()).isEmpty();
    }

    @Test
    void dealsThatAreMissingAreAskedForAndOrdersRefusedMeanwhile() {
        hello();
        Instant before = now;
        assertThat(read(100_000, 100_000)).isEmpty();
        assertThat(read(99_000, 99_000)).hasSize(1).hasOnlyElementsOfType(Message.DealsSince.class);
        assertThat(codes(ask("1", 100, 99_000))).contains("DEALS_MISSING");
        deals(
                Deal.exit("5002", before.plusMillis(20), "1001", LOTS, usd(-1_000)),
                Deal.entry("5001", before.plusMillis(10), "1001", LOTS, usd(0)));
        assertThat(ask("2", 100, 99_000).isAllowed()).isTrue();
    }

    @Test
    void aGapInTheLinesMakesItAskForDeals() {
        hello();
        sequence += 3;
        assertThat(read(100_000, 100_000)).hasSize(1).hasOnlyElementsOfType(Message.DealsSince.class);
        assertThat(read(100_000, 100_000)).isEmpty();
    }

    @Test
    void aTerminalThatHasRestartedIsAskedForAllDeals() {
        hello();
        Instant asOf = monitor.assessment().asOf();
        assertThat(hello()).contains(new Message.DealsSince(asOf.minus(Guard.OVERLAP)));
        assertThat(tell(new Message.Hello("4711", "USD", 7_200, 2, now)))
                .contains(new Message.DealsSince(asOf.minus(Guard.FAR_BACK)));
    }

    @Test
    void aBreachClosesEverythingUntilTheAccountIsFlat() {
        hello();
        deals(Deal.entry("5001", now, "1001", LOTS, usd(0)));
        read(100_000, 99_000, position("1001", -2_000));
        List<Message> replies = read(100_000, 94_999, position("1001", -2_000));
        Message.CloseAll close = new Message.CloseAll("FAILED by DAILY_LOSS");
        assertThat(replies).containsExactly(new Message.Refuse(true, "FAILED by DAILY_LOSS"), close);
        assertThat(guard.tick()).containsExactly(close);
        assertThat(read(100_000, 94_900, position("1001", -2_000))).containsExactly(close);
        Order waiting = Order.risking("7", usd(100));
        Snapshot flat = reading(usd(94_900), usd(94_900)).withPending(List.of(waiting));
        assertThat(tell(new Message.Reading(flat))).containsExactly(new Message.CancelAll("FAILED by DAILY_LOSS"));
        assertThat(read(94_900, 94_900)).isEmpty();
        assertThat(guard.tick()).isEmpty();
        assertThat(codes(ask("1", 100, 94_900))).contains("PHASE_ENDED");
    }

    @Test
    void aPauseClosesEverythingAndEndsWithTheDay() {
        monitor = monitor(OtherFirms.topstepCombineWithDailyLoss(usd(50_000)), "Trading Combine");
        guard = new Guard(monitor, Optional.empty(), reports::add);
        connection = guard.connect();
        hello();
        deals(Deal.entry("5001", now, "1001", LOTS, usd(0)));
        assertThat(read(50_000, 48_900, position("1001", -2_000)))
                .containsExactly(new Message.Refuse(true, "PAUSED"), new Message.CloseAll("PAUSED"));
        deals(Deal.exit("5002", now, "1001", LOTS, usd(-1_100)));
        assertThat(read(48_900, 48_900)).isEmpty();
        now = now.plus(Duration.ofDays(1));
        // a clock that has advanced this far is believed once a reading confirms it
        List<Message> replies = read(48_900, 48_900);
        replies.addAll(guard.tick());
        assertThat(replies).contains(new Message.Refuse(false, "ONGOING"));
        assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
    }

    @Test
    void aDealThatComesLateTakesABreachBack() {
        hello();
        Instant first = now;
        Deal entry = Deal.entry("5001", now, "1001", LOTS, usd(0));
        deals(entry);
        now = Instant.parse("2026-03-03T09:00:00Z");
        // the day began with 98,000 by a deal that is under way
        read(98_000, 94_500, position("1001", -5_000));
        assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.FAILED);
        List<Message> replies =
                deals(Deal.booking("5002", first.plus(Duration.ofHours(5)), Deal.Kind.CASH_FLOW, usd(-2_000)));
        assertThat(replies).contains(new Message.Refuse(false, "ONGOING"));
    }

    @Test
    void linesInAnyOtherOrderDoNoHarm() {
        String early = codec.write(2, new Message.Reading(reading(usd(100_000), usd(99_000))));
        hello();
        Snapshot reading = reading(usd(100_000), usd(100_100));
        String late = codec.write(3, new Message.Reading(reading));
        for (String line : List.of(late, late, early, late, early)) {
            assertThat(connection.handle(line).taken()).isTrue();
        }
        assertThat(monitor.assessment().equity()).isEqualTo(usd(100_100));
        assertThat(monitor.state().highWaterMark()).isEqualTo(usd(100_100));
    }

    /** An order that was just allowed is not pending yet; a reading that arrives twice is one reading. */
    @Test
    void aReadingThatArrivesTwiceEndsNoReservation() {
        hello();
        Snapshot before = reading(usd(100_000), usd(100_000));
        assertThat(ask("1", 3_000, 100_000).isAllowed()).isTrue();
        Message.Reading reading = new Message.Reading(reading(usd(100_000), usd(100_000)));
        tell(reading);
        tell(reading);
        tell(new Message.Reading(before));
        assertThat(monitor.reservations()).hasSize(1);
        read(100_000, 100_000);
        assertThat(monitor.reservations()).isEmpty();
    }

    @Test
    void aMessageOfTheGuardIsNoMessageOfATerminal() {
        hello();
        tell(new Message.CloseAll("x"));
        assertThat(guard.skipped()).containsEntry("REFUSED", 1L);
    }

    /** Each is refused, or changes nothing that the next true reading does not put right. */
    @Test
    void absurdReadingsAndDealsDoNoHarm() {
        hello();
        deals(Deal.entry("5001", now, "1001", LOTS, usd(0)));
        read(100_000, 100_200, position("1001", -500));
        long[] times = {Long.MIN_VALUE, -1, 0, 1, now.toEpochMilli(), now.toEpochMilli() + 1_000, Long.MAX_VALUE};
        for (long time : times) {
            for (String amount : List.of("0", "-1", "-999999999", "10000000000", "999999999999999")) {
                String account = "{\"v\":1,\"seq\":1,\"type\":\"account\",\"time\":" + time + ",\"balance\":\"" + amount
                        + "\",\"equity\":\"" + amount + "\",\"positions\":[]}";
                connection.handle(account);
                String deal = "{\"v\":1,\"seq\":1,\"type\":\"deals\",\"deals\":[{\"id\":\"9" + amount + "\",\"time\":"
                        + time + ",\"kind\":\"exit\",\"position\":\"77\",\"lots\":\"" + amount
                        + "\",\"profit\":\"0\"}]}";
                connection.handle(deal);
            }
        }
        assertThat(guard.skipped()).doesNotContainKey("FAULT");
        now = now.plusSeconds(10);
        read(100_000, 100_100, position("1001", -500));
        assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(monitor.assessment().balance()).isEqualTo(usd(100_000));
        assertThat(ask("1", 100, 100_000, position("1001", -500)).isAllowed()).isTrue();
    }

    @Test
    void aReadingOfZeroIsNoBreach() {
        hello();
        deals(Deal.entry("5001", now, "1001", LOTS, usd(0)));
        read(100_000, 100_200, position("1001", -500));
        read(0, 0);
        assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(ask("1", 100, 100_000, position("1001", -500)).isAllowed()).isTrue();
    }
}
