package io.github.ftmo4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ftmo4j.json.Answer;
import io.github.ftmo4j.json.Document;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that were computed elsewhere, by flags. */
class KnownAnswersTest {

    private static final Offset<Double> SIX_DIGITS = within(6e-7);
    private static final Offset<Double> FOUR_DIGITS = within(6e-5);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            touch | .48 | 1.6 | .01   | balance | 4         | .932580 | .962934 | .968477 | 16.5941 | 15.4347
            touch | .48 | 1.6 | .015  | balance | 4         | .538872 | .674799 | .798567 | 9.7302  | 4.9906
            touch | .48 | 1.6 | .01   | initial | 4         | .925250 | .958936 | .964872 | 16.4480 | 14.5945
            touch | .45 | 1.5 | .01   | initial | 4         | .743015 | .842626 | .881785 | 22.2889 | 19.2561
            touch | .50 | 1.0 | .01   | initial | 4         | .333333 | .500000 | .666667 | 36.5026 | 29.4810
            touch | .48 | 1.6 | .01   | initial | poisson:4 | .765766 | .844824 | .906421 | 15.2304 | 9.9407
            below | .48 | 1.6 | .01   | initial | 4         | .929619 | .961373 | .966971 | 16.5128 | 14.8385
            below | .50 | 1.0 | .01   | initial | 4         | .360119 | .523809 | .687500 | 38.9923 | 33.4590
            """)
    void theTwoSteps(
            String breach,
            String winRate,
            String payoff,
            String risk,
            String base,
            String perDay,
            double pass,
            double first,
            double second,
            double daysPassed,
            double daysFailed) {
        JsonNode answer = Shell.json("solve --program ftmo-2-step --size 100000 --breach " + breach + " --win-rate "
                + winRate + " --payoff " + payoff + " --risk " + risk + " --risk-base " + base + " --trades-per-day "
                + perDay);

        assertThat(answer.at("/method").textValue()).isEqualTo("exact");
        assertThat(answer.at("/pass/value").doubleValue()).isCloseTo(pass, SIX_DIGITS);
        assertThat(answer.at("/phases/0/pass/value").doubleValue()).isCloseTo(first, SIX_DIGITS);
        assertThat(answer.at("/phases/1/pass/value").doubleValue()).isCloseTo(second, SIX_DIGITS);
        assertThat(answer.at("/days/passed/mean").doubleValue()).isCloseTo(daysPassed, FOUR_DIGITS);
        assertThat(answer.at("/days/failed/mean").doubleValue()).isCloseTo(daysFailed, FOUR_DIGITS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            daily=0.05                                | 8         | .638539 | .341078 | .020382 | 0
            min-days=0                                | 8         | .854210 | 0       | .145790 | 0
            daily=0.05,daily-effect=pause             | 8         | .854210 | 0       | .145790 | 0
            daily=0.05,best-day=0.5                   | 8         | .539330 | .440071 | .020599 | 0
            daily=0.05,min-days=4,time-limit=30       | poisson:2 | .638413 | .044919 | .087366 | .229303
            """)
    void onePhaseWithOneRuleChanged(
            String rules, String perDay, double pass, double dailyLoss, double maximumLoss, double timeLimit) {
        JsonNode answer = Shell.json("solve --phase target=0.08,max=0.10," + rules
                + " --breach touch --win-rate .45 --payoff 1.5 --risk .01 --risk-base initial --trades-per-day "
                + perDay);

        assertThat(answer.at("/pass/value").doubleValue()).isCloseTo(pass, SIX_DIGITS);
        assertThat(answer.at("/ends/PASSED").doubleValue()).isCloseTo(pass, SIX_DIGITS);
        assertThat(answer.at("/ends/DAILY_LOSS").doubleValue()).isCloseTo(dailyLoss, SIX_DIGITS);
        assertThat(answer.at("/ends/MAXIMUM_LOSS").doubleValue()).isCloseTo(maximumLoss, SIX_DIGITS);
        assertThat(answer.at("/ends/TIME_LIMIT").doubleValue()).isCloseTo(timeLimit, SIX_DIGITS);
    }

    /** Results alone do not show the equity of open trades: the floor follows the closes, and the answer says so. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .50 | target=0.06,max=0.04        | .2621440000
            .55 | target=0.06,max=0.04        | .4376955710
            .50 | target=0.06,max=0.04,lock=0 | .2730666667
            .50 | target=0.10,max=0.03,lock=0 | .1265625000
            """)
    void aFloorThatTrailsWithinTheDay(String winRate, String rules, double pass) {
        JsonNode answer = Shell.json("solve --phase " + rules + ",max-mode=intraday --breach touch --win-rate "
                + winRate + " --payoff 1 --risk 0.01 --risk-base initial --abandon-after 3000");

        assertThat(answer.at("/pass/value").doubleValue()).isCloseTo(pass, within(1e-8));
        assertThat(answer.at("/assumptions/0").textValue()).contains("trails closed balances");
    }

    @Test
    void openTradesAreSeenOnRequest() {
        String question = "solve --phase target=0.08,max=0.10,daily=0.03 --win-rate 0.45 --payoff 1.5 --time-limit 10"
                + " --risk 0.01 --risk-base initial";
        double closes = Shell.json(question).at("/pass/value").doubleValue();
        double seen = Shell.json(question + " --excursions").at("/pass/value").doubleValue();

        assertThat(seen).isLessThan(closes - 0.01);
        assertThat(Shell.json(question + " --excursions --path closes")
                        .at("/pass/value")
                        .doubleValue())
                .isCloseTo(closes, within(1e-9));
    }

    @Test
    void theOneStep() {
        String trades = " --win-rate .45 --payoff 1.5 --risk .01 --risk-base initial --trades-per-day 4";
        JsonNode named = Shell.json("solve --program ftmo-1-step --time-limit 15" + trades);
        JsonNode own = Shell.json("solve --phase target=0.1,max=0.1,max-mode=eod,daily=0.03,best-day=0.5,"
                + "best-day-of=profitable,time-limit=15" + trades);

        assertThat(named.at("/pass/value").doubleValue()).isCloseTo(.377040, SIX_DIGITS);
        assertThat(own.at("/pass/value").doubleValue()).isCloseTo(.377040, SIX_DIGITS);
    }

    @Test
    void theBestStakes() {
        String question = "policy --phase target=0.10,max=0.10,daily=0.05 --breach touch --win-rate .45 --payoff 1.5"
                + " --trades-per-day 2 --time-limit 30 --menu 0,0.005,0.01,0.015,0.02,0.025,0.03";
        JsonNode free = Shell.json(question);
        JsonNode capped = Shell.json(question + " --after-loss capped");

        assertThat(free.at("/value").doubleValue()).isCloseTo(.783848, SIX_DIGITS);
        assertThat(capped.at("/value").doubleValue()).isCloseTo(.764884, SIX_DIGITS);
        assertThat(free.at("/bestFixed/fraction").doubleValue()).isEqualTo(.02);
        assertThat(free.at("/bestFixed/value").doubleValue()).isCloseTo(.686800, SIX_DIGITS);
    }

    /** Of correct programs, 6 in 100,000 fail this test at another seed: four standard errors. */
    @Test
    void anEstimate() {
        String question = "estimate --program ftmo-2-step --breach touch --win-rate .48 --payoff 1.6 --accounts 3"
                + " --trials 20000 --seed 1 --dependence ";
        JsonNode copied = Shell.json(question + "copied");
        JsonNode independent = Shell.json(question + "independent --threads 2");

        assertThat(copied.at("/method").textValue()).isEqualTo("monte-carlo");
        assertThat(copied.at("/pass/n").longValue()).isEqualTo(20_000);
        assertThat(copied.at("/pass/value").doubleValue()).isCloseTo(.932580, within(.0071));
        assertThat(copied.at("/atLeastOne/value")).isEqualTo(copied.at("/pass/value"));
        assertThat(independent.at("/pass/value").doubleValue()).isCloseTo(.932580, within(.0041));
        assertThat(independent.at("/atLeastOne/value").doubleValue()).isCloseTo(.999694, within(.0005));
        assertThat(Shell.json(question + "independent --threads 1")).isEqualTo(independent);
    }

    @Test
    void anEstimateToAPrecision() {
        JsonNode answer =
                Shell.json("estimate --program ftmo-2-step --win-rate .48 --payoff 1.6 --precision 0.01 --threads 1");

        assertThat(answer.at("/precision/reached").booleanValue()).isTrue();
        assertThat(answer.at("/precision/halfWidth").doubleValue()).isLessThanOrEqualTo(0.01);
    }

    /** The stakes of the published computation are not rounded down to cents, which is worth 0.31 dollars here. */
    @Tag("thorough")
    @Test
    void theEconomics() {
        JsonNode answer = Shell.json("journey --program ftmo-2-step --breach touch --win-rate .48 --payoff 1.6"
                + " --fee 540 --refund funded --split 0.8 --reward-after 0 --payout-every 10 --horizon 90"
                + " --attempts 25");

        assertThat(answer.at("/method").textValue()).isEqualTo("exact");
        assertThat(answer.at("/attempts").doubleValue()).isCloseTo(1.072294, SIX_DIGITS);
        assertThat(answer.at("/cost").doubleValue()).isCloseTo(39.0388, FOUR_DIGITS);
        assertThat(answer.at("/payout").doubleValue()).isCloseTo(67_065.54, within(0.4));
        assertThat(answer.at("/ev").doubleValue()).isCloseTo(67_026.50, within(0.4));
        assertThat(answer.at("/blown").doubleValue()).isCloseTo(.254633, SIX_DIGITS);
        assertThat(answer.at("/payoutProbability").doubleValue()).isCloseTo(.963067, SIX_DIGITS);
    }

    /** What the trading takes for granted, the terms that are not known, and what the flags add. */
    @Test
    void aJourneyStatesAllItsAssumptionsAndTheDistributionOfTheRewards() {
        JsonNode answer = Shell.json("journey --program fundednext-stellar-2-step --win-rate .48 --payoff 1.6"
                + " --trials 200 --threads 1");

        assertThat(answer.at("/assumptions"))
                .extracting(JsonNode::textValue)
                .anyMatch(text -> text.startsWith("Trades are judged at their closes only"))
                .anyMatch(text -> text.startsWith("Terms of the funded account that are not known"))
                .doesNotHaveDuplicates();
        assertThat(Shell.json("journey --program ftmo-2-step --win-rate .48 --payoff 1.6 --trials 200 --threads 1")
                        .at("/assumptions"))
                .extracting(JsonNode::textValue)
                .anyMatch(text -> text.startsWith("Trades are judged at their closes only"))
                .anyMatch(text -> text.startsWith("One EUR of the fee"));
        assertThat(answer.at("/payoutsAtLeast/0/number").intValue()).isEqualTo(1);
        assertThat(answer.at("/payoutsAtLeast/0/value")).isEqualTo(answer.at("/payoutProbability"));
        assertThat(answer.at("/payoutP50").doubleValue())
                .isBetween(
                        answer.at("/payoutP10").doubleValue(),
                        answer.at("/payoutP90").doubleValue());
        assertThat(answer.at("/intervals/daysToFundedP50/n").longValue()).isPositive();
    }

    @Test
    void aSweepHasTheAnswersOfItsRows() {
        JsonNode answer = Shell.json("sweep --program ftmo-2-step --breach touch --win-rate .48 --payoff 1.6"
                + " --over risk=0.01:0.015:0.005");

        assertThat(answer.at("/rows")).hasSize(2);
        assertThat(answer.at("/rows/0/settings/risk").doubleValue()).isEqualTo(0.01);
        assertThat(answer.at("/rows/0/pass/value").doubleValue()).isCloseTo(.932580, SIX_DIGITS);
        assertThat(answer.at("/rows/1/pass/value").doubleValue()).isCloseTo(.538872, SIX_DIGITS);
        assertThat(answer.at("/best/risk").doubleValue()).isEqualTo(0.01);
    }

    @Test
    void aSensitivityIsADifferenceOfAnswers() {
        String question = " --program ftmo-1-step --time-limit 15 --payoff 1.5 --risk-base initial ";
        JsonNode answer = Shell.json("sensitivity" + question + "--win-rate .45");

        double here = Shell.json("solve" + question + "--win-rate .45")
                .at("/pass/value")
                .doubleValue();
        double above = Shell.json("solve" + question + "--win-rate .46")
                .at("/pass/value")
                .doubleValue();
        assertThat(answer.at("/parameters/0/parameter").textValue()).isEqualTo("win rate");
        assertThat(answer.at("/parameters/0/changes").properties())
                .anySatisfy(change ->
                        assertThat(change.getValue().at("/value").doubleValue()).isCloseTo(above - here, within(1e-6)));
    }

    @Test
    void answersAreDocumentsThatAreReadBack() {
        String question = " --phase target=0.03,max=0.03,time-limit=9 --win-rate .48 --payoff 1.6 --risk-base initial ";
        Map<String, Document<? extends Answer>> documents = Map.of(
                "solve" + question,
                Document.oddsAnswer(),
                "estimate --trials 100" + question,
                Document.oddsAnswer(),
                "estimate --precision 0.05" + question,
                Document.oddsAnswer(),
                "journey --trials 100 --fee 100 --split 0.8 --reward-after 14 --horizon 20" + question,
                Document.journeyAnswer(),
                "policy --menu 0,0.01 --trades-per-day 2" + question,
                Document.policyAnswer(),
                "sweep --over risk=0.01,0.02" + question,
                Document.sweepAnswer(),
                "sensitivity --trials 100" + question,
                Document.sensitivityAnswer());

        documents.forEach((command, document) -> {
            JsonNode answer = Shell.json(command);
            assertThat(answer.path("version").intValue()).as(command).isEqualTo(Document.VERSION);
            assertThat(document.read(answer).json()).as(command).hasToString(answer.toString());
        });
    }
}
