/** The lowered Monte Carlo engine: a specification compiled to a flat loop. Not for use from outside. */
@NullMarked
package io.github.ftmo4j.sim.engine.internal.kernel;

import org.jspecify.annotations.NullMarked;
