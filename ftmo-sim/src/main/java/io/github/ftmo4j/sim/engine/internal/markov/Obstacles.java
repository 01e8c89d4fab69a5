package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What stands in the way of an exact computation. */
final class Obstacles {

    private Obstacles() {}

    static List<Obstacle> of(SimulationSpec spec) {
        List<Obstacle> obstacles = new ArrayList<>();
        if (!(spec.start() instanceof Start.Fresh)) {
            obstacles.add(new Obstacle(spec.start().toString(), "attempts start with a running account"));
        }
        if (spec.outcomes().law().isEmpty()) {
            obstacles.add(new Obstacle(
                    spec.outcomes().toString(),
                    "the results of trades depend on each other or have no law of finitely many values"));
        }
        if (spec.tradesPerDay().distribution().isEmpty()) {
            obstacles.add(new Obstacle(
                    spec.tradesPerDay().toString(), "the distribution of the number of trades a day is not known"));
        }
        Stream.concat(spec.sizing().proposals().stream(), spec.sizing().limits().stream())
                .filter(module -> module.scope() == RiskModule.Scope.TRADER)
                .distinct()
                .forEach(module -> obstacles.add(new Obstacle(
                        module.name(),
                        "learns from every trade of the trader, so that its answer does not follow from the account")));
        return List.copyOf(obstacles);
    }
}
