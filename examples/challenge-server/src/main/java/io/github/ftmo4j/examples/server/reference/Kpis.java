package io.github.ftmo4j.examples.server.reference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * The key figures of runs, as fractions.
 *
 * @param growth the yearly growth, of 252 steps
 * @param maximumDrawdown the largest fall from the high-water mark
 * @param expectedShortfall the mean loss of the worst 5 % of the steps, at least one step; negative for a gain
 * @param ruin the share of runs whose drawdown exceeded the limit
 */
record Kpis(double growth, double maximumDrawdown, double expectedShortfall, double ruin) {

    private static final double STEPS_A_YEAR = 252;
    private static final double TAIL = 0.05;

    /** The figures of one run, from its equity before the first step and after each. */
    static Kpis of(double[] equity, boolean ruined) {
        int steps = equity.length - 1;
        double peak = equity[0];
        double drawdown = 0;
        double[] losses = new double[steps];
        for (int i = 1; i <= steps; i++) {
            peak = Math.max(peak, equity[i]);
            drawdown = Math.max(drawdown, 1 - equity[i] / peak);
            losses[i - 1] = equity[i - 1] > 0 ? 1 - equity[i] / equity[i - 1] : 0;
        }
        Arrays.sort(losses);
        int tail = Math.max(1, (int) (TAIL * steps));
        double shortfall = Arrays.stream(losses, steps - tail, steps).average().orElse(0);
        double growth = Math.pow(equity[steps] / equity[0], STEPS_A_YEAR / steps) - 1;
        return new Kpis(growth, drawdown, shortfall, ruined ? 1 : 0);
    }

    /** The means of the figures of several runs. */
    static Kpis mean(List<Kpis> runs) {
        return new Kpis(
                runs.stream().mapToDouble(Kpis::growth).average().orElseThrow(),
                runs.stream().mapToDouble(Kpis::maximumDrawdown).average().orElseThrow(),
                runs.stream().mapToDouble(Kpis::expectedShortfall).average().orElseThrow(),
                runs.stream().mapToDouble(Kpis::ruin).average().orElseThrow());
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("CAGR", Double.isFinite(growth) ? growth : Double.MAX_VALUE)
                .put("MaxDD", maximumDrawdown)
                .put("ES95", expectedShortfall)
                .put("ruin_prob", ruin);
    }
}
