package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.random.RandomStream;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The trades of a flat account: the only part of a run that is hot.
 *
 * <p>This class is a template. Each composition of modules and rules runs a {@linkplain Copies copy} of it, so that the
 * profile by which the JIT compiler removes branches and calls is that of one composition. A copy is a hidden class:
 * nothing here may name this type in a signature or a field, so there are casts.
 */
class FlatLoop extends FlatAccount {

    /** What is constant in this copy, so that the compiler sees it; nothing in the template itself. */
    private static final Composition CONSTANTS = Copies.composition(MethodHandles.lookup());

    private static final int TRADES_BETWEEN_CHECKS = 64;

    /** What is added to the last risk as a bound of the next one: after a win and after a loss. */
    private static final double[] AFTER = {Double.POSITIVE_INFINITY, 0};

    private static final int INSIDE_SHIFT = Long.SIZE - Draws.BITS;

    private final boolean[] proposes;
    private final Slot slot0;
    private final Slot slot1;
    private final Slot slot2;
    private final Slot slot3;
    private final Slot[] slots;

    /** The slots that learn from trades and from the market: those of this account, then those of the trader. */
    private final Slot[] traders;

    private final Slot[] watchers;

    /** The slot that learns from the market if there is one alone: it needs no loop. */
    private final @Nullable Slot watcher;

    private final SizeLimits limits;
    private final int daysBetweenChecks;

    private final int tradesOfDay;
    private final long winBelow;
    private final double win;
    private final double loss;
    private final double mean;
    private final double deviation;
    private final double stopDistance;
    private final double[] history;
    private final double[][] furthest;

    /** What a loss and a win give, by a table instead of a branch, which would be mispredicted half of the time. */
    private final double[] results;

    private final NormalWins wins;

    private final long[] state = new long[4];

    /** The generator before the numbers of a trade within a step. */
    private final long[] insideState = new long[4];

    private double drawn;
    private double drawnReturn;
    private double stake;
    private boolean hasMoved;

    FlatLoop(
            Lowered spec,
            long seed,
            @Nullable CommonNumbers commons,
            Slot[] slots,
            boolean[] proposes,
            Slot[] own,
            Slot[] traders,
            Slot[] watchers) {
        super(spec, seed, commons, own, traders, watchers);
        this.slots = slots;
        this.traders = traders;
        this.watchers = watchers;
        watcher = watchers.length == 1 ? watchers[0] : null;
        this.proposes = proposes;
        slot0 = slots[0];
        slot1 = slots[Math.min(1, slots.length - 1)];
        slot2 = slots[Math.min(2, slots.length - 1)];
        slot3 = slots[Math.min(3, slots.length - 1)];
        limits = spec.limits();
        daysBetweenChecks = spec.daysBetweenChecks();
        tradesOfDay = spec.fixedTrades();
        Draws from = spec.draws();
        winBelow = from.winBelow();
        win = from.win();
        loss = from.loss();
        results = new double[] {loss, win};
        wins = new NormalWins(winBelow);
        mean = from.mean();
        deviation = from.deviation();
        stopDistance = from.stopDistance();
        history = from.history();
        furthest = from.furthest();
    }

    /** Constant in a copy. */
    @SuppressWarnings("ReferenceEquality") // a comparison that the JIT compiler folds
    private Composition composition() {
        return CONSTANTS == Composition.NONE ? spec.composition() : CONSTANTS;
    }

