package io.github.ftmo4j.core.gate;

/** A gate that never closes. */
public record AlwaysOpen() implements Gate {

    @Override
    public boolean isOpen(Moment moment) {
        return true;
    }
}
