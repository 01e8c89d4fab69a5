package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the rules say of an account at a moment.
 *
 * @param asOf the latest instant of any event
 * @param verdict where the phase stands
 * @param failure how it failed, none unless it did
 * @param day the trading day
 * @param balance closed money
 * @param equity balance plus floating profit, as last marked
 * @param openPositions how many positions are open
 * @param tradingDays how many days count as trading days, with today if it does
 * @param missing what is still missing to pass the phase
 * @param headroom the distance to every floor and to the target
 */
public record Assessment(
        Instant asOf,
        Verdict verdict,
        Optional<Failure> failure,
        LocalDate day,
        Money balance,
        Money equity,
        int openPositions,
        int tradingDays,
        Missing missing,
        Headroom headroom) {

    /**
     * Whether the best-day rule holds, with the profit of today so far.
     *
     * @return whether it does; true if there is no such rule
     */
    public boolean bestDayHolds() {
        return !missing.bestDay();
    }

    /**
     * The same assessment with a later mark that moves no floor and does not change the verdict.
     *
     * @param at when the positions were valued
     * @param newEquity balance plus floating profit
     * @return the assessment
     */
    public Assessment withMark(Instant at, Money newEquity) {
        Money change = newEquity.minus(equity);
        return new Assessment(
                at,
                verdict,
                failure,
                day,
                balance,
                newEquity,
                openPositions,
                tradingDays,
                missing,
                new Headroom(
                        headroom.dailyLoss().map(change::plus),
                        headroom.maximumLoss().plus(change),
                        headroom.floatingLoss().map(change::plus),
                        headroom.target()));
    }
}
