package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The attempts of some trials, which end in any order and are counted in the order of the trials. */
final class Batch {

    private final int drawn;
    private final @Nullable AttemptEnd[] ends;
    private final boolean[] outOfRange;
    private final int[] phases;
    private final int[] days;
    private final double[] balances;

    /** Where the generators start: four words for each phase of each trial of each account. */
    private final long[] starts;

    /** The same for what happens inside trades; empty if trades are judged at their closes. */
    private final long[] insideStarts;

    private final long seed;
    private final int firstAccount;
    private final int phaseCount;
    private long firstTrial;
    private int started;
    private int size;

    /**
     * A batch of attempts of independent accounts.
     *
     * @param seed the seed of the random numbers
     * @param trials how many trials there may be
     * @param firstAccount the number of the first account
     * @param drawn how many attempts each of them has
     * @param phases how many phases an attempt has
     * @param how what it is needed for
     */
    Batch(long seed, int trials, int firstAccount, int drawn, int phases, Composition how) {
        this.seed = seed;
        this.firstAccount = firstAccount;
        this.drawn = drawn;
        phaseCount = phases;
        int most = trials * drawn;
        starts = new long[how.joint() ? 0 : 4 * most * phases];
        insideStarts = new long[how.marks() ? starts.length : 0];
        ends = new AttemptEnd[most];
        outOfRange = new boolean[most];
        this.phases = new int[most];
        days = new int[most];
        balances = new double[most];
    }

    int mostTrials() {
        return ends.length / drawn;
    }

    void restart(long first, int trials) {
        firstTrial = first;
        started = 0;
        size = trials * drawn;
        Arrays.fill(ends, 0, size, null);
        Arrays.fill(outOfRange, 0, size, false);
        if (starts.length > 0) {
            start(first, trials, Purpose.OUTCOME, starts);
        }
        if (insideStarts.length > 0) {
            start(first, trials, Purpose.INSIDE_TRADE, insideStarts);
        }
    }

    private void start(long first, int trials, Purpose purpose, long[] states) {
        for (int account = 0; account < drawn; account++) {
            int from = account * trials * 4 * phaseCount;
            RandomStream.startStates(seed, first, trials, firstAccount + account, phaseCount, purpose, states, from);
        }
    }

    long[] insideStarts() {
        return insideStarts;
    }

    long[] starts() {
        return starts;
    }

    /** Where the words of the current phase of an account are. */
    int startOf(FlatAccount account) {
        int trial = (int) (account.trial - firstTrial) + (account.drawAccount - firstAccount) * (size / drawn);
        return 4 * (trial * phaseCount + account.phase);
    }

    /** Starts the next attempt on an account; false if there is none. */
    boolean startNext(FlatAccount account) {
        if (started == size) {
            return false;
        }
        account.startLane(firstTrial + started / drawn, firstAccount + started % drawn);
        started++;
        return true;
    }

    void ended(FlatAccount account) {
        int place = (int) (account.trial - firstTrial) * drawn + account.drawAccount - firstAccount;
        ends[place] = account.end;
        outOfRange[place] = account.outOfRange;
        phases[place] = account.phase;
        days[place] = account.days();
        balances[place] = account.balance;
    }

    /** Whether all attempts of a trial have ended. */
    boolean hasEnded(int trial) {
        for (int place = trial * drawn; place < (trial + 1) * drawn; place++) {
            if (ends[place] == null && !outOfRange[place]) {
                return false;
            }
        }
        return true;
    }

    /** Whether an attempt of a trial has left the range of flat accounts. */
    boolean isOutOfRange(int trial) {
        for (int place = trial * drawn; place < (trial + 1) * drawn; place++) {
            if (outOfRange[place]) {
                return true;
            }
        }
        return false;
    }

    /** Counts the attempts of a trial, and returns how many of them have passed. */
    int count(int trial, Tally tally) {
        int passed = 0;
        for (int place = trial * drawn; place < (trial + 1) * drawn; place++) {
            AttemptEnd end = ends[place];
            if (end != null) {
                FlatAccount.count(tally, end, phases[place], days[place], balances[place]);
                passed += end == AttemptEnd.PASSED ? 1 : 0;
            }
        }
        return passed;
    }
}
