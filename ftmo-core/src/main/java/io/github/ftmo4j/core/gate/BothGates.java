package io.github.ftmo4j.core.gate;

import java.util.Optional;

/**
 * A gate that is open while both of its gates are; what {@link Gate#and} returns.
 *
 * @param first the gate that gives the reason if both are closed
 * @param second the other gate
 */
public record BothGates(Gate first, Gate second) implements Gate {

    @Override
    public boolean isOpen(Moment moment) {
        return first.isOpen(moment) && second.isOpen(moment);
    }

    @Override
    public Optional<String> closedBy(Moment moment) {
        return first.closedBy(moment).or(() -> second.closedBy(moment));
    }
}
