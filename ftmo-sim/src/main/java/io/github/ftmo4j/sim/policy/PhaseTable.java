package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.engine.internal.StateIndex;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a policy does in one phase: the stake of every state that can be reached, by day and number of trades of the
 * day. Immutable.
 */
final class PhaseTable {

    /** The answer for a state that cannot be reached. */
    static final long UNKNOWN = -1;

    private final String terms;
    private final boolean capped;

    /** No stake exceeds a cap of this size after a loss: it is none. */
    private final long noCapFrom;

    /** Whether the best-day rule cannot bind and is left out. */
    private final boolean withoutBestDay;

    private final StateIndex states;

    /** By state, where its stakes begin; the last number is where they end. */
    private final int[] firstStake;

    private final long[] stakes;

    /** By level, the states that can be reached at it. */
    private final int[][] levels;

    /** By the day of the week of the start, day and trade. */
    private final NavigableMap<Integer, Layer[][]> starts;

    /** By level and state, the place of the state among those of the level; −1 if there is none. */
    private final int[][] places;

    private PhaseTable(
            String terms,
            boolean capped,
            long noCapFrom,
            boolean withoutBestDay,
            StateIndex states,
            int[] firstStake,
            long[] stakes,
            int[][] levels,
            NavigableMap<Integer, Layer[][]> starts) {
        this.terms = terms;
        this.capped = capped;
        this.noCapFrom = noCapFrom;
        this.withoutBestDay = withoutBestDay;
        this.states = states;
        this.firstStake = firstStake;
        this.stakes = stakes;
        this.levels = levels;
        this.starts = starts;
        places = new int[levels.length][states.size()];
        for (int level = 0; level < levels.length; level++) {
            Arrays.fill(places[level], -1);
            for (int i = 0; i < levels[level].length; i++) {
                places[level][levels[level][i]] = i;
            }
        }
    }

