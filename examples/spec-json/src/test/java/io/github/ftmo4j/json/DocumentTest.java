package io.github.ftmo4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedState;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Portfolio;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.policy.StakeMenu;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {

    private static final SimulationSpec SPEC = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
            .trades(BernoulliR.of(0.48, 1.6))
            .tradesPerDay(4)
            .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
            .spec();

    @Test
    void whatIsTheDefaultNeedNotStandInTheDocument() {
        String text = """
                {"version": 1,
                 "program": {"name": "ftmo-2-step", "size": "100000 USD"},
                 "outcomes": {"type": "bernoulli", "winRate": 0.48, "win": 1.6},
                 "tradesPerDay": 4,
                 "sizing": {"proposals": [{"type": "fixed-fractional", "fraction": 0.01}]}}
                """;

        assertThat(Document.simulation().read(text)).isEqualTo(SPEC);
        assertThat(Document.simulation().write(SPEC))
                .isEqualTo(Document.parse(text.replace("100000 USD", "100000.00 USD")));
    }

    @Test
    void aCapIsOfTheBalanceUnlessItSaysOtherwise() {
        ObjectNode document = Document.simulation().write(SPEC);
        ((ObjectNode) document.get("sizing"))
                .set("caps", Document.parse("{\"CAP_PER_DAY\": {\"type\": \"share\", \"fraction\": 0.03}}"));

        assertThat(Document.simulation().read(document).sizing().caps().caps().values())
                .containsExactly(new RiskCaps.Share(0.03, RiskBase.BALANCE));
        assertThat(Document.simulation().write(Document.simulation().read(document)))
                .isEqualTo(document);
    }

    @Test
    void theExampleOfTheReadmeIsRead() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String example =
                readme.substring(readme.indexOf("```json") + 7, readme.indexOf("```", readme.indexOf("```json") + 7));

        assertThat(Document.simulation().read(example)).isEqualTo(SPEC);
    }

    @Test
    void allProblemsOfADocumentAreReportedWithTheirPaths() {
        InvalidDocumentException refusal = refusal("""
                {"version": 2,
                 "program": {"name": "ftmo-9-step", "size": "100000 USD"},
                 "outcomes": {"type": "bernoulli", "winRate": 1.2, "win": 1.6, "payoff": 3},
                 "tradesPerDay": {"type": "poison"},
                 "sizing": {"proposals": [{"type": "fixed-fractional", "fraction": "1 %"}, 3], "cap": 1},
                 "calendar": ["MONDAY", "Funday"],
                 "accounts": 1.5,
                 "start": null}
                """);

        assertThat(refusal.problems().stream().map(Problem::toString))
                .containsExactlyInAnyOrder(
                        "$.version: must be 1, was 2",
                        "$.program.name: name must be one of " + NamedPrograms.names() + ", was ftmo-9-step",
                        "$.outcomes.payoff: is unknown here, allowed are [type, winRate, win, loss]",
                        "$.tradesPerDay.type: must be one of [fixed, poisson, of-days], was \"poison\"",
                        "$.sizing.cap: is unknown here, allowed are [proposals, limits, freeze, caps, blackout,"
                                + " session, risesAfterLoss]",
                        "$.sizing.proposals[0].fraction: must be a number, was \"1 %\"",
                        "$.sizing.proposals[1]: must be an object with a type of [fixed-fractional, constant-money,"
                                + " linear-edge, fixed-vol-target, vol-target, kelly, bayes, cppi, drawdown-manager,"
                                + " daily-headroom, target-glide, losing-streak-ladder, scaled, capped, or-else,"
                                + " least, greatest, average, optimal-stake], was 3",
                        "$.calendar[1]: must be one of [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY,"
                                + " SUNDAY], was \"Funday\"",
                        "$.accounts: must be a whole number of 32 bits, was 1.5",
                        "$.start: must be an object with a type of [fresh, running], was null");
        assertThat(refusal).hasMessageContaining("$.version: must be 1, was 2; $.program.name");
    }

    @Test
    void aValueOutOfRangeIsReportedAtItsField() {
        ObjectNode document = Document.simulation().write(SPEC);
        ((ObjectNode) document.get("outcomes")).put("winRate", 1.2);
        ((ObjectNode) document.at("/sizing/proposals/0")).put("fraction", 5);

        assertThat(refusal(document.toString()).problems())
                .extracting(Problem::path)
                .containsExactly("$.outcomes.winRate", "$.sizing.proposals[0].fraction");
    }

    @Test
    void partsThatDoNotFitEachOtherAreReported() {
        ObjectNode document = Document.simulation().write(SPEC).put("accounts", 2_000);

        assertThat(refusal(document.toString()).problems())
                .containsExactly(new Problem("$.accounts", "accounts must be from 1 to 1000, was 2000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"version\": 1} {}",
                "{\"version\": NaN}",
                "{\"version\": 1, \"version\": 1}",
                "{\"version\": 1e999999999}",
                "{\"version\": \"1\"}",
                "\u0000"
            })
    void whatIsNoDocumentIsRefused(String text) {
        assertThat(refusal(text).problems()).isNotEmpty();
    }

    @Test
    void aDocumentIsNotDeepWithoutBound() {
        String deep = "{\"a\":".repeat(100_000);

        assertThat(refusal(deep).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("nesting depth"));
    }

    @Test
    void countlessProblemsAreCut() {
        ObjectNode document = Document.simulation().write(SPEC);
        ((ObjectNode) document.get("sizing")).putArray("proposals").addAll(List.of());
        for (int i = 0; i < 10_000; i++) {
            ((ArrayNode) document.at("/sizing/proposals")).add(i);
        }

        assertThat(refusal(document.toString()).problems()).hasSize(100);
    }

    @Test
    void whatHasNoFormInJsonIsNamed() {
        Gate own = moment -> true;
        SimulationSpec spec = Simulation.of(SPEC)
                .sizing(PositionSizer.builder()
                        .propose(FixedFractional.ofBalance(0.01))
                        .session(own)
                        .build())
                .spec();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Document.simulation().write(spec))
                .withMessageStartingWith("Gate must be one of [always-open, ");

        RiskModule module = new OwnModule();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Document.typeOf(RiskModule.class).write(module))
                .withMessageStartingWith("RiskModule must be one of [fixed-fractional, ")
                .withMessageEndingWith("was OwnModule[]");
    }

    private record OwnModule() implements RiskModule {

        @Override
        public String name() {
            return "Own";
        }

        @Override
        public ModuleState start() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aPolicyIsReadBackWithItsTable() {
        Phase only = Phase.builder("Only", Money.usd(100_000))
                .profitTarget(0.05)
                .maximumLoss(0.05)
                .noDailyLoss()
                .timeLimit(TimeLimit.weekdays(4))
                .build();
        PositionSizer best = PolicySearch.of(Program.of("Own", only), BernoulliR.of(0.48, 1.6), TradesPerDay.fixed(2))
                .menu(StakeMenu.ofInitialBalance(0, 0.01, 0.02))
                .search()
                .sizer();
        SimulationSpec spec = Simulation.of(SPEC).sizing(best).spec();
        ObjectNode written = Document.simulation().write(spec);

        assertThat(Document.simulation().read(written.toString())).isEqualTo(spec);
        ((ObjectNode) written.at("/sizing/proposals/0")).put("table", "AAAA");
        assertThat(refusal(written.toString()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.path()).startsWith("$.sizing.proposals[0]"));
    }

    @Test
    void aPortfolioIsReadBack() {
        Portfolio portfolio = Portfolio.builder()
                .challenge(SPEC)
                .challenge(SPEC, 10)
                .dependence(Dependence.correlated(0.6))
                .trials(1_000)
                .seed(7)
                .build();
        ObjectNode written = Document.portfolio().write(portfolio);

        assertThat(Document.portfolio().read(written.toString())).isEqualTo(portfolio);
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Document.portfolio().schema())
                        .validate(written))
                .isEmpty();
        assertThat(written.at("/challenges/1/start/day").textValue()).isNotEmpty();
        written.put("trials", 0);
        InvalidDocumentException refusal = catchThrowableOfType(
                InvalidDocumentException.class, () -> Document.portfolio().read(written));
        assertThat(refusal.problems()).extracting(Problem::path).containsExactly("$.trials");
    }

    @Test
    void aSavedStateIsReadBack() {
        JsonType<SavedState> type = Document.typeOf(SavedState.class);
        SavedState state = RandomSpecs.savedState();

        assertThat(type.read(Document.parse(type.write(state).toString()), Place.root()))
                .contains(state);
    }

    @Test
    void aSimulationIsSaidInSentences() {
        Simulation.Builder asked = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(BernoulliR.of(0.48, 1.6))
                .tradesPerDay(TradesPerDay.poisson(2.5))
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)))
                .accounts(2, Dependence.copied());

        assertThat(Sentences.of(asked.spec()))
                .containsExactly(
                        "Program: FTMO 2-Step, 100000.00 USD.",
                        "Outcomes: bernoulli (win rate 0.48, win 1.6).",
                        "Trades per day: poisson (mean 2.5).",
                        "Sizing: proposals fixed fractional (fraction 0.01, base initial balance).",
                        "Accounts: 2.",
                        "Dependence: copied.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": NaN}", "{\"a\": Infinity}", "[[[["})
    void aMessageOfTheParserHasNoHintForProgrammers(String text) {
        InvalidDocumentException refused =
                catchThrowableOfType(InvalidDocumentException.class, () -> Document.parse(text.repeat(20)));

        assertThat(refused.problems().toString())
                .contains("is not valid JSON")
                .doesNotContain("Feature")
                .doesNotContain("Constraints");
    }

    static Stream<Document<?>> documents() {
        return Stream.of(
                Document.simulation(),
                Document.policy(),
                Document.journey(),
                Document.portfolio(),
                Document.oddsAnswer(),
                Document.journeyAnswer(),
                Document.policyAnswer(),
                Document.sweepAnswer(),
                Document.sensitivityAnswer(),
                Document.portfolioAnswer());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFieldIsDescribedInTheSchema(Document<?> document) {
        List<String> without = new ArrayList<>();
        collect(document.schema(), "", without);

        assertThat(without).isEmpty();
    }

    private static void collect(JsonNode schema, String path, List<String> without) {
        schema.path("properties").properties().forEach(field -> {
            boolean constant = field.getValue().has("const");
            if (!constant && !field.getValue().has("description")) {
                without.add(path + "." + field.getKey());
            }
        });
        schema.properties().forEach(entry -> collect(entry.getValue(), path + "." + entry.getKey(), without));
        if (schema.isArray()) {
            schema.forEach(item -> collect(item, path + "[]", without));
        }
    }

    private static InvalidDocumentException refusal(String text) {
        InvalidDocumentException refusal = catchThrowableOfType(
                InvalidDocumentException.class, () -> Document.simulation().read(text));
        assertThat(refusal).as(text).isNotNull();
        return refusal;
    }
}
