package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import io.github.ftmo4j.core.json.JsonFormat;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.Restrictions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that a feed computes in binary numbers. */
class DecimalSizesTest {

    private static final Instant RELEASE = Instant.parse("2026-03-02T10:00:00Z");
    private static final Phase CHALLENGE = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);
    private static final Phase STRICT = CHALLENGE.toBuilder()
            .restrictions(Restrictions.none()
                    .withNewsWindow(Duration.ofMinutes(2), Duration.ofMinutes(2))
                    .failing())
            .build();

    private Instant now = RELEASE.minusSeconds(3_600);
    private final List<String> findings = new ArrayList<>();

    private AccountMonitor open(Phase phase) {
        NewsEvent cpi = new NewsEvent(RELEASE, "USD", Impact.HIGH, "CPI");
        return AccountMonitor.builder(phase)
                .time(() -> now)
                .news(NewsBlackout.around(List.of(cpi)).build())
                .on(MonitorEvent.Reconciled.class, reconciled -> findings.addAll(reconciled.findings()))
                .open();
    }

    private Assessment poll(AccountMonitor monitor, long balance, Position... positions) {
        now = now.plusSeconds(60);
        return monitor.accept(new Snapshot(now, usd(balance), usd(balance), List.of(positions)));
    }

    private static Position position(String id, double lots, long profitAtStop) {
        return new Position(id, lots, Optional.of(usd(profitAtStop)));
    }

    /** A size with noise, and the size that is meant. */
    static List<Arguments> noisy() {
        return List.of(
                Arguments.of(.1 + .2, .3),
                Arguments.of(.3, .1 + .2),
                Arguments.of(1.1 - 1, .1),
                Arguments.of(100.1 - 100, .1),
                Arguments.of(.7 + .1, .8),
                Arguments.of(3 * .1, .3),
                Arguments.of(33.3 * 100, 3_330));
    }

    @ParameterizedTest
    @MethodSource("noisy")
    @DisplayName("R12 noise of a binary size is no change of the position")
    void noiseIsNoChange(double noisy, double meant) {
        assertThat(noisy).isNotEqualTo(meant);
        try (AccountMonitor monitor = open(STRICT)) {
            poll(monitor, 100_000, position("a", noisy, -1_000));
            now = RELEASE.minusSeconds(90);
            // a swap is booked within the window of the news, which would fail the account if it were a partial close
            assertThat(poll(monitor, 99_990, position("a", meant, -1_000)).verdict())
                    .isEqualTo(Verdict.ONGOING);
            assertThat(findings).containsExactly("APPEARED a", "UNEXPLAINED_LOSS -10.00 USD");
        }
    }

    @ParameterizedTest
    @MethodSource("noisy")
    @DisplayName("R12 noise of a binary size takes no share of another position's loss")
    void noiseTakesNoShare(double noisy, double meant) {
        try (AccountMonitor monitor = open(CHALLENGE)) {
            poll(monitor, 100_000, position("a", noisy, -1_000), position("b", 1, -500));
            poll(monitor, 99_400, position("a", meant, -1_000));
            assertThat(monitor.<List<ClosedTrade>>ask(view -> view.tradesAfter(0)))
                    .extracting(ClosedTrade::id, ClosedTrade::profit)
                    .containsExactly(tuple("b", usd(-600)));
        }
    }

    @Test
    @DisplayName("R12 a real partial close is still one")
    void aSmallerSizeIsAPartialClose() {
        try (AccountMonitor monitor = open(CHALLENGE)) {
            poll(monitor, 100_000, position("a", .3, -1_000));
            poll(monitor, 100_050, position("a", .29, -950));
            assertThat(findings).containsExactly("APPEARED a", "SHRANK a");
        }
    }

    @Test
    @DisplayName("R12 equal sizes are equal values")
    void equalSizesAreEqualValues() {
        Position position = position("a", .3, -1_000);
        assertThat(position.withLots(new BigDecimal("0.300")))
                .isEqualTo(position)
                .hasSameHashCodeAs(position);
        assertThat(position.withLots(new BigDecimal(.1 + .2))).isEqualTo(position);
        assertThat(Position.of("1").withLots(new BigDecimal("1E2")).lots()).hasToString("100");
        assertThat(Position.of("1").withLots(new BigDecimal("0.00000001")).lots())
                .isEqualTo(new BigDecimal("1E-8"));
        assertThat(new Position("1", 1_234.567_891_23, Optional.empty()).lots()).hasToString("1234.56789123");
        assertThat(position.lots().subtract(new BigDecimal("0.1"))).isEqualTo(new BigDecimal("0.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.01", "1E-19", "1E+18", "1E+2000000000", "1E-2000000000"})
    @DisplayName("R12 a size out of range is refused")
    void aSizeOutOfRangeIsRefused(String lots) {
        Position position = Position.of("7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> position.withLots(new BigDecimal(lots)))
                .withMessageStartingWith("lots of 7 must be ")
                .withMessageEndingWith(", was " + new BigDecimal(lots));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "\"0.3\"", "\"0.30000000000000004\"", "0.30", "3E-1"})
    @DisplayName("R12 a journal's size is a decimal, that of an earlier version the text of a binary number")
    void aJournalsSizeIsADecimal(String lots) {
        JsonFormat json = JsonFormat.unescaped();
        AccountEvent event = new AccountEvent.Opened(RELEASE, position("a", .1 + .2, -1_000));
        String written = json.text(out -> event.accept(new EventWriter(out)));
        assertThat(written).contains("\"lots\":0.3,");
        String old = written.replace("\"lots\":0.3,", "\"lots\":" + lots + ",");
        Currency dollar = Money.usd(0).currency();
        assertThat(new JournalCodec(dollar)
                        .event(EventKind.OPENED, json.read(old, (why, cause) -> new IllegalStateException(why, cause))))
                .isEqualTo(event);
    }
}
