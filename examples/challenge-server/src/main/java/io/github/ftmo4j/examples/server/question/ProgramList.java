package io.github.ftmo4j.examples.server.question;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.json.NamedPrograms;
import java.util.List;

/** The programs that have a name. */
public final class ProgramList {

    private static final Money USUAL_SIZE = Money.usd(100_000);

    private ProgramList() {}

    /** Name, sizes and terms of each; the terms are those of a size of 100,000, or of the largest. */
    public static ArrayNode json() {
        ArrayNode programs = JsonNodeFactory.instance.arrayNode();
        for (String name : NamedPrograms.names()) {
            List<Money> sold = NamedPrograms.sizes(name);
            Program program =
                    NamedPrograms.of(name, sold.contains(USUAL_SIZE) ? USUAL_SIZE : sold.get(sold.size() - 1));
            ObjectNode entry = programs.addObject().put("name", name).put("title", program.name());
            ArrayNode sizes = entry.putArray("sizes");
            sold.forEach(size -> sizes.add(size.toString()));
            ArrayNode terms = entry.putArray("terms");
            program.describe().forEach(terms::add);
        }
        return programs;
    }
}
