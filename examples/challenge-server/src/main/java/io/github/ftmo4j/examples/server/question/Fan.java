package io.github.ftmo4j.examples.server.question;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.decision.Value;
import io.github.ftmo4j.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of the equity of the first account, at the start of each trading day of the first phase, and the medians of
 * its floors. An attempt that has ended keeps its last equity; it has no floors.
 *
 * @param simulation the simulation, all of whose trials are traced
 */
record Fan(Simulation simulation) implements Question {

    static final int MOST_TRIALS = 1_000;

    private static final int MOST_DAYS = 120;

    /** The start of a day. */
    private record Day(double equity, OptionalDouble dailyLossFloor, OptionalDouble maximumLossFloor) {}

    /** Keeps the days of one attempt, as they begin. */
    private static final class Days implements DecisionLog {
        private final List<Day> days = new ArrayList<>();
        private boolean over;
        private double equity;

        @Override
        public void write(LogEntry entry) {
            if (over || !entry.run().endsWith("-account-1")) {
                return;
            }
            boolean starts = entry.event() == LogEvent.RUN_STARTED;
            over = (starts && !days.isEmpty()) || days.size() > MOST_DAYS;
            if (over) {
                return;
            }
            amount(entry, "equity").ifPresent(value -> equity = value);
            if (starts) {
                days.add(new Day(equity, OptionalDouble.empty(), OptionalDouble.empty()));
            } else if (entry.event() == LogEvent.DAY_ROLLED) {
                days.add(new Day(equity, floor(entry, "dailyLossHeadroom"), floor(entry, "maximumLossHeadroom")));
            }
        }

        private OptionalDouble floor(LogEntry entry, String headroom) {
            OptionalDouble amount = amount(entry, headroom);
            return amount.isPresent() ? OptionalDouble.of(equity - amount.getAsDouble()) : amount;
        }

        private static OptionalDouble amount(LogEntry entry, String name) {
            return entry.fields()
                    .value(name)
                    .filter(Value.Amount.class::isInstance)
                    .map(value -> OptionalDouble.of(
                            ((Value.Amount) value).money().toBigDecimal().doubleValue()))
                    .orElseGet(OptionalDouble::empty);
        }

        private Day day(int number) {
            return number < days.size()
                    ? days.get(number)
                    : new Day(equity, OptionalDouble.empty(), OptionalDouble.empty());
        }
    }

    @Override
    public ObjectNode answer(Progress progress) {
        List<Days> attempts = new ArrayList<>();
        for (long trial = 0;
                trial < simulation.trials() && !Thread.currentThread().isInterrupted();
                trial++) {
            Days days = new Days();
            simulation.trace(trial, days);
            attempts.add(days);
            progress.done(trial + 1, simulation.trials());
        }
        return json(attempts);
    }

    private static ObjectNode json(List<Days> attempts) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("trials", attempts.size());
        ArrayNode days = answer.putArray("days");
        ArrayNode low = answer.putArray("p10");
        ArrayNode median = answer.putArray("p50");
        ArrayNode high = answer.putArray("p90");
        ArrayNode dailyLossFloor = answer.putArray("dailyLossFloor");
        ArrayNode maximumLossFloor = answer.putArray("maximumLossFloor");
        int longest = attempts.stream().mapToInt(each -> each.days.size()).max().orElse(0);
        for (int i = 0; i < Math.min(longest, MOST_DAYS); i++) {
            int number = i;
            List<Day> starts = attempts.stream().map(each -> each.day(number)).toList();
            double[] equity = starts.stream().mapToDouble(Day::equity).sorted().toArray();
            days.add(i);
            low.add(quantile(equity, 0.1));
            median.add(quantile(equity, 0.5));
            high.add(quantile(equity, 0.9));
            dailyLossFloor.add(median(starts.stream().map(Day::dailyLossFloor).toList()));
            maximumLossFloor.add(
                    median(starts.stream().map(Day::maximumLossFloor).toList()));
        }
        return answer;
    }

    private static @Nullable Double median(List<OptionalDouble> values) {
        double[] sorted =
                values.stream().flatMapToDouble(OptionalDouble::stream).sorted().toArray();
        return sorted.length == 0 ? null : Double.valueOf(quantile(sorted, 0.5));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
