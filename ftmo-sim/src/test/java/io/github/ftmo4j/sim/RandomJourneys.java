package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.RunningAccount;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.core.program.ScalingPlan;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random journeys: every term of rewards, every fee. */
public final class RandomJourneys {

    private RandomJourneys() {}

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Limit loss(Random random) {
        return any(random, List.of(Limit.ofInitial(0.06), Limit.amount(usd(4_000)), Limit.ofReference(0.05)));
    }

    private static MaximumLoss maximumLoss(Random random) {
        MaximumLoss.Reference reference = any(
                random,
                List.of(
                        MaximumLoss.Reference.INITIAL_BALANCE,
                        MaximumLoss.Reference.START_OF_DAY_BALANCE,
                        MaximumLoss.Reference.CLOSED_BALANCE));
        if (reference == MaximumLoss.Reference.INITIAL_BALANCE) {
            return MaximumLoss.fixed(loss(random));
        }
        MaximumLoss trailing = MaximumLoss.trailing(loss(random), reference);
        MaximumLoss locked = any(
                random, List.of(trailing, trailing.lockedAbove(usd(0)), trailing.lockedAbove(usd(100), usd(3_000))));
        return random.nextBoolean() ? locked.keptByPayout() : locked;
    }

    private static FundedTerms funded(Random random) {
        Phase.Builder account = Phase.builder("Funded", usd(100_000))
                .maximumLoss(maximumLoss(random))
                .breachTest(random.nextBoolean() ? BreachTest.TOUCH : BreachTest.BELOW);
        if (random.nextBoolean()) {
            account.dailyLoss(0.04);
        }
        if (random.nextInt(4) == 0) {
            account.bestDay(BestDay.ofProfitableDays(0.5));
        }
        if (random.nextInt(4) == 0) {
            account.tradingDays(TradingDays.profitable(2, Limit.ofInitial(0.002)));
        }
        RewardTerms reward = RewardTerms.after(random.nextInt(8))
                .withRollover(any(random, List.of(RewardTerms.Rollover.DIVIDED, RewardTerms.Rollover.UNDIVIDED)));
        if (random.nextInt(3) == 0) {
            reward = reward.withBuffer(Limit.amount(usd(500)));
        }
        if (random.nextInt(3) == 0) {
            reward = reward.withCaps(Limit.amount(usd(1_500)), Limit.ofReference(0.5));
        }
        if (random.nextInt(3) == 0) {
            reward = reward.withMinimumProfit(usd(200)).withFirstAfter(random.nextInt(20));
        }
        FundedTerms terms = FundedTerms.of(account.build(), 0.85, 0).withReward(reward);
        if (random.nextInt(3) == 0) {
            terms = terms.withSplit(ProfitSplit.of(0.8).withStep(usd(3_000), 1));
        }
        return random.nextInt(3) == 0 ? terms.withScaling(new ScalingPlan(1, 0.02, 1, 0.25, usd(160_000), 0.9)) : terms;
    }

    private static Fee fee(Random random) {
        Fee fee = new Fee(usd("123.45"), any(random, List.of(Fee.Refund.values())));
        if (random.nextBoolean()) {
            fee = fee.withMonthly(usd("19.99"));
        }
        if (random.nextBoolean()) {
            fee = fee.withReset(usd(80)).withActivation(usd("149.50"));
        }
        return random.nextBoolean()
                ? fee.withFreeRetry(new Fee.FreeRetry(any(random, List.of(Fee.FreeRetry.After.values())), 1))
                : fee;
    }

    private static PayoutPlan plan(Random random) {
        return any(
                random,
                List.of(
                        PayoutPlan.all(),
                        PayoutPlan.share(0.6).withEvery(3),
                        PayoutPlan.keeping(usd(1_000)).withEvery(5)));
    }

