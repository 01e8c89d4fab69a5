package io.github.ftmo4j.examples.guard;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.journal.Recovery;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.AccountMonitorBuilder;
import io.github.ftmo4j.core.monitor.MonitorEvent;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A trading program under an account monitor. Runs once.
 *
 * <p>It goes through all moments of the scenario in order, each a quote or a minute without one. Those that lie before
 * the last entry of the journal only show the simulated broker the quotes that it has processed already.
 */
final class Replay {

    static final Phase PHASE = Programs.ftmoTwoStep(Money.usd(100_000)).phase(Phase.CHALLENGE);
    static final Instrument EURUSD = Instrument.of("EURUSD", "0.0001", Money.usd(10));

    static final Money BUFFER = Money.usd(250);
    private static final BigDecimal PIP = new BigDecimal("0.0001");
    private static final Duration TICK = Duration.ofMinutes(1);
    private static final double RISK = 0.01;

    private final Scenario scenario;
    private final Screen screen;
    private final Pace pace;
    private final Broker broker;
    private final OptionalLong dieAfter;
    private final Set<String> filled = new HashSet<>();
    private Instant now;
    private Instant from = Instant.MIN;
    private long quotesSeen;
    private int nextIntent;
    private boolean valued = true;

    /**
     * How a replay ended.
     *
     * @param state the account
     * @param atBroker the balance at the broker, which books what is closed after the phase has ended
     * @param recovered whether it went on from a journal
     * @param complete whether it came to the last quote
     */
    record End(AccountState state, Money atBroker, boolean recovered, boolean complete) {}

    Replay(Scenario scenario, Screen screen, Pace pace, OptionalLong dieAfter) {
        this.scenario = scenario;
        this.screen = screen;
        this.pace = pace;
        this.dieAfter = dieAfter;
        Quote first = scenario.quotes().get(0);
        this.broker = new Broker(PHASE.initialBalance(), first);
        this.now = first.at();
    }

    End run(Optional<Path> journal, DecisionLog log) {
        AccountMonitorBuilder builder = AccountMonitor.builder(PHASE)
                .time(() -> now)
                .buffer(BUFFER)
                .news(NewsBlackout.around(scenario.news()).pair(EURUSD.symbol()).build())
                .warnAt(0.5, warning -> say('!', warning.text()))
                .warnAt(0.8, warning -> say('!', warning.text()))
                .on(MonitorEvent.DayRolled.class, this::dayRolled)
                .on(
                        MonitorEvent.WentStale.class,
                        stale -> say('!', "no quote since " + Gauge.clock(stale.lastUpdate()) + ": orders are refused"))
                .on(MonitorEvent.TargetReached.class, reached -> say('!', reached.text()))
                .on(MonitorEvent.JournalFailed.class, failed -> say('!', failed.text()))
                .onPassed(passed -> say('!', passed.text()))
                .onBreach(breach -> breached(breach.failure()))
                .log(log, "live-guard");
        journal.ifPresent(builder::journal);
        try (AccountMonitor monitor = builder.open()) {
            boolean recovered =
                    monitor.recovery().filter(found -> found.entries() > 0).isPresent();
            if (recovered) {
                recover(monitor);
            }
            boolean complete = play(monitor);
            return new End(monitor.state(), broker.balance(), recovered, complete);
        }
    }

    private void recover(AccountMonitor monitor) {
        AccountState state = monitor.state();
        from = state.asOf();
        valued = false;
        state.positions().forEach(position -> filled.add(position.id()));
        filled.addAll(state.closedTrades().keySet());
        Recovery found = monitor.recovery().orElseThrow();
        screen.say(
                "",
                "Recovered: " + found.entries() + " journal entries replayed, the last of "
                        + Gauge.clock(from) + ": " + state.verdict() + ", balance " + state.balance() + ", open "
                        + state.positions().stream().map(Position::id).toList() + ".");
        found.tornLine()
                .ifPresent(torn -> screen.say(
                        "",
                        "Line " + torn.line() + " was torn by the crash; its " + torn.bytes()
                                + " bytes were dropped, for it had not been acknowledged."));
    }

    /** Whether it came to the last quote. */
    private boolean play(AccountMonitor monitor) {
        Instant last = scenario.quotes().get(0).at();
        for (Quote quote : scenario.quotes()) {
            for (Instant tick = last.plus(TICK); tick.isBefore(quote.at()); tick = tick.plus(TICK)) {
                if (!at(tick, Optional.empty(), monitor)) {
                    return false;
                }
            }
            if (!at(quote.at(), Optional.of(quote), monitor)) {
                return false;
            }
            last = quote.at();
        }
        return true;
    }

    private boolean at(Instant instant, Optional<Quote> quote, AccountMonitor monitor) {
        now = instant;
        boolean live = !instant.isBefore(from);
        if (live && !pace.reach(instant)) {
            return false;
        }
        if (live && !valued) {
            // after a recovery the monitor does not know what the positions are worth
            monitor.mark(instant.toEpochMilli(), broker.equity().minorUnits());
            valued = true;
        }
        quote.map(broker::quote).orElse(List.of()).forEach(fill -> closed(fill, monitor));
        if (live) {
            if (quote.isPresent()) {
                monitor.mark(instant.toEpochMilli(), broker.equity().minorUnits());
            } else {
                monitor.advanceTo(instant);
            }
            // by the verdict, not by the notice: a notice that was due when the program died is not given again
            if (monitor.assessment().verdict() == Verdict.FAILED && !broker.isFlat()) {
                broker.flatten().forEach(fill -> closed(fill, monitor));
                say('!', "flattened: no position is open at the broker, its balance is " + broker.balance());
            }
        }
        while (nextIntent < scenario.intents().size()
                && !scenario.intents().get(nextIntent).at().isAfter(instant)) {
            intend(scenario.intents().get(nextIntent++), live, monitor);
        }
        if (live) {
            show(monitor);
            if (quote.isPresent() && ++quotesSeen == dieAfter.orElse(-1)) {
                screen.say("", "Halting now, as in a crash.");
                Runtime.getRuntime().halt(LiveGuard.KILLED);
            }
        }
        return true;
    }

