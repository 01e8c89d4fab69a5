/**
 * Reads a trader's own files.
 *
 * <p>{@link io.github.ftmo4j.sim.history.file.TradeFiles} is the entry.
 */
@NullMarked
package io.github.ftmo4j.sim.history.file;

import org.jspecify.annotations.NullMarked;
