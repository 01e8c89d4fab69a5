package io.github.ftmo4j.core.gate;

import java.util.regex.Pattern;

/**
 * A gate with another code.
 *
 * @param gate decides when it is open
 * @param code the code that it gives when it is closed
 */
public record CodedGate(Gate gate, String code) implements Gate {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");

    /**
     * Checks the code.
     *
     * @throws IllegalArgumentException if the code is not of capital letters, digits and underscores
     */
    public CodedGate {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "code must be of capital letters, digits and underscores, such as NEWS, was '" + code + "'");
        }
    }

    @Override
    public boolean isOpen(Moment moment) {
        return gate.isOpen(moment);
    }
}
