package io.github.ftmo4j.core.journal;

import io.github.ftmo4j.core.json.JsonObject;

/**
 * A line of a journal as it was read.
 *
 * @param sequence its number; numbers start at 1 and have no gaps, also across compactions
 * @param type what kind of line it is
 * @param fields its fields
 */
public record JournalEntry(long sequence, String type, JsonObject fields) {}
