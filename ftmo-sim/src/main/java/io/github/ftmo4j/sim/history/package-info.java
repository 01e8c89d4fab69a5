/** Trade histories: the closed trades of a trader in R-multiples. */
@NullMarked
package io.github.ftmo4j.sim.history;

import org.jspecify.annotations.NullMarked;
