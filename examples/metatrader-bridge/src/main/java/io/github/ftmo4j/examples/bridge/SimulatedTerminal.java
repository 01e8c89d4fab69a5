package io.github.ftmo4j.examples.bridge;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.Snapshot;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A terminal with a simulated account that speaks the protocol of the bridge, with faults on request. */
@Command(
        name = "simulated-terminal",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        header = "Connects a simulated account to the MetaTrader bridge.")
public final class SimulatedTerminal implements Callable<Integer> {

    /** How long the guard has to agree in the end. */
    private static final Duration SETTLING = Duration.ofMinutes(3);

    /** How long one question of the end waits for its answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "where the bridge listens")
    private int port = 7400;

    @Option(names = "--size", paramLabel = "AMOUNT", description = "the initial balance")
    private long size = 100_000;

    @Option(names = "--currency", paramLabel = "CODE", description = "the currency of the account")
    private String currency = "USD";

    @Option(names = "--account", paramLabel = "NUMBER", description = "the number of the account")
    private String account = "4711";

    @Option(names = "--seed", paramLabel = "N", description = "decides what happens")
    private long seed = 3;

    @Option(names = "--netting", description = "one net position a symbol")
    private boolean netting;

    @Option(names = "--polls", paramLabel = "N", description = "how often the account is polled")
    private int polls = 200;

    @Option(names = "--pace", paramLabel = "MS", description = "milliseconds from poll to poll")
    private int pace = 200;

    @Option(
            names = "--faults",
            paramLabel = "KIND",
            split = ",",
            description = "which faults occur: ${COMPLETION-CANDIDATES}")
    private Set<Faults.Kind> faults = EnumSet.noneOf(Faults.Kind.class);

    @Option(names = "--rate", paramLabel = "P", description = "the chance of each fault, at each poll or line")
    private double rate = 0.05;

    @Option(names = "--record", paramLabel = "FILE", description = "where to write all deals in the end")
    private @Nullable Path record;

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulatedTerminal())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Random random = new Random(seed);
        Money initial = Money.of(size, currency);
        Codec codec = new Codec(initial.currency());
        BrokerLife life = new BrokerLife(new Random(random.nextLong()), initial, Instant.now(), netting);
        Terminal terminal = new Terminal(life, codec, account);
        try (Session session = new Session(terminal, Faults.of(faults, rate).new Link(random), codec, out)) {
            for (int i = 0; i < polls; i++) {
                session.poll(random);
            }
            session.settle();
        }
        Snapshot end = life.read();
        out.println("the end: balance " + end.balance() + ", equity " + end.equity() + ", "
                + end.positions().size() + " positions, " + life.deals().size() + " deals");
        out.flush();
        if (record != null) {
            Files.writeString(record, codec.write(1, new Message.Deals(life.deals())) + "\n");
        }
        return 0;
    }

    /** Connects again whenever the connection is lost. Only the thread of the program uses it. */
    private final class Session implements Closeable {

        private final Terminal terminal;
        private final Faults.Link link;
        private final Codec codec;
        private final PrintWriter out;
        private Optional<Connection> connection = Optional.empty();
        private boolean refusing;

        Session(Terminal terminal, Faults.Link link, Codec codec, PrintWriter out) {
            this.terminal = terminal;
            this.link = link;
            this.codec = codec;
            this.out = out;
        }

        void poll(Random random) throws InterruptedException {
            if (link.restarts()) {
                say("the terminal restarts");
                terminal.restart();
                close();
            } else if (link.breaks()) {
                say("the connection breaks");
                close();
            }
            live();
            if (!isConnected()) {
                Thread.sleep(pace);
                return;
            }
            send(link.due());
            send(link.pass(terminal.poll(link.tears())));
            answerFor(pace / 2);
            if (isConnected() && !terminal.isRefusing() && random.nextInt(3) == 0) {
                BigDecimal lots = BigDecimal.valueOf(10L + random.nextInt(200), 2);
                send(link.pass(List.of(terminal.ask("GBPUSD", lots, 30_000L + random.nextInt(120_000)))));
            }
            answerFor(pace / 2);
            send(link.pass(terminal.giveUp("no answer")));
        }

        private void live() {
            Duration passed = Duration.between(terminal.life().now(), Instant.now());
            terminal.life().step(passed.isNegative() ? Duration.ZERO : passed);
        }

        /** Ends the faults, and the program only once the guard has handled all that there is. */
        void settle() throws InterruptedException {
            close();
            long until = System.nanoTime() + SETTLING.toNanos();
            while (!agrees()) {
                if (System.nanoTime() - until >= 0) {
                    say("the guard does not agree within " + SETTLING.toSeconds() + " s");
                    return;
                }
            }
        }

