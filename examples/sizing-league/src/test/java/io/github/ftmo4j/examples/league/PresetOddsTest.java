package io.github.ftmo4j.examples.league;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Presets;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The odds that the Javadoc of the presets states, against other trials than those they were measured with. */
class PresetOddsTest {

    private static final Path SOURCE = Path.of("")
            .toAbsolutePath()
            .getParent()
            .getParent()
            .resolve("ftmo-mm/src/main/java/io/github/ftmo4j/mm/module/Presets.java");
    private static final Program TWO_STEP = League.programs().get(0);
    private static final Program ONE_STEP = League.programs().get(1);
    private static final Pattern ODDS = Pattern.compile("(\\d+\\.\\d) % in (?:a median of )?(\\d+)");
    private static final int TRIALS = 10_000;

    /** Two fixed fractions, then four places of each of three presets. */
    private static List<MatchResult> stated() throws IOException {
        String text = Files.readString(SOURCE).replaceAll("\\s+\\*\\s+", " ");
        return ODDS.matcher(text).results().toList();
    }

    @Test
    void allOddsAreFound() throws IOException {
        assertThat(stated()).hasSize(2 + 4 * 3);
    }

    @TestFactory
    Stream<DynamicTest> hold() throws IOException {
        List<MatchResult> stated = stated();
        Stream.Builder<DynamicTest> tests = Stream.builder();
        for (int i = 0; i < 2; i++) {
            PositionSizer fixed = PositionSizer.of(FixedFractional.ofInitialBalance(i == 0 ? 0.005 : 0.01));
            tests.add(test("fixed " + i, fixed, TWO_STEP, 0.45, stated.get(i)));
        }
        List<PositionSizer> presets = List.of(Presets.conservative(), Presets.balanced(), Presets.aggressive());
        for (int i = 0; i < presets.size(); i++) {
            for (int place = 0; place < 4; place++) {
                tests.add(test(
                        "preset " + i + ", place " + place,
                        presets.get(i),
                        place % 2 == 0 ? TWO_STEP : ONE_STEP,
                        place < 2 ? 0.45 : 0.40,
                        stated.get(2 + 4 * i + place)));
            }
        }
        return tests.build();
    }

    /** Two samples, of 10,000 and 20,000, and a rounding to 0.1: false alarms once in 10,000 tests. */
    private static DynamicTest test(
            String name, PositionSizer sizer, Program program, double winRate, MatchResult stated) {
        return DynamicTest.dynamicTest(name + ": " + stated.group(), () -> {
            SampledOdds result = Simulation.of(program)
                    .trades(BernoulliR.of(winRate, TraderProfile.PAYOFF))
                    .tradesPerDay(TraderProfile.TRADES_A_DAY)
                    .sizing(sizer)
                    .trials(TRIALS)
                    .seed(20_261_122)
                    .build()
                    .run();
            double odds = Double.parseDouble(stated.group(1)) / 100;
            double deviation = Math.sqrt(odds * (1 - odds) * (1.0 / TRIALS + 1.0 / 20_000));
            assertThat(result.pass().value()).isBetween(odds - 4 * deviation - 5e-4, odds + 4 * deviation + 5e-4);
            double days = Double.parseDouble(stated.group(2));
            assertThat((double) result.daysToPass().quantile(0.5)).isBetween(0.9 * days - 1, 1.1 * days + 1);
        });
    }
}
