package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SizingCode;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fast form of {@link PhaseChain} for the common case: the same number of trades every day, a static floor, and
 * stakes that follow from the balance. Then the balance is the whole state, and with it the balance as the day began
 * where the floor of the day can bind.
 *
 * <p>Two ways to one number of wins and losses end a few minor units apart, because each stake is rounded. Where the
 * stake is a share of the balance, such balances are held as one interval. Every decision, such as whether a floor is
 * breached, is taken for the interval only if it is the same for all balances in it. What cannot be decided so is
 * solved again with the single balances. Decisions are therefore those of whole minor units.
 */
final class BalanceChain {

    /** Balances that are at most so far apart, in minor units, become one interval. */
    private static final long GAP = 4;

    /** One trade may drop this share of what may still be dropped. */
    private static final double SHARE = 1.0 / 256;

    private static final int MOST_TRADES = 12;
    private static final int DAYS_A_WEEK = 7;

    /** Larger balances cannot be sorted together with their places. */
    private static final long LARGEST_TARGET = 1L << 40;

    private final CompiledPhase rules;
    private final Stakes stakes;
    private final DiscreteLaw outcomes;
    private final int trades;
    private final Effort effort;
    private final SimulationSpec spec;
    private final long target;
    private final long maximumFloor;
    private final long maximumThreshold;
    private final boolean dailyLoss;

    /** By how many minor units the ends of an interval are moved apart where the result of a trade is not monotone. */
    private final long[] slack;

    private final boolean canHoldIntervals;

    private Intervals today = new Intervals();
    private Intervals free = new Intervals();
    private Intervals next = new Intervals();
    private final Intervals tree = new Intervals();
    private final Intervals branches = new Intervals();
    private final Intervals leaves = new Intervals();
    private final Intervals[] images;
    private final Intervals spare = new Intervals();

    private PhaseLaw law = new PhaseLaw();
    private double allowed;
    private int day;
    private int lastDay;
    private AttemptEnd atLastDay = AttemptEnd.ABANDONED;
    private long gap;
    private boolean stakeless;

    /** Mass that could not be decided, by day. */
    private double[] undecided = new double[0];

    // where and why a balance of the present list is a breach
    private long thresholdLow;
    private long thresholdHigh;
    private boolean surelyDaily;
    private boolean perhapsDaily;

    private BalanceChain(
            SimulationSpec spec, CompiledPhase rules, DiscreteLaw outcomes, int trades, Effort effort, Stakes stakes) {
        this.spec = spec;
        this.rules = rules;
        this.outcomes = outcomes;
        this.trades = trades;
        this.effort = effort;
        this.stakes = stakes;
        target = rules.targetBalance();
        maximumFloor = rules.maximumLossFloor(rules.initialBalance(), 0);
        maximumThreshold = rules.threshold(maximumFloor);
        dailyLoss = rules.hasDailyLoss();
        images = new Intervals[outcomes.size()];
        slack = new long[outcomes.size()];
        boolean monotone = !Double.isNaN(stakes.slope());
        for (int j = 0; j < images.length; j++) {
            images[j] = new Intervals();
            double r = outcomes.value(j);
            // a stake that rises by one unit more than its slope costs |r| units, and rounding one
            slack[j] = r >= 0 || r == -1 ? 0 : (long) Math.ceil(-r) + 2;
            monotone &= -r * stakes.slope() <= 1;
        }
        canHoldIntervals = monotone;
    }

    /**
     * The chain of a phase.
     *
     * @return none if the phase needs the general form
     */
    static Optional<BalanceChain> of(
            SimulationSpec spec,
            CompiledPhase rules,
            DiscreteLaw outcomes,
            CountProbabilities trades,
            StartDays startDays,
            Effort effort) {
        Set<RiskModule.Input> inputs = startDays.inputs();
        boolean fits = trades.probability(trades.most()) == 1
                && trades.most() >= 1
                && trades.most() <= MOST_TRADES
                && inputs.isEmpty()
                && startDays.gatesStayOpen()
                && !spec.seesOpenTrades()
                && new SizingCode(spec.sizing()).length() == 0
                && rules.targetBalance() <= LARGEST_TARGET
                && unfit(rules.phase()).isEmpty();
        if (!fits) {
            return Optional.empty();
        }
        Stakes stakes = Stakes.of(spec.sizing(), rules, startDays.noon());
        return Optional.of(new BalanceChain(spec, rules, outcomes, trades.most(), effort, stakes));
    }

