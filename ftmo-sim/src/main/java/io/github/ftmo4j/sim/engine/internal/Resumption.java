package io.github.ftmo4j.sim.engine.internal;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.SavedState;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every attempt continues that starts with a running account, computed once. Immutable. */
public final class Resumption {

    /** The account after its positions are settled; it is only copied. */
    private final AccountMachine account;

    private final Optional<SavedState> sizing;
    private final List<RunningStart.Settled> settled;
    private final int phase;
    private final boolean tradesOnItsDay;
    private final int phaseDays;
    private final int daysBefore;
    private final int tradesToday;
    private final int tradesOfPhase;
    private final int idleDays;

    private Resumption(SimulationSpec spec, RunningStart start) {
        account = start.account(spec.program());
        sizing = start.sizing();
        settled = start.settled();
        phase = start.phaseIndex(spec.program());
        long firstDay = start.state().firstDay().toEpochDay();
        long day = account.day();
        tradesOnItsDay = spec.calendar().contains(start.day());
        daysBefore = capped(spec.calendar().daysBetween(firstDay, day));
        phaseDays = daysBefore + (tradesOnItsDay ? 1 : 0);
        tradesToday = tradesOnItsDay ? start.tradesToday() : 0;
        tradesOfPhase = start.tradesBefore() + start.tradesToday();
        idleDays = start.idleDays();
    }

    /**
     * What the attempts of a specification continue.
     *
     * @param spec the specification
     * @return none for a fresh start
     */
    public static @Nullable Resumption of(SimulationSpec spec) {
        return spec.start() instanceof RunningStart start ? new Resumption(spec, start) : null;
    }

    /** Sums of days fit into an int, however old the account is. */
    private static int capped(long days) {
        return (int) Math.min(days, Integer.MAX_VALUE / 2);
    }

    /**
     * A fresh account of the phase, which can become a copy.
     *
     * @return a new account
     */
    public AccountMachine newAccount() {
        return new AccountMachine(account.compiledPhase(), account.firstDay());
    }

    /**
     * Puts an account and its sizing, just reset, into the state of the start.
     *
     * @param machine an account of the phase
     * @param sizer its sizing
     * @param moment the moment, of which the day is that of the account
     */
    public void resume(AccountMachine machine, AccountSizing sizer, Moment moment) {
        machine.become(account);
        sizing.ifPresent(sizer::restore);
        if (sizing.isEmpty() && tradesToday > 0) {
            sizer.tradedBefore(tradesToday, moment);
        }
        for (RunningStart.Settled each : settled) {
            if (each.risked() > 0) {
                sizer.closed(each.risked(), each.profit().minorUnits());
            }
        }
    }

    /**
     * The index of the phase.
     *
     * @return from 0
     */
    public int phase() {
        return phase;
    }

    /**
     * Whether the day of the state is a trading day.
     *
     * @return whether it is
     */
    public boolean tradesOnItsDay() {
        return tradesOnItsDay;
    }

    /**
     * The trading days of the phase so far, with the day of the state.
     *
     * @return the number
     */
    public int phaseDays() {
        return phaseDays;
    }

    /**
     * The trading days of the phase before the day of the state.
     *
     * @return the number
     */
    public int daysBefore() {
        return daysBefore;
    }

    /**
     * The trades of the day of the state that were taken before, 0 if it is no trading day.
     *
     * @return the number
     */
    public int tradesToday() {
        return tradesToday;
    }

    /**
     * The trades of the phase that were taken before.
     *
     * @return the number
     */
    public int tradesOfPhase() {
        return tradesOfPhase;
    }

    /**
     * The idle days in a row before the day of the state.
     *
     * @return the number
     */
    public int idleDays() {
        return idleDays;
    }
}
