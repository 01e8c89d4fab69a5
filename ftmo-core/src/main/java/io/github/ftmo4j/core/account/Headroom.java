package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far the equity is from each floor and the balance from the target. Negative once a floor is crossed.
 *
 * <p>Where equity on a floor is a breach already, the last minor unit of headroom must not be lost.
 *
 * @param dailyLoss equity less the floor of the daily loss, none if there is no daily loss
 * @param maximumLoss equity less the floor of the maximum loss
 * @param floatingLoss equity less the floor of the floating loss, none if floating losses are not limited
 * @param target profit still to be made, zero once the target is reached, none if there is no target
 */
public record Headroom(
        Optional<Money> dailyLoss, Money maximumLoss, Optional<Money> floatingLoss, Optional<Money> target) {

    /**
     * The headroom to the nearest floor.
     *
     * @return the smallest of all
     */
    public Money tightest() {
        return Stream.concat(dailyLoss.stream(), floatingLoss.stream())
                .reduce(maximumLoss, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
}
