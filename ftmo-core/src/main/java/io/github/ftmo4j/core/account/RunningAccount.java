package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * States how an account stands that was traded before anything watched it.
 *
 * <pre>{@code
 * var phase = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);
 * AccountState state = RunningAccount.of(phase)
 *         .balance(usd(103_200))
 *         .dayStart(usd(102_000), usd(102_000))
 *         .tradingDays(3, true)
 *         .at(Instant.parse("2026-03-05T09:00:00Z"), TradingDayClock.prague());
 * }</pre>
 *
 * <p>What the rules of the phase depend on must be stated: {@link #at} names what is missing.
 */
public final class RunningAccount {

    private final Phase phase;
    private final Money nothing;
    private Optional<Money> balance = Optional.empty();
    private Optional<Money> equity = Optional.empty();
    private Optional<Money> dayStartBalance = Optional.empty();
    private Optional<Money> dayStartEquity = Optional.empty();
    private Optional<Integer> tradingDays = Optional.empty();
    private boolean todayCounts;
    private Optional<Money> bestDay = Optional.empty();
    private Optional<Money> profitableDays = Optional.empty();
    private Optional<Money> highestReference = Optional.empty();
    private Optional<LocalDate> firstDay = Optional.empty();
    private Optional<LocalDate> lastTrade = Optional.empty();
    private Optional<LocalDate> deepSince = Optional.empty();
    private Money cashFlows;
    private List<Position> positions = List.of();

    private RunningAccount(Phase phase) {
        this.phase = phase;
        nothing = phase.initialBalance().withMinorUnits(0);
        cashFlows = nothing;
    }

    /**
     * Starts with nothing stated.
     *
     * @param phase the rules
     * @return a builder
     */
    public static RunningAccount of(Phase phase) {
        return new RunningAccount(phase);
    }

    /**
     * States the balance.
     *
     * @param amount closed money
     * @return this
     */
    public RunningAccount balance(Money amount) {
        balance = Optional.of(amount);
        return this;
    }

    /**
     * States the equity. It is the balance unless stated.
     *
     * @param amount balance plus floating profit
     * @return this
     */
    public RunningAccount equity(Money amount) {
        equity = Optional.of(amount);
        return this;
    }

    /**
     * States how the current day started.
     *
     * @param startBalance the balance at midnight
     * @param startEquity the equity at midnight
     * @return this
     */
    public RunningAccount dayStart(Money startBalance, Money startEquity) {
        dayStartBalance = Optional.of(startBalance);
        dayStartEquity = Optional.of(startEquity);
        return this;
    }

    /**
     * States the trading days so far.
     *
     * @param counted how many are counted, today included if it counts
     * @param today whether today counts
     * @return this
     */
    public RunningAccount tradingDays(int counted, boolean today) {
        tradingDays = Optional.of(counted);
        todayCounts = today;
        return this;
    }

    /**
     * States the best of the days before today.
     *
     * @param best the most that one day has earned, zero if none has earned anything
     * @param profitable what all days that have earned something have earned together
     * @return this
     */
    public RunningAccount bestDay(Money best, Money profitable) {
        bestDay = Optional.of(best);
        profitableDays = Optional.of(profitable);
        return this;
    }

    /**
     * States what the floor of the maximum loss is measured from, if it trails: the highest balance at the start of a
     * day, the highest closed balance, or the highest equity.
     *
     * @param amount the highest so far
     * @return this
     */
    public RunningAccount highestReference(Money amount) {
        highestReference = Optional.of(amount);
        return this;
    }

    /**
     * States the first day of the phase.
     *
     * @param day the day
     * @return this
     */
    public RunningAccount firstDay(LocalDate day) {
        firstDay = Optional.of(day);
        return this;
    }

    /**
     * States the last day on which a position was opened.
     *
     * @param day the day
     * @return this
     */
    public RunningAccount lastTrade(LocalDate day) {
        lastTrade = Optional.of(day);
        return this;
    }

    /**
     * States since when every day has ended with a deep loss, where the phase limits how long it may last.
     *
     * @param day the first of these days
     * @return this
     */
    public RunningAccount deepSince(LocalDate day) {
        deepSince = Optional.of(day);
        return this;
    }

    /**
     * States what was paid in less what was paid out, rewards apart. It is zero unless stated.
     *
     * @param amount below zero if more was paid out
     * @return this
     */
    public RunningAccount cashFlows(Money amount) {
        cashFlows = amount;
        return this;
    }

    /**
     * States the open positions. There are none unless stated.
     *
     * @param open the positions
     * @return this
     */
    public RunningAccount positions(List<Position> open) {
        positions = List.copyOf(open);
        return this;
    }

    /**
     * The state. Equity that is stated is not compared with the floors until the next mark.
     *
     * @param now the present
     * @param clock when days begin
     * @return the state
     * @throws IllegalArgumentException if something is missing that the rules depend on, or an amount is in another
     *     currency
     */
    public AccountState at(Instant now, TradingDayClock clock) {
        requireCurrency();
        requireComplete();
        // a day that counts because of its profit is counted at its end
        boolean earnsItsDays = phase.tradingDays().counted() == TradingDays.Counted.PROFITABLE;
        LocalDate today = clock.dayOf(now);
        CompiledPhase rules = CompiledPhase.of(phase);
        Money startBalance = dayStartBalance.orElseThrow();
        long start = startBalance.in(nothing.currency());
        long startEquity = dayStartEquity.orElseThrow().in(nothing.currency());
        Money current = balance.orElseThrow();
        Money marked = equity.orElse(current);
        boolean trails = phase.maximumLoss().reference() != MaximumLoss.Reference.INITIAL_BALANCE;
        Money reference = trails ? highestReference.orElseThrow() : phase.initialBalance();
        Money before = startBalance.minus(phase.initialBalance()).minus(cashFlows);
        Money high = highest(List.of(phase.initialBalance(), current, marked, startBalance, reference));
        return new AccountState(
                now,
                firstDay.orElse(today),
                today,
                current,
                marked,
                positions.isEmpty() ? Valuation.CURRENT : Valuation.UNKNOWN,
                cashFlows,
                high,
                reference,
                startBalance,
                phase.dailyLoss().map(rule -> nothing.withMinorUnits(rules.dailyLossFloor(start, startEquity))),
                phase.dailyLoss().map(rule -> nothing.withMinorUnits(rules.dailyLossLimit(start, startEquity))),
                bestDay.orElse(nothing),
                profitableDays.orElse(nothing),
                before,
                positions,
                Map.of(),
                Map.of(),
                List.of(),
                tradingDays.orElse(0) - (earnsItsDays && todayCounts ? 1 : 0),
                todayCounts && !earnsItsDays,
                lastTrade,
                lastTrade,
                Optional.empty(),
                deepSince,
                Verdict.ONGOING,
                Optional.empty());
    }

    private void requireCurrency() {
        Stream.of(balance, equity, dayStartBalance, dayStartEquity, bestDay, profitableDays, highestReference)
                .flatMap(Optional::stream)
                .forEach(amount -> amount.in(nothing.currency()));
        cashFlows.in(nothing.currency());
    }

    private static Money highest(List<Money> amounts) {
        return amounts.stream()
                .reduce((a, b) -> a.minus(b).isPositive() ? a : b)
                .orElseThrow();
    }

    private void requireComplete() {
        List<String> missing = new ArrayList<>();
        note(missing, balance.isEmpty(), "balance");
        note(missing, dayStartBalance.isEmpty(), "dayStart");
        note(missing, phase.tradingDays().minimum() > 0 && tradingDays.isEmpty(), "tradingDays");
        note(missing, phase.bestDay().isPresent() && bestDay.isEmpty(), "bestDay");
        boolean trails = phase.maximumLoss().reference() != MaximumLoss.Reference.INITIAL_BALANCE;
        note(missing, trails && highestReference.isEmpty(), "highestReference");
        boolean clocks = phase.inactivity().isPresent() || phase.timeLimit().isPresent();
        note(missing, clocks && firstDay.isEmpty(), "firstDay");
        note(missing, phase.inactivity().isPresent() && lastTrade.isEmpty(), "lastTrade");
        boolean deep = dayStartBalance
                .filter(start -> CompiledPhase.of(phase)
                        .isDeepLoss(start.minus(cashFlows).minorUnits()))
                .isPresent();
        note(missing, deep && deepSince.isEmpty(), "deepSince");
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(phase.name() + " depends on what is not stated: " + missing);
        }
    }

    private static void note(List<String> missing, boolean isMissing, String name) {
        if (isMissing) {
            missing.add(name);
        }
    }
}
