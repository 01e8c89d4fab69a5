package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.util.Optional;

/**
 * How far the equity is from each floor and the balance from the target. Negative once a floor is crossed.
 *
 * <p>Where a floor must not even be touched, the last minor unit of headroom is not there to be lost.
 *
 * @param dailyLoss equity less the floor of the daily loss, none if there is no daily loss
 * @param maximumLoss equity less the floor of the maximum loss
 * @param target profit still to be made, zero once the target is reached, none if there is no target
 */
public record Headroom(Optional<Money> dailyLoss, Money maximumLoss, Optional<Money> target) {

    /**
     * The headroom to the nearer floor.
     *
     * @return the smaller of both
     */
    public Money tightest() {
        return dailyLoss.filter(daily -> daily.compareTo(maximumLoss) < 0).orElse(maximumLoss);
    }
}
