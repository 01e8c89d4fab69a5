package io.github.ftmo4j.examples.server.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.examples.server.http.Members;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.json.Answer;
import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.json.Document;
import io.github.ftmo4j.json.InvalidDocumentException;
import io.github.ftmo4j.json.Place;
import io.github.ftmo4j.json.Sentences;
import io.github.ftmo4j.sim.Journey;
import io.github.ftmo4j.sim.Portfolio;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.policy.ChartCell;
import io.github.ftmo4j.sim.policy.OptimalPolicy;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The kinds of questions by name. */
public final class Questions {

    static final long MOST_TRIALS = 10_000_000;

    private static final long MOST_JOURNEYS = 1_000_000;
    private static final long DEFAULT_TRIALS = 100_000;
    private static final long DEFAULT_SEED = 42;
    private static final int MOST_CHALLENGES = 50;
    private static final int MOST_STATES = 3_000_000;
    private static final double LEAST_PROBABILITY = 1e-4;
    private static final int MOST_CELLS = 4_000;
    private static final long MOST_SOLVER_STATES = 20_000_000;

    /** A module whose form in JSON is a file. */
    private static final String TABLE = "optimal-stake";

    private static final Map<String, Function<JsonNode, Question>> KINDS = new TreeMap<>(Map.of(
            "solve", Questions::solve,
            "estimate", Questions::estimate,
            "fan", Questions::fan,
            "journey", Questions::journey,
            "policy", Questions::policy,
            "portfolio", Questions::portfolio,
            "sensitivity", Variations::sensitivity,
            "sweep", Variations::sweep,
            "watch", Watch::read,
            "describe", Questions::describe));

    private static final Map<String, Document<?>> ANSWERS = Map.of(
            "solve", Document.oddsAnswer(),
            "estimate", Document.oddsAnswer(),
            "journey", Document.journeyAnswer(),
            "policy", Document.policyAnswer(),
            "portfolio", Document.portfolioAnswer(),
            "sensitivity", Document.sensitivityAnswer(),
            "sweep", Document.sweepAnswer());

    private Questions() {}

    /** The names of the kinds. */
    public static Iterable<String> kinds() {
        return KINDS.keySet();
    }

    /** Whether there is a kind of this name. */
    public static boolean isKind(String name) {
        return KINDS.containsKey(name);
    }

    /**
     * Checks an answer to a question of a kind. Of some kinds the answer is no figures of the library and may be any.
     *
     * @param at its place; takes what is wrong with it
     */
    public static void check(String kind, JsonNode answer, Place at) {
        Optional.ofNullable(ANSWERS.get(kind)).ifPresent(document -> document.read(answer, at));
    }

    /**
     * Reads a question of a kind that there is.
     *
     * @throws Refusal if the question is not valid
     */
    public static Question read(String kind, JsonNode question) {
        Function<JsonNode, Question> reader = Objects.requireNonNull(KINDS.get(kind), kind);
        if (question.findValuesAsText("type").contains(TABLE)) {
            throw Refusal.invalid("$", "must not hold the table of a policy, which may be of any size; ask v1/policy");
        }
        try {
            return reader.apply(question);
        } catch (InvalidDocumentException e) {
            throw Refusal.of(e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Refusal.invalid("$", String.valueOf(e.getMessage()));
        }
    }

    private static Question solve(JsonNode document) {
        Solver solver = Solver.of(spec(document, Place.root())).mostStates(MOST_SOLVER_STATES);
        return progress -> Answers.of(solver.solve()).json();
    }

    private static Question estimate(JsonNode request) {
        Members members = Members.of(request, Place.root());
        return new Refinement(simulation(members, MOST_TRIALS, DEFAULT_TRIALS));
    }

    private static Question fan(JsonNode request) {
        Members members = Members.of(request, Place.root());
        return new Fan(simulation(members, Fan.MOST_TRIALS, Fan.MOST_TRIALS));
    }

    /** The journey exactly if no trials are stated, which it is refused if it cannot be; else from trials. */
    private static Question journey(JsonNode request) {
        Place root = Place.root();
        Members members = Members.of(request, root);
        boolean exact = !members.has("trials");
        long trials = members.whole("trials", 2, MOST_JOURNEYS, 2);
        long seed = members.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, DEFAULT_SEED);
        JsonNode document = members.node("journey");
        members.end();
        if (document.isMissingNode()) {
            root.field("journey").problem("is missing");
            requireNone(root);
        }
        Optional<JourneySpec> spec = Document.journey().read(document, root.field("journey"));
        requireNone(root);
        Journey journey = Journey.of(spec.orElseThrow());
        return progress -> exact
                ? Answers.of(journey.solve()).json()
                : Answers.of(journey.run(trials, seed, Execution.allProcessors().onProgress(progress::done)))
                        .json();
    }

