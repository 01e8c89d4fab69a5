package io.github.ftmo4j.examples.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ftmo4j.json.Document;
import io.github.ftmo4j.json.InvalidDocumentException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the bodies of requests.
 *
 * @param mostBytes the largest body, in bytes
 */
public record Body(int mostBytes) {

    private static final long MOST_DISCARDED = 100_000_000;

    /**
     * The body as JSON.
     *
     * @throws Refusal if it is too large, not JSON in UTF-8, or declared as something else
     */
    public JsonNode json(Context context) {
        byte[] bytes = bytes(context);
        requireJson(context);
        try {
            return Document.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("$", "is not valid UTF-8");
        } catch (InvalidDocumentException e) {
            throw Refusal.of(e);
        }
    }

    /**
     * The body as it is. It is read before anything is refused: a client that sends all of it first would not see the
     * answer otherwise.
     *
     * @throws Refusal if it is too large
     */
    public byte[] bytes(Context context) {
        byte[] bytes;
        try {
            InputStream in = context.req().getInputStream();
            bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                discard(in);
                throw Refusal.of(413, "body_too_large", "the body must have at most " + mostBytes + " bytes");
            }
        } catch (IOException e) {
            throw Refusal.of(400, "bad_request", "the body could not be read");
        }
        if (context.header("Content-Encoding") != null) {
            throw Refusal.of(415, "unsupported_encoding", "the body must not have a Content-Encoding");
        }
        return bytes;
    }

    private static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[8_192];
        long left = MOST_DISCARDED;
        for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
            left -= read;
        }
    }

    private static void requireJson(Context context) {
        String declared = context.contentType();
        if (declared == null) {
            return;
        }
        String[] parts = declared.toLowerCase(Locale.ROOT).split(";", -1);
        boolean right = parts[0].strip().equals("application/json");
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            right &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        if (!right) {
            throw Refusal.of(
                    415, "unsupported_media_type", "the body must be application/json in UTF-8, was " + declared);
        }
    }
}
