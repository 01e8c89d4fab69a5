/** Reads trade histories from CSV files. */
@NullMarked
package io.github.ftmo4j.sim.history.csv;

import org.jspecify.annotations.NullMarked;
