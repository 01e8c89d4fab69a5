package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.program.Phase;

/** The rules of a phase as the first line of a journal holds them: every component, whatever {@code toString} says. */
final class RulesText {

    private RulesText() {}

    static String of(Phase phase) {
        return "Phase[name=" + phase.name() + ", initialBalance=" + phase.initialBalance() + ", profitTarget="
                + phase.profitTarget() + ", maximumLoss=" + phase.maximumLoss() + ", dailyLoss=" + phase.dailyLoss()
                + ", floatingLoss=" + phase.floatingLoss() + ", bestDay=" + phase.bestDay() + ", tradingDays="
                + phase.tradingDays() + ", timeLimit=" + phase.timeLimit() + ", inactivity=" + phase.inactivity()
                + ", breachTest=" + phase.breachTest() + ", restrictions=" + phase.restrictions() + "]";
    }
}
