package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of an account, complete enough to continue as if it had never stopped. Immutable.
 *
 * @param asOf the latest instant of any event
 * @param firstDay the first day of the phase
 * @param day the current trading day
 * @param balance closed money
 * @param equity balance plus floating profit
 * @param valuation what is known of the equity
 * @param cashFlows what was paid in, less what was paid out, rewards apart
 * @param highWaterMark the highest equity seen
 * @param trailingReference what the floor of the maximum loss is measured from
 * @param dayStartBalance the balance as the day started, or after a payout on it, with the cash flows since then
 * @param dailyLossFloor the floor of the day, none if there is no daily loss
 * @param dailyLossLimit how far that floor lies below its anchor, none if there is no daily loss; also none in a state
 *     that was saved before this was, and then it is computed from the balance as the day started
 * @param bestDayProfit the most that any finished day of the reward cycle earned, zero if none earned anything
 * @param profitableDaysProfit what all of them that earned something earned together
 * @param netProfit what all of them earned together
 * @param positions the open positions
 * @param closedTrades what each of the last closed trades earned, by its id, oldest first
 * @param bookedParts what partial closes and costs of the open and the last closed positions have booked before their
 *     closing, by id; none for a position that is not there
 * @param floorsToday the floors of the current day as they changed, oldest first; none if they are not known; then the
 *     current floors count for the whole day
 * @param countedDays how many trading days are counted for good
 * @param todayCounted whether today counts so far
 * @param firstOpeningDay the first day of the reward cycle on which a position was opened, none if there was none
 * @param lastOpeningDay the last day on which a position was opened, none if there was none
 * @param rewardCycleStart when the reward cycle began, none if it began with the phase
 * @param deepSince since when every day has ended with a deep loss, none if the last one did not
 * @param verdict where the phase stands
 * @param failure how it failed, none unless it did
 */
public record AccountState(
        Instant asOf,
        LocalDate firstDay,
        LocalDate day,
        Money balance,
        Money equity,
        Valuation valuation,
        Money cashFlows,
        Money highWaterMark,
        Money trailingReference,
        Money dayStartBalance,
        Optional<Money> dailyLossFloor,
        Optional<Money> dailyLossLimit,
        Money bestDayProfit,
        Money profitableDaysProfit,
        Money netProfit,
        List<Position> positions,
        Map<String, Money> closedTrades,
        Map<String, Money> bookedParts,
        List<FloorsSince> floorsToday,
        int countedDays,
        boolean todayCounted,
        Optional<LocalDate> firstOpeningDay,
        Optional<LocalDate> lastOpeningDay,
        Optional<Instant> rewardCycleStart,
        Optional<LocalDate> deepSince,
        Verdict verdict,
        Optional<Failure> failure) {

    /**
     * Checks the parts against each other.
     *
     * @throws IllegalArgumentException if counts are negative, days are out of order, a position is there twice, there
     *     is a limit of the daily loss without a floor, or verdict and failure disagree
     */
    public AccountState {
        positions = List.copyOf(positions);
        closedTrades = Collections.unmodifiableMap(new LinkedHashMap<>(closedTrades));
        bookedParts = Collections.unmodifiableMap(new LinkedHashMap<>(bookedParts));
        floorsToday = List.copyOf(floorsToday);
        if (dailyLossLimit.isPresent() && dailyLossFloor.isEmpty()) {
            throw new IllegalArgumentException(
                    "dailyLossLimit must come with a dailyLossFloor, was " + dailyLossLimit.get());
        }
        if (countedDays < 0) {
            throw new IllegalArgumentException("countedDays must not be negative, was " + countedDays);
        }
        if (day.isBefore(firstDay)) {
            throw new IllegalArgumentException("day must not be before " + firstDay + ", was " + day);
        }
        if (positions.stream().map(Position::id).distinct().count() < positions.size()) {
            throw new IllegalArgumentException("positions must have different ids, were " + positions);
        }
        if (failure.isPresent() != (verdict == Verdict.FAILED)) {
            throw new IllegalArgumentException(
                    "failure must be present if and only if FAILED, was " + failure + " with " + verdict);
        }
    }
}
