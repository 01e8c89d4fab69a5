package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in the way of an exact computation. */
final class Obstacles {

    private Obstacles() {}

    static List<Obstacle> of(SimulationSpec spec) {
        List<Obstacle> obstacles = new ArrayList<>();
        boolean continuous = spec.outcomes().law().isEmpty()
                && spec.outcomes().continuousLaw().isPresent();
        if (spec.outcomes().law().isEmpty() && !continuous) {
            obstacles.add(new Obstacle(
                    spec.outcomes().toString(),
                    "the results of trades depend on each other, or their law is not known"));
        }
        addPositions(spec, obstacles);
        if (Markov.joins(spec)) {
            PairChain.obstacle(spec)
                    .ifPresent(reason ->
                            obstacles.add(new Obstacle(spec.dependence().toString(), reason)));
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
        if (continuous) {
            addToDensities(spec, obstacles);
        }
        if (spec.start() instanceof RunningStart running) {
            addToRunning(spec, running, obstacles);
        }
        return List.copyOf(obstacles);
    }

    private static void addPositions(SimulationSpec spec, List<Obstacle> obstacles) {
        Positions positions = spec.positions();
        if (positions.atOnce() > 1 || positions.overnight() > 0) {
            obstacles.add(new Obstacle(
                    "positions", "several are open at once, or some are held over midnight, which adds to the state"));
        }
        if (spec.outcomes().hasTimes() || (positions.hours().isPresent() && !new StartDays(spec).gatesIgnoreTime())) {
            obstacles.add(new Obstacle("hours", "a gate may open or close between two trades of a day"));
        }
        if (spec.outcomes().hasDays()) {
            obstacles.add(new Obstacle(spec.outcomes().toString(), "the trades of a day depend on each other"));
        }
        if (spec.seesOpenTrades()) {
            addExcursions(spec, obstacles);
        }
    }

    private static void addExcursions(SimulationSpec spec, List<Obstacle> obstacles) {
        if (spec.outcomes().excursionLaw().isEmpty() || spec.outcomes().law().isEmpty()) {
            obstacles.add(new Obstacle(
                    spec.outcomes().toString(), "the law of the excursions of finitely many results is not known"));
        }
        for (Phase phase : spec.program().phases()) {
            if (phase.maximumLoss().reference() == MaximumLoss.Reference.INTRADAY_EQUITY) {
                obstacles.add(new Obstacle(
                        "maximum loss of " + phase.name(),
                        "trails the highest equity of the open trades, which adds to the state"));
            }
        }
        if (new StartDays(spec).inputs().contains(RiskModule.Input.HIGH_WATER_MARK)) {
            obstacles.add(
                    new Obstacle("sizing", "looks at the highest equity of the open trades, which adds to the state"));
        }
    }

    private static void addToRunning(SimulationSpec spec, RunningStart running, List<Obstacle> obstacles) {
        AccountMachine account = running.account(spec.program());
        if (!account.verdict().isFinal() && account.equity() != account.balance()) {
            obstacles.add(new Obstacle(running.text(), "the account is flat and marked away from its balance"));
        }
    }

    /** What stands in the way where results have a density. */
    private static void addToDensities(SimulationSpec spec, List<Obstacle> obstacles) {
        if (!(spec.start() instanceof Start.Fresh)) {
            obstacles.add(new Obstacle(
                    spec.start().toString(),
                    "starts with a running account, which is not solved with results that have a density"));
        }
        String sizes = "with results that have a density, a stake must be a share of the balance or an amount";
        if (!AffineStake.hasForm(spec.sizing())) {
            String others = Stream.concat(spec.sizing().proposals().stream(), spec.sizing().limits().stream())
                    .map(RiskModule::name)
                    .distinct()
                    .collect(Collectors.joining(", "));
            obstacles.add(new Obstacle(others + (hasHouseRules(spec.sizing()) ? ", freeze or caps" : ""), sizes));
        }
        if (!new StartDays(spec).gatesStayOpen()) {
            obstacles.add(new Obstacle("gates", "with results that have a density, they must always be open"));
        }
        for (Phase phase : spec.program().phases()) {
            for (String rule : BalanceChain.unfit(phase)) {
                obstacles.add(new Obstacle(
                        rule + " of " + phase.name(),
                        "adds to the state, which must be the balance where results have a density"));
            }
            if (phase.profitTarget().isEmpty()) {
                obstacles.add(new Obstacle(
                        phase.name(),
                        "has no profit target, so that balances have no end, with results that have a density"));
            }
            boolean random = spec.tradesPerDay()
                    .distribution()
                    .map(trades -> trades.probability(trades.most()) < 1)
                    .orElse(false);
            if (random
                    && (phase.tradingDays().minimum() > 1 || phase.inactivity().isPresent())) {
                obstacles.add(new Obstacle(
                        "trading days of " + phase.name(),
                        "with a random number of trades a day and results that have a density, they add to the state"));
            }
            if (AffineStake.hasForm(spec.sizing())
                    && AffineStake.of(spec.sizing(), CompiledPhase.of(phase), new StartDays(spec).noon())
                            .isEmpty()) {
                obstacles.add(new Obstacle(
                        spec.sizing().proposals().get(0).name(),
                        "risks nothing, or more than the equity, in " + phase.name()));
            }
        }
    }

    private static boolean hasHouseRules(PositionSizer sizer) {
        return sizer.freeze().isPresent() || !sizer.caps().caps().isEmpty();
    }
}
