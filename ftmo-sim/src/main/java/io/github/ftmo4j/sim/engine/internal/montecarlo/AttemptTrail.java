package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.Fields;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.decision.RunLog;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.TracedAttempt;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one attempt to a log, and keeps how it ended. Days begin at midnight UTC. */
final class AttemptTrail {

    private final String run;
    private final RunLog log;
    private boolean breached;
    private long pausedOn = Long.MIN_VALUE;
    private @Nullable TracedAttempt attempt;

    AttemptTrail(DecisionLog log, String run) {
        this.run = run;
        this.log = log.run(run);
    }

    RunLog log() {
        return log;
    }

    TracedAttempt attempt() {
        return Objects.requireNonNull(attempt, "the attempt has not ended");
    }

    void phaseStarted(AccountMachine account) {
        log.started(
                startOf(account.day()),
                account.phase(),
                money(account, account.balance()),
                money(account, account.equity()));
    }

    void dayRolled(AccountMachine account) {
        log.dayRolled(startOf(account.day()), account.assess(startOf(account.day()), Optional.empty()));
    }

    void closed(Instant at, long risked, long profit, AccountMachine account) {
        log.write(
                at,
                LogEvent.EQUITY,
                () -> Fields.none()
                        .with("risked", money(account, risked))
                        .with("profit", money(account, profit))
                        .with("balance", money(account, account.balance()))
                        .with("equity", money(account, account.equity())));
        judged(at, account);
    }

    /** Open positions were valued. */
    void marked(Instant at, AccountMachine account) {
        judged(at, account);
    }

    private void judged(Instant at, AccountMachine account) {
        if (account.verdict() == Verdict.PAUSED && pausedOn != account.day()) {
            pausedOn = account.day();
            log.paused(at, money(account, account.equity()), money(account, account.dailyLossFloor()));
        } else if (account.verdict() == Verdict.FAILED && !breached) {
            breached(at, account);
        }
    }

    void phasePassed(Instant at, AccountMachine account) {
        log.passed(at, money(account, account.balance()), account.tradingDays());
    }

    void ended(Instant at, AttemptEnd end, int days, AccountMachine account) {
        Instant last = at;
        if (end.isFailure() && !breached) {
            // a failure without a trade is judged at the end of the day
            last = startOf(account.day() + 1);
            breached(last, account);
        } else if (!account.verdict().isFinal()) {
            last = startOf(account.day());
        }
        Money balance = money(account, account.balance());
        log.write(
                last,
                LogEvent.RUN_ENDED,
                () -> Fields.none()
                        .with("verdict", account.verdict())
                        .with("end", end)
                        .with("days", days)
                        .with("balance", balance)
                        .with("equity", money(account, account.equity())));
        attempt = new TracedAttempt(run, end, account.phase().name(), days, balance);
    }

    private void breached(Instant at, AccountMachine account) {
        breached = true;
        log.breached(account.failure(at));
    }

    private static Money money(AccountMachine account, long minorUnits) {
        return new Money(minorUnits, account.currency());
    }

    private static Instant startOf(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
