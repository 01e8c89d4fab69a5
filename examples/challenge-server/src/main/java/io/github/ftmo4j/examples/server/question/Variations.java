package io.github.ftmo4j.examples.server.question;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.examples.server.http.Members;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.json.Document;
import io.github.ftmo4j.json.Place;
import io.github.ftmo4j.sim.Sensitivities;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.Sweep;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.sweep.Criterion;
import java.util.List;
import java.util.Optional;

/** Questions that vary a simulation: any place of its document takes any values. */
final class Variations {

    private static final long MOST_TRIALS = 200_000;
    private static final long DEFAULT_TRIALS = 10_000;
    private static final int MOST_ROWS = 500;
    private static final int MOST_DIMENSIONS = 4;

    /**
     * A place and what stands there in turn.
     *
     * @param pointer the place, as a JSON pointer such as {@code /sizing/proposals/0/fraction}
     * @param values the values, at least one
     */
    private record Dimension(JsonPointer pointer, List<Double> values) {

        static Optional<Dimension> of(JsonNode node, Place at) {
            Members members = Members.of(node, at);
            String text = members.text("place", 200, "");
            List<Double> values =
                    members.list("values", MOST_ROWS, (item, place) -> Members.decimal(item, place, -1e12, 1e12));
            members.end();
            if (values.isEmpty()) {
                at.field("values").problem("must have at least one number");
            }
            try {
                return Optional.of(new Dimension(JsonPointer.compile(text), values))
                        .filter(dimension -> !dimension.pointer().matches());
            } catch (IllegalArgumentException e) {
                at.field("place").problem("must be a JSON pointer such as /outcomes/winRate, was \"" + text + "\"");
                return Optional.empty();
            }
        }

        Sweep over(Sweep sweep, Simulation base) {
            return sweep.over(pointer.toString(), values, (trader, value) -> {
                ObjectNode document = Document.simulation().write(trader.spec());
                JsonNode number = value == Math.rint(value)
                        ? JsonNodeFactory.instance.numberNode(value.longValue())
                        : JsonNodeFactory.instance.numberNode(value);
                put(document, number);
                return Simulation.of(Document.simulation().read(document))
                        .trials(base.trials())
                        .seed(base.seed());
            });
        }

        private void put(ObjectNode document, JsonNode value) {
            JsonNode parent = document.at(pointer.head());
            JsonPointer last = pointer.last();
            if (parent instanceof ObjectNode object) {
                object.set(last.getMatchingProperty(), value);
            } else if (parent instanceof ArrayNode list && list.has(last.getMatchingIndex())) {
                list.set(last.getMatchingIndex(), value);
            } else {
                throw new IllegalArgumentException("place must be in the simulation, was " + pointer);
            }
        }
    }

    private Variations() {}

    /** All combinations of the values of some places, on the same draws, or exactly if no trials are stated. */
    static Question sweep(JsonNode request) {
        Place root = Place.root();
        Members members = Members.of(request, root);
        List<Dimension> dimensions = members.list("over", MOST_DIMENSIONS, Dimension::of);
        boolean exact = !members.has("trials");
        Simulation base = Questions.simulation(members, MOST_TRIALS, DEFAULT_TRIALS);
        if (dimensions.isEmpty()) {
            throw Refusal.invalid("$.over", "must have at least one place and its values");
        }
        long rows = dimensions.stream()
                .mapToLong(dimension -> dimension.values().size())
                .reduce(1, (a, b) -> a * b);
        if (rows > MOST_ROWS) {
            throw Refusal.of(422, "work_limit", "over makes " + rows + " rows, at most " + MOST_ROWS + " are computed");
        }
        Sweep sweep = Sweep.of(base).by(Criterion.atLeast(1), Criterion.pass(), Criterion.daysToPass());
        for (Dimension dimension : dimensions) {
            sweep = dimension.over(sweep, base);
        }
        Sweep whole = sweep;
        return progress -> {
            Execution execution = Execution.allProcessors().onProgress(progress::done);
            return Answers.of(exact ? whole.solve(execution) : whole.run(execution))
                    .json();
        };
    }

    /** What one step more of each number of a simulation changes. */
    static Question sensitivity(JsonNode request) {
        Members members = Members.of(request, Place.root());
        boolean exact = !members.has("trials");
        Simulation simulation = Questions.simulation(members, MOST_TRIALS, DEFAULT_TRIALS);
        Sensitivities sensitivities =
                Sensitivities.of(simulation).by(Criterion.atLeast(1), Criterion.pass(), Criterion.daysToPass());
        return progress ->
                Answers.of(exact ? sensitivities.solve() : sensitivities.run()).json();
    }
}
