/** The distributions from which trades are drawn: their outcomes in R-multiples, and how many come up on a day. */
@NullMarked
package io.github.ftmo4j.sim.outcome;

import org.jspecify.annotations.NullMarked;
