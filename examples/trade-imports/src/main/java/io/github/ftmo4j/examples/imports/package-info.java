/**
 * Reads tables of HTML, XLSX and JSON files for {@link io.github.ftmo4j.sim.history.file.TradeFiles}, which finds them.
 */
@NullMarked
package io.github.ftmo4j.examples.imports;

import org.jspecify.annotations.NullMarked;