    private void closed(Broker.Fill fill, AccountMonitor monitor) {
        String id = fill.trade().id();
        boolean news =
                monitor.positions().stream().anyMatch(position -> position.id().equals(id));
        if (news) {
            screen.keep();
            say(
                    '<',
                    fill.how() + ": " + id + " at " + fill.price().toPlainString() + ", profit "
                            + broker.money(fill.profit()));
            monitor.accept(new AccountEvent.Closed(now, id, broker.money(fill.profit())));
        }
    }

    private void intend(Intent intent, boolean live, AccountMonitor monitor) {
        BigDecimal entry = broker.last().entry(intent.side());
        Optional<BigDecimal> stop = intent.stopPips() == 0
                ? Optional.empty()
                : Optional.of(intent.side().away(entry, PIP.multiply(BigDecimal.valueOf(-intent.stopPips()))));
        BigDecimal lots = intent.lots().signum() > 0
                ? intent.lots()
                : EURUSD.lots(PHASE.initialBalance().share(RISK), entry, stop.orElseThrow());
        Optional<BigDecimal> target = intent.targetPips() == 0
                ? Optional.empty()
                : Optional.of(intent.side().away(entry, PIP.multiply(BigDecimal.valueOf(intent.targetPips()))));
        Broker.Trade trade = new Broker.Trade(intent.id(), intent.side(), lots, entry, stop, target);
        if (filled.contains(intent.id())) {
            broker.open(trade);
        } else if (live) {
            send(trade, intent.why(), monitor);
        }
    }

    private void send(Broker.Trade trade, String why, AccountMonitor monitor) {
        Order order = trade.stop()
                .map(stop -> EURUSD.order(
                        trade.id(), trade.lots().toPlainString(), trade.entry().toPlainString(), stop.toPlainString()))
                .orElseGet(() -> Order.withoutStop(trade.id()));
        say(
                '>',
                "order " + trade.id() + " (" + why + "): " + trade.side() + " " + trade.lots() + " lots at "
                        + trade.entry().toPlainString()
                        + trade.stop()
                                .map(stop -> ", stop " + stop.toPlainString())
                                .orElse(", no stop")
                        + order.risk().map(risk -> ", at risk " + risk).orElse(""));
        boolean reserved = monitor.reservations().contains(order);
        if (reserved) {
            more("= ", "allowed and reserved before the crash");
        } else {
            OrderCheck check = monitor.check(order);
            if (!check.isAllowed()) {
                refused(check, trade);
                return;
            }
            more("= ", "allowed, " + order.risk().orElseThrow() + " reserved of a room of " + check.room());
        }
        broker.open(trade);
        monitor.accept(new AccountEvent.Opened(
                now, new Position(trade.id(), trade.lots(), order.risk().map(Replay::loss))));
        more("= ", "filled, so the reservation is now a position");
    }

    private static Money loss(Money risk) {
        return risk.withMinorUnits(-risk.minorUnits());
    }

    private void refused(OrderCheck check, Broker.Trade trade) {
        more("x ", "refused");
        for (Refusal refusal : check.refusals()) {
            more("- ", refusal.code() + ": " + refusal.text());
        }
        BigDecimal fits = trade.stop()
                .map(stop -> EURUSD.lots(check.room(), trade.entry(), stop))
                .orElse(BigDecimal.ZERO);
        if (fits.signum() > 0) {
            more("- ", "there is room for " + check.room() + ", with this stop " + fits + " lots");
        }
    }

    private void dayRolled(MonitorEvent.DayRolled rolled) {
        Assessment assessment = rolled.assessment();
        Money floor =
                assessment.equity().minus(assessment.headroom().dailyLoss().orElseThrow());
        screen.keep();
        say(
                '!',
                "midnight in Prague, " + rolled.day() + ": from the balance of " + assessment.balance()
                        + " the floor of the day is now " + floor + "; equity is " + assessment.equity());
    }

    private void breached(Failure failure) {
        screen.keep();
        say(
                '!',
                "BREACH of " + failure.objective() + ": equity " + failure.equity()
                        + failure.floor()
                                .map(floor -> " is below the floor " + floor)
                                .orElse("")
                        + "; the phase is failed for good");
    }

    private void say(char mark, String text) {
        screen.say(Gauge.clock(now) + " " + mark + " ", text);
    }

    private void more(String mark, String text) {
        screen.say(" ".repeat(12) + mark, text);
    }

    private void show(AccountMonitor monitor) {
        Assessment assessment = monitor.assessment();
        long daily = monitor.ask(view -> view.account().dailyLossLimit());
        long maximum = monitor.ask(view -> view.account().maximumLossLimit());
        screen.show(new Gauge(
                now,
                whole(assessment.equity()),
                whole(assessment.headroom().dailyLoss().orElseThrow()),
                daily / 100,
                whole(assessment.headroom().maximumLoss()),
                maximum / 100,
                assessment.verdict()));
    }

    private static long whole(Money money) {
        return Math.floorDiv(money.minorUnits(), 100);
    }
}
