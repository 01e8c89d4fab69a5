package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Exposure;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a monitor knows, at one moment: what sizing needs. Valid during the call it is passed to only. */
public interface LiveView {

    /** How many closed trades a monitor remembers. */
    int TRADES = 1000;

    /**
     * The account.
     *
     * @return the account in minor units
     */
    AccountView account();

    /**
     * The present.
     *
     * @return the moment; trades that came up are positions opened and orders pending
     */
    Moment moment();

    /**
     * What is at risk, pending orders included.
     *
     * @return the exposure
     */
    Exposure exposure();

    /**
     * The phase whose rules apply.
     *
     * @return the phase
     */
    Phase phase();

    /**
     * Where the phase stands.
     *
     * @return the verdict
     */
    Verdict verdict();

    /**
     * When the phase was begun. With a journal it stays the same from one process to the next, and so tells phases
     * apart.
     *
     * @return the instant
     */
    Instant begun();

    /**
     * What the last position risked as its stop was first known, which it is of an order that was checked.
     *
     * @return none if no position of this phase had a stop that risked anything
     */
    Optional<Money> lastRisk();

    /**
     * Trades that were closed, those included that were open with a stop as the phase failed.
     *
     * @param number after which trade to begin; zero for all
     * @return oldest first; of more than {@link #TRADES} only the last
     */
    List<ClosedTrade> tradesAfter(long number);
}
