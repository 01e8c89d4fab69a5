package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * The floors of an account from an instant on, until they changed again; a late mark is compared with them.
 *
 * @param since from when on
 * @param dailyLoss the floor of the daily loss, none if there is no daily loss
 * @param maximumLoss the floor of the maximum loss
 * @param floatingLoss the floor of the floating loss, none if floating losses are not limited
 * @param cashFlows what had been paid in by then, less what had been paid out, rewards apart
 */
public record FloorsSince(
        Instant since, Optional<Money> dailyLoss, Money maximumLoss, Optional<Money> floatingLoss, Money cashFlows) {}
