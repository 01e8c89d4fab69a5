package io.github.ftmo4j.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final Moment NOW = Moments.at("2026-03-02T10:00:00Z");
    private static final Gate OPEN = moment -> true;
    private static final Gate CLOSED = moment -> false;

    @Test
    void aGateWithoutCodeOfItsOwnSaysThatItIsClosed() {
        assertThat(CLOSED.code()).isEqualTo("GATE_CLOSED");
        assertThat(CLOSED.closedBy(NOW)).contains("GATE_CLOSED");
        assertThat(OPEN.closedBy(NOW)).isEmpty();
        assertThat(Gate.alwaysOpen().closedBy(NOW)).isEmpty();
    }

    @Test
    void ofSeveralGatesTheFirstThatIsClosedIsNamed() {
        Gate lunch = CLOSED.coded("LUNCH");
        Gate tired = CLOSED.coded("TIRED");
        assertThat(OPEN.and(lunch).and(tired).closedBy(NOW)).contains("LUNCH");
        assertThat(OPEN.and(tired.and(lunch)).closedBy(NOW)).contains("TIRED");
        assertThat(tired.and(OPEN).closedBy(NOW)).contains("TIRED");
        assertThat(OPEN.and(OPEN).closedBy(NOW)).isEmpty();
    }

    @Test
    void aCodeChangesNothingElse() {
        assertThat(OPEN.coded("X").isOpen(NOW)).isTrue();
        assertThat(OPEN.coded("X").closedBy(NOW)).isEmpty();
        assertThat(CLOSED.coded("A").coded("B_2").closedBy(NOW)).contains("B_2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lunch", "LUNCH BREAK", "_X", "2ND"})
    void codesAreConstants(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPEN.coded(code))
                .withMessageContaining("code")
                .withMessageContaining("'" + code + "'");
    }

    @Test
    void anInstantIsAMomentOfTheDayOfItsClock() {
        Instant lateInLondon = Instant.parse("2026-03-02T23:30:00Z");
        Moment moment = Moment.of(lateInLondon, TradingDayClock.prague());
        assertThat(moment.day()).isEqualTo(LocalDate.of(2026, 3, 3).toEpochDay());
        assertThat(moment.epochMilli()).isEqualTo(lateInLondon.toEpochMilli());
        assertThat(moment.tradeOfDay()).isZero();
        assertThat(moment.tradeOfPhase()).isZero();
    }
}
