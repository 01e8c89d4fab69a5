package io.github.ftmo4j.examples.bridge;

import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.Deal;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.order.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The guard's side of the protocol: lines of the terminal in, messages to the terminal out. It holds no socket.
 * Thread-safe. No line makes it throw.
 */
final class Guard {

    /** How far before the last known instant the terminal repeats deals after a reconnect. */
    static final Duration OVERLAP = Duration.ofDays(1);

    /** How far back deals are asked for when the last ones do not explain the account: as far as they can be late. */
    static final Duration FAR_BACK = Duration.ofDays(10);

    private static final int ANSWERS_KEPT = 1_000;

    private final AccountMonitor monitor;
    private final Codec codec;
    private final Consumer<String> report;

    private final Map<String, Message.Answer> answers = new LinkedHashMap<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private Optional<String> account;
    private Optional<Message.Hello> terminal = Optional.empty();
    private Optional<Message.Hello> lastTerminal = Optional.empty();
    private Optional<Snapshot> lastReading = Optional.empty();
    private Optional<Message.Refuse> lastRefuse = Optional.empty();
    private long lastSequence;
    private @Nullable Connection connection;

    /**
     * Puts a monitor on the wire.
     *
     * @param monitor a monitor whose feed lists deals
     * @param account the number of the account; if none is given, that of the first terminal
     * @param report takes a line for every line of the terminal that is skipped, and for what the terminal is commanded
     */
    Guard(AccountMonitor monitor, Optional<String> account, Consumer<String> report) {
        this.monitor = monitor;
        this.account = account;
        this.report = report;
        this.codec = new Codec(monitor.assessment().balance().currency());
    }

    /**
     * What came of a line.
     *
     * @param taken whether it took effect; it was skipped otherwise
     * @param replies what to send to the terminal
     */
    record Handled(boolean taken, List<Message> replies) {}

    /**
     * A new connection, which ends the one before it. Nothing is known of the terminal at its other end.
     *
     * @return the connection
     */
    synchronized Connection connect() {
        terminal = Optional.empty();
        lastSequence = 0;
        connection = new Connection();
        return connection;
    }

    /** A connection. Once another one has begun, its lines have no effect any more. Thread-safe. */
    final class Connection {

        /**
         * Handles a line of the terminal.
         *
         * @param text the line
         * @return what came of it
         */
        Handled handle(String text) {
            synchronized (Guard.this) {
                return isCurrent() ? Guard.this.handle(text) : skip("OLD_CONNECTION", "another one has begun");
            }
        }

        /** Notes that the connection is over. */
        void end() {
            synchronized (Guard.this) {
                if (isCurrent()) {
                    terminal = Optional.empty();
                }
            }
        }

        private boolean isCurrent() {
            return connection == this;
        }
    }

