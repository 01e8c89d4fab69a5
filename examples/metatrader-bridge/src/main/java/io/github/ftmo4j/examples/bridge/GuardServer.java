package io.github.ftmo4j.examples.bridge;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries the lines of a guard over a socket of the loopback interface. One terminal is connected at a time: a new
 * connection ends the one before it, which may be dead without a notice.
 */
final class GuardServer implements Closeable {

    private static final long TICK_MILLIS = 1_000;

    private final Guard guard;
    private final Codec codec;
    private final Consumer<String> report;
    private final ServerSocket server;

    /** Held from the making of messages until they are sent, so that the last one sent is the last one made. */
    private final Object order = new Object();

    private Optional<Connection> current = Optional.empty();

    private GuardServer(Guard guard, Codec codec, int port, Consumer<String> report) throws IOException {
        this.guard = guard;
        this.codec = codec;
        this.report = report;
        server = new ServerSocket(port, 1, loopback());
    }

    /**
     * Listens.
     *
     * @param guard what answers
     * @param codec the codec of the account
     * @param port the port, 0 for any
     * @param report takes a line for each connection
     * @return the server, which runs on threads of its own
     * @throws IOException if the port is in use
     */
    static GuardServer start(Guard guard, Codec codec, int port, Consumer<String> report) throws IOException {
        GuardServer started = new GuardServer(guard, codec, port, report);
        daemon(started::acceptAll, "accept").start();
        daemon(started::tickAlways, "tick").start();
        return started;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The address on which guard, terminal and metrics meet.
     *
     * @return 127.0.0.1
     * @throws IOException never
     */
    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Connection connection = new Connection(server.accept());
                replace(connection);
                daemon(connection::run, "terminal").start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    report.accept("no connection: " + e.getMessage());
                }
            }
        }
    }

    private synchronized void replace(Connection connection) {
        current.ifPresent(Connection::close);
        current = Optional.of(connection);
    }

    private synchronized Optional<Connection> current() {
        return current;
    }

    private void tickAlways() {
        while (!server.isClosed()) {
            try {
                Thread.sleep(TICK_MILLIS);
                tick();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                report.accept("no tick: " + e);
            }
        }
    }

    private void tick() {
        synchronized (order) {
            List<Message> messages = guard.tick();
            current().ifPresent(connection -> connection.send(messages));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        current().ifPresent(Connection::close);
    }

    /** A connection, which one thread reads. */
    private final class Connection {

        private final Socket socket;
        private final Guard.Connection lines = guard.connect();
        private long sequence;

        Connection(Socket socket) {
            this.socket = socket;
        }

        void run() {
            report.accept("a terminal has connected");
            try (socket) {
                socket.setTcpNoDelay(true);
                LineReader reader = new LineReader(socket.getInputStream());
                boolean open = true;
                while (open) {
                    open = handleNext(reader);
                }
                report.accept("the terminal has closed its connection");
            } catch (IOException e) {
                report.accept("the connection is lost: " + e.getMessage());
            }
            lines.end();
        }

        private boolean handleNext(LineReader reader) throws IOException {
            try {
                Optional<String> line = reader.next();
                synchronized (order) {
                    line.map(lines::handle).ifPresent(handled -> send(handled.replies()));
                }
                return line.isPresent();
            } catch (BadLineException e) {
                guard.skip(e);
                return true;
            }
        }

        synchronized void send(List<Message> messages) {
            if (messages.isEmpty()) {
                return;
            }
            StringBuilder text = new StringBuilder();
            for (Message message : messages) {
                sequence++;
                text.append(codec.write(sequence, message)).append('\n');
            }
            try {
                OutputStream out = socket.getOutputStream();
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException e) {
                close();
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                report.accept("the connection does not close: " + e.getMessage());
            }
        }
    }
}
