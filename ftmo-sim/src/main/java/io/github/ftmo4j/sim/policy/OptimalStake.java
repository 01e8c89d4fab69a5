package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proposes the stake of an optimal policy, from a table of all states that it can reach.
 *
 * <p>It must be the only module of its sizer, so that each trade is sized as it says, and trades must follow one
 * another. It abstains where the table has no answer: for a phase that was not searched, while a position is open,
 * after the last day, and in a state that the policy cannot reach. An account with costs or slippage soon is in such a
 * state; {@link OptimalPolicy#best} computes the best stake from there.
 *
 * <p>Immutable; two are equal if all their answers and descriptions are.
 */
public final class OptimalStake implements RiskModule {

    private static final String NAME = "OptimalStake";

    private final List<String> description;
    private final TradingCalendar calendar;
    private final List<PhaseTable> phases;

    OptimalStake(List<String> description, TradingCalendar calendar, List<PhaseTable> phases) {
        this.description = List.copyOf(description);
        this.calendar = calendar;
        this.phases = List.copyOf(phases);
    }

    /**
     * Reads a policy from a file.
     *
     * @param file the file, {@linkplain #save saved} by this or an earlier version of the library
     * @return the policy, equal to the one that was saved
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the file is damaged, of a later version, or no policy
     */
    public static OptimalStake load(Path file) throws IOException {
        return PolicyFile.load(file);
    }

    /**
     * Writes the policy to a file: lines of text that say what it is, then the table. An existing file is replaced at
     * once or not at all.
     *
     * @param file the file, in a directory that exists
     * @throws IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        PolicyFile.save(this, file);
    }

    /**
     * Reads a policy from the bytes of its file.
     *
     * @param bytes what {@link #toBytes} returned, of this or an earlier version of the library
     * @return the policy, equal to the one that was written
     * @throws IllegalArgumentException if the bytes are damaged, of a later version, or no policy
     */
    public static OptimalStake ofBytes(byte[] bytes) {
        return PolicyFile.of(bytes, "policy");
    }

    /**
     * The policy as {@link #save} writes it.
     *
     * @return the bytes of its file
     */
    public byte[] toBytes() {
        try {
            return PolicyFile.bytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What was searched, and what the policy gives.
     *
     * @return lines of text
     */
    public List<String> description() {
        return description;
    }

    TradingCalendar calendar() {
        return calendar;
    }

    List<PhaseTable> phases() {
        return phases;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ModuleState start() {
        return new State();
    }

    @Override
    public boolean needsWholeAccount() {
        return true;
    }

    /** The state of the account is no input of its own: it follows from what the rules of the phase look at. */
    @Override
    public Set<Input> inputs() {
        return Set.of(Input.CALENDAR_DAYS, Input.TRADE_OF_DAY);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OptimalStake that
                && description.equals(that.description)
                && calendar.equals(that.calendar)
                && phases.equals(that.phases);
    }

    @Override
    public int hashCode() {
        return description.hashCode();
    }

    /** What was searched. */
    @Override
    public String toString() {
        return NAME + description;
    }

    /** The trading day of a phase, counted from 1. */
    static int phaseDay(TradingCalendar calendar, long firstDay, long day) {
        long weeks = Math.max(0, day - firstDay) / PhaseDays.DAYS_OF_WEEK;
        int number = 1 + (int) (weeks * calendar.days().size());
        for (long next = firstDay + weeks * PhaseDays.DAYS_OF_WEEK + 1; next <= day; next++) {
            number += calendar.contains(LocalDate.ofEpochDay(next)) ? 1 : 0;
        }
        return number;
    }

    /** Counts idle days and notes the last stake, as the plan and the sizer do. */
    private final class State implements ModuleState {

        private static final long NO_DAY = Long.MIN_VALUE;
        private static final int NOT_REFUSED = -1;
        private static final int RISKED = -2;

        private final boolean countsIdle = phases.stream().anyMatch(PhaseTable::countsIdle);
        private final boolean capped = phases.stream().anyMatch(PhaseTable::isCapped);

        private @Nullable CompiledPhase rules;
        private @Nullable PhaseTable table;
        private @Nullable StateKey stateKey;
        private long[] key = new long[0];

        private long today = NO_DAY;
        private boolean riskedToday;

        /** The number of the trade of today before which the first was refused. */
        private int refusedFrom = NOT_REFUSED;

        private int idleDays;
        private long lastRisked;
        private boolean afterLoss;

        @Override
        public double moneyAtRisk(AccountView account, Moment moment) {
            if (!(account instanceof AccountMachine machine)
                    || machine.openPositions() > 0
                    || machine.equity() != machine.balance()
                    || machine.verdict().isFinal()) {
                return ABSTAIN;
            }
            PhaseTable phase = phaseOf(machine);
            if (phase == null || stateKey == null) {
                return ABSTAIN;
            }
            begin(machine.day());
            stateKey.write(machine, afterLoss ? phase.cap(lastRisked) : StateKey.NO_CAP, key);
            int trade = moment.tradeOfDay();
            int idle = riskedToday ? -1 : 2 * idleDays + (refusedFrom != NOT_REFUSED && refusedFrom < trade ? 1 : 0);
            int day = phaseDay(calendar, machine.firstDay(), machine.day());
            long stake = phase.stake(key, PhaseDays.weekday(machine.firstDay()), day, trade, idle);
            if (stake == PhaseTable.UNKNOWN) {
                return ABSTAIN;
            }
            if (stake == 0 && refusedFrom == NOT_REFUSED) {
                refusedFrom = trade;
            }
            return stake;
        }

        private @Nullable PhaseTable phaseOf(AccountMachine machine) {
            if (!machine.compiledPhase().equals(rules)) {
                rules = machine.compiledPhase();
                String terms = PhaseTable.terms(rules.phase());
                table = phases.stream()
                        .filter(each -> each.terms().equals(terms))
                        .findFirst()
                        .orElse(null);
                stateKey = table == null ? null : table.key(rules);
                key = new long[stateKey == null ? 0 : stateKey.width()];
            }
            return table;
        }

        private void begin(long day) {
            if (day != today) {
                if (riskedToday) {
                    idleDays = 0;
                } else if (refusedFrom != NOT_REFUSED) {
                    idleDays++;
                }
                today = day;
                riskedToday = false;
                refusedFrom = NOT_REFUSED;
            }
        }

        @Override
        public void closed(long risked, long profit) {
            riskedToday = true;
            lastRisked = risked;
            if (profit != 0) {
                afterLoss = profit < 0;
            }
        }

        @Override
        public void reset() {
            today = NO_DAY;
            riskedToday = false;
            refusedFrom = NOT_REFUSED;
            idleDays = 0;
            lastRisked = 0;
            afterLoss = false;
        }

        @Override
        public int codeLength() {
            return 3;
        }

        @Override
        public void writeCode(long[] code, int from, long day) {
            boolean isToday = day == today;
            long idle = idleDays;
            if (!isToday) {
                idle = riskedToday ? 0 : refusedFrom != NOT_REFUSED ? idle + 1 : idle;
            }
            boolean risked = isToday && riskedToday;
            code[from] = !countsIdle || risked ? 0 : idle;
            code[from + 1] = risked ? RISKED : isToday && countsIdle ? refusedFrom : NOT_REFUSED;
            code[from + 2] =
                    !afterLoss || !capped ? StateKey.NO_CAP : table == null ? lastRisked : table.cap(lastRisked);
        }

        @Override
        public void readCode(long[] code, int from, long day) {
            today = day;
            idleDays = (int) code[from];
            riskedToday = code[from + 1] == RISKED;
            refusedFrom = riskedToday ? NOT_REFUSED : (int) code[from + 1];
            afterLoss = code[from + 2] != StateKey.NO_CAP;
            lastRisked = afterLoss ? code[from + 2] : 0;
        }

        @Override
        public SavedValues save() {
            SavedValues.Builder values = SavedValues.builder();
            if (today != NO_DAY) {
                values.number("day", today);
            }
            return values.flag("riskedToday", riskedToday)
                    .number("refusedFrom", refusedFrom)
                    .number("idleDays", idleDays)
                    .number("lastRisked", lastRisked)
                    .flag("afterLoss", afterLoss)
                    .build();
        }

        @Override
        public void restore(SavedValues saved) {
            saved.only("day", "riskedToday", "refusedFrom", "idleDays", "lastRisked", "afterLoss");
            today = saved.has("day") ? saved.number("day", -1_000_000_000, 1_000_000_000) : NO_DAY;
            riskedToday = saved.flag("riskedToday");
            refusedFrom = (int) saved.number("refusedFrom", NOT_REFUSED, Integer.MAX_VALUE);
            idleDays = (int) saved.number("idleDays", 0, Integer.MAX_VALUE);
            lastRisked = saved.number("lastRisked", 0);
            afterLoss = saved.flag("afterLoss");
        }
    }
}
