package io.github.ftmo4j.core.gate;

import java.util.Optional;

/**
 * Says when new risk may be opened. Implementations are immutable and depend on the moment only; {@link #isOpen} is
 * called for every trade of a simulation and must not allocate.
 */
@FunctionalInterface
public interface Gate {

    /**
     * Whether new risk may be opened.
     *
     * @param moment the moment asked about; valid during the call only
     * @return whether the gate is open
     */
    boolean isOpen(Moment moment);

    /**
     * The reason this gate gives when it is closed. Codes are stable; those of the built-in gates are
     * {@code OUT_OF_SESSION}, {@code NEWS}, {@code MARKET_CLOSED}, {@code MARKET_BREAK}, {@code WEEKEND} and
     * {@code GAP_TRADING}.
     *
     * @return by default {@code GATE_CLOSED}
     */
    default String code() {
        return "GATE_CLOSED";
    }

    /**
     * Why no new risk may be opened.
     *
     * @param moment the moment asked about; valid during the call only
     * @return the code of the gate that is closed, the first of several; none if all are open
     */
    default Optional<String> closedBy(Moment moment) {
        return isOpen(moment) ? Optional.empty() : Optional.of(code());
    }

    /**
     * A gate that never closes.
     *
     * @return the gate
     */
    static Gate alwaysOpen() {
        return new AlwaysOpen();
    }

    /**
     * A gate that is open only while both are. If both are closed, it gives the code of this one.
     *
     * @param other the other gate
     * @return the gate
     */
    default Gate and(Gate other) {
        return new BothGates(this, other);
    }

    /**
     * The same gate with another code.
     *
     * @param code the code
     * @return the gate
     * @throws IllegalArgumentException if the code is not of capital letters, digits and underscores
     */
    default Gate coded(String code) {
        return new CodedGate(this, code);
    }
}
