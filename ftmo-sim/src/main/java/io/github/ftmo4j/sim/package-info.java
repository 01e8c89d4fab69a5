/** Simulation of challenges: a specification is the input, the odds of passing are the result. */
@NullMarked
package io.github.ftmo4j.sim;

import org.jspecify.annotations.NullMarked;
