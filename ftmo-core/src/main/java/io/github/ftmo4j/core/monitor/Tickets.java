package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which position of the account a ticket of the broker stands for. It is that of the same id, unless the rest of a
 * position came back under a new ticket, or the name of a net position is used again. Not thread-safe.
 */
final class Tickets {

    private static final char LIFE = '#';

    private final Map<String, String> ids = new LinkedHashMap<>();

    /** The position that a ticket stands for. */
    String id(String ticket) {
        return ids.getOrDefault(ticket, ticket);
    }

    void rename(String ticket, String id) {
        ids.put(ticket, id);
    }

    /** Gives a name that is used again another id. */
    String nextLife(String ticket, Predicate<String> isTaken) {
        String next = next(ticket, isTaken);
        ids.put(ticket, next);
        return next;
    }

    /** The id of the next position under a name: the name with the next number that is not taken. */
    String next(String ticket, Predicate<String> isTaken) {
        String last = id(ticket);
        int life = 1;
        if (last.startsWith(ticket + LIFE)) {
            life = Integer.parseInt(last.substring(ticket.length() + 1));
        }
        String next;
        do {
            life++;
            next = ticket + LIFE + life;
        } while (isTaken.test(next));
        return next;
    }

    void write(String name, JsonWriter out) {
        out.objects(
                name,
                ids.entrySet(),
                (entry, fields) -> fields.text("ticket", entry.getKey()).text("id", entry.getValue()));
    }

    static Tickets read(String name, JsonObject in) {
        Tickets tickets = new Tickets();
        if (in.has(name)) {
            in.objects(name).forEach(entry -> tickets.rename(entry.text("ticket"), entry.text("id")));
        }
        return tickets;
    }
}
