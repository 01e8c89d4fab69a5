package io.github.ftmo4j.core.gate;

import java.util.Optional;

/**
 * A gate that is open only while two gates are.
 *
 * @param first the gate whose code is given if both are closed
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
