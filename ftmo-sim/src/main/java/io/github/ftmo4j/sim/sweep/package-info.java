/** What to change: the rows of a sweep, what they are judged by, sensitivities and the optimum of a search. */
@NullMarked
package io.github.ftmo4j.sim.sweep;

import org.jspecify.annotations.NullMarked;
