package io.github.ftmo4j.sim.sweep;

import io.github.ftmo4j.core.program.Program;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/**
 * The value of a parameter in one row.
 *
 * @param parameter the name of the parameter
 * @param value the value
 */
public record Setting(String parameter, Object value) {

    /**
     * The value as a number.
     *
     * @return the number; none if the value is none
     */
    public OptionalDouble number() {
        return value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /**
     * The value as text.
     *
     * @return the name of a program, else the text of the value
     */
    public String text() {
        return value instanceof Program program ? program.name() : String.valueOf(value);
    }

    /** The setting, such as {@code risk 0.01}; a fraction is rounded to four digits. */
    @Override
    public String toString() {
        return parameter + " "
                + (value instanceof Double number && Double.isFinite(number)
                        ? new BigDecimal(number, new MathContext(4))
                                .stripTrailingZeros()
                                .toPlainString()
                        : text());
    }
}
