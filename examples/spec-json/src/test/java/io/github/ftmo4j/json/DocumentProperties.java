package io.github.ftmo4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.sim.Portfolio;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

class DocumentProperties {

    private static final JsonSchema SIMULATION = schema(Document.simulation());
    private static final JsonSchema POLICY = schema(Document.policy());
    private static final JsonSchema JOURNEY = schema(Document.journey());
    private static final JsonSchema PORTFOLIO = schema(Document.portfolio());

    private static JsonSchema schema(Document<?> document) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document.schema());
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aSimulationIsReadBackAsItWasWritten(@ForAll("specs") SimulationSpec spec) {
        ObjectNode written = Document.simulation().write(spec);

        assertThat(Document.simulation().read(written.toString())).isEqualTo(spec);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aPolicySearchIsReadBackAsItWasWritten(@ForAll("policies") PolicySearch search) {
        ObjectNode written = Document.policy().write(search);

        assertThat(Document.policy().read(written.toString())).isEqualTo(search);
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void theSchemaAcceptsWhatIsWritten(
            @ForAll("specs") SimulationSpec spec,
            @ForAll("policies") PolicySearch search,
            @ForAll("journeys") JourneySpec journey) {
        assertThat(SIMULATION.validate(Document.simulation().write(spec))).isEmpty();
        assertThat(POLICY.validate(Document.policy().write(search))).isEmpty();
        assertThat(JOURNEY.validate(Document.journey().write(journey))).isEmpty();
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void aJourneyIsReadBackAsItWasWritten(@ForAll("journeys") JourneySpec spec) {
        ObjectNode written = Document.journey().write(spec);

        assertThat(Document.journey().read(written.toString())).isEqualTo(spec);
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void aPortfolioIsReadBackAsItWasWritten(@ForAll("specs") SimulationSpec spec, @ForAll long seed) {
        SimulationSpec one =
                Simulation.of(spec).accounts(1, Dependence.independent()).spec();
        Portfolio portfolio = Portfolio.builder()
                .challenge(one)
                .challenge(one)
                .trials(10)
                .seed(seed)
                .build();
        ObjectNode written = Document.portfolio().write(portfolio);

        assertThat(PORTFOLIO.validate(written)).isEmpty();
        assertThat(Document.portfolio().read(written.toString())).isEqualTo(portfolio);
    }

    /** The properties above, with more tries. */
    @Tag("thorough")
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void everythingIsReadBackAsItWasWritten(
            @ForAll("specs") SimulationSpec spec,
            @ForAll("policies") PolicySearch search,
            @ForAll("journeys") JourneySpec journey,
            @ForAll int place,
            @ForAll("values") String value) {
        aSimulationIsReadBackAsItWasWritten(spec);
        aPolicySearchIsReadBackAsItWasWritten(search);
        aJourneyIsReadBackAsItWasWritten(journey);
        aPortfolioIsReadBackAsItWasWritten(spec, place);
        aChangedValueIsReadOrRefused(spec, place, value);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aProgramIsReadBackAsItWasWritten(@ForAll("programs") Program program) {
        JsonNode written = Document.typeOf(Program.class).write(program);

        assertThat(Document.typeOf(Program.class).read(Document.parse(written.toString()), Place.root()))
                .contains(program);
    }

    /** A field that does not exist, and a value of another type, are refused wherever they are. */
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void aChangedShapeIsRefusedWithItsPathByTheReaderAndByTheSchema(
            @ForAll("specs") SimulationSpec spec, @ForAll int place, @ForAll boolean adds) {
        ObjectNode document = Document.simulation().write(spec);
        List<Change> changes = new ArrayList<>();
        collect(document, "$", changes);
        Change change = changes.get(Math.floorMod(place, changes.size()));
        if (adds && change.at() instanceof ObjectNode object && change.isClosed()) {
            object.put("surplus", 1);
        } else {
            change.replace();
        }

        InvalidDocumentException refusal = catchThrowableOfType(
                InvalidDocumentException.class, () -> Document.simulation().read(document));

        assertThat(refusal).as("%s in %s", change, document).isNotNull();
        assertThat(refusal.problems())
                .anySatisfy(problem -> assertThat(problem.path()).startsWith(change.parentPath()));
        assertThat(SIMULATION.validate(document)).as("%s", document).isNotEmpty();
    }

    /** Whatever stands in a document, it is read or refused as invalid, and nothing else happens. */
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void aChangedValueIsReadOrRefused(
            @ForAll("specs") SimulationSpec spec, @ForAll int place, @ForAll("values") String value) {
        ObjectNode document = Document.simulation().write(spec);
        List<Change> changes = new ArrayList<>();
        collect(document, "$", changes);
        changes.get(Math.floorMod(place, changes.size())).replace(Document.parse(value));

        try {
            Document.simulation().read(document.toString());
        } catch (InvalidDocumentException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                "0",
                "-0.0",
                "-1",
                "1",
                "1.0",
                "1e308",
                "-1e308",
                "1e999",
                "5e-324",
                "2147483647",
                "2147483648",
                "-2147483648",
                "9223372036854775807",
                "1e99999",
                "123456789012345678901234567890",
                "null",
                "true",
                "[]",
                "{}",
                "[[]]",
                "[0,0]",
                "\"\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"\\u0000\"",
                "\"2026-02-30\"",
                "\"-999999999-01-01\"",
                "\"0000-01-01\"",
                "\"9999-12-31\"",
                "\"9999-12-31T23:59:59Z\"",
                "\"24:00\"",
                "\"UTC\"",
                "\"PT0S\"",
                "\"PT-1H\"",
                "\"PT999999999999H\"",
                "\"0.00 USD\"",
                "\"-5.00 USD\"",
                "\"999999999999999.99 USD\"",
                "\"1 XXX\"",
                "\"1 QQQ\"",
                "\"1.005 USD\"",
                "\"100000.00 EUR\"",
                "\"MONDAY\"",
                "\"balanced\"",
                "{\"type\":\"bernoulli\"}",
                "{\"a\":1}");
    }

    /** A container in which a value is replaced by one of a type that is wrong everywhere. */
    private record Change(JsonNode parent, String parentPath, String name, int index, JsonNode at) {

        boolean isClosed() {
            return !List.of("caps", "trader", "sizing", "leverage", "closedTrades", "bookedParts")
                            .contains(name)
                    && !parentPath.matches(".*\\.(trader|sizing)");
        }

        void replace() {
            replace(
                    at.isArray()
                            ? JsonNodeFactory.instance.objectNode()
                            : JsonNodeFactory.instance.arrayNode().addNull());
        }

        void replace(JsonNode wrong) {
            if (parent instanceof ObjectNode object) {
                object.set(name, wrong);
            } else {
                ((ArrayNode) parent).set(index, wrong);
            }
        }
    }

    private static void collect(JsonNode node, String path, List<Change> changes) {
        node.properties().forEach(entry -> {
            changes.add(new Change(node, path, entry.getKey(), 0, entry.getValue()));
            String inner = entry.getKey().matches("\\w+") ? "." + entry.getKey() : "['" + entry.getKey() + "']";
            collect(entry.getValue(), path + inner, changes);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            changes.add(new Change(node, path, "", i, node.get(i)));
            collect(node.get(i), path + "[" + i + "]", changes);
        }
    }

    @Provide
    Arbitrary<SimulationSpec> specs() {
        return RandomSpecs.specs();
    }

    @Provide
    Arbitrary<PolicySearch> policies() {
        return RandomSpecs.policies();
    }

    @Provide
    Arbitrary<JourneySpec> journeys() {
        return RandomSpecs.journeys();
    }

    @Provide
    Arbitrary<Program> programs() {
        return RandomSpecs.programs();
    }
}
