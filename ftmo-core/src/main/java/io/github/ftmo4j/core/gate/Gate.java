package io.github.ftmo4j.core.gate;

/** Says when new risk may be opened. Implementations are immutable and depend on the moment only. */
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
     * A gate that never closes.
     *
     * @return the gate
     */
    static Gate alwaysOpen() {
        return moment -> true;
    }

    /**
     * A gate that is open only while both are.
     *
     * @param other the other gate
     * @return the gate
     */
    default Gate and(Gate other) {
        return moment -> isOpen(moment) && other.isOpen(moment);
    }
}
