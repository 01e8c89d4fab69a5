package io.github.ftmo4j.examples.reference.profile;

import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.Moment;
import java.util.List;

/**
 * A gate that is open within windows of a day made of steps.
 *
 * @param dayLength how many steps a day has, at least 1
 * @param windows when the gate is open, in steps of the day; at least one, they may overlap
 */
public record StepSession(int dayLength, List<StepWindow> windows) implements Gate {

    /**
     * Copies and checks the windows.
     *
     * @throws IllegalArgumentException if the day has no step, there is no window, or one ends after the day
     */
    public StepSession {
        windows = List.copyOf(windows);
        if (dayLength < 1) {
            throw new IllegalArgumentException("dayLength must be at least 1, was " + dayLength);
        }
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("windows must not be empty: the session would never open");
        }
        for (StepWindow window : windows) {
            if (window.to() > dayLength) {
                throw new IllegalArgumentException("windows must end within the day of " + dayLength + " steps, was "
                        + window.from() + "-" + window.to());
            }
        }
    }

    @Override
    public boolean isOpen(Moment moment) {
        int step = moment.tradeOfPhase() % dayLength;
        for (StepWindow window : windows) {
            if (window.contains(step)) {
                return true;
            }
        }
        return false;
    }
}
