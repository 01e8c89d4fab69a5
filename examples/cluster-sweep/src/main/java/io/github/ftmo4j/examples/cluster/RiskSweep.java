package io.github.ftmo4j.examples.cluster;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The odds of FTMO's 2-Step by the risk of a trade. It travels to the machines that compute parts of it.
 *
 * @param winRate the share of trades that win
 * @param payoff what a win earns, in R
 * @param tradesPerDay how many trades a day
 * @param risks the shares of the balance at risk, one row each
 * @param trials the trials of each row; all rows use the same random numbers
 * @param seed the seed of the random numbers
 */
record RiskSweep(double winRate, double payoff, int tradesPerDay, List<Double> risks, long trials, long seed)
        implements Serializable {

    private static final long serialVersionUID = 1;

    RiskSweep {
        // a list that every JDK reads
        risks = new ArrayList<>(risks);
        if (risks.isEmpty()) {
            throw new IllegalArgumentException("risks must not be empty");
        }
    }

    /** Some of the trials of a row. */
    record Part(int row, long first, long count) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** The question of a row. */
    Simulation simulation(int row) {
        return Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(BernoulliR.of(winRate, payoff))
                .tradesPerDay(tradesPerDay)
                .sizing(PositionSizer.of(FixedFractional.ofBalance(risks.get(row))))
                .trials(trials)
                .seed(seed)
                .build();
    }

    /** All trials in a number of parts that are about equal. */
    List<Part> parts(int number) {
        long perPart = Math.max(1, Math.multiplyExact(trials, risks.size()) / number);
        List<Part> parts = new ArrayList<>();
        for (int row = 0; row < risks.size(); row++) {
            for (long first = 0; first < trials; first += perPart) {
                parts.add(new Part(row, first, Math.min(perPart, trials - first)));
            }
        }
        return parts;
    }

    /** Runs a part on the calling thread, and returns its tally as bytes. */
    byte[] run(Part part) {
        return simulation(part.row())
                .run(part.first(), part.count(), Execution.threads(1))
                .tally()
                .toBytes();
    }

    /** The odds of each row from the tallies of all parts, which may come in any order. */
    List<SampledOdds> merge(List<Part> parts, List<byte[]> tallies) {
        List<SampledOdds> rows = new ArrayList<>();
        for (int row = 0; row < risks.size(); row++) {
            Simulation simulation = simulation(row);
            int ofRow = row;
            rows.add(IntStream.range(0, parts.size())
                    .filter(i -> parts.get(i).row() == ofRow)
                    .mapToObj(i -> simulation.odds(Tally.ofBytes(tallies.get(i))))
                    .reduce(SampledOdds::merge)
                    .orElseThrow());
        }
        return rows;
    }
}
