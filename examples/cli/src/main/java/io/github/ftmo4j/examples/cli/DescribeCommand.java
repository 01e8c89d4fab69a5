package io.github.ftmo4j.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.json.Document;
import io.github.ftmo4j.json.Sentences;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Describes programs and questions. */
@Command(
        name = "describe",
        header = "Describes the rules of a program; and a whole question as a specification, if it is one.",
        footer = {
            "  ftmo4j describe --program ftmo-1-step --size 50000",
            "  ftmo4j describe --program ftmo-2-step --win-rate 0.48 --payoff 1.6 --json"
        })
final class DescribeCommand extends Ftmo4jCommand {

    @Mixin
    private Question question = new Question();

    @Override
    public Integer call() {
        Program program = question.program();
        Optional<SimulationSpec> spec = question.statesTrades() ? Optional.of(question.spec()) : Optional.empty();
        List<Obstacle> obstacles = spec.map(Solver::obstacles).orElse(List.of());
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("program", program.name());
        ArrayNode rules = answer.putArray("rules");
        program.describe().forEach(rules::add);
        spec.ifPresent(asked -> {
            answer.put("solvable", obstacles.isEmpty());
            ArrayNode why = answer.putArray("obstacles");
            obstacles.forEach(obstacle -> why.add(obstacle.toString()));
            ArrayNode assumptions = answer.putArray("assumptions");
            asked.assumptions().forEach(assumptions::add);
            answer.set("specification", Document.simulation().write(asked));
        });
        print(answer, () -> words(program, spec, obstacles));
        return 0;
    }

    private static String words(Program program, Optional<SimulationSpec> spec, List<Obstacle> obstacles) {
        StringBuilder text = new StringBuilder();
        text.append(program).append(System.lineSeparator());
        program.describe().forEach(rule -> text.append("  ").append(rule).append(System.lineSeparator()));
        spec.ifPresent(asked -> {
            Sentences.of(asked).forEach(sentence -> text.append(sentence).append(System.lineSeparator()));
            asked.assumptions().forEach(assumption -> Words.line(text, "Assumed", assumption));
            Words.line(
                    text,
                    "Can be solved",
                    obstacles.isEmpty()
                            ? "yes"
                            : "no: "
                                    + obstacles.stream().map(Obstacle::toString).collect(Collectors.joining("; ")));
        });
        return text.toString().stripTrailing();
    }
}
