/** How precise odds are to be, and what makes them more precise than more trials do. */
@NullMarked
package io.github.ftmo4j.sim.precision;

import org.jspecify.annotations.NullMarked;
