package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.account.AccountMachine;

/** What happens to an account at the end of each day, after its trades and before midnight. */
interface Evening {

    /**
     * A day of the account ends. Its verdict may be final.
     *
     * @param account the account
     * @param phaseDay how many days the phase has taken, this one included
     */
    void comes(AccountMachine account, int phaseDay);
}
