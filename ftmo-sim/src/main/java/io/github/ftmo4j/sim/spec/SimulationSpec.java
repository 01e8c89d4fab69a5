package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
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
     * @throws IllegalArgumentException if an initial balance is too small, the number of accounts is out of range, or a
     *     running account does not fit the program or the sizing
     */
    public SimulationSpec {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(outcomes, "outcomes");
        Objects.requireNonNull(tradesPerDay, "tradesPerDay");
        Objects.requireNonNull(sizing, "sizing");
        Objects.requireNonNull(tradingPlan, "tradingPlan");
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(dependence, "dependence");
        requireLargeEnough(program);
        requireAccounts(accounts);
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
     * The number of attempts of one trial that have independent draws.
     *
     * @return from 1 to {@link #accounts()}
     */
    public int attemptsDrawn() {
        return dependence.attemptsDrawn(accounts);
    }

    /**
     * The number of attempts of one trial that may depend on each other, because modules learn from all of them.
     *
     * @return {@link #attemptsDrawn()} if the sizer has state that accounts share, else 1
     */
    public int dependentAttempts() {
        return sizing.sharesState() ? attemptsDrawn() : 1;
    }
}