    private Handled handle(String text) {
        List<Message> replies = new ArrayList<>();
        try {
            Codec.Line line = codec.read(text);
            if (!(line.message() instanceof Message.Hello) && terminal.isEmpty()) {
                return skip("BEFORE_HELLO", line.message().getClass().getSimpleName());
            }
            noteSequence(line.sequence(), replies);
            take(line.message(), replies);
            replies.addAll(commands());
            return new Handled(true, replies);
        } catch (BadLineException e) {
            return skip(e);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            return skip("REFUSED", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // a fault of the guard must not end it while positions are open
            return skip("FAULT", e.toString());
        }
    }

    /**
     * Counts a line that could not be read.
     *
     * @param why what is wrong with it
     * @return that it was skipped
     */
    synchronized Handled skip(BadLineException why) {
        return skip(why.problem().name(), String.valueOf(why.getMessage()));
    }

    private Handled skip(String code, String text) {
        skipped.merge(code, 1L, Long::sum);
        report.accept(
                "skipped a line: " + code + (text.startsWith(code) ? text.substring(code.length()) : ": " + text));
        return new Handled(false, List.of());
    }

    /**
     * Lets midnights and silence take effect.
     *
     * @return what to send to the terminal
     */
    synchronized List<Message> tick() {
        monitor.advance();
        return terminal.isPresent() ? commands() : List.of();
    }

    /**
     * How many lines were skipped since the start.
     *
     * @return the counts, by the code of the reason
     */
    synchronized Map<String, Long> skipped() {
        return Map.copyOf(skipped);
    }

    /**
     * Whether a terminal has said hello on the present connection.
     *
     * @return whether it has
     */
    synchronized boolean isConnected() {
        return terminal.isPresent();
    }

    /** A terminal that repeats or reorders lines does no harm; a gap may have held deals. */
    private void noteSequence(long sequence, List<Message> replies) {
        if (lastSequence > 0 && sequence > lastSequence + 1) {
            replies.add(recentDeals());
        }
        lastSequence = Math.max(lastSequence, sequence);
    }

    private void take(Message message, List<Message> replies) {
        if (message instanceof Message.Hello hello) {
            greet(hello, replies);
        } else if (message instanceof Message.Reading reading) {
            read(reading.snapshot(), replies);
        } else if (message instanceof Message.Deals deals) {
            deals.deals().forEach(this::take);
            deals.problems().forEach(problem -> skip("BAD_DEAL", problem));
        } else if (message instanceof Message.Ask ask) {
            replies.add(answer(ask, replies));
        } else if (message instanceof Message.Ended ended) {
            monitor.release(ended.id());
            answers.remove(ended.id());
        } else {
            throw new IllegalArgumentException(
                    message.getClass().getSimpleName() + " is a message of the guard, not of the terminal");
        }
    }

    private void take(Deal deal) {
        try {
            monitor.accept(deal);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            skip("REFUSED", "deal " + deal.id() + ": " + e.getMessage());
        }
    }

    private void greet(Message.Hello hello, List<Message> replies) {
        String currency = monitor.assessment().balance().currency().getCurrencyCode();
        boolean guarded =
                account.filter(number -> !number.equals(hello.account())).isEmpty();
        if (!guarded || !hello.currency().equals(currency)) {
            terminal = Optional.empty();
            throw new IllegalArgumentException("account " + hello.account() + " in " + hello.currency()
                    + " is not the guarded one, "
                    + account.orElse("any") + " in " + currency);
        }
        boolean restarted =
                lastTerminal.filter(last -> last.restarts() == hello.restarts()).isEmpty();
        if (restarted) {
            lastReading = Optional.empty();
        }
        account = Optional.of(hello.account());
        terminal = Optional.of(hello);
        lastTerminal = terminal;
        lastRefuse = Optional.empty();
        replies.add(restarted ? allDeals() : recentDeals());
    }

    private Message recentDeals() {
        return new Message.DealsSince(monitor.assessment().asOf().minus(OVERLAP));
    }

    private Message allDeals() {
        return new Message.DealsSince(monitor.assessment().asOf().minus(FAR_BACK));
    }

    private void read(Snapshot snapshot, List<Message> replies) {
        if (lastReading.equals(Optional.of(snapshot))) {
            return;
        }
        if (isNewest(snapshot.at())) {
            monitor.accept(snapshot);
            lastReading = Optional.of(snapshot);
        } else {
            monitor.accept(withoutPending(snapshot));
        }
        if (monitor.gauges().provisional()) {
            replies.add(allDeals());
        }
    }

    /** What an older reading lists says nothing of the orders that are pending now. */
    private static Snapshot withoutPending(Snapshot late) {
        return new Snapshot(late.at(), late.balance(), late.equity(), late.positions()).withCredit(late.credit());
    }

    private boolean isNewest(Instant at) {
        return lastReading.filter(last -> last.at().isAfter(at)).isEmpty();
    }

    private Message.Answer answer(Message.Ask ask, List<Message> replies) {
        String id = ask.order().id();
        Message.Answer before = answers.get(id);
        if (before != null) {
            return before;
        }
        try {
            boolean newest = isNewest(ask.snapshot().at());
            // the reading counts, whatever becomes of the order
            read(ask.snapshot(), replies);
            if (!newest) {
                return refused(id, "OUTDATED", "asked at " + ask.snapshot().at() + ", before the last reading");
            }
            OrderCheck check = monitor.check(ask.order());
            Message.Answer answer = new Message.Answer(id, check.refusals(), check.room());
            keep(answer);
            return answer;
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            skip("REFUSED", "ask " + id + ": " + e.getMessage());
            return refused(id, "INVALID", String.valueOf(e.getMessage()));
        }
    }

    private Message.Answer refused(String id, String code, String text) {
        return new Message.Answer(
                id,
                List.of(new Refusal(code, text)),
                monitor.assessment().balance().withMinorUnits(0));
    }

    private void keep(Message.Answer answer) {
        answers.put(answer.id(), answer);
        if (answers.size() > ANSWERS_KEPT) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    /** What the terminal has to do. Closing is repeated with every line until the account is flat. */
    private List<Message> commands() {
        Assessment now = monitor.assessment();
        List<Message> commands = new ArrayList<>();
        Message.Refuse refuse = new Message.Refuse(now.verdict() != Verdict.ONGOING, reason(now));
        if (!lastRefuse.equals(Optional.of(refuse))) {
            commands.add(refuse);
            lastRefuse = Optional.of(refuse);
            report.accept((refuse.on() ? "no more orders: " : "orders may be asked for: ") + refuse.reason());
        }
        boolean flatten = now.verdict() == Verdict.FAILED || now.verdict() == Verdict.PAUSED;
        if (flatten && lastReading.filter(last -> last.positions().isEmpty()).isEmpty()) {
            commands.add(new Message.CloseAll(refuse.reason()));
        }
        if (flatten
                && lastReading.flatMap(Snapshot::pending).filter(List::isEmpty).isEmpty()) {
            commands.add(new Message.CancelAll(refuse.reason()));
        }
        return commands;
    }

    private static String reason(Assessment now) {
        return now.verdict()
                + now.failure().map(failure -> " by " + failure.objective()).orElse("");
    }
}
