package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import java.util.ArrayList;
import java.util.List;

/** What an answer takes for granted about trades, in plain words. */
final class Assumptions {

    private Assumptions() {}

    static List<String> of(SimulationSpec spec) {
        List<String> sentences = new ArrayList<>();
        Positions positions = spec.positions();
        sentences.add(insideTrades(spec));
        sentences.add(together(spec));
        if (positions.overnight() > 0) {
            sentences.add("The last positions of a day are held over midnight with a probability of "
                    + positions.overnight() + ".");
        }
        sentences.add(
                spec.outcomes().hasTimes()
                        ? "Trades have the times of their model."
                        : positions
                                .hours()
                                .map(hours -> "Trades come up from " + hours + ".")
                                .orElse("Every trade comes up at noon UTC."));
        if (spec.accounts() > 1) {
            sentences.add(spec.accounts() + " accounts, " + spec.dependence() + ".");
        }
        if (!spec.sizing().risesAfterLoss()) {
            sentences.add("After a loss no trade risks more than the one before.");
        }
        return List.copyOf(sentences);
    }

    private static String insideTrades(SimulationSpec spec) {
        if (!spec.seesOpenTrades()) {
            boolean floating = spec.program().phases().stream().anyMatch(Assumptions::hasFloatingLoss);
            boolean trailing = spec.program().phases().stream().anyMatch(Assumptions::trailsTheDay);
            return "Trades are judged at their closes only: losses that an open trade recovers from are not seen, so that"
                    + " the odds are too high"
                    + (floating ? ", and the floating loss is never breached" : "")
                    + (trailing ? ", and the floor that trails the equity of the day trails closed balances" : "")
                    + ".";
        }
        return spec.positions().path() == TradePath.PESSIMISTIC
                ? "Open trades are seen at their best and then at their worst."
                : "Open trades are seen at their worst and then at their best, one by one.";
    }

    private static boolean hasFloatingLoss(Phase phase) {
        return phase.floatingLoss().isPresent();
    }

    private static boolean trailsTheDay(Phase phase) {
        return phase.maximumLoss().reference() == MaximumLoss.Reference.INTRADAY_EQUITY;
    }

    private static String together(SimulationSpec spec) {
        Positions positions = spec.positions();
        if (spec.outcomes().hasTimes()) {
            return "Positions are open together as in the history.";
        }
        return positions.atOnce() == 1
                ? "One position is open at a time."
                : positions.atOnce() + " positions are open together, with a correlation of " + positions.correlation()
                        + ".";
    }
}
