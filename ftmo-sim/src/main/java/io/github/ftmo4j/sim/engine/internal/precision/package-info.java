/** Runs to a precision. Not for use from outside. */
@NullMarked
package io.github.ftmo4j.sim.engine.internal.precision;

import org.jspecify.annotations.NullMarked;
