package io.github.ftmo4j.examples.whatif;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Journey;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.edge.Edge;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.SimulationSpec;

/**
 * What the trader asks.
 *
 * @param source where the edge comes from, in words
 * @param program the program
 * @param edge what is known about the edge
 * @param outcomes the trades that the odds are computed for
 * @param winRate the win rate
 * @param win the mean win in R
 * @param loss the mean loss in R, below 0
 * @param tradesPerDay the number of trades a day
 * @param risk share of the balance that a trade risks
 * @param attempts the most attempts
 * @param horizon trading days of the funded account
 * @param rate how much of the account's currency one unit of the fee's currency is
 * @param tried of how many histories this one is the best
 * @param trials how many trials
 * @param seed the seed
 */
record Question(
        String source,
        Program program,
        Edge edge,
        OutcomeModel outcomes,
        double winRate,
        double win,
        double loss,
        TradesPerDay tradesPerDay,
        double risk,
        int attempts,
        int horizon,
        String rate,
        int tried,
        long trials,
        long seed) {

    Simulation simulation() {
        return Simulation.of(program)
                .trades(outcomes)
                .tradesPerDay(tradesPerDay)
                .sizing(sizing(risk))
                .trials(trials)
                .seed(seed)
                .build();
    }

    static PositionSizer sizing(double risk) {
        return PositionSizer.of(FixedFractional.ofBalance(risk));
    }

    Journey.Builder journey(SimulationSpec trading) {
        Journey.Builder journey = Journey.of(trading).attempts(attempts).horizon(horizon);
        boolean same = program.fee()
                .orElseThrow()
                .price()
                .currency()
                .equals(initialBalance().currency());
        return same ? journey : journey.rate(rate);
    }

    /** The mean win as a multiple of the mean loss. */
    double payoff() {
        return -win / loss;
    }

    Money initialBalance() {
        return program.phases().get(0).initialBalance();
    }

    String currency() {
        return initialBalance().currency().getCurrencyCode();
    }
}
