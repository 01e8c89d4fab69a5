package io.github.ftmo4j.sim.outcome;

import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Trades between a stop and a target whose stop is moved to the entry, 0 R, once the price has been at a trigger.
 *
 * <p>The results follow from the path of the price, without another parameter: with the scale function s of
 * {@link StopAndTarget}, a trade reaches the trigger m before the stop −a with the probability −s(−a) / (s(m) − s(−a)),
 * and from there goes back to 0 before it reaches the target b with the probability 1 − s(m) / s(b). The move turns as
 * large a share of winners into breakevens as of losers. The trades are drawn as without it.
 *
 * @param trades the trades whose stop stays where it is
 * @param trigger the profit in R that moves the stop, above 0 and below the target
 */
public record BreakevenStop(StopAndTarget trades, double trigger) implements OutcomeModel {

    /**
     * Checks the trigger.
     *
     * @throws IllegalArgumentException if it is not above 0 and below the target
     */
    public BreakevenStop {
        Objects.requireNonNull(trades, "trades");
        double target = trades.trades().win();
        if (!(trigger > 0 && trigger < target)) {
            throw new IllegalArgumentException(
                    "trigger must be above 0 and below the target " + target + ", was " + trigger);
        }
    }

    /**
     * How often a trade ends at 0 R.
     *
     * @return the probability, from 0 to 1
     */
    public double probability() {
        double drift = trades.drift();
        if (Double.isInfinite(drift)) {
            return 0;
        }
        double toStop = Way.scale(drift, -trades.trades().loss());
        double toTrigger = -Way.scale(drift, -trigger);
        double toTarget = -Way.scale(drift, -trades.trades().win());
        return toStop / (toTrigger + toStop) * (1 - toTrigger / toTarget);
    }

    @Override
    public Optional<DiscreteLaw> law() {
        BernoulliR without = trades.trades();
        double even = probability();
        return Optional.of(DiscreteLaw.of(
                new double[] {without.loss(), 0, without.win()},
                new double[] {(1 - without.winRate()) * (1 - even), even, without.winRate() * (1 - even)}));
    }

    @Override
    public boolean hasExcursions() {
        return true;
    }

    @Override
    public boolean completes() {
        return true;
    }

    @Override
    public Optional<ExcursionLaw> excursionLaw() {
        return Optional.of(Paths.of(this));
    }

    @Override
    public OutcomeSampler start() {
        OutcomeSampler results = trades.trades().start();
        double even = probability();
        double win = trades.trades().win();
        double loss = trades.trades().loss();
        Paths paths = Paths.of(this);
        return new OutcomeSampler() {
            @Override
            public void next(RandomGenerator random, Outcome out) {
                results.next(random, out);
            }

            @Override
            public void complete(RandomGenerator random, Outcome out) {
                boolean breakeven = random.nextDouble() < even;
                double first = random.nextDouble();
                if (breakeven) {
                    out.withRMultiple(0)
                            .withExcursions(
                                    -paths.toTrigger.furthest(first),
                                    trigger + paths.back.furthest(random.nextDouble()));
                } else if (out.rMultiple() > 0) {
                    out.withExcursions(-paths.toTrigger.furthest(first), win);
                } else {
                    out.withExcursions(loss, paths.toStop.furthest(first));
                }
            }
        };
    }

    /**
     * The parts of the path.
     *
     * @param trigger where the stop is moved
     * @param toTrigger from the entry to the trigger, and not to the stop
     * @param back from the trigger to the entry, and not to the target
     * @param toStop from the entry to the stop, and not to the trigger
     * @param target where winners end
     */
    private record Paths(double trigger, Way toTrigger, Way back, Way toStop, double target) implements ExcursionLaw {

        static Paths of(BreakevenStop model) {
            double drift = model.trades.drift();
            double stop = -model.trades.trades().loss();
            double target = model.trades.trades().win();
            double trigger = model.trigger;
            return new Paths(
                    trigger,
                    new Way(drift, trigger, stop),
                    new Way(-drift, trigger, target - trigger),
                    new Way(-drift, stop, trigger),
                    target);
        }

        @Override
        public double adverseReaches(double r, double y) {
            return r < 0 ? y <= toTrigger.away() ? 1 : 0 : toTrigger.reaches(y);
        }

        @Override
        public double favourableReaches(double r, double z) {
            if (r < 0) {
                return toStop.reaches(z);
            }
            return r > 0 ? z <= target ? 1 : 0 : back.reaches(z - trigger);
        }
    }
}
