package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Lock;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules once more, as a page of definitions: everything is worked out anew from the whole list of events, by plain
 * loops over its moments. Slow, and written from what the types say, not from {@link AccountMachine}.
 *
 * <p>A moment is the opening of the account, the start of a day, or an event. What holds "at {@code i}" holds once that
 * moment is over.
 */
final class NaiveRules {

    /** What the rules say at the end of the events, or at the moment that was final. */
    record Outcome(
            Verdict verdict,
            @Nullable Broken failure,
            LocalDate day,
            long balance,
            long equity,
            int openPositions,
            @Nullable Long dailyFloor,
            long maximumFloor,
            @Nullable Long floatingFloor,
            long highWaterMark,
            int tradingDays,
            boolean bestDayHolds,
            @Nullable Long targetBalance) {}

    /** An objective that was violated. */
    record Broken(
            Objective objective,
            Instant at,
            long equity,
            @Nullable Long floor) {}

    /** Stands for an amount that was not seen, lower than any that was. */
    private static final long NOTHING = Long.MIN_VALUE;

    private record Moment(
            Instant at, LocalDate day, @Nullable AccountEvent event) {}

    private final Phase phase;
    private final long initial;
    private final List<Moment> moments = new ArrayList<>();
    private final long[] balance;
    private final long[] paidIn;
    private final long[] paidOut;
    private final long[] equity;
    private final int[] open;

    private NaiveRules(Phase phase, NaiveClock clock, Instant opening, List<? extends AccountEvent> events) {
        this.phase = phase;
        initial = phase.initialBalance().minorUnits();
        layOut(clock, opening, events);
        balance = new long[moments.size()];
        paidIn = new long[moments.size()];
        paidOut = new long[moments.size()];
        equity = new long[moments.size()];
        open = new int[moments.size()];
        keepBooks();
    }

    static Outcome judge(Phase phase, NaiveClock clock, Instant opening, List<? extends AccountEvent> events) {
        return new NaiveRules(phase, clock, opening, events).outcome();
    }

    // ---- time

    /** Every midnight between two events is a moment. A late event happens now. */
    private void layOut(NaiveClock clock, Instant opening, List<? extends AccountEvent> events) {
        Instant now = opening;
        LocalDate day = clock.dayOf(opening);
        moments.add(new Moment(opening, day, null));
        for (AccountEvent event : events) {
            now = event.at().isAfter(now) ? event.at() : now;
            while (day.isBefore(clock.dayOf(now))) {
                day = day.plusDays(1);
                moments.add(new Moment(clock.startOf(day), day, null));
            }
            moments.add(new Moment(now, day, event));
        }
    }

    private @Nullable AccountEvent event(int i) {
        return moments.get(i).event;
    }

    private LocalDate day(int i) {
        return moments.get(i).day;
    }

    private boolean isMidnight(int i) {
        return i > 0 && event(i) == null;
    }

    /** A mark that comes late says nothing of now. */
    private boolean isLateMark(int i) {
        return event(i) instanceof AccountEvent.Marked mark && mark.at().isBefore(moments.get(i).at);
    }

    /** The last moment that was over at an instant. */
    private int lastMomentUpTo(Instant at) {
        int last = moments.size() - 1;
        while (last > 0 && moments.get(last).at.isAfter(at)) {
            last--;
        }
        return last;
    }

    // ---- money

