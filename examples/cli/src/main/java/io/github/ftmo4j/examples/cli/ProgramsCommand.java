package io.github.ftmo4j.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.json.NamedPrograms;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Lists programs. */
@Command(
        name = "programs",
        header = "Lists the programs that --program names, and the sizes in dollars in which they are sold.",
        footer = {"  ftmo4j programs", "  ftmo4j programs --json"})
final class ProgramsCommand extends Ftmo4jCommand {

    @Override
    public Integer call() {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        StringBuilder text = new StringBuilder();
        for (String name : NamedPrograms.names()) {
            List<Money> sizes = NamedPrograms.sizes(name);
            Program program = NamedPrograms.of(name, sizes.get(sizes.size() - 1));
            ObjectNode object = answer.addObject().put("name", name).put("title", program.name());
            ArrayNode sold = object.putArray("sizes");
            sizes.forEach(size -> sold.add(size.toString()));
            ArrayNode phases = object.putArray("phases");
            program.phases().forEach(phase -> phases.add(phase.name()));
            program.source()
                    .ifPresent(source -> object.put("source", source.page())
                            .put("asOf", source.asOf().toString()));
            text.append(String.format(
                    "%-28s %s: %s%n",
                    name,
                    program.name(),
                    sizes.stream()
                            .map(size -> size.toBigDecimal().toBigInteger().toString())
                            .collect(Collectors.joining(", "))));
        }
        print(answer, () -> text.toString().stripTrailing());
        return 0;
    }
}
