package io.github.ftmo4j.sim.engine.internal.kernel;

import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A flat account as a lane, for trades that are {@link PlainBets}: several of them take turns day by day.
 *
 * <p>Days on which no bound is reached are plain days. They change the balance, the generator and the floor of the day,
 * and most of the account is not touched. Where trades have excursions, a trade is left to {@link #valued} if a bound
 * of its excursion reaches the floor.
 *
 * <p>This class is a template as {@link FlatLoop} is.
 */
final class PlainLanes extends FlatLoop {

    /** What is constant in this copy, so that the compiler sees it; nothing in the template itself. */
    private static final Composition CONSTANTS = Copies.composition(MethodHandles.lookup());

    private static final int INSIDE_SHIFT = Long.SIZE - Draws.BITS;

    private final PlainBets bets;
    private final long winBelow;
    private final double win;
    private final double loss;
    private final int tradesOfDay;
    private final int daysBetweenChecks;

    /** The bounds at the start of each phase; infinite if it does not start with plain days. */
    private final double[] firstLows;

    private final double[] firstHighs;

    /** Bounds of how far a loser, then a winner goes against the trader, by the number that decides it. */
    private final double[] againstTrader;

    private final long[] state = new long[4];
    private final long[] insideState = new long[4];

    /** The generator of a lane. */
    private long state0;

    private long state1;
    private long state2;
    private long state3;

    /** The generator of what happens inside the trades of a lane. */
    private long inside0;

    private long inside1;
    private long inside2;
    private long inside3;

    /** The trades of today that a lane has had, while it is in the middle of a plain day. */
    private int plainTrade;

    /** Whether a lane has had nothing but plain days in this phase: most of the account is not even initialised. */
    private boolean fresh;

    /** The plain days of a lane so far, and how many there may be at most. */
    private int plainDays;

    private int mostPlainDays;

    /** The balance at the start of today, if it is a plain day. */
    private double plainStart;

    /** The lowest bound of plain days, and how far below their start the bound of a day is. */
    private double lowest;

    private double mostLost;

    /** A balance above this ends plain days. */
    private double risesFrom;

    PlainLanes(
            Lowered spec,
            long seed,
            @Nullable CommonNumbers commons,
            Slot[] slots,
            boolean[] proposes,
            Slot[] own,
            Slot[] traders,
            Slot[] watchers) {
        super(spec, seed, commons, slots, proposes, own, traders, watchers);
        bets = Objects.requireNonNull(spec.plainBets());
        winBelow = spec.draws().winBelow();
        win = spec.draws().win();
        loss = spec.draws().loss();
        tradesOfDay = spec.fixedTrades();
        daysBetweenChecks = spec.daysBetweenChecks();
        double[][] furthest = spec.draws().furthest();
        againstTrader = new double[2 << Draws.BITS];
        for (int i = 0; i < 1 << Draws.BITS && furthest.length > 0; i++) {
            againstTrader[i] = -loss;
            againstTrader[(1 << Draws.BITS) + i] = furthest[1][i];
        }
        firstLows = new double[phases.length];
        firstHighs = new double[phases.length];
        for (int i = 0; i < phases.length; i++) {
            startPhase(i, spec.firstDay());
            boolean plainly = tradesPlainly();
            firstLows[i] = plainly ? low : Double.POSITIVE_INFINITY;
            firstHighs[i] = high;
        }
    }

    /** Constant in a copy. */
    @SuppressWarnings("ReferenceEquality") // a comparison that the JIT compiler folds
    private Composition composition() {
        return CONSTANTS == Composition.NONE ? spec.composition() : CONSTANTS;
    }

    @Override
    void runLanes(FlatAccount[] lanes, Batch batch, BooleanSupplier stop) {
        double shareUp = bets.shareUp();
        double[] rMultiples = bets.rMultiples();
        double[] halves = bets.halves();
        long wins = winBelow;
        double[] against = againstTrader;
        boolean marks = composition().marks();
        boolean joint = composition().joint();
        int trades = composition().trades() > 0 ? composition().trades() : tradesOfDay;
        int running = 0;
        while (running < lanes.length && ((PlainLanes) lanes[running]).startNext(batch, stop)) {
            running++;
        }
        int untilCheck = daysBetweenChecks;
        while (running > 0) {
            if (--untilCheck < 0) {
                if (stop.getAsBoolean()) {
                    return;
                }
                untilCheck = daysBetweenChecks;
            }
            for (int i = running - 1; i >= 0; i--) {
                PlainLanes lane = (PlainLanes) lanes[i];
                long a = lane.state0;
                long b = lane.state1;
                long c = lane.state2;
                long d = lane.state3;
                double now = lane.balance;
                double from = lane.low;
                double to = lane.high;
                long e = marks ? lane.inside0 : 0;
                long f = marks ? lane.inside1 : 0;
                long g = marks ? lane.inside2 : 0;
                long h = marks ? lane.inside3 : 0;
                long inside = 0;
                double before = now;
                double least = now;
                int won = 0;
                int trade = marks ? lane.plainTrade : 0;
                JointDay jointly = joint ? lane.jointDay : null;
                if (jointly != null && trade == 0) {
                    lane.drawDay(jointly);
                }
                while (trade < trades) {
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
                    // a table instead of a branch, which would be mispredicted half of the time
                    won = (int) (((bits >>> 11) - wins) >>> 63);
                    before = now;
                    double stake = Math.floor(now * shareUp);
                    now += Math.floor(stake * rMultiples[won] + halves[won]);
                    least = now;
                    trade++;
                    if (marks && jointly != null) {
                        inside = jointly.inside(trade - 1);
                    } else if (marks) {
                        inside = Long.rotateLeft(e + h, 23) + e;
                        long shifted = f << 17;
                        g ^= e;
                        h ^= f;
                        f ^= g;
                        e ^= h;
                        g ^= shifted;
                        h = Long.rotateLeft(h, 45);
                    }
                    if (marks) {
                        least = before - (stake * against[(won << Draws.BITS) + (int) (inside >>> INSIDE_SHIFT)] + 1);
                    }
                    if (!(least >= from && now < to)) {
                        break;
                    }
                }
                if (marks) {
                    lane.inside0 = e;
                    lane.inside1 = f;
                    lane.inside2 = g;
                    lane.inside3 = h;
                    lane.plainTrade = 0;
                }
                lane.balance = now;
                lane.state0 = a;
                lane.state1 = b;
                lane.state2 = c;
                lane.state3 = d;
                if (least >= from && now < to && lane.rollsPlainly(now)) {
                    continue;
                }
                boolean goesOn = marks
                        ? lane.endMarkedTrade(trade, before, won, inside, batch, stop)
                        : lane.endPlainDays(trade, batch, stop);
                if (!goesOn) {
                    if (lane.isStopped()) {
                        return;
                    }
                    batch.ended(lane);
                    if (!lane.startNext(batch, stop)) {
                        running--;
                        lanes[i] = lanes[running];
                        lanes[running] = lane;
                    }
                }
            }
        }
    }

    /** Starts attempts until one is in the middle of plain days; false if there is none. */
    private boolean startNext(Batch batch, BooleanSupplier stop) {
        while (batch.startNext(this)) {
            if (startPhase(batch, stop)) {
                return true;
            }
            if (isStopped()) {
                return false;
            }
            batch.ended(this);
        }
        return false;
    }

    private boolean isStopped() {
        return end == null && !outOfRange;
    }

    /** Starts the current phase at a date that does not matter; false if the attempt ends, or is stopped. */
    private boolean startPhase(Batch batch, BooleanSupplier stop) {
        fresh = firstLows[phase] < Double.POSITIVE_INFINITY;
        if (!fresh) {
            restartPhase();
            return startPlainDays(batch, stop);
        }
        startPlainly(firstLows[phase], firstHighs[phase]);
        startStream(batch);
        setPlainDays();
        return true;
    }

    /** Draws the numbers of today, after so many plain days. */
    private void drawDay(JointDay jointly) {
        jointly.draw(trial, earlierDays + phaseDays - 1 + plainDays, tradesOfDay);
    }

    private void startStream(Batch batch) {
        if (jointDay != null) {
            jointDay.start(trial, drawAccount, phase);
            return;
        }
        long[] starts = batch.starts();
        int at = batch.startOf(this);
        state0 = starts[at];
        state1 = starts[at + 1];
        state2 = starts[at + 2];
        state3 = starts[at + 3];
        if (composition().marks()) {
            long[] insideStarts = batch.insideStarts();
            inside0 = insideStarts[at];
            inside1 = insideStarts[at + 1];
            inside2 = insideStarts[at + 2];
            inside3 = insideStarts[at + 3];
        }
    }

    /** Whether today is a plain day on which every trade is taken. */
    private boolean tradesPlainly() {
        return active && isPlainDay() && maximumLossFloor * bets.share() >= 1;
    }

    private void setPlainDays() {
        plainDays = 0;
        mostPlainDays = daysLeft();
        plainStart = balance;
        lowest = maximumLossFloor + rules.touch;
        mostLost = rules.fixedDailyLoss - rules.touch;
        risesFrom = rules.trailsStartOfDay ? trailingReference : Double.POSITIVE_INFINITY;
    }

    /** Runs day by day until plain days begin; false if the attempt ends before, or is stopped. */
    private boolean startPlainDays(Batch batch, BooleanSupplier stop) {
        while (true) {
            if (phaseDays == 1) {
                startStream(batch);
            }
            riskedToday = false;
            refusedToday = false;
            if (tradesPlainly()) {
                setPlainDays();
                return true;
            }
            plainDays = 0;
            if (jointDay != null) {
                drawDay(jointDay);
            }
            if (!endDayAfter(0, stop)) {
                return false;
            }
        }
    }

    /** The next plain day; false if something happens at the end of today. */
    private boolean rollsPlainly(double now) {
        int days = plainDays;
        if (now <= risesFrom && days < mostPlainDays) {
            plainDays = days + 1;
            plainStart = now;
            double floor = now - mostLost;
            low = floor > lowest ? floor : lowest;
            return true;
        }
        return false;
    }

    /** As {@link #endPlainDays}, for a trade that may have met the floor before its close. */
    private boolean endMarkedTrade(int trade, double before, int won, long inside, Batch batch, BooleanSupplier stop) {
        double now = balance;
        double stake = Math.floor(before * bets.shareUp());
        sampleInside(won == 1 ? win : loss, inside);
        double lowestProfit = Math.floor(stake * outcome.adverse());
        if (before + (won == 1 ? lowestProfit : now - before) >= low) {
            if (now < high && trade < tradesOfDay) {
                plainTrade = trade;
                return true;
            }
            return (now < high && rollsPlainly(now)) || endPlainDays(trade, batch, stop);
        }
        balance = before;
        if (!rules.dailyLossPauses) {
            failAfter(plainDays, plainStart);
            return false;
        }
        leavePlainDays(before);
        double profit = valued(stake, now - before);
        if (verdict != FAILED) {
            balance = before + profit;
            booked();
        }
        return endDayAfter(trade, stop) && startPlainDays(batch, stop);
    }

    private void leavePlainDays(double now) {
        double from = low;
        if (fresh) {
            fresh = false;
            enterPhase(phase, spec.firstDay());
            balance = now;
        }
        skipDays(plainDays, tradesOfDay, plainStart, from);
        openedToday();
    }

    /** Something may have happened in a trade after plain days; false if the attempt ends, or is stopped. */
    private boolean endPlainDays(int trade, Batch batch, BooleanSupplier stop) {
        double now = balance;
        double from = low;
        if (now >= high && passesAfter(plainDays)) {
            return toNextPhase() && startPhase(batch, stop);
        }
        if (now < from && !rules.dailyLossPauses) {
            failAfter(plainDays, plainStart);
            return false;
        }
        leavePlainDays(now);
        if (!(now >= from && now < high)) {
            booked();
        }
        return endDayAfter(trade, stop) && startPlainDays(batch, stop);
    }

    /** Goes to the next day once the other trades of today are done; false if the attempt ends, or is stopped. */
    private boolean endDayAfter(int trade, BooleanSupplier stop) {
        tradeOfDay = trade;
        if (trade < tradesOfDay && verdict < PASSED && !outOfRange) {
            boolean joint = composition().joint();
            if (!joint) {
                toStreams();
            }
            if (!restOfDay(stop)) {
                return false;
            }
            if (!joint) {
                fromStreams();
            }
        }
        return !outOfRange && endDay();
    }

    private void toStreams() {
        state[0] = state0;
        state[1] = state1;
        state[2] = state2;
        state[3] = state3;
        outcomes.restoreState(state);
        if (composition().marks()) {
            insideState[0] = inside0;
            insideState[1] = inside1;
            insideState[2] = inside2;
            insideState[3] = inside3;
            insides.restoreState(insideState);
        }
    }

    private void fromStreams() {
        outcomes.copyState(state);
        state0 = state[0];
        state1 = state[1];
        state2 = state[2];
        state3 = state[3];
        if (composition().marks()) {
            insides.copyState(insideState);
            inside0 = insideState[0];
            inside1 = insideState[1];
            inside2 = insideState[2];
            inside3 = insideState[3];
        }
    }
}
