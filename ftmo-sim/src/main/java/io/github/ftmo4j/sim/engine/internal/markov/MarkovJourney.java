package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.core.program.ScalingPlan;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.engine.internal.Resumption;
import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.statistics.Figure;
import io.github.ftmo4j.sim.statistics.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes what the journey of one account is worth, exactly: its attempts, and the funded account for each day on
 * which it may start.
 *
 * @param tolerance how much probability of an attempt, and of the funded account, need not be followed to its end
 * @param mostStates the most states that are visited, summed over all trades
 */
public record MarkovJourney(double tolerance, long mostStates) {

    private static final int DAYS_A_WEEK = 7;

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
        Stream.of(Obstacles.of(trading), Obstacles.of(funded))
                .flatMap(List::stream)
                .filter(each -> !obstacles.contains(each))
                .forEach(obstacles::add);
        if (trading.outcomes().law().isEmpty()) {
            obstacles.add(new Obstacle(
                    trading.outcomes().toString(), "the funded account needs results of finitely many values"));
        }
        if (journey.funded()
                .scaling()
                .filter(plan -> mayGrow(plan, journey.horizon(), trading.calendar()))
                .isPresent()) {
            obstacles.add(new Obstacle(
                    "scaling", "the account may grow before the horizon, which adds all that was paid to the state"));
        }
        return List.copyOf(obstacles);
    }

    /** Whether a window of the scaling plan may be over before the last of so many trading days. */
    private static boolean mayGrow(ScalingPlan plan, int horizon, TradingCalendar calendar) {
        long longest = 0;
        for (long first = 0; first < DAYS_A_WEEK; first++) {
            long last = first;
            for (int day = 0; day < horizon; day++) {
                last = calendar.dayAfter(last);
            }
            longest = Math.max(longest, last - first);
        }
        // February is the only month with fewer than 30 days, and others have more
        return longest >= 30L * plan.months() - 2;
    }

    private static SimulationSpec alone(SimulationSpec spec) {
        return new SimulationSpec(
                spec.program(),
                spec.outcomes(),
                spec.tradesPerDay(),
                spec.sizing(),
                spec.positions(),
                spec.tradingPlan(),
                spec.calendar(),
                spec.start(),
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
        private final Fee fee;
        private final Unit money;
        private final double scale;
        private final SimulationSpec trading;
        private final SimulationSpec fundedTrading;
        private final Effort effort = new Effort(mostStates, Markov.MOST_AT_ONCE);
        private final StartDays startDays;
        private final boolean rewardsCountDays;

        private double cost;
        private double attempts;
        private double funded;
        private double fundedDays;
        private double oddsError;

        /** The means over funded accounts, each times their probability. */
        private final Stage mean = new Stage();

        private double largestRewards;

        Solution(JourneySpec journey) {
            this.journey = journey;
            fee = journey.fee();
            money = Unit.of(journey.funded().account().initialBalance().currency());
            scale = Math.pow(10, money.decimals());
            trading = alone(journey.trading());
            fundedTrading = alone(journey.fundedTrading());
            startDays = new StartDays(
                    journey.fundedStart().isPresent() ? fundedTrading : trading,
                    (long) journey.attempts()
                                    * trading.program().phases().size()
                                    * trading.tradingPlan().abandonAfter()
                            + fundedTrading.tradingPlan().abandonAfter());
            RewardTerms reward = journey.funded().reward();
            rewardsCountDays = trading.calendar().days().size() < DAYS_A_WEEK
                    && (reward.daysToFirst() % DAYS_A_WEEK > 0 || reward.daysBetween() % DAYS_A_WEEK > 0);
        }

        ExactJourneyOdds odds() {
            if (journey.fundedStart().isPresent()) {
                funded = 1;
                mean.add(1, stage(0, Resumption.of(fundedTrading)));
            } else {
                attemptsAndStages();
            }
            double refunds = switch (fee.refund()) {
                case NEVER -> 0;
                case WHEN_FUNDED -> journey.fundedStart().isPresent() ? 0 : funded;
                case WITH_FIRST_REWARD -> journey.startsRewarded() ? 0 : mean.paid;
            };
            cost -= cents(fee.price()) * refunds;
            double mostPaid = cents(fee.price()) + cents(fee.reset()) + cents(fee.monthly()) * mostMonths();
            double rewardsError = mean.moneyError + oddsError * largestRewards;
            double costError = (oddsError + mean.error) * mostPaid * (journey.attempts() + 1);
            double any = Math.max(funded, Double.MIN_NORMAL);
            return new ExactJourneyOdds(
                    journey,
                    ExactOdds.bounded(funded, oddsError),
                    Figure.computed("mean number of attempts", attempts, oddsError * journey.attempts(), Unit.number()),
                    funded == 0
                            ? Optional.empty()
                            : Optional.of(Figure.computed(
                                    "mean number of days to funded",
                                    fundedDays / funded,
                                    oddsError * mostDays() / any,
                                    Unit.days())),
                    amount("mean cost", cost, costError),
                    amount("mean rewards", mean.rewards, rewardsError),
                    Figure.computed(
                            "mean number of payouts",
                            mean.payouts,
                            (oddsError + mean.error) * journey.horizon(),
                            Unit.number()),
                    ExactOdds.bounded(mean.paid, oddsError + mean.error),
                    ExactOdds.bounded(mean.blown / any, Math.min(1, (oddsError + mean.error) / any)),
                    amount("mean residual value", mean.residual, rewardsError),
                    amount("mean net result", mean.rewards - cost, rewardsError + costError));
        }

        private void attemptsAndStages() {
            boolean inProfit = fee.freeRetry()
                    .filter(retry -> retry.after() == Fee.FreeRetry.After.TIME_LIMIT_IN_PROFIT)
                    .isPresent();
            AttemptSeries series = new AttemptSeries(
                    journey,
                    new Attempts(trading, startDays, effort, tolerance, inProfit),
                    startDays,
                    effort,
                    tolerance,
                    rewardsCountDays || startDays.matter(journey.funded().account()));
            funded = series.fundedMass();
            fundedDays = series.fundedDays();
            attempts = series.made();
            cost = series.cost() + funded * cents(fee.activation());
            oddsError = series.error();
            Map<Long, Stage> stages = new HashMap<>();
            series.funded().forEach((start, mass) -> {
                long day = series.date(start);
                long key = rewardsCountDays
                        ? Math.floorMod(day, DAYS_A_WEEK)
                        : startDays.key(journey.funded().account(), day);
                Stage stage = stages.get(key);
                if (stage == null && mass < tolerance * 0x1p-10) {
                    oddsError += mass;
                } else {
                    if (stage == null) {
                        stage = stage(day, null);
                        stages.put(key, stage);
                    }
                    mean.add(mass, stage);
                }
            });
        }

        private Stage stage(long firstDay, @Nullable Resumption running) {
            double mayDrop = Math.min(tolerance, 1e-9) / 1024;
            FundedChain chain = new FundedChain(journey, fundedTrading, startDays.inputs(), running, effort);
            PhaseLaw law = running == null ? chain.solve(firstDay, mayDrop) : chain.solve(running, mayDrop);
            Stage stage = new Stage();
            stage.rewards = chain.rewards();
            stage.payouts = chain.payouts();
            stage.paid = chain.paid();
            stage.residual = chain.residual();
            for (AttemptEnd end : AttemptEnd.values()) {
                if (end.isFailure()) {
                    for (double mass : law.days(end)) {
                        stage.blown += mass;
                    }
                }
            }
            stage.error = law.error();
            stage.moneyError = law.error()
                    * chain.largestBalance()
                    * (1 + journey.horizon() / journey.payouts().every());
            largestRewards = Math.max(largestRewards, stage.rewards + stage.residual);
            return stage;
        }

        private double mostDays() {
            return (double) journey.attempts()
                    * trading.program().phases().size()
                    * trading.tradingPlan().abandonAfter();
        }

        /** The most months that one attempt takes. */
        private double mostMonths() {
            double days = mostDays() / journey.attempts() * DAYS_A_WEEK;
            return 1 + days / trading.calendar().days().size() / 28;
        }

        private double cents(Money amount) {
            return journey.converted(amount).minorUnits();
        }

        private double cents(Optional<Money> amount) {
            return amount.map(this::cents).orElse(0.0);
        }

        private Figure amount(String name, double cents, double error) {
            return Figure.computed(name, cents / scale, error / scale, money);
        }
    }

    /** What a funded account is worth. */
    private static final class Stage {
        private double rewards;
        private double payouts;
        private double paid;
        private double residual;
        private double blown;
        private double error;
        private double moneyError;

        void add(double mass, Stage stage) {
            rewards += mass * stage.rewards;
            payouts += mass * stage.payouts;
            paid += mass * stage.paid;
            residual += mass * stage.residual;
            blown += mass * stage.blown;
            error += mass * stage.error;
            moneyError += mass * stage.moneyError;
        }
    }
}
