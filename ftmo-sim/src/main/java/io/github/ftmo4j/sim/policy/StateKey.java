package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.account.AccountCode;
import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.Inactivity;
import java.util.Set;

/**
 * The state of an account as whole numbers: its {@link AccountCode}; where inactivity matters, the days since the first
 * one until a position is opened; with the rule of a sizer after a loss, what the next trade may risk.
 */
final class StateKey {

    /** Stands for a stake that is not capped after a loss. */
    static final long NO_CAP = -1;

    private final AccountCode code;
    private final int sinceAt;
    private final int capAt;
    private final int width;

    StateKey(CompiledPhase rules, boolean capped, boolean withoutBestDay) {
        code = new AccountCode(withoutBestDay ? withoutBestDay(rules) : rules, Set.of());
        boolean idles =
                rules.phase().inactivity().flatMap(Inactivity::withoutTrade).isPresent();
        int next = code.length();
        sinceAt = idles ? next++ : -1;
        capAt = capped ? next++ : -1;
        width = next;
    }

    private static CompiledPhase withoutBestDay(CompiledPhase rules) {
        return CompiledPhase.of(rules.phase().toBuilder().noBestDay().build());
    }

    int width() {
        return width;
    }

    void write(AccountMachine account, long cap, long[] key) {
        code.write(account, key, 0);
        if (sinceAt >= 0) {
            key[sinceAt] = account.lastOpeningDay().isPresent() ? 0 : account.day() - account.firstDay();
        }
        if (capAt >= 0) {
            key[capAt] = cap;
        }
    }

    /** Puts an account into the state, on a day. */
    void read(long[] keys, int from, long day, AccountMachine account) {
        long since = sinceAt >= 0 ? keys[from + sinceAt] : 0;
        account.restart(day - since);
        if (since > 0) {
            account.rollTo(day);
        }
        code.read(keys, from, account);
    }

    long cap(long[] keys, int from) {
        return capAt >= 0 ? keys[from + capAt] : NO_CAP;
    }
}
