package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.Figure;
import io.github.ftmo4j.sim.statistics.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Computes what the journey of one account is worth, exactly: the odds of an attempt, which are those of each attempt,
 * and the funded account.
 *
 * @param tolerance how much probability of an attempt, and of the funded account, need not be followed to its end
 * @param mostStates the most states that are visited, summed over all trades
 */
public record MarkovJourney(double tolerance, long mostStates) {

    /** 256 MiB of numbers. */
    private static final long MOST_AT_ONCE = 1L << 25;

    /**
     * What stands in the way.
     *
     * @param journey the specification
     * @return empty if it can be solved, as far as is known without solving it
     */
    public static List<Obstacle> obstacles(JourneySpec journey) {
        SimulationSpec trading = alone(journey.trading());
        SimulationSpec funded = alone(journey.fundedTrading());
        List<Obstacle> obstacles = new ArrayList<>();
        Stream.of(Obstacles.of(trading), Obstacles.of(funded), FundedChain.obstacles(journey))
                .flatMap(List::stream)
                .filter(each -> !obstacles.contains(each))
                .forEach(obstacles::add);
        if (trading.outcomes().law().isEmpty()) {
            obstacles.add(new Obstacle(
                    trading.outcomes().toString(), "the funded account needs results of finitely many values"));
        }
        if (journey.fee().monthly().isPresent()) {
            obstacles.add(new Obstacle("monthly fee", "depends on how long attempts take"));
        }
        if (journey.fee().freeRetry().isPresent()) {
            obstacles.add(new Obstacle("free retry", "depends on how an attempt ends"));
        }
        StartDays days = new StartDays(trading);
        boolean dated = Stream.concat(
                        trading.program().phases().stream(),
                        Stream.of(journey.funded().account()))
                .anyMatch(phase -> dependsOnDay(days, phase));
        if (dated) {
            obstacles.add(new Obstacle("calendar", "attempts that start on different days have different odds"));
        }
        return List.copyOf(obstacles);
    }

    private static boolean dependsOnDay(StartDays days, Phase phase) {
        return days.key(phase, 0) != days.key(phase, 1);
    }

    private static SimulationSpec alone(SimulationSpec spec) {
        return with(spec, spec.start());
    }

    private static SimulationSpec with(SimulationSpec spec, Start start) {
        return new SimulationSpec(
                spec.program(),
                spec.outcomes(),
                spec.tradesPerDay(),
                spec.sizing(),
                spec.positions(),
                spec.tradingPlan(),
                spec.calendar(),
                start,
                1,
                Dependence.independent());
    }

    /**
     * Computes the odds.
     *
     * @param journey the specification
     * @return the odds of one account
     * @throws UnsolvableException if something stands in the way
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
     */
    public ExactJourneyOdds answer(JourneySpec journey) {
        List<Obstacle> obstacles = obstacles(journey);
        if (!obstacles.isEmpty()) {
            throw new UnsolvableException(obstacles);
        }
        return new Solution(journey).odds();
    }

    /** The computation. */
    private final class Solution {
        private final JourneySpec journey;
        private final Unit money;
        private final double scale;
        private final double first;
        private final double next;
        private final boolean running;
        private final double passError;

        Solution(JourneySpec journey) {
            this.journey = journey;
            money = Unit.of(journey.funded().account().initialBalance().currency());
            scale = Math.pow(10, money.decimals());
            SimulationSpec trading = alone(journey.trading());
            running = trading.start() instanceof RunningStart;
            Estimate firstPass = pass(trading);
            Estimate nextPass =
                    running ? pass(with(trading, Start.on(trading.start().day()))) : firstPass;
            first = firstPass.value();
            next = nextPass.value();
            passError = Math.max(firstPass.halfWidth(), nextPass.halfWidth());
        }

        private Estimate pass(SimulationSpec spec) {
            ExactOdds odds = new Markov(tolerance, mostStates).answer(spec);
            return odds.pass();
        }

        ExactJourneyOdds odds() {
            Fee fee = journey.fee();
            double price = cents(fee.price());
            double reset = fee.reset().map(this::cents).orElse(0.0);
            double cost = 0;
            double attempts = 0;
            double open = 1;
            int resets = 0;
            for (int i = 1; i <= journey.attempts(); i++) {
                attempts += open;
                boolean resetNow = i > 1 && fee.reset().isPresent() && resets < journey.resets();
                resets = resetNow ? resets + 1 : 0;
                cost += open * (i == 1 && running ? 0 : resetNow ? reset : price);
                open *= 1 - (i == 1 ? first : next);
            }
            double funded = 1 - open;
            Stage stage = new Stage(journey);
            double refunds = switch (fee.refund()) {
                case NEVER -> 0;
                case WHEN_FUNDED -> funded;
                case WITH_FIRST_REWARD -> funded * stage.paid;
            };
            cost += funded * fee.activation().map(this::cents).orElse(0.0) - price * refunds;
            // one attempt more or less is the most that an error of its odds does to each of them
            double oddsError = Math.min(1, passError * attempts * journey.attempts());
            double rewardsError = funded * stage.moneyError + oddsError * stage.rewards;
            double costError = (oddsError + stage.error) * (price + reset) * journey.attempts();
            return new ExactJourneyOdds(
                    journey,
                    probability(funded, oddsError),
                    Figure.computed("mean number of attempts", attempts, oddsError * journey.attempts(), Unit.number()),
                    amount("mean cost", cost, costError),
                    amount("mean rewards", funded * stage.rewards, rewardsError),
                    Figure.computed(
                            "mean number of payouts",
                            funded * stage.payouts,
                            (oddsError + stage.error) * journey.horizon(),
                            Unit.number()),
                    probability(funded * stage.paid, oddsError + stage.error),
                    probability(stage.blown, stage.error),
                    amount("mean residual value", funded * stage.residual, rewardsError),
                    amount("mean net result", funded * stage.rewards - cost, rewardsError + costError));
        }

        private double cents(Money amount) {
            return journey.converted(amount).minorUnits();
        }

        private Figure amount(String name, double cents, double error) {
            return Figure.computed(name, cents / scale, error / scale, money);
        }

        private static Estimate probability(double value, double error) {
            double within = Math.max(0, Math.min(1, value));
            return Estimate.computed(within, Math.max(0, within - error), Math.min(1, within + error));
        }
    }

    /** The funded account. */
    private final class Stage {
        private final double rewards;
        private final double payouts;
        private final double residual;
        private final double paid;
        private final double blown;
        private final double error;
        private final double moneyError;

        Stage(JourneySpec journey) {
            SimulationSpec spec = alone(journey.fundedTrading());
            StartDays days = new StartDays(spec);
            Effort effort = new Effort(mostStates, MOST_AT_ONCE);
            long firstDay = spec.start().firstDay(spec.calendar());
            double mayDrop = Math.min(tolerance, 1e-9) / 1024;
            FundedChain chain = new FundedChain(journey, spec, days.inputs(), effort, false);
            PhaseLaw law = chain.solve(firstDay, mayDrop);
            FundedChain toFirst = new FundedChain(journey, spec, days.inputs(), effort, true);
            PhaseLaw unpaid = toFirst.solve(firstDay, mayDrop);
            rewards = chain.rewards();
            payouts = chain.payouts();
            residual = chain.residual();
            paid = toFirst.payouts();
            double failed = 0;
            for (AttemptEnd end : AttemptEnd.values()) {
                if (end.isFailure()) {
                    for (double mass : law.days(end)) {
                        failed += mass;
                    }
                }
            }
            blown = failed;
            error = law.error() + unpaid.error();
            moneyError = error * chain.largestBalance();
        }
    }
}