    static PhaseTable of(
            Phase phase, boolean capped, PhaseGraph graph, NavigableMap<Integer, Layer[][]> starts, int days) {
        int size = graph.size() - PhaseGraph.FIRST;
        int[] firstStake = new int[size + 1];
        for (int s = 0; s < size; s++) {
            int state = s + PhaseGraph.FIRST;
            firstStake[s + 1] = firstStake[s] + graph.lastOption(state) - graph.firstOption(state);
        }
        long[] stakes = new long[firstStake[size]];
        for (int s = 0; s < size; s++) {
            int first = graph.firstOption(s + PhaseGraph.FIRST);
            for (int i = firstStake[s]; i < firstStake[s + 1]; i++) {
                stakes[i] = graph.stake(first + i - firstStake[s]);
            }
        }
        int[][] levels = new int[graph.levels()][];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = Arrays.stream(graph.states(level), 0, graph.count(days, level))
                    .map(state -> state - PhaseGraph.FIRST)
                    .toArray();
        }
        return new PhaseTable(
                terms(phase),
                capped,
                graph.noCapFrom(),
                graph.withoutBestDay(),
                StateIndex.of(graph.width(), graph.keys()),
                firstStake,
                stakes,
                levels,
                starts);
    }

    /** The objectives of a phase in one line. */
    static String terms(Phase phase) {
        return String.join(
                ", ",
                phase.name(),
                phase.initialBalance().toString(),
                "target " + phase.profitTarget(),
                "" + phase.maximumLoss(),
                "" + phase.dailyLoss(),
                "" + phase.floatingLoss(),
                "" + phase.bestDay(),
                "" + phase.tradingDays(),
                "" + phase.timeLimit(),
                "" + phase.inactivity(),
                "" + phase.breachTest());
    }

    String terms() {
        return terms;
    }

    boolean isCapped() {
        return capped;
    }

    /** Whether it matters how many days were idle. */
    boolean countsIdle() {
        return starts.values().stream()
                .flatMap(days -> Arrays.stream(days).skip(1).flatMap(Arrays::stream))
                .anyMatch(layer -> layer.idleStates > 0);
    }

    StateKey key(CompiledPhase rules) {
        return new StateKey(rules, capped, withoutBestDay);
    }

    /** A cap after a loss as it is written into states. */
    long cap(long most) {
        return most >= noCapFrom ? StateKey.NO_CAP : most;
    }

    int size() {
        return states.size();
    }

    /**
     * The stake of a state.
     *
     * @param key the numbers of the state
     * @param weekday the day of the week of the first day, from 0 to 6
     * @param day the trading day, counted from 1
     * @param trade how many trades the day has had
     * @param idle twice the idle days before today, plus one if a trade of today was refused; −1 if something was
     *     risked today
     * @return minor units; {@link #UNKNOWN} if the state cannot be reached then
     */
    long stake(long[] key, int weekday, int day, int trade, int idle) {
        int state = states.find(key, 0);
        Layer layer = layer(weekday, day, trade);
        if (state == StateIndex.NONE || layer == null) {
            return UNKNOWN;
        }
        int place = places[PhaseGraph.level(trade)][state];
        if (place < 0 || place >= layer.best.length) {
            return UNKNOWN;
        }
        int option = layer.option(place);
        int morning = places[0][state];
        boolean countsIdle = idle >= 0 && layer.idleStates > 0 && morning >= 0;
        if (countsIdle && idle >= layer.idleStates) {
            return UNKNOWN;
        }
        boolean refused = countsIdle ? layer.isRefused(morning, idle) : layer.isRefused(place);
        return refused || option == PhaseGraph.NOTHING ? 0 : stakes[firstStake[state] + option];
    }

    private @Nullable Layer layer(int weekday, int day, int trade) {
        Layer[][] days = starts.get(weekday);
        if (days == null) {
            days = starts.get(PhaseSearch.ANY_DAY);
        }
        return days == null || day < 1 || day >= days.length || trade >= days[day].length ? null : days[day][trade];
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(terms);
        out.writeBoolean(capped);
        out.writeLong(noCapFrom);
        out.writeBoolean(withoutBestDay);
        out.writeInt(states.width());
        write(out, Arrays.copyOf(states.keys(), states.size() * states.width()));
        write(out, firstStake);
        write(out, stakes);
        out.writeInt(levels.length);
        for (int[] level : levels) {
            write(out, level);
        }
        out.writeInt(starts.size());
        IdentityHashMap<Layer, Integer> numbers = new IdentityHashMap<>();
        for (Map.Entry<Integer, Layer[][]> start : starts.entrySet()) {
            out.writeInt(start.getKey());
            out.writeInt(start.getValue().length - 1);
            for (int day = 1; day < start.getValue().length; day++) {
                out.writeInt(start.getValue()[day].length);
                for (Layer layer : start.getValue()[day]) {
                    write(out, layer, numbers);
                }
            }
        }
    }

    private static void write(DataOutputStream out, Layer layer, Map<Layer, Integer> numbers) throws IOException {
        Integer known = numbers.get(layer);
        out.writeInt(known == null ? -1 : known);
        if (known == null) {
            numbers.put(layer, numbers.size());
            out.writeInt(layer.best.length);
            out.writeInt(layer.idleStates);
            layer.write(out);
        }
    }

    /**
     * Reads what was written.
     *
     * @throws IOException if it is something else
     * @throws RuntimeException likewise
     */
    static PhaseTable read(DataInputStream in) throws IOException {
        String terms = in.readUTF();
        boolean capped = in.readBoolean();
        long noCapFrom = in.readLong();
        boolean withoutBestDay = in.readBoolean();
        StateIndex states = StateIndex.of(in.readInt(), readLongs(in));
        int[] firstStake = readInts(in);
        long[] stakes = readLongs(in);
        int[][] levels = new int[in.readInt()][];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = readInts(in);
        }
        NavigableMap<Integer, Layer[][]> starts = new TreeMap<>();
        List<Layer> layers = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int weekday = in.readInt();
            Layer[][] days = new Layer[in.readInt() + 1][];
            days[0] = new Layer[0];
            for (int day = 1; day < days.length; day++) {
                days[day] = new Layer[in.readInt()];
                for (int trade = 0; trade < days[day].length; trade++) {
                    days[day][trade] = readLayer(in, layers);
                }
            }
            starts.put(weekday, days);
        }
        return new PhaseTable(terms, capped, noCapFrom, withoutBestDay, states, firstStake, stakes, levels, starts);
    }

    private static Layer readLayer(DataInputStream in, List<Layer> layers) throws IOException {
        int known = in.readInt();
        if (known >= 0) {
            return layers.get(known);
        }
        Layer layer = Layer.read(in, in.readInt(), in.readInt());
        layers.add(layer);
        return layer;
    }

    private static void write(DataOutputStream out, long[] values) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static void write(DataOutputStream out, int[] values) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static long[] readLongs(DataInputStream in) throws IOException {
        long[] values = new long[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    private static int[] readInts(DataInputStream in) throws IOException {
        int[] values = new int[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhaseTable table
                && terms.equals(table.terms)
                && capped == table.capped
                && noCapFrom == table.noCapFrom
                && withoutBestDay == table.withoutBestDay
                && states.equals(table.states)
                && Arrays.equals(firstStake, table.firstStake)
                && Arrays.equals(stakes, table.stakes)
                && Arrays.deepEquals(levels, table.levels)
                && starts.keySet().equals(table.starts.keySet())
                && starts.keySet().stream().allMatch(key -> Arrays.deepEquals(starts.get(key), table.starts.get(key)));
    }

    @Override
    public int hashCode() {
        return 31 * terms.hashCode() + Arrays.hashCode(stakes);
    }
}
