/** The engines that answer a specification. Not for use from outside. */
@NullMarked
package io.github.ftmo4j.sim.engine.internal;

import org.jspecify.annotations.NullMarked;
