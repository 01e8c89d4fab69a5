package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    private final PhaseGraph graph;
    private final int root;
    private final TreeMap<Integer, PhaseDays> starts = new TreeMap<>();
    private final TreeMap<Integer, Induction> inductions = new TreeMap<>();
    private final TreeMap<Integer, Layer[][]> layers = new TreeMap<>();

    PhaseSearch(PolicySearch search, Phase phase, boolean startMatters, boolean isFirst) {
        this.search = search;
        this.phase = phase;
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

    private PhaseDays start(int key) {
        return Objects.requireNonNull(starts.get(key));
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
            double value = induction.best(root, start(key).passed(passed), costOfDay, equal);
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
                induction.given(
                        root,
                        Objects.requireNonNull(layers.get(key)),
                        start(key).passed(passed),
                        costOfDay)));
        return values;
    }

    /** The values of one stake of the menu. */
    double[] fixed(int stake, double[] passed, double costOfDay) {
        double[] values = new double[PhaseDays.DAYS_OF_WEEK];
        inductions.forEach((key, induction) ->
                put(values, key, induction.fixed(root, stake, start(key).passed(passed), costOfDay)));
        return values;
    }

    private static void put(double[] values, int key, double value) {
        if (key == ANY_DAY) {
            Arrays.fill(values, value);
        } else {
            values[key] = value;
        }
    }

    /**
     * The best stake of a running account.
     *
     * @param passed by day of the week on which the next phase starts: what passing is worth
     * @param chances the same for the probability of passing
     * @return the stake in minor units, the value and the probability
     */
    Running running(
            AccountMachine account, long cap, int trade, double[] passed, double[] chances, double cost, double equal) {
        int day = OptimalStake.phaseDay(search.calendar(), account.firstDay(), account.day());
        PhaseDays days = days(account.firstDay(), day - 1);
        if (days.count() == 0) {
            return new Running(0, 0, 0);
        }
        PhaseGraph from = new PhaseGraph(search, phase, search.ends(), gaps());
        int state = from.running(account, cap);
        from.explore(state, trade, days.count());
        Induction induction = induction(from, days, trade);
        double value = induction.best(state, days.passed(passed), cost, equal);
        Layer[][] policy = induction.layers();
        double chance = induction.given(state, policy, days.passed(chances), 0);
        // the only state that is reached before this trade of the first day is the present one
        int option = policy[1][trade].option(0);
        boolean nothing = option == PhaseGraph.NOTHING || policy[1][trade].isRefused(0);
        return new Running(nothing ? 0 : from.stake(from.firstOption(state) + option), value, chance);
    }

    /** The best stake, the value of the goal and the probability of passing. */
    record Running(long stake, double value, double chance) {}

    CompiledPhase rules() {
        return rules;
    }

    /** The stakes of the first trades of all days, by day and balance. */
    List<ChartCell> chart() {
        int key = starts.firstKey();
        TreeMap<Integer, TreeMap<Long, double[]>> cells = new TreeMap<>();
        Induction induction = Objects.requireNonNull(inductions.get(key));
        Layer[][] policy = Objects.requireNonNull(Objects.requireNonNull(layers.get(key)));
        induction.follow(root, policy, (day, state, mass, stake) -> {
            double[] cell = cells.computeIfAbsent(day, number -> new TreeMap<>())
                    .computeIfAbsent(graph.balance(state), balance -> new double[2]);
            cell[0] += mass;
            cell[1] += mass * stake;
        });
        List<ChartCell> chart = new ArrayList<>();
        cells.forEach((day, row) -> row.forEach((balance, cell) -> chart.add(new ChartCell(
                day,
                phase.initialBalance().withMinorUnits(balance),
                Math.min(1, cell[0]),
                phase.initialBalance().withMinorUnits(Math.round(cell[1] / cell[0]))))));
        return chart;
    }

    /** How many days the phase may take at most. */
    int mostDays() {
        return starts.values().stream().mapToInt(PhaseDays::count).max().orElseThrow();
    }

    PhaseTable table() {
        return PhaseTable.of(phase, search.afterLoss() == AfterLoss.CAPPED, graph, layers, mostDays());
    }
}