    /** Any terms, fees and traders. */
    static Journey of(Random random, int accounts) {
        Phase first = Phase.builder("Step 1", usd(100_000))
                .profitTarget(0.04)
                .maximumLoss(0.05)
                .dailyLoss(0.03)
                .build();
        Phase second = first.toBuilder()
                .name("Step 2")
                .profitTarget(0.03)
                .timeLimit(TimeLimit.weekdays(12))
                .build();
        PositionSizer sizer = random.nextInt(3) == 0
                ? PositionSizer.of(Bayes.of(Prior.of(20, 20, 1.2)).cap(0.01).probe(0.005))
                : PositionSizer.of(FixedFractional.ofBalance(0.007));
        return Journey.of(Simulation.of(Program.of("Program", first, second))
                        .trades(BernoulliR.of(0.5, 1.2))
                        .tradesPerDay(random.nextBoolean() ? TradesPerDay.fixed(3) : TradesPerDay.poisson(3))
                        .sizing(sizer)
                        .tradingPlan(TradingPlan.standard().withAbandonAfter(40))
                        .accounts(
                                accounts,
                                any(
                                        random,
                                        List.of(
                                                Dependence.independent(),
                                                Dependence.copied(),
                                                Dependence.commonShocks(0.5),
                                                Dependence.correlated(0.5))))
                        .spec())
                .funded(funded(random))
                .fee(fee(random))
                .attempts(1 + random.nextInt(4))
                .resets(random.nextInt(3))
                .payouts(plan(random))
                .horizon(1 + random.nextInt(60))
                .build();
    }

    /**
     * Journeys that can be solved: terms, fees, calendars and starts of all kinds, and accounts that run already.
     *
     * @param trades how many trades a day
     * @param mostDays the most trading days of a phase, and half of those of the funded account
     */
    public static Journey solvable(Random random, TradesPerDay trades, int mostDays) {
        double target = random.nextBoolean() ? 0.01 : 0.03;
        Phase.Builder step = Phase.builder("Step 1", usd(100_000))
                .profitTarget(target)
                .maximumLoss(maximumLoss(random))
                .dailyLoss(0.03);
        if (random.nextInt(3) == 0) {
            step.timeLimit(TimeLimit.calendarDays(1 + random.nextInt(mostDays)));
        }
        Phase first = step.build();
        Phase second = first.toBuilder()
                .name("Step 2")
                .profitTarget(0.01)
                .timeLimit(TimeLimit.weekdays(1 + random.nextInt(mostDays)))
                .build();
        Program program = random.nextBoolean() ? Program.of("One", first) : Program.of("Two", first, second);
        TradingCalendar calendar = random.nextInt(4) == 0
                ? TradingCalendar.of(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.SATURDAY))
                : TradingCalendar.weekdays();
        PositionSizer.Builder sizer = PositionSizer.builder().propose(FixedFractional.ofInitialBalance(0.01));
        if (random.nextInt(4) == 0) {
            sizer.limit(DrawdownManager.band(0.01, 0.005));
        }
        Simulation.Builder trading = Simulation.of(program)
                .trades(BernoulliR.of(0.5, any(random, List.of(1.0, 1.0, 1.5))))
                .tradesPerDay(trades)
                .sizing(sizer.build())
                .tradingPlan(TradingPlan.standard().withAbandonAfter(1 + random.nextInt(mostDays)))
                .calendar(calendar)
                .start(Start.on(LocalDate.of(2024, 1, 1).plusDays(random.nextInt(60))));
        FundedTerms terms = funded(random);
        terms = new FundedTerms(terms.account(), terms.split(), terms.reward(), Optional.empty(), terms.unknown());
        int kind = random.nextInt(6);
        if (kind == 0) {
            trading.from(running(random, program.phases().get(0)));
        }
        Journey.Builder journey = Journey.of(trading.spec())
                .funded(terms)
                .fee(fee(random))
                .attempts(1 + random.nextInt(5))
                .resets(random.nextInt(3))
                .payouts(plan(random))
                .horizon(1 + random.nextInt(2 * mostDays));
        return (kind == 1 ? journey.from(running(random, terms.account())) : journey).build();
    }

    /** An account that has gained or lost something where that is all there is to know of it, else a fresh one. */
    private static AccountState running(Random random, Phase phase) {
        Instant at = Instant.parse("2024-03-04T09:00:00Z").plus(Duration.ofDays(random.nextInt(7)));
        boolean needsMore = phase.maximumLoss().reference() != MaximumLoss.Reference.INITIAL_BALANCE
                || phase.bestDay().isPresent()
                || phase.tradingDays().minimum() > 0
                || phase.timeLimit().isPresent();
        return needsMore
                ? Account.open(phase, at).state()
                : RunningAccount.of(phase)
                        .balance(usd(99_000 + 500 * random.nextInt(7)))
                        .dayStart(usd(100_000), usd(100_000))
                        .at(at, TradingDayClock.prague());
    }
}
