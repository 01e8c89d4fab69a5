package io.github.ftmo4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnswerProperties {

    private record Kind<T extends Answer>(Document<T> document, JsonSchema schema) {

        static <T extends Answer> Kind<T> of(Document<T> document) {
            return new Kind<>(
                    document,
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(document.schema()));
        }
    }

    private static final Map<Class<?>, Kind<?>> KINDS = Map.of(
            Answer.Odds.class, Kind.of(Document.oddsAnswer()),
            Answer.Journey.class, Kind.of(Document.journeyAnswer()),
            Answer.Policy.class, Kind.of(Document.policyAnswer()),
            Answer.Sweep.class, Kind.of(Document.sweepAnswer()),
            Answer.Sensitivities.class, Kind.of(Document.sensitivityAnswer()),
            Answer.Portfolio.class, Kind.of(Document.portfolioAnswer()));

    private static Kind<?> kind(Answer answer) {
        return Objects.requireNonNull(KINDS.get(answer.getClass()));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anAnswerIsReadBackAsItWasWritten(@ForAll("answers") Answer answer) {
        String written = answer.json().toString();
        Answer read = kind(answer).document().read(written);

        assertThat(read).isEqualTo(answer);
        assertThat(read.json()).hasToString(written);
        assertThat(answer.json().path("version").intValue()).isEqualTo(Document.VERSION);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theSchemaAcceptsWhatIsWritten(@ForAll("answers") Answer answer) {
        assertThat(kind(answer).schema().validate(answer.json())).isEmpty();
    }

    /** A list is right nowhere with such an item, and every object of an answer has the fields that it must have. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aWrongValueIsRefusedWithItsPathByTheReaderAndByTheSchema(@ForAll("answers") Answer answer, @ForAll int place) {
        ObjectNode document = answer.json();
        List<Wrong> places = new ArrayList<>();
        collect(document, "$", places);
        Wrong wrong = places.get(Math.floorMod(place, places.size()));
        wrong.set();

        InvalidDocumentException refusal = catchThrowableOfType(
                InvalidDocumentException.class, () -> kind(answer).document().read(document));
        assertThat(refusal).as("%s in %s", wrong.path(), document).isNotNull();
        assertThat(refusal.problems())
                .anySatisfy(problem -> assertThat(problem.path()).startsWith(wrong.path()));
        assertThat(kind(answer).schema().validate(document)).as("%s", document).isNotEmpty();
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void anUnknownFieldIsRefused(@ForAll("answers") Answer answer) {
        ObjectNode document = answer.json().put("colour", 1);

        InvalidDocumentException refusal = catchThrowableOfType(
                InvalidDocumentException.class, () -> kind(answer).document().read(document));
        assertThat(refusal.problems()).extracting(Problem::path).containsExactly("$.colour");
        assertThat(kind(answer).schema().validate(document)).isNotEmpty();
    }

    private record Wrong(ObjectNode object, String name, String path) {

        void set() {
            object.putArray(name).addArray();
        }
    }

    private static void collect(JsonNode node, String path, List<Wrong> places) {
        node.properties().forEach(entry -> {
            String inner = entry.getKey().matches("\\w+") ? "." + entry.getKey() : "['" + entry.getKey() + "']";
            places.add(new Wrong((ObjectNode) node, entry.getKey(), path + inner));
            collect(entry.getValue(), path + inner, places);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), path + "[" + i + "]", places);
        }
    }

    @Provide
    Arbitrary<Answer> answers() {
        return Arbitraries.oneOf(
                RandomAnswers.of(Answer.Odds.class).map(each -> (Answer) each),
                RandomAnswers.of(Answer.Journey.class),
                RandomAnswers.of(Answer.Policy.class),
                RandomAnswers.of(Answer.Sweep.class),
                RandomAnswers.of(Answer.Sensitivities.class),
                RandomAnswers.of(Answer.Portfolio.class));
    }
}
