package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * The best policy of one phase: for every day of the week on which the phase may start if that matters, else once. Not
 * thread-safe.
 */
final class PhaseSearch {

    /** The key of a phase that may start on any day of the week. */
    static final int ANY_DAY = -1;

    private final PolicySearch search;
    private final Phase phase;
    private final CompiledPhase rules;
    private final boolean startMatters;
    private final PhaseGraph graph;
    private final int root;
    private final TreeMap<Integer, PhaseDays> starts = new TreeMap<>();
    private final TreeMap<Integer, Induction> inductions = new TreeMap<>();
    private final TreeMap<Integer, Layer[][]> layers = new TreeMap<>();

    PhaseSearch(PolicySearch search, Phase phase, boolean startMatters, boolean isFirst) {
        this.search = search;
        this.phase = phase;
        this.startMatters = startMatters;
        rules = CompiledPhase.of(phase);
        TradingCalendar calendar = search.calendar();
        long firstDay = search.start().firstDay(calendar);
        if (!startMatters) {
            starts.put(ANY_DAY, days(firstDay, 0));
        } else if (isFirst) {
            starts.put(PhaseDays.weekday(firstDay), days(firstDay, 0));
        } else {
            for (long day = 0; day < PhaseDays.DAYS_OF_WEEK; day++) {
                if (calendar.contains(LocalDate.ofEpochDay(day))) {
                    starts.put(PhaseDays.weekday(day), days(day, 0));
                }
            }
        }
        graph = new PhaseGraph(search, phase, search.ends(), gaps());
        root = graph.fresh();
        int days = starts.values().stream().mapToInt(PhaseDays::count).max().orElseThrow();
        graph.explore(root, 0, days);
        starts.forEach((key, of) -> inductions.put(key, induction(graph, of, 0)));
    }

    private PhaseDays days(long firstDay, int skipped) {
        return PhaseDays.of(rules, search.calendar(), search.tradingPlan().abandonAfter(), firstDay, skipped);
    }

    /** How many days of the calendar may lie between two trading days, as far as that matters. */
    private int[] gaps() {
        TradingCalendar calendar = search.calendar();
        return phase.inactivity().isEmpty()
                ? new int[] {1}
                : search.calendar().days().stream()
                        .mapToLong(day -> day.getValue() + 3L) // 1970-01-05 was a Monday
                        .mapToInt(day -> (int) (calendar.dayAfter(day) - day))
                        .sorted()
                        .distinct()
                        .toArray();
    }

    private Induction induction(PhaseGraph of, PhaseDays days, int trade) {
        int stalledAfter = search.tradingPlan().stalledAfter();
        boolean mayStall = of.refuses() && stalledAfter < days.count();
        return new Induction(of, search.law(), search.ends(), mayStall ? stalledAfter : 0, days.gapOf(gaps()), trade);
    }

    /** The best values by day of the week on which the phase starts. */
    double[] best(double[] passed, double costOfDay, double equal) {
        double[] values = new double[PhaseDays.DAYS_OF_WEEK];
        inductions.forEach((key, induction) -> {
            double value = induction.best(root, starts.get(key).passed(passed), costOfDay, equal);
            layers.put(key, induction.layers());
            put(values, key, value);
        });
        return values;
    }

    /** The values of the best policy by another measure. */
    double[] given(double[] passed, double costOfDay) {
        double[] values = new double[PhaseDays.DAYS_OF_WEEK];
        inductions.forEach((key, induction) -> put(
                values,
                key,
                induction.given(root, layers.get(key), starts.get(key).passed(passed), costOfDay)));
        return values;
    }

    /** The values of one stake of the menu. */
    double[] fixed(int stake, double[] passed, double costOfDay) {
        double[] values = new double[PhaseDays.DAYS_OF_WEEK];
        inductions.forEach((key, induction) ->
                put(values, key, induction.fixed(root, stake, starts.get(key).passed(passed), costOfDay)));
        return values;
    }

    private static void put(double[] values, int key, double value) {
        if (key == ANY_DAY) {
            Arrays.fill(values, value);
        } else {
            values[key] = value;
        }
    }

    /** How many days the phase may take at most. */
    int mostDays() {
        return starts.values().stream().mapToInt(PhaseDays::count).max().orElseThrow();
    }

    Phase phase() {
        return phase;
    }

    PhaseGraph graph() {
        return graph;
    }
}