    /** The rules of a phase that add to the state beyond the balance, by their names. */
    static List<String> unfit(Phase phase) {
        List<String> rules = new ArrayList<>();
        phase.dailyLoss().ifPresent(daily -> {
            if (daily.judged() == DailyLoss.Judged.AT_CLOSE || daily.effect() == DailyLoss.Effect.PAUSE) {
                rules.add("daily loss " + daily.judged() + " " + daily.effect());
            }
        });
        if (phase.maximumLoss().reference() != MaximumLoss.Reference.INITIAL_BALANCE) {
            rules.add("maximum loss from " + phase.maximumLoss().reference());
        }
        if (phase.bestDay().isPresent()) {
            rules.add("best day");
        }
        if (phase.tradingDays().profit().isPresent()) {
            rules.add("profitable trading days");
        }
        // something is opened on every trading day, so that a week without a trade does not occur
        if (phase.inactivity().flatMap(Inactivity::deepLoss).isPresent()
                || phase.inactivity().flatMap(Inactivity::withoutTrade).orElse(DAYS_A_WEEK) < DAYS_A_WEEK) {
            rules.add("inactivity");
        }
        return rules;
    }

    /**
     * Solves the phase for a fresh account.
     *
     * @param firstDay its first day, in days since 1970-01-01
     * @param mayDrop how much mass need not be followed to its end
     * @return how the phase ends; none if a state risks nothing, which needs the general form
     */
    Optional<PhaseLaw> solve(long firstDay, double mayDrop) {
        LastDay last = LastDay.of(spec, rules, firstDay);
        lastDay = last.day();
        atLastDay = last.end();
        int single = canHoldIntervals ? 0 : lastDay;
        while (true) {
            run(mayDrop, single);
            if (stakeless) {
                return Optional.empty();
            }
            double left = 0;
            int until = undecided.length - 1;
            while (until > single && left + undecided[until] <= mayDrop / 4) {
                left += undecided[until--];
            }
            if (until <= single) {
                return Optional.of(law);
            }
            single = until;
        }
    }

    private void run(double mayDrop, int singleUntil) {
        law = new PhaseLaw();
        allowed = mayDrop / 2;
        undecided = new double[lastDay + 1];
        stakeless = false;
        today.clear();
        today.add(rules.initialBalance(), rules.initialBalance(), 1, 0);
        for (day = 1; day <= lastDay && !stakeless; day++) {
            gap = day <= singleUntil ? 0 : GAP;
            tradeAllDay();
            double left = today.total();
            if (day == lastDay) {
                end(atLastDay, left);
            } else if (2 * left <= allowed - law.dropped()) {
                law.drop(left);
                return;
            }
        }
    }

    private void end(AttemptEnd how, double left) {
        double balance = 0;
        for (int i = 0; i < today.size; i++) {
            balance += today.mass[i] * ((today.lower[i] + today.upper[i]) / 2.0);
        }
        if (left > 0) {
            law.add(how, lastDay, left, balance / left);
        }
    }

    private void tradeAllDay() {
        free.clear();
        leaves.clear();
        for (int i = 0; i < today.size; i++) {
            if (bindsToday(i)) {
                plant(i);
            } else {
                free.add(today.lower[i], today.upper[i], today.mass[i], -1);
            }
        }
        thresholdLow = maximumThreshold;
        thresholdHigh = maximumThreshold;
        surelyDaily = false;
        perhapsDaily = false;
        for (int trade = 0; trade < trades && free.size > 0 && !stakeless; trade++) {
            effort.visit(free.size, rules.phase().name(), day);
            law.level();
            step(free, images);
            Intervals done = free;
            join(next);
            free = next;
            next = done;
        }
        today.clear();
        if (leaves.size == 0) {
            Intervals done = today;
            today = free;
            free = done;
        } else {
            for (int i = 0; i < free.size; i++) {
                leaves.add(free.lower[i], free.upper[i], free.mass[i], -1);
            }
            today.addSorted(leaves, gap);
        }
    }

