package io.github.ftmo4j.core.gate;

import java.util.Optional;

/** Open while both are. */
record BothGates(Gate first, Gate second) implements Gate {

    @Override
    public boolean isOpen(Moment moment) {
        return first.isOpen(moment) && second.isOpen(moment);
    }

    @Override
    public Optional<String> closedBy(Moment moment) {
        return first.closedBy(moment).or(() -> second.closedBy(moment));
    }
}
