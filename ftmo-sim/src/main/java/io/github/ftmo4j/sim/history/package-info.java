/** Trade histories: the closed trades of a trader in R-multiples, and how to read them from CSV files. */
@NullMarked
package io.github.ftmo4j.sim.history;

import org.jspecify.annotations.NullMarked;
