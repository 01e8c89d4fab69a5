package io.github.ftmo4j.examples.benchmarks;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.mm.module.VolTarget;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.Random;

/** The questions that all contestants answer. A limit is breached when it is touched, as in the reference programs. */
enum Workload {

    /** Two phases, four trades a day, 48 % winners of 1.6 R, 1 % of the balance: the daily loss cannot be hit. */
    W2("W2 at 1 %", "w2", 0.01, 2_000_000) {
        @Override
        Simulation.Builder question() {
            return twoPhases().sizing(PositionSizer.of(FixedFractional.ofBalance(risk())));
        }
    },

    /** The same at 1.5 %: the daily loss decides. */
    W2_DAILY("W2 at 1.5 %", "w2", 0.015, 4_000_000) {
        @Override
        Simulation.Builder question() {
            return twoPhases().sizing(PositionSizer.of(FixedFractional.ofBalance(risk())));
        }
    },

    /** One phase of 30 days with eight steps a day in a market with normal returns, sized by four modules. */
    W1("W1, four modules", "w1", 0, 400_000) {
        @Override
        Simulation.Builder question() {
            PositionSizer sizer = PositionSizer.builder()
                    .propose(FixedFractional.ofBalance(1.9 * STOP))
                    .propose(VolTarget.ofMarket(0.012, 1, STOP)
                            .cap(Fraction.NO_CAP)
                            .warmUp(1)
                            .initial(0.005))
                    .propose(new Cppi(30 * STOP, Fraction.NO_CAP, Cushion.underHighWaterMark(0.12)))
                    .limit(DrawdownManager.band(0.02, 1.5 * STOP)
                            .and(0.04, STOP)
                            .and(0.06, 0.5 * STOP))
                    .build();
            return Simulation.of(Program.of("W1", phase("Evaluation", 0.10)))
                    .trades(new GaussianReturns(0.0002, 0.005, STOP))
                    .tradesPerDay(8)
                    .tradingPlan(TradingPlan.standard().withAbandonAfter(30))
                    .sizing(sizer);
        }
    },

    /**
     * Three accounts side by side, trades in blocks from a history, four modules of which one learns from all accounts.
     */
    W3("W3, three accounts that learn", "", 0, 60_000) {
        @Override
        Simulation.Builder question() {
            Random random = new Random(5);
            double[] history = random.doubles(400)
                    .map(u -> u < 0.47 ? 0.4 + 2.4 * random.nextDouble() : -1 + 0.1 * random.nextDouble())
                    .toArray();
            PositionSizer sizer = PositionSizer.builder()
                    .propose(Bayes.of(Prior.of(24, 26, 1.5)))
                    .propose(new Cppi(0.2, 0.02, Cushion.aboveBindingFloor()))
                    .limit(DrawdownManager.band(0.03, 0.008).and(0.06, 0.004))
                    .limit(DailyHeadroom.share(0.25))
                    .build();
            return twoPhases()
                    .trades(Bootstrap.of(history).withMeanBlock(5))
                    .accounts(3, Dependence.independent())
                    .sizing(sizer);
        }
    };

    /** The distance of the stop in W1: an exposure of 1 risks 2 %. */
    private static final double STOP = 0.02;

    private final String title;
    private final String reference;
    private final double risk;
    private final long attempts;

    Workload(String title, String reference, double risk, long attempts) {
        this.title = title;
        this.reference = reference;
        this.risk = risk;
        this.attempts = attempts;
    }

    /** The question, without trials and seed. */
    abstract Simulation.Builder question();

    /** The name in the table. */
    String title() {
        return title;
    }

    /** The name in the reference programs, empty if they do not answer the question. */
    String reference() {
        return reference;
    }

    /** The share of the balance that is risked in the reference programs. */
    double risk() {
        return risk;
    }

    /** How many attempts of one account one round takes, about half a second of work. */
    long attempts() {
        return attempts;
    }

    /** The risk fraction of an exposure in W1. */
    static double exposure(double exposure) {
        return exposure * STOP;
    }

    private static Simulation.Builder twoPhases() {
        return Simulation.of(Program.of("W2", phase("Challenge", 0.10), phase("Verification", 0.05)))
                .trades(BernoulliR.of(0.48, 1.6))
                .tradesPerDay(4);
    }

    private static Phase phase(String name, double target) {
        return Phase.builder(name, Money.usd(100_000))
                .profitTarget(target)
                .maximumLoss(0.10)
                .dailyLoss(0.05)
                .minimumTradingDays(4)
                .breachTest(BreachTest.TOUCH)
                .build();
    }
}
