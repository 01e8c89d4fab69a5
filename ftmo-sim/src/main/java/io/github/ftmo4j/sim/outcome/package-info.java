/** Where luck comes from: the R-multiples of trades, and how many trades a day brings. */
@NullMarked
package io.github.ftmo4j.sim.outcome;

import org.jspecify.annotations.NullMarked;
