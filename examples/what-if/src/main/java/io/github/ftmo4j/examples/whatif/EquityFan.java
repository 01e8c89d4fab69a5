package io.github.ftmo4j.examples.whatif;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.decision.Value;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Balances of the first phase by trading day, over a number of attempts, and the floors of the day. Where an attempt
 * has ended, its last balance counts.
 *
 * @param days one for each day, from the start
 * @param target the balance at which the profit target is reached; none if there is none
 */
record EquityFan(List<Day> days, Optional<Double> target) {

    private static final int ATTEMPTS = 400;
    private static final int MOST_DAYS = 120;
    private static final double NEARLY_ALL = 0.9;

    /**
     * One day.
     *
     * @param balances from low to high
     * @param maximumLossFloor the median over the attempts that still run
     * @param dailyFloor the median over the attempts that still run
     */
    record Day(double[] balances, double maximumLossFloor, double dailyFloor) {

        double quantile(double probability) {
            return balances[(int) Math.min(balances.length - 1.0, Math.floor(probability * balances.length))];
        }
    }

    /** One attempt: the balance at the start of each day, and the floors of the day. */
    private static final class Course {

        private final List<double[]> days = new ArrayList<>();
        private double balance;
        private double target = Double.NaN;
        private boolean over;

        void log(LogEntry entry) {
            if (over) {
                return;
            }
            if (entry.event() == LogEvent.RUN_STARTED || entry.event() == LogEvent.EQUITY) {
                balance = amount(entry, "balance").orElse(balance);
            }
            if (entry.event() == LogEvent.DAY_ROLLED) {
                days.add(
                        new double[] {balance, floor(entry, "maximumLossHeadroom"), floor(entry, "dailyLossHeadroom")});
                amount(entry, "toTarget").ifPresent(more -> target = Double.isNaN(target) ? balance + more : target);
            }
            if (entry.event() == LogEvent.PASSED
                    || entry.event() == LogEvent.BREACH
                    || entry.event() == LogEvent.RUN_ENDED) {
                days.add(new double[] {balance, Double.NaN, Double.NaN});
                over = true;
            }
        }

        private double floor(LogEntry entry, String headroom) {
            return amount(entry, headroom).map(left -> balance - left).orElse(Double.NaN);
        }

        private static Optional<Double> amount(LogEntry entry, String name) {
            return entry.fields()
                    .value(name)
                    .filter(Value.Amount.class::isInstance)
                    .map(value -> money(((Value.Amount) value).money()));
        }

        private static double money(Money money) {
            return money.toBigDecimal().doubleValue();
        }
    }

    static EquityFan of(Simulation simulation) {
        List<Course> courses = new ArrayList<>();
        for (int trial = 0; trial < Math.min(ATTEMPTS, simulation.trials()); trial++) {
            Course course = new Course();
            simulation.trace(trial, course::log);
            courses.add(course);
        }
        Phase phase = simulation.spec().program().phases().get(0);
        CompiledPhase rules = CompiledPhase.of(phase);
        Money initial = phase.initialBalance();
        long start = initial.minorUnits();
        double maximumFloor = Course.money(initial.withMinorUnits(rules.maximumLossFloor(start, 0)));
        double dailyFloor = rules.hasDailyLoss()
                ? Course.money(initial.withMinorUnits(rules.dailyLossFloor(start, start)))
                : Double.NaN;
        int[] lengths =
                courses.stream().mapToInt(course -> course.days.size()).sorted().toArray();
        int shown = Math.max(2, Math.min(MOST_DAYS, lengths[(int) (NEARLY_ALL * (lengths.length - 1))]));
        List<Day> days = new ArrayList<>();
        days.add(new Day(new double[] {Course.money(initial)}, maximumFloor, dailyFloor));
        for (int i = 0; i < shown; i++) {
            int day = i;
            days.add(new Day(
                    courses.stream()
                            .mapToDouble(course -> course.days.get(Math.min(day, course.days.size() - 1))[0])
                            .sorted()
                            .toArray(),
                    median(courses, day, 1),
                    median(courses, day, 2)));
        }
        return new EquityFan(
                days,
                courses.stream()
                        .map(course -> course.target)
                        .filter(target -> !target.isNaN())
                        .findFirst());
    }

    /** Over the attempts that still run on a day; NaN if none does. */
    private static double median(List<Course> courses, int day, int column) {
        double[] floors = courses.stream()
                .filter(course -> day < course.days.size())
                .mapToDouble(course -> course.days.get(day)[column])
                .filter(floor -> !Double.isNaN(floor))
                .sorted()
                .toArray();
        return floors.length == 0 ? Double.NaN : floors[floors.length / 2];
    }

    double lowest() {
        return days.stream()
                .flatMapToDouble(day -> Arrays.stream(new double[] {day.quantile(0.05), day.maximumLossFloor}))
                .filter(value -> !Double.isNaN(value))
                .min()
                .orElseThrow();
    }

    double highest() {
        return Math.max(
                target.orElse(0.0),
                days.stream().mapToDouble(day -> day.quantile(0.95)).max().orElseThrow());
    }
}
