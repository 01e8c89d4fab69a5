package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Everything that must be saved so that an account goes on as if it had never stopped. Immutable.
 *
 * @param asOf the instant of the last event
 * @param firstDay the first day of the phase
 * @param day the current trading day
 * @param balance closed money
 * @param equity balance plus floating profit
 * @param cashFlows what was paid in, less what was paid out
 * @param highWaterMark the highest equity seen
 * @param trailingReference what the floor of the maximum loss is measured from
 * @param dayStartBalance the balance as the day started
 * @param dailyLossFloor the floor of the day, none if there is no daily loss
 * @param bestDayProfit the most that any finished day earned, zero if none earned anything
 * @param profitableDaysProfit what all finished days that earned something earned together
 * @param openPositions how many positions are open
 * @param tradingDays on how many days a position was opened
 * @param tradedToday whether today is one of them
 * @param verdict where the phase stands
 * @param failure how it failed, none unless it did
 */
public record AccountState(
        Instant asOf,
        LocalDate firstDay,
        LocalDate day,
        Money balance,
        Money equity,
        Money cashFlows,
        Money highWaterMark,
        Money trailingReference,
        Money dayStartBalance,
        Optional<Money> dailyLossFloor,
        Money bestDayProfit,
        Money profitableDaysProfit,
        int openPositions,
        int tradingDays,
        boolean tradedToday,
        Verdict verdict,
        Optional<Failure> failure) {

    /**
     * Checks what no account can be.
     *
     * @param asOf the instant of the last event
     * @param firstDay the first day of the phase
     * @param day the current trading day
     * @param balance closed money
     * @param equity balance plus floating profit
     * @param cashFlows what was paid in, less what was paid out
     * @param highWaterMark the highest equity seen
     * @param trailingReference what the floor of the maximum loss is measured from
     * @param dayStartBalance the balance as the day started
     * @param dailyLossFloor the floor of the day, none if there is no daily loss
     * @param bestDayProfit the most that any finished day earned, zero if none earned anything
     * @param profitableDaysProfit what all finished days that earned something earned together
     * @param openPositions how many positions are open
     * @param tradingDays on how many days a position was opened
     * @param tradedToday whether today is one of them
     * @param verdict where the phase stands
     * @param failure how it failed, none unless it did
     * @throws IllegalArgumentException if counts are negative, days are out of order, or verdict and failure disagree
     */
    public AccountState {
        if (openPositions < 0 || tradingDays < 0) {
            throw new IllegalArgumentException("openPositions and tradingDays must not be negative, were "
                    + openPositions + " and " + tradingDays);
        }
        if (day.isBefore(firstDay)) {
            throw new IllegalArgumentException("day must not be before " + firstDay + ", was " + day);
        }
        if (failure.isPresent() != (verdict == Verdict.FAILED)) {
            throw new IllegalArgumentException(
                    "failure must be present if and only if FAILED, was " + failure + " with " + verdict);
        }
    }
}
