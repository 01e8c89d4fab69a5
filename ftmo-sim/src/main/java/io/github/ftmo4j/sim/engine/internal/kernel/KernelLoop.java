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

    private final Lowered lowered;
    private final long seed;
    private final Tally tally;
    private final FlatAccount[] attempts;
    private final Slot[] shared;
    private final boolean sideBySide;
    private final int accountsPerAttempt;
    private @Nullable TrialRunner readable;

    KernelLoop(Lowered lowered, long seed, Tally tally) {
        this(lowered, seed, tally, Copies.of(lowered.composition()));
    }

    KernelLoop(Lowered lowered, long seed, Tally tally, Constructor<? extends FlatAccount> constructor) {
        this.lowered = lowered;
        this.seed = seed;
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
        attempts = new FlatAccount[drawn];
        for (int i = 0; i < drawn; i++) {
            attempts[i] = attempt(constructor, modules, states, currency);
        }
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
        for (long trial = from; trial < to; trial++) {
            if (stop.getAsBoolean() || !runTrial(trial, stop)) {
                return trial;
            }
            int passes = isOutOfRange() ? readable().run(trial, stop) : count();
            if (passes < 0) {
                return trial;
            }
            if (passes > 0) {
                passed[(int) (trial - from) / Long.SIZE] |= 1L << (trial - from);
            }
        }
        return to;
    }

    private boolean runTrial(long trial, BooleanSupplier stop) {
        for (Slot slot : shared) {
            slot.reset();
        }
        for (int i = 0; i < attempts.length; i++) {
            attempts[i].start(trial, i);
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
            runner = new TrialRunner(lowered.spec(), seed, tally);
            readable = runner;
        }
        return runner;
    }
}
