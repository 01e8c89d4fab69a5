package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How much an account may hold for each unit of its equity, by asset class. A class that is not listed, or an
 * instrument whose class is not stated, has the smallest leverage of all that are listed.
 *
 * <pre>{@code
 * var leverage = Leverage.of(AssetClass.FX, "30").with(AssetClass.CRYPTO, "1");
 * }</pre>
 *
 * @param classes the leverage of each class, 30 for 1:30; at least one, each above zero
 */
public record Leverage(Map<AssetClass, BigDecimal> classes) {

    /**
     * Copies the classes.
     *
     * @throws IllegalArgumentException if there is none, or a leverage is not above zero
     */
    public Leverage {
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("leverage must be stated for at least one asset class");
        }
        Map<AssetClass, BigDecimal> copy = new EnumMap<>(AssetClass.class);
        classes.forEach((assetClass, value) -> {
            if (value.signum() <= 0) {
                throw new IllegalArgumentException("leverage of " + assetClass + " must be above zero, was " + value);
            }
            copy.put(assetClass, value.stripTrailingZeros());
        });
        classes = Collections.unmodifiableMap(copy);
    }

    /**
     * A leverage that is known for one class.
     *
     * @param assetClass the class
     * @param value 30 for 1:30, above zero
     * @return the leverage
     * @throws IllegalArgumentException if it is not above zero, or no number
     */
    public static Leverage of(AssetClass assetClass, String value) {
        return new Leverage(Map.of(assetClass, new BigDecimal(value)));
    }

    /**
     * The same leverage with that of another class.
     *
     * @param assetClass the class
     * @param value 30 for 1:30, above zero
     * @return the leverage
     * @throws IllegalArgumentException if it is not above zero, or no number
     */
    public Leverage with(AssetClass assetClass, String value) {
        Map<AssetClass, BigDecimal> more = new EnumMap<>(classes);
        more.put(assetClass, new BigDecimal(value));
        return new Leverage(more);
    }

    /**
     * The leverage of an instrument.
     *
     * @param assetClass its class, none if it is not stated
     * @return 30 for 1:30; the smallest of all that are listed if the class is not stated or not listed
     */
    public BigDecimal of(Optional<AssetClass> assetClass) {
        return assetClass.map(classes::get).orElseGet(() -> Collections.min(classes.values()));
    }

    /**
     * The margin that a position needs.
     *
     * @param notional what it is worth, not negative
     * @param assetClass its class, none if it is not stated
     * @return the notional divided by the leverage, rounded up to the minor unit; at most the largest amount of money
     */
    public Money margin(Money notional, Optional<AssetClass> assetClass) {
        BigDecimal margin = BigDecimal.valueOf(notional.minorUnits()).divide(of(assetClass), 0, RoundingMode.CEILING);
        return notional.withMinorUnits(
                margin.min(BigDecimal.valueOf(MinorUnits.LARGEST)).longValueExact());
    }

    /**
     * What can be held with a margin.
     *
     * @param margin the margin, not negative
     * @param assetClass the class of what is held, none if it is not stated
     * @return the margin multiplied by the leverage, rounded down to the minor unit; at most the largest amount of
     *     money
     */
    public Money notional(Money margin, Optional<AssetClass> assetClass) {
        BigDecimal notional = BigDecimal.valueOf(margin.minorUnits()).multiply(of(assetClass));
        return margin.withMinorUnits(
                notional.min(BigDecimal.valueOf(MinorUnits.LARGEST)).longValue());
    }

    /** The classes with their leverage, as in "FX 1:30, CRYPTO 1:1". */
    @Override
    public String toString() {
        return classes.entrySet().stream()
                .map(entry -> entry.getKey() + " 1:" + entry.getValue().toPlainString())
                .collect(Collectors.joining(", "));
    }
}
