package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Valuation;

/** At what value the open positions of a running account are closed before the simulation continues it. */
public enum Settlement {
    /**
     * At the {@linkplain AccountState#equity() equity} as last marked. If the mark is not {@linkplain Valuation#CURRENT
     * current}, it is the last one there was.
     */
    AT_LAST_MARK("at the last mark"),
    /** Each at its {@linkplain Position#profitAtStop() stop}, in the order in which they were opened. */
    AT_STOPS("at their stops");

    private final String text;

    Settlement(String text) {
        this.text = text;
    }

    /** The value in words. */
    @Override
    public String toString() {
        return text;
    }
}
