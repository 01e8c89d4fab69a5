/** The Monte Carlo engine: attempts, and the workers that run them. Not for use from outside. */
@NullMarked
package io.github.ftmo4j.sim.engine.internal.montecarlo;

import org.jspecify.annotations.NullMarked;
