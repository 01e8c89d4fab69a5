package io.github.ftmo4j.examples.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.Deal;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.program.Program;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A guard and a simulated terminal in one process, without sockets and threads, on the clock of the account's life. It
 * also feeds a second monitor, in the form of events, with everything that truly happens, at once.
 */
final class Rig implements AutoCloseable {

    private static final Duration NEVER = Duration.ofDays(60);

    private final Program program;
    private final String phase;
    private final Path folder;
    private final Random random;
    private final Faults.Link link;
    private final BrokerLife life;
    private final Terminal terminal;
    private final Codec codec;
    private final Instant start;

    private Path journal;
    private int kills;
    private AccountMonitor monitor;
    private Guard guard;
    private Guard.Connection connection;

    private final AccountMonitor informed;
    private final Books informedBooks = new Books();
    private int dealsInformed;

    private final List<Reading> readings = new ArrayList<>();
    private final List<Instant> interruptions = new ArrayList<>();
    private final Map<String, Integer> events = new TreeMap<>();
    private int allowed;
    private int refused;

    /** A reading that the guard took, and how many interruptions were before it. */
    private record Reading(Snapshot snapshot, int interruptions) {}

    Rig(Program program, String phase, Path folder, long seed, Faults faults, Instant start) {
        this.program = program;
        this.phase = phase;
        this.folder = folder;
        this.start = start;
        random = new Random(seed);
        link = faults.new Link(new Random(random.nextLong()));
        life = new BrokerLife(
                new Random(random.nextLong()), program.phase(phase).initialBalance(), start, random.nextInt(3) == 0);
        codec = new Codec(program.phase(phase).initialBalance().currency());
        terminal = new Terminal(life, codec, "4711");
        journal = folder.resolve(seed + "-0.jsonl");
        informed = AccountMonitor.builder(program, phase)
                .time(life::now)
                .staleAfter(NEVER)
                .leapAtMost(NEVER)
                .confirmAbove(1)
                .open();
        monitor = open();
        guard = newGuard();
        connection = guard.connect();
    }

    private AccountMonitor open() {
        return AccountMonitor.builder(program, phase)
                .dealFeed()
                .time(life::now)
                .staleAfter(NEVER)
                .leapAtMost(NEVER)
                .confirmAbove(1)
                .journal(journal, Durability.every(NEVER))
                .listener(event -> events.merge(event.getClass().getSimpleName(), 1, Integer::sum))
                .open();
    }

    private Guard newGuard() {
        return new Guard(monitor, Optional.empty(), text -> {});
    }

    AccountMonitor monitor() {
        return monitor;
    }

    Guard guard() {
        return guard;
    }

    Terminal terminal() {
        return terminal;
    }

    int allowed() {
        return allowed;
    }

    int refused() {
        return refused;
    }

    /** How often listeners of the guard's monitor received something, by its kind. */
    Map<String, Integer> events() {
        return events;
    }

    int kills() {
        return kills;
    }

    /** Connects the terminal; what was under way is lost. */
    void connect(boolean faulty) {
        link.connect();
        connection = guard.connect();
        List<String> lines = terminal.connect();
        // hello is not lost: without it there is no connection
        exchange(lines, faulty, 0);
    }

    /** Some polls, with orders in between. */
    void live(int polls, double killed) {
        for (int i = 0; i < polls; i++) {
            if (link.restarts()) {
                terminal.restart();
                beAway();
                connect(true);
            } else if (link.breaks()) {
                beAway();
                connect(true);
            }
            arrive(link.due(), true, killed);
            life.step(time());
            if (random.nextInt(5) == 0) {
                exchange(responses(guard.tick()), true, killed);
            }
            exchange(terminal.poll(link.tears()), true, killed);
            if (!terminal.isRefusing() && random.nextInt(3) > 0) {
                long risk = 10_000L + random.nextInt(150_000);
                exchange(
                        List.of(terminal.ask("GBPUSD", BigDecimal.valueOf(1L + random.nextInt(200), 2), risk)),
                        true,
                        killed);
            }
            if (random.nextBoolean()) {
                exchange(terminal.giveUp("no answer"), true, killed);
            }
        }
    }

