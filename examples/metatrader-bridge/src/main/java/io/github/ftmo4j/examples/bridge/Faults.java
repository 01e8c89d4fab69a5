package io.github.ftmo4j.examples.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * How often each fault of a terminal and its connection occurs.
 *
 * @param disconnect the chance, at each poll, that the connection breaks
 * @param restart the chance, at each poll, that the terminal restarts, and finds another state when it is up again
 * @param tear the chance that a poll reads the balance of one moment and the positions of another
 * @param repeat the chance that a line is sent twice
 * @param reorder the chance that a line is sent before the one that it follows
 * @param delay the chance that a line is held back for some polls
 * @param garbage the chance that garbage is sent after a line
 */
record Faults(
        double disconnect, double restart, double tear, double repeat, double reorder, double delay, double garbage) {

    /** The faults that a user may name. */
    enum Kind {
        DISCONNECT,
        RESTART,
        TEAR,
        REPEAT,
        REORDER,
        DELAY,
        GARBAGE
    }

    static Faults none() {
        return of(Set.of(), 0);
    }

    /**
     * Some faults at one rate.
     *
     * @param kinds the faults
     * @param rate the chance of each
     * @return the faults
     */
    static Faults of(Set<Kind> kinds, double rate) {
        return new Faults(
                kinds.contains(Kind.DISCONNECT) ? rate : 0,
                kinds.contains(Kind.RESTART) ? rate : 0,
                kinds.contains(Kind.TEAR) ? rate : 0,
                kinds.contains(Kind.REPEAT) ? rate : 0,
                kinds.contains(Kind.REORDER) ? rate : 0,
                kinds.contains(Kind.DELAY) ? rate : 0,
                kinds.contains(Kind.GARBAGE) ? rate : 0);
    }

    /** A connection with these faults. Not thread-safe. */
    final class Link {

        private static final List<String> GARBAGE = List.of(
                "",
                "{",
                "null",
                "[]",
                "GET / HTTP/1.1",
                "{\"v\":1,\"seq\":7,\"type\":\"account\",\"time\":",
                "{\"v\":1,\"seq\":7,\"type\":\"dance\"}",
                "{\"v\":2,\"seq\":7,\"type\":\"hello\"}",
                "{\"v\":1,\"seq\":7,\"type\":\"ended\",\"id\":\"\",\"reason\":\"x\"}",
                "{\"v\":1,\"seq\":7,\"type\":\"account\",\"time\":0,\"balance\":\"0\",\"equity\":\"NaN\",\"positions\":[]}",
                "{\"v\":1,\"seq\":7,\"type\":\"deals\",\"deals\":[{\"id\":\"1\"},7]}");

        private final Random random;
        private final List<Held> held = new ArrayList<>();

        private record Held(String line, int polls) {}

        Link(Random random) {
            this.random = random;
        }

        boolean breaks() {
            return random.nextDouble() < disconnect;
        }

        boolean restarts() {
            return random.nextDouble() < restart;
        }

        boolean tears() {
            return random.nextDouble() < tear;
        }

        /** What is under way is lost. */
        void connect() {
            held.clear();
        }

        /**
         * Passes lines on.
         *
         * @param lines what is sent
         * @return what arrives now
         */
        List<String> pass(List<String> lines) {
            List<String> now = new ArrayList<>();
            for (String line : lines) {
                if (random.nextDouble() < delay) {
                    held.add(new Held(line, 1 + random.nextInt(6)));
                    continue;
                }
                int place = random.nextDouble() < reorder && !now.isEmpty() ? now.size() - 1 : now.size();
                now.add(place, line);
                if (random.nextDouble() < repeat) {
                    now.add(line);
                }
                if (random.nextDouble() < garbage) {
                    now.add(GARBAGE.get(random.nextInt(GARBAGE.size())));
                }
            }
            return now;
        }

        /**
         * Lets a poll pass.
         *
         * @return what was held back and arrives now
         */
        List<String> due() {
            List<String> due = new ArrayList<>();
            List<Held> rest = new ArrayList<>();
            for (Held each : held) {
                if (each.polls() == 1) {
                    due.add(each.line());
                } else {
                    rest.add(new Held(each.line(), each.polls() - 1));
                }
            }
            held.clear();
            held.addAll(rest);
            return due;
        }
    }
}
