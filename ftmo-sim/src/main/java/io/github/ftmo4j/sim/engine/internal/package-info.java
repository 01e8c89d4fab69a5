/** The engines that compute the odds of a specification. Not for use from outside. */
@NullMarked
package io.github.ftmo4j.sim.engine.internal;

import org.jspecify.annotations.NullMarked;