    private void beAway() {
        for (int i = random.nextInt(4); i > 0; i--) {
            life.step(time());
        }
    }

    private Duration time() {
        return switch (random.nextInt(10)) {
            case 0 -> Duration.ofHours(1 + random.nextInt(20));
            case 1, 2 -> Duration.ofMinutes(30 + random.nextInt(180));
            default -> Duration.ofSeconds(1 + random.nextInt(1_800));
        };
    }

    private void exchange(List<String> lines, boolean faulty, double killed) {
        arrive(faulty ? link.pass(lines) : lines, faulty, killed);
    }

    private void arrive(List<String> lines, boolean faulty, double killed) {
        Deque<String> underWay = new ArrayDeque<>(lines);
        int handled = 0;
        while (!underWay.isEmpty()) {
            assertThat(handled++).as("lines of one poll").isLessThan(10_000);
            String line = underWay.removeFirst();
            if (random.nextDouble() < killed) {
                kill(line);
                return;
            }
            List<String> responses = deliver(line);
            underWay.addAll(faulty ? link.pass(responses) : responses);
        }
    }

    /** Gives a line to the guard and its replies to the terminal; returns what the terminal sends then. */
    private List<String> deliver(String line) {
        Guard.Handled handled = connection.handle(line);
        if (handled.taken()) {
            note(line);
        }
        return responses(handled.replies());
    }

    private List<String> responses(List<Message> replies) {
        List<String> responses = new ArrayList<>();
        for (Message reply : replies) {
            if (reply instanceof Message.Answer answer) {
                judge(answer);
            }
            responses.addAll(receive(codec.write(1, reply)));
        }
        return responses;
    }

    private List<String> receive(String line) {
        try {
            return terminal.receive(line);
        } catch (BadLineException e) {
            throw new AssertionError(line, e);
        }
    }

    private void note(String line) {
        snapshot(line).ifPresent(snapshot -> {
            readings.add(new Reading(snapshot, interruptions.size()));
            inform(snapshot);
        });
    }

    private Optional<Snapshot> snapshot(String line) {
        try {
            Message message = codec.read(line).message();
            if (message instanceof Message.Reading reading) {
                return Optional.of(reading.snapshot());
            }
            return message instanceof Message.Ask ask ? Optional.of(ask.snapshot()) : Optional.empty();
        } catch (BadLineException e) {
            return Optional.empty();
        }
    }

    /** Feeds the informed monitor: all deals so far, and a reading once the guard has it. */
    private void inform(Snapshot snapshot) {
        inform();
        try {
            informed.accept(new AccountEvent.Marked(snapshot.at(), snapshot.ownEquity()));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("must not be before");
        }
    }

    private void inform() {
        List<Deal> deals = life.deals();
        for (Deal deal : deals.subList(dealsInformed, deals.size())) {
            for (AccountEvent event : informedBooks.take(deal)) {
                deal.orderId()
                        .filter(order -> event instanceof AccountEvent.Opened && reservedByInformed(order))
                        .ifPresent(order -> informed.filled(
                                order, ((AccountEvent.Opened) event).position().id()));
                informed.accept(event);
            }
        }
        dealsInformed = deals.size();
    }

    private boolean reservedByInformed(String order) {
        return informed.reservations().stream().anyMatch(each -> each.id().equals(order));
    }

