package io.github.ftmo4j.examples.server.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;

/**
 * Tells clients apart by their address.
 *
 * @param behindProxy whether a proxy hands the requests on. The client is then the last address of X-Forwarded-For,
 *     which the proxy added; what stands before it comes from the client, who may write anything. Without a proxy the
 *     header is not read.
 */
public record Clients(boolean behindProxy) {

    /** The address of the client; that of the connection if no proxy says another. */
    public String address(Context context) {
        String forwarded = behindProxy ? lastForwarded(context) : "";
        return forwarded.isEmpty() ? context.ip() : forwarded;
    }

    /** Some proxies add to the header of the client, some add a header of their own after it. */
    private static String lastForwarded(Context context) {
        List<String> headers = Collections.list(context.req().getHeaders("X-Forwarded-For"));
        String last = headers.isEmpty() ? "" : headers.get(headers.size() - 1);
        return last.substring(last.lastIndexOf(',') + 1).strip();
    }
}
