package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountState;
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

/** The state of a monitor at one moment, as sizing needs it. Valid only during the call that it is passed to. */
public interface LiveView {

    /** How many closed trades a monitor keeps. */
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
     * @return the moment; its trade numbers count opened positions and pending orders
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
     * The state from which the account can be continued elsewhere. Unlike the view it may be kept.
     *
     * @return the state
     */
    AccountState state();

    /**
     * When the phase was begun. With a journal it stays the same from one process to the next, so that it identifies
     * the phase.
     *
     * @return the instant
     */
    Instant begun();

    /**
     * The risk of the last position when its stop was first known. The stop of an order that was checked is known when
     * the order is filled.
     *
     * @return none if no position of this phase had a stop that risked anything
     */
    Optional<Money> lastRisk();

    /**
     * Closed trades, including positions with a stop that were open when the phase failed.
     *
     * @param number the number of the trade after which to begin; zero for all
     * @return oldest first; only the last {@link #TRADES} if there were more
     */
    List<ClosedTrade> tradesAfter(long number);
}
