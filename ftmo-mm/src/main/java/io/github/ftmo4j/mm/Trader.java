package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.decision.RunLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trader who uses a position sizer on any number of accounts: holds the state that all of them share. Not
 * thread-safe.
 */
public final class Trader {

    private final PositionSizer sizer;
    private final Map<RiskModule, ModuleState> shared = new LinkedHashMap<>();
    private final ModuleState[] sharedStates;

    Trader(PositionSizer sizer) {
        this.sizer = sizer;
        for (List<RiskModule> modules : List.of(sizer.proposals(), sizer.limits())) {
            for (RiskModule module : modules) {
                if (module.scope() == RiskModule.Scope.TRADER) {
                    shared.computeIfAbsent(module, RiskModule::start);
                }
            }
        }
        sharedStates = shared.values().toArray(ModuleState[]::new);
    }

    /**
     * Begins to size the trades of an account.
     *
     * @return sizing that has seen nothing of this account yet
     */
    public AccountSizing open() {
        return new AccountSizing(sizer, this, null);
    }

    /**
     * Begins to size the trades of an account, and writes each decision to a log: what each module said, what bound it,
     * and when a freeze or a gate came and went.
     *
     * @param log the log of the account's run
     * @return sizing that has seen nothing of this account yet
     */
    public AccountSizing open(RunLog log) {
        return new AccountSizing(sizer, this, new SizingTrail(log));
    }

    /**
     * What must be remembered of what all accounts taught so that the trader goes on as if nothing had stopped. What
     * single accounts remember is not in it.
     *
     * @return the state
     */
    public SavedState save() {
        return SavedState.of(List.copyOf(shared.keySet()), sharedStates, RiskModule.Scope.TRADER);
    }

    /**
     * Replaces what the accounts taught.
     *
     * @param saved what a trader of a sizer with equally named modules {@linkplain #save saved}
     * @throws IllegalArgumentException if it is something else; nothing has changed then
     */
    public void restore(SavedState saved) {
        saved.restore(List.copyOf(shared.keySet()), sharedStates, RiskModule.Scope.TRADER);
    }

    /** Forgets everything that the accounts taught. */
    public void reset() {
        for (ModuleState state : sharedStates) {
            state.reset();
        }
    }

    static void requireFinite(double marketReturn) {
        if (!Double.isFinite(marketReturn)) {
            throw new IllegalArgumentException("marketReturn must be finite, was " + marketReturn);
        }
    }

    void closed(long risked, long profit) {
        for (ModuleState state : sharedStates) {
            state.closed(risked, profit);
        }
    }

    void moved(double marketReturn) {
        for (ModuleState state : sharedStates) {
            state.moved(marketReturn);
        }
    }

    ModuleState[] states(List<RiskModule> modules) {
        List<ModuleState> states = new ArrayList<>();
        for (RiskModule module : modules) {
            ModuleState state = shared.get(module);
            states.add(state == null ? module.start() : state);
        }
        return states.toArray(ModuleState[]::new);
    }
}
