package io.github.ftmo4j.examples.guard;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An order that the trader means to send.
 *
 * @param at when
 * @param id what it is called
 * @param why the trader's thought
 * @param side the direction
 * @param lots the size; zero for what risks 1 % of the initial balance
 * @param stopPips how far the stop is from the entry; 0 for none
 * @param targetPips how far the target is from the entry; 0 for none
 */
record Intent(Instant at, String id, String why, Side side, BigDecimal lots, int stopPips, int targetPips) {}
