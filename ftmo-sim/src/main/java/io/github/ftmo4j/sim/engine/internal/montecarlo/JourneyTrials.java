package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.mm.SavedState;
import io.github.ftmo4j.mm.Trader;
import io.github.ftmo4j.sim.engine.internal.TrialLoop;
import io.github.ftmo4j.sim.engine.internal.Trials;
import io.github.ftmo4j.sim.journey.JourneySample;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.journey.TracedJourney;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.odds.TrialRanges;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Journeys, trial by trial. Their tally counts the attempts of all journeys, and the funded accounts as passes; what is
 * measured of each journey goes to a collector.
 *
 * @param journey the specification
 * @param seed the seed of the random numbers
 * @param collector receives what is measured
 */
public record JourneyTrials(JourneySpec journey, long seed, JourneySample.Collector collector) implements Trials {

    @Override
    public SimulationSpec spec() {
        return journey.trading();
    }

    @Override
    public TrialLoop start() {
        return new Loop(newTally(), null, null);
    }

    /**
     * Runs one trial and keeps its entries.
     *
     * @param journey the specification
     * @param seed the seed of the random numbers
     * @param trial the number of the trial
     * @param log where the decisions of all accounts are written
     * @return the entries
     */
    public static TracedJourney trace(JourneySpec journey, long seed, long trial, DecisionLog log) {
        JourneySample.Collector collector = new JourneySample.Collector(trial, 1);
        JourneyTrials trials = new JourneyTrials(journey, seed, collector);
        JourneyBook book =
                new JourneyBook(journey.funded().account().initialBalance().currency());
        trials.new Loop(trials.newTally(), book, log).run(trial, trial + 1, new long[1], () -> false);
        return book.journey(collector.sample(TrialRanges.of(trial, 1)).sum(Measure.NET));
    }

    private final class Loop implements TrialLoop {

        private final Tally tally;
        private final Trader trader;

        /** None if the trader starts every trial without having learnt anything. */
        private final @Nullable SavedState learnt;

        private final EquityCurve equity = new EquityCurve();
        private final JourneyAccount[] accounts;
        private final DayLoop days;
        private final long copies;

        Loop(Tally tally, @Nullable JourneyBook book, @Nullable DecisionLog log) {
            this.tally = tally;
            SimulationSpec spec = spec();
            trader = spec.sizing().start();
            learnt = journey.fundedStart()
                    .or(() -> spec.start() instanceof RunningStart running ? Optional.of(running) : Optional.empty())
                    .flatMap(RunningStart::trader)
                    .orElse(null);
            accounts = new JourneyAccount[spec.attemptsDrawn()];
            copies = spec.accounts() / accounts.length;
            for (int i = 0; i < accounts.length; i++) {
                accounts[i] = new JourneyAccount(journey, seed, trader, equity, book, log);
            }
            days = new DayLoop(accounts, spec.sizing().sharesState());
        }

        @Override
        public long run(long from, long to, long[] passed, BooleanSupplier stop) {
            for (long trial = from; trial < to; trial++) {
                trader.reset();
                if (learnt != null) {
                    trader.restore(learnt);
                }
                equity.clear();
                for (int i = 0; i < accounts.length; i++) {
                    accounts[i].start(trial, i);
                }
                if (!days.run(stop)) {
                    return trial;
                }
                if (measure(trial) > 0) {
                    passed[(int) ((trial - from) / Long.SIZE)] |= 1L << (trial - from);
                }
            }
            return to;
        }

        /** Measures the trial; how many accounts were funded. */
        private long measure(long trial) {
            long cost = 0;
            long rewards = 0;
            long residual = 0;
            long attempts = 0;
            long payouts = 0;
            long funded = 0;
            long paid = 0;
            long blown = 0;
            long daysToFunded = JourneySample.NONE;
            for (JourneyAccount each : accounts) {
                cost += each.cost();
                rewards += each.rewards();
                residual += each.residual();
                attempts += each.attempts();
                payouts += each.payouts();
                paid += each.payouts() > 0 ? 1 : 0;
                blown += each.blown() ? 1 : 0;
                if (each.daysToFunded() >= 0) {
                    funded++;
                    daysToFunded = daysToFunded == JourneySample.NONE
                            ? each.daysToFunded()
                            : Math.min(daysToFunded, each.daysToFunded());
                }
                each.count(tally);
            }
            tally.trial((int) (copies * funded));
            equity.measure();
            set(trial, Measure.NET, copies * (rewards - cost));
            set(trial, Measure.COST, copies * cost);
            set(trial, Measure.REWARDS, copies * rewards);
            set(trial, Measure.RESIDUAL, copies * residual);
            set(trial, Measure.DRAWDOWN, copies * equity.drawdown());
            set(trial, Measure.ATTEMPTS, copies * attempts);
            set(trial, Measure.PAYOUTS, copies * payouts);
            set(trial, Measure.FUNDED, copies * funded);
            set(trial, Measure.PAID, copies * paid);
            set(trial, Measure.BLOWN, copies * blown);
            set(trial, Measure.DAYS_TO_FUNDED, daysToFunded);
            set(trial, Measure.DAYS, equity.days());
            set(trial, Measure.STAGNATION, equity.stagnation());
            return copies * funded;
        }

        private void set(long trial, Measure measure, long value) {
            collector.set(trial, measure, value);
        }

        @Override
        public Tally tally() {
            return tally;
        }
    }
}
