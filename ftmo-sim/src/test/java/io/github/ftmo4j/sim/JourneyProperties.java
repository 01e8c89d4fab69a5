package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.money.Money;
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
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySample;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.journey.TracedJourney;
import io.github.ftmo4j.sim.journey.TracedJourney.Kind;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Journeys of random terms, fees and traders. */
class JourneyProperties {

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

    private static Journey journey(Random random, int accounts) {
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
        PayoutPlan plan = any(
                random,
                List.of(
                        PayoutPlan.all(),
                        PayoutPlan.share(0.6).withEvery(3),
                        PayoutPlan.keeping(usd(1_000)).withEvery(5)));
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
                .payouts(plan)
                .horizon(1 + random.nextInt(60))
                .build();
    }

    /** What goes into an account comes out of it, and what the trader pays and gets is the net result of the run. */
    @Property(tries = 40)
    void moneyInIsMoneyOut(@ForAll long seed) {
        Random random = new Random(seed);
        Journey journey = journey(random, 1);
        JourneyOdds odds = journey.run(20, seed);
        for (int trial = 0; trial < 4; trial++) {
            TracedJourney traced = journey.trace(trial, seed);
            long trader = 0;
            long account = 0;
            long last = 0;
            for (TracedJourney.Entry entry : traced.entries()) {
                long amount = entry.amount().minorUnits();
                Kind kind = entry.kind();
                trader += kind.isPaid() ? -amount : kind.isGot() ? amount : 0;
                account += switch (kind) {
                    case FUNDED, PROFIT, SCALED -> amount;
                    case REWARD, FIRM_SHARE -> -amount;
                    default -> 0;
                };
                last = kind == Kind.BLOWN || kind == Kind.HORIZON ? amount : last;
                assertThat(kind == Kind.PROFIT ? 0 : amount)
                        .as(entry.toString())
                        .isNotNegative();
            }
            assertThat(account).as("what is left on the funded account").isEqualTo(last);
            assertThat(Money.usd(0).withMinorUnits(trader)).isEqualTo(traced.net());
            assertThat(odds.sample().values(Measure.NET)[trial]).isEqualTo(trader);
        }
        JourneySample sample = odds.sample();
        assertThat(sample.sum(Measure.NET)).isEqualTo(sample.sum(Measure.REWARDS) - sample.sum(Measure.COST));
        assertThat(odds.attempts().trials()).isEqualTo(20);
    }

    /** The result is the same for any number of threads, and for runs that are merged in any order. */
    @Property(tries = 10)
    void threadsAndRangesChangeNothing(@ForAll long seed) {
        Random random = new Random(seed);
        Journey journey = journey(random, 1 + random.nextInt(3));
        JourneyOdds all = journey.run(60, seed, Execution.threads(1));
        JourneyOdds late = journey.run(25, 35, seed, Execution.threads(2));
        JourneyOdds early = journey.run(0, 25, seed, Execution.threads(1));

        assertThat(journey.run(60, seed, Execution.threads(3))).isEqualTo(all);
        assertThat(late.merge(early)).isEqualTo(all).isEqualTo(early.merge(late));
        assertThat(late.merge(early).complete()).isTrue();
    }

    /** Three copies have three times the journey of one account. */
    @Property(tries = 10)
    void copiesMultiplyTheJourneyOfOneAccount(@ForAll long seed) {
        Journey random = journey(new Random(seed), 1);
        JourneySample alone =
                with(random, 1, Dependence.independent()).run(30, seed).sample();
        JourneySample three = with(random, 3, Dependence.copied()).run(30, seed).sample();
        for (Measure measure : Measure.values()) {
            int times = measure.kind() == Measure.Kind.DAYS ? 1 : 3;
            for (int trial = 0; trial < 30; trial++) {
                assertThat(three.values(measure)[trial])
                        .as(measure.name())
                        .isEqualTo(times * alone.values(measure)[trial]);
            }
        }
    }

    private static Journey with(Journey journey, int accounts, Dependence dependence) {
        JourneySpec spec = journey.spec();
        return Journey.of(new JourneySpec(
                Simulation.of(spec.trading()).accounts(accounts, dependence).spec(),
                spec.funded(),
                spec.fee(),
                spec.attempts(),
                spec.resets(),
                spec.payouts(),
                spec.horizon(),
                spec.rate(),
                Optional.empty()));
    }
}
