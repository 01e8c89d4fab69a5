package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.gate.RiskCap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The state of the sizing of a flat account as a few whole numbers: those on which later sizes depend, and no other.
 * Two sizings of one sizer that have equal codes on one day size equally from then on, so that an exact computation can
 * treat them as one.
 *
 * <p>What the sizer does not use is left out: the risk of the day without a cap on it, the last stake where the rule
 * that risk does not rise after a loss cannot bind. A state without {@linkplain ModuleState#codeLength() a code of its
 * own} is distinguished by what it saves. The state of a trader, which accounts share, is not part of the code. Not
 * thread-safe.
 */
public final class SizingCode {

    private static final long NO_CAP_AFTER_LOSS = -1;

    private final boolean afterLoss;
    private final boolean riskedToday;
    private final boolean positionsToday;
    private final boolean ordersToday;
    private final int length;

    /** Numbers of the saved states of modules that have no code, by module with a state of the account. */
    private final List<Map<SavedValues, Integer>> numbers = new ArrayList<>();

    private final List<List<SavedValues>> saved = new ArrayList<>();

    /** The length of the code of each module with a state of the account. */
    private final int[] lengths;

    /**
     * The code of the sizings of a sizer.
     *
     * @param sizer the sizer
     */
    public SizingCode(PositionSizer sizer) {
        this(sizer, sizer.start().open());
    }

    /**
     * The code of the sizings of a sizer that go on from a given one.
     *
     * @param sizer the sizer
     * @param first a sizing of the sizer; a cap after a loss that it holds may bind, whatever modules promise
     */
    public SizingCode(PositionSizer sizer, AccountSizing first) {
        Objects.requireNonNull(sizer, "sizer");
        Set<RiskCap> caps = sizer.caps().caps().keySet();
        afterLoss = capAfterLossMayBind(sizer)
                || (!sizer.risesAfterLoss() && first.mostAfterLoss(Long.MAX_VALUE) != Long.MAX_VALUE);
        riskedToday = caps.contains(RiskCap.CAP_PER_DAY);
        positionsToday = caps.contains(RiskCap.CAP_POSITIONS_PER_DAY);
        ordersToday = caps.contains(RiskCap.CAP_ORDERS_PER_DAY);
        lengths = Arrays.stream(first.ownStates())
                .mapToInt(ModuleState::codeLength)
                .toArray();
        int sum = (afterLoss ? 1 : 0) + (riskedToday ? 1 : 0) + (positionsToday ? 1 : 0) + (ordersToday ? 1 : 0);
        for (int each : lengths) {
            sum += each == ModuleState.NO_CODE ? 1 : each;
            numbers.add(new HashMap<>());
            saved.add(new ArrayList<>());
        }
        length = sum;
    }

    /** Whether the size that the modules and caps allow may exceed the last one before a trade wins. */
    private static boolean capAfterLossMayBind(PositionSizer sizer) {
        if (sizer.risesAfterLoss()) {
            return false;
        }
        List<RiskModule> modules = new ArrayList<>(sizer.proposals());
        modules.addAll(sizer.limits());
        return sizer.caps().caps().containsKey(RiskCap.CAP_PER_DAY)
                || modules.stream().anyMatch(module -> !module.laws().contains(RiskModule.Law.NO_RISE_BEFORE_A_WIN));
    }

    /**
     * What the sizes of a sizer may depend on.
     *
     * @param sizer the sizer
     * @return the inputs of its modules and of its freeze; those of its gates are not among them
     */
    public static Set<RiskModule.Input> inputs(PositionSizer sizer) {
        Set<RiskModule.Input> inputs = EnumSet.noneOf(RiskModule.Input.class);
        sizer.proposals().forEach(module -> inputs.addAll(module.inputs()));
        sizer.limits().forEach(module -> inputs.addAll(module.inputs()));
        sizer.freeze().ifPresent(freeze -> inputs.addAll(freeze.cushion().inputs()));
        return inputs;
    }

    /**
     * How many numbers a code has.
     *
     * @return at least 0
     */
    public int length() {
        return length;
    }

    /**
     * Writes the code of the sizing of a flat account.
     *
     * @param sizing a sizing of the sizer
     * @param code where to write
     * @param from the index of the first number
     * @param today the day, in days since 1970-01-01
     */
    public void write(AccountSizing sizing, long[] code, int from, long today) {
        int i = from;
        if (afterLoss) {
            code[i++] = sizing.mostAfterLoss(NO_CAP_AFTER_LOSS);
        }
        AccountExposure exposure = sizing.exposure();
        boolean used = exposure.isOf(today);
        if (riskedToday) {
            code[i++] = used ? exposure.riskedToday() : 0;
        }
        if (positionsToday) {
            code[i++] = used ? exposure.positionsToday() : 0;
        }
        if (ordersToday) {
            code[i++] = used ? exposure.ordersToday() : 0;
        }
        for (int k = 0; k < lengths.length; k++) {
            ModuleState state = sizing.ownStates()[k];
            if (lengths[k] == ModuleState.NO_CODE) {
                code[i++] = number(k, state.save());
            } else {
                state.writeCode(code, i, today);
                i += lengths[k];
            }
        }
    }

    /**
     * Sets the sizing of a flat account to the state that a code holds.
     *
     * @param code where to read
     * @param from the index of the first number
     * @param sizing a sizing of the sizer
     * @param today the day, in days since 1970-01-01
     */
    public void read(long[] code, int from, AccountSizing sizing, long today) {
        int i = from;
        long most = afterLoss ? code[i++] : NO_CAP_AFTER_LOSS;
        sizing.setMostAfterLoss(most, most != NO_CAP_AFTER_LOSS);
        if (riskedToday || positionsToday || ordersToday) {
            sizing.exposure()
                    .begin(
                            today,
                            riskedToday ? code[i++] : 0,
                            positionsToday ? (int) code[i++] : 0,
                            ordersToday ? (int) code[i++] : 0);
        }
        for (int k = 0; k < lengths.length; k++) {
            ModuleState state = sizing.ownStates()[k];
            if (lengths[k] == ModuleState.NO_CODE) {
                state.restore(saved.get(k).get((int) code[i++]));
            } else {
                state.readCode(code, i, today);
                i += lengths[k];
            }
        }
    }

    private int number(int module, SavedValues values) {
        Integer known = numbers.get(module).get(values);
        if (known != null) {
            return known;
        }
        int number = saved.get(module).size();
        saved.get(module).add(values);
        numbers.get(module).put(values, number);
        return number;
    }
}
