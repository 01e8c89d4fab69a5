package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import java.util.Arrays;

/**
 * The trading days on which a phase can be passed.
 *
 * @param count how many there are
 * @param gaps by day, counted from 1: how many days of the calendar later the next trading day is
 * @param nextWeekdays by day, counted from 1: the day of the week of the next trading day, from 0 to 6
 */
record PhaseDays(int count, int[] gaps, int[] nextWeekdays) {

    static final int DAYS_OF_WEEK = 7;

    /** The days from a first one on; days before a later one are left out. */
    static PhaseDays of(CompiledPhase rules, TradingCalendar calendar, int abandonAfter, long firstDay, int skipped) {
        long lastDay = rules.lastDay(firstDay);
        int[] gaps = new int[16];
        int[] nextWeekdays = new int[16];
        int count = 0;
        long day = firstDay;
        for (int number = 1; number <= abandonAfter && day <= lastDay; number++) {
            long next = calendar.dayAfter(day);
            if (number > skipped) {
                if (++count == gaps.length) {
                    gaps = Arrays.copyOf(gaps, 2 * count);
                    nextWeekdays = Arrays.copyOf(nextWeekdays, 2 * count);
                }
                gaps[count] = (int) (next - day);
                nextWeekdays[count] = weekday(next);
            }
            day = next;
        }
        return new PhaseDays(count, gaps, nextWeekdays);
    }

    static int weekday(long day) {
        return Math.floorMod(day, DAYS_OF_WEEK);
    }

    /** By day: what passing on it is worth, if that depends on the day of the week on which the next phase starts. */
    double[] passed(double[] byWeekday) {
        double[] passed = new double[count + 1];
        for (int day = 1; day <= count; day++) {
            passed[day] = byWeekday[nextWeekdays[day]];
        }
        return passed;
    }

    /** By day: the place of its gap among all. */
    int[] gapOf(int[] all) {
        int[] gapOf = new int[count + 1];
        for (int day = 1; day <= count; day++) {
            for (int g = 0; g < all.length; g++) {
                gapOf[day] = all[g] == gaps[day] ? g : gapOf[day];
            }
        }
        return gapOf;
    }
}