    /** An order that the guard allows, and the terminal would send, is one that the informed monitor allows. */
    private void judge(Message.Answer answer) {
        Optional<Message.Ask> ask =
                terminal.waiting().filter(waiting -> waiting.order().id().equals(answer.id()));
        if (ask.isEmpty()) {
            return;
        }
        if (!answer.isAllowed()) {
            refused++;
            return;
        }
        allowed++;
        Snapshot truth = life.read();
        inform(ask.get().snapshot());
        for (Position position : truth.positions()) {
            Position now = new Position(informedBooks.id(position.id()), position.lots(), position.profitAtStop());
            if (!informed.positions().contains(now)) {
                informed.accept(new AccountEvent.Changed(
                        life.now(), now, truth.balance().withMinorUnits(0)));
            }
        }
        List<Order> pending = truth.pending().orElseThrow();
        for (Order reserved : informed.reservations()) {
            if (!pending.contains(reserved)) {
                informed.release(reserved.id());
            }
        }
        for (Order order : pending) {
            if (!informed.reservations().contains(order)) {
                informed.placed(order);
            }
        }
        OrderCheck check = informed.check(ask.get().order());
        assertThat(check.refusals())
                .as("the guard allows %s at %s", answer.id(), life.now())
                .isEmpty();
    }

    /** Kills the guard while it handles a line: its journal ends anywhere in what the line adds to it. */
    private void kill(String line) {
        try {
            long before = Files.size(journal);
            boolean repeated = snapshot(line).equals(terminal.lastReading());
            Guard.Handled handled = connection.handle(line);
            byte[] bytes = Files.readAllBytes(journal);
            int until = bytes.length;
            if (repeated || snapshot(line).isEmpty()) {
                until = Math.toIntExact(before + random.nextInt(Math.toIntExact(bytes.length - before + 1)));
            } else if (handled.taken()) {
                // not repeated by the terminal, so it must survive to be compared
                note(line);
            }
            kills++;
            journal = folder.resolve(journal.getFileName().toString().replaceAll("-\\d+\\.", "-" + kills + "."));
            Files.write(journal, Arrays.copyOf(bytes, until));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        // the old monitor is dropped, not closed
        monitor = open();
        interruptions.add(monitor.assessment().asOf());
        guard = newGuard();
        connect(false);
    }

    /** Ends the faults, and lets guard and terminal agree. */
    void settle() {
        connect(false);
        for (int i = 0; i < 3; i++) {
            exchange(terminal.poll(false), false, 0);
        }
        inform();
    }

    /** What an account becomes from all deals, and from the readings that the guard took. */
    AccountState truth() {
        Account account = Account.open(program.phase(phase), start, program.clock());
        Books books = new Books();
        record Step(Instant at, int rank, int arrival, Runnable action) {}
        List<Step> steps = new ArrayList<>();
        int arrival = 0;
        for (Deal deal : life.deals()) {
            steps.add(new Step(deal.at(), 0, arrival++, () -> books.take(deal).forEach(account::accept)));
        }
        int interruption = 0;
        for (Reading reading : readings) {
            while (interruption < reading.interruptions()) {
                steps.add(new Step(interruptions.get(interruption++), 1, arrival++, account::equityUnknown));
            }
            Snapshot snapshot = reading.snapshot();
            steps.add(new Step(
                    snapshot.at(),
                    1,
                    arrival++,
                    () -> account.accept(new AccountEvent.Marked(snapshot.at(), snapshot.ownEquity()))));
        }
        steps.sort(Comparator.comparing(Step::at).thenComparingInt(Step::rank).thenComparingInt(Step::arrival));
        steps.forEach(step -> step.action().run());
        return account.state();
    }

    /** Asserts that the guard has the state of the truth. */
    void requireTruth() {
        AccountState truth = truth();
        AccountState state = monitor.state();
        assertThat(state)
                .usingRecursiveComparison()
                .ignoringFields("positions", "asOf")
                .isEqualTo(truth);
        Set<String> ids = new HashSet<>();
        state.positions().forEach(position -> ids.add(position.id() + " " + position.lots()));
        Set<String> trueIds = new HashSet<>();
        truth.positions().forEach(position -> trueIds.add(position.id() + " " + position.lots()));
        assertThat(ids).isEqualTo(trueIds);
        if (!state.verdict().isFinal()) {
            assertThat(monitor.gauges().provisional()).as("provisional").isFalse();
            assertThat(Stream.of(state.balance())).containsExactly(life.read().balance());
        }
    }

    @Override
    public void close() {
        monitor.close();
        informed.close();
    }
}
