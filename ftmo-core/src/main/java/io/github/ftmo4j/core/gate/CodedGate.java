package io.github.ftmo4j.core.gate;

import java.util.regex.Pattern;

/** A gate with a code of one's own. */
record CodedGate(Gate gate, String code) implements Gate {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");

    CodedGate {
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
