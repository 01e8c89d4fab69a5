package io.github.ftmo4j.examples.server;

import io.github.ftmo4j.examples.server.http.Refusal;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that Jetty cannot read as other refusals are answered. Jetty closes the connection after them, which
 * the answer announces: a client would send its next request on it otherwise, and get no answer.
 */
final class UnreadableRequests extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ChallengeServer.SECURITY_HEADERS.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        String body = Refusal.of(status, "bad_request", "the request cannot be read")
                .body()
                .toString();
        Content.Sink.write(response, true, body, callback);
    }
}
