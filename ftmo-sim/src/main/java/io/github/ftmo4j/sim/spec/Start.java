package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.mm.LiveAccount;
import io.github.ftmo4j.mm.LiveState;
import java.time.LocalDate;
import java.util.Objects;

/** Where an attempt starts: with a fresh account of the first phase, or with an account that runs already. */
public sealed interface Start permits Start.Fresh, RunningStart {

    /**
     * The day from which days are counted.
     *
     * @return the day
     */
    LocalDate day();

    /**
     * The first day with trades.
     *
     * @param calendar the days on which the trader trades
     * @return days since 1970-01-01
     */
    default long firstDay(TradingCalendar calendar) {
        long day = day().toEpochDay();
        return calendar.contains(day()) ? day : calendar.dayAfter(day);
    }

    /**
     * A fresh account, opened on Monday, 2024-01-01.
     *
     * @return the start
     */
    static Fresh fresh() {
        return on(Fresh.STANDARD);
    }

    /**
     * A fresh account.
     *
     * @param day the day on which it is opened
     * @return the start
     */
    static Fresh on(LocalDate day) {
        return new Fresh(day);
    }

    /**
     * An account that runs already, by default in the first phase of the program, with open positions settled at the
     * last mark, no trade taken, no idle days, and a sizer that has learnt nothing.
     *
     * @param state the state of the account
     * @return the start
     */
    static RunningStart from(AccountState state) {
        return RunningStart.of(state);
    }

    /**
     * An account as its monitor sees it now: with its phase and the number of positions that were opened today and
     * before. What a sizer has learnt is not known to a monitor; see {@link #from(LiveAccount)}.
     *
     * @param monitor the monitor; time is advanced to the present
     * @return the start
     */
    static RunningStart from(AccountMonitor monitor) {
        return monitor.ask(view -> RunningStart.of(view.state())
                .withPhase(view.phase())
                .withTradesBefore(
                        Math.max(0, view.moment().tradeOfPhase() - view.moment().tradeOfDay()))
                .withTradesToday(view.exposure().positionsToday()));
    }

    /**
     * An account as its monitor sees it now, and what its sizer has learnt.
     *
     * @param account the account; it learns from closed trades that are new, and time is advanced to the present
     * @return the start
     */
    static RunningStart from(LiveAccount account) {
        LiveState now = account.now();
        return RunningStart.of(now.account())
                .withPhase(now.phase())
                .withTradesBefore(now.tradesBefore())
                .withTradesToday(now.tradesToday())
                .withTrader(now.trader())
                .withSizing(now.sizing());
    }

    /**
     * A fresh account of the first phase. The day matters only where something depends on the date, such as a news
     * calendar or a time limit in calendar days.
     *
     * @param day the day on which it is opened; if the trader does not trade on it, it is opened on the next trading
     *     day
     */
    record Fresh(LocalDate day) implements Start {

        /** A Monday. */
        private static final LocalDate STANDARD = LocalDate.of(2024, 1, 1);

        /** Refuses null. */
        public Fresh {
            Objects.requireNonNull(day, "day");
        }
    }
}
