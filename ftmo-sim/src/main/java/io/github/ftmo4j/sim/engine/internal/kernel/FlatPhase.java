package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;

/** What a flat account needs of a compiled phase: amounts as doubles, and which of the rules are there. Immutable. */
final class FlatPhase {

    final CompiledPhase rules;
    final double initialBalance;

    /** Infinite without a target. */
    final double targetBalance;

    /** What is added to a floor to get its threshold: 0, or 1 if touching it is a breach. */
    final double touch;

    final boolean hasDailyLoss;

    /** What a day may lose, if that is the same every day; else NaN. */
    final double fixedDailyLoss;

    final double firstMaximumLossFloor;
    final int minimumTradingDays;
    final boolean judgesDailyLossAlways;
    final boolean judgesDailyLossAtClose;
    final boolean dailyLossPauses;
    final boolean trailsStartOfDay;
    final boolean trailsTrades;

    /** Whether the maximum loss trails the equity, which excursions raise. */
    final boolean trailsEquity;

    final boolean hasFloatingLoss;
    final boolean hasBestDay;
    final boolean daysMustEarn;
    final boolean countsTrades;

    /** Whether a day counts by an opening, and whether it counts by a closing. */
    final boolean countsOpenings;

    final boolean countsClosings;

    /** Whether a day without a trade can fail or count: because of a clock, the close of a day, or a day's profit. */
    final boolean emptyDaysMatter;

    /** Whether a clock runs: its days must be known. */
    final boolean hasClock;

    /** Whether the end of a day below the target changes nothing but the floor of the daily loss. */
    final boolean plainDays;

    FlatPhase(CompiledPhase rules) {
        this.rules = rules;
        Phase phase = rules.phase();
        initialBalance = rules.initialBalance();
        targetBalance = rules.hasTarget() ? rules.targetBalance() : Double.POSITIVE_INFINITY;
        touch = rules.threshold(0);
        hasDailyLoss = rules.hasDailyLoss();
        fixedDailyLoss = phase.dailyLoss()
                .map(daily -> daily.limit() instanceof Limit.ShareOfReference
                        ? Double.NaN
                        : rules.dailyLossLimit(rules.initialBalance(), rules.initialBalance()))
                .orElse(Double.POSITIVE_INFINITY);
        firstMaximumLossFloor = rules.maximumLossFloor(rules.initialBalance(), 0);
        minimumTradingDays = rules.minimumTradingDays();
        judgesDailyLossAlways = rules.judgesDailyLossAlways();
        judgesDailyLossAtClose = rules.judgesDailyLossAtClose();
        dailyLossPauses = rules.dailyLossPauses();
        trailsStartOfDay = rules.maximumLossReference() == MaximumLoss.Reference.START_OF_DAY_BALANCE;
        trailsTrades = rules.maximumLossReference() == MaximumLoss.Reference.CLOSED_BALANCE
                || rules.maximumLossReference() == MaximumLoss.Reference.INTRADAY_EQUITY;
        trailsEquity = rules.maximumLossReference() == MaximumLoss.Reference.INTRADAY_EQUITY;
        hasFloatingLoss = rules.hasFloatingLoss();
        hasBestDay = phase.bestDay().isPresent();
        daysMustEarn = rules.daysMustEarn();
        countsOpenings = rules.countsOpenings();
        countsClosings = rules.countsClosings();
        countsTrades = countsOpenings || countsClosings;
        hasClock = phase.timeLimit().isPresent() || phase.inactivity().isPresent();
        emptyDaysMatter = hasClock || judgesDailyLossAtClose || daysMustEarn;
        plainDays = !emptyDaysMatter && !hasBestDay && !hasFloatingLoss && fixedDailyLoss >= 1;
    }

    /** Which rules there are, in short: phases with equal rules run through the same code. */
    String kinds() {
        return "" + hasDailyLoss + !Double.isNaN(fixedDailyLoss) + judgesDailyLossAlways + judgesDailyLossAtClose
                + dailyLossPauses + trailsStartOfDay + trailsTrades + trailsEquity + hasFloatingLoss + hasBestDay
                + daysMustEarn
                + countsTrades + hasClock;
    }
}
