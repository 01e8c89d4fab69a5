package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.statistics.Figure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often the intervals of journeys contain the truth: 2,000 repetitions of 150 journeys each. Four standard errors
 * are two points, so that a right program fails by chance in 6.3e-5 of all seeds.
 */
@Tag("thorough")
class JourneyCoverageTest {

    private static final int REPETITIONS = 2_000;
    private static final int TRIALS = 150;

    private static boolean covers(Figure figure, double truth) {
        return figure.lower() <= truth && truth <= figure.upper();
    }

    @Test
    void intervalsCoverAtTheirLevel() {
        Journey journey = JourneyTest.coins().build();
        Journey dearer =
                JourneyTest.coins().fee(new Fee(usd(540), Fee.Refund.NEVER)).build();
        double value = journey.solve().expectedValue().value();
        double more = value - dearer.solve().expectedValue().value();
        JourneyOdds many = journey.run(400_000, 99);
        double days = journey.solve().daysToFunded().orElseThrow().value();
        double median = many.quantile(Measure.DAYS_TO_FUNDED, 0.5).value();
        int values = 0;
        int means = 0;
        int medians = 0;
        int differences = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            JourneyOdds odds = journey.run(TRIALS, 1_000 + i, Execution.threads(1));
            JourneyOdds other = dearer.run(TRIALS, 1_000 + i, Execution.threads(1));
            values += covers(odds.expectedValue(), value) ? 1 : 0;
            means += covers(odds.mean(Measure.DAYS_TO_FUNDED), days) ? 1 : 0;
            medians += covers(odds.quantile(Measure.DAYS_TO_FUNDED, 0.5), median) ? 1 : 0;
            differences += covers(odds.difference(other, Measure.NET), more) ? 1 : 0;
        }

        assertThat((double) values / REPETITIONS).as("EV").isBetween(0.93, 0.97);
        assertThat((double) means / REPETITIONS).as("mean days").isBetween(0.93, 0.97);
        assertThat((double) medians / REPETITIONS)
                .as("median days; conservative, more so as days are whole")
                .isBetween(0.94, 1.0);
        assertThat((double) differences / REPETITIONS).as("difference").isBetween(0.93, 0.97);
    }
}