    /** The other trades of a day on which something has happened. */
    final boolean restOfDay(BooleanSupplier stop) {
        tradesToday = tradesOfDay;
        while (tradeOfDay < tradesToday && verdict < PASSED && !outOfRange) {
            open();
            close();
            if ((tradeOfDay & (TRADES_BETWEEN_CHECKS - 1)) == 0 && stop.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean run(BooleanSupplier stop) {
        Composition how = composition();
        if (how.groups()) {
            return runGroups(stop);
        }
        int modules = how.modules();
        boolean bets = how.draws() == Draws.BERNOULLI;
        boolean gaussian = how.draws() == Draws.GAUSSIAN;
        boolean inline = bets && how.marks();
        boolean bridge = gaussian && how.marks();
        JointDay jointly = how.joint() ? jointDay : null;
        boolean ahead = gaussian && jointly == null;
        boolean local = bets || ahead;
        Slot first = slot0;
        Slot second = slot1;
        Slot third = slot2;
        Slot fourth = slot3;
        double centre = mean;
        double width = deviation;
        double gain = win;
        double cost = -loss;
        long wins = winBelow;
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        // the next normal return is drawn before a trade, whose mispredicted branches would delay it
        double nextReturn = 0;
        double nextMultiple = 0;
        double now;
        int untilCheck = daysBetweenChecks;
        do {
            if (--untilCheck < 0) {
                if (stop.getAsBoolean()) {
                    return false;
                }
                untilCheck = daysBetweenChecks;
            }
            if (local && phaseDays == 1) {
                if (ahead) {
                    nextMultiple = draw();
                    nextReturn = drawnReturn;
                }
                outcomes.copyState(state);
                a = state[0];
                b = state[1];
                c = state[2];
                d = state[3];
            }
            startDay();
            int trades = how.trades() > 0 ? how.trades() : tradesToday;
            now = balance;
            double from = low;
            double to = high;
            boolean takes = active;
            int trade = 0;
            while (trade < trades) {
                tradeOfDay = trade;
                boolean won = false;
                double r = 0;
                if (local) {
                    long bits;
                    if (jointly == null) {
                        // one step of RandomStream
                        bits = Long.rotateLeft(a + d, 23) + a;
                        long shifted = b << 17;
                        c ^= a;
                        d ^= b;
                        b ^= c;
                        a ^= d;
                        c ^= shifted;
                        d = Long.rotateLeft(d, 45);
                    } else {
                        bits = jointly.bits(trade);
                    }
                    if (ahead) {
                        drawnReturn = nextReturn;
                        r = nextMultiple;
                        double z = RandomStream.gaussianOf(bits);
                        if (Double.isNaN(z)) {
                            state[0] = a;
                            state[1] = b;
                            state[2] = c;
                            state[3] = d;
                            z = rareGaussian(bits);
                            a = state[0];
                            b = state[1];
                            c = state[2];
                            d = state[3];
                        }
                        nextReturn = centre + width * z;
                        nextMultiple = nextReturn / stopDistance;
                    } else {
                        won = (bits >>> 11) < wins;
                    }
                } else {
                    r = draw();
                }
                long inside = inline ? (jointly == null ? insides.nextLong() : jointly.inside(trade)) : 0;
                long insideUp = 0;
                if (bridge) {
                    insides.copyState(insideState);
                    inside = insides.nextLong();
                    insideUp = insides.nextLong();
                }
                if (takes) {
                    double risked = first.amount(now, this);
                    if (modules > 1) {
                        if (!Double.isNaN(risked)) {
                            risked = second.least(risked, now, this);
                            if (modules > 2) {
                                risked = third.least(risked, now, this);
                                if (modules > 3) {
                                    risked = fourth.least(risked, now, this);
                                    if (modules > 4) {
                                        risked = leastOfOthers(4, risked, now);
                                    }
                                }
                            }
                        } else {
                            risked = leastOfOthers(1, Double.NaN, now);
                        }
                    }
                    risked = limited(risked, now);
                    if (risked > 0) {
                        if (!riskedToday) {
                            openedToday();
                        }
                        double profit;
                        if (!bets) {
                            profit = Cents.profit(risked, r);
                        } else if (won) {
                            profit = Cents.half(risked * gain);
                        } else {
                            profit = how.losesStake() ? -risked : -Cents.half(risked * cost);
                        }
                        if (how.marks()
                                && (inline
                                        ? reaches(now, risked, profit, won, inside)
                                        : !bridge || reachesOnBridge(now, risked, profit, inside, insideUp))) {
                            if (inline) {
                                sampleInside(won ? win : loss, inside);
                            } else if (bridge) {
                                insides.restoreState(insideState);
                                sampleInside(r);
                            }
                            profit = valued(risked, profit);
                            from = verdict == PAUSED ? Double.POSITIVE_INFINITY : low;
                            to = high;
                            takes = active;
                        }
                        if (how.marks() && verdict == FAILED) {
                            break;
                        }
                        now += profit;
                        balance = now;
                        if (how.tracksHigh() && now > highWaterMark) {
                            highWaterMark = now;
                        }
                        if (how.lossBinds()) {
                            noteLoss(risked, profit, bets || how.marks() ? profit : r);
                        }
                        if (how.countsExposure()) {
                            riskedOfDay += risked;
                            positionsOfDay++;
                        }
                        if (how.learns()) {
                            learn(risked, profit);
                        }
                        if (!(now >= from && now < to)) {
                            booked();
                            from = low;
                            to = high;
                            takes = active;
                        }
                    } else {
                        refusedToday = true;
                    }
                }
                if (how.watches()) {
                    watch();
                }
                trade++;
                if (!takes && (verdict >= PASSED || outOfRange)) {
                    break;
                }
                if ((trade & (TRADES_BETWEEN_CHECKS - 1)) == 0 && stop.getAsBoolean()) {
                    return false;
                }
            }
            tradeOfDay = trade;
        } while (rolls(now) || (!outOfRange && endDay()));
        return true;
    }

    /**
     * All attempts day by day and trade by trade, so that each trade is sized with all trades of all accounts that were
     * closed before. Trades of equal number run at the same time: all are sized before any of them is closed.
     */
    @Override
    boolean runSideBySide(FlatAccount[] attempts, BooleanSupplier stop) {
        int trades = 0;
        boolean anyActive = true;
        while (anyActive) {
            if (stop.getAsBoolean()) {
                return false;
            }
            for (FlatAccount attempt : attempts) {
                if (attempt.end == null) {
                    attempt.startDay();
                }
            }
            boolean anyOpen = true;
            while (anyOpen) {
                anyOpen = false;
                for (FlatAccount attempt : attempts) {
                    if (attempt.end == null && attempt.tradeOfDay < attempt.tradesToday && attempt.verdict < PASSED) {
                        ((FlatLoop) attempt).open();
                        anyOpen = true;
                        if ((++trades & (TRADES_BETWEEN_CHECKS - 1)) == 0 && stop.getAsBoolean()) {
                            return false;
                        }
                    }
                }
                for (FlatAccount attempt : attempts) {
                    ((FlatLoop) attempt).close();
                    if (attempt.outOfRange) {
                        return true;
                    }
                }
            }
            anyActive = false;
            for (FlatAccount attempt : attempts) {
                if (attempt.end == null) {
                    anyActive |= attempt.endDay();
                    if (attempt.outOfRange) {
                        return true;
                    }
                }
            }
        }
        return true;
    }

    /** Day by day where several positions are open together, or one is held over midnight. */
    private boolean runGroups(BooleanSupplier stop) {
        FlatPositions all = Objects.requireNonNull(positions);
        int untilCheck = daysBetweenChecks;
        do {
            if (--untilCheck < 0) {
                if (stop.getAsBoolean()) {
                    return false;
                }
                untilCheck = daysBetweenChecks;
            }
            startDay();
            while (tradeOfDay < tradesToday && verdict < PASSED) {
                open();
                close();
                if (outOfRange) {
                    return true;
                }
                if ((tradeOfDay & (TRADES_BETWEEN_CHECKS - 1)) == 0 && stop.getAsBoolean()) {
                    return false;
                }
            }
        } while ((closesToday(all) && rolls(balance)) || endDay());
        return true;
    }

    /** Opens a trade beside others. The market moves even if it is not taken. */
    private void openBeside(FlatPositions others, long inside) {
        long closesAt = composition().draws() == Draws.SAMPLER ? comesUp() : FlatPositions.NEXT;
        double risked = 0;
        if (active) {
            outOfRange |= floating != 0;
            risked = size(balance);
            if (risked > 0) {
                openedTogether(risked);
            } else {
                refusedToday = true;
            }
        }
        tradeOfDay++;
        if (risked > 0) {
            addTo(others, risked, Cents.profit(risked, drawn), inside, closesAt);
        } else if (composition().watches()) {
            others.add(0, 0, 0, 0, closesAt, drawnReturn);
        }
    }

    private void addTo(FlatPositions others, double risked, double profit, long inside, long closesAt) {
        if (!composition().marks()) {
            others.add(risked, profit, 0, 0, closesAt, drawnReturn);
            return;
        }
        double lowest = profit < 0 ? profit : 0;
        double highest = profit > 0 ? profit : 0;
        if (composition().draws() == Draws.BERNOULLI) {
            int won = drawn > 0 ? 1 : 0;
            double other = risked * furthest[won][(int) (inside >>> INSIDE_SHIFT)] + 1;
            others.addBounded(risked, profit, won == 1 ? -other : lowest, won == 1 ? highest : other, drawn, inside);
        } else {
            others.add(risked, profit, lowest(risked, lowest), highest(risked, highest), closesAt, drawnReturn);
        }
    }

    private void open() {
        drawn = draw();
        long inside = 0;
        if (composition().marks() && composition().draws() == Draws.BERNOULLI) {
            inside = jointDay == null ? insides.nextLong() : jointDay.inside(tradeOfDay);
        }
        if (composition().marks() && composition().draws() == Draws.GAUSSIAN) {
            sampleInside(drawn);
        }
        if (composition().groups()) {
            openBeside(Objects.requireNonNull(positions), inside);
            return;
        }
        if (composition().marks() && composition().draws() == Draws.BERNOULLI) {
            sampleInside(drawn, inside);
        }
        hasMoved = composition().watches();
        if (active) {
            stake = size(balance);
            if (stake > 0) {
                openedToday();
            } else {
                refusedToday = true;
            }
        }
        tradeOfDay++;
    }

    private void close() {
        if (composition().groups()) {
            closeGroup(Objects.requireNonNull(positions));
            return;
        }
        double risked = stake;
        double profit = Cents.profit(risked, drawn);
        boolean isPaused = false;
        if (risked > 0 && composition().marks()) {
            profit = valued(risked, profit);
            isPaused = verdict == PAUSED;
            if (verdict == FAILED) {
                stake = 0;
                learn(risked, profit);
            }
        }
        if (stake > 0) {
            stake = 0;
            double now = balance + profit;
            balance = now;
            if (composition().tracksHigh() && now > highWaterMark) {
                highWaterMark = now;
            }
            if (composition().lossBinds()) {
                noteLoss(risked, profit, composition().marks() ? profit : drawn);
            }
            if (composition().countsExposure()) {
                riskedOfDay += risked;
                positionsOfDay++;
            }
            learn(risked, profit);
            if (isPaused || !(now >= low && now < high)) {
                booked();
            }
        }
        if (hasMoved) {
            hasMoved = false;
            watch();
        }
    }

    /**
     * Whether the extremes of a trade may change anything: most do not, which is seen by bounds of them without a
     * logarithm.
     */
    private boolean reaches(double now, double risked, double profit, boolean won, long inside) {
        double other = risked * furthest[won ? 1 : 0][(int) (inside >>> INSIDE_SHIFT)] + 1;
        double lowest = won ? -other : profit;
        double highest = now + (won ? profit : other);
        return now + lowest < low
                || (composition().tracksHigh() && highest > highWaterMark)
                || (rules.trailsEquity && highest > trailingReference)
                || !(highest < SAFE);
    }

    /**
     * The same for a trade within a step of the market. Its path from 0 to r reaches −y if (y + y + r)² ≤ r² + 2ve,
     * with the variance v of the step and an exponential number e: if 2y (y + r) ≤ ve.
     */
    private boolean reachesOnBridge(double now, double risked, double profit, long inside, long insideUp) {
        double[] exponentials = furthest[0];
        double scale = deviation / stopDistance * risked;
        double square = scale * scale * Slot.CERTAINLY;
        double down = now - low - 1;
        double above = down + profit - 1;
        if (!(down > 0 && above > 0 && 2 * down * above > square * exponentials[(int) (inside >>> INSIDE_SHIFT)])) {
            return true;
        }
        double top = composition().tracksHigh() ? highWaterMark : SAFE;
        top = rules.trailsEquity && trailingReference < top ? trailingReference : top;
        double up = top - now - 1;
        double below = up - profit - 1;
        return !(up > 0 && below > 0 && 2 * up * below > square * exponentials[(int) (insideUp >>> INSIDE_SHIFT)]);
    }

    /** What {@code AccountSizing.size} gives, from the smallest answer of the modules or NaN. */
    private double limited(double least, double now) {
        double risk = Cents.down(least);
        if (composition().lossBinds() && risk > mostAfterLoss) {
            double free = capped(risk, now);
            risk = capped(mostAfterLoss, now);
            if (free > risk) {
                capped++;
            }
            return risk;
        }
        return capped(risk, now);
    }

    private double capped(double risk, double now) {
        if (composition().hasLimits()) {
            return limits.apply(risk, now, this);
        }
        return risk > now ? base(now) : risk;
    }

    private double size(double now) {
        int modules = composition().modules();
        double least = slot0.amount(now, this);
        if (Double.isNaN(least) || modules > 4) {
            least = leastOfOthers(1, least, now);
        } else if (modules > 1) {
            least = slot1.least(least, now, this);
            if (modules > 2) {
                least = slot2.least(least, now, this);
                if (modules > 3) {
                    least = slot3.least(least, now, this);
                }
            }
        }
        return !Double.isNaN(least) ? limited(least, now) : 0;
    }

    /** The smallest answer from one module on, NaN if none has proposed. */
    private double leastOfOthers(int first, double before, double now) {
        boolean proposed = !Double.isNaN(before);
        double least = proposed ? before : Double.POSITIVE_INFINITY;
        for (int i = first; i < slots.length; i++) {
            double answer = slots[i].amount(now, this);
            if (!Double.isNaN(answer)) {
                least = answer < least ? answer : least;
                proposed |= proposes[i];
            }
        }
        return proposed ? least : Double.NaN;
    }

    private static double base(double balance) {
        return balance < 0 ? 0 : balance;
    }

    /** A table instead of a branch on the sign, which would be mispredicted half of the time. */
    private void noteLoss(double risked, double profit, double r) {
        if (profit != 0) {
            mostAfterLoss = risked + AFTER[(int) (Double.doubleToRawLongBits(r) >>> (Long.SIZE - 1))];
        } else if (mostAfterLoss != Double.POSITIVE_INFINITY) {
            mostAfterLoss = risked;
        }
    }

    private void learn(double risked, double profit) {
        for (Slot slot : traders) {
            slot.closed(risked, profit);
        }
    }

    private void watch() {
        if (watcher != null) {
            watcher.moved(drawnReturn);
            return;
        }
        for (Slot slot : watchers) {
            slot.moved(drawnReturn);
        }
    }

    private double rareGaussian(long bits) {
        outcomes.restoreState(state);
        double z = outcomes.nextGaussian(bits);
        outcomes.copyState(state);
        return z;
    }

    private double draw() {
        int draws = composition().draws();
        if (draws == Draws.GAUSSIAN) {
            double x = mean + deviation * drawNormal();
            drawnReturn = x;
            return x / stopDistance;
        }
        if (draws == Draws.HISTORY) {
            return history[outcomes.nextInt(history.length)];
        }
        if (draws == Draws.BERNOULLI) {
            return results[(int) (((drawBits() >>> 11) - winBelow) >>> 63)];
        }
        sample();
        if (spec.hasMarket()) {
            drawnReturn = outcome.marketReturn();
            outOfRange |= !Double.isFinite(drawnReturn);
        }
        return outcome.rMultiple();
    }

    private double drawNormal() {
        if (groupNormals != null) {
            return correlatedNormal(groupNormals);
        }
        return jointDay == null ? outcomes.nextGaussian() : jointDay.normal(tradeOfDay);
    }

    private long drawBits() {
        if (groupNormals != null) {
            return wins.bits(correlatedNormal(groupNormals));
        }
        return jointDay == null ? outcomes.nextLong() : jointDay.bits(tradeOfDay);
    }
}
