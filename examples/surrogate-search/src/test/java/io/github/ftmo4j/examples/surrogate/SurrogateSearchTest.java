package io.github.ftmo4j.examples.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class SurrogateSearchTest {

    private static final int BUDGET = 60;

    /** Highest, 0, at a point that lies apart from the middle. */
    private static double hill(double[] point) {
        return -Arrays.stream(point).map(x -> (x - 0.7) * (x - 0.7)).sum();
    }

    static Stream<Search> searches() {
        return SurrogateSearch.SEARCHES.stream();
    }

    @ParameterizedTest
    @MethodSource("searches")
    void asksWithinItsBudgetAndReturnsTheBestItSaw(Search search) {
        for (int budget : new int[] {1, 5, 20}) {
            AtomicInteger asked = new AtomicInteger();
            double[] highest = {Double.NEGATIVE_INFINITY};
            double[] best = search.best(
                    point -> {
                        asked.incrementAndGet();
                        assertThat(point).hasSize(3);
                        assertThat(Arrays.stream(point)).allMatch(x -> x >= 0 && x <= 1);
                        highest[0] = Math.max(highest[0], hill(point));
                        return hill(point);
                    },
                    3,
                    budget,
                    1);
            assertThat(asked.get()).isLessThanOrEqualTo(budget);
            assertThat(hill(best)).isEqualTo(highest[0]);
        }
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("searches")
    void comesCloseToAHill(Search search) {
        assertThat(hill(search.best(SurrogateSearchTest::hill, 3, BUDGET, 1))).isGreaterThan(-0.1);
    }

    /** One point in a thousand is closer than 0.1, so that chance alone does not find it. */
    @Tag("thorough")
    @Test
    void theForestLearns() {
        double forest = 0;
        double plain = 0;
        for (int seed = 0; seed < 5; seed++) {
            forest += hill(new ForestSearch().best(SurrogateSearchTest::hill, 3, BUDGET, seed));
            plain += hill(new SobolSearch().best(SurrogateSearchTest::hill, 3, BUDGET, seed));
        }
        assertThat(forest).isGreaterThan(plain);
    }

    @Tag("thorough")
    @Test
    void printsATable() {
        StringWriter out = new StringWriter();
        CommandLine command = SurrogateSearch.command().setOut(new PrintWriter(out));
        assertThat(command.execute("--problems", "2", "--budget", "4", "--trials", "50", "--repeats", "2"))
                .isZero();
        assertThat(out.toString())
                .contains("| trader | evenly spread points | CMA-ES | random forest |")
                .contains("| mean |")
                .contains("2 traders");
    }

    @Test
    void wrongArgumentsAreNamed() {
        StringWriter err = new StringWriter();
        CommandLine command = SurrogateSearch.command().setErr(new PrintWriter(err));
        assertThat(command.execute("--problems", "25")).isEqualTo(2);
        assertThat(err.toString()).contains("--problems must be from 2 to 24, was 25");
    }
}
