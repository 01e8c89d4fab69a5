package io.github.ftmo4j.examples.league;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.sim.Comparison;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.policy.AfterLoss;
import io.github.ftmo4j.sim.policy.OptimalPolicy;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.policy.Regret;
import io.github.ftmo4j.sim.policy.StakeMenu;
import io.github.ftmo4j.sim.statistics.CountSample;
import io.github.ftmo4j.sim.statistics.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A league: all ways of sizing, for one trader in one program, best first.
 *
 * @param program the program
 * @param trader the trader
 * @param measure the best fixed fraction, found on other draws
 * @param best the best policy, none if the trades depend on each other
 * @param rows best first
 */
record League(Program program, TraderProfile trader, Contestant measure, Optional<OptimalPolicy> best, List<Row> rows) {

    /** What the best policy is called. */
    static final String OPTIMAL = "optimal";

    /** Up to the largest size of any contestant. */
    private static final StakeMenu STAKES = StakeMenu.ofInitialBalance(0, .0025, .005, .0075, .01, .015, .02);

    /** Up to a size at which three wins are within half of the target, so that the best-day rule never binds. */
    private static final StakeMenu SMALL_STAKES = StakeMenu.ofInitialBalance(0, .0025, .005, .0075, .01);

    /**
     * What became of a contestant.
     *
     * @param contestant the contestant
     * @param result what was simulated
     * @param difference what it is ahead of the best fixed fraction, both on the same draws
     */
    record Row(Contestant contestant, SampledOdds result, Difference difference) {

        double share(AttemptEnd end) {
            return result.share(end).value();
        }

        /** Half of the attempts that passed took no longer, in weekdays; empty if none did. */
        String medianDays() {
            CountSample days = result.daysToPass();
            return days.n() > 0 ? String.valueOf(days.quantile(0.5)) : "";
        }

        /** Every end that no column of its own shows. */
        double otherwise() {
            double rest = 1;
            for (AttemptEnd end : List.of(
                    AttemptEnd.PASSED,
                    AttemptEnd.DAILY_LOSS,
                    AttemptEnd.MAXIMUM_LOSS,
                    AttemptEnd.STALLED,
                    AttemptEnd.ABANDONED)) {
                rest -= share(end);
            }
            return Math.max(0, rest);
        }
    }

    static List<Program> programs() {
        return List.of(Programs.ftmoTwoStep(Money.usd(100_000)), Programs.ftmoOneStep(Money.usd(100_000)));
    }

    /** How many simulations {@link #all} runs. */
    static int simulations() {
        return programs().size()
                * TraderProfile.all().stream()
                        .mapToInt(trader -> Contestant.all(trader).size() + (hasBest(trader) ? 1 : 0))
                        .sum();
    }

    /** All leagues. The listener gets the name of the sizing after each simulation. */
    static List<League> all(long trials, long seed, Consumer<String> listener) {
        List<League> all = new ArrayList<>();
        for (Program program : programs()) {
            for (TraderProfile trader : TraderProfile.all()) {
                all.add(of(program, trader, Contestant.all(trader), trials, seed, listener));
            }
        }
        return all;
    }

    /** Whether there is a best policy: if trades depend on each other, it cannot be computed. */
    static boolean hasBest(TraderProfile trader) {
        return trader.outcomes().law().isPresent();
    }

    private static Optional<OptimalPolicy> best(Program program, TraderProfile trader) {
        if (!hasBest(trader)) {
            return Optional.empty();
        }
        boolean limitsBestDay =
                program.phases().stream().anyMatch(phase -> phase.bestDay().isPresent());
        return Optional.of(PolicySearch.of(program, trader.outcomes(), TradesPerDay.fixed(TraderProfile.TRADES_A_DAY))
                .menu(limitsBestDay ? SMALL_STAKES : STAKES)
                .afterLoss(AfterLoss.FREE)
                .search());
    }

    /** What a contestant falls short of the best policy; none if that is not known. */
    Optional<Regret> regret(Row row) {
        return best.map(policy -> policy.regret(row.result()));
    }

    /**
     * A league of the best policy, if it can be computed, and these contestants, of which one at least is a fixed
     * fraction.
     */
    static League of(
            Program program,
            TraderProfile trader,
            List<Contestant> others,
            long trials,
            long seed,
            Consumer<String> listener) {
        Optional<OptimalPolicy> best = best(program, trader);
        List<Contestant> contestants = new ArrayList<>(others);
        best.ifPresent(policy -> contestants.add(0, new Contestant(OPTIMAL, Contestant.Kind.OPTIMAL, policy.sizer())));
        Contestant measure = measure(program, trader, contestants, trials, seed + 1);
        List<Simulation> simulations = contestants.stream()
                .map(contestant -> simulation(program, trader, contestant, trials, seed))
                .toList();
        Comparison compared =
                simulation(program, trader, measure, trials, seed).compare(simulations, Execution.allProcessors());
        List<Row> rows = new ArrayList<>();
        for (Contestant contestant : contestants) {
            int place = rows.size();
            rows.add(new Row(
                    contestant,
                    compared.others().get(place),
                    compared.differences().get(place)));
            listener.accept(contestant.name());
        }
        rows.sort(Comparator.comparingDouble((Row row) -> passed(row.result())).reversed());
        return new League(program, trader, measure, best, List.copyOf(rows));
    }

    /** Found on other draws than those of the league, so that the comparison has no selection bias. */
    private static Contestant measure(
            Program program, TraderProfile trader, List<Contestant> contestants, long trials, long otherSeed) {
        Map<Contestant, Double> odds = new LinkedHashMap<>();
        for (Contestant contestant : contestants) {
            if (contestant.kind() == Contestant.Kind.FIXED) {
                odds.put(
                        contestant,
                        passed(simulation(program, trader, contestant, trials, otherSeed)
                                .run()));
            }
        }
        return odds.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow(() -> new IllegalArgumentException("contestants must have a fixed fraction"))
                .getKey();
    }

    private static Simulation simulation(
            Program program, TraderProfile trader, Contestant contestant, long trials, long seed) {
        return Simulation.of(program)
                .trades(trader.outcomes())
                .tradesPerDay(TraderProfile.TRADES_A_DAY)
                .sizing(contestant.sizer())
                .trials(trials)
                .seed(seed)
                .build();
    }

    private static double passed(SampledOdds result) {
        return result.pass().value();
    }
}
