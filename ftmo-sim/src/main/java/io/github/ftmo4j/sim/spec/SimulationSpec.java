package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesOfDays;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import java.util.List;
import java.util.Objects;

/**
 * The question that a simulation answers: everything that the odds depend on. How the answer is computed, such as the
 * number of trials and the seed, is not part of it. Immutable; two specifications are equal if all parts are equal.
 *
 * @param program the program attempted; the initial balance of each phase is at least 1,000.00, because below that the
 *     rounding of stakes to minor units matters
 * @param outcomes the distribution of the results of trades
 * @param tradesPerDay the distribution of the number of trades a day
 * @param sizing how much is risked on each trade
 * @param positions how positions run: when they are opened, how many together, how they are valued
 * @param tradingPlan what the trader does beyond sizing
 * @param calendar the days on which the trader trades
 * @param start where each attempt starts
 * @param accounts how many accounts run in parallel, from 1 to 1,000
 * @param dependence how the trades of these accounts depend on each other
 */
public record SimulationSpec(
        Program program,
        OutcomeModel outcomes,
        TradesPerDay tradesPerDay,
        PositionSizer sizing,
        Positions positions,
        TradingPlan tradingPlan,
        TradingCalendar calendar,
        Start start,
        int accounts,
        Dependence dependence) {

    /** The smallest initial balance of a phase, in minor units. */
    private static final long SMALLEST_ACCOUNT = 100_000;

    private static final int MOST_ACCOUNTS = 1_000;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if an initial balance is too small, the number of accounts is out of range, the
     *     dependence draws a number of attempts that does not divide it, the trades a day do not fit the outcomes, or a
     *     running account does not fit the program or the sizing
     */
    public SimulationSpec {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(outcomes, "outcomes");
        Objects.requireNonNull(tradesPerDay, "tradesPerDay");
        Objects.requireNonNull(sizing, "sizing");
        Objects.requireNonNull(positions, "positions");
        Objects.requireNonNull(tradingPlan, "tradingPlan");
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(dependence, "dependence");
        if (outcomes.hasDays() != (tradesPerDay instanceof TradesOfDays)) {
            throw new IllegalArgumentException("tradesPerDay must be TradesPerDay.ofDays() if and only if the outcomes"
                    + " draw whole days, was " + tradesPerDay + " with " + outcomes);
        }
        requireLargeEnough(program);
        requireAccounts(accounts);
        int drawn = dependence.attemptsDrawn(accounts);
        if (drawn < 1 || drawn > accounts || accounts % drawn != 0) {
            throw new IllegalArgumentException("attemptsDrawn must be a divisor of " + accounts + " accounts, was "
                    + drawn + " of dependence " + dependence);
        }
        if (start instanceof RunningStart running) {
            running.requireFits(program, sizing);
        }
    }

    private static void requireLargeEnough(Program program) {
        for (Phase phase : program.phases()) {
            Money initial = phase.initialBalance();
            if (initial.minorUnits() < SMALLEST_ACCOUNT) {
                throw new IllegalArgumentException("initialBalance must be at least "
                        + initial.withMinorUnits(SMALLEST_ACCOUNT) + " to be simulated, was " + initial);
            }
        }
    }

    private static void requireAccounts(int accounts) {
        if (accounts < 1 || accounts > MOST_ACCOUNTS) {
            throw new IllegalArgumentException("accounts must be from 1 to " + MOST_ACCOUNTS + ", was " + accounts);
        }
    }

    /**
     * What makes this a question that is not worth an answer, in plain words: a floor that trails the equity of the day
     * with trades of which only the results are known, a gate that looks at the time of day with trades that have none,
     * gates that are never open. {@link io.github.ftmo4j.sim.Simulation.Builder#build()} refuses such a specification.
     *
     * @return one sentence each; empty if there is nothing
     */
    public List<String> objections() {
        return Objections.of(this);
    }

    /**
     * What the answer takes for granted about trades, in plain words.
     *
     * @return one sentence each
     */
    public List<String> assumptions() {
        return Assumptions.of(this);
    }

    /**
     * Whether open trades are valued before they are closed: their outcomes have excursions, and the path uses them.
     *
     * @return whether they are; if not, trades are judged at their closes only
     */
    public boolean seesOpenTrades() {
        return outcomes.hasExcursions() && positions.path() != TradePath.CLOSES_ONLY;
    }

    /**
     * The number of attempts of one trial that have draws of their own.
     *
     * @return from 1 to {@link #accounts()}
     */
    public int attemptsDrawn() {
        return dependence.attemptsDrawn(accounts);
    }

    /**
     * The number of attempts of one trial that may depend on each other, because modules learn from all of them or
     * their draws do.
     *
     * @return {@link #attemptsDrawn()} if the sizer has state that accounts share or the dependence joins their draws,
     *     else 1
     */
    public int dependentAttempts() {
        return sizing.sharesState() || !dependence.isIndependent() ? attemptsDrawn() : 1;
    }
}
