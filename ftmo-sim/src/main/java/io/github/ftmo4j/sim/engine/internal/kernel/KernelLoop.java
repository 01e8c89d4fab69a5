package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.engine.internal.TrialLoop;
import io.github.ftmo4j.sim.engine.internal.montecarlo.TrialRunner;
import io.github.ftmo4j.sim.odds.Tally;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs trials on flat accounts. What leaves their range is run by the readable engine instead. Not thread-safe. */
final class KernelLoop implements TrialLoop {

    /**
     * How many attempts are made in turn, if their trades are plain bets: enough to fill the pipeline of a processor.
     */
    private static final int LANES = 4;

    private static final int PHASES_OF_BATCH = 1024;

    private final Lowered lowered;
    private final long seed;
    private final int firstAccount;
    private final Tally tally;

    /** One for each account of a trial; the lanes if trades are plain bets. */
    private final FlatAccount[] attempts;

    private final @Nullable Batch batch;
    private final Slot[] shared;

    /** What all accounts have in common; none if the numbers of trades do not depend on other accounts. */
    private final @Nullable CommonNumbers commons;

    private final boolean sideBySide;
    private final int accountsPerAttempt;
    private @Nullable TrialRunner readable;

    KernelLoop(Lowered lowered, long seed, int firstAccount, Tally tally) {
        this(lowered, seed, firstAccount, tally, Copies.of(lowered.composition()));
    }

    KernelLoop(
            Lowered lowered, long seed, int firstAccount, Tally tally, Constructor<? extends FlatAccount> constructor) {
        this.lowered = lowered;
        this.seed = seed;
        this.firstAccount = firstAccount;
        this.tally = tally;
        int drawn = lowered.spec().attemptsDrawn();
        accountsPerAttempt = lowered.spec().accounts() / drawn;
        sideBySide = drawn > 1 && lowered.spec().sizing().sharesState();
        Currency currency = lowered.phases()[0].rules.currency();
        List<RiskModule> modules = Lowering.modules(lowered.spec().sizing());
        Map<RiskModule, Slot> states = new LinkedHashMap<>();
        for (RiskModule module : modules) {
            if (module.scope() == RiskModule.Scope.TRADER) {
                states.computeIfAbsent(module, each -> Lowering.slot(each, currency));
            }
        }
        shared = states.values().toArray(Slot[]::new);
        commons = lowered.composition().joint() ? new CommonNumbers(lowered, seed) : null;
        batch = lowered.plainBets() == null ? null : batch(lowered, seed, firstAccount, drawn);
        attempts = new FlatAccount[batch == null ? drawn : LANES];
        for (int i = 0; i < attempts.length; i++) {
            attempts[i] = attempt(constructor, modules, states, currency);
        }
    }

    private static Batch batch(Lowered lowered, long seed, int firstAccount, int drawn) {
        int phases = lowered.phases().length;
        return new Batch(
                seed,
                Math.max(1, PHASES_OF_BATCH / (drawn * phases)),
                firstAccount,
                drawn,
                phases,
                lowered.composition());
    }

    private FlatAccount attempt(
            Constructor<? extends FlatAccount> constructor,
            List<RiskModule> modules,
            Map<RiskModule, Slot> states,
            Currency currency) {
        List<Slot> slots = new ArrayList<>();
        List<Slot> own = new ArrayList<>();
        for (RiskModule module : modules) {
            Slot slot = states.get(module);
            if (slot == null) {
                slot = Lowering.slot(module, currency);
                if (module.scope() == RiskModule.Scope.ACCOUNT) {
                    own.add(slot);
                }
            }
            slots.add(slot);
        }
        List<Integer> order = lowered.order();
        boolean[] proposes = new boolean[slots.size()];
        for (int i = 0; i < proposes.length; i++) {
            proposes[i] = order.get(i) < lowered.spec().sizing().proposals().size();
        }
        List<Slot> learning = new ArrayList<>(own);
        learning.addAll(List.of(shared));
        try {
            return constructor.newInstance(
                    lowered,
                    seed,
                    commons,
                    order.stream().map(slots::get).toArray(Slot[]::new),
                    proposes,
                    own.toArray(Slot[]::new),
                    that(learning, Slot.TRADES),
                    that(lowered.hasMarket() ? learning : List.of(), Slot.MARKET));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a flat account cannot be made", e);
        }
    }

    private static Slot[] that(List<Slot> slots, int need) {
        return slots.stream().filter(slot -> (slot.needs() & need) != 0).toArray(Slot[]::new);
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public long run(long from, long to, long[] passed, BooleanSupplier stop) {
        return batch == null ? runTrials(from, to, passed, stop) : runBatches(batch, from, to, passed, stop);
    }

    private long runTrials(long from, long to, long[] passed, BooleanSupplier stop) {
        for (long trial = from; trial < to; trial++) {
            if (stop.getAsBoolean() || !runTrial(trial, stop)) {
                return trial;
            }
            int passes = isOutOfRange() ? readable().run(trial, stop) : count();
            if (passes < 0) {
                return trial;
            }
            note(passes, passed, trial - from);
        }
        return to;
    }

    private long runBatches(Batch many, long from, long to, long[] passed, BooleanSupplier stop) {
        for (long first = from; first < to; first += many.mostTrials()) {
            int trials = (int) Math.min(many.mostTrials(), to - first);
            if (stop.getAsBoolean()) {
                return first;
            }
            many.restart(first, trials);
            attempts[0].runLanes(attempts, many, stop);
            for (int i = 0; i < trials; i++) {
                if (!many.hasEnded(i)) {
                    return first + i;
                }
                int passes = many.isOutOfRange(i) ? readable().run(first + i, stop) : count(many, i);
                if (passes < 0) {
                    return first + i;
                }
                note(passes, passed, first + i - from);
            }
        }
        return to;
    }

    private static void note(int passes, long[] passed, long place) {
        if (passes > 0) {
            passed[(int) (place / Long.SIZE)] |= 1L << place;
        }
    }

    private int count(Batch many, int trial) {
        int passes = many.count(trial, tally) * accountsPerAttempt;
        tally.trial(passes);
        return passes;
    }

    private boolean runTrial(long trial, BooleanSupplier stop) {
        for (Slot slot : shared) {
            slot.reset();
        }
        for (int i = 0; i < attempts.length; i++) {
            attempts[i].start(trial, firstAccount + i);
        }
        if (sideBySide) {
            return attempts[0].runSideBySide(attempts, stop);
        }
        for (FlatAccount attempt : attempts) {
            if (!attempt.run(stop)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOutOfRange() {
        for (FlatAccount attempt : attempts) {
            if (attempt.outOfRange) {
                return true;
            }
        }
        return false;
    }

    private int count() {
        int passes = 0;
        for (FlatAccount attempt : attempts) {
            attempt.count(tally);
            if (attempt.passed()) {
                passes += accountsPerAttempt;
            }
        }
        tally.trial(passes);
        return passes;
    }

    private TrialRunner readable() {
        TrialRunner runner = readable;
        if (runner == null) {
            runner = new TrialRunner(lowered.spec(), seed, firstAccount, tally);
            readable = runner;
        }
        return runner;
    }
}
