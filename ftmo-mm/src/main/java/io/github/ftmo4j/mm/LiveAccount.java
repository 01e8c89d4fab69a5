package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.LiveView;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Sizes the trades of an account that is watched by a monitor, by its present state and by all trades that the monitor
 * reports as closed. Trades without a stop are not learnt, since their risk is unknown. If a monitor sees the account
 * by snapshots only, trades that disappear between two snapshots are taken to have earned the same R-multiple each.
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
     * How much to risk on the next trade, now, and why. The caps count the open positions and orders of the monitor.
     * The amount is zero unless the phase is ongoing. Whether an order of this size may be sent is checked by the
     * monitor.
     *
     * @return the decision
     * @throws IllegalArgumentException if a cap is an amount in another currency than the account's
     * @throws IllegalStateException if a module answers with a negative or infinite amount, or the account was opened
     *     again with another monitor
     */
    public SizingDecision decide() {
        return decide((view, decision) -> decision);
    }

    /**
     * How much to risk on the next trade, now, in lots, and why: for a buy if the stop is below the entry and for a
     * sell otherwise. If the phase states its leverage, the size needs no more margin than the equity less the margin
     * in use, as far as that is known.
     *
     * @param instrument the instrument, in the currency of the account
     * @param entry the price of the entry, such as {@code 1.0850}
     * @param stop the price of the stop, not equal to the entry
     * @return the decision
     * @throws IllegalArgumentException as {@link #decide()} and {@link SizingDecision#in(Instrument, String, String)}
     * @throws IllegalStateException as {@link #decide()}
     */
    public SizingDecision decide(Instrument instrument, String entry, String stop) {
        BigDecimal at = new BigDecimal(entry);
        return decide(instrument, Side.of(at, new BigDecimal(stop)), entry, stop);
    }

    /**
     * How much to risk on the next trade, now, in lots, and why, as {@link #decide(Instrument, String, String)} does.
     *
     * @param instrument the instrument, in the currency of the account
     * @param side whether is bought or sold
     * @param entry the price of the entry, such as {@code 1.0850}
     * @param stop the price of the stop, below the entry of a buy, above the entry of a sell
     * @return the decision
     * @throws IllegalArgumentException as {@link #decide()}, and if the stop is on the wrong side, a price is no number
     *     or the instrument pays in another currency
     * @throws IllegalStateException as {@link #decide()}
     */
    public SizingDecision decide(Instrument instrument, Side side, String entry, String stop) {
        BigDecimal at = new BigDecimal(entry);
        BigDecimal until = new BigDecimal(stop);
        return decide((view, decision) -> decision.in(instrument, side, at, until, FreeMargin.of(view)));
    }

    private SizingDecision decide(BiFunction<LiveView, SizingDecision, SizingDecision> inLots) {
        try {
            return monitor.ask(view -> {
                synchronized (trader) {
                    requireCurrent();
                    catchUp(view);
                    boolean ongoing = view.verdict() == Verdict.ONGOING;
                    return sizing.decide(
                            view, decision -> inLots.apply(view, ongoing ? decision : decision.notOngoing()));
                }
            });
        } finally {
            trader.save();
        }
    }

    /**
     * The account and its sizing at this moment, to be continued elsewhere, as a simulation does. New closed trades are
     * learnt first.
     *
     * @return the state
     * @throws IllegalStateException if the account was opened again with another monitor
     */
    public LiveState now() {
        try {
            return monitor.ask(view -> {
                synchronized (trader) {
                    requireCurrent();
                    catchUp(view);
                    return new LiveState(
                            view.phase(),
                            view.state(),
                            Math.max(
                                    0,
                                    view.moment().tradeOfPhase() - view.moment().tradeOfDay()),
                            view.exposure().positionsToday(),
                            trader.learnt(),
                            sizing.save(view.moment().day(), view.exposure()));
                }
            });
        } finally {
            trader.save();
        }
    }

    private void requireCurrent() {
        if (replaced) {
            throw new IllegalStateException("the account was opened again with another monitor");
        }
    }

    /** Learns from new closed trades, without a decision. */
    void learn() {
        monitor.ask(view -> {
            synchronized (trader) {
                if (!replaced) {
                    catchUp(view);
                }
                return replaced;
            }
        });
        trader.save();
    }

    private void catchUp(LiveView view) {
        for (ClosedTrade trade : view.tradesAfter(trades)) {
            trade.risked()
                    .ifPresent(risked ->
                            sizing.closed(risked.minorUnits(), trade.profit().minorUnits()));
            trades = trade.number();
        }
        view.lastRisk().map(Money::minorUnits).ifPresent(sizing::lastRisked);
    }

    /** Refuses further decisions, since the account was opened again with another monitor. */
    void replaced() {
        replaced = true;
    }

    AccountMonitor monitor() {
        return monitor;
    }

    /**
     * Reports a move of the market to the trader and all its accounts.
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
