package io.github.ftmo4j.examples.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server runs.
 *
 * @param bind the address to listen at
 * @param port the port, 0 for any that is free
 * @param data the folder of saved runs and logs
 * @param key the key that requests must show, none if everybody may ask
 * @param requestsPerMinute how many requests a client may send a minute, 0 for any number
 * @param behindProxy whether a proxy hands the requests on, whose X-Forwarded-For says who the client is
 * @param limits what it does at most
 * @param journal the journal of a monitor that the live tab follows, none if it follows none
 */
public record ServerOptions(
        String bind,
        int port,
        Path data,
        Optional<String> key,
        int requestsPerMinute,
        boolean behindProxy,
        Limits limits,
        Optional<Path> journal) {

    /** A server on the loopback address, for everybody on this machine. */
    public static ServerOptions of(int port, Path data) {
        return new ServerOptions(
                "127.0.0.1", port, data, Optional.empty(), 0, false, Limits.standard(), Optional.empty());
    }

    /** The same with a key. */
    public ServerOptions withKey(String value) {
        return new ServerOptions(bind, port, data, Optional.of(value), requestsPerMinute, behindProxy, limits, journal);
    }

    /** The same with a limit of requests. */
    public ServerOptions withRequestsPerMinute(int value) {
        return new ServerOptions(bind, port, data, key, value, behindProxy, limits, journal);
    }

    /** The same behind a proxy. */
    public ServerOptions withProxy() {
        return new ServerOptions(bind, port, data, key, requestsPerMinute, true, limits, journal);
    }

    /** The same with other limits. */
    public ServerOptions withLimits(Limits value) {
        return new ServerOptions(bind, port, data, key, requestsPerMinute, behindProxy, value, journal);
    }

    /** The same, following the journal of a monitor. */
    public ServerOptions withJournal(Path value) {
        return new ServerOptions(bind, port, data, key, requestsPerMinute, behindProxy, limits, Optional.of(value));
    }
}
