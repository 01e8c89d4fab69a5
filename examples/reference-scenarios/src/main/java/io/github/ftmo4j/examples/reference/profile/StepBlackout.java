package io.github.ftmo4j.examples.reference.profile;

import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gate that is closed within windows of steps.
 *
 * @param windows the windows; they may overlap
 */
public record StepBlackout(List<StepWindow> windows) implements Gate {

    /** Nine digits fit into an int, with one added. */
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?");

    /** Copies the windows. */
    public StepBlackout {
        windows = List.copyOf(windows);
    }

    /**
     * Reads the older notation: windows and single steps between commas, such as {@code 10-12, 20, 30-35}. A window
     * ends before its second number.
     *
     * @param text the notation
     * @return the gate
     * @throws IllegalArgumentException if a part is neither a step nor a window; the message names the part
     */
    public static StepBlackout parse(String text) {
        List<StepWindow> windows = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            windows.add(window(part.strip(), text));
        }
        return new StepBlackout(windows);
    }

    private static StepWindow window(String token, String text) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("blackout must be a step such as 20 or a window such as 10-12, was '"
                    + token + "' in '" + text + "'");
        }
        int from = Integer.parseInt(matcher.group(1));
        int to = matcher.group(2) == null ? from + 1 : Integer.parseInt(matcher.group(2));
        if (to <= from) {
            throw new IllegalArgumentException(
                    "blackout must end after it begins, was '" + token + "' in '" + text + "'");
        }
        return new StepWindow(from, to);
    }

    @Override
    public boolean isOpen(Moment moment) {
        int step = moment.tradeOfPhase();
        for (StepWindow window : windows) {
            if (window.contains(step)) {
                return false;
            }
        }
        return true;
    }
}