    /** The last members of a request: {@code simulation}, {@code trials} and {@code seed}. */
    static Simulation simulation(Members members, long mostTrials, long defaultTrials) {
        Place root = members.place();
        long trials = members.whole("trials", 1, mostTrials, defaultTrials);
        long seed = members.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, DEFAULT_SEED);
        JsonNode document = members.node("simulation");
        members.end();
        if (document.isMissingNode()) {
            root.field("simulation").problem("is missing");
            requireNone(root);
        }
        SimulationSpec spec = spec(document, root.field("simulation"));
        return Simulation.of(spec).trials(trials).seed(seed).build();
    }

    private static Question portfolio(JsonNode document) {
        Portfolio portfolio = Document.portfolio().read(document);
        if (portfolio.trials() > MOST_JOURNEYS) {
            throw Refusal.of(422, "work_limit", "trials must be at most " + MOST_JOURNEYS + " here");
        }
        if (portfolio.challenges().size() > MOST_CHALLENGES) {
            throw Refusal.of(422, "work_limit", "challenges must be at most " + MOST_CHALLENGES + " here");
        }
        return progress -> Answers.of(
                        portfolio.run(Execution.allProcessors().onProgress(progress::done)), portfolio.seed())
                .json();
    }

    private static Question policy(JsonNode document) {
        PolicySearch search = Document.policy().read(document);
        if (search.mostStates() > MOST_STATES) {
            throw Refusal.of(422, "work_limit", "mostStates must be at most " + MOST_STATES + " here");
        }
        return progress -> {
            OptimalPolicy policy = search.search();
            Map<String, List<Answer.Cell>> charts = new LinkedHashMap<>();
            search.program().phases().forEach(phase -> charts.put(phase.name(), chart(policy.chart(phase.name()))));
            return Answers.of(policy).withCharts(charts).json();
        };
    }

    /** The cells that attempts are likely to be in, so many at most. */
    private static List<Answer.Cell> chart(List<ChartCell> cells) {
        return cells.stream()
                .filter(cell -> cell.probability() >= LEAST_PROBABILITY)
                .limit(MOST_CELLS)
                .map(Answers::of)
                .toList();
    }

    private static Question describe(JsonNode document) {
        SimulationSpec spec = spec(document, Place.root());
        return progress -> {
            ObjectNode answer =
                    JsonNodeFactory.instance.objectNode().put("summary", String.join(" ", Sentences.of(spec)));
            ArrayNode program = answer.putArray("program");
            spec.program().describe().forEach(program::add);
            answer.set("rules", Document.typeOf(Program.class).write(unsourced(spec.program())));
            ArrayNode lowered = answer.putArray("engine");
            Simulation.of(spec).trials(1).seed(0).build().explain().forEach(lowered::add);
            ArrayNode obstacles = answer.putArray("obstacles");
            Solver.obstacles(spec).forEach(obstacle -> obstacles.add(obstacle.toString()));
            return answer;
        };
    }

    /** The same rules without a source: they stand in a document phase by phase, not by the name of the program. */
    private static Program unsourced(Program program) {
        return new Program(
                program.name(),
                program.phases(),
                program.funded(),
                program.fee(),
                program.clock(),
                program.conditions(),
                Optional.empty());
    }

    private static SimulationSpec spec(JsonNode document, Place at) {
        Optional<SimulationSpec> spec = Document.simulation().read(document, at);
        requireNone(at);
        SimulationSpec read = spec.orElseThrow();
        if (!read.objections().isEmpty()) {
            read.objections().forEach(at::problem);
            requireNone(at);
        }
        return read;
    }

    private static void requireNone(Place at) {
        if (!at.problems().isEmpty()) {
            throw Refusal.invalid(at.problems());
        }
    }
}
