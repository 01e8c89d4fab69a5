package io.github.ftmo4j.examples.quickstart;

import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;

/**
 * The question: what would this history do in that program?
 *
 * @param program the program attempted
 * @param history the trades to draw from
 * @param clock divides the history into days
 * @param accounts how many accounts run in parallel
 * @param trials how many trials stand behind each figure
 * @param seed the seed
 */
record Odds(Program program, TradeHistory history, TradingDayClock clock, int accounts, long trials, long seed) {

    double tradesPerDay() {
        return history.tradesPerWeekday(clock);
    }

    Simulation at(double risk, Dependence dependence) {
        return Simulation.of(program)
                .trades(history.bootstrap())
                .tradesPerDay(TradesPerDay.poisson(tradesPerDay()))
                .sizing(PositionSizer.of(FixedFractional.ofBalance(risk)))
                .accounts(accounts, dependence)
                .trials(trials)
                .seed(seed)
                .build();
    }
}
