package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;

/** How far the equity is above a floor of the trader's choice. Immutable. */
@FunctionalInterface
public interface Cushion {

    /**
     * The floor.
     *
     * @param account the account
     * @return minor units
     */
    long floor(AccountView account);

    /**
     * The cushion.
     *
     * @param account the account
     * @return (equity − floor) / equity; zero if the equity is not above the floor
     */
    default double of(AccountView account) {
        double above = account.equity() - floor(account);
        return above > 0 && account.equity() > 0 ? above / account.equity() : 0;
    }

    /**
     * Above a ratchet: the floor stays the given share under the highest equity seen.
     *
     * @param share the largest drawdown, above 0 and at most 1
     * @return the cushion
     */
    static Cushion underHighWaterMark(double share) {
        return new UnderHighWaterMark(share);
    }

    /**
     * Above the account's own floor, the higher of daily loss and maximum loss.
     *
     * @return the cushion
     */
    static Cushion aboveBindingFloor() {
        return AccountView::bindingFloor;
    }

    /**
     * Above a ratchet under the high-water mark.
     *
     * @param share the largest drawdown, above 0 and at most 1
     */
    record UnderHighWaterMark(double share) implements Cushion {
        /**
         * Checks the share.
         *
         * @param share the largest drawdown, above 0 and at most 1
         */
        public UnderHighWaterMark {
            Fraction.requirePositive(share, "share");
        }

        @Override
        public long floor(AccountView account) {
            long high = account.highWaterMark();
            return high - MinorUnits.round(high * share);
        }
    }
}
