package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.LiveView;
import io.github.ftmo4j.core.program.Leverage;
import java.util.Optional;

/**
 * What of an account can be used as margin.
 *
 * @param amount the equity less the margin in use, not negative
 * @param leverage the leverage of the account
 */
record FreeMargin(Money amount, Leverage leverage) {

    /** None if the phase states no leverage. */
    static Optional<FreeMargin> of(LiveView view) {
        AccountView account = view.account();
        return view.phase().leverage().map(leverage -> {
            long free = account.equity() - view.exposure().marginInUse(leverage);
            return new FreeMargin(new Money(Math.max(0, free), account.currency()), leverage);
        });
    }
}