    /** Balance, equity and what was paid in and out (the rewards), each from the first moment on. */
    private void keepBooks() {
        Set<String> positions = new HashSet<>();
        Map<String, Long> results = new HashMap<>();
        balance[0] = initial;
        equity[0] = initial;
        for (int i = 1; i < moments.size(); i++) {
            long profit = 0;
            long flow = 0;
            long reward = 0;
            long floating = equity[i - 1] - balance[i - 1];
            AccountEvent event = event(i);
            if (event instanceof AccountEvent.Opened opened) {
                positions.add(opened.position().id());
            } else if (event instanceof AccountEvent.Changed changed) {
                profit = changed.profit().minorUnits();
            } else if (event instanceof AccountEvent.Closed closed) {
                profit = closed.profit().minorUnits();
                positions.remove(closed.id());
                results.put(closed.id(), profit);
            } else if (event instanceof AccountEvent.Corrected corrected) {
                long before = results.getOrDefault(corrected.id(), 0L);
                profit = corrected.profit().minorUnits() - before;
                results.put(corrected.id(), corrected.profit().minorUnits());
            } else if (event instanceof AccountEvent.Booked booked) {
                profit = booked.profit().minorUnits();
            } else if (event instanceof AccountEvent.CashFlow cash) {
                flow = cash.amount().minorUnits();
            } else if (event instanceof AccountEvent.PaidOut paid) {
                reward = paid.amount().minorUnits();
            }
            open[i] = positions.size();
            paidIn[i] = paidIn[i - 1] + flow;
            paidOut[i] = paidOut[i - 1] + reward;
            balance[i] = balance[i - 1] + profit + flow - reward;
            if (event instanceof AccountEvent.Marked mark && !isLateMark(i)) {
                equity[i] = mark.equity().minorUnits();
            } else if (isBooking(i)) {
                equity[i] = open[i] == 0 ? balance[i] : equity[i - 1]; // until the next mark says more
            } else {
                equity[i] = balance[i] + floating;
            }
        }
    }

    /** Whether the equity was marked, or is the balance of a flat account. */
    private boolean isValued(int i) {
        return event(i) instanceof AccountEvent.Marked || (isBooking(i) && open[i] == 0);
    }

    /** Whether nothing was booked since the last valuation that left positions open: then floors are ahead of it. */
    private boolean isCurrent(int i) {
        for (int j = i; j > 0; j--) {
            if (isBooking(j) && balance[j] != balance[j - 1] && open[j] > 0) {
                return false;
            }
            if (isValued(j) && !isLateMark(j)) {
                return true;
            }
        }
        return true;
    }

    private boolean isBooking(int i) {
        AccountEvent event = event(i);
        return event instanceof AccountEvent.Changed
                || event instanceof AccountEvent.Closed
                || event instanceof AccountEvent.Corrected
                || event instanceof AccountEvent.Booked;
    }

    /** Profit since the opening: what was paid in is none, what was paid out was some. */
    private long earned(int i) {
        return balance[i] - paidIn[i] + paidOut[i] - initial;
    }

    private long amount(Limit limit, long reference) {
        if (limit instanceof Limit.ShareOfInitial share) {
            return share(share.fraction(), initial);
        }
        if (limit instanceof Limit.ShareOfReference share) {
            return share(share.fraction(), reference);
        }
        return ((Limit.Amount) limit).money().minorUnits();
    }

