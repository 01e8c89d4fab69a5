package io.github.ftmo4j.examples.server.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets requests in: those that show the key, of each client so many a minute, and none that another site's page sends
 * to change something. Thread-safe.
 */
public final class Guard {

    private static final int MOST_CLIENTS = 10_000;
    private static final long MINUTE = 60_000_000_000L;

    private final Optional<String> key;
    private final int requestsPerMinute;
    private final Clients clients;
    private final Map<String, Window> windows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    private record Window(long from, int requests) {}

    /** A guard with a key, and a number of requests where 0 is any number. */
    public Guard(Optional<String> key, int requestsPerMinute, Clients clients) {
        this.key = key;
        this.requestsPerMinute = requestsPerMinute;
        this.clients = clients;
    }

    /**
     * Checks a request.
     *
     * @throws Refusal if it has no key, is one too many, or comes from the page of another site
     */
    public void check(Context context) {
        boolean reads = Set.of("GET", "HEAD").contains(context.req().getMethod());
        if (!reads && "cross-site".equals(context.header("Sec-Fetch-Site"))) {
            throw Refusal.of(403, "cross_site", "pages of other sites must not send requests");
        }
        if (requestsPerMinute > 0 && !count(clients.address(context))) {
            context.header("Retry-After", "60");
            throw Refusal.of(429, "rate_limit", "at most " + requestsPerMinute + " requests a minute are answered");
        }
        if (key.isPresent() && !shows(context, key.get())) {
            throw Refusal.of(401, "unauthorized", "the header X-API-Key must have the key of this server");
        }
    }

    private static boolean shows(Context context, String key) {
        String shown = Optional.ofNullable(context.header("X-API-Key")).orElse("");
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized boolean count(String client) {
        long now = System.nanoTime();
        Window window = windows.get(client);
        if (window == null || now - window.from() >= MINUTE) {
            window = new Window(now, 0);
        }
        windows.put(client, new Window(window.from(), window.requests() + 1));
        return window.requests() < requestsPerMinute;
    }
}
