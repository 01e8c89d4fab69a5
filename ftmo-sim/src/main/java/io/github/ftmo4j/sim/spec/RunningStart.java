package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Valuation;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.SavedState;
import io.github.ftmo4j.mm.Trader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A start with an account that runs already: every attempt continues it from its state, with all that the rules have
 * used up so far.
 *
 * <p>The open positions are settled first, on the day of the state. The sizer learns from those whose stop risks
 * something. A settlement can fail or pass the phase at once. If the verdict of the state is final, nothing is settled:
 * a failed account fails, and a passed one continues with the next phase, if there is one. A paused account stays
 * paused for the day.
 *
 * <p>The simulation continues on the day of the state, or on the next trading day if the trader does not trade on it.
 * The number of trades that is drawn for that day is reduced by those taken on it already. Days in the odds are trading
 * days counted from the day of the state. The trader gives up after as many trading days of the phase as
 * {@linkplain TradingPlan#abandonAfter() always}, counted from the first day of the phase. Draws are those of a fresh
 * start in that phase, so that a history that is drawn in blocks begins a new block.
 *
 * @param state the state of the account
 * @param phase the phase of the account, one of the program; none for the first one
 * @param settlement at what value open positions are closed
 * @param tradesBefore how many trades of the phase were taken before the day of the state, at least 0; it matters to
 *     gates and modules that {@linkplain Moment#tradeOfPhase count} them
 * @param tradesToday how many trades were taken on the day of the state already, at least 0
 * @param idleDays on how many trading days in a row before the day of the state trades were refused and nothing was
 *     risked, at least 0; see {@link TradingPlan#stalledAfter()}
 * @param trader the {@linkplain Trader#save() saved state} of the trader, none if the modules have learnt nothing
 * @param sizing the {@linkplain AccountSizing#save() saved state} of the sizing of the account, none if it is as at the
 *     start of a phase
 */
public record RunningStart(
        AccountState state,
        Optional<Phase> phase,
        Settlement settlement,
        int tradesBefore,
        int tradesToday,
        int idleDays,
        Optional<SavedState> trader,
        Optional<SavedState> sizing)
        implements Start {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a number is below 0, or a position without a stop is to be settled at its
     *     stop; the message names it
     */
    public RunningStart {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(settlement, "settlement");
        Objects.requireNonNull(trader, "trader");
        Objects.requireNonNull(sizing, "sizing");
        requireNotNegative(tradesBefore, "tradesBefore");
        requireNotNegative(tradesToday, "tradesToday");
        requireNotNegative(idleDays, "idleDays");
        if (settlement == Settlement.AT_STOPS && !state.verdict().isFinal()) {
            List<String> without = state.positions().stream()
                    .filter(position -> position.profitAtStop().isEmpty())
                    .map(Position::id)
                    .toList();
            if (!without.isEmpty()) {
                throw new IllegalArgumentException(
                        "positions must have stops to be settled at their stops, had none: " + without);
            }
        }
    }

    private static void requireNotNegative(int value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + value);
        }
    }

    static RunningStart of(AccountState state) {
        return new RunningStart(
                state, Optional.empty(), Settlement.AT_LAST_MARK, 0, 0, 0, Optional.empty(), Optional.empty());
    }

    /**
     * The same start in a phase.
     *
     * @param value one of the phases of the program
     * @return the start
     */
    public RunningStart withPhase(Phase value) {
        return new RunningStart(
                state, Optional.of(value), settlement, tradesBefore, tradesToday, idleDays, trader, sizing);
    }

    /**
     * The same start with open positions settled at another value.
     *
     * @param value at what value
     * @return the start
     * @throws IllegalArgumentException if a position without a stop is to be settled at its stop
     */
    public RunningStart withSettlement(Settlement value) {
        return new RunningStart(state, phase, value, tradesBefore, tradesToday, idleDays, trader, sizing);
    }

    /**
     * The same start after trades on earlier days of the phase.
     *
     * @param trades how many were taken before the day of the state, at least 0
     * @return the start
     * @throws IllegalArgumentException if the number is below 0
     */
    public RunningStart withTradesBefore(int trades) {
        return new RunningStart(state, phase, settlement, trades, tradesToday, idleDays, trader, sizing);
    }

    /**
     * The same start after trades on the day of the state.
     *
     * @param trades how many were taken already, at least 0
     * @return the start
     * @throws IllegalArgumentException if the number is below 0
     */
    public RunningStart withTradesToday(int trades) {
        return new RunningStart(state, phase, settlement, tradesBefore, trades, idleDays, trader, sizing);
    }

    /**
     * The same start after idle days.
     *
     * @param days on how many trading days in a row trades were refused and nothing was risked, at least 0
     * @return the start
     * @throws IllegalArgumentException if the number is below 0
     */
    public RunningStart withIdleDays(int days) {
        return new RunningStart(state, phase, settlement, tradesBefore, tradesToday, days, trader, sizing);
    }

    /**
     * The same start with what the modules of the trader have learnt.
     *
     * @param saved the state that a trader of the sizer {@linkplain Trader#save() saved}
     * @return the start
     */
    public RunningStart withTrader(SavedState saved) {
        return new RunningStart(
                state, phase, settlement, tradesBefore, tradesToday, idleDays, Optional.of(saved), sizing);
    }

    /**
     * The same start with the state of the sizing of the account.
     *
     * @param saved the state that the sizing of the account {@linkplain AccountSizing#save() saved}
     * @return the start
     */
    public RunningStart withSizing(SavedState saved) {
        return new RunningStart(
                state, phase, settlement, tradesBefore, tradesToday, idleDays, trader, Optional.of(saved));
    }

    /** The day of the state. */
    @Override
    public LocalDate day() {
        return state.day();
    }

    /**
     * The index of the phase.
     *
     * @param program the program that is attempted
     * @return from 0
     * @throws IllegalArgumentException if the phase is not one of the program's; the message names these
     */
    public int phaseIndex(Program program) {
        if (phase.isEmpty()) {
            return 0;
        }
        int index = program.phases().indexOf(phase.get());
        if (index < 0) {
            throw new IllegalArgumentException("phase must be one of "
                    + program.phases().stream().map(Phase::name).toList() + " of " + program.name()
                    + " with equal rules, was "
                    + phase.get().name() + " of " + phase.get().initialBalance());
        }
        return index;
    }

    /**
     * A position that is settled.
     *
     * @param position the position
     * @param profit what it earns
     */
    public record Settled(Position position, Money profit) {

        /**
         * The money that is lost at the stop.
         *
         * @return minor units, 0 if there is no stop or it loses nothing
         */
        public long risked() {
            return position.profitAtStop()
                    .map(atStop -> Math.max(0, -atStop.minorUnits()))
                    .orElse(0L);
        }
    }

    /**
     * What the open positions earn when they are settled. The floating profit of the account at its last mark is shared
     * among the positions by what their stops risk, or equally if none risks anything.
     *
     * @return in the order in which they were opened; empty if the verdict is final
     */
    public List<Settled> settled() {
        if (state.verdict().isFinal()) {
            return List.of();
        }
        return settlement == Settlement.AT_STOPS
                ? state.positions().stream()
                        .map(position ->
                                new Settled(position, position.profitAtStop().orElseThrow()))
                        .toList()
                : shares();
    }

    private List<Settled> shares() {
        Money floating = state.equity().minus(state.balance());
        List<Settled> all = state.positions().stream()
                .map(position -> new Settled(position, floating))
                .toList();
        double risked = all.stream().mapToDouble(Settled::risked).sum();
        List<Settled> shared = new ArrayList<>();
        double before = 0;
        long given = 0;
        for (Settled each : all) {
            before += risked > 0 ? each.risked() / risked : 1.0 / all.size();
            boolean last = shared.size() + 1 == all.size();
            long upToHere =
                    last ? floating.minorUnits() : MinorUnits.round(Math.min(1, before) * floating.minorUnits());
            shared.add(new Settled(each.position(), floating.withMinorUnits(upToHere - given)));
            given = upToHere;
        }
        return List.copyOf(shared);
    }

    /**
     * The account after its open positions are settled.
     *
     * @param program the program that is attempted
     * @return a new account
     * @throws IllegalArgumentException if the state does not fit the phase, or the phase the program
     */
    public AccountMachine account(Program program) {
        Phase rules = program.phases().get(phaseIndex(program));
        AccountMachine account = new AccountMachine(CompiledPhase.of(rules), state);
        for (Settled each : settled()) {
            account.closed(each.profit().in(account.currency()));
        }
        return account;
    }

    /** Refuses a program or a sizer that does not fit the state. */
    void requireFits(Program program, PositionSizer sizer) {
        account(program);
        Trader restored = sizer.start();
        try {
            trader.ifPresent(restored::restore);
            sizing.ifPresent(restored.open()::restore);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("start must fit the sizing: " + e.getMessage(), e);
        }
    }

    /**
     * The start in words: the phase, the day, the balance, and how open positions are settled.
     *
     * @return one line, such as {@code from Challenge on 2026-03-02, balance 101200.00 USD, 2 open positions settled at
     *     the last mark (+350.00 USD)}
     */
    public String text() {
        StringBuilder text = new StringBuilder("from ")
                .append(phase.map(Phase::name).orElse("the first phase"))
                .append(" on ")
                .append(state.day())
                .append(", balance ")
                .append(state.balance());
        if (state.verdict().isFinal()) {
            return text.append(", ").append(state.verdict()).toString();
        }
        List<Settled> settled = settled();
        if (!settled.isEmpty()) {
            Money sum =
                    settled.stream().map(Settled::profit).reduce(Money::plus).orElseThrow();
            text.append(", ")
                    .append(settled.size())
                    .append(settled.size() == 1 ? " open position settled " : " open positions settled ")
                    .append(settlement)
                    .append(sum.minorUnits() < 0 ? " (" : " (+")
                    .append(sum)
                    .append(')');
            if (settlement == Settlement.AT_LAST_MARK && state.valuation() != Valuation.CURRENT) {
                text.append(", which is not current");
            }
        }
        return text.toString();
    }

    /** The {@linkplain #text() start in words}, with the trades taken, idle days, and what the sizer has learnt. */
    @Override
    public String toString() {
        return "RunningStart[" + text() + ", tradesBefore=" + tradesBefore + ", tradesToday=" + tradesToday
                + ", idleDays=" + idleDays + ", trader=" + trader + ", sizing=" + sizing + "]";
    }
}
