package io.github.ftmo4j.core.gate;

/** A gate that never closes. */
enum AlwaysOpen implements Gate {
    INSTANCE;

    @Override
    public boolean isOpen(Moment moment) {
        return true;
    }

    @Override
    public Gate and(Gate other) {
        return other;
    }

    @Override
    public String toString() {
        return "alwaysOpen";
    }
}