    /** Adds up the images of all outcomes. */
    private void join(Intervals sum) {
        if (images.length == 2 && images[0].inOrder() && images[1].inOrder()) {
            sum.merge(images[0], images[1], gap);
        } else {
            spare.clear();
            for (Intervals image : images) {
                for (int i = 0; i < image.size; i++) {
                    spare.add(image.lower[i], image.upper[i], image.mass[i], -1);
                }
            }
            sum.clear();
            sum.addSorted(spare, gap);
        }
    }

    /** Whether the floor of the day can name a breach, or be above the other floor, for a balance as the day begins. */
    private boolean bindsToday(int i) {
        if (!dailyLoss) {
            return false;
        }
        long low = today.lower[i];
        long high = today.upper[i];
        if (rules.dailyLossFloor(high, high) < maximumFloor) {
            return false;
        }
        long worst = low;
        double most = outcomes.value(0);
        for (int trade = 0; trade < trades; trade++) {
            worst += MinorUnits.round(stakes.of(worst) * most) - slack[0];
        }
        return !canHoldIntervals || most >= 0 || worst < rules.threshold(rules.dailyLossFloor(high, high));
    }

    /** Runs one balance through the day with its own floor. */
    private void plant(int i) {
        long low = rules.dailyLossFloor(today.lower[i], today.lower[i]);
        long high = rules.dailyLossFloor(today.upper[i], today.upper[i]);
        thresholdLow = rules.threshold(Math.max(low, maximumFloor));
        thresholdHigh = rules.threshold(Math.max(high, maximumFloor));
        surelyDaily = low >= maximumFloor;
        perhapsDaily = high >= maximumFloor;
        tree.clear();
        tree.add(today.lower[i], today.upper[i], today.mass[i], -1);
        for (int trade = 0; trade < trades && tree.size > 0 && !stakeless; trade++) {
            effort.visit(tree.size, rules.phase().name(), day);
            step(tree, images);
            join(branches);
            tree.clear();
            for (int k = 0; k < branches.size; k++) {
                tree.add(branches.lower[k], branches.upper[k], branches.mass[k], -1);
            }
        }
        law.level();
        for (int k = 0; k < tree.size; k++) {
            leaves.add(tree.lower[k], tree.upper[k], tree.mass[k], -1);
        }
    }

    /** The next trade of a list of balances, none of which has reached the target. */
    private void step(Intervals from, Intervals[] to) {
        effort.image((long) from.size * to.length, rules.phase().name(), day);
        double negligible = Math.max(0, allowed - law.dropped()) * SHARE / (from.size + today.size);
        for (Intervals image : to) {
            image.clear();
        }
        for (int i = 0; i < from.size; i++) {
            double mass = from.mass[i];
            if (mass < negligible) {
                law.drop(mass);
                continue;
            }
            effort.step();
            long low = from.lower[i];
            long high = from.upper[i];
            long stakeLow = stakes.of(low);
            long stakeHigh = low == high ? stakeLow : stakes.of(high);
            if (stakeLow <= 0) {
                stakeless = true;
                return;
            }
            for (int j = 0; j < to.length; j++) {
                double r = outcomes.value(j);
                long apart = low == high ? 0 : slack[j];
                long newLow = low + MinorUnits.round(stakeLow * r) - apart;
                long newHigh = low == high ? newLow : high + MinorUnits.round(stakeHigh * r) + apart;
                double reached = mass * outcomes.probability(j);
                if (newLow >= thresholdHigh && newHigh < target) {
                    to[j].add(newLow, newHigh, reached, gap);
                } else {
                    decide(newLow, newHigh, reached, to[j]);
                }
            }
        }
    }

    private void decide(long low, long high, double mass, Intervals alive) {
        double balance = (low + high) / 2.0;
        if (high < thresholdLow && surelyDaily == perhapsDaily) {
            law.add(surelyDaily ? AttemptEnd.DAILY_LOSS : AttemptEnd.MAXIMUM_LOSS, day, mass, balance);
        } else if (low >= thresholdHigh && low >= target) {
            int passes = Math.max(day, rules.minimumTradingDays());
            if (passes <= lastDay) {
                law.add(AttemptEnd.PASSED, passes, mass, balance);
            } else {
                law.add(atLastDay, lastDay, mass, balance);
            }
        } else if (low >= thresholdHigh && high < target) {
            alive.add(low, high, mass, gap);
        } else {
            undecided[day] += mass;
            law.drop(mass);
        }
    }
}
