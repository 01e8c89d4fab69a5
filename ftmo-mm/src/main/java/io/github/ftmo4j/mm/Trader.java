package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.decision.RunLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Uses one position sizer on any number of accounts and holds the state that they share. Not thread-safe. */
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
     * Starts to size the trades of an account.
     *
     * @return the sizing, in its initial state
     */
    public AccountSizing open() {
        return new AccountSizing(sizer, this, null);
    }

    /**
     * Starts to size the trades of an account and writes each decision to a log: the answer of each module, the bound,
     * and when a freeze or a gate begins and ends.
     *
     * @param log the log of the account's run
     * @return the sizing, in its initial state
     */
    public AccountSizing open(RunLog log) {
        return new AccountSizing(sizer, this, new SizingTrail(log));
    }

    /**
     * Saves the state that all accounts share. The states of the accounts are not part of it; see
     * {@link AccountSizing#save}.
     *
     * @return the saved state
     */
    public SavedState save() {
        return SavedState.of(List.copyOf(shared.keySet()), sharedStates, RiskModule.Scope.TRADER);
    }

    /**
     * Replaces the state that all accounts share by a saved one.
     *
     * @param saved the state that a trader of a sizer with the same names of modules {@linkplain #save saved}
     * @throws IllegalArgumentException if it does not fit the modules; nothing has changed then
     */
    public void restore(SavedState saved) {
        saved.restore(List.copyOf(shared.keySet()), sharedStates, RiskModule.Scope.TRADER);
    }

    /** Resets the state that all accounts share. The states of the accounts are kept. */
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
