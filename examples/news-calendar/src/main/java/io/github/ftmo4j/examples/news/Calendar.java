package io.github.ftmo4j.examples.news;

import io.github.ftmo4j.core.gate.NewsEvent;
import java.util.List;

/**
 * What a file holds.
 *
 * @param events the releases that could be read
 * @param problems why others could not, each with its place
 */
public record Calendar(List<NewsEvent> events, List<Problem> problems) {

    /** Copies both. */
    public Calendar {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }

    /**
     * Why a part of a file could not be read.
     *
     * @param place where it is, such as {@code line 7}
     * @param message what is wrong
     */
    public record Problem(String place, String message) {
        @Override
        public String toString() {
            return place + ": " + message;
        }
    }
}
