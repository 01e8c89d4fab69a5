package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.LiveView;
import io.github.ftmo4j.core.monitor.TradeResult;
import io.github.ftmo4j.core.order.Instrument;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Sizes the trades of an account that a monitor watches, by the present and by all that the monitor saw closed. Trades
 * without a stop teach nothing, for nobody knows what they risked. Where a monitor hears of the account by snapshots
 * only, trades that vanish between two of them are taken to have earned alike in R, as nobody knows better.
 * Thread-safe.
 */
public final class LiveAccount {

    private final LiveTrader trader;
    private final AccountMonitor monitor;
    private final AccountSizing sizing;
    private final Instant begun;
    private long trades;
    private boolean replaced;

    LiveAccount(
            LiveTrader trader,
            AccountMonitor monitor,
            Instant begun,
            AccountSizing sizing,
            Optional<LiveTrader.SavedAccount> recovered) {
        this.trader = trader;
        this.monitor = monitor;
        this.sizing = sizing;
        this.begun = begun;
        recovered.filter(state -> state.begun().equals(begun)).ifPresent(state -> {
            sizing.restore(state.sizing());
            trades = state.trades();
        });
    }

    /**
     * How much to risk on the next trade, now, and why. The caps count what is open and what is ordered by the monitor.
     * Nothing while the phase is not ongoing; whether an order of this size may be sent is for the monitor to check.
     *
     * @return the decision
     * @throws IllegalArgumentException if a cap is an amount in another currency than the account's
     * @throws IllegalStateException if a module answers with a negative or infinite amount, or the account was opened
     *     again with another monitor
     */
    public SizingDecision decide() {
        return decide(UnaryOperator.identity());
    }

    /**
     * How much to risk on the next trade, now, in lots, and why.
     *
     * @param instrument what is traded, in the account's currency
     * @param entry the price of the entry, such as {@code 1.0850}
     * @param stop the price of the stop, another one
     * @return the decision
     * @throws IllegalArgumentException as {@link #decide()} and {@link SizingDecision#in(Instrument, String, String)}
     * @throws IllegalStateException as {@link #decide()}
     */
    public SizingDecision decide(Instrument instrument, String entry, String stop) {
        return decide(decision -> decision.in(instrument, entry, stop));
    }

    private SizingDecision decide(UnaryOperator<SizingDecision> inLots) {
        try {
            return monitor.ask(view -> {
                synchronized (trader) {
                    if (replaced) {
                        throw new IllegalStateException("the account was opened again with another monitor");
                    }
                    catchUp(view);
                    boolean ongoing = view.verdict() == Verdict.ONGOING;
                    return sizing.decide(view, decision -> inLots.apply(ongoing ? decision : decision.notOngoing()));
                }
            });
        } finally {
            trader.remember();
        }
    }

    /** Learns what is new, without a decision. */
    void learn() {
        monitor.ask(view -> {
            synchronized (trader) {
                if (!replaced) {
                    catchUp(view);
                }
                return replaced;
            }
        });
        trader.remember();
    }

    private void catchUp(LiveView view) {
        for (TradeResult trade : view.tradesAfter(trades)) {
            trade.risked()
                    .ifPresent(risked ->
                            sizing.closed(risked.minorUnits(), trade.profit().minorUnits()));
            trades = trade.number();
        }
        view.lastRisk().map(Money::minorUnits).ifPresent(sizing::lastRisked);
    }

    /** Another has taken its place, with another monitor. */
    void replace() {
        replaced = true;
    }

    AccountMonitor monitor() {
        return monitor;
    }

    /**
     * The market moved: told to the trader, and so to all of the trader's accounts.
     *
     * @param marketReturn the return of one step, 0.01 for 1 %
     * @throws IllegalArgumentException if it is not finite
     */
    public void moved(double marketReturn) {
        trader.moved(marketReturn);
    }

    void movedAlone(double marketReturn) {
        sizing.movedAlone(marketReturn);
    }

    LiveTrader.SavedAccount state() {
        return new LiveTrader.SavedAccount(begun, trades, sizing.save());
    }
}
