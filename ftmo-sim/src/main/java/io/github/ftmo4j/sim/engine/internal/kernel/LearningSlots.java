package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.BetaQuantile;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.mm.module.VolTarget;
import java.util.Arrays;

/** The built-in modules that learn from trades or from the market, as slots. */
final class LearningSlots {

    private LearningSlots() {}

    /** {@link LosingStreakLadder}. */
    static final class Ladder extends Slot {
        private final int[] streaks;
        private final double[] caps;
        private long losses;

        Ladder(LosingStreakLadder module) {
            streaks = module.steps().stream()
                    .mapToInt(LosingStreakLadder.Step::losses)
                    .toArray();
            caps = module.steps().stream()
                    .mapToDouble(LosingStreakLadder.Step::cap)
                    .toArray();
        }

        @Override
        int needs() {
            return STATE | TRADES;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double cap = ModuleState.ABSTAIN;
            for (int i = 0; i < streaks.length; i++) {
                if (losses >= streaks[i] && !(caps[i] >= cap)) {
                    cap = caps[i];
                }
            }
            return cap * base(balance);
        }

        @Override
        void closed(double risked, double profit) {
            if (profit != 0) {
                losses = profit < 0 ? losses + 1 : 0;
            }
        }

        @Override
        void reset() {
            losses = 0;
        }
    }

    /** {@link VolTarget}. */
    static final class Volatility extends Slot {
        private static final double LARGEST = 1e100;

        private final boolean observesMarket;
        private final double atUnitVolatility;
        private final double lambda;
        private final double cap;
        private final int warmUp;
        private final double atFirst;

        private long observations;
        private double squares;
        private double weights;
        private double fraction;

        /** Whether the fraction is that of all observations. */
        private boolean concluded;

        Volatility(VolTarget module) {
            observesMarket = module.stopDistance().isPresent();
            atUnitVolatility = module.target() * module.stopDistance().orElse(1) / Math.sqrt(module.perYear());
            lambda = module.decay().lambda();
            cap = Math.min(module.cap(), 1);
            warmUp = module.warmUp();
            atFirst = module.initial().isPresent() ? at(module.initial().getAsDouble()) : ModuleState.ABSTAIN;
        }

        @Override
        int cost() {
            return 2;
        }

        @Override
        int needs() {
            return STATE | (observesMarket ? MARKET : TRADES);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            if (!concluded) {
                conclude();
            }
            return fraction * base(balance);
        }

        /** The answer to a low volatility is not the smallest; squares show that without root and division. */
        @Override
        double least(double least, double balance, FlatAccount account) {
            double enough = least * CERTAINLY;
            if (observations >= warmUp
                    && cap * balance > enough
                    && enough * enough * squares * CERTAINLY
                            < atUnitVolatility * balance * (atUnitVolatility * balance) * weights) {
                return least;
            }
            double answer = amount(balance, account);
            return answer < least ? answer : least;
        }

        @Override
        void closed(double risked, double profit) {
            if (!observesMarket) {
                observe(profit / risked);
            }
        }

        @Override
        void moved(double marketReturn) {
            if (observesMarket) {
                observe(marketReturn > LARGEST ? LARGEST : marketReturn < -LARGEST ? -LARGEST : marketReturn);
            }
        }

        private void observe(double x) {
            squares = lambda * squares + x * x;
            weights = lambda * weights + 1;
            observations++;
            concluded = false;
        }

        private void conclude() {
            concluded = true;
            fraction = observations < warmUp ? atFirst : at(Math.sqrt(squares / weights));
        }

        private double at(double volatility) {
            double wanted = atUnitVolatility / volatility;
            return cap < wanted ? cap : wanted;
        }

        @Override
        void reset() {
            observations = 0;
            squares = 0;
            weights = 0;
            concluded = false;
        }
    }

    /**
     * {@link Bayes}. The quantile of the win rate takes longest, and the same numbers of wins and losses come again and
     * again: they are kept.
     */
    static final class WinRate extends Slot {
        /** So many that the counts of an attempt, which lie about one line, seldom share a place. */
        private static final int KEPT = 1 << 16;

        private static final double TWELVE_DECIMALS = 1e12;

        private final Prior prior;
        private final BetaQuantile quantile;
        private final boolean learnsPayoff;
        private final double kelly;
        private final double cap;
        private final double probe;
        private final double lambda;

        /** Two words for each place: wins and losses, and the bits of what follows from them. */
        private final long[] kept = new long[2 * KEPT];

        private double wins;
        private double losses;
        private double won;
        private double lost;
        private double fraction;

        /** Whether the fraction is that of all trades: several accounts close trades before the next one is sized. */
        private boolean concluded;

        WinRate(Bayes module) {
            module.start(); // checks the parameters
            prior = module.prior();
            quantile = module.quantile();
            learnsPayoff = module.learnsPayoff();
            kelly = module.kelly();
            cap = Math.min(module.cap(), 1);
            probe = module.probe();
            lambda = module.decay().lambda();
            Arrays.fill(kept, -1);
        }

        @Override
        int needs() {
            return STATE | TRADES;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            if (!concluded) {
                conclude();
            }
            return fraction * base(balance);
        }

        @Override
        void closed(double risked, double profit) {
            if (profit == 0) {
                return;
            }
            wins *= lambda;
            losses *= lambda;
            won *= lambda;
            lost *= lambda;
            // no branch on the sign, which would be mispredicted half of the time
            double isLoss = Double.doubleToRawLongBits(profit) >>> 63;
            double isWin = 1 - isLoss;
            wins += isWin;
            losses += isLoss;
            if (learnsPayoff) {
                double r = profit / risked;
                won += isWin * r;
                lost -= isLoss * r;
            }
            concluded = false;
        }

        private void conclude() {
            concluded = true;
            double known = ofCounts();
            if (learnsPayoff) {
                double win = (prior.wins() * prior.meanWin() + won) / (prior.wins() + wins);
                double loss = (prior.losses() * prior.meanLoss() + lost) / (prior.losses() + losses);
                fraction = answer(known, win, loss);
            } else {
                fraction = known;
            }
        }

        private double answer(double winRate, double win, double loss) {
            double growth = Math.rint((winRate / loss - (1 - winRate) / win) * TWELVE_DECIMALS) / TWELVE_DECIMALS;
            double wanted = kelly * growth;
            wanted = wanted > probe ? wanted : probe;
            return cap < wanted ? cap : wanted;
        }

        /** What follows from the counts: the answer, or the win rate if the answer depends on more. */
        private double ofCounts() {
            if (lambda != 1) {
                return computed(); // counts that decay hardly come again
            }
            long counts = (long) wins << Integer.SIZE | (long) losses;
            int place = 2 * ((((int) wins) * 509 + (int) losses) & (KEPT - 1));
            if (kept[place] != counts) {
                kept[place] = counts;
                kept[place + 1] = Double.doubleToRawLongBits(computed());
            }
            return Double.longBitsToDouble(kept[place + 1]);
        }

        private double computed() {
            double winRate = quantile.fast(prior.wins() + wins, prior.losses() + losses);
            return learnsPayoff ? winRate : answer(winRate, prior.meanWin(), prior.meanLoss());
        }

        @Override
        void reset() {
            wins = 0;
            losses = 0;
            won = 0;
            lost = 0;
            concluded = false;
        }
    }
}
