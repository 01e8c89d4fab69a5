package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.sim.history.ClosedTrade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Past trades under the rules of a program. A phase that is passed is followed by the next on the day after, with the
 * trades that are opened from then on. Trades are seen when they are opened and closed.
 */
final class Replay {

    /**
     * A day of the replay.
     *
     * @param date the trading day
     * @param phase the phase
     * @param trades how many trades were closed
     * @param balance as the day ends
     * @param verdict as the day ends
     * @param reason the objective that failed
     */
    record Day(LocalDate date, String phase, int trades, Money balance, Verdict verdict, Optional<String> reason) {}

    /** An opening or a closing of a trade. */
    private record Step(Instant at, boolean opens, int trade, double rMultiple) {}

    private final Program program;
    private final double risk;

    Replay(Program program, double risk) {
        this.program = program;
        this.risk = risk;
    }

    List<Day> days(List<ClosedTrade> trades) {
        List<Day> days = new ArrayList<>();
        List<ClosedTrade> left = trades;
        for (Phase phase : program.phases()) {
            if (left.isEmpty()) {
                break;
            }
            days.addAll(days(phase, left));
            Day last = days.get(days.size() - 1);
            if (last.verdict() != Verdict.PASSED) {
                break;
            }
            Instant next = program.clock().startOf(last.date().plusDays(1));
            left = left.stream().filter(trade -> !trade.at().isBefore(next)).toList();
        }
        return days;
    }

    private List<Day> days(Phase phase, List<ClosedTrade> trades) {
        List<Step> steps = steps(trades);
        Account account = Account.open(phase, steps.get(0).at(), program.clock());
        List<Day> days = new ArrayList<>();
        int from = 0;
        LocalDate date = program.clock().dayOf(steps.get(0).at());
        while (from < steps.size() && !account.verdict().isFinal()) {
            Instant end = program.clock().startOf(date.plusDays(1));
            int closed = 0;
            boolean any = false;
            for (; from < steps.size() && steps.get(from).at().isBefore(end); from++) {
                any = true;
                if (!account.verdict().isFinal()) {
                    closed += accept(account, steps.get(from)) ? 1 : 0;
                }
            }
            Assessment assessment =
                    account.verdict().isFinal() ? account.assess() : account.accept(new AccountEvent.TimePassed(end));
            if (any || assessment.verdict().isFinal()) {
                days.add(new Day(
                        date,
                        phase.name(),
                        closed,
                        assessment.balance(),
                        assessment.verdict(),
                        assessment.failure().map(failure -> failure.objective().name())));
            }
            date = date.plusDays(1);
        }
        return days;
    }

    /** Whether a trade was closed. A trade that came up while the account was paused was not opened. */
    private boolean accept(Account account, Step step) {
        String id = Integer.toString(step.trade());
        boolean open =
                account.positions().stream().anyMatch(position -> position.id().equals(id));
        if (step.opens()) {
            if (account.verdict() == Verdict.ONGOING) {
                account.accept(new AccountEvent.Opened(
                        step.at(), Position.of(id).withProfitAtStop(money(account.phase(), -1))));
            }
            return false;
        }
        if (open) {
            account.accept(new AccountEvent.Closed(step.at(), id, money(account.phase(), step.rMultiple())));
        }
        return open;
    }

    private Money money(Phase phase, double rMultiple) {
        Money initial = phase.initialBalance();
        BigDecimal amount = BigDecimal.valueOf(rMultiple * risk)
                .setScale(initial.toBigDecimal().scale(), RoundingMode.HALF_EVEN);
        return Money.of(amount.toPlainString(), initial.currency().getCurrencyCode());
    }

    private static List<Step> steps(List<ClosedTrade> trades) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < trades.size(); i++) {
            ClosedTrade trade = trades.get(i);
            steps.add(new Step(trade.at(), true, i, trade.rMultiple()));
            steps.add(new Step(trade.closedAt().orElse(trade.at()), false, i, trade.rMultiple()));
        }
        steps.sort(Comparator.comparing(Step::at)); // stable: a trade is opened before it is closed
        return steps;
    }
}