        /**
         * Asks for an order that is given up at once. The guard answers in the order of the lines, so it has handled
         * everything if it wanted nothing else before this answer.
         */
        private boolean agrees() throws InterruptedException {
            if (!isConnected()) {
                Thread.sleep(pace);
                return false;
            }
            send(terminal.poll(false));
            send(List.of(terminal.ask("GBPUSD", BigDecimal.valueOf(1, 2), 1)));
            String id = terminal.waiting().orElseThrow().order().id();
            send(terminal.giveUp("the end"));
            boolean quiet = true;
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (connection.filter(Connection::isOpen).isPresent() && System.nanoTime() - until < 0) {
                Optional<String> line = connection.get().next(pace);
                if (line.isEmpty()) {
                    continue;
                }
                boolean end = isAnswer(line.get(), id);
                List<String> replies = answer(line.get());
                send(replies);
                if (end) {
                    return quiet;
                }
                quiet &= replies.isEmpty();
            }
            return false;
        }

        private boolean isAnswer(String line, String id) {
            try {
                return codec.read(line).message() instanceof Message.Answer answer
                        && answer.id().equals(id);
            } catch (BadLineException e) {
                return false;
            }
        }

        private boolean isConnected() {
            if (connection.filter(Connection::isOpen).isPresent()) {
                return true;
            }
            close();
            try {
                connection = Optional.of(new Connection(new Socket(GuardServer.loopback(), port)));
                say("connected");
                link.connect();
                send(terminal.connect());
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        private void send(List<String> lines) {
            connection.ifPresent(open -> open.send(lines));
        }

        private void answerFor(int millis) throws InterruptedException {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
                Optional<String> line =
                        connection.isPresent() ? connection.get().next(left) : Optional.empty();
                if (line.isPresent()) {
                    send(link.pass(answer(line.get())));
                } else if (connection.isEmpty()) {
                    Thread.sleep(left);
                }
            }
        }

        private List<String> answer(String line) {
            try {
                Optional<Message.Ask> asked = terminal.waiting();
                Message message = codec.read(line).message();
                int deals = terminal.life().deals().size();
                List<String> lines = terminal.receive(line);
                report(message, asked, terminal.life().deals().size() - deals);
                return lines;
            } catch (BadLineException e) {
                say("skipped a line of the guard: " + e.getMessage());
                return List.of();
            }
        }

        private void report(Message message, Optional<Message.Ask> asked, int newDeals) {
            if (message instanceof Message.Answer answer) {
                String risk = asked.filter(ask -> ask.order().id().equals(answer.id()))
                        .flatMap(ask -> ask.order().risk())
                        .map(money -> " risking " + money)
                        .orElse("");
                say("order " + answer.id() + risk
                        + (answer.isAllowed()
                                ? ": allowed"
                                : ": refused, " + answer.refusals().get(0).code() + ", room " + answer.room()));
            } else if (message instanceof Message.CloseAll close && newDeals > 0) {
                say("closed " + newDeals + (newDeals == 1 ? " position: " : " positions: ") + close.reason());
            } else if (message instanceof Message.Refuse refuse && refuse.on() != refusing) {
                refusing = refuse.on();
                say((refusing ? "sends no more orders: " : "sends orders: ") + refuse.reason());
            }
        }

        private void say(String text) {
            out.println(text);
            out.flush();
        }

        @Override
        public void close() {
            connection.ifPresent(Connection::close);
            connection = Optional.empty();
        }
    }

    /** A connection to the guard, whose lines a thread of its own reads. */
    private static final class Connection {

        private final Socket socket;
        private final Writer out;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private volatile boolean open = true;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
            Thread reader = new Thread(this::readAll, "guard");
            reader.setDaemon(true);
            reader.start();
        }

        private void readAll() {
            try {
                LineReader reader = new LineReader(socket.getInputStream());
                for (Optional<String> line = reader.next(); line.isPresent(); line = reader.next()) {
                    lines.add(line.get());
                }
            } catch (IOException | BadLineException e) {
                // the connection is over, as at its end
            }
            open = false;
        }

        boolean isOpen() {
            return open;
        }

        Optional<String> next(long millis) throws InterruptedException {
            return Optional.ofNullable(lines.poll(millis, TimeUnit.MILLISECONDS));
        }

        void send(List<String> text) {
            try {
                for (String line : text) {
                    out.write(line);
                    out.write('\n');
                }
                out.flush();
            } catch (IOException e) {
                open = false;
            }
        }

        void close() {
            open = false;
            try {
                socket.close();
            } catch (IOException e) {
                // it is over either way
            }
        }
    }
}
