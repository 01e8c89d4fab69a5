/** How a simulation is executed. The engines themselves are internal. */
@NullMarked
package io.github.ftmo4j.sim.engine;

import org.jspecify.annotations.NullMarked;