    private static long share(double fraction, long whole) {
        return BigDecimal.valueOf(fraction)
                .multiply(BigDecimal.valueOf(whole))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    // ---- floors

    private int startOfDay(int i) {
        int start = i;
        while (start > 0 && !isMidnight(start)) {
            start--;
        }
        return start;
    }

    /** Under the anchor of this morning; it moves with money that comes and goes. */
    private @Nullable Long dailyFloor(int i) {
        if (phase.dailyLoss().isEmpty()) {
            return null;
        }
        DailyLoss daily = phase.dailyLoss().get();
        int start = startOfDay(i);
        long anchor = switch (daily.anchor()) {
            case BALANCE -> balance[start];
            case EQUITY -> equity[start];
            case HIGHER -> Math.max(balance[start], equity[start]);
        };
        return anchor - amount(daily.limit(), anchor) + paidIn[i] - paidIn[start] - paidOut[i] + paidOut[start];
    }

    private long maximumFloor(int i) {
        MaximumLoss maximum = phase.maximumLoss();
        long reference = reference(i);
        long floor = reference - amount(maximum.limit(), reference);
        if (maximum.lock().isPresent()) {
            Lock lock = maximum.lock().get();
            long level = initial + paidIn[i] + lock.aboveInitial().minorUnits();
            boolean jumps = lock.trigger().isPresent()
                    && reference >= initial + paidIn[i] + lock.trigger().get().minorUnits();
            floor = jumps ? level : Math.min(floor, level);
        }
        return floor;
    }

    /** The highest so far; a reference that trails moves with what is paid in. */
    private long reference(int i) {
        MaximumLoss maximum = phase.maximumLoss();
        if (maximum.reference() == MaximumLoss.Reference.INITIAL_BALANCE) {
            return initial;
        }
        int start = maximum.payout() == MaximumLoss.Payout.RESETS_FLOOR ? cycleStart(i) : 0;
        long highest = balance[start] - paidIn[start];
        for (int j = start + 1; j <= i; j++) {
            long seen = switch (maximum.reference()) {
                case INITIAL_BALANCE -> initial;
                case START_OF_DAY_BALANCE -> isMidnight(j) ? balance[j] - paidIn[j] : NOTHING;
                case CLOSED_BALANCE -> isBooking(j) ? balance[j] - paidIn[j] : NOTHING;
                case INTRADAY_EQUITY -> isLateMark(j) ? lateHigh(j) : isValued(j) ? equity[j] - paidIn[j] : NOTHING;
            };
            highest = Math.max(highest, seen);
        }
        return highest + paidIn[i];
    }

    /** The highest equity so far; it moves with all money that comes and goes. */
    private long highWaterMark(int i) {
        long highest = initial;
        for (int j = 0; j <= i; j++) {
            highest = Math.max(highest, equity[j] - paidIn[j] + paidOut[j]);
            if (lateHigh(j) != NOTHING) {
                highest = Math.max(highest, lateHigh(j) + paidOut[j]);
            }
        }
        return highest + paidIn[i] - paidOut[i];
    }

    /** What a late mark saw, less what had been paid in by then; it tells nothing of an earlier reward cycle. */
    private long lateHigh(int i) {
        int cycle = cycleStart(i);
        boolean counts = isLateMark(i) && (cycle == 0 || !markAt(i).at().isBefore(moments.get(cycle).at));
        return counts
                ? markAt(i).equity().minorUnits()
                        - paidIn[lastMomentUpTo(markAt(i).at())]
                : NOTHING;
    }

    private AccountEvent.Marked markAt(int i) {
        return (AccountEvent.Marked) Objects.requireNonNull(event(i));
    }

    private @Nullable Long floatingFloor(int i) {
        return phase.floatingLoss()
                .map(limit -> balance[i] - amount(limit, balance[i]))
                .orElse(null);
    }

    private boolean crosses(long held, @Nullable Long floor) {
        return floor != null && (phase.breachTest() == BreachTest.TOUCH ? held <= floor : held < floor);
    }

    // ---- days

    private boolean isPayout(int i) {
        return event(i) instanceof AccountEvent.PaidOut;
    }

    /** A payout begins a new reward cycle: days and profits before it no longer count. */
    private int cycleStart(int i) {
        int start = i;
        while (start > 0 && !isPayout(start)) {
            start--;
        }
        return start;
    }

    /** What each day of the reward cycle earned, today as far as it has come. */
    private List<Long> dayProfits(int i) {
        List<Long> profits = new ArrayList<>();
        for (int start : dayStarts(i)) {
            profits.add(earned(endOfDay(start, i)) - earned(start));
        }
        return profits;
    }

    /** The moments that begin the days of the reward cycle. */
    private List<Integer> dayStarts(int i) {
        List<Integer> starts = new ArrayList<>();
        starts.add(cycleStart(i));
        for (int j = cycleStart(i) + 1; j <= i; j++) {
            if (isMidnight(j)) {
                starts.add(j);
            }
        }
        return starts;
    }

    private int endOfDay(int start, int i) {
        int end = start;
        while (end < i && !isMidnight(end + 1)) {
            end++;
        }
        return end;
    }

    private int tradingDays(int i) {
        TradingDays rule = phase.tradingDays();
        Set<LocalDate> counted = new HashSet<>();
        if (rule.counted() == TradingDays.Counted.PROFITABLE) {
            for (int start : dayStarts(i)) {
                int end = endOfDay(start, i);
                long atStart = balance[start] + paidIn[end] - paidIn[start];
                if (earned(end) - earned(start) >= amount(rule.profit().orElseThrow(), atStart)) {
                    counted.add(day(start));
                }
            }
        }
        for (int j = cycleStart(i) + 1; j <= i; j++) {
            boolean opened = event(j) instanceof AccountEvent.Opened;
            boolean closed = event(j) instanceof AccountEvent.Closed;
            boolean counts = switch (rule.counted()) {
                case OPENED -> opened;
                case CLOSED -> closed;
                case OPENED_OR_CLOSED -> opened || closed;
                case PROFITABLE -> false;
            };
            if (counts) {
                counted.add(day(j));
            }
        }
        return counted.size();
    }

    private boolean bestDayHolds(int i) {
        if (phase.bestDay().isEmpty()) {
            return true;
        }
        BestDay rule = phase.bestDay().get();
        long best = 0;
        long positive = 0;
        long net = 0;
        for (long profit : dayProfits(i)) {
            best = Math.max(best, profit);
            positive += Math.max(0, profit);
            net += profit;
        }
        long whole = switch (rule.measure()) {
            case PROFITABLE_DAYS -> positive;
            case NET_PROFIT -> net;
            case PROFIT_TARGET -> amount(phase.profitTarget().orElseThrow(), initial);
        };
        BigDecimal allowed = BigDecimal.valueOf(rule.share()).multiply(BigDecimal.valueOf(whole));
        return whole > 0 && BigDecimal.valueOf(best).compareTo(allowed) <= 0;
    }

    /** The day on which the days of the limit have been counted, the first day being the first. */
    private static LocalDate lastDay(TimeLimit limit, LocalDate first) {
        LocalDate day = first.minusDays(1);
        int counted = 0;
        while (counted < limit.days()) {
            day = day.plusDays(1);
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (limit.count() == TimeLimit.Count.CALENDAR_DAYS || !weekend) {
                counted++;
            }
        }
        return day;
    }

    /** How many days that are over went by in a row without a position opened. */
    private int idleDays(int i) {
        int days = 0;
        for (int j = i - 1; j >= 0; j--) {
            if (event(j) instanceof AccountEvent.Opened) {
                return days;
            }
            days += event(j) == null ? 1 : 0; // that is how the first day begins, too
        }
        return days;
    }

    /** How many days that are over ended in a row with a deep loss. */
    private int deepDays(Inactivity.DeepLoss deep, int i) {
        int days = 0;
        for (int j = i; j > 0; j--) {
            if (isMidnight(j)) {
                if (balance[j - 1] - paidIn[j - 1] > initial - amount(deep.loss(), initial)) {
                    return days;
                }
                days++;
            }
        }
        return days;
    }

    // ---- verdict

    private Outcome outcome() {
        for (int i = 0; i < moments.size(); i++) {
            Broken broken = brokenAsTheDayEnded(i);
            if (broken != null) {
                return outcome(Verdict.FAILED, broken, i - 1);
            }
            broken = broken(i);
            if (broken != null) {
                return outcome(Verdict.FAILED, broken, i);
            }
            if (passes(i)) {
                return outcome(Verdict.PASSED, null, i);
            }
        }
        int last = moments.size() - 1;
        return outcome(isPaused(last) ? Verdict.PAUSED : Verdict.ONGOING, null, last);
    }

    private Outcome outcome(Verdict verdict, @Nullable Broken failure, int i) {
        return new Outcome(
                verdict,
                failure,
                day(i),
                balance[i],
                equity[i],
                open[i],
                dailyFloor(i),
                maximumFloor(i),
                floatingFloor(i),
                highWaterMark(i),
                tradingDays(i),
                bestDayHolds(i),
                phase.profitTarget()
                        .map(limit -> initial + amount(limit, initial) + paidIn[i])
                        .orElse(null));
    }

    private @Nullable Broken brokenAsTheDayEnded(int i) {
        if (!isMidnight(i)) {
            return null;
        }
        Instant at = moments.get(i).at;
        boolean atClose = phase.dailyLoss()
                .filter(daily -> daily.judged() == DailyLoss.Judged.AT_CLOSE)
                .isPresent();
        if (atClose && isCurrent(i - 1) && crosses(equity[i - 1], dailyFloor(i - 1))) {
            return new Broken(Objective.DAILY_LOSS, at, equity[i - 1], dailyFloor(i - 1));
        }
        Objective ended = null;
        if (phase.timeLimit().isPresent()
                && day(i).isAfter(lastDay(phase.timeLimit().get(), day(0)))) {
            ended = Objective.TIME_LIMIT;
        } else if (phase.inactivity()
                .flatMap(Inactivity::withoutTrade)
                .filter(days -> idleDays(i) >= days)
                .isPresent()) {
            ended = Objective.INACTIVITY;
        } else if (phase.inactivity()
                .flatMap(Inactivity::deepLoss)
                .filter(deep -> deepDays(deep, i) > deep.days())
                .isPresent()) {
            ended = Objective.DEEP_LOSS;
        }
        return ended == null ? null : new Broken(ended, at, equity[i - 1], null);
    }

    private @Nullable Broken broken(int i) {
        Instant at = moments.get(i).at;
        if (isViolation(i) && phase.restrictions().sanction() == Restrictions.Sanction.FAIL) {
            return new Broken(Objective.RESTRICTION, at, equity[i], null);
        }
        if (isLateMark(i)) {
            AccountEvent.Marked mark = markAt(i);
            Broken late = brokenFloor(mark.at(), mark.equity().minorUnits(), lastMomentUpTo(mark.at()));
            if (late != null) {
                return late;
            }
        }
        return isCurrent(i) ? brokenFloor(at, equity[i], i) : null;
    }

    private boolean isViolation(int i) {
        return event(i) instanceof AccountEvent.Violated
                || (phase.restrictions().stopRequired()
                        && event(i) instanceof AccountEvent.Opened opened
                        && opened.position().profitAtStop().isEmpty());
    }

    /** The highest of the floors that the equity has crossed; of equal ones the first in this order. */
    private @Nullable Broken brokenFloor(Instant at, long held, int floorsOf) {
        Broken highest = null;
        if (dailyLoss(DailyLoss.Effect.FAIL)) {
            highest = higher(highest, Objective.DAILY_LOSS, at, held, dailyFloor(floorsOf));
        }
        highest = higher(highest, Objective.MAXIMUM_LOSS, at, held, maximumFloor(floorsOf));
        return higher(highest, Objective.FLOATING_LOSS, at, held, floatingFloor(floorsOf));
    }

    private @Nullable Broken higher(
            @Nullable Broken other, Objective objective, Instant at, long held, @Nullable Long floor) {
        if (!crosses(held, floor)) {
            return other;
        }
        boolean higher = other == null || other.floor == null || (floor != null && floor > other.floor);
        return higher ? new Broken(objective, at, held, floor) : other;
    }

    private boolean dailyLoss(DailyLoss.Effect effect) {
        return phase.dailyLoss()
                .filter(daily -> daily.judged() == DailyLoss.Judged.ANY_INSTANT)
                .filter(daily -> daily.effect() == effect)
                .isPresent();
    }

    /** Whether the floor of the day was crossed at any moment of today. */
    private boolean isPaused(int i) {
        if (!dailyLoss(DailyLoss.Effect.PAUSE)) {
            return false;
        }
        for (int j = i; j >= 0 && day(j).equals(day(i)); j--) {
            if (isCurrent(j) && crosses(equity[j], dailyFloor(j))) {
                return true;
            }
            if (isLateMark(j)
                    && crosses(
                            markAt(j).equity().minorUnits(),
                            dailyFloor(lastMomentUpTo(markAt(j).at())))) {
                return true;
            }
        }
        return false;
    }

    private boolean passes(int i) {
        return phase.profitTarget()
                        .filter(limit -> earned(i) >= amount(limit, initial))
                        .isPresent()
                && open[i] == 0
                && tradingDays(i) >= phase.tradingDays().minimum()
                && bestDayHolds(i);
    }
}
